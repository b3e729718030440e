"""What somebody of a leerbedrijf or a school can do with a Plaatsing at any moment, besides what is asked of them."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import Lidmaatschap
from accounts.permissions import Permission as P
from trajecten import toegang_portaal
from trajecten.models import Plaatsing
from trajecten.regels import AAN_HET_WERK, MET_PLAATSING, REGELS, Doel, Overgang, Status


@dataclass(frozen=True)
class Knop:
    label: str
    url: str
    icon: str


def van(plaatsing: Plaatsing, lids: list[Lidmaatschap]) -> list[Knop]:
    """:param lids: as whom, by `toegang_portaal.als`."""
    allowed = toegang_portaal.mag(lids, plaatsing)
    status, started = plaatsing.traject.status, plaatsing.eerste_werkdag is not None
    can = [
        (P.TRAJECT_BEOORDELEN, started and status in AAN_HET_WERK, "Werkprocessen beoordelen", "werkprocessen", "check"),
        (P.TRAJECT_BEOORDELEN, started and status in AAN_HET_WERK, "Tussenevaluatie", "evaluatie", "boek"),
        (P.TRAJECT_VOORTGANG, started, "Uren", "uren", "klok"),
        (P.TRAJECT_BEOORDELING_STARTEN, kan_eerder_afronden(plaatsing), "Deelnemer stopt eerder", "eerder_afronden", "agenda"),
        (P.TRAJECT_INSCHRIJVEN, _kan_inschrijven(plaatsing), "Inschrijving bevestigen", "inschrijven", "check"),
        (P.TRAJECT_VASTSTELLEN, _ligt_bij_de_school(plaatsing), "Concept van de verklaring", "concept", "blad"),
        (P.TRAJECT_TERUGSTUREN, _ligt_bij_de_school(plaatsing), "Terugsturen", "terugsturen", "pijl"),
        (P.TRAJECT_AFRONDEN, _ligt_bij_de_school(plaatsing), "Afronden zonder verklaring", "geen_verklaring", "kruis"),
    ]
    return [
        Knop(label, reverse(f"portaal:{deur}", args=[plaatsing.code]), icon)
        for permission, now, label, deur, icon in can
        if now and permission in allowed
    ]


def kan_eerder_afronden(plaatsing: Plaatsing) -> bool:
    """Who leaves has a right to what was achieved: the final assessment, now (domein §3, beoordeling_starten)."""
    traject = plaatsing.traject
    begun = plaatsing.huidig and plaatsing.eerste_werkdag is not None
    return begun and traject.doel == Doel.PRAKTIJKVERKLARING and traject.status in REGELS[Overgang.BEOORDELING_STARTEN].van


def _kan_inschrijven(plaatsing: Plaatsing) -> bool:
    return plaatsing.huidig and plaatsing.inschrijving != "ingeschreven" and plaatsing.traject.status in MET_PLAATSING


def _ligt_bij_de_school(plaatsing: Plaatsing) -> bool:
    return (
        plaatsing.huidig and plaatsing.traject.status == Status.VASTSTELLING and plaatsing.traject.doel == Doel.PRAKTIJKVERKLARING
    )
