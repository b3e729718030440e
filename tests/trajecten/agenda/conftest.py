"""A Monday in May with a traject at work, and ways to read what a calendar gets."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from icalendar import Calendar

from accounts.models import Recht, Rol, User
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.conftest import on_a_monday
from tests.trajecten.overgangen.hulp import VANDAAG
from trajecten import dossier
from trajecten.agenda import adressen
from trajecten.models import Planning, Traject
from trajecten.regels import Status

__all__ = ["on_a_monday"]
NU = datetime(2026, 5, 11, 9, tzinfo=UTC)


@pytest.fixture
def lopend(w) -> Traject:
    return leven.naar(w, Status.LOPEND)


@pytest.fixture
def praktijkopleider(w) -> User:
    return iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.BEGELEIDEN])


@pytest.fixture
def school(w) -> User:
    return iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.BEGELEIDEN], mandaat="Brief")


@pytest.fixture
def plan(w) -> Callable[..., Planning]:
    def make(traject: Traject, soort: str = "evaluatie", datum: date = date(2026, 5, 20), on: date = VANDAAG, **rest) -> Planning:
        return dossier.plan(traject=traject, by=w.coordinator, on=on, soort=soort, datum=datum, **rest)

    return make


@pytest.fixture
def token() -> Callable[..., str]:
    def make(user: User, *, ook_collegas: bool = False, ook_termijnen: bool = False) -> str:
        return adressen.maak(user, ook_collegas=ook_collegas, ook_termijnen=ook_termijnen, at=NU)

    return make


def haal(token: str, client: Client | None = None):
    """As a calendar does: without a session."""
    return (client or Client()).get(adressen.url(token).removeprefix("http://localhost:8000"))


def events(content: bytes) -> list:
    return Calendar.from_ical(content).walk("VEVENT")


def titels(token: str) -> list[str]:
    return sorted(str(event["summary"]) for event in events(haal(token).content))
