"""What does not stay: concepts after 24 hours, with their facts, and files that no row speaks of."""

from datetime import datetime

from django.db import transaction

from documenten import opslag
from documenten.models import WEG_TE_HALEN, Document, Status

HOUR = 3600


def verlopen_concepten(*, at: datetime) -> int:
    """Empty every concept whose time has passed; its row stays, so that a page can say it has run out."""
    due = list(Document.objects.filter(bewaren_tot__lt=at).exclude(status=Status.VERLOPEN).values_list("pk", flat=True))
    for pk in due:
        _expire(pk)
    return len(due)


def haal_weg(document: Document) -> None:
    """Take a photo or file of the work away for good; that there was one stays. :raises ValueError: any other paper."""
    if document.soort != WEG_TE_HALEN:
        raise ValueError(document.soort)
    _expire(document.pk)
    Document.objects.filter(pk=document.pk).update(titel="Weggehaald bestand")


def verweesde_bestanden() -> int:
    """
    Remove files without a row: half files of killed workers, and scans whose form was refused after they were written.

    An hour is longer than any request or job, so a file whose row is still to come is never taken.
    """
    lost = [path for paths in opslag.young_files(older_than=HOUR, younger_than=72 * HOUR) for path in _without_row(paths)]
    for path in lost:
        opslag.remove(path)
    return len(lost)


def _without_row(paths: list[str]) -> set[str]:
    return set(paths) - set(Document.objects.filter(bestand__in=paths).values_list("bestand", flat=True))


@transaction.atomic
def _expire(pk: int) -> None:
    document = Document.objects.select_for_update().get(pk=pk)
    if path := document.bestand:
        transaction.on_commit(lambda: opslag.remove(path))
    document.status, document.facts, document.bestand, document.sha256 = Status.VERLOPEN, {}, "", ""
    document.bytes, document.klaar_op = 0, None
    document.save(update_fields=["status", "facts", "bestand", "sha256", "bytes", "klaar_op"])
