"""Tables as the dashboard has them, counted from people: periods within periods, filters with one value each, one that overlaps."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapportage.maskeren import Cel, Lijn

Persoon = tuple[int, str, bool, str]  # month from 0, gemeente, whether of the doelgroep, afloop


@dataclass(frozen=True)
class Tabel:
    """:param mensen: of each cell who is counted in it, by number."""

    mensen: Mapping[Cel, frozenset[int]]
    lijnen: Sequence[Lijn]
    ongetoond: frozenset[Cel]

    @property
    def aantallen(self) -> dict[Cel, int]:
        return {cel: len(who) for cel, who in self.mensen.items()}


GEMEENTEN = ("Oldambt", "Pekela", "Veendam")
PERIODEN = {"jaar": range(4), "k1": range(2), "k2": range(2, 4), **{f"m{n}": [n] for n in range(4)}}
BEVAT = [("jaar", ("k1", "k2")), ("k1", ("m0", "m1")), ("k2", ("m2", "m3"))]


def tabel(personen: Mapping[Persoon, int], aflopen: Sequence[str] = (), *, maanden: bool = True) -> Tabel:
    """:param personen: how many there are of each. :param aflopen: the parts of the figure; empty: it has none."""
    periods = [p for p in PERIODEN if maanden or p[0] != "m"]
    parts, filters = ["", *aflopen], ["", *GEMEENTEN, "doelgroep", "zonder"]
    iedereen = list(Counter(dict(personen)).elements())
    cellen = {
        (p, d, f): frozenset(n for n, wie in enumerate(iedereen) if _telt(wie, p, d, f))
        for p in periods
        for d in parts
        for f in filters
    }
    lijnen = [Lijn((p, d, f), tuple((x, d, f) for x in xs)) for p, xs in BEVAT if xs[0] in periods for d in parts for f in filters]
    lijnen += [Lijn((p, "", f), tuple((p, d, f) for d in aflopen)) for p in periods for f in filters if aflopen]
    for fs in (GEMEENTEN, ("doelgroep", "zonder")):
        lijnen += [Lijn((p, d, ""), tuple((p, d, f) for f in fs)) for p in periods for d in parts]
    return Tabel(cellen, lijnen, frozenset(cel for cel in cellen if cel[2] == "zonder"))


def _telt(wie: Persoon, period: str, part: str, filter: str) -> bool:
    maand, gemeente, doelgroep, afloop = wie
    past = {"": True, "doelgroep": doelgroep, "zonder": not doelgroep}.get(filter, filter == gemeente)
    return maand in PERIODEN[period] and part in {"", afloop} and past


def genest(cellen: Iterable[Cel]) -> list[tuple[Cel, Cel]]:
    """Pairs of questions of which the second only asks for a part of the first, whoever there are."""
    all_cells = list(cellen)
    return [(a, b) for a in all_cells for b in all_cells if a != b and _binnen(b, a)]


def _binnen(b, a) -> bool:
    return set(PERIODEN[b[0]]) <= set(PERIODEN[a[0]]) and a[1] in {"", b[1]} and a[2] in {"", b[2]}
