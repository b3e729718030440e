"""What is stored of a traject, compared with a computation from scratch."""

from datetime import date

from trajecten import aan_zet, termijnen, termijnrijen
from trajecten.feiten import lees
from trajecten.models import Traject


def klopt(traject: Traject, *, on: date) -> None:
    """What is stored equals what follows from the facts."""
    f = lees(traject)
    stored = traject.termijnen.filter(vervuld_op=None, vervallen_op=None)
    once = {(t.soort, t.sleutel) for t in traject.termijnen.exclude(vervuld_op=None) if t.soort not in termijnrijen.MAG_TERUGKOMEN}
    wanted = {(e.soort, e.sleutel, e.partij, e.op) for e in termijnen.eisen(f) if e.vervuld_op is None}
    wanted = {row for row in wanted if row[:2] not in once}
    assert {(t.soort, t.sleutel, t.partij, t.op) for t in stored} == wanted
    now = aan_zet.partij(f, termijnrijen.open_termijnen(traject), on=on)
    assert (traject.aan_zet, traject.aan_zet_reden) == (now.partij, now.reden)
    assert traject.beurten.get(tot=None).partij == now.partij
    first = min(stored, key=lambda t: (t.op, t.pk), default=None)
    assert (traject.volgende_termijn, traject.volgende_termijn_soort) == ((first.op, first.soort) if first else (None, ""))
