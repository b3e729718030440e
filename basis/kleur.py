"""Colour sums for the brand colour of a regio (WCAG 2.2, relative luminance)."""

import re

HEX = re.compile(r"#[0-9a-fA-F]{6}")
STANDAARD = "#0b5c58"
MINIMUM = 7.0  # white text on the colour, and the colour as text on white
_WHITE = (255, 255, 255)
_BLACK = (0, 0, 0)


def contrast_ratio(one: str, other: str) -> float:
    """:returns: 1.0 (the same) to 21.0 (black on white)."""
    light, dark = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def is_readable(merk: str) -> bool:
    """Whether this colour may be the brand colour of a regio: 7:1 on white."""
    return bool(HEX.fullmatch(merk)) and contrast_ratio(merk, "#ffffff") >= MINIMUM


def merk_diep(merk: str) -> str:
    """The sidebar: the same colour, a third nearer to black."""
    return _mix(_rgb(merk), _BLACK, 0.33)


def merk_zacht(merk: str) -> str:
    """A soft ground for hovered rows and chosen options: mostly white, dark text stays readable on it."""
    return _mix(_rgb(merk), _WHITE, 0.89)


def merk_css(merk: str) -> str:
    """:returns: the custom properties of a regio; an unreadable or broken colour gives the colour of the house."""
    if not is_readable(merk):
        merk = STANDAARD
    return f":root{{--merk:{merk};--merk-diep:{merk_diep(merk)};--merk-zacht:{merk_zacht(merk)}}}"


def _rgb(value: str) -> tuple[int, int, int]:
    if not HEX.fullmatch(value):
        raise ValueError("A colour is written as #rrggbb.")
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def _luminance(rgb: tuple[int, int, int]) -> float:
    red, green, blue = (_linear(part / 255) for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _mix(rgb: tuple[int, int, int], towards: tuple[int, int, int], share: float) -> str:
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(rgb, towards, strict=True))
