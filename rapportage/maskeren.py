"""
Which counts are hidden, so that what is shown gives away no count of 1-4 (domein §11, vertrouwen M09).

Safe means: whoever knows all questions, all lines and all marks still sees at least two possible values for each hidden count of
1-4, and for each handful of them that make 1-4 together. A shown total less shown delen is such a handful, so every difference of
what is shown is 0, or 5 and more, or not to be worked out. Of each a second solution is kept as proof (`zetten.py`); what cannot be
proved safe is hidden further, so it may hide more than is needed and never less. More so in a very large table (`zetten.VEEL`).

Not kept from: who compares what was shown on two days, or who reasons back from why a count was hidden.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from rapportage.stelsel import GETOOND_VANAF, Cel, Lijn, Stelsel, Zet
from rapportage.zetten import GRATIS, manieren, zoek

__all__ = ["Cel", "Lijn", "Reden", "verborgen"]


class Reden(StrEnum):
    KLEIN = "klein"  # 1-4, shown as "< 5"
    AFGELEID = "afgeleid"  # shown as "afgeschermd": 5 or more; or 1-4 where "< 5" would give a count away


def verborgen(
    aantallen: Mapping[Cel, int], lijnen: Iterable[Lijn], *, ongetoond: Collection[Cel] = frozenset()
) -> dict[Cel, Reden]:
    """
    What is hidden, and how it is marked; the same counts give the same answer in whatever order they come.

    Four cells "< 5" in a total "< 5" can only be 1, 1, 1, 1 and 4, since 0 is shown: then the total becomes AFGELEID.

    :param aantallen: of one figure; what shares no line with it is best asked apart, since more time is taken for a small table.
    :param ongetoond: cells that are never shown, and yet to be kept from being worked out; they are not in the answer.
    :raises ValueError: a count below 0, a line with an unknown cell or with one twice, or one that does not add up.
    """
    stelsel = Stelsel(aantallen, lijnen, frozenset(ongetoond))
    _bescherm(stelsel)
    return {
        cel: Reden.KLEIN if stelsel.klein[n] and n not in stelsel.ruim else Reden.AFGELEID
        for n, cellen in enumerate(stelsel.cellen)
        for cel in cellen
        if n in stelsel.verborgen and cel not in ongetoond
    }


def _bescherm(stelsel: Stelsel) -> None:
    """First what needs no more hidden: each zet found is one to build on."""
    bewijs = Bewijs(stelsel)
    kleine = [n for n, klein in enumerate(stelsel.klein) if klein]
    for n in kleine:
        if not bewijs.zetten_van[n] and (zet := zoek(stelsel, (n,), GRATIS)):
            bewijs.onthoud(zet)
    for n in kleine:
        while vast := bewijs.vaste_som((n,), GETOOND_VANAF - 1 - stelsel.waarde[n]):
            bewijs.onthoud(_maak_los(stelsel, vast))


def _maak_los(stelsel: Stelsel, vast: Collection[int]) -> Zet:
    """A zet that changes the sum of these groepen, with hidden what it needs."""
    zet = next((zet for manier in manieren(len(stelsel.cellen)) if (zet := zoek(stelsel, vast, manier))), None)
    if zet is None:
        return _verberg_alles(stelsel, vast)
    stelsel.maak_mogelijk(zet)
    return zet


def _verberg_alles(stelsel: Stelsel, groepen: Collection[int]) -> Zet:
    """The last resort, which never fails: with no count shown nor bounded above, twice as many of all is a solution as well."""
    alles = sorted(stelsel.samenhang(groepen))
    for n in alles:
        stelsel.verberg(n, ruim=stelsel.klein[n])
    return {n: stelsel.waarde[n] for n in alles}


class Bewijs:
    """The zetten found so far. They stay possible, since nothing that was hidden is shown again."""

    def __init__(self, stelsel: Stelsel) -> None:
        self.stelsel = stelsel
        self.zetten_van: dict[int, list[Zet]] = defaultdict(list)

    def onthoud(self, zet: Zet) -> None:
        for n in zet:
            if self.stelsel.klein[n]:
                self.zetten_van[n].append(zet)

    def vaste_som(self, groepen: tuple[int, ...], over: int) -> tuple[int, ...] | None:
        """
        These groepen, with others that make at most `over`, whose sum no zet changes; None: there are none.

        Of a zet that does change the sum, one of the others must undo that; only those are tried.
        """
        minste: list[int] | None = None
        for zet in (zet for n in groepen for zet in self.zetten_van[n]):
            if som := sum(zet.get(n, 0) for n in groepen):
                tegen = [n for n, stap in zet.items() if stap * som < 0 and self._past(n, groepen, over)]
                minste = tegen if minste is None or len(tegen) < len(minste) else minste
                if not minste:
                    return None
        if minste is None:
            return groepen
        with_one_more = (self.vaste_som((*groepen, n), over - self.stelsel.waarde[n]) for n in minste)
        return next((found for found in with_one_more if found), None)

    def _past(self, n: int, groepen: tuple[int, ...], over: int) -> bool:
        return self.stelsel.klein[n] and self.stelsel.waarde[n] <= over and n not in groepen
