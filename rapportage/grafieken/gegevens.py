"""What a chart is made from: points, rows of points, and the scale that those who are shown need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10


@dataclass(frozen=True)
class Punt:
    """
    One figure.

    :param waarde: None when it is masked or unknown.
    :param tekst: what stands beside it, with its unit: "12", "< 5", "34 %", "9 dagen".
    :raises ValueError: a value below 0, or none at all (infinite, not a number).
    """

    label: str
    waarde: float | None
    tekst: str

    def __post_init__(self) -> None:
        if self.waarde is not None and not (isfinite(self.waarde) and self.waarde >= 0):
            raise ValueError(f"geen waarde voor een grafiek: {self.waarde}")


@dataclass(frozen=True)
class Reeks:
    """
    Points that belong together: a year, a cohort, a regio.

    :param noot: what stands beside the name: "n = 42, 88 % bekend".
    """

    naam: str
    punten: Sequence[Punt]
    noot: str = ""


def getoond(punten: Iterable[Punt]) -> list[float]:
    """The values that may shape the drawing; nothing else does."""
    return [punt.waarde for punt in punten if punt.waarde is not None]


def verborgen(punten: Iterable[Punt]) -> list[Punt]:
    return [punt for punt in punten if punt.waarde is None]


def alle(reeksen: Iterable[Reeks]) -> list[Punt]:
    return [punt for reeks in reeksen for punt in reeks.punten]


def gelijke_labels(reeksen: Sequence[Reeks]) -> list[str]:
    """
    The labels that all rows share.

    :raises ValueError: a row has others, or has them in another order.
    """
    labels = [punt.label for punt in reeksen[0].punten] if reeksen else []
    if any([punt.label for punt in reeks.punten] != labels for reeks in reeksen):
        raise ValueError("de reeksen van een grafiek hebben niet dezelfde labels")
    return labels


def verdeling_van_as(waarden: Sequence[float]) -> list[float]:
    """
    Where the lines of an axis stand: from 0 to the highest or just above, in steps of 1, 2 or 5 times a power of ten.

    >>> verdeling_van_as([3, 34])
    [0, 10, 20, 30, 40]
    """
    highest = max(waarden, default=0)
    if highest <= 0:
        return [0]
    rough = highest / 4
    power = 10 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    if all(float(value).is_integer() for value in waarden):
        step = max(step, 1)
    return [round(step * number, 10) for number in range(ceil(highest / step) + 1)]


def getal(waarde: float, decimalen: int = 0) -> str:
    """
    A number as it is written in Dutch; zeros behind the comma are left out.

    >>> getal(1234.5, 1)
    '1.234,5'
    """
    whole, _, rest = f"{waarde:,.{decimalen}f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")
