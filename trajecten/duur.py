"""duur: first working day to last day at the leerbedrijf, without pauses; normally 3 to 6 calendar months (domein §3)."""

from collections.abc import Iterator
from datetime import date, timedelta

from basis.dagen import add_months
from trajecten.models import Plaatsing, Traject

MAANDEN = (3, 6)


def binnen_norm(eerste: date, laatste: date, *, niet_geteld: int = 0) -> bool:
    """
    Whether the days from the first through the last are 3 to 6 calendar months, both ends counted in.

    25 November through 24 February is three months; 25 November through 25 May still is six (keuze: a day's grace).

    :param niet_geteld: how many of those days do not count.
    """
    shortest, longest = (add_months(eerste, n) for n in MAANDEN)
    end = laatste - timedelta(days=niet_geteld)
    return shortest - timedelta(days=1) <= end <= longest


def is_gebruikelijk(traject: Traject, plaatsing: Plaatsing | None, *, startdatum: date, einddatum: date) -> bool:
    """
    Whether the duur over all plaatsingen is usual; the days between two of them and the pauses do not count.

    :param plaatsing: the one these days are about; None while it is still to be made.
    """
    first = (plaatsing.eerste_werkdag if plaatsing else None) or startdatum
    others = traject.plaatsingen.exclude(pk=plaatsing.pk) if plaatsing else traject.plaatsingen.all()
    known = others.filter(eerste_werkdag__lt=first).values_list("eerste_werkdag", "laatste_werkdag")
    before = [(start, end) for start, end in known if start and end]
    if plaatsing is None and not before and traject.eerste_werkdag and traject.laatste_werkdag:
        before = [(traject.eerste_werkdag, traject.laatste_werkdag)]  # taken over without its Plaatsing
    periods = [*before, (first, einddatum)]
    begin = min(start for start, _ in periods)
    counted = {day for start, end in periods for day in _days(start, end)}
    for pauze in traject.onderbrekingen.all():
        if pauze.tot:
            counted.difference_update(_days(pauze.van, pauze.tot - timedelta(days=1)))
    return binnen_norm(begin, einddatum, niet_geteld=len(set(_days(begin, einddatum)) - counted))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
