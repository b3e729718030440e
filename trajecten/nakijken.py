"""Another coordinator looks at the scan of a signature: it is right, or the signature is taken back and asked again."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from basis.dagen import now
from documenten.models import Document
from trajecten import overeenkomst, toegang, tweede_blik
from trajecten.models import Handtekening, Traject
from trajecten.regels import Ondertekenaar
from trajecten.workflow.kern import OvergangGeweigerd


@dataclass(frozen=True)
class Blik:
    """
    What was found.

    :param scan: sha256 of the file that was shown. :param reden: why it is wrong; "" when it is right.
    """

    scan: str
    reden: str = ""


@transaction.atomic
def kijk_na(*, handtekening: Handtekening, blik: Blik, by: User, on: date) -> Handtekening:
    """
    Record what was found; after the last look what proves the signatures is put on paper.

    :raises OvergangGeweigerd: recorded by this person, nothing waits, or another scan stands there by now.
    """
    traject, row = overeenkomst.vergrendel(handtekening)
    if not toegang.may(by, Permission.TRAJECT_TEKENEN_VASTLEGGEN, traject, on=on):
        raise OvergangGeweigerd("Een scan nakijken mag u bij dit traject niet doen.")
    if reden := tweede_blik.waarom_niet(row, by, on=on):
        raise OvergangGeweigerd(reden)
    if row.document is None or row.document.sha256 != blik.scan:
        raise OvergangGeweigerd("Er staat nu een andere scan. Open die eerst en kijk hem na.")
    row.bekeken_door, row.bekeken_at = by, now()
    if blik.reden.strip():
        _neem_terug(traject, row, row.document, blik.reden.strip(), by, on)
    else:
        row.save()
        overeenkomst.bestel_bewijs(row.pok_versie, on=on)
        overeenkomst.vertel(traject, row, "tweede_blik", by=by, on=on, details=_wie(row), zelf=True)
    return row


def _neem_terug(traject: Traject, row: Handtekening, scan: Document, reden: str, by: User, on: date) -> None:
    """The scan stays in the dossier, marked; the party is asked again from today."""
    scan.titel = f"{scan.titel[:180]} (afgekeurd)"
    scan.save(update_fields=["titel"])
    row.document, row.getekend_op, row.wijze, row.tweede_blik = None, None, "", False
    row.afgekeurd_reden, row.gevraagd_op = reden, on
    row.save()
    if row.partij == Ondertekenaar.DEELNEMER:
        overeenkomst.volg_leeftijd_van(row, on)
    overeenkomst.vertel(traject, row, "tweede_blik_niet", by=by, on=on, details=_wie(row), reden=reden, zelf=True)


def _wie(row: Handtekening) -> dict[str, str]:
    recorded = {"Vastgelegd door": row.vastgelegd_door.naam} if row.vastgelegd_door else {}
    return {"Wie": Ondertekenaar(row.partij).label} | recorded
