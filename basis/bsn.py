"""No BSN anywhere (AVG art. 46 UAVG; domein §10): what is refused, and with which words."""

import re

from django.core.exceptions import ValidationError

# Nine digits, also grouped by single spaces or dots, not part of a longer number.
_CANDIDATE = re.compile(r"(?<!\d)(?<!\d[ .])\d(?:[ .]?\d){8}(?![ .]?\d)")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)

REFUSAL = (
    "Haal het burgerservicenummer weg: in deze tekst staat een getal dat een BSN kan zijn. Een BSN mag niet in dit systeem staan."
)


def passes_elfproef(digits: str) -> bool:
    """:param digits: exactly nine digits. 000000000 passes the sum but is no BSN."""
    return digits != "000000000" and sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def contains_bsn(text: str) -> bool:
    """
    True when the text holds a run of exactly nine digits that passes the 11-proef.

    >>> contains_bsn("BSN 1234 56 782"), contains_bsn("1234567820")
    (True, False)
    """
    return any(passes_elfproef(re.sub(r"\D", "", m.group())) for m in _CANDIDATE.finditer(text))


def validate_no_bsn(value: str) -> None:
    """:raises ValidationError: the text may hold a BSN."""
    if value and contains_bsn(value):
        raise ValidationError(REFUSAL, code="bsn")
