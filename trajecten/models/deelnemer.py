from calendar import monthrange
from datetime import date

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q

from accounts.models import Regio
from basis.letters import printable
from basis.models import PublicModel, VersionedModel
from basis.tekst import fold, search_text


def minderjarig(geboren: date, *, on: date) -> bool:
    """Under 18 on this day; who was born on 29 February turns 18 on 1 March."""
    return (geboren.year + 18, geboren.month, geboren.day) > (on.year, on.month, on.day)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Deelnemer(PublicModel, VersionedModel):
    """
    A person on the way to a praktijkverklaring, known to one regio. No BSN, no health, no kind of benefit (domein §10).

    Until `starten` the names are as the aanmelder gave them; then as on the identiteitsbewijs, with who saw it and when.
    """

    regio = models.ForeignKey(Regio, models.PROTECT, related_name="deelnemers")
    roepnaam = models.CharField("roepnaam", max_length=80, blank=True)
    achternaam = models.CharField("achternaam", max_length=120, blank=True)
    geboortejaar = models.PositiveSmallIntegerField("geboortejaar")
    geboortemaand = models.PositiveSmallIntegerField("geboortemaand", null=True, blank=True)
    geboortedag = models.PositiveSmallIntegerField("geboortedag", null=True, blank=True)
    telefoon = models.CharField("telefoon", max_length=25, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    straat = models.CharField("straat en huisnummer", max_length=150, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    plaats = models.CharField("woonplaats", max_length=80, blank=True)
    via_aanmelder = models.BooleanField("bereikbaar via de aanmelder", default=False)

    voornamen = models.CharField("voornamen", max_length=150, blank=True)
    geslachtsnaam = models.CharField("achternaam op het identiteitsbewijs", max_length=150, blank=True)
    geboorteplaats = models.CharField("geboorteplaats", max_length=100, blank=True)
    geboorteland = models.CharField("geboorteland", max_length=80, blank=True)
    identiteit_gezien_door = models.CharField(max_length=150, blank=True)
    identiteit_gezien_op = models.DateField(null=True, blank=True)
    vertegenwoordiger = models.CharField("naam van de ouder of voogd", max_length=150, blank=True)

    sorteernaam = models.CharField(max_length=250, editable=False, db_collation="C", db_index=True)
    zoektekst = models.CharField(max_length=500, editable=False, db_collation="C")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(roepnaam="") | ~Q(achternaam=""), name="deelnemer_heeft_een_naam"),
            models.CheckConstraint(
                condition=Q(geboortemaand__isnull=False) | Q(geboortedag__isnull=True), name="geboortedag_heeft_een_maand"
            ),
            models.CheckConstraint(condition=Q(geboortejaar__range=(1900, 2100)), name="geboortejaar_bestaat"),
        ]
        indexes = [GinIndex(SearchVector("zoektekst", config="simple"), name="deelnemer_zoektekst")]

    def __str__(self) -> str:
        return self.naam

    @property
    def naam(self) -> str:
        """How colleagues call this person: roepnaam and achternaam."""
        return " ".join(part for part in (self.roepnaam or self.voornamen, self.achternaam or self.geslachtsnaam) if part)

    @property
    def officiele_naam(self) -> str:
        """As on the identiteitsbewijs; empty before `starten`."""
        return f"{self.voornamen} {self.geslachtsnaam}".strip()

    @property
    def naam_op_papier(self) -> str:
        """
        What a document prints: the official name, else what is known of it in Latin letters; empty when nothing is.

        A roepnaam may be in any script (bibliotheken.md, Fonts in PDF).
        """
        known = (self.officiele_naam, self.naam, self.achternaam, self.roepnaam)
        return next((name for name in known if name and printable(name)), "")

    @property
    def geboortedatum(self) -> date | None:
        """The whole date, or None while only month or year is known."""
        if self.geboortemaand and self.geboortedag:
            return date(self.geboortejaar, self.geboortemaand, self.geboortedag)
        return None

    def is_minderjarig(self, on: date) -> bool:
        """Under 18 on this day; with only a year or month known, the latest possible birthday counts (the careful side, keuze)."""
        maand = self.geboortemaand or 12
        dag = self.geboortedag or monthrange(self.geboortejaar, maand)[1]
        return minderjarig(date(self.geboortejaar, maand, dag), on=on)

    def save(self, *args, **kwargs):
        self.sorteernaam = fold(f"{self.achternaam or self.geslachtsnaam} {self.roepnaam or self.voornamen}")[:250]
        self.zoektekst = search_text(self.roepnaam, self.achternaam, self.voornamen, self.geslachtsnaam)[:500]
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sorteernaam", "zoektekst"}
        super().save(*args, **kwargs)
