"""The stored termijnen of a traject: brought into line with what `termijnen.eisen` asks, and read back as what waits."""

from dataclasses import replace
from datetime import date

from trajecten.feiten import Feiten, OpenTermijn
from trajecten.models import Termijn
from trajecten.regels import Partij
from trajecten.termijnen import Eis, eisen, herinnerdagen

# Fulfilled once, these may be asked again: a second round of the same step.
MAG_TERUGKOMEN = frozenset(
    {
        "match_vinden",
        "sbb_besluit",
        "pok_tekenen",  # a signature that was taken back
        "start_bevestigen",
        "eerste_contact",
        "tussenevaluatie",
        "aanwezigheid",
        "eindbeoordeling",
        "einddatum",
        "inschrijving",
        "vaststelling",
        "uitreiking",
        "erkenning_hercheck",
        "mbo_verklaring",
        "doorlooptijd",
        "subsidie",
    }
)


def bijwerken(traject, f: Feiten, *, on: date) -> list[OpenTermijn]:
    """
    Bring the stored termijnen of a locked traject into line with the facts, and its `volgende_termijn` with them.

    A row that is asked no more without being fulfilled is `vervallen`; one that was fulfilled keeps the day.
    :returns: what is open now, earliest first.
    """
    wanted = {(eis.soort, eis.sleutel): eis for eis in eisen(f)}
    rows = list(traject.termijnen.all())
    for row in rows:
        if _is_open(row):
            _adjust(row, wanted.pop((row.soort, row.sleutel), None), f.momenten.get(row.soort, ()), on)
    closed = {(row.soort, row.sleutel) for row in rows if row.vervuld_op}
    new = [
        _nieuw(traject, eis, f.momenten.get(eis.soort, ()), on)
        for key, eis in wanted.items()
        if eis.vervuld_op is None and (key not in closed or eis.soort in MAG_TERUGKOMEN)
    ]
    if new:
        rows += Termijn.objects.bulk_create(new)
    waiting = _waiting(rows)
    first = waiting[0] if waiting else None
    traject.volgende_termijn, traject.volgende_termijn_soort = (first.op, first.soort) if first else (None, "")
    return waiting


def open_termijnen(traject) -> list[OpenTermijn]:
    return _waiting(traject.termijnen.filter(vervuld_op__isnull=True, vervallen_op__isnull=True))


def _is_open(row) -> bool:
    return row.vervuld_op is None and row.vervallen_op is None


def _waiting(rows) -> list[OpenTermijn]:
    """What is open, earliest first."""
    found = sorted((row for row in rows if _is_open(row)), key=lambda row: (row.op, row.pk))
    return [als_open(row) for row in found]


def als_open(row) -> OpenTermijn:
    return OpenTermijn(row.soort, Partij(row.partij), row.op, row.ontstaan_op, row.sleutel, tuple(row.momenten))


def _nieuw(traject, eis: Eis, momenten: tuple[int, ...], on: date) -> Termijn:
    days = {"op": eis.op, "ontstaan_op": on, "kijk_op": on, "momenten": list(momenten)}
    return Termijn(traject=traject, soort=eis.soort, sleutel=eis.sleutel, partij=eis.partij, **days)


def _adjust(row, eis: Eis | None, momenten: tuple[int, ...], on: date) -> None:
    if pas_aan(row, eis, momenten, on=on):
        row.save(update_fields=["op", "partij", "ontstaan_op", "vervuld_op", "vervallen_op", "momenten", "kijk_op"])


def pas_aan(row, eis: Eis | None, momenten: tuple[int, ...], *, on: date) -> bool:
    """
    What an open row becomes by what is asked now; nothing is saved.

    Another day or party is asked anew, unless nothing of that day is left to tell. Other moments count from the next day on: what
    passed is not told after all.
    :returns: whether it is different.
    """
    before = (row.op, row.partij, row.vervuld_op, row.vervallen_op, row.momenten)
    if eis is None:
        row.vervallen_op = on
    elif eis.vervuld_op:
        row.vervuld_op = eis.vervuld_op
    elif _is_uitverteld(row, eis, momenten, on):
        row.op, row.momenten = eis.op, list(momenten)
    elif (row.op, row.partij) != (eis.op, eis.partij):
        row.op, row.partij, row.momenten, row.ontstaan_op, row.kijk_op = eis.op, eis.partij, list(momenten), on, on
    elif row.momenten != list(momenten):
        row.momenten = list(momenten)
        if row.kijk_op is None or row.kijk_op > on:
            row.kijk_op = next((day for day in herinnerdagen(als_open(row)) if day > on), None)
    return before != (row.op, row.partij, row.vervuld_op, row.vervallen_op, row.momenten)


def _is_uitverteld(row, eis: Eis, momenten: tuple[int, ...], on: date) -> bool:
    """Every reminder went out, and of the other day they would have passed as well: it stays a call, without mail (domein §8)."""
    moved = replace(als_open(row), op=eis.op, momenten=momenten)
    return row.kijk_op is None and row.partij == eis.partij and eis.op < on and herinnerdagen(moved)[-1] < on
