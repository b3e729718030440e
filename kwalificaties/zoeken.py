"""Searching the catalogue: words of three kinds (name, crebo, werkproces) in one folded column, found by their beginning."""

import re
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import QuerySet

from basis.tekst import fold

if TYPE_CHECKING:
    from kwalificaties.models import Kwalificatie

VECTOR = SearchVector("zoektekst", config="simple")


def woorden(tekst: str) -> list[str]:
    """
    >>> woorden("Horeca/kok, ÉÉN")
    ['horeca', 'kok', 'een']
    """
    return re.findall(r"\w+", fold(tekst).replace("_", " "))


def zoektekst(kwalificatie: "Kwalificatie") -> str:
    """Shared rows only: what one regio typed itself may not be found, not even guessed at, by another."""
    delen = [kwalificatie.naam, kwalificatie.crebo, kwalificatie.dossier.naam, kwalificatie.dossier.crebo]
    delen += kwalificatie.werkprocessen().values_list("titel", flat=True)
    return " ".join(dict.fromkeys(woorden(" ".join(delen))))


def met_woorden(kwalificaties: QuerySet, term: str) -> QuerySet:
    """Rows in which every word of the term is the beginning of a word; an empty term finds everything."""
    if not (gezocht := woorden(term)):
        return kwalificaties
    query = SearchQuery(" & ".join(f"{woord}:*" for woord in gezocht), search_type="raw", config="simple")
    return kwalificaties.annotate(gevonden_in=VECTOR).filter(gevonden_in=query)
