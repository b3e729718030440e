"""duur: first working day to last day at the leerbedrijf, without pauses; normally 3 to 6 calendar months (domein §3)."""

from datetime import date, timedelta

from basis.dagen import add_months

MAANDEN = (3, 6)


def binnen_norm(eerste: date, laatste: date, *, pauzedagen: int = 0) -> bool:
    """
    Whether the days from the first through the last are 3 to 6 calendar months, both ends counted in.

    25 November through 24 February is three months; 25 November through 25 May still is six (keuze: a day's grace).
    """
    shortest, longest = (add_months(eerste, n) for n in MAANDEN)
    end = laatste - timedelta(days=pauzedagen)
    return shortest - timedelta(days=1) <= end <= longest
