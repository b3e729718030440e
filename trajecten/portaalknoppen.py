"""What somebody of a leerbedrijf or a school can do with a Plaatsing at any moment, besides what is asked of them."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission as P
from trajecten import toegang_portaal
from trajecten.models import Plaatsing
from trajecten.regels import AAN_HET_WERK, MET_PLAATSING, Doel, Status


@dataclass(frozen=True)
class Knop:
    label: str
    url: str
    icon: str


def van(plaatsing: Plaatsing, user: User, *, on: date) -> list[Knop]:
    allowed = toegang_portaal.mag(toegang_portaal.als(user, plaatsing, on=on), plaatsing)
    status, started = plaatsing.traject.status, plaatsing.eerste_werkdag is not None
    can = [
        (P.TRAJECT_BEOORDELEN, started and status in AAN_HET_WERK, "Tussenevaluatie", "evaluatie", "boek"),
        (P.TRAJECT_VOORTGANG, started, "Uren", "uren", "klok"),
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


def _kan_inschrijven(plaatsing: Plaatsing) -> bool:
    return plaatsing.huidig and plaatsing.inschrijving != "ingeschreven" and plaatsing.traject.status in MET_PLAATSING


def _ligt_bij_de_school(plaatsing: Plaatsing) -> bool:
    return (
        plaatsing.huidig and plaatsing.traject.status == Status.VASTSTELLING and plaatsing.traject.doel == Doel.PRAKTIJKVERKLARING
    )
