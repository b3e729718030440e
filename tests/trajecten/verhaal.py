"""One life told through the pages: open a page, fill in what matters, send it, a few days later the next."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import time_machine
from django import forms
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from basis.once import new_key
from tests.trajecten import leven
from tests.trajecten.berekend import klopt
from tests.trajecten.overgangen.hulp import scan, ticks
from trajecten import lijsten
from trajecten.forms.velden import Geboortedatum
from trajecten.models import Traject
from trajecten.regels import Status
from trajecten.tasks import werk_bij

WHEN = time(10)
ZONE = ZoneInfo("Europe/Amsterdam")


class Verhaal:
    """
    A traject and the day it is; everybody acts as the coordinator unless `als` says otherwise.

    After every step the stored termijnen and who is aan zet are compared with a computation from scratch.
    """

    def __init__(self, w: leven.Wereld, status: Status | None = None, *, van: Traject | None = None, **persoon) -> None:
        """:param van: one that is there already."""
        self.w, self.client = w, Client()
        self.t = van or leven.naar(w, status or Status.AANGEMELD, **persoon)
        self.on = self.t.overgenomen_op or self.t.status_sinds

    def later(self, **duur: int) -> "Verhaal":
        """So many days later; the night before has done its work."""
        self.on += timedelta(**duur)
        with self._today():
            werk_bij(self.t.pk, on=self.on)
        return self.lees()

    def lees(self) -> "Verhaal":
        self.t = Traject.objects.get(pk=self.t.pk)
        return self

    def doe(self, verb: str, *args, query: str = "", **antwoorden) -> "Verhaal":
        """Open the page of this verb, fill in these answers, read and confirm what it asks, and be back at the dossier."""
        response = self.stuur(verb, *args, query=query, **antwoorden)
        form = response.context and response.context.get("form")
        assert response.status_code == 303, (verb, form.errors if form else response.content.decode()[:2000])
        self.lees()
        klopt(self.t, on=self.on)
        return self

    def vraagt(self, zin: str, verb: str, **antwoorden) -> "Verhaal":
        """Sent once, the page asks this before it goes on, and nothing has changed."""
        before = Traject.objects.values().get(pk=self.t.pk)
        response = self.stuur(verb, eerst_lezen=True, **antwoorden)
        assert response.status_code == 200 and zin in response.content.decode(), (verb, response.status_code)
        assert Traject.objects.values().get(pk=self.t.pk) == before
        return self

    def stuur(self, verb: str, *args, query: str = "", eerst_lezen: bool = False, **antwoorden):
        with self._today():
            url = reverse(f"trajecten:{verb}", args=[*(args or [self.t.code])]) + query
            page = self.client.get(url)
            assert page.status_code == 200, (verb, page.status_code, page.content.decode()[:1500])
            data = invullen(page.context["form"], self.on) | _words(antwoorden)
            response = self.client.post(url, {"once": new_key(), **data})
            form = response.context and response.context.get("form")
            if eerst_lezen:
                return response
            if form is not None and getattr(form, "vragen", None):
                data |= {"bevestig": ticks(response), "bevestig_reden": "Zo afgesproken"}
            elif form is not None and getattr(form, "gevolg", None):
                data["gelezen"] = form.gevolg.soort
            else:
                return response
            return self.client.post(url, {"once": new_key(), **data, **_papers(form)})

    def weigert(self, zin: str, verb: str, **antwoorden) -> "Verhaal":
        """The same, refused with this sentence and nothing changed."""
        before = Traject.objects.values().get(pk=self.t.pk)
        response = self.stuur(verb, **antwoorden)
        assert response.status_code == 200 and zin in response.content.decode(), (verb, response.status_code)
        assert Traject.objects.values().get(pk=self.t.pk) == before
        return self

    def knop(self, verb: str, *args, **data) -> "Verhaal":
        """A button that is a form of its own."""
        with self._today():
            response = self.client.post(reverse(f"trajecten:{verb}", args=[*args]), {"once": new_key(), **data})
        assert response.status_code == 303, verb
        return self.lees()

    def dossier(self) -> str:
        with self._today():
            return self.client.get(self.t.get_absolute_url()).content.decode()

    def controleer(self) -> "Verhaal":
        """Somebody looks whether the erkenning still stands."""
        self.w.controleer(self.on)
        return self.later(days=0)

    def teken(self) -> "Verhaal":
        with self._today():
            leven.teken_alles(self.t, self.w.coordinator, self.on)
        return self.lees()

    # --- what is asserted ----------------------------------------------------------------------------------------------

    def open_termijnen(self) -> set[str]:
        return set(self.t.termijnen.filter(vervuld_op=None, vervallen_op=None).values_list("soort", flat=True))

    def papieren(self) -> list[str]:
        """The soorten of what was made or added, in order; signatures left out."""
        soorten = self.t.documenten.order_by("pk").values_list("document__soort", flat=True)
        return [soort for soort in soorten if soort != "handtekening"]

    def regels(self) -> list[str]:
        """The overgangen in the log, in order, after the main line."""
        return list(self.t.gebeurtenissen.order_by("pk").values_list("soort", flat=True))

    def is_uitval(self) -> bool:
        """As domein §11 counts it."""
        t = self.t
        ended = t.status == Status.GESTOPT and t.einde_reden != lijsten.OVERLIJDEN
        return ended and lijsten.soort_van("stoppen", t.einde_reden) != "positief"

    def _today(self):
        travel = time_machine.travel(datetime.combine(self.on, WHEN, ZONE), tick=False)
        self.client.force_login(self.w.coordinator)
        return _Reis(travel, self)


class _Reis:
    """On that day, signed in on that day: a session of another day has ended."""

    def __init__(self, travel, verhaal: Verhaal) -> None:
        self.travel, self.verhaal = travel, verhaal

    def __enter__(self) -> None:
        self.travel.start()
        self.verhaal.client.force_login(self.verhaal.w.coordinator)

    def __exit__(self, *exc) -> None:
        self.travel.stop()


def invullen(form: forms.BaseForm, on: date) -> dict:
    """What a browser would send of this page untouched; papers are added and days not asked about are today."""
    data = {}
    for bound in form:
        value = bound.value()
        if isinstance(bound.field, Geboortedatum):
            data |= {f"{bound.html_name}_{n}": part for n, part in enumerate(bound.field.widget.decompress(value)) if part}
            continue
        if isinstance(bound.field, forms.DateField) and bound.field.required and not value:
            value = on
        if value is not None and value is not False and value != "":
            data[bound.html_name] = _word(value)
    return data | _papers(form)


def _papers(form: forms.BaseForm) -> dict:
    data = {bound.html_name: scan() for bound in form if isinstance(bound.field, forms.FileField) and bound.field.required}
    return data | ({"bsn_weg": "on"} if "bsn_weg" in form.fields and data else {})


def _words(antwoorden: dict) -> dict:
    return {name: _word(value) for name, value in antwoorden.items()}


def _word(value):
    if isinstance(value, list | tuple | set):
        return [_word(item) for item in value]
    if isinstance(value, Model):
        return str(value.code)
    return "on" if value is True else value.isoformat() if isinstance(value, date) else value
