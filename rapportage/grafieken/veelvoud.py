"""Small multiples: the same small columns for many regio's, all on one scale."""

from collections.abc import Iterator, Sequence

from rapportage.grafieken import zinnen
from rapportage.grafieken.gegevens import Punt, Reeks, alle, gelijke_labels, getal, getoond
from rapportage.grafieken.legenda import in_plaats_van
from rapportage.grafieken.tekening import Anchor, Grafiek, Line, Plaat, Rect, Shape, Tabel, Text, leeg, pct

BOVEN, HOOG, ONDER = 18, 56, 22  # px: above the highest column, the columns, the labels under them
STOMP, NUL = 12, 2  # px: of what is not shown, whatever it is; and of 0
VULT = 0.8  # of the place a label has, by its column


def klein_veelvoud(sleutel: str, titel: str, zin: str, reeksen: Sequence[Reeks], *, kop="Regio", leeg_tekst="") -> Grafiek:
    """
    One small chart of columns for every row, all on the same scale.

    :param kop: what the first column of the table is called.
    :raises ValueError: rows with different labels.
    """
    labels = gelijke_labels(reeksen)
    if not labels:
        return leeg(sleutel, titel, zin, leeg_tekst)
    highest = max(getoond(alle(reeksen)), default=0)
    platen = [_plaat(f"{sleutel}-{n}", reeks, highest) for n, reeks in enumerate(reeksen, start=1)]
    tabel = Tabel([(kop, ""), *((label, "") for label in labels)], [(r.naam, [p.tekst for p in r.punten]) for r in reeksen])
    return Grafiek(sleutel, titel, zin, tabel, platen, noot=_noot(reeksen, highest), veel=True)


def _noot(reeksen: Sequence[Reeks], highest: float) -> str:
    scale = [f"Alle grafieken hebben dezelfde schaal: van 0 tot {getal(highest, 2)}."] if highest else []
    hidden = in_plaats_van(alle(reeksen))
    return " ".join([*scale, *([f"Gearceerd is niet getoond: {hidden}."] if hidden else [])])


def _plaat(key: str, reeks: Reeks, highest: float) -> Plaat:
    base, points = BOVEN + HOOG, reeks.punten
    highs = [STOMP if punt.waarde is None else max(round(HOOG * punt.waarde / (highest or 1)), NUL) for punt in points]
    shapes: list[Shape] = [Line("nul", "0", "100%", base, base), *_kolommen(points, highs)]
    n = _met_tekst(points)
    x, anchor = _naast(n, len(points))
    shapes.append(Text("klein", x, base - highs[n] - 5, points[n].tekst, anchor))
    shapes.append(Text("klein", "0", base + 16, points[0].label))
    if len(points) > 1:
        shapes.append(Text("klein", "100%", base + 16, points[-1].label, "end"))
    return Plaat(key, reeks.naam, zinnen.uitschieters(points), base + ONDER, shapes)


def _kolommen(points: Sequence[Punt], highs: Sequence[int]) -> Iterator[Rect]:
    slot = 1 / len(points)
    for n, (punt, high) in enumerate(zip(points, highs, strict=True)):
        fill = "dicht" if punt.waarde is None else "1"
        x = slot * n + slot * (1 - VULT) / 2
        yield Rect(pct(x), BOVEN + HOOG - high, pct(slot * VULT), high, fill, f"{punt.label}: {punt.tekst}")


def _met_tekst(points: Sequence[Punt]) -> int:
    """Which column has its text above it: the highest that is shown, else the first."""
    values = [-1 if punt.waarde is None else punt.waarde for punt in points]
    return values.index(max(values))


def _naast(n: int, many: int) -> tuple[str, Anchor]:
    """Where a text stands above a column: near a side it begins or ends there, so that it stays within the drawing."""
    begin, end = n / many, (n + 1) / many
    if many > 1 and begin < 0.3:
        return pct(begin + (1 - VULT) / 2 / many), "start"
    if many > 1 and end > 0.7:
        return pct(end - (1 - VULT) / 2 / many), "end"
    return pct((begin + end) / 2), "middle"
