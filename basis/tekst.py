"""Folding for search and sorting: the embedded PostgreSQL has no unaccent, so Python makes the column (keuze)."""

import unicodedata

# Letters that NFKD does not take apart.
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ß": "ss", "ẞ": "ss", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŋ": "n"}
)


def fold(text: str) -> str:
    """
    Lower case, without marks, single spaces: what is compared when somebody searches or sorts.

    >>> fold("Łukasz  ŞAHİN-Đorđević")
    'lukasz sahin-dordevic'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(bare.lower().translate(_LETTERS).split())
