"""
How fast a leerbedrijf or a school usually answers: the median of its closed turns (Beurt), in calendar days, pauses counted in.

Source: keuze. From three turns on, because one slow week says nothing about an organisation. Answered on the same day counts as 0.
A traject that was with more than one leerbedrijf (or school) is left out: a Beurt names the kind of party, not which one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count, QuerySet

from accounts.models import Organisatie, Regio
from trajecten.models import Beurt, Traject
from trajecten.regels import Partij

VANAF = 3  # closed turns (keuze)
ORGANISATIE = {Partij.LEERBEDRIJF: "leerbedrijf__organisatie", Partij.SCHOOL: "school"}  # of a Plaatsing


@dataclass(frozen=True)
class Reactietijd:
    """:param dagen: calendar days, rounded; None while there are too few turns. :param aantal: how many turns."""

    dagen: int | None
    aantal: int


def van(regio: Regio, partij: Partij, organisatie: Organisatie) -> Reactietijd:
    """Of one organisation in one regio; what it did in another is not known here."""
    return uit(_beurten(regio, partij, organisatie).values_list("sinds", "tot"))


def uit(beurten: Iterable[tuple[date, date | None]]) -> Reactietijd:
    """:param beurten: from when to when; an open one is left out."""
    waited = [(tot - sinds).days for sinds, tot in beurten if tot]
    return Reactietijd(round(median(waited)) if len(waited) >= VANAF else None, len(waited))


def _beurten(regio: Regio, partij: Partij, organisatie: Organisatie) -> QuerySet[Beurt]:
    path = f"plaatsingen__{ORGANISATIE[partij]}"
    here = Traject.objects.filter(regio=regio, **{path: organisatie}).values("pk")
    alone = Traject.objects.filter(pk__in=here).annotate(n=Count(path, distinct=True)).filter(n=1)
    return Beurt.objects.filter(traject__in=alone.values("pk"), partij=partij, tot__isnull=False)
