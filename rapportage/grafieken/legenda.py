"""What a surface stands for, under the drawing."""

from collections.abc import Iterable, Sequence

from rapportage.grafieken.gegevens import Punt, verborgen
from rapportage.grafieken.letters import REGEL, regels
from rapportage.grafieken.tekening import Rect, Shape, Text

STAAL, IN = 14, 22  # px: a piece of the surface, and where the words begin


def legenda(entries: Sequence[tuple[str, str]], y: int, *, width: float) -> tuple[list[Shape], int]:
    """
    :param entries: of each the surface and what it stands for.
    :param y: the top of the first. :param width: px there are on a phone.
    :returns: what to draw, and how many pixels it takes.
    """
    shapes: list[Shape] = []
    top = y
    for fill, tekst in entries:
        lines = regels(tekst, width - IN, "klein")
        shapes.append(Rect("0", top, str(STAAL), STAAL, fill))
        shapes += [Text("klein", "0", top + 12 + 17 * n, line, dx=IN, hint=tekst) for n, line in enumerate(lines)]
        top += 17 * (len(lines) - 1) + REGEL + 3
    return shapes, top - y


def gearceerd(punten: Iterable[Punt]) -> list[tuple[str, str]]:
    """What the hatched stubs are; nothing where there are none."""
    texts = in_plaats_van(punten)
    return [("dicht", f"Niet getoond: {texts}")] if texts else []


def in_plaats_van(punten: Iterable[Punt]) -> str:
    """What stands there for what is not shown: "< 5 of afgeschermd"."""
    return " of ".join(dict.fromkeys(punt.tekst for punt in verborgen(punten)))
