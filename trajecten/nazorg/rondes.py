"""The four rounds of nazorg: which one is asked now, and when one is over (domein §8)."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from basis.dagen import add_months
from trajecten import termijnen
from trajecten.models import Termijn, Traject
from trajecten.termijnrijen import als_open

MAANDEN = {f"nazorg_{maand}": maand for maand in (0, 3, 6, 12)}
VROEG = 30  # keuze: days before its due date an outcome may be recorded
OVER_NA = 30  # days after the last reminder (domein §8)


def maand_van(termijn: Termijn) -> int:
    return MAANDEN[termijn.soort]


def vanaf(traject: Traject, maand: int) -> date:
    """The first day on which this outcome may be recorded: an early answer would say nothing about later."""
    begin = traject.nazorg_begin
    return add_months(begin, maand) - timedelta(days=VROEG) if maand else begin


def huidige(traject: Traject, *, on: date) -> Termijn | None:
    """
    The round that is asked: the last that began, while it has no answer.

    What somebody does now is no answer to an earlier round: that one is not asked again, also when it was never answered.
    """
    begun = traject.termijnen.filter(soort__in=MAANDEN, vervallen_op__isnull=True, op__lte=on)
    last = max(begun, key=lambda row: (row.op, maand_van(row)), default=None)
    return last if last and last.vervuld_op is None else None


def over_op(termijn: Termijn, verteld: date | None) -> date:
    """
    From which day no answer is awaited: so many days after the last reminder, also when that went out late.

    :param verteld: when somebody was last told of it; None when nobody was.
    """
    last = termijnen.momenten(als_open(termijn))[-1]
    return max(last, verteld or last) + timedelta(days=OVER_NA)


def vervalt_op(termijn: Termijn, verteld: date) -> datetime:
    """The last moment of the last day of the round: so long a link works that is mailed on this day."""
    return timezone.make_aware(datetime.combine(over_op(termijn, verteld), time())) - timedelta(seconds=1)
