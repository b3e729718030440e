"""Mail: written with the change, sent once by the worker, with a Message-ID that never changes."""

import os
import signal
import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import override_settings
from django.utils import timezone

from basis import outbox
from basis.models import OutboxRow
from berichten.bezorgen import bezorg
from berichten.models import Bericht, Status
from berichten.post import verstuur
from berichten.signals import bericht_afgeleverd, bericht_mislukt
from tests.berichten.smtp_sink import running_sink

pytestmark = pytest.mark.django_db(transaction=True)
TEKST = """Beste Kees & Co,

{{ vraag }}

Geef uw oordeel: {{ site }}/taken/7/
"""


@pytest.fixture
def sink(settings):
    with running_sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        yield sink


@pytest.fixture(autouse=True)
def template(settings, tmp_path):
    (tmp_path / "vraag.txt").write_text(TEKST)
    templates = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]
    with override_settings(TEMPLATES=templates):
        yield


def make(sleutel="termijn:1:0:lid:2", **context):
    return verstuur(
        aan="chef@bakkerij.voorbeeld.nl",
        onderwerp="Wilt u de beoordeling invullen?",
        template="vraag.txt",
        context={"vraag": "Er staat een taak voor u klaar.", **context},
        sleutel=sleutel,
    )


def due_again():
    OutboxRow.objects.update(available_at=timezone.now() - timedelta(seconds=1), claimed_until=None)


def test_a_mail_is_sent_once_as_text_and_html(sink):
    bericht = make()

    assert outbox.drain() == 1
    outbox.drain()

    (mail,) = sink.mails
    assert mail["To"] == "chef@bakkerij.voorbeeld.nl"
    assert mail["Message-ID"] == bericht.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "Kees & Co" in mail.get_body(("plain",)).get_content()
    page = mail.get_body(("html",)).get_content()
    assert "Kees &amp; Co" in page
    assert 'href="http://localhost:8000/taken/7/"' in page
    assert "<style" not in page
    bericht.refresh_from_db()
    assert (bericht.status, bericht.pogingen) == (Status.VERZONDEN, 1)
    assert bericht.verzonden_op


def test_the_text_is_gone_once_it_is_sent_because_its_link_may_give_access(sink):
    bericht = make()
    assert "/taken/7/" in bericht.tekst

    outbox.drain()

    bericht.refresh_from_db()
    assert (bericht.tekst, bericht.html) == ("", "")


def test_the_same_key_twice_is_one_mail(sink):
    assert make().pk == make().pk

    outbox.drain()

    assert len(sink.mails) == 1


def test_a_change_that_is_rolled_back_sends_nothing(sink):
    with pytest.raises(RuntimeError), transaction.atomic():
        make()
        raise RuntimeError

    outbox.drain()

    assert not Bericht.objects.exists()
    assert sink.mails == []


def test_a_worker_killed_after_the_server_took_the_mail_sends_a_copy_with_the_same_message_id(sink):
    bericht = make()
    (row,) = outbox.claim()
    connection.close()
    pid = os.fork()
    if pid == 0:
        import berichten.bezorgen as module

        module._record = lambda pk: os.kill(os.getpid(), signal.SIGKILL)
        try:
            bezorg(row)
        finally:
            os._exit(1)
    assert os.WTERMSIG(os.waitpid(pid, 0)[1]) == signal.SIGKILL
    assert Bericht.objects.get().status == Status.WACHT
    due_again()

    outbox.drain()

    assert [mail["Message-ID"] for mail in sink.mails] == [bericht.message_id] * 2
    assert Bericht.objects.get().status == Status.VERZONDEN


def test_a_handler_that_runs_again_after_success_sends_nothing(sink):
    make()
    (row,) = outbox.claim()
    bezorg(row)

    bezorg(row)

    assert len(sink.mails) == 1


@pytest.mark.parametrize("mode", ["later", "verbreekt"])
def test_a_server_with_a_passing_fault_gets_the_mail_later(sink, mode):
    make()
    sink.mode = mode
    outbox.drain()
    assert Bericht.objects.get().status == Status.WACHT
    assert "@" not in OutboxRow.objects.get().last_error
    sink.mode = "neemt"
    due_again()

    outbox.drain()

    assert Bericht.objects.get().status == Status.VERZONDEN
    assert len({mail["Message-ID"] for mail in sink.mails}) == 1


def test_a_refused_address_fails_at_once_and_the_room_above_is_told(sink):
    told = []
    bericht_mislukt.connect(receiver := lambda bericht, **_: told.append(bericht.pk))
    bericht = make()
    sink.mode = "weigert"

    outbox.drain()

    bericht_mislukt.disconnect(receiver)
    bericht.refresh_from_db()
    assert (bericht.status, bericht.reden) == (Status.MISLUKT, "geweigerd (550)")
    assert told == [bericht.pk]
    assert bericht.tekst == ""
    assert sink.mails == []


def test_after_the_last_attempt_the_mail_has_failed(sink):
    make()
    sink.mode = "later"
    OutboxRow.objects.update(attempts=outbox.MAX_ATTEMPTS - 1)

    outbox.drain()

    assert Bericht.objects.get().status == Status.MISLUKT


def test_delivery_is_told_inside_the_transaction_that_recorded_it(sink):
    def receiver(bericht, **_):
        assert connection.in_atomic_block
        raise RuntimeError("the room above could not take it")

    bericht_afgeleverd.connect(receiver)
    make()
    outbox.drain()
    bericht_afgeleverd.disconnect(receiver)

    assert Bericht.objects.get().status == Status.WACHT
    due_again()
    outbox.drain()
    assert Bericht.objects.get().status == Status.VERZONDEN


def test_a_silent_mail_server_costs_the_worker_five_seconds_and_a_request_none(sink, settings):
    assert settings.EMAIL_TIMEOUT == 5
    settings.EMAIL_TIMEOUT = 1
    sink.mode = "zwijgt"
    started = time.monotonic()
    make()
    assert time.monotonic() - started < 0.5

    started = time.monotonic()
    outbox.drain()

    assert time.monotonic() - started < 3
    assert Bericht.objects.get().status == Status.WACHT
    assert OutboxRow.objects.get().last_error.startswith("NietBezorgd")


def test_nobody_can_write_html_into_a_mail(sink):
    canary = "\"><svg/onload=x>'{{7*7}}"
    bericht = make(vraag=canary)

    assert canary in bericht.tekst
    assert "<svg" not in bericht.html
    assert "49" not in bericht.html


def test_only_links_to_our_own_site_become_a_button(sink):
    bericht = make(vraag="Klik hier: https://boef.voorbeeld/taken/")

    assert 'href="https://boef' not in bericht.html
    assert bericht.html.count("<a ") == 1


def test_a_mail_without_a_time_cannot_be_verzonden(sink):
    make()

    with pytest.raises(IntegrityError, match="bericht_verzonden_heeft_tijd"):
        Bericht.objects.update(status=Status.VERZONDEN, tekst="", html="")


def test_a_text_cannot_outlive_the_sending(sink):
    make()

    with pytest.raises(IntegrityError, match="bericht_tekst_gaat_weg"):
        Bericht.objects.update(status=Status.VERZONDEN, verzonden_op=timezone.now())
