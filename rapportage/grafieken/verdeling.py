"""A bar that is divided into shares, or several to compare: letters lead from each part to its name."""

from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from rapportage.grafieken import zinnen
from rapportage.grafieken.gegevens import Reeks, alle, gelijke_labels, getoond
from rapportage.grafieken.legenda import gearceerd, legenda
from rapportage.grafieken.letters import REGEL, RUIM, SMAL, afgekapt, passend, px
from rapportage.grafieken.tekening import Grafiek, Line, Plaat, Rect, Shape, Text, leeg, pct, tabel_van
from rapportage.grafieken.vulling import DELEN

DIK, TUSSEN = 26, 18  # px: a bar, and the white below its letters
STOMP = 0.07  # of the width: of what is not shown, whatever it is


def verdeling(sleutel: str, titel: str, zin: str, reeksen: Sequence[Reeks], *, kop="Uitkomst", leeg_tekst="") -> Grafiek:
    """
    A bar for every row, divided in the order of its points; what is shown fills what the stubs of the hidden leave.

    :param reeksen: the parts in the same order; `noot` says of how many, and how much of it is known.
    :param kop: what the first column of the table is called.
    :raises ValueError: more parts than can be told apart, or rows with different labels.
    """
    labels = gelijke_labels(reeksen)
    if len(labels) > len(DELEN):
        raise ValueError(f"een verdeling heeft hoogstens {len(DELEN)} delen; neem staven")
    if not labels:
        return leeg(sleutel, titel, zin, leeg_tekst)
    shapes: list[Shape] = []
    y, beside = 0, all(_past_ernaast(reeks) for reeks in reeksen)
    for reeks in reeksen:
        head, height = _kop(reeks, y, beside)
        shapes += [*head, *_balk(reeks, y + height + 4)]
        y += height + 4 + DIK + REGEL + TUSSEN
    key, height = legenda(_namen(reeksen), y, width=SMAL)
    plaat = Plaat(sleutel, titel, zinnen.per_reeks(reeksen), y + height, [*shapes, *key])
    return Grafiek(sleutel, titel, zin, tabel_van(kop, reeksen), [plaat])


def delen(reeks: Reeks) -> list[float]:
    """The width of each part (0 to 1): together 1, unless nothing above 0 is shown."""
    hidden = sum(punt.waarde is None for punt in reeks.punten)
    total = sum(getoond(reeks.punten))
    room = 1 - STOMP * hidden
    return [STOMP if punt.waarde is None else room * punt.waarde / total if total else 0.0 for punt in reeks.punten]


def _past_ernaast(reeks: Reeks) -> bool:
    return px(f"{reeks.naam}    ", "waarde") + px(reeks.noot) <= SMAL


def _kop(reeks: Reeks, y: int, beside: bool) -> tuple[list[Shape], int]:
    """:param beside: whether the notes of all rows fit behind their names on a phone, or stand below them."""
    name = Text("waarde", "0", y + 14, afgekapt(reeks.naam, SMAL, "waarde"), hint=reeks.naam)
    if not reeks.noot:
        return [name], REGEL
    if beside:
        return [name, Text("klein", "100%", y + 14, reeks.noot, anchor="end")], REGEL
    below = Text("klein", "0", y + 14 + REGEL, afgekapt(reeks.noot, SMAL), hint=reeks.noot)
    return [name, below], 2 * REGEL


def _balk(reeks: Reeks, top: int) -> Iterator[Shape]:
    x, edges = 0.0, []
    for n, (punt, width) in enumerate(zip(reeks.punten, delen(reeks), strict=True)):
        if not width:
            continue
        fill = "dicht" if punt.waarde is None else DELEN[n].naam
        yield Rect(pct(x), top, pct(width), DIK, fill, f"{punt.label}: {punt.tekst}")
        options = [f"{ascii_lowercase[n]} {punt.tekst}", ascii_lowercase[n]]
        for tekst, when in passend(options, smal=SMAL * width, ruim=RUIM * width):
            yield Text("klein", pct(x), top + DIK + 15, tekst, when=when, hint=punt.label)
        x += width
        edges.append(x)
    for edge in edges[:-1]:
        yield Line("spleet", pct(edge), pct(edge), top - 1, top + DIK + 1)


def _namen(reeksen: Sequence[Reeks]) -> list[tuple[str, str]]:
    """What each letter and each surface stands for; of a single bar also how much it is, for a narrow part has no room for that."""
    points = reeksen[0].punten
    if len(reeksen) > 1:
        names = [(DELEN[n].naam, f"{ascii_lowercase[n]} {punt.label}") for n, punt in enumerate(points)]
        return names + gearceerd(alle(reeksen))
    fills = ["dicht" if punt.waarde is None else DELEN[n].naam for n, punt in enumerate(points)]
    return [(fills[n], f"{ascii_lowercase[n]} {punt.label}: {punt.tekst}") for n, punt in enumerate(points)]
