from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import F, Prefetch, Q

from accounts.models import Afwezigheid
from basis.tekst import prefix_query
from trajecten.regels import GEEINDIGD, Partij


class PlaatsingQuerySet(models.QuerySet):
    def met_erkenning(self):
        """
        Adds `erkenning_tot`: from when no erkenning of this leerbedrijf for this kwalificatie holds; None when one goes on.
        """
        from werkgevers.models import Erkenning

        kwalificatie = models.OuterRef("traject__kwalificatie")
        given = Erkenning.objects.filter(
            Q(kwalificatie=kwalificatie) | Q(bevestigingen__kwalificatie=kwalificatie),
            leerbedrijf=models.OuterRef("leerbedrijf"),
            sinds__isnull=False,
        )
        last = given.order_by(models.F("vervallen_per").desc(nulls_first=True)).values("vervallen_per")[:1]
        return self.annotate(erkenning_tot=models.Subquery(last))

    def for_overview(self):
        return self.met_erkenning().select_related("leerbedrijf__organisatie", "school", "praktijkopleider")

    def for_portaal(self):
        """All that `zicht.py` reads of one."""
        return self.select_related(
            "traject__deelnemer",
            "traject__regio",
            "traject__kwalificatie",
            "traject__behandelaar",
            "leerbedrijf__organisatie",
            "school",
            "praktijkopleider",
        )


class TrajectQuerySet(models.QuerySet):
    def open(self):
        return self.exclude(status__in=GEEINDIGD)

    def bij_mij(self, user, *, on: date):
        """The coordinator is aan zet and it is this user's to do (domein §1)."""
        return self.open().filter(self.van_mij(user, on=on), aan_zet=Partij.COORDINATOR)

    def van_mij(self, user, *, on: date) -> Q:
        """This user is behandelaar or stands in for the behandelaar on this day; or there is none."""
        away = Afwezigheid.objects.telt(on=on).filter(vervanger=user)
        theirs = self.model.objects.filter(behandelaar__afwezigheden__in=away, behandelaar__afwezigheden__regio=F("regio"))
        return Q(behandelaar=user) | Q(behandelaar__isnull=True) | Q(pk__in=theirs.values("pk"))

    def termijn_verlopen(self, *, on: date):
        """Reads the stored column, so one index serves the list and the nightly task."""
        return self.filter(volgende_termijn__lt=on)

    def zoek(self, term: str):
        """
        Whose name has words that begin like every word typed; or whose traject number or leerbedrijf begins so.

        :param term: as typed; marks and capitals do not count.
        """
        from trajecten.models.deelnemer import Deelnemer

        query = prefix_query(term)
        if not query:
            return self
        vector = SearchVector("zoektekst", config="simple")
        named = Deelnemer.objects.annotate(words=vector).filter(words=SearchQuery(query, search_type="raw", config="simple"))
        bedrijf = Q(plaatsingen__huidig=True, plaatsingen__leerbedrijf__organisatie__zoektekst__startswith=term.lower().strip())
        found = self.model.objects.filter(
            Q(deelnemer__in=named.values("pk")) | Q(nummer__istartswith=term.strip()) | bedrijf
        ).values("pk")
        return self.filter(pk__in=found)

    def for_overview(self):
        """Load everything a row shows; the query-count test pins that rendering adds none."""
        from trajecten.models.plaatsing import Plaatsing

        current = Plaatsing.objects.filter(huidig=True).for_overview()
        return self.select_related("deelnemer", "regio", "kwalificatie", "behandelaar", "gemeente", "aanmelder").prefetch_related(
            Prefetch("plaatsingen", queryset=current, to_attr="huidige"), "onderbrekingen"
        )

    def op_urgentie(self):
        """What is due first stands first; what has no termijn comes last, longest waiting first."""
        return self.order_by(models.F("volgende_termijn").asc(nulls_last=True), "aan_zet_sinds", "pk")
