"""
Promised effects: written in the caller's transaction, carried out by the worker, found again by a sweep.

PostgreSQL is the only truth and Celery a doorbell (vertrouwen.md §2): a row is claimed with FOR UPDATE SKIP LOCKED and a
lease, worked on outside that transaction, and marked done. A worker that dies leaves its lease to run out; the sweep, every
30 s, finds what nobody rang for. So an effect happens at least once, and every handler is safe to run twice.
All clocks here are the database's.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from basis.log import describe
from basis.models import OutboxRow

log = structlog.get_logger()
BACKOFF = [5, 15, 60, 300, 900, 3600, 4 * 3600]  # seconds after attempt 1, 2, ...
MAX_ATTEMPTS = len(BACKOFF) + 1


class Permanent(Exception):
    """Raised by a handler when trying again cannot help; the row is set aside with this reason, which names nobody."""


@dataclass(frozen=True)
class Handler:
    function: Callable[[OutboxRow], None]
    lease: int
    on_failed: Callable[[OutboxRow], None] | None
    may_wait: bool


_handlers: dict[str, Handler] = {}


def register(
    soort: str,
    function: Callable[[OutboxRow], None],
    *,
    lease: int = 45,
    on_failed: Callable[[OutboxRow], None] | None = None,
    may_wait: bool = False,
) -> None:
    """
    Say who carries out rows of this soort; called from a room's `apps.py`.

    :param lease: seconds a worker may be silent before another takes the row.
    :param on_failed: called in the transaction that sets a row aside for good.
    :param may_wait: taken up when nothing else is due: what is many at once, or asks another machine that may be silent (P11).
    """
    _handlers[soort] = Handler(function, lease, on_failed, may_wait)


def enqueue(soort: str, *, sleutel: str, payload: dict, delay: int = 0) -> bool:
    """
    Promise an effect in the caller's transaction; the same key twice is one promise.

    :param sleutel: unique within its soort: target, kind, recipient, moment.
    :param delay: seconds before it may be carried out.
    :returns: False when it was promised before.
    :raises LookupError: nobody carries out this soort.
    :raises TransactionManagementError: there is no transaction to promise in.
    """
    if soort not in _handlers:
        raise LookupError(f"nobody registered for outbox rows of soort {soort!r}")
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a promise belongs to the transaction of what it is about")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO basis_outboxrow (soort, sleutel, payload, created_at, available_at, attempts, last_error) "
            "VALUES (%s, %s, %s, now(), now() + make_interval(secs => %s), 0, '') ON CONFLICT DO NOTHING",
            [soort, f"{soort}:{sleutel}", json.dumps(payload), delay],
        )
        made = cursor.rowcount == 1
    _ring_on_commit()
    return made


def _ring_on_commit() -> None:
    """Once a transaction, however many rows it promised."""
    from basis.tasks import ring

    if not any(function is ring for _, function, *_ in connection.run_on_commit):
        transaction.on_commit(ring)


def claim(limit: int = 1) -> list[OutboxRow]:
    """Take up to `limit` open rows for as long as their lease, what may wait last; two workers never get the same."""
    unclaimed = Q(claimed_until__isnull=True) | Q(claimed_until__lt=Now())
    with transaction.atomic():
        due = OutboxRow.objects.select_for_update(skip_locked=True).filter(
            unclaimed, done_at__isnull=True, failed_at__isnull=True, available_at__lte=Now()
        )
        rows = _first(due, limit, may_wait=False) or _first(due, limit, may_wait=True)
        for row in rows:
            _lease(row)
    return rows


def _first(due: QuerySet[OutboxRow], limit: int, *, may_wait: bool) -> list[OutboxRow]:
    soorten = [soort for soort, handler in _handlers.items() if handler.may_wait == may_wait]
    return list(due.filter(soort__in=soorten).order_by("available_at", "id")[:limit])


def _lease(row: OutboxRow) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE basis_outboxrow SET claimed_until = now() + make_interval(secs => %s), attempts = attempts + 1 "
            "WHERE id = %s RETURNING claimed_until, attempts",
            [_handlers[row.soort].lease, row.pk],
        )
        row.claimed_until, row.attempts = cursor.fetchone()


def carry_out(row: OutboxRow) -> bool:
    """Run the handler of a claimed row and record how it ended. :returns: whether it is done."""
    if row.attempts > MAX_ATTEMPTS:  # every attempt ended without a word: it kills its worker
        _set_aside(row, "no attempt came back")
        return False
    try:
        _handlers[row.soort].function(row)
    except Permanent as reason:
        _set_aside(row, str(reason))
    except Exception as error:  # whatever a handler meets, the row must not be lost: it is tried again and then set aside
        log.warning("outbox_failed", soort=row.soort, row=row.pk, attempt=row.attempts, **describe(error))
        _try_later(row, " ".join(describe(error).values()))
    else:
        return bool(_mine(row).update(done_at=Now(), claimed_until=None, last_error=""))
    return False


def drain(limit: int = 50) -> int:
    """Carry out open rows one after another, for who has no worker beside. :returns: how many were taken."""
    taken = 0
    while taken < limit and (rows := claim()):
        carry_out(rows[0])
        taken += 1
    return taken


def _mine(row: OutboxRow):
    """The row only while this claim holds: a worker that was thought dead must not overwrite its successor."""
    return OutboxRow.objects.filter(pk=row.pk, attempts=row.attempts, done_at__isnull=True, failed_at__isnull=True)


def _try_later(row: OutboxRow, reason: str) -> None:
    if row.attempts >= MAX_ATTEMPTS:
        return _set_aside(row, reason)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE basis_outboxrow SET claimed_until = NULL, available_at = now() + make_interval(secs => %s), last_error = %s "
            "WHERE id = %s AND attempts = %s AND done_at IS NULL AND failed_at IS NULL",
            [BACKOFF[row.attempts - 1], reason[:200], row.pk, row.attempts],
        )


def _set_aside(row: OutboxRow, reason: str) -> None:
    with transaction.atomic():
        if _mine(row).update(failed_at=Now(), claimed_until=None, last_error=reason[:200]):
            row.last_error = reason[:200]
            if on_failed := _handlers[row.soort].on_failed:
                on_failed(row)
