"""Folding for search and sorting: the embedded PostgreSQL has no unaccent, so Python makes the column (keuze)."""

import unicodedata

from django.core.exceptions import ValidationError

from basis.letters import printable

LATIJN = "Op het document kunnen alleen Latijnse letters staan. Neem de naam over zoals die op het identiteitsbewijs staat."

# Letters that NFKD does not take apart, and signs that a keyboard and a word processor make differently.
_LETTERS = str.maketrans(
    {
        **{"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŋ": "n", "ŧ": "t"},
        **dict.fromkeys("’‘ʼʻ´`", "'"),
        **dict.fromkeys("‐‑–—", "-"),
    }
)


def fold(text: str) -> str:
    """
    Lower case, without marks, single spaces: what is compared when somebody searches or sorts.

    >>> fold("Łukasz  ŞAHİN-Đorđević"), fold("O’Brien-Weiß")
    ('lukasz sahin-dordevic', "o'brien-weiss")
    """
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.translate(_LETTERS)).casefold())
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(bare.translate(_LETTERS).split())


def validate_printable(value: str) -> None:
    """:raises ValidationError: a letter our documents cannot print."""
    if not printable(value):
        raise ValidationError(LATIJN, code="letters")


def search_text(*parts: str) -> str:
    """What a search looks through: folded words with nothing but letters and digits between single spaces."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(" ".join(parts))).split())


def prefix_query(term: str) -> str:
    """A tsquery in which every word typed is the beginning of a word sought: 'jan de' -> 'jan:* & de:*'; empty for no words."""
    return " & ".join(f"{word}:*" for word in search_text(term).split())
