"""The worker's side: from an ordered row to a file and a hash, once, however often the worker dies."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from basis.models import OutboxRow
from basis.outbox import Permanent
from documenten import opslag
from documenten.afgeschermd import Mislukt
from documenten.models import Document, Status
from documenten.render import Opdracht, is_our_mistake, render_to
from documenten.signals import document_klaar, document_mislukt
from documenten.zegel import VERZEGELD


def maak(row: OutboxRow) -> None:
    """Handler of outbox rows of soort "document"; a document that is there already is left as it is."""
    document = Document.objects.get(pk=row.payload["document"])
    if document.status not in (Status.BESTELD, Status.MISLUKT):
        return
    temporary = opslag.new_temporary(document.code)
    try:
        render_to(temporary, _order(document))
    except Mislukt as reason:
        temporary.unlink(missing_ok=True)
        _give_up_or_retry(document, str(reason))
    bestand, sha256, size = opslag.keep(temporary, document.code, "pdf")
    _record(document.pk, bestand=bestand, sha256=sha256, size=size, at=timezone.now())


def geef_op(row: OutboxRow) -> None:
    """After the last attempt: the document says so itself, and the rooms above are told."""
    document = Document.objects.select_for_update().get(pk=row.payload["document"])
    if document.status == Status.BESTELD:
        _fail(document, document.reden or row.last_error)


def _order(document: Document) -> Opdracht:
    return Opdracht(
        template=document.template,
        titel=document.titel,
        facts=document.facts,
        gemaakt_op=document.besteld_op,
        attach_json=document.attach_json,
        concept=document.concept,
        zegel=document.soort in VERZEGELD,
    )


def _give_up_or_retry(document: Document, reason: str) -> None:
    Document.objects.filter(pk=document.pk, status=Status.BESTELD).update(reden=reason[:500])
    if is_our_mistake(reason):
        raise Permanent(reason.partition(":")[0])  # the outbox keeps no text of a document
    raise RuntimeError(reason.partition(":")[0])


def _record(pk: int, *, bestand: str, sha256: str, size: int, at: datetime) -> None:
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=pk)
        if document.status not in (Status.BESTELD, Status.MISLUKT):  # another worker was first, or the concept ran out
            if document.bestand != bestand:
                transaction.on_commit(lambda: opslag.remove(bestand))
            return
        document.status, document.bestand, document.sha256, document.bytes = Status.KLAAR, bestand, sha256, size
        document.media_type, document.klaar_op, document.reden = "application/pdf", at, ""
        document.save(update_fields=["status", "bestand", "sha256", "bytes", "media_type", "klaar_op", "reden"])
        document_klaar.send(sender=Document, document=document)


def _fail(document: Document, reason: str) -> None:
    document.status, document.reden = Status.MISLUKT, reason[:500]
    document.save(update_fields=["status", "reden"])
    document_mislukt.send(sender=Document, document=document)
