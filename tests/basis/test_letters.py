"""`printable` promises what the fonts of the documents hold."""

from pathlib import Path

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from basis.letters import PRINTABLE, printable

FONTS = sorted((Path(settings.BASE_DIR) / "static" / "fonts").glob("*.ttf"))


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
def test_every_printable_letter_is_in_every_font_file(font):
    with TTFont(font) as ttf:
        covered = {chr(code) for code in ttf.getBestCmap()}

    assert len(FONTS) == 3
    assert covered >= PRINTABLE


@pytest.mark.parametrize(
    "text",
    [
        "Łukasz Şahin",
        "Ğülşen Ĳsbrand",
        "Nguyễn Thị Đorđe",
        "O’Brien-d'Angelo",
        "Əliyev",
        "Noordhorn (Zuidhorn), nr. 4/5 & zn.",
        "Nguye\u0302\u0303n",
    ],
)
def test_latin_names_are_printable(text):
    assert printable(text)


@pytest.mark.parametrize("text", ["Іван", "Γιώργος", "محمد", "玲", "Jan 🙂", "Jan\nPiet", "Jan\u202ePiet", "Jan\x00", "a\u0489"])
def test_other_scripts_and_invisible_signs_are_not(text):
    assert not printable(text)
