"""
Looks for another solution of a Stelsel: some counts one more, others one less, every line still right and every mark still true.

What is found is a proof: the counts before the zet cannot be told from those after it. That nothing is found proves nothing, since
for time only a few half-made zetten are kept.
"""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from rapportage.stelsel import KAN_NIET, Stelsel, Zet


@dataclass(frozen=True)
class Manier:
    """
    All of it keuze.

    :param gratis: nothing more may be hidden for it. :param erbij: only by somebody more: no count goes down.
    :param breedte: half-made zetten that are kept. :param diepte: groepen in a zet at most.
    """

    gratis: bool
    erbij: bool
    breedte: int
    diepte: int


GRATIS = Manier(gratis=True, erbij=False, breedte=3, diepte=14)
# Somebody more fits nearly always, but every total must have room: for where the counts are as low as their marks allow.
MANIEREN = [
    GRATIS,
    Manier(gratis=True, erbij=True, breedte=1, diepte=300),
    Manier(gratis=False, erbij=False, breedte=40, diepte=24),
    Manier(gratis=False, erbij=True, breedte=4, diepte=300),
]
SCHEEF = 10  # keuze: what a line that is out by one is taken to cost before it is mended


class Half(NamedTuple):
    """:param scheef: by how much each line is out that does not add up. :param rest: these together, without signs."""

    zet: dict[int, int]
    scheef: dict[int, int]
    rest: int
    betaald: int


class Stap(NamedTuple):
    """A half-made zet and what would be moved next; the best comes first, and none is equal to another."""

    rang: int
    nr: int
    rest: int
    betaald: int
    na: Half
    n: int
    stap: int


def zoek(stelsel: Stelsel, groepen: Collection[int], manier: Manier) -> Zet | None:
    """The cheapest zet it comes across that changes the sum of these groepen."""
    return _Zoektocht(stelsel, groepen, manier).zoek()


class _Zoektocht:
    def __init__(self, stelsel: Stelsel, groepen: Collection[int], manier: Manier) -> None:
        self.stelsel, self.groepen, self.manier = stelsel, groepen, manier
        self.hoogstens = 0 if manier.gratis else KAN_NIET - 1
        self.gevonden: Zet | None = None
        self.stappen: list[Stap] = []
        # The line with the fewest ways out; for somebody more the smallest counts, so that totals follow their details.
        self._eerst = stelsel.klein_voor_groot if manier.erbij else stelsel.kort_voor_lang
        self._nr = count()
        self._gezien: set[frozenset[tuple[int, int]]] = set()

    def zoek(self) -> Zet | None:
        begin = Half({}, {}, 0, 0)
        for n in self.groepen:
            for stap in (1, -1):
                self._bedenk(begin, n, stap)
        for _ in range(self.manier.diepte):
            if not self.stappen or (self.gevonden and self.manier.gratis):
                break
            beste, self.stappen = sorted(self.stappen)[: self.manier.breedte], []
            for volgende in beste:
                self._zet(volgende)
        return self.gevonden

    def _bedenk(self, na: Half, n: int, stap: int) -> None:
        betaald = na.betaald + self.stelsel.kosten[stap][n]
        if betaald > self.hoogstens or (stap < 0 and self.manier.erbij):
            return
        rest, scheef = na.rest, na.scheef
        for nr, keer in self.stelsel.in_vergelijking[n]:
            was = scheef.get(nr, 0)
            rest += abs(was + keer * stap) - abs(was)
        self.stappen.append(Stap(betaald + SCHEEF * rest, next(self._nr), rest, betaald, na, n, stap))

    def _zet(self, stap: Stap) -> None:
        zet = {**stap.na.zet, stap.n: stap.stap}
        key = frozenset(zet.items())
        if key in self._gezien or stap.betaald > self.hoogstens:
            return
        self._gezien.add(key)
        if stap.rest:
            self._verder(Half(zet, self._scheef(stap), stap.rest, stap.betaald))
        elif sum(zet.get(n, 0) for n in self.groepen):
            self.gevonden, self.hoogstens = zet, stap.betaald - 1

    def _scheef(self, stap: Stap) -> dict[int, int]:
        scheef = dict(stap.na.scheef)
        for nr, keer in self.stelsel.in_vergelijking[stap.n]:
            scheef[nr] = scheef.get(nr, 0) + keer * stap.stap
        return {nr: uit for nr, uit in scheef.items() if uit}

    def _verder(self, half: Half) -> None:
        """One line is mended at a time: some groep in it must still move, so no zet is missed by leaving the others for later."""
        nr = min(half.scheef, key=self._eerst.__getitem__)
        naar = -1 if half.scheef[nr] > 0 else 1
        for n, keer in self.stelsel.vergelijkingen[nr]:
            if n not in half.zet:
                self._bedenk(half, n, naar if keer > 0 else -naar)
