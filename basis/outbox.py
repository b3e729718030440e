"""
Promised effects: written in the caller's transaction, carried out by the worker, found again by a sweep.

PostgreSQL is the only truth and Celery a doorbell (vertrouwen.md §2): a row is claimed with FOR UPDATE SKIP LOCKED and a
lease, worked on outside that transaction, and marked done. A worker that dies leaves its lease to run out; the sweep, every
30 s, finds what nobody rang for. So an effect happens at least once, and every handler is safe to run twice.
Leases use the database's clock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from basis.models import OutboxRow

log = structlog.get_logger()
MAX_ATTEMPTS = 8
_BACKOFF = [5, 15, 60, 300, 900, 3600, 4 * 3600]  # seconds after attempt 1, 2, ...


class Permanent(Exception):
    """Raised by a handler when trying again cannot help; the row is set aside with this reason."""


@dataclass(frozen=True)
class Handler:
    function: Callable[[OutboxRow], None]
    lease: int
    on_failed: Callable[[OutboxRow], None] | None


_handlers: dict[str, Handler] = {}


def register(
    soort: str,
    function: Callable[[OutboxRow], None],
    *,
    lease: int = 45,
    on_failed: Callable[[OutboxRow], None] | None = None,
) -> None:
    """
    Say who carries out rows of this soort; called from a room's `apps.py`.

    :param lease: seconds a worker may be silent before another takes the row.
    :param on_failed: called in the transaction that sets a row aside for good.
    """
    _handlers[soort] = Handler(function, lease, on_failed)


def enqueue(soort: str, *, sleutel: str, payload: dict, delay: int = 0) -> bool:
    """
    Promise an effect in the current transaction; the same key twice is one promise.

    :param sleutel: unique over all rows: target, kind, recipient, moment.
    :param delay: seconds before it may be carried out.
    :returns: False when it was promised before.
    """
    if soort not in _handlers:
        raise LookupError(f"nobody registered for outbox rows of soort {soort!r}")
    now = timezone.now()
    row = OutboxRow(
        soort=soort, sleutel=f"{soort}:{sleutel}", payload=payload, created_at=now, available_at=now + timedelta(seconds=delay)
    )
    made = OutboxRow.objects.bulk_create([row], ignore_conflicts=True)
    _ring_on_commit()
    return bool(made)


def _ring_on_commit() -> None:
    """Once a transaction, however many rows it promised: a frozen broker costs a second per ring."""
    from basis.tasks import ring

    if not any(function is ring for _, function, *_ in connection.run_on_commit):
        transaction.on_commit(ring)


def claim(limit: int = 1, *, soorten: list[str] | None = None) -> list[OutboxRow]:
    """Take up to `limit` open rows for as long as their lease; two workers never get the same."""
    with transaction.atomic(), connection.cursor() as cursor:
        free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=Now())
        rows = list(
            OutboxRow.objects.select_for_update(skip_locked=True)
            .filter(
                free, soort__in=soorten or list(_handlers), done_at__isnull=True, failed_at__isnull=True, available_at__lte=Now()
            )
            .order_by("available_at", "id")[:limit]
        )
        for row in rows:
            cursor.execute(
                "UPDATE basis_outboxrow SET claimed_until = now() + make_interval(secs => %s), attempts = attempts + 1 "
                "WHERE id = %s RETURNING claimed_until, attempts",
                [_handlers[row.soort].lease, row.pk],
            )
            row.claimed_until, row.attempts = cursor.fetchone()
    return rows


def carry_out(row: OutboxRow) -> bool:
    """Run the handler of a claimed row and record how it ended. :returns: whether it is done."""
    try:
        _handlers[row.soort].function(row)
    except Permanent as reason:
        _set_aside(row, str(reason))
    except Exception as error:  # whatever a handler meets, the row must not be lost: it is tried again and then set aside
        log.warning("outbox_failed", soort=row.soort, row=row.pk, attempt=row.attempts, error=type(error).__name__)
        _try_later(row, f"{type(error).__name__}: {error}")
    else:
        return bool(_mine(row).update(done_at=Now(), claimed_until=None, last_error=""))
    return False


def renew(row: OutboxRow) -> bool:
    """Keep a long job's claim alive. :returns: False when another worker has it by now."""
    until = timezone.now() + timedelta(seconds=_handlers[row.soort].lease)
    kept = bool(_mine(row).update(claimed_until=until))
    row.claimed_until = until
    return kept


def drain(limit: int = 50) -> int:
    """Carry out open rows one after another. :returns: how many were taken."""
    taken = 0
    while taken < limit and (rows := claim(1)):
        carry_out(rows[0])
        taken += 1
    return taken


def _mine(row: OutboxRow):
    """The row only while this claim holds: a worker that was thought dead must not overwrite its successor."""
    return OutboxRow.objects.filter(pk=row.pk, attempts=row.attempts, done_at__isnull=True, failed_at__isnull=True)


def _try_later(row: OutboxRow, reason: str) -> None:
    if row.attempts >= MAX_ATTEMPTS:
        return _set_aside(row, reason)
    wait = timedelta(seconds=_BACKOFF[min(row.attempts, len(_BACKOFF)) - 1])
    _mine(row).update(claimed_until=None, available_at=timezone.now() + wait, last_error=reason[:200])


def _set_aside(row: OutboxRow, reason: str) -> None:
    with transaction.atomic():
        if _mine(row).update(failed_at=Now(), claimed_until=None, last_error=reason[:200]):
            row.last_error = reason[:200]
            if on_failed := _handlers[row.soort].on_failed:
                on_failed(row)
