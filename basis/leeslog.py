"""Who read what (vertrouwen.md §3): written in the same request; when it cannot be written, the page is not shown."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.utils import timezone

from basis.models import ReadLog

_collected: ContextVar[list[ReadLog] | None] = ContextVar("read_log", default=None)


def log_read(user, soort: str, code: UUID, *, view: str = "") -> None:
    log_reads(user, soort, [code], view=view)


def log_reads(user, soort: str, codes: Iterable[UUID], *, view: str = "") -> None:
    """Several on one page, in one query."""
    at = timezone.now()
    rows = [ReadLog(user_id=user.pk, soort=soort, object_code=code, view=view[:120], at=at) for code in codes]
    ReadLog.objects.bulk_create(rows)
    collected = _collected.get()
    if collected is not None:
        collected.extend(rows)


@contextmanager
def kept_after_rollback() -> Iterator[list[ReadLog]]:
    """Gives the list of what is logged meanwhile: a refused form showed the dossier too, though its transaction is undone."""
    rows: list[ReadLog] = []
    token = _collected.set(rows)
    try:
        yield rows
    finally:
        _collected.reset(token)


def write_again(rows: list[ReadLog]) -> None:
    for row in rows:
        row.pk = None
    ReadLog.objects.bulk_create(rows)
