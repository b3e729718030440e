"""What the leerbedrijf judged per werkproces: the last judgement counts, the earlier ones stay (domein §3, §6)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from documenten import bestellen
from kwalificaties.models import Werkproces
from trajecten.lijsten import BEHAALD
from trajecten.models import Beoordeling, Oordeel, Plaatsing, Traject
from trajecten.regels import Status


@dataclass(frozen=True)
class Laatste:
    """The last judgement of one werkproces in one Plaatsing; `waarde` is "" while there is none."""

    werkproces: Werkproces
    plaatsing: Plaatsing
    waarde: str = ""
    datum: date | None = None
    toelichting: str = ""

    @property
    def is_behaald(self) -> bool:
        return self.waarde in BEHAALD


def laatste(plaatsing: Plaatsing) -> list[Laatste]:
    """
    Every chosen werkproces of a Plaatsing with its last judgement, by code.

    An eindbeoordeling that was sent back counts no more once there is a new one, whatever day stands on it.
    """
    rows = geldend(plaatsing).select_related("beoordeling").order_by("beoordeling__datum", "at", "pk")
    last = {row.werkproces_id: row for row in rows}
    chosen = plaatsing.werkprocessen.select_related("kerntaak").order_by("kerntaak__volgorde", "volgorde")
    return [_laatste(w, plaatsing, last.get(w.pk)) for w in chosen]


def geldend(plaatsing: Plaatsing) -> QuerySet[Oordeel]:
    """All judgements but those of an eindbeoordeling that was sent back and made anew."""
    rows = Oordeel.objects.filter(beoordeling__plaatsing=plaatsing)
    return rows.exclude(~Q(beoordeling=laatste_eind(plaatsing)), beoordeling__soort="eind")


def kenmerk(traject: Traject) -> str:
    """Changes with anything a decision of the school is about."""
    return merk(behaald(traject))


def merk(rows: list[Laatste]) -> str:
    return bestellen.kenmerk({"behaald": [[row.plaatsing.pk, row.werkproces.pk, row.waarde, str(row.datum)] for row in rows]})


def laatste_eind(plaatsing: Plaatsing) -> Beoordeling | None:
    """The eindbeoordeling that the leerbedrijf handed in last."""
    return plaatsing.beoordelingen.filter(soort="eind", zonder_leerbedrijf="").order_by("-pk").first()


def zonder_leerbedrijf(plaatsing: Plaatsing) -> Beoordeling | None:
    """The row that says the last recorded judgements were handed in without the leerbedrijf; None when it judged itself."""
    last = plaatsing.beoordelingen.filter(soort="eind").order_by("-pk").first()
    return last if last and last.zonder_leerbedrijf else None


def teruggestuurd(traject: Traject) -> str:
    """Why the school sent the last assessment back, while this leerbedrijf is at it again; "" when it did not."""
    last = traject.gebeurtenissen.filter(soort__in=["terugsturen", "beoordeling_indienen", "herplaatsen"]).order_by("-pk").first()
    return last.reden if last and last.soort == "terugsturen" and traject.status == Status.BEOORDELING else ""


def _laatste(werkproces: Werkproces, plaatsing: Plaatsing, row: Oordeel | None) -> Laatste:
    if row is None:
        return Laatste(werkproces, plaatsing)
    return Laatste(werkproces, plaatsing, row.waarde, row.op or row.beoordeling.datum, row.toelichting)


def behaald(traject: Traject) -> list[Laatste]:
    """
    What can be vastgesteld: werkprocessen judged voldoende or goed, over all plaatsingen; the later Plaatsing wins.
    """
    found: dict[int, Laatste] = {}
    for plaatsing in traject.plaatsingen.select_related("leerbedrijf__organisatie").order_by("volgnummer"):
        for oordeel in laatste(plaatsing):
            if oordeel.is_behaald or (oordeel.waarde and oordeel.werkproces.pk not in found):
                found[oordeel.werkproces.pk] = oordeel
    return sorted(
        (o for o in found.values() if o.is_behaald),
        key=lambda o: (o.plaatsing.volgnummer, o.werkproces.kerntaak.volgorde, o.werkproces.volgorde),
    )
