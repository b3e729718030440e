"""What the font of our documents can print, read from the font itself."""

from functools import cache

from django.conf import settings
from fontTools.ttLib import TTFont

FONT = "fonts/SourceSans3-Regular.ttf"
BOX = "□"


@cache
def letters_of_the_font() -> frozenset[str]:
    """Pango prints an empty box for any other, and says nothing when no font on the machine has it."""
    with TTFont(settings.BASE_DIR / "static" / FONT, lazy=True) as font:
        return frozenset({"\n", "\r", "\t", *map(chr, font.getBestCmap())})


def boxed(text: str) -> str:
    """
    Somebody's own words with a box for each sign we cannot print.

    For notes only: an emoji in a note must not stop a form. A name is never changed; it is checked where it is typed.
    """
    return "".join(letter if letter in letters_of_the_font() else BOX for letter in text)
