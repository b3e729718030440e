"""A mail server that takes the line and says nothing: nobody waits for it, and every mail goes out when it speaks again (P11)."""

import time

from django.conf import settings
from django.db import transaction

from accounts import mail
from berichten.models import Bericht, Status
from documenten.models import Document
from documenten.models import Status as DocumentStatus
from tests.faults.processes import Product, wait_for
from tests.faults.test_worker_killed import order_documents, taken

MAILS = 12  # of five seconds each, by two hands: half a minute of silence


def test_a_silent_mail_server_holds_up_no_document_and_loses_no_mail(product: Product, sink) -> None:
    sink.mode = "zwijgt"
    begun = time.monotonic()
    with transaction.atomic():
        for n in range(MAILS):
            mail.notify("password_changed", aan=f"iemand{n}@voorbeeld.test", sleutel=str(n))
    assert time.monotonic() - begun < MAILS * settings.EMAIL_TIMEOUT / 2  # the action itself knows no mail server
    product.start_worker()
    product.start("beat")
    wait_for(lambda: taken("mail"), 60, "a mail under way")

    with transaction.atomic():
        order_documents(2)
    done = {"status": DocumentStatus.KLAAR}
    took = wait_for(lambda: Document.objects.filter(**done).count() == 2, 60, "both documents")

    assert took < 3 * settings.EMAIL_TIMEOUT
    assert Bericht.objects.filter(status=Status.WACHT).count() == MAILS and not sink.mails
    sink.mode = "neemt"
    sink.closing.set()
    wait_for(lambda: not Bericht.objects.filter(status=Status.WACHT).exists(), 120, "every mail")
    assert len(sink.mails) == MAILS
    assert {sent["Message-ID"] for sent in sink.mails} == set(Bericht.objects.values_list("message_id", flat=True))
