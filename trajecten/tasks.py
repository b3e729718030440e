"""The nightly work: who is aan zet by the passing of days, and the overgangen that happen by themselves."""

import structlog
from celery import shared_task
from django.db import transaction

from basis.dagen import add_working_days, today
from trajecten import aan_zet
from trajecten.models import Traject
from trajecten.regels import Doel, Status
from trajecten.systeem import Systeem
from trajecten.workflow import OvergangGeweigerd, beoordeling_starten
from trajecten.workflow.beoordeling import VRAGEN_VOORAF

log = structlog.get_logger()


@shared_task(soft_time_limit=570, time_limit=600)
def nachtwerk(**kwargs) -> None:
    """ "Due" is a question to the data, never to the tick: safe to run twice, and late."""
    on = today()
    vraag_beoordelingen(on=on)
    for pk in Traject.objects.open().values_list("pk", flat=True).iterator(chunk_size=500):
        werk_bij(pk, on=on)


def vraag_beoordelingen(*, on) -> int:
    """From lopend by itself 15 working days before the einddatum (domein §3). :returns: how many were asked."""
    near = add_working_days(on, VRAGEN_VOORAF)
    due = Traject.objects.filter(
        status=Status.LOPEND, doel=Doel.PRAKTIJKVERKLARING, plaatsingen__huidig=True, plaatsingen__einddatum__lte=near
    ).order_by("pk")
    asked = 0
    for traject in due:
        try:
            beoordeling_starten(traject=traject, by=Systeem("termijnen"), on=on)
        except OvergangGeweigerd:  # somebody was first since the list was read; the next night looks again
            log.info("beoordeling_refused", traject=str(traject.code))
        else:
            asked += 1
    return asked


def werk_bij(pk: int, *, on) -> None:
    """Recompute one traject under its own lock, so that nobody waits for the whole list."""
    with transaction.atomic():
        traject = Traject.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
        if traject and traject.is_open:
            aan_zet.bijwerken(traject, on=on)
