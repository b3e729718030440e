"""
Who knows everything about the masking but the hidden counts, and tries every number in their place.

Written apart from `rapportage.maskeren` on purpose, and knowing a little more: that a count marked AFGELEID is 5 or more where it
is, and that none is more than twice what it is. So who is kept out here is kept out.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations

from rapportage.maskeren import Cel, Lijn, Reden

Grenzen = dict[Cel, tuple[int, int]]


def wat_gezien_wordt(aantallen: Mapping[Cel, int], gemerkt: Mapping[Cel, Reden], ongetoond: Iterable[Cel]) -> Grenzen:
    """Of each cell the least and the most it can be."""
    nooit = set(ongetoond)
    return {cel: _grens(aantal, gemerkt.get(cel), cel in nooit) for cel, aantal in aantallen.items()}


def _grens(aantal: int, reden: Reden | None, nooit: bool) -> tuple[int, int]:
    if nooit:
        return 0, max(2 * aantal, 4)
    if reden is None:
        return aantal, aantal
    if reden == Reden.KLEIN:
        return 1, 4
    return (5 if aantal >= 5 else 1), max(2 * aantal, 6)


class Aanvaller:
    """:param lijnen: as (som, delen)."""

    def __init__(self, grenzen: Grenzen, lijnen: Iterable[Lijn]) -> None:
        self.grenzen = grenzen
        self.lijnen = [(lijn.som, lijn.delen) for lijn in lijnen]

    def weet(self, cellen: Iterable[Cel], aantal: int) -> bool:
        """Whether no solution gives these cells together another number than this."""
        together = tuple(cellen)
        most = sum(self.grenzen[cel][1] for cel in together)
        return not any(
            self._kan({**self.grenzen, "samen": grens}, [*self.lijnen, ("samen", together)])
            for grens in ((aantal + 1, most), (0, aantal - 1))
        )

    def _kan(self, grenzen: Grenzen, lijnen: list[tuple[Cel, tuple[Cel, ...]]]) -> bool:
        """Whether there is any solution: every number of one cell, then of the next."""
        found = _versmal(grenzen, lijnen)
        if found is None:
            return False
        open_cells = [cel for cel, (low, high) in found.items() if low < high]
        if not open_cells:
            return True
        cel = min(open_cells, key=lambda cel: found[cel][1] - found[cel][0])
        low, high = found[cel]
        return any(self._kan({**found, cel: (value, value)}, lijnen) for value in range(low, high + 1))


def _versmal(grenzen: Grenzen, lijnen: list[tuple[Cel, tuple[Cel, ...]]]) -> Grenzen | None:
    """What the lines leave of the bounds; None: nothing."""
    found = dict(grenzen)
    changed = True
    while changed:
        changed = False
        for som, delen in lijnen:
            least, most = sum(found[d][0] for d in delen), sum(found[d][1] for d in delen)
            new = {som: (least, most)} | {
                d: (found[som][0] - most + found[d][1], found[som][1] - least + found[d][0]) for d in delen
            }
            for cel, (low, high) in new.items():
                before = found[cel]
                found[cel] = max(before[0], low), min(before[1], high)
                changed |= found[cel] != before
                if found[cel][0] > found[cel][1]:
                    return None
    return found


def lekken(
    aantallen: Mapping[Cel, int], lijnen: Iterable[Lijn], gemerkt: Mapping[Cel, Reden], ongetoond: Iterable[Cel] = ()
) -> list[tuple[Cel, ...]]:
    """The cells of 1-4, and the two or three delen of one line that make 1-4 together, that the attacker can count."""
    regels = list(lijnen)
    aanvaller = Aanvaller(wat_gezien_wordt(aantallen, gemerkt, ongetoond), regels)
    groups: dict[tuple[Cel, ...], None] = {(cel,): None for cel in aantallen}
    for lijn in regels:
        filled = [deel for deel in lijn.delen if aantallen[deel]]
        groups |= dict.fromkeys(group for size in (2, 3) for group in combinations(filled, size))
    small = [(group, together) for group in groups if 0 < (together := sum(aantallen[cel] for cel in group)) < 5]
    return [group for group, together in small if aanvaller.weet(group, together)]
