"""duur (domein §3): over all plaatsingen, without the days between two of them and without the pauses."""

from datetime import date

import pytest

from tests.trajecten import leven
from trajecten import duur
from trajecten.models import Onderbreking, Plaatsing
from trajecten.regels import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def tweede():
    """Learnt from 30 March through 30 April, and from 1 July on at another leerbedrijf."""
    traject = leven.naar(leven.wereld(), Status.LOPEND)
    now = traject.plaatsing
    was = {"leerbedrijf": now.leerbedrijf, "school": now.school, "praktijkopleider": now.praktijkopleider, "vorm": now.vorm}
    was |= {"dienstverband": now.dienstverband, "uren_per_week": now.uren_per_week, "uren_totaal": now.uren_totaal}
    days = {"startdatum": date(2026, 3, 30), "einddatum": date(2026, 7, 28)}
    worked = {"eerste_werkdag": date(2026, 3, 30), "laatste_werkdag": date(2026, 4, 30)}
    Plaatsing.objects.create(traject=traject, volgnummer=2, huidig=False, **was, **days, **worked)
    Plaatsing.objects.filter(pk=now.pk).update(eerste_werkdag=date(2026, 7, 1))
    traject.refresh_from_db()
    return traject


def is_gebruikelijk(traject, einddatum: date) -> bool:
    start = date(2026, 7, 1)
    return duur.is_gebruikelijk(traject, traject.plaatsing, startdatum=start, einddatum=einddatum)


def test_the_days_between_two_plaatsingen_do_not_count(tweede):
    # 30 March through 30 September is six months; 61 days lie between the plaatsingen.
    assert is_gebruikelijk(tweede, date(2026, 11, 30))
    assert not is_gebruikelijk(tweede, date(2026, 12, 1)), "control: a day more is too long"
    assert not is_gebruikelijk(tweede, date(2026, 8, 28)), "and two months with a gap are too short"
    assert is_gebruikelijk(tweede, date(2026, 8, 29))


def test_the_days_of_a_pause_do_not_count(tweede):
    day = {"van": date(2026, 8, 3), "verwacht_terug": date(2026, 8, 10), "reden": "ziekte", "status_ervoor": "lopend"}
    assert not is_gebruikelijk(tweede, date(2026, 12, 7))
    Onderbreking.objects.create(traject=tweede, tot=date(2026, 8, 10), **day)
    assert is_gebruikelijk(tweede, date(2026, 12, 7))


def test_a_pause_between_two_plaatsingen_counts_once(tweede):
    day = {"van": date(2026, 5, 11), "verwacht_terug": date(2026, 6, 1), "reden": "ziekte", "status_ervoor": "lopend"}
    Onderbreking.objects.create(traject=tweede, tot=date(2026, 6, 1), **day)
    assert is_gebruikelijk(tweede, date(2026, 11, 30))
    assert not is_gebruikelijk(tweede, date(2026, 12, 1)), "control"
