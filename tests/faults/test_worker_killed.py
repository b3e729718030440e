"""A worker that is killed in the middle of a document and of a mail: whole and once, within 90 s (P4, P6, P9)."""

import time
from hashlib import sha256

from django.db import transaction

from accounts import mail
from basis.models import OutboxRow
from documenten import bestellen, opslag
from documenten.models import Document, Status
from tests.documenten import voorbeelden
from tests.faults.processes import Product, wait_for

PROMISED = 90  # seconds


def order_documents(count: int) -> None:
    for n in range(count):
        bestellen.bestel(
            "praktijkverklaring",
            sleutel=f"PV-GR-2026-{n:04}",
            facts=voorbeelden.praktijkverklaring(nummer=f"PV-GR-2026-{n:04}"),
            titel="Praktijkverklaring",
            template="documenten/praktijkverklaring.html",
        )


def taken(soort: str) -> bool:
    """Somebody works on a row of this soort now."""
    return OutboxRow.objects.filter(soort=soort, claimed_until__isnull=False, done_at__isnull=True).exists()


def undone() -> int:
    return OutboxRow.objects.filter(done_at__isnull=True).count()


def test_what_a_killed_worker_was_doing_is_done_whole_and_once(product: Product, sink) -> None:
    sink.mode = "zwijgt"
    worker = product.start_worker()
    with transaction.atomic():
        mail.notify("password_changed", aan="coordinator@voorbeeld.test", sleutel="1")
    product.ring()
    wait_for(lambda: taken("mail"), 20, "a mail under way")
    with transaction.atomic():
        order_documents(8)  # after the mail, which gives way to them and now waits seconds for a silent server
    product.ring()
    wait_for(lambda: taken("mail") and taken("document"), 4, "a mail and a document under way")

    product.kill(worker)
    killed = time.monotonic()
    sink.mode = "neemt"
    assert undone() >= 2  # the control: it was in the middle of both
    product.start_worker()
    product.start("beat")
    wait_for(lambda: undone() == 0, PROMISED - (time.monotonic() - killed), "everything that was promised")

    assert len(sink.mails) == 1
    documents = list(Document.objects.all())
    assert [d.status for d in documents] == [Status.KLAAR] * 8
    assert all(sha256((opslag.root() / d.bestand).read_bytes()).hexdigest() == d.sha256 for d in documents)
    assert len(list(opslag.root().rglob("*.pdf"))) == 8
