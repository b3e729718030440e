"""What somebody switched off since a reminder was written: no mail goes, and who has no account is called (domein §8)."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from berichten import afmelden
from trajecten.herinneringen import plannen
from trajecten.herinneringen.wie import Adresboek
from trajecten.models import Herinnering
from trajecten.voorkeuren.groepen import UITGEZET, groep_van


def groep(row: Herinnering) -> str:
    """Of which group its mail is; "" for what cannot be switched off, such as a call that nobody else would make."""
    return "" if row.is_bel else groep_van(row.termijn.soort)


def zonder_wat_uit_staat(adres: str, rows: Iterable[Herinnering], *, at: datetime) -> list[Herinnering]:
    """:returns: those a mail goes of; the others say why none does."""
    off = afmelden.groepen_uit(adres)
    left = []
    for row in rows:
        if groep(row) in off:
            _zonder_mail(row, at)
        else:
            left.append(row)
    return left


def _zonder_mail(row: Herinnering, at: datetime) -> None:
    Herinnering.objects.filter(pk=row.pk).update(geen_mail=UITGEZET)
    if row.ontvanger_id is None:
        bel(row, at=at)


def bel(row: Herinnering, *, at: datetime) -> None:
    """No mail reaches them: somebody of the regio is told to call."""
    termijn, on = row.termijn, timezone.localdate(at)
    boek = Adresboek([termijn.traject], on=on)
    plannen.herinner(termijn, on, boek.bellers(termijn, termijn.traject), at=at)
