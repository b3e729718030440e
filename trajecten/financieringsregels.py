"""What holds for a source of money in a period: read from a file, kept as data, never a constant in code (domein §9)."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from django.db.models import Q
from django.utils import timezone

from basis.dagen import add_months
from trajecten.models import FinancieringRegel

BESTAND = Path(__file__).parent / "data" / "financieringsregels.json"
BINNEN_MAANDEN = 12  # after the end of the period
_DAGEN, _MOMENTEN = ("geldig_van", "geldig_tot"), ("venster_van", "venster_tot")


@dataclass(frozen=True)
class Hoogste:
    """The most a source pays for so many weeks; `vol` is the number of weeks of the whole amount."""

    bedrag: Decimal
    weken: int
    vol: int


def laad(bestand: Path = BESTAND) -> int:
    """
    Read the rules; a row of the same source and first day is brought up to date.

    :returns: how many there are in the file.
    """
    rows = json.loads(bestand.read_text())
    for row in rows:
        values = {name: _waarde(name, value) for name, value in row.items()}
        key = {name: values.pop(name) for name in ("bron", "geldig_van")}
        FinancieringRegel.objects.update_or_create(**key, defaults=values)
    return len(rows)


def _waarde(name: str, value):
    if value is None:
        return None
    if name in _DAGEN:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if name in _MOMENTEN else value


def regel(bron: str, *, on: date) -> FinancieringRegel | None:
    """What holds for this source on this day; None when nothing is known of it."""
    known = FinancieringRegel.objects.filter(Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=on), bron=bron, geldig_van__lte=on)
    return known.order_by("-geldig_van").first()


def venster(bron: str, tot: date) -> FinancieringRegel | None:
    """
    Where money for a period until `tot` is asked: the first known window that closes after it, within a year (domein §8).

    :returns: None when that window is not known yet.
    """
    rows = FinancieringRegel.objects.filter(bron=bron, venster_tot__isnull=False).order_by("venster_tot")
    return next((row for row in rows if tot <= timezone.localdate(row.venster_tot) <= add_months(tot, BINNEN_MAANDEN)), None)


def sluit_op(bron: str, tot: date) -> date | None:
    """The last day on which money for a period until `tot` can be asked; None when that is not known."""
    found = venster(bron, tot)
    return timezone.localdate(found.venster_tot) if found else None


def hoogste(rule: FinancieringRegel, *, van: date, tot: date) -> Hoogste | None:
    """The most for a period: pro rata of the weeks that began in it, and no more than the whole amount."""
    if rule.max_bedrag is None or not rule.weken_vol:
        return None
    weken = -(-((tot - van).days + 1) // 7)
    counted = min(weken, rule.weken_vol)
    bedrag = (rule.max_bedrag * counted / rule.weken_vol).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Hoogste(bedrag, counted, rule.weken_vol)
