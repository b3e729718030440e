"""Columns over time: one period, or two beside each other."""

from collections.abc import Iterator, Sequence
from math import ceil

from rapportage.grafieken import zinnen
from rapportage.grafieken.gegevens import Punt, Reeks, alle, gelijke_labels, getal, getoond, verdeling_van_as
from rapportage.grafieken.legenda import gearceerd, legenda
from rapportage.grafieken.letters import RUIM, SMAL, px
from rapportage.grafieken.tekening import Grafiek, Line, Plaat, Rect, Shape, Text, When, leeg, pct, tabel_van

BOVEN, HOOG, ONDER = 18, 160, 26  # px: above the highest column, the columns, the labels under them
AS = 44  # px beside it, for the numbers of the axis
STOMP, NUL = 14, 2  # px: of what is not shown, whatever it is; and of 0
VULT, BREEDST = 0.8, 0.24  # of the place a label has, by its columns; and of the whole at most
REEKSEN = ["1", "toen"]


def kolommen(sleutel: str, titel: str, zin: str, reeksen: Sequence[Reeks], *, kop="Periode", eenheid="", leeg_tekst="") -> Grafiek:
    """
    Columns of one row of points, or of two to compare: now first, then the period before.

    :param kop: what the first column of the table is called. :param eenheid: behind the numbers of the axis: "%".
    :raises ValueError: more than two rows, or rows with different labels.
    """
    if len(reeksen) > len(REEKSEN):
        raise ValueError("een grafiek met kolommen vergelijkt hoogstens twee reeksen")
    labels = gelijke_labels(reeksen)
    if not labels:
        return leeg(sleutel, titel, zin, leeg_tekst)
    bottom = BOVEN + HOOG + ONDER + 4
    key, height = legenda(_uitleg(reeksen), bottom, width=SMAL - AS)
    shapes = [*_as(reeksen, eenheid), *_kolommen(reeksen), *_onder(labels), *key]
    plaat = Plaat(sleutel, titel, zinnen.per_reeks(reeksen), bottom + height, shapes, marge="as")
    return Grafiek(sleutel, titel, zin, tabel_van(kop, reeksen), [plaat])


def _uitleg(reeksen: Sequence[Reeks]) -> list[tuple[str, str]]:
    """The legend: of two rows which is which, and what the hatched stubs are."""
    names = [(fill, reeks.naam) for fill, reeks in zip(REEKSEN, reeksen, strict=False)] if len(reeksen) > 1 else []
    return names + gearceerd(alle(reeksen))


def _as(reeksen: Sequence[Reeks], eenheid: str) -> Iterator[Shape]:
    steps = verdeling_van_as(getoond(alle(reeksen)))
    for step in steps:
        y = BOVEN + HOOG - _hoog(step, steps[-1])
        yield Line("raster" if step else "nul", "0", "100%", y, y)
        yield Text("klein", "0", y + 4, f"{getal(step, 2)} {eenheid}".strip(), anchor="end", dx=-8)


def _hoog(value: float, highest: float) -> int:
    return round(HOOG * value / highest) if highest else 0


def _kolommen(reeksen: Sequence[Reeks]) -> Iterator[Shape]:
    highest = verdeling_van_as(getoond(alle(reeksen)))[-1]
    slot = 1 / len(reeksen[0].punten)
    together = min(slot * VULT, BREEDST)
    width = together / len(reeksen)
    whens = _teksten_passen(reeksen, width)
    for number, reeks in enumerate(reeksen):
        for n, punt in enumerate(reeks.punten):
            x = slot * (n + 0.5) - together / 2 + width * number
            name = f"{punt.label}, {reeks.naam}" if len(reeksen) > 1 else punt.label
            yield from _kolom(punt, x, width, _hoog(punt.waarde or 0, highest), REEKSEN[number], name, whens[punt.waarde is None])


def _kolom(punt: Punt, x: float, width: float, high: int, fill: str, name: str, when: When | None) -> Iterator[Shape]:
    """:param when: where its text is drawn; None where it does not fit."""
    high, fill = (STOMP, "dicht") if punt.waarde is None else (max(high, NUL), fill)
    top = BOVEN + HOOG - high
    yield Rect(pct(x), top, pct(width), high, fill, f"{name}: {punt.tekst}")
    if when is not None:
        yield Text("klein", pct(x + width / 2), top - 6, punt.tekst, anchor="middle", when=when)


def _teksten_passen(reeksen: Sequence[Reeks], width: float) -> dict[bool, When | None]:
    """Where the texts above the columns fit: of what is shown (False) and of what is hidden (True), all of them or none."""
    points = alle(reeksen)
    most = {hidden: max((px(p.tekst) for p in points if (p.waarde is None) == hidden), default=0.0) for hidden in (False, True)}
    return {hidden: _vanaf(wide + 2, width) for hidden, wide in most.items()}


def _vanaf(wide: float, share: float) -> When | None:
    if wide <= (SMAL - AS) * share:
        return ""
    return "ruim" if wide <= (RUIM - AS) * share else None


def _onder(labels: Sequence[str]) -> Iterator[Shape]:
    """The labels under the columns; where they do not all fit, every second or third."""
    wide = max(px(label) for label in labels) + 6
    slot = 1 / len(labels)
    narrow, ample = (ceil(wide / ((room - AS) * slot)) for room in (SMAL, RUIM))
    for n, label in enumerate(labels):
        for when in _wanneer(smal=n % narrow == 0, ruim=n % ample == 0):
            yield Text("klein", pct(slot * (n + 0.5)), BOVEN + HOOG + 18, label, anchor="middle", when=when)


def _wanneer(*, smal: bool, ruim: bool) -> list[When]:
    if smal and ruim:
        return [""]
    return ["smal"] if smal else ["ruim"] if ruim else []
