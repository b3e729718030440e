"""The connection is cut just after COMMIT: whoever presses again gets the answer that was lost, and nothing is doubled (P12)."""

import http.client
import re
import socket
from collections.abc import Iterator
from threading import Event
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from basis.dagen import today
from basis.once import new_key
from tests.trajecten import leven
from trajecten import duplicaten, workflow
from trajecten.models import Traject

AANMELDEN = "/trajecten/aanmelden/"


class Browser:
    """One signed-in person who sends a form by a connection that a test can cut."""

    def __init__(self, address: str, user) -> None:
        self.address = urlsplit(address)
        client = Client()
        client.force_login(user)
        self.cookies = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        self.connection = http.client.HTTPConnection(self.address.hostname or "", self.address.port, timeout=20)

    def open_form(self) -> dict[str, str]:
        """:returns: the hidden fields of the form."""
        answer = self._ask("GET")
        page = answer.read().decode()
        self.cookies += "; " + answer.getheader("Set-Cookie", "").split(";")[0]
        return dict(re.findall(r'<input type="hidden" name="(csrfmiddlewaretoken|once)" value="([^"]+)"', page))

    def send(self, fields: dict[str, str]) -> http.client.HTTPResponse:
        answer = self._ask("POST", urlencode(fields))
        answer.read()
        return answer

    def _ask(self, method: str, body: str | None = None) -> http.client.HTTPResponse:
        self.connection.close()  # a new one each time: the last may have been cut
        headers = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request(method, AANMELDEN, body, headers)
        return self.connection.getresponse()

    def cut(self) -> None:
        self.connection.sock.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def w(live_server) -> leven.Wereld:
    return leven.wereld(on=today())


@pytest.fixture
def browser(live_server, w, monkeypatch) -> Iterator[Browser]:
    monkeypatch.setattr(duplicaten, "zoek", lambda *args, **kwargs: [])  # the warning about duplicates must not help here
    browser = Browser(live_server.url, w.coordinator)
    yield browser
    browser.connection.close()


def cut_after_commit(browser: Browser, monkeypatch) -> Event:
    """:returns: set when the work was committed and the connection is gone."""
    really, done = workflow.aanmelden, Event()

    def cut() -> None:
        browser.cut()
        done.set()

    def aanmelden(**feiten) -> Traject:
        if not done.is_set():
            transaction.on_commit(cut)
        return really(**feiten)

    monkeypatch.setattr(workflow, "aanmelden", aanmelden)
    return done


def persoon(w: leven.Wereld) -> dict[str, str]:
    return {
        "roepnaam": "Aïsha",
        "achternaam": "El Idrissi",
        "geboortedatum_2": "2001",
        "telefoon": "06 12 34 56 78",
        "gemeente": str(w.gemeente.code),
        "startpunt": "werkzoekend",
        "aanmelder_soort": "gemeente",
        "aanmelder_naam": "A. Consulent",
        "doel": "praktijkverklaring",
        "leerweg": "derde_leerweg",
    }


def test_pressing_again_gives_the_lost_answer_and_one_traject(browser, w, monkeypatch):
    form = browser.open_form() | persoon(w)
    done = cut_after_commit(browser, monkeypatch)

    with pytest.raises(OSError):
        browser.send(form)
    assert done.wait(10)
    again = browser.send(form)

    traject = Traject.objects.get()
    assert again.status == 303
    assert again.getheader("Location") == traject.get_absolute_url()


def test_control_with_a_key_of_its_own_the_same_form_makes_a_second_traject(browser, w, monkeypatch):
    form = browser.open_form() | persoon(w)
    done = cut_after_commit(browser, monkeypatch)

    with pytest.raises(OSError):
        browser.send(form)
    assert done.wait(10)
    browser.send(form | {"once": new_key()})

    assert Traject.objects.count() == 2
