"""How a reminder reads: what is asked, of which traject, by when; never a name, a date of birth or a status (domein §8)."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from basis.templatetags.basis import datum
from trajecten.models import Herinnering, Termijn, Traject
from trajecten.regels import Partij
from trajecten.termijnen import SOORTEN, te_vragen


@dataclass(frozen=True)
class Post:
    """One line of a mail, or of the inbox."""

    wat: str
    over: str
    wanneer: str
    is_te_laat: bool


def post(row: Herinnering, *, on: date, op_nummer: bool) -> Post:
    """:param op_nummer: for who may know no more of a traject than its number (domein §1)."""
    late = row.termijn.op < on
    when = f"had klaar moeten zijn op {datum(row.termijn.op)}" if late else f"graag voor {datum(row.termijn.op)}"
    return Post(wat(row), op_nummer_van(row.termijn.traject) if op_nummer else over(row.termijn.traject), when, late)


def wat(row: Herinnering) -> str:
    return wat_van(row.termijn, is_bel=row.is_bel)


def wat_van(termijn: Termijn, *, is_bel: bool = False) -> str:
    name = SOORTEN[termijn.soort].naam
    partij = te_vragen(termijn.soort, Partij(termijn.partij))
    return f"Bel {partij.in_zin}: {name.lower()}" if is_bel else name


def over(traject: Traject) -> str:
    """Medewerker hovenier, gestart in november (GR-2026-0042)"""
    start = traject.eerste_werkdag
    begun = f"{traject.kwalificatie.naam}, gestart in {date_format(start, 'F')}" if start and traject.kwalificatie else ""
    name = begun or (traject.kwalificatie.naam if traject.kwalificatie else "")
    return f"{name} ({traject.nummer})" if name else op_nummer_van(traject)


def op_nummer_van(traject: Traject) -> str:
    return f"traject {traject.nummer}"
