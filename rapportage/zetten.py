"""
Looks for another solution of a Stelsel: some counts one more, others one less, every line still right and every mark still true.

What is found is a proof: the counts before the zet cannot be told from those after it. That nothing is found proves nothing, since
for time only a few half-made zetten are kept.
"""

from collections.abc import Collection, Mapping
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
VEEL = 3_000  # keuze: groepen above which time counts for more than hiding little; one figure with one filter at a time has fewer
NOG = 6  # keuze: how many groepen longer a cheaper zet may be than the first one found
SCHEEF = 10  # keuze: what a line that is out by one is taken to cost before it is mended


def manieren(groepen: int) -> list[Manier]:
    """
    In which order to look.

    Somebody more fits nearly always, but every total must have room: for where the counts are as low as their marks allow.
    """
    breed, diep, erbij = (40, 48, 4) if groepen <= VEEL else (8, 24, 1)
    return [
        GRATIS,
        Manier(gratis=True, erbij=True, breedte=1, diepte=300),
        Manier(gratis=False, erbij=False, breedte=breed, diepte=diep),
        Manier(gratis=False, erbij=True, breedte=erbij, diepte=300),
    ]


class Half(NamedTuple):
    """:param scheef: by how much each line is out that does not add up. :param rest: these together, without signs."""

    zet: dict[int, int]
    scheef: dict[int, int]
    rest: int
    betaald: int


# Rang, number, rest and betaald as they will be, the half-made zet, groep, step. The best comes first, and no two are equal.
Stap = tuple[int, int, int, int, Half, int, int]


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
        self._kosten, self._in_vergelijking = stelsel.kosten, stelsel.in_vergelijking
        self._nr = count()
        self._gezien: set[frozenset[tuple[int, int]]] = set()

    def zoek(self) -> Zet | None:
        begin = Half({}, {}, 0, 0)
        for n in self.groepen:
            for stap in (1, -1):
                self._bedenk(begin, n, stap)
        for diepte in range(self.manier.diepte):
            if not self.stappen or (self.gevonden and diepte > len(self.gevonden) + NOG):
                break
            beste, self.stappen = sorted(self.stappen)[: self.manier.breedte], []
            for volgende in beste:
                self._zet(volgende)
        return self.gevonden

    def _bedenk(self, na: Half, n: int, stap: int) -> None:
        betaald = na.betaald + self._kosten[stap][n]
        if betaald > self.hoogstens or (stap < 0 and self.manier.erbij):
            return
        rest, uit = na.rest, na.scheef.get
        for nr, keer in self._in_vergelijking[n]:
            was = uit(nr, 0)
            rest += abs(was + keer * stap) - abs(was)
        self.stappen.append((betaald + SCHEEF * rest, next(self._nr), rest, betaald, na, n, stap))

    def _zet(self, gekozen: Stap) -> None:
        _, _, rest, betaald, na, n, stap = gekozen
        zet = {**na.zet, n: stap}
        key = frozenset(zet.items())
        if key in self._gezien or betaald > self.hoogstens:
            return
        self._gezien.add(key)
        if rest:
            self._verder(Half(zet, self._scheef(na.scheef, n, stap), rest, betaald))
        elif sum(zet.get(groep, 0) for groep in self.groepen):
            self.gevonden, self.hoogstens = zet, betaald - 1

    def _scheef(self, before: Mapping[int, int], n: int, stap: int) -> dict[int, int]:
        scheef = dict(before)
        for nr, keer in self._in_vergelijking[n]:
            uit = scheef.pop(nr, 0) + keer * stap
            if uit:
                scheef[nr] = uit
        return scheef

    def _verder(self, half: Half) -> None:
        """One line is mended at a time: some groep in it must still move, so no zet is missed by leaving the others for later."""
        nr = min(half.scheef, key=self._eerst.__getitem__)
        naar = -1 if half.scheef[nr] > 0 else 1
        for n, keer in self.stelsel.vergelijkingen[nr]:
            if n not in half.zet:
                self._bedenk(half, n, naar if keer > 0 else -naar)
