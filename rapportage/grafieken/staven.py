"""Bars, and the funnel: each label above its bar, its text at the end of it."""

from collections.abc import Iterator, Sequence

from rapportage.grafieken import zinnen
from rapportage.grafieken.gegevens import Punt, getal, getoond
from rapportage.grafieken.letters import label
from rapportage.grafieken.tekening import Grafiek, Plaat, Rect, Shape, Tabel, Text, leeg, pct

DIK, TUSSEN = 16, 13  # px: a bar, and the white below it
STOMP, NUL = 28, 2  # px: of what is not shown, whatever it is; and of 0
KLEINST = 0.008  # of the width: what is more than 0 is to be seen
MARGES = [4, 8, 12]  # letters that have room behind the longest bar (grafiek.css)


def staven(sleutel: str, titel: str, zin: str, punten: Sequence[Punt], *, koppen=("Onderdeel", "Aantal"), leeg_tekst="") -> Grafiek:
    """
    A bar for every point, in the order they come in.

    :param koppen: what the two columns of the table are called.
    """
    if not punten:
        return leeg(sleutel, titel, zin, leeg_tekst)
    texts = [punt.tekst for punt in punten]
    plaat = _plaat(sleutel, titel, zinnen.uitschieters(punten), punten, texts, [0.0] * len(punten))
    tabel = Tabel([(kop, "") for kop in koppen], [(punt.label, [punt.tekst]) for punt in punten])
    return Grafiek(sleutel, titel, zin, tabel, [plaat])


def trechter(sleutel: str, titel: str, zin: str, punten: Sequence[Punt], *, leeg_tekst="") -> Grafiek:
    """
    Steps of a cohort: every bar with its share of the first, and faintly what was lost since the step before.

    A share is worked out here, from two figures that are both shown.
    """
    if not punten:
        return leeg(sleutel, titel, zin, leeg_tekst)
    shares = [_deel(punt, punten[0]) for punt in punten]
    texts = [f"{punt.tekst} · {share}" if share else punt.tekst for punt, share in zip(punten, shares, strict=True)]
    before = [0.0, *(punt.waarde or 0 for punt in punten[:-1])]
    plaat = _plaat(sleutel, titel, zinnen.van_naar(punten), punten, texts, before)
    rows = [(punt.label, [punt.tekst, share or "–"]) for punt, share in zip(punten, shares, strict=True)]
    tabel = Tabel([("Stap", ""), ("Aantal", ""), ("Deel van de eerste stap", "")], rows)
    lost = any(isinstance(shape, Rect) and shape.fill == "weg" for shape in plaat.shapes)
    return Grafiek(sleutel, titel, zin, tabel, [plaat], noot="Lichtgrijs: wat er minder is dan bij de stap ervoor." if lost else "")


def _deel(punt: Punt, first: Punt) -> str:
    if punt.waarde is None or not first.waarde:
        return ""
    return f"{getal(100 * punt.waarde / first.waarde)} %"


def _plaat(key: str, titel: str, what: str, punten: Sequence[Punt], texts: Sequence[str], before: Sequence[float]) -> Plaat:
    highest = max(getoond(punten), default=0) or 1
    shapes: list[Shape] = []
    y = 0
    for punt, tekst, earlier in zip(punten, texts, before, strict=True):
        lines, height = label(punt.label, y)
        shapes += [*lines, *_staaf(punt, tekst, y + height + 3, highest, earlier)]
        y += height + 3 + DIK + TUSSEN
    shown = [len(tekst) for punt, tekst in zip(punten, texts, strict=True) if punt.waarde is not None]
    return Plaat(key, titel, what, y - TUSSEN, shapes, marge=_marge(max(shown, default=0)))


def _staaf(punt: Punt, tekst: str, top: int, highest: float, earlier: float) -> Iterator[Shape]:
    hint = f"{punt.label}: {tekst}"
    end, dx = "0", STOMP
    if punt.waarde is None:
        yield Rect("0", top, str(STOMP), DIK, "dicht", hint)
    else:
        share, lost = _breed(punt.waarde, highest), _breed(earlier, highest)
        if lost > share:
            yield Rect(pct(share), top, pct(lost - share), DIK, "weg")
        yield Rect("0", top, pct(share) if share else str(NUL), DIK, "1", hint)
        end, dx = pct(max(share, lost)), NUL
    yield Text("waarde", end, top + 13, tekst, dx=dx + 8)


def _breed(value: float, highest: float) -> float:
    return max(value / highest, KLEINST) if value else 0.0


def _marge(letters: int) -> str:
    return f"marge-{next((most for most in MARGES if letters <= most), 18)}"
