"""Which text fits where: widths are estimated with some room to spare, for another font may stand in for ours."""

from rapportage.grafieken.tekening import LETTER, Kind, Text, When

SMAL, RUIM = 256, 576  # px there are at the least: on a screen of 320 px in a card, and from 36rem on (grafiek.css)
REGEL = 19  # px
_DUN, _BREED = frozenset(" ',.:;!()-/[]{}|·ijlIfrtíìîï"), frozenset("MWmw@%&HOQNCDGUÆŒæœ…")


def px(tekst: str, kind: Kind = "klein") -> float:
    """How wide a text is: three kinds of letters, measured in Source Sans 3, and a tenth more."""
    ems = sum(0.36 if letter in _DUN else 0.85 if letter in _BREED else 0.58 for letter in tekst)
    return ems * LETTER[kind]


def afgekapt(tekst: str, width: float, kind: Kind = "klein") -> str:
    """
    Not wider than there is room.

    >>> afgekapt("Gemeente Groningen", 80)
    'Gemeente G…'
    """
    if px(tekst, kind) <= width:
        return tekst
    most = next(n for n in range(len(tekst), -1, -1) if px(tekst[:n] + "…", kind) <= width or not n)
    return tekst[:most].rstrip() + "…"


def regels(tekst: str, width: float, kind: Kind = "label") -> list[str]:
    """On one line or two; what does not fit on these is cut off. A word that is too long for a line is broken."""
    if px(tekst, kind) <= width:
        return [tekst]
    words = tekst.split(" ")
    first = max((n for n in range(1, len(words)) if px(" ".join(words[:n]), kind) <= width), default=0)
    if not first:
        most = len(afgekapt(tekst, width, kind)) - 1
        return [tekst[:most], afgekapt(tekst[most:].lstrip(), width, kind)]
    return [" ".join(words[:first]), afgekapt(" ".join(words[first:]), width, kind)]


def passend(options: list[str], *, smal: float, ruim: float) -> list[tuple[str, When]]:
    """The first of these that fits on a phone and the first that fits on a wide screen; none where none does."""
    narrow = next((tekst for tekst in options if px(tekst) + 3 <= smal), "")
    wide = next((tekst for tekst in options if px(tekst) + 3 <= ruim), "")
    if narrow == wide:
        return [(wide, "")] if wide else []
    found: list[tuple[str, When]] = [(narrow, "smal"), (wide, "ruim")]
    return [(tekst, when) for tekst, when in found if tekst]


def label(tekst: str, y: int) -> tuple[list[Text], int]:
    """
    A label above what it names.

    :returns: its lines, and how many pixels they take. On a wide screen a label of two lines becomes one, close to its bar.
    """
    narrow, wide = regels(tekst, SMAL), afgekapt(tekst, RUIM, "label")
    height = REGEL * len(narrow)
    if narrow == [wide]:
        return [Text("label", "0", y + 14, wide)], height
    lines = [Text("label", "0", y + 14 + REGEL * n, line, when="smal", hint=tekst) for n, line in enumerate(narrow)]
    return [*lines, Text("label", "0", y + height - REGEL + 14, wide, when="ruim", hint=tekst)], height
