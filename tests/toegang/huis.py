"""The house as the tests of access ask it: requests that leave no trace, what they wrote, and what their answers show."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from basis.once import new_key
from tests.eenmaal import ongedaan
from tests.toegang.regiowereld import ROOMS
from tests.toegang.tabel import PLAATSEN, WIE
from tests.toegang.werelden import Werelden

REGIO = {"eigen": "GR", "elders": "FR", "gesmokkeld": "GR", "onbekend": "GR"}
HTMX = {"HX-Request": "true"}
VAST = {"account_reset_password_from_key": {"uidb36": "0" * 32, "key": "x-y"}}
PUBLIC = {
    "trajecten:verificatie",
    "accounts:uitnodiging",
    "portaal:link",
    "portaal:link_weigeren",
    "portaal:link_besluit",
    "portaal:link_besluit_terug",
    "portaal:link_besluit_geen",
    "portaal:link_concept",
    "portaal:link_reactie",
    "trajecten:afmelden",
    "trajecten:afmelden_direct",
    "trajecten:afmelden_klaar",
    "trajecten:afmelden_terug",
    "portaal:link_nazorg",
}  # show what somebody holds in hand, of whatever regio
MET_DOSSIER = {"coordinator", "behandelaar"}
# Of a deelnemer what a school sees besides the name (domein §7).
VAN_SCHOOL = {
    *(f"Deelnemer.{name}" for name in ["voornamen", "geslachtsnaam", "geboorteplaats", "geboorteland", "straat", "postcode"]),
    *(f"Deelnemer.{name}" for name in ["plaats", "telefoon", "email"]),
    "Intakeverslag.opleiding",
    "Beoordeling.opmerking",
}
WRITES = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del AS n FROM pg_stat_xact_user_tables"


@dataclass
class Huis:
    """Two regio's, and a browser for everybody in it."""

    werelden: Werelden
    clients: dict[str, Client]

    @classmethod
    def bouw(cls) -> "Huis":
        werelden = Werelden()
        clients = {wie: Client() for wie in WIE}
        for wie, user in werelden.mensen.items():
            if user:
                clients[wie].force_login(user)
                clients[wie].get(reverse("accounts:sessie"))
        return cls(werelden, clients)

    def vraag(self, wie: str, name: str, plaats: str, methode: str, *, htmx: bool = False) -> HttpResponse:
        """One request; whatever it changed is undone, and the browser is as before."""
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

    def vreemd(self, wie: str, name: str, response: HttpResponse) -> set[str]:
        """What this answer shows of Friesland to people of Groningen, and of deelnemers to who has no dossier here."""
        if name in PUBLIC or "text/html" not in response.get("Content-Type", ""):
            return set()
        page, found = response.content.decode(), set()
        if wie != "twee_regios":
            found |= self.werelden.fr.sporen.found_in(page)
        if wie not in MET_DOSSIER:
            found |= self.werelden.gr.sporen.deelnemer_in(page) - self._mag_zien(wie, name)
        return found

    def _mag_zien(self, wie: str, name: str) -> set[str]:
        """On pages of their own outsiders see the fields of domein §7."""
        if not name.startswith("portaal:"):
            return set()
        sporen = self.werelden.gr.sporen
        own = {w for w, kolom in sporen.kolommen.items() if kolom in VAN_SCHOOL} if wie == "school" else set()
        return sporen.namen | own


def answer(response: HttpResponse) -> int | str:
    """A status; `in` for the way to the sign-in page, for a browser and for htmx; a redirect by htmx as its status."""
    to = response.get("HX-Redirect") or response.get("Location", "")
    if to.startswith(reverse("account_login") + "?next="):
        return "in" if response.status_code in (302, 401) else response.status_code
    return 303 if "HX-Redirect" in response else response.status_code


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


@dataclass(frozen=True)
class Stand:
    """All rows of our rooms as they are now, by table and key."""

    rows: dict[type[models.Model], dict[int, tuple]]

    @classmethod
    def nu(cls, only: set[str] | None = None) -> "Stand":
        found = {}
        for room in ROOMS:
            for model in apps.get_app_config(room).get_models():
                is_history = model.__name__.endswith("Event")
                if not is_history and (only is None or model._meta.db_table in only):
                    found[model] = {row[0]: row[1:] for row in model._base_manager.values_list("pk", *_vast(model))}
        return cls(found)

    def anders(self, before: "Stand") -> set[tuple]:
        """(table, key or "nieuw", column, value) of every cell that is not as it was; a key of a new row is "nieuw" too."""
        changes = set()
        for model, rows in self.rows.items():
            old = before.rows[model]
            for pk in rows.keys() | old.keys():
                now, was = rows.get(pk), old.get(pk)
                for column, a, b in zip(_vast(model), now or (None,) * 99, was or (None,) * 99, strict=False):
                    if a != b or was is None or now is None:
                        changes.add(
                            (
                                model._meta.db_table,
                                pk if was is not None else "nieuw",
                                column,
                                self._sleutel(model, column, a, before),
                            )
                        )
        return changes

    def _sleutel(self, model: type[models.Model], column: str, value, before: "Stand"):
        field = model._meta.get_field(column)
        target = field.related_model if isinstance(field, models.ForeignKey) else None
        is_new = target in before.rows and value is not None and value not in before.rows[target]
        return "nieuw" if is_new else repr(value)


def _vast(model: type[models.Model]) -> list[str]:
    """The columns that the same form always fills the same: no moments, random codes and hashes."""
    random = {
        "token_hash",
        "sleutel",
        "verificatiecode",
        "sha256",
        "facts",
        "bestand",
        "bestandsnaam",
        "pgh_context",
        "pgh_id",
        "password",
        "bytes",
        "eerder",  # keys of rows
    }
    return [
        f.attname
        for f in model._meta.concrete_fields
        if not f.primary_key
        and f.name not in random
        and not isinstance(f, models.DateTimeField | models.UUIDField | models.BinaryField)
    ]
