"""The address of a deelnemer changes while a reminder waits for its mail: planned on a Saturday, mailed on Monday (domein §8)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from berichten import afmelden
from berichten.models import Bericht, Hoe
from tests.trajecten import leven
from tests.trajecten.herinneringen.hulp import bundel
from trajecten import dossier, tijdlijn
from trajecten.herinneringen import verhuizen
from trajecten.models import Herinnering, Traject
from trajecten.regels import Status
from trajecten.termijnen import herinnerdagen
from trajecten.termijnrijen import als_open
from trajecten.voorkeuren.groepen import groep_van

pytestmark = pytest.mark.django_db
ZATERDAG = date(2026, 5, 16)
MAANDAG = ZATERDAG + timedelta(days=2)
OUD, NIEUW = "oud@voorbeeld.test", "nieuw@voorbeeld.test"


def om(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(autouse=True)
def op_zaterdag():
    with time_machine.travel(om(ZATERDAG)):
        yield


@pytest.fixture
def wacht() -> Herinnering:
    """The question of the nazorg, for the address that was known on Saturday."""
    traject = leven.naar(leven.wereld(), Status.NAZORG, email=OUD)
    row = traject.termijnen.get(soort="nazorg_0")
    moment = herinnerdagen(als_open(row))[0]
    return Herinnering.objects.create(termijn=row, moment=moment, sleutel="deelnemer", adres=OUD, at=om(ZATERDAG))


def verander(traject: Traject, email: str) -> None:
    def bewaar() -> None:
        traject.deelnemer.email = email
        traject.deelnemer.save()

    by = traject.behandelaar
    dossier.gegevens(traject=traject, by=by, on=ZATERDAG, bewaar=bewaar, gewijzigd="E-mail")


def test_it_goes_to_the_new_address_and_the_timeline_says_so(wacht):
    traject = wacht.termijn.traject
    verander(traject, NIEUW)

    bundel(om(MAANDAG))

    assert Bericht.objects.get(aan__in=[OUD, NIEUW]).aan == NIEUW
    told = [dict(line.details)["Aan"] for line in tijdlijn.regels(traject, []) if line.titel.startswith("Herinnering gestuurd")]
    assert NIEUW in told and OUD not in told


def test_what_the_new_address_does_not_want_is_not_mailed_and_somebody_calls(wacht):
    afmelden.meld_af(NIEUW, [groep_van("nazorg_0")], hoe=Hoe.LINK, at=om(ZATERDAG))
    verander(wacht.termijn.traject, NIEUW)

    bundel(om(MAANDAG))

    assert not Bericht.objects.filter(aan__in=[OUD, NIEUW]).exists()
    assert wacht.termijn.herinneringen.filter(is_bel=True).exists()


def test_without_an_address_somebody_calls(wacht):
    verander(wacht.termijn.traject, "")

    bundel(om(MAANDAG))

    wacht.refresh_from_db()
    assert wacht.geen_mail == verhuizen.GEEN_ADRES and not Bericht.objects.filter(aan=OUD).exists()
    call = wacht.termijn.herinneringen.get(is_bel=True)
    assert call.ontvanger == wacht.termijn.traject.behandelaar
