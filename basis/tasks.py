"""The doorbell and the sweep. Tasks carry nothing; what is to be done stands in the rows."""

from datetime import timedelta
from threading import Thread
from time import monotonic

import structlog
from celery import shared_task
from django.utils import timezone

from basis import outbox
from basis.models import OnceKey, OutboxRow, SearchTerm

log = structlog.get_logger()

QUIET = 10  # seconds without ringing after the broker did not answer
_quiet_until = 0.0


def ring() -> None:
    """Wake the worker, from a thread of its own: who promised something waits for no broker, frozen or not (P5)."""
    if monotonic() >= _quiet_until:
        Thread(target=call, name="bel").start()


def call() -> None:
    """
    Ring and wait until the broker took it.

    A broker that is down or frozen costs one second, once in ten, and nothing is lost: the sweep finds the rows.
    """
    global _quiet_until
    try:
        drain_outbox.delay()
    except Exception as error:  # any failure of the broker is the same to us: the sweep comes within 30 s
        _quiet_until = monotonic() + QUIET
        log.warning("broker_away", error=type(error).__name__)


@shared_task(soft_time_limit=25, time_limit=30)
def drain_outbox(**kwargs) -> None:
    """
    Take one row; the sweep every 30 s is the same task.

    One, so that each has the whole time limit and ends before its lease does. A colleague is rung first, who takes the next
    row meanwhile, until somebody finds nothing.
    """
    for row in outbox.claim():
        ring()
        outbox.carry_out(row)


@shared_task
def sweep_old_rows(**kwargs) -> None:
    """Remove what has outlived its use: form keys after 48 h, search terms after 24 h, done outbox rows after 30 days."""
    now = timezone.now()
    OnceKey.objects.filter(created_at__lt=now - timedelta(hours=48)).delete()
    SearchTerm.objects.filter(created_at__lt=now - timedelta(hours=24)).delete()
    OutboxRow.objects.filter(done_at__lt=now - timedelta(days=30)).delete()
