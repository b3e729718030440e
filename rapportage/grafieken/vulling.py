"""How surfaces are told apart without their colour: on a grey print, in forced colours, by who sees no colours."""

from dataclasses import dataclass

TILE = 8  # px


@dataclass(frozen=True)
class Vulling:
    """
    :param ink: the name of a colour in grafiek.css; on paper the one of INKTEN.
    :param licht: the marks are drawn in ink on a light ground with an edge, else in white on the ink.
    :param marks: what is repeated, as a path in a tile of 8 x 8; none for a plain surface.
    """

    naam: str
    ink: str
    licht: bool = False
    marks: str = ""
    breed: float = 1.5


INKTEN = {"merk": "#0b5c58", "blauw": "#1e40af", "rood": "#9a3412", "grijs": "#4a5856"}  # as tokens.css has them
_RISING = "M-2 2L2 -2M0 8L8 0M6 10L10 6"
_FALLING = "M-2 6L2 10M0 0L8 8M6 -2L10 2"

DELEN = [  # in this order; neighbours differ in tone as well
    Vulling("1", "merk"),
    Vulling("2", "merk", marks=_RISING, breed=2),
    Vulling("3", "merk", licht=True, marks="M1 2h2M5 6h2", breed=2),
    Vulling("4", "blauw", marks="M4 0v8", breed=2),
    Vulling("5", "blauw", licht=True, marks="M0 2h8M0 6h8"),
    Vulling("6", "rood", marks="M4 0v8M0 4h8"),
    Vulling("7", "grijs", licht=True, marks="M3 4h2", breed=2),
    Vulling("8", "grijs", licht=True),
]
DICHT = Vulling("dicht", "grijs", licht=True, marks=_FALLING, breed=1)  # masked or unknown
TOEN = Vulling("toen", "merk", licht=True, marks=_RISING, breed=1)  # the period before
WEG = Vulling("weg", "grijs", licht=True)  # what a step of a funnel lost
VULLINGEN = {vulling.naam: vulling for vulling in [*DELEN, DICHT, TOEN, WEG]}
