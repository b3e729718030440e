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
from berichten.models import Afmelding, Bericht, Status
from berichten.post import Afmeldadres, verstuur
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


@pytest.mark.parametrize("aan", ["chef@bakkerij.test\nBcc: iedereen@voorbeeld.test", "chef@bakkerij..test", "chef@"])
def test_an_address_that_is_none_fails_at_once_and_reaches_nobody(sink, aan):
    bericht = make()
    Bericht.objects.filter(pk=bericht.pk).update(aan=aan)

    outbox.drain()

    bericht.refresh_from_db()
    assert bericht.status == Status.MISLUKT and "@" not in bericht.reden
    assert sink.mails == []


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


# --- what may not stand in a header or stay behind ------------------------------------------------------------------------------

BREUK = "chef@bakkerij.test\r\nBcc: iedereen@evil.test"


def test_a_line_end_in_a_subject_never_begins_another_header(sink):
    verstuur(
        aan="a@bakkerij.test",
        onderwerp="Klaar\r\nBcc: iedereen@evil.test",
        template="vraag.txt",
        context={"vraag": "V"},
        sleutel="k",
    )

    outbox.drain()

    (mail,) = sink.mails
    assert mail["Subject"] == "Klaar Bcc: iedereen@evil.test" and mail["Bcc"] is None


def test_an_address_with_a_line_end_is_never_sent_to(sink):
    Bericht.objects.filter(pk=make().pk).update(aan=BREUK)

    outbox.drain()

    assert sink.mails == []


def test_a_text_with_what_looks_like_headers_stays_a_text(sink):
    make(vraag="Bcc: iedereen@evil.test\r\n\r\nSubject: Anders")

    outbox.drain()

    (mail,) = sink.mails
    assert mail["Bcc"] is None and mail["Subject"] == "Wilt u de beoordeling invullen?"
    assert "Bcc: iedereen@evil.test" in mail.get_body(("plain",)).get_content()


def test_control_a_subject_as_it_was_typed_is_not_sent_at_all(sink):
    """Django refuses it as well: then the mail does not go, instead of going wrong."""
    Bericht.objects.filter(pk=make().pk).update(onderwerp="Klaar\r\nBcc: iedereen@evil.test")

    outbox.drain()

    assert sink.mails == []


def test_where_a_mail_can_be_stopped_its_headers_and_its_foot_say_so_and_else_neither(sink):
    where = Afmeldadres("http://localhost:8000/afmelden/x/", "http://localhost:8000/afmelden/x/direct/")
    plain = {"aan": "a@bakkerij.test", "onderwerp": "O", "template": "vraag.txt", "context": {"vraag": "V"}}
    verstuur(**plain, sleutel="met", afmelden=where)
    verstuur(**plain, sleutel="zonder")

    outbox.drain()

    found = {mail["List-Unsubscribe"]: mail for mail in sink.mails}
    assert found.keys() == {f"<{where.direct}>", None}
    page = found[f"<{where.direct}>"].get_body(("html",)).get_content()
    assert f'href="{where.pagina}"' in page and found[f"<{where.direct}>"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "afmelden" not in found[None].as_string()
    assert not Bericht.objects.exclude(afmelden="").exists()


def _afmelding(**anders):
    return Afmelding.objects.create(
        **({"adres": "a@bakkerij.test", "groep": "start", "hoe": "link", "at": timezone.now()} | anders)
    )


@pytest.mark.parametrize(
    ("name", "maak"),
    [
        ("afmelding_een_keer", lambda: [_afmelding(), _afmelding()]),
        ("afmelding_adres_klein", lambda: _afmelding(adres="A@bakkerij.test")),
        ("afmelding_hoe_bestaat", lambda: _afmelding(hoe="duif")),
    ],
)
def test_what_an_unsubscription_may_never_be(name, maak):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        maak()
    assert not Afmelding.objects.exists()
