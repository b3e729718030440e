"""
Choosing what is hidden: does a cell cost more when there are ten times as many?

    python -m tests.bench.maskeren [--mensen 300]

One figure of a regio in a year, by period and by one filter at a time: as one number (about 1 500 cells) and in eight parts (about
15 000). Prints seconds, the time per cell as a ratio, and how much of what is 5 or more had to be hidden. Needs no database.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator

from rapportage.maskeren import Cel, Lijn, Reden, verborgen

FILTERS = {"gemeente": 10, "sector": 9, "niveau": 5, "school": 8, "startpunt": 4, "leerbedrijf": 40, "doel": 3, "leerweg": 3}
DOELGROEPEN = 8  # somebody may be of several
KWARTALEN = {f"k{k}": [f"m{3 * k + m:02}" for m in range(3)] for k in range(4)}
PERIODEN = ["jaar", *KWARTALEN, *(maand for maanden in KWARTALEN.values() for maand in maanden)]
KOLOMMEN = [("", 0), *((f, n) for f, count in FILTERS.items() for n in range(count))]
KOLOMMEN += [(x, n) for x in ("met", "zonder") for n in range(DOELGROEPEN)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mensen", type=int, default=300)
    args = parser.parse_args()
    per_cel = [meet(args.mensen, parts) for parts in (0, 8)]
    print(f"tijd per cel: x {per_cel[1] / per_cel[0]:.2f}")


def meet(mensen: int, parts: int) -> float:
    delen = [f"deel {n}" for n in range(parts)]
    counts = {(p, d, *kolom): 0 for p in PERIODEN for d in ["", *delen] for kolom in KOLOMMEN} | tel(mensen, delen)
    rules, ongetoond = list(lijnen(delen)), {cel for cel in counts if cel[2] == "zonder"}
    begun = time.perf_counter()
    gemerkt = verborgen(counts, rules, ongetoond=ongetoond)
    seconds = time.perf_counter() - begun
    from_five = [cel for cel, count in counts.items() if count >= 5 and cel not in ongetoond]
    weg = sum(gemerkt.get(cel) == Reden.AFGELEID for cel in from_five)
    print(
        f"{mensen} mensen, {len(counts)} cellen, {len(rules)} lijnen, {seconds:.2f} s; vanaf 5: {len(from_five)}, afgeschermd {weg}"
    )
    return seconds / len(counts)


def tel(mensen: int, delen: list[str]) -> Counter[Cel]:
    """Some gemeenten, leerbedrijven and parts are far larger than others."""
    rng, found = random.Random(24), Counter[Cel]()
    for _ in range(mensen):
        maand = rng.randrange(12)
        periods = ["jaar", f"k{maand // 3}", f"m{maand:02}"]
        parts = ["", delen[_scheef(rng, len(delen))]] if delen else [""]
        kolommen = [("", 0), *((f, _scheef(rng, count)) for f, count in FILTERS.items())]
        kolommen += [("met" if rng.random() < 0.5 / (n + 1) else "zonder", n) for n in range(DOELGROEPEN)]
        found.update((p, d, *kolom) for p in periods for d in parts for kolom in kolommen)
    return found


def _scheef(rng: random.Random, count: int) -> int:
    return rng.choices(range(count), [1 / (n + 1) for n in range(count)])[0]


def lijnen(delen: list[str]) -> Iterator[Lijn]:
    for kolom in KOLOMMEN:
        for d in ["", *delen]:
            yield Lijn(("jaar", d, *kolom), tuple((k, d, *kolom) for k in KWARTALEN))
            yield from (Lijn((k, d, *kolom), tuple((m, d, *kolom) for m in maanden)) for k, maanden in KWARTALEN.items())
        if delen:
            yield from (Lijn((p, "", *kolom), tuple((p, d, *kolom) for d in delen)) for p in PERIODEN)
    for p in PERIODEN:
        for d in ["", *delen]:
            yield from (Lijn((p, d, "", 0), tuple((p, d, f, n) for n in range(count))) for f, count in FILTERS.items())
            yield from (Lijn((p, d, "", 0), ((p, d, "met", n), (p, d, "zonder", n))) for n in range(DOELGROEPEN))


if __name__ == "__main__":
    main()
