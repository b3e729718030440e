"""
What a drawing consists of. It has no viewBox: across it goes in shares of the width there is, downwards in pixels, and letters keep
their size. So one drawing serves a phone, a wide screen and a sheet of paper.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from rapportage.grafieken.gegevens import Reeks
from rapportage.grafieken.vulling import VULLINGEN, Vulling

Kind = Literal["label", "waarde", "klein"]
Anchor = Literal["start", "middle", "end"]
When = Literal["", "smal", "ruim"]  # drawn always, only below the width of `RUIM`, or only from there on


LETTER: dict[Kind, int] = {"label": 15, "waarde": 15, "klein": 13}  # px


@dataclass(frozen=True)
class Rect:
    """:param hint: what a mouse is told that rests on it."""

    soort: ClassVar = "rect"
    x: str
    y: int
    width: str
    height: int
    fill: str
    hint: str = ""

    @property
    def vulling(self) -> Vulling:
        return VULLINGEN[self.fill]


@dataclass(frozen=True)
class Line:
    """:param kind: "raster", "nul" (where the columns stand) or "spleet" (white, between two parts)."""

    soort: ClassVar = "line"
    kind: str
    x1: str
    x2: str
    y1: int
    y2: int


@dataclass(frozen=True)
class Text:
    """:param y: of the line the letters stand on. :param hint: the whole, where `tekst` is a part."""

    soort: ClassVar = "text"
    kind: Kind
    x: str
    y: int
    tekst: str
    anchor: Anchor = "start"
    dx: int = 0
    when: When = ""
    hint: str = ""

    @property
    def size(self) -> int:
        return LETTER[self.kind]


Shape = Rect | Line | Text


@dataclass(frozen=True)
class Plaat:
    """
    One <svg>.

    :param marge: the room beside it, by the name of its class in grafiek.css, where values or an axis stand.
    """

    sleutel: str
    titel: str
    omschrijving: str
    height: int
    shapes: Sequence[Shape]
    marge: str = ""

    @property
    def vullingen(self) -> list[Vulling]:
        """The patterns this drawing uses."""
        used = {shape.fill for shape in self.shapes if isinstance(shape, Rect)}
        return [VULLINGEN[name] for name in sorted(used) if VULLINGEN[name].marks]


@dataclass(frozen=True)
class Tabel:
    """:param koppen: of every column its name and what stands under it. :param rijen: of every row its name and its texts."""

    koppen: Sequence[tuple[str, str]]
    rijen: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True)
class Grafiek:
    """
    A chart with its table.

    :param platen: its drawings: one, or with `veel` a small one for every row.
    :param leeg: what is said instead when there is nothing to draw.
    :raises ValueError: a key that cannot be part of an id.
    """

    sleutel: str
    titel: str
    zin: str
    tabel: Tabel
    platen: Sequence[Plaat] = field(default=())
    noot: str = ""
    leeg: str = ""
    veel: bool = False

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.sleutel):
            raise ValueError(f"geen sleutel voor een grafiek: {self.sleutel}")


def pct(share: float) -> str:
    """A share (0 to 1) of the width."""
    return f"{round(share * 100, 3):g}%"


def tabel_van(kop: str, reeksen: Sequence[Reeks]) -> Tabel:
    """A line for every label, a column for every row of points. :param kop: what the first column is called."""
    rows = [(punt.label, [reeks.punten[n].tekst for reeks in reeksen]) for n, punt in enumerate(reeksen[0].punten)]
    return Tabel([(kop, ""), *((reeks.naam, reeks.noot) for reeks in reeksen)], rows)


def leeg(sleutel: str, titel: str, zin: str, tekst: str) -> Grafiek:
    return Grafiek(sleutel, titel, zin, Tabel((), ()), leeg=tekst or "Er zijn over deze periode nog geen gegevens.")
