"""
M01, M06, M08: every door x every role x {own regio, another's, another's smuggled in, unknown}, against a table by hand.

The doors come from the URL resolver: one without a row in the table fails, and so does a row without a door.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from basis.middleware import LoginRequired
from basis.once import new_key
from tests.eenmaal import ongedaan, voor_de_module
from tests.test_resolver import NAMES
from tests.toegang.regiowereld import NU
from tests.toegang.tabel import PLAATSEN, TABEL, WIE
from tests.toegang.werelden import Werelden
from trajecten import toegang

pytestmark = pytest.mark.django_db

# Reading may leave behind: who read what, that somebody is still there, and how often an address asked.
BOEKHOUDING = {"basis_readlog", "basis_searchterm", "basis_oncekey", "django_session", "cache"}
TELT = {"trajecten:verificatie": {"trajecten_verklaring", "trajecten_verklaringevent"}}  # every check is counted (domein §6)
REGIO = {"eigen": "GR", "elders": "FR", "gesmokkeld": "GR", "onbekend": "GR"}
HTMX = {"HX-Request": "true"}
WRITES = (
    "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
)


@dataclass
class Huis:
    werelden: Werelden
    clients: dict[str, Client]
    media: str

    def vraag(self, wie: str, name: str, plaats: str, methode: str, *, htmx: bool = False) -> HttpResponse:
        """One request; whatever it changed is undone, and the client is as before."""
        client = self.clients[wie]
        cookies = client.cookies.copy()
        ask, data = (client.post, {"once": new_key()}) if methode == "POST" else (client.get, None)
        try:
            with ongedaan():
                return ask(self.url(name, plaats), data, headers=HTMX if htmx else {})
        finally:
            client.cookies = cookies

    def url(self, name: str, plaats: str) -> str:
        kwargs = self.werelden.doel(name, plaats)
        code = "ZZ" if plaats == "onbekend" and not kwargs else REGIO[plaats]
        return f"{reverse(name, kwargs=kwargs or VAST.get(name))}?{urlencode({'regio': code})}"

    def plaatsen(self, name: str) -> list[str]:
        return [p for p in PLAATSEN if p != "gesmokkeld" or self.werelden.doel(name, p)]


VAST = {"account_reset_password_from_key": {"uidb36": "0" * 32, "key": "x-y"}}


@pytest.fixture(scope="module")
def huis(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Huis]:
    from django.conf import settings

    settings.MEDIA_ROOT = media = str(tmp_path_factory.mktemp("documenten"))
    with time_machine.travel(NU), voor_de_module(django_db_blocker):
        werelden = Werelden()
        clients = {wie: Client(raise_request_exception=True) for wie in WIE}
        for wie, user in werelden.mensen.items():
            if user:
                clients[wie].force_login(user)
                clients[wie].get(reverse("accounts:sessie"))
        yield Huis(werelden, clients, media)


@pytest.fixture(autouse=True)
def zelfde_dag(huis, settings, own_files):
    settings.MEDIA_ROOT = huis.media
    with time_machine.travel(NU):
        yield


def answer(response: HttpResponse) -> int | str:
    """A status; `in` for the way to the sign-in page, for a browser and for htmx; a redirect by htmx as its status."""
    to = response.get("HX-Redirect") or response.get("Location", "")
    if to.startswith(reverse("account_login") + "?next="):
        return "in" if response.status_code in (302, 401) else response.status_code
    return 303 if "HX-Redirect" in response else response.status_code


def test_every_door_has_a_row_and_every_row_a_door():
    assert set(TABEL) == NAMES


def test_the_row_of_a_door_that_is_open_lets_visitors_in_and_of_a_closed_one_none():
    for name, rij in TABEL.items():
        first = {getattr(rij, plaats).split()[0] for plaats in PLAATSEN}
        assert ("in" not in first) if name in LoginRequired.OPEN else first == {"in"}, name


@contextmanager
def written() -> Iterator[set[str]]:
    """The tables that got, changed or lost a row meanwhile, undone or not, by a statement or by a trigger."""
    tables: set[str] = set()
    before = _counters()
    yield tables
    tables |= {table for table, n in _counters().items() if n != before.get(table)}


def _counters() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(WRITES)
        return dict(cursor.fetchall())


@pytest.mark.parametrize("name", sorted(TABEL))
def test_everybody_gets_what_the_table_says_and_nothing_of_another_regio(huis, name):
    rij, wrong, leaks = TABEL[name], {}, {}

    def look(wie: str, plaats: str, methode: str, htmx: bool = False) -> None:
        response = huis.vraag(wie, name, plaats, methode, htmx=htmx)
        wanted = rij.verwacht(wie, plaats, methode)
        if answer(response) != wanted:
            wrong[wie, plaats, methode, htmx] = f"{answer(response)} instead of {wanted}"
        if found := foreign(huis, wie, name, response):
            leaks[wie, plaats, methode] = found

    with written() as tables:
        for wie in WIE:
            for plaats in huis.plaatsen(name) if rij.soort != "knop" else ["eigen"]:
                if rij.is_anders(plaats, wie):
                    look(wie, plaats, "GET")
            look(wie, "eigen", "GET", htmx=True)
    for wie in WIE:
        look(wie, "eigen", "POST")
        if rij.soort != "lees":
            look(wie, "elders", "POST", htmx=True)

    assert not wrong
    assert not leaks
    assert tables <= BOEKHOUDING | TELT.get(name, set()), "a GET wrote here"


PUBLIC = {"trajecten:verificatie", "accounts:uitnodiging"}  # show what somebody holds in hand, of whatever regio


def foreign(huis: Huis, wie: str, name: str, response: HttpResponse) -> set[str]:
    """What this answer shows of Friesland to people of Groningen, and of deelnemers to anybody but a coordinator."""
    if name in PUBLIC or "text/html" not in response.get("Content-Type", ""):
        return set()
    page, found = response.content.decode(), set()
    if wie != "twee_regios":
        found |= huis.werelden.fr.sporen.found_in(page)
    if wie != "coordinator":
        found |= huis.werelden.gr.sporen.deelnemer_in(page)
    return found


# --- controls: with the protection removed these very looks find it ------------------------------------------------------


def test_control_a_gate_that_lets_everybody_see_everything_is_noticed(huis, monkeypatch):
    monkeypatch.setattr(toegang, "visible_trajecten", lambda user, *, on: toegang.Traject.objects.all())
    monkeypatch.setattr(toegang, "may", lambda *args, **kwargs: True)

    response = huis.vraag("coordinator", "trajecten:traject", "elders", "GET")

    assert answer(response) == 200 != TABEL["trajecten:traject"].verwacht("coordinator", "elders", "GET")
    assert len(foreign(huis, "coordinator", "trajecten:traject", response)) > 20
    assert answer(huis.vraag("begeleider", "trajecten:contact", "eigen", "GET")) == 200


def test_control_a_list_that_forgets_the_regio_is_noticed(huis, monkeypatch):
    everything = SimpleNamespace(filter=lambda **kwargs: toegang.Traject.objects.all())
    monkeypatch.setattr(toegang, "leesbare_trajecten", lambda user, *, on: everything)

    response = huis.vraag("coordinator", "trajecten:trajecten", "eigen", "GET")

    assert foreign(huis, "coordinator", "trajecten:trajecten", response)


def test_control_a_page_that_shows_the_deelnemer_to_a_beheerder_is_noticed(huis, monkeypatch):
    monkeypatch.setattr(toegang, "get_dossier", toegang.get_traject)
    monkeypatch.setattr(toegang, "may", lambda *args, **kwargs: True)

    response = huis.vraag("beheerder", "trajecten:contact", "eigen", "GET")

    assert foreign(huis, "beheerder", "trajecten:contact", response)


def test_control_a_write_by_a_get_is_noticed_also_when_it_is_undone(huis, monkeypatch):
    def writes(user, soort, code, **rest):
        toegang.Traject.objects.filter(code=code).update(overgenomen_bron="gezien")

    monkeypatch.setattr(toegang, "log_read", writes)
    with written() as tables:
        huis.vraag("coordinator", "trajecten:traject", "eigen", "GET")

    assert "trajecten_traject" in tables - BOEKHOUDING
    assert "trajecten_trajectevent" in tables


def test_control_without_the_closed_door_a_visitor_is_noticed(huis, settings):
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if m != "basis.middleware.LoginRequired"]

    assert answer(Client(raise_request_exception=False).get(huis.url("kwalificaties:lijst", "eigen"))) != "in"
