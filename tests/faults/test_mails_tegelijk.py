"""Two clocks and four workers on the same 300 mails: 300 arrive (P7)."""

from collections import Counter

from django.db import transaction

from accounts import mail
from basis import outbox
from basis.models import OutboxRow
from berichten.models import Bericht
from tests.faults.processes import Product, wait_for
from tests.parallel import at_once

MAILS = 300


def schrijf(count: int) -> None:
    with transaction.atomic():
        for n in range(count):
            mail.notify("password_changed", aan=f"iemand{n}@voorbeeld.test", sleutel=str(n))


def test_two_clocks_and_four_workers_send_every_mail_once(product: Product, sink) -> None:
    schrijf(MAILS)
    for _ in range(4):
        product.start_worker()
    product.start("beat", machine="een")
    product.start("beat", machine="twee")

    wait_for(lambda: not OutboxRow.objects.filter(done_at__isnull=True).exists(), 120, "300 mails")

    assert len(sink.mails) == MAILS
    assert {sent["Message-ID"] for sent in sink.mails} == set(Bericht.objects.values_list("message_id", flat=True))
    assert set(Counter(sent["To"] for sent in sink.mails).values()) == {1}


def test_control_without_a_claim_workers_send_the_same_mail(transactional_db, sink, settings, monkeypatch) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    schrijf(40)
    rows = list(OutboxRow.objects.order_by("pk"))
    monkeypatch.setattr(outbox, "_mine", lambda row: OutboxRow.objects.filter(pk=row.pk))

    at_once([lambda: [outbox.carry_out(row) for row in rows]] * 4)

    assert len(sink.mails) > 40
