"""
The glossary as pages show it: read once from the table in `settings.BEGRIPPEN`, the one source (huis.md §3).

It stands on the ground floor because every room explains words, and it knows none of them: the file is the top floor's.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.text import slugify

from basis.tekst import fold

_AFKORTING = re.compile(r"^(?P<voluit>.+?) \((?P<kort>[^)]+)\)$")


@dataclass(frozen=True)
class Begrip:
    """
    :param namen: every way to ask for it; one row may explain several words.
    :param ook: what others call it, and we do not.
    """

    naam: str
    namen: tuple[str, ...]
    uitleg: str
    ook: tuple[str, ...]

    @property
    def anker(self) -> str:
        return slugify(self.naam)

    @property
    def letter(self) -> str:
        return fold(self.naam)[0]


class Onbekend(LookupError):
    """A page explains a word that the glossary does not have."""


@cache
def alle() -> tuple[Begrip, ...]:
    """Every begrip, in the order of the alphabet."""
    return tuple(sorted(lees(Path(settings.BEGRIPPEN).read_text("utf-8")), key=lambda begrip: fold(begrip.naam)))


def zoek(naam: str) -> Begrip:
    """:raises Onbekend: the glossary has no such word."""
    try:
        return _op_naam()[naam.lower()]
    except KeyError as error:
        raise Onbekend(f"{naam} staat niet in {settings.BEGRIPPEN}") from error


@cache
def _op_naam() -> dict[str, Begrip]:
    return {naam.lower(): begrip for begrip in alle() for naam in begrip.namen}


def lees(markdown: str) -> list[Begrip]:
    """The rows of the first table: word, what it is, what we do not call it."""
    _, _, table = markdown.partition("\n| --- |")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.partition("\n\n")[0].splitlines()[1:]]
    return [Begrip(naam, tuple(_namen(naam)), uitleg, tuple(filter(None, ook.split(", ")))) for naam, uitleg, ook in rows]


def _namen(naam: str) -> list[str]:
    """
    >>> _namen("praktijkovereenkomst (POK)"), _namen("kerntaak, werkproces")
    (['praktijkovereenkomst (POK)', 'praktijkovereenkomst', 'POK'], ['kerntaak', 'werkproces'])
    """
    if found := _AFKORTING.match(naam):
        return [naam, found["voluit"], found["kort"]]
    return naam.split(", ")
