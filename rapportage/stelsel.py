"""Counts that must add up, as equations between numbers: what is hidden of them, and what hiding more costs."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

Cel = Hashable
Zet = Mapping[int, int]  # groep -> how much it goes up; another solution of the equations, told as the difference

GETOOND_VANAF = 5  # domein §11
VERZWIJGEN = 1_000  # keuze: of a "< 5" also that it is below 5; dearer than a detail, cheaper than a total of the whole regio
KAN_NIET = 10**12


@dataclass(frozen=True)
class Lijn:
    """The people of `som` are those of `delen`, and nobody is in two of them."""

    som: Cel
    delen: tuple[Cel, ...]


class Groepen:
    """
    Cells that are equal because all that stands beside them in a line is 0 make one groep; a cell of 0 is in none.

    Since 0 is never hidden, everybody can work these out. Not so where a cell is not published: there somebody is taken to know
    more than they do, and who is kept from the rest knowing that is also kept from it without.
    """

    def __init__(self, aantallen: Mapping[Cel, int], lijnen: Iterable[Lijn]) -> None:
        """:raises ValueError: a count below 0, a line with an unknown cell or with one twice, or one that does not add up."""
        if any(aantal < 0 for aantal in aantallen.values()):
            raise ValueError("A count is below 0.")
        self._gelijk_aan: dict[Cel, Cel] = {}
        self.lijnen = [lijn for lijn in (_zonder_nullen(lijn, aantallen) for lijn in lijnen) if lijn.delen]
        while self._voeg_samen():
            pass

    def naam(self, cel: Cel) -> Cel:
        """The cell that stands for all that are equal to this one."""
        while cel in self._gelijk_aan:
            cel = self._gelijk_aan[cel]
        return cel

    def _voeg_samen(self) -> bool:
        """Totals of the same delen are equal; a total of one deel is that deel."""
        som_van: dict[frozenset[tuple[Cel, int]], Cel] = {}
        before = len(self._gelijk_aan)
        for lijn in self.lijnen:
            delen = frozenset(Counter(map(self.naam, lijn.delen)).items())
            ander = lijn.delen[0] if len(lijn.delen) == 1 else som_van.setdefault(delen, lijn.som)
            som, ander = self.naam(lijn.som), self.naam(ander)
            if som != ander:
                self._gelijk_aan[som] = ander
        return len(self._gelijk_aan) > before


def _zonder_nullen(lijn: Lijn, aantallen: Mapping[Cel, int]) -> Lijn:
    if lijn.som not in aantallen or any(deel not in aantallen for deel in lijn.delen):
        raise ValueError("A line has a cell without a count.")
    if len({lijn.som, *lijn.delen}) != len(lijn.delen) + 1:
        raise ValueError("A line has the same cell twice.")
    if aantallen[lijn.som] != sum(aantallen[deel] for deel in lijn.delen):
        raise ValueError("A line does not add up.")
    return Lijn(lijn.som, tuple(deel for deel in lijn.delen if aantallen[deel]))


class Stelsel:
    """
    The groepen by number and the lines between them; at first only what is 1-4 is hidden.

    The numbers follow from the cells and not from the order in which they came: who asks the same twice sees the same hidden.

    :ivar vergelijkingen: each is pairs of groep and how often it counts, which together make 0.
    :ivar in_vergelijking: of each groep, in which of them it counts and how often.
    :ivar kort_voor_lang: of each vergelijking, its place in this order; `klein_voor_groot` likewise, by its largest count.
    :ivar kosten: by step up or down, what must be paid before the groep may take it.
    :ivar ruim: of these is no longer told that they are below 5.
    """

    def __init__(self, aantallen: Mapping[Cel, int], lijnen: Iterable[Lijn], ongetoond: Collection[Cel]) -> None:
        groepen = Groepen(aantallen, lijnen)
        self.cellen = _per_groep(aantallen, groepen)
        self.waarde = [aantallen[cellen[0]] for cellen in self.cellen]
        self.klein = [waarde < GETOOND_VANAF for waarde in self.waarde]
        self.ongetoond = [all(cel in ongetoond for cel in cellen) for cellen in self.cellen]
        self.verborgen = {n for n, klein in enumerate(self.klein) if klein}
        self.ruim: set[int] = set()
        nummer = {cel: n for n, cellen in enumerate(self.cellen) for cel in cellen}
        self.vergelijkingen = sorted({regel for lijn in groepen.lijnen if (regel := _vergelijking(lijn, nummer))})
        self.in_vergelijking = self._in_vergelijking()
        self.kort_voor_lang = _rangen([len(regel) for regel in self.vergelijkingen])
        self.klein_voor_groot = _rangen([max(self.waarde[n] for n, _ in regel) for regel in self.vergelijkingen])
        self._prijs = self._prijzen(Counter(lijn.som for lijn in groepen.lijnen), ongetoond)
        self.kosten = {stap: [self._kosten(n, stap) for n in range(len(self.cellen))] for stap in (1, -1)}

    def _in_vergelijking(self) -> list[list[tuple[int, int]]]:
        found: list[list[tuple[int, int]]] = [[] for _ in self.cellen]
        for nr, regel in enumerate(self.vergelijkingen):
            for n, keer in regel:
                found[n].append((nr, keer))
        return found

    def _prijzen(self, als_som: Counter[Cel], ongetoond: Collection[Cel]) -> list[int]:
        """What hiding costs (keuze): more for many people, and far more for what is the total of many lines."""
        return [
            sum(waarde.bit_length() * (1 + als_som[cel]) ** 2 for cel in cellen if cel not in ongetoond)
            for cellen, waarde in zip(self.cellen, self.waarde, strict=True)
        ]

    def _kosten(self, n: int, stap: int) -> int:
        naar = self.waarde[n] + stap
        if self.ongetoond[n]:
            return 0
        if self.klein[n]:
            return KAN_NIET if naar == 0 else VERZWIJGEN if naar == GETOOND_VANAF and n not in self.ruim else 0
        return KAN_NIET if naar < GETOOND_VANAF else 0 if n in self.verborgen else self._prijs[n]

    def verberg(self, n: int, *, ruim: bool = False) -> None:
        """:param ruim: also that it is below 5."""
        self.verborgen.add(n)
        if ruim:
            self.ruim.add(n)
        for stap, kosten in self.kosten.items():
            kosten[n] = self._kosten(n, stap)

    def maak_mogelijk(self, zet: Zet) -> None:
        """Hide what stands in the way of this zet."""
        for n, stap in zet.items():
            if self.kosten[stap][n]:
                self.verberg(n, ruim=self.klein[n])

    def samenhang(self, groepen: Iterable[int]) -> Iterator[int]:
        """These, and all that are tied to them by lines."""
        todo = list(groepen)
        seen = set(todo)
        while todo:
            yield (n := todo.pop())
            near = {m for nr, _ in self.in_vergelijking[n] for m, _ in self.vergelijkingen[nr]} - seen
            seen |= near
            todo += sorted(near)


def _per_groep(aantallen: Mapping[Cel, int], groepen: Groepen) -> list[list[Cel]]:
    found = defaultdict(list)
    for cel in sorted((cel for cel, aantal in aantallen.items() if aantal), key=repr):
        found[groepen.naam(cel)].append(cel)
    return list(found.values())


def _vergelijking(lijn: Lijn, nummer: Mapping[Cel, int]) -> tuple[tuple[int, int], ...]:
    keer = Counter(nummer[deel] for deel in lijn.delen)
    keer[nummer[lijn.som]] -= 1
    return tuple(sorted((n, k) for n, k in keer.items() if k))


def _rangen(maten: list[int]) -> list[int]:
    place = {nr: rang for rang, nr in enumerate(sorted(range(len(maten)), key=maten.__getitem__))}
    return [place[nr] for nr in range(len(maten))]
