"""An erkenning that lapses during a traject: seen on the dossier, the list and Vandaag; nothing stops by itself."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.trajecten import leven
from trajecten import erkenningsalarm
from trajecten.models import Traject
from trajecten.regels import Status
from werkgevers.models import Erkenning

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 5, 11)


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel(datetime(2026, 5, 11, 10, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=True):
        yield


def vervalt(w, per: date) -> None:
    Erkenning.objects.filter(pk=w.erkenning.pk).update(status="vervallen", vervallen_per=per)


def alarm(traject):
    return erkenningsalarm.alarm(Traject.objects.get(pk=traject.pk), on=VANDAAG)


@pytest.mark.parametrize(
    ("per", "verwacht"),
    [
        (VANDAAG - timedelta(days=3), True),
        (VANDAAG, True),
        (VANDAAG + timedelta(days=30), False),  # an alarm, but not lapsed yet
        (date(2027, 1, 1), None),  # after the einddatum
    ],
)
def test_an_erkenning_that_lapses_in_the_period_is_an_alarm(w, per, verwacht):
    traject = leven.naar(w, Status.LOPEND)
    assert alarm(traject) is None

    vervalt(w, per)

    found = alarm(traject)
    assert (found and found.is_vervallen) is verwacht
    assert Traject.objects.get(pk=traject.pk).status == Status.LOPEND


def test_an_erkenning_given_anew_takes_the_alarm_away(w):
    traject = leven.naar(w, Status.LOPEND)
    vervalt(w, VANDAAG)
    assert alarm(traject)

    Erkenning.objects.create(leerbedrijf=w.leerbedrijf, kwalificatie=w.kwalificatie, status="erkend", sinds=VANDAAG)

    assert alarm(traject) is None


def test_a_request_or_an_erkenning_for_something_else_takes_nothing_away(w):
    traject = leven.naar(w, Status.LOPEND)
    vervalt(w, VANDAAG)
    Erkenning.objects.create(leerbedrijf=w.leerbedrijf, kwalificatie=w.kwalificatie, status="aangevraagd", aangevraagd_op=VANDAAG)
    other = leven.kwalificatie("25500")
    Erkenning.objects.create(leerbedrijf=w.leerbedrijf, kwalificatie=other, status="erkend", sinds=VANDAAG)

    assert alarm(traject)


@pytest.mark.parametrize(
    ("status", "zin"),
    [
        (Status.OVEREENKOMST, "Starten kan alleen met een geldige erkenning"),
        (Status.LOPEND, "Het traject stopt niet vanzelf"),
        (Status.VASTSTELLING, "De school kan alleen vaststellen wat vóór 2 april 2026 is beoordeeld"),
    ],
)
def test_the_dossier_says_what_to_do_by_the_step(page, w, status, zin):
    traject = leven.naar(w, status)
    vervalt(w, date(2026, 4, 2))  # before the last day of each

    words = page.get(traject.get_absolute_url()).content.decode()

    assert "is vervallen per 2 april 2026" in " ".join(words.split())
    assert zin in words


def test_before_it_lapses_the_dossier_says_by_when(page, w):
    traject = leven.naar(w, Status.LOPEND)
    vervalt(w, date(2026, 6, 1))

    words = page.get(traject.get_absolute_url()).content.decode()

    assert "vervalt per 1 juni 2026" in words
    assert "vóór 1 juni 2026 beoordelen" in words


@pytest.mark.parametrize("status", [Status.MATCHING, Status.UITREIKING, Status.NAZORG])
def test_before_a_plaatsing_and_after_the_decision_there_is_no_alarm(page, w, status):
    traject = leven.naar(w, status)
    vervalt(w, date(2026, 4, 1))

    assert alarm(traject) is None
    assert 'id="erkenning"' not in page.get(traject.get_absolute_url()).content.decode()


def test_vandaag_and_the_list_mark_it_also_where_nobody_is_aan_zet(page, w):
    traject = leven.naar(w, Status.LOPEND)
    Traject.objects.filter(pk=traject.pk).update(aan_zet="niemand", aan_zet_reden="")
    assert "Een erkenning vervalt" not in page.get(reverse("trajecten:vandaag")).content.decode()

    vervalt(w, VANDAAG)

    vandaag = page.get(reverse("trajecten:vandaag")).content.decode()
    assert "Een erkenning vervalt tijdens 1 traject" in vandaag
    assert traject.nummer in vandaag
    assert "Erkenning vervallen" in page.get(reverse("trajecten:trajecten")).content.decode()


def test_another_regio_sees_nothing_of_it(client, w):
    leven.naar(w, Status.LOPEND)
    vervalt(w, VANDAAG)
    client.force_login(leven.wereld("FR").coordinator)

    assert "Een erkenning vervalt" not in client.get(reverse("trajecten:vandaag")).content.decode()


def test_vandaag_takes_as_many_queries_for_one_alarm_as_for_three(page, w):
    leven.naar(w, Status.LOPEND)
    vervalt(w, VANDAAG)
    page.get(reverse("trajecten:vandaag"))

    with CaptureQueriesContext(connection) as one:
        page.get(reverse("trajecten:vandaag"))
    Erkenning.objects.filter(pk=w.erkenning.pk).update(status="erkend", vervallen_per=None)
    for n in (1, 2):
        leven.naar(w, Status.LOPEND, roepnaam=f"Ander{n}", geboortejaar=1960 + n, telefoon=f"050 000 00 0{n}")
    vervalt(w, VANDAAG)
    with CaptureQueriesContext(connection) as three:
        page.get(reverse("trajecten:vandaag"))

    assert len(three) == len(one)
