"""
Signing the praktijkovereenkomst without paper, with what proves it (domein §6; source of the evidence: eIDAS art. 3.10, keuze).

Signed is one file: the page says which version it showed, and when another one came meanwhile nothing is signed.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import User
from basis.dagen import now
from documenten.models import Status
from trajecten import overeenkomst, toegang_portaal
from trajecten.models import Handtekening
from trajecten.models.overeenkomst import Wijze
from trajecten.regels import Ondertekenaar
from trajecten.systeem import Systeem
from trajecten.workflow.kern import OvergangGeweigerd

MET_LINK = Systeem("tekenlink")  # who signs without an account stands in the line itself


@dataclass(frozen=True)
class Bewijs:
    """
    What the signature is proved by.

    :param gezien: sha256 of the file that was shown. :param adres: of the browser on the net.
    """

    gezien: str
    naam: str
    functie: str = ""
    adres: str | None = None
    browser: str = ""


class AndereVersie(OvergangGeweigerd):
    """Another version stands there than the one that was shown. Nothing was signed."""


@transaction.atomic
def teken(*, handtekening: Handtekening, bewijs: Bewijs, by: User, on: date) -> Handtekening:
    """
    Sign for the own party, in the portal.

    :raises AndereVersie: the file is not the one that was shown.
    :raises OvergangGeweigerd: signed already, not the own party, or there is no file to sign yet.
    """
    traject, row = overeenkomst.vergrendel(handtekening)
    if row.partij not in toegang_portaal.tekent_als(by, row.pok_versie.plaatsing, on=on):
        raise OvergangGeweigerd("U kunt voor deze partij niet tekenen. Bel de coördinator.")
    _check(row, bewijs)
    row.getekend_door = by
    _bewaar(row, bewijs, Wijze.PORTAAL, on)
    details = {"Wie": f"{Ondertekenaar(row.partij).label}: {bewijs.naam}", "Hoe": "in het portaal"}
    overeenkomst.na_het_tekenen(traject, row, by=by, on=on, details=details, zelf=True)
    return row


def teken_met_link(*, handtekening: Handtekening, bewijs: Bewijs, on: date) -> Handtekening:
    """
    Sign as the holder of a personal link, in the caller's transaction (`tekenlinks.teken`).

    :raises AndereVersie: the file is not the one that was shown. :raises OvergangGeweigerd: signed already, or void.
    """
    traject, row = overeenkomst.vergrendel(handtekening)
    _check(row, bewijs)
    _bewaar(row, bewijs, Wijze.LINK, on)
    if row.partij == Ondertekenaar.DEELNEMER:
        overeenkomst.volg_leeftijd_van(row, on)
    details = {"Wie": f"{Ondertekenaar(row.partij).label}: {bewijs.naam}", "Hoe": "via een persoonlijke link"}
    overeenkomst.na_het_tekenen(traject, row, by=MET_LINK, on=on, details=details, zelf=True)
    return row


def _check(row: Handtekening, bewijs: Bewijs) -> None:
    if row.getekend_op:
        raise OvergangGeweigerd("Deze handtekening staat er al. U hoeft niets meer te doen.")
    document = row.pok_versie.document
    if document is None or document.status != Status.KLAAR:
        raise OvergangGeweigerd("De overeenkomst wordt nog gemaakt. Probeer het over een paar minuten opnieuw.")
    if bewijs.gezien != document.sha256:
        raise AndereVersie("De overeenkomst is intussen veranderd. Lees eerst de nieuwe versie. Daarna kunt u tekenen.")


def _bewaar(row: Handtekening, bewijs: Bewijs, wijze: Wijze, on: date) -> None:
    row.getekend_op, row.wijze, row.getekend_at = on, wijze, now()
    row.geweigerd_op, row.geweigerd_reden = None, ""
    row.vastgelegd_door = row.vastgelegd_at = None  # of a refusal that was recorded on its behalf
    row.naam, row.functie, row.sha256 = bewijs.naam, bewijs.functie, bewijs.gezien
    row.adres, row.browser = bewijs.adres, bewijs.browser[:200]
    row.wis_blik()
    row.save()
