"""No BSN anywhere (domein §10): exactly nine digits, grouped or not, that pass the 11-proef."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from basis import bsn
from basis.bsn import contains_bsn, passes_elfproef, validate_no_bsn

DIGIT = st.sampled_from("0123456789")


@st.composite
def numbers(draw) -> str:
    """Nine digits that pass: the last one is chosen so, when that can be."""
    first = draw(st.lists(DIGIT, min_size=8, max_size=8).map("".join).filter(lambda d: d != "0" * 8 and _check(d) < 10))
    return f"{first}{_check(first)}"


def _check(first: str) -> int:
    return sum(w * int(d) for w, d in zip(range(9, 1, -1), first, strict=True)) % 11


@st.composite
def grouped(draw) -> str:
    number = draw(numbers())
    return number[0] + "".join(draw(st.sampled_from(["", " ", ".", "\u00a0"])) + d for d in number[1:])


BREAK = st.text(st.characters(exclude_categories=["Nd"], exclude_characters="+) .\u00a0\u2009\u202f"), min_size=1, max_size=4)


@given(BREAK, grouped(), BREAK)
@example("BSN ", "1234 56 782", ".")
@example("a", "123.456.782", "b")
def test_nine_digits_that_pass_are_found_however_grouped(before, number, after):
    assert contains_bsn(f"{before}{number}{after}")
    assert contains_bsn(number)


@given(st.text(DIGIT, min_size=1, max_size=6), numbers(), st.text(DIGIT, max_size=6))
def test_a_longer_run_of_digits_is_another_number(before, number, after):
    for text in (before + number, number + before, before + number + after):
        assert not contains_bsn(text)


@given(st.text(DIGIT, min_size=9, max_size=9).filter(lambda d: not passes_elfproef(d)))
def test_nine_digits_that_do_not_pass_are_allowed(number):
    assert not contains_bsn(number)


@given(st.text(max_size=60).filter(lambda t: sum(c.isdigit() for c in t) < 9))
def test_text_with_fewer_digits_is_allowed(text):
    assert not contains_bsn(text)


@given(st.text(max_size=30), numbers(), st.text(max_size=30))
def test_any_text_can_be_looked_through(before, number, after):
    contains_bsn(before + number + after)


@pytest.mark.parametrize(
    "text",
    [
        "123456782",
        "BSN123456782",
        "zijn bsn is 123456782.",
        "1234 56 782",
        "123.456.782",
        "123.456 782",
        "123\u00a0456\u00a0782",
        "(123456782)",
        "2026 123456782",
        "123456782 2 keer gevraagd",
        "op 3 mei 2026\n123456782",
        "123456782 111222333",
        "123456782,50",
        "١٢٣٤٥٦٧٨٢",
    ],
)
def test_refused(text):
    with pytest.raises(ValidationError, match="Haal het burgerservicenummer weg"):
        validate_no_bsn(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "000000000",
        "123456789",
        "12345678",
        "1234567820",
        "1234 56 7820",
        "123.456.782.0",
        "0 123 456 782",
        "123  456  782",
        "123-456-782",
        "123,456,782",
        "06 12 34 56 78",
        "06-12345678",
        "+31 612345673",
        "+31 123456782",
        "0031 123456782",
        "+31 (0)1 23456782",
        "050 123 45 67",
        "van 12.05.1990 tot 12.05.1991",
        "GR-2026-0042",
        "NL91 ABNA 0417 1643 00",
        "1e 2e 3e 4e 5e 6e 7e 8e 2e",
    ],
)
def test_allowed(text):
    validate_no_bsn(text)


def test_control_without_the_elfproef_any_nine_digits_would_be_refused(monkeypatch):
    monkeypatch.setattr(bsn, "passes_elfproef", lambda digits: True)

    assert contains_bsn("123456789")
