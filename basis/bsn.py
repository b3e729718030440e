"""No BSN anywhere (domein §10): what is refused, and with which words."""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_SEPARATOR = "[ .\u00a0\u2009\u202f]"  # one dot or one space, also the fixed and thin ones that a word processor makes
_DIGITS = re.compile(rf"\d+(?:{_SEPARATOR}\d+)*")  # a number, or several with one space or dot between them
_PHONE_ABROAD = re.compile(r"(?:\+|\b00)\d{1,3}\)?[ .-]?(?:\(0\)[ .-]?)?$")  # what may stand before the rest of +31 612345678

REFUSAL = (
    "Haal het burgerservicenummer weg: in deze tekst staat een getal dat een BSN kan zijn. Een BSN mag niet in dit systeem staan."
)


def passes_elfproef(digits: str) -> bool:
    """:param digits: exactly nine digits. 000000000 passes the sum but is no BSN."""
    numbers = [int(d) for d in digits]
    return any(numbers) and sum(w * n for w, n in zip(_WEIGHTS, numbers, strict=True)) % 11 == 0


def contains_bsn(text: str) -> bool:
    """
    True when the text holds a run of exactly nine digits that passes the 11-proef and is not part of a longer number.

    >>> contains_bsn("BSN 1234 56 782"), contains_bsn("1234567820"), contains_bsn("op 3 mei 123.456.782.")
    (True, False, True)
    """
    return any(passes_elfproef(digits) for digits in _candidates(text))


def _candidates(text: str) -> Iterator[str]:
    """
    Runs of nine digits that are a number by themselves.

    Groups that make more than nine together (06 12 34 56 78) are one longer number; nine digits without anything between them
    stay a number of their own whatever stands beside them ("2026 123456782"), except as the rest of a telephone number.
    """
    for found in _DIGITS.finditer(text):
        groups = re.split(_SEPARATOR, found.group())
        if sum(map(len, groups)) == 9:
            runs = [(found.start(), "".join(groups))]
        else:
            runs = [(found.start() + m.start(), m.group()) for m in re.finditer(r"\d+", found.group()) if len(m.group()) == 9]
        yield from (digits for start, digits in runs if not _PHONE_ABROAD.search(text[max(0, start - 12) : start]))


def validate_no_bsn(value: str) -> None:
    """:raises ValidationError: the text may hold a BSN."""
    if value and contains_bsn(value):
        raise ValidationError(REFUSAL, code="bsn")
