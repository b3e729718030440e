"""
A round that nobody answered: recorded as onbekend by the system, thirty days after its last reminder (domein §8).

Safe to run twice, at once and late. After a standstill the reminders go out first, and the days are counted from when they did;
then the rounds that are over are recorded in their order.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from trajecten import aan_zet
from trajecten.herinneringen import massa
from trajecten.models import Termijn, Traject
from trajecten.models.verklaring import Meetwijze
from trajecten.nazorg import meten, rondes
from trajecten.nazorg.rondes import MAANDEN
from trajecten.regels import Status
from trajecten.systeem import NAZORG, Systeem

ONBEKEND = "onbekend"


def misschien_over(*, on: date) -> QuerySet:
    """The keys of the trajecten with a round that is due and of which every reminder was looked at."""
    return _uitgevraagd(on).order_by("traject").values_list("traject", flat=True).distinct()


def _uitgevraagd(on: date) -> QuerySet[Termijn]:
    asked = Termijn.objects.open().filter(soort__in=MAANDEN, op__lte=on, kijk_op__isnull=True)
    return asked.exclude(herinneringen__in=massa.wachtend())  # not mailed yet, as when somebody is asked first


@transaction.atomic
def leg_vast(pk: int, *, on: date) -> int:
    """Of one traject, whose row is locked first; after 12 months it closes. :returns: how many rounds were recorded."""
    rows = Traject.objects.select_for_update(of=("self",), skip_locked=True).select_related("deelnemer", "regio")
    traject = rows.filter(pk=pk, status=Status.NAZORG).first()
    if traject is None:  # somebody is at it, or it ended: the next night looks again
        return 0
    told = Max(Coalesce("herinneringen__bericht__gemaakt_op", "herinneringen__at"))  # planned in a weekend, mailed after it
    waiting = _uitgevraagd(on).filter(traject=traject).annotate(verteld=told)
    over = sorted(rondes.maand_van(row) for row in waiting if rondes.over_op(row, _dag(row.verteld)) <= on)
    for maand in over:
        _onbekend(traject, maand, on)
    if over:
        aan_zet.bijwerken(traject, on=on)
        meten.sluit_als_klaar(traject, on=on)
    return len(over)


def _dag(at: datetime | None) -> date | None:
    return timezone.localdate(at) if at else None


def _onbekend(traject: Traject, maand: int, on: date) -> None:
    given = {"uitkomst": ONBEKEND, "datum": on, "hoe": Meetwijze.GEEN_ANTWOORD}
    meten.leg_vast(traject, maand=maand, by=Systeem(NAZORG), on=on, **given)
