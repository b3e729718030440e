from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from basis.dagen import add_months, add_working_days, is_working_day, now, today, working_days_between

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "nieuwjaar"),
        (date(2026, 4, 3), "goede vrijdag, in de Algemene termijnenwet een feestdag"),
        (date(2026, 4, 6), "tweede paasdag"),
        (date(2026, 4, 27), "koningsdag"),
        (date(2025, 4, 26), "koningsdag op zaterdag, want de 27e is een zondag"),
        (date(2025, 5, 5), "bevrijdingsdag, lustrum"),
        (date(2026, 5, 14), "hemelvaart"),
        (date(2026, 5, 25), "tweede pinksterdag"),
        (date(2026, 12, 25), "kerst"),
        (date(2026, 11, 22), "zondag"),
        (date(2026, 11, 21), "zaterdag"),
    ],
)
def test_no_working_day(day, name):
    assert not is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [date(2026, 5, 5), date(2026, 4, 2), date(2026, 12, 31), date(2026, 5, 15), date(2025, 4, 28)],
    ids=["5 mei zonder lustrum", "witte donderdag", "oudjaar", "dag na hemelvaart", "maandag na koningsdag"],
)
def test_working_day(day):
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 4, 4), 1, date(2026, 4, 7)),
        (date(2025, 12, 31), 1, date(2026, 1, 2)),
        (date(2026, 1, 2), -1, date(2025, 12, 31)),
        (date(2026, 4, 7), -1, date(2026, 4, 2)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
        (date(2026, 11, 2), 20, date(2026, 11, 30)),
    ],
)
def test_add_working_days(start, n, end):
    assert add_working_days(start, n) == end


@given(DAYS, st.integers(1, 60))
def test_counting_is_the_inverse_of_adding(day, n):
    later = add_working_days(day, n)

    assert is_working_day(later)
    assert working_days_between(day, later) == n
    assert working_days_between(day, later - timedelta(days=1)) == n - 1


@given(DAYS, st.integers(1, 60))
def test_going_back_undoes_going_on_from_a_working_day(day, n):
    start = add_working_days(day, 1)

    assert add_working_days(add_working_days(start, n), -n) == start


@given(DAYS, DAYS, DAYS)
def test_working_days_add_up_over_a_day_between(a, b, c):
    first, middle, last = sorted([a, b, c])
    if (last - first).days > 800:
        last = first + timedelta(days=800)
        middle = min(middle, last)

    assert working_days_between(first, last) == working_days_between(first, middle) + working_days_between(middle, last)
    assert working_days_between(last, first) == 0


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 5, 9), 0, date(2026, 5, 9)),
    ],
)
def test_add_months(start, n, end):
    assert add_months(start, n) == end


@given(DAYS, st.integers(-48, 48))
def test_a_month_later_lies_in_that_month_and_comes_back_at_most_to_the_month_end(day, n):
    there = add_months(day, n)

    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == n
    assert there.day <= day.day
    assert add_months(there, -n) <= day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_today_is_the_day_in_amsterdam_also_when_the_clock_changes(moment, day):
    with time_machine.travel(moment, tick=False):
        assert today() == day
        assert now() == moment
