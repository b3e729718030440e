import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from basis.tekst import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz Şahin", "lukasz sahin"),
        ("Ğülşen Ĳsbrand", "gulsen ijsbrand"),
        ("Nguyễn Thị Đorđe", "nguyen thi dorde"),
        ("İbrahim IŞIK ıssız", "ibrahim isik issiz"),
        ("Weiß WEISS Weiẞ", "weiss weiss weiss"),
        ("Ærø Œuvre Þór Ðiva", "aero oeuvre thor diva"),
        ("  van   der\tBerg\n", "van der berg"),
        ("O’Brien O'Brien Oʼbrien", "o'brien o'brien o'brien"),
        ("Jan–Willem Jan-Willem", "jan-willem jan-willem"),
        ("Noe\u0308l Noël", "noel noel"),
        ("Іван 玲", "іван 玲"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=40))
@example("ﬁ ㎏ ｱ ΐ Σς K")
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_however_the_letters_were_composed_and_cased_the_fold_is_the_same(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(text.casefold()) == fold(text)


@given(st.text(max_size=40))
def test_no_mark_and_no_double_space_is_left(text):
    folded = fold(text)

    assert not any(unicodedata.combining(c) for c in folded)
    assert folded == " ".join(folded.split())
