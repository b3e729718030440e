"""What another rule does to the dossiers that run now: read before it is saved, by the rules that carry it out (besluiten/0012)."""

from collections import Counter
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from datetime import date

from accounts.models import Regio
from trajecten.feiten import Feiten, lees
from trajecten.herinneringen.plannen import is_overbodig
from trajecten.models import Termijn, Traject
from trajecten.termijnen import eisen, herinnerdagen
from trajecten.termijnregels.eigen import Regel, eigen_momenten
from trajecten.termijnrijen import als_open, pas_aan

HOOGSTENS = 200  # dossiers that one page works out (keuze); of more it says so


@dataclass(frozen=True)
class Verschuiving:
    """
    One open termijn that becomes another.

    :param straks: the next reminder under the new rule; None: the behandelaar is to call.
    """

    traject: Traject
    was: date
    wordt: date
    straks_was: date | None
    straks: date | None


@dataclass(frozen=True)
class Gevolg:
    """
    :param bekeken: how many open termijnen of this soort were worked out. :param meer: how many were not.
    :param nu: how many reminders would go out with the next mail.
    """

    verschuivingen: list[Verschuiving]
    bekeken: int
    meer: int
    nu: int

    @property
    def met_andere_dag(self) -> int:
        return sum(v.was != v.wordt for v in self.verschuivingen)


def gevolg(regio: Regio, soort: str, nieuw: Regel, *, on: date) -> Gevolg:
    waiting = Termijn.objects.open().filter(soort=soort, traject__in=Traject.objects.open().filter(regio=regio))
    rows = list(waiting.select_related("traject__deelnemer", "traject__regio").order_by("op", "traject__nummer")[:HOOGSTENS])
    found = [v for row in rows if (v := _verschuiving(row, nieuw, on))]
    per_day = Counter(v.straks for v in found)
    return Gevolg(found, len(rows), waiting.count() - len(rows), per_day[on])


def _verschuiving(row: Termijn, nieuw: Regel, on: date) -> Verschuiving | None:
    facts = _met(lees(row.traject, on=on), row.soort, nieuw)
    eis = next((e for e in eisen(facts) if (e.soort, e.sleutel) == (row.soort, row.sleutel)), None)
    new = copy(row)
    if not pas_aan(new, eis, facts.momenten.get(row.soort, ()), on=on):
        return None
    return Verschuiving(row.traject, row.op, new.op, next(_komende(row, on), None), next(_komende(new, on), None))


def _met(f: Feiten, soort: str, nieuw: Regel) -> Feiten:
    moments = {**f.momenten, soort: eigen_momenten(soort, nieuw)}
    return replace(f, afwijkingen={**f.afwijkingen, soort: nieuw.dagen}, momenten=moments)


def _komende(row: Termijn, on: date) -> Iterator[date]:
    """The days on which is still reminded; what passed, or was switched off, is not told after all."""
    since = max(on, row.kijk_op) if row.kijk_op else None
    return (day for day in herinnerdagen(als_open(row)) if since and day >= since and not is_overbodig(row, day))
