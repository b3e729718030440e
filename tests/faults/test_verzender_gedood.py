"""The sender dies before each of its calls to the mail server: every mail arrives, and a second copy is the same mail (P4)."""

import os
import signal
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.utils import make_msgid
from itertools import count

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts import mail
from basis import outbox
from basis.models import OutboxRow
from berichten import bezorgen
from berichten.models import Bericht
from berichten.models import Status as Berichtstatus
from tests.berichten.smtp_sink import Sink
from tests.faults.processes import wait_for

CALLS = ["connect", "sendall", "recv_into", "close"]


@pytest.fixture
def server(transactional_db, sink, settings) -> Iterator[Sink]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    yield sink


def schrijf(n: int) -> None:
    with transaction.atomic():
        mail.notify("password_changed", aan=f"iemand{n}@voorbeeld.test", sleutel=str(n))


def verstuur_tot(call: int) -> bool:
    """One sender, in a process of its own, that is killed before this call. :returns: whether it came to its end."""
    connection.close()  # a child must not speak over the connection of its parent
    child = os.fork()
    if child == 0:
        try:
            _sterf_bij(call)
            for row in outbox.claim():
                outbox.carry_out(row)
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def _sterf_bij(call: int) -> None:
    made = count(1)

    def counted(name: str) -> Callable:
        real = getattr(socket.socket, name)

        def method(self, *args, **kwargs):
            if next(made) == call:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(self, *args, **kwargs)

        return method

    for name in CALLS:
        setattr(socket.socket, name, counted(name))


def sterf_overal(server: Sink) -> int:
    """A mail for every place to die at, and then a sender that lives. :returns: how many mails were written."""
    for n in count(1):
        schrijf(n)
        if verstuur_tot(n):
            break
    OutboxRow.objects.filter(done_at=None).update(claimed_until=timezone.now() - timedelta(seconds=1))
    outbox.drain()
    wait_for(lambda: len(server.mails) >= n, 10, "the mails")
    return n


def test_every_mail_arrives_and_a_second_copy_has_the_same_message_id(server) -> None:
    written = sterf_overal(server)

    assert written > 15, "a mail is more than fifteen calls"
    assert Bericht.objects.filter(status=Berichtstatus.VERZONDEN).count() == written
    assert {sent["Message-ID"] for sent in server.mails} == set(Bericht.objects.values_list("message_id", flat=True))
    assert len(server.mails) > written, "it died after the server had taken one"


def test_control_a_new_message_id_for_each_attempt_makes_two_mails_of_one(server, monkeypatch) -> None:
    real = bezorgen._hand_over

    def with_a_new_one(bericht: Bericht) -> None:
        bericht.message_id = make_msgid()
        real(bericht)

    monkeypatch.setattr(bezorgen, "_hand_over", with_a_new_one)

    written = sterf_overal(server)

    assert len({sent["Message-ID"] for sent in server.mails}) > written
