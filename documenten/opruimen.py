"""What does not stay: concepts after 24 hours, with their facts, and what killed workers left half written."""

from datetime import datetime

from django.db import transaction

from documenten import opslag
from documenten.models import Document, Status


def verlopen_concepten(*, at: datetime) -> int:
    """Empty every concept whose time has passed; its row stays, so that a page can say it has run out."""
    due = list(Document.objects.filter(bewaren_tot__lt=at).exclude(status=Status.VERLOPEN).values_list("pk", flat=True))
    for pk in due:
        _expire(pk)
    return len(due)


@transaction.atomic
def _expire(pk: int) -> None:
    document = Document.objects.select_for_update().get(pk=pk)
    if path := document.bestand:
        transaction.on_commit(lambda: opslag.remove(path))
    document.status, document.facts, document.bestand, document.sha256 = Status.VERLOPEN, {}, "", ""
    document.bytes, document.klaar_op = 0, None
    document.save(update_fields=["status", "facts", "bestand", "sha256", "bytes", "klaar_op"])
