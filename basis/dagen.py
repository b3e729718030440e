"""
Days, months and working days.

Working days are Monday to Friday without national holidays (domein.md, opening). Every function is pure; `today` and `now`
are the only clock, to be read at the edge (a view, a task) and handed down as `on=` or `at=`.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays
from django.utils import timezone


def today() -> date:
    """The date in Amsterdam."""
    return timezone.localdate()


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    # The library's public days (keuze): 5 May only in lustrum years, Good Friday always.
    return frozenset(holidays.country_holidays("NL", years=year))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _holidays(day.year)


def add_working_days(day: date, n: int) -> date:
    """The n-th working day after `day` (before it when n is negative); n = 0 gives `day` itself, working day or not."""
    step = timedelta(days=1 if n > 0 else -1)
    left = abs(n)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start`, up to and including `end`; 0 when `end` is not later."""
    days = (start + timedelta(days=i) for i in range(1, (end - start).days + 1))
    return sum(is_working_day(d) for d in days)


def add_months(day: date, n: int) -> date:
    """The same day n months on; a month later than 31 January is the last day of February (domein.md, opening)."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
