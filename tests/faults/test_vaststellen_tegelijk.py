"""
Many at once on `vaststellen`, a quarter of all transactions rolled back: no number twice, no gap, one valid verklaring (P3).
"""

import random
from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Max, Model, QuerySet
from psycopg.errors import LockNotAvailable

from tests.parallel import at_once
from tests.trajecten import leven
from trajecten import nummers, workflow
from trajecten.models import Traject, Verklaring
from trajecten.regels import Status
from trajecten.workflow import OvergangGeweigerd

pytestmark = pytest.mark.django_db(transaction=True)

THREADS, ROLLBACKS = 8, 0.25
DAG = leven.BEGIN + timedelta(days=49)


class Rollback(Exception):
    """Something broke after the number was taken."""


@pytest.fixture
def w() -> leven.Wereld:
    w = leven.wereld()
    w.controleer(DAG)
    return w


def trajecten_in_vaststelling(w: leven.Wereld, count: int) -> list[Traject]:
    """One that went the whole way, and others like it."""
    first = leven.naar(w, Status.VASTSTELLING)
    return [first, *(another(first) for _ in range(count - 1))]


@transaction.atomic
def another(traject: Traject) -> Traject:
    """Somebody else who stands where this one stands, with the same judgements."""
    plaatsing = traject.plaatsing
    new = copy(traject, deelnemer=copy(traject.deelnemer), nummer=nummers.trajectnummer(traject.regio, DAG.year))
    plaats = copy(plaatsing, traject=new)
    plaats.werkprocessen.set(plaatsing.werkprocessen.all())
    beoordeling = copy(plaatsing.beoordelingen.get(), plaatsing=plaats, namens=False, document=None)
    for oordeel in plaatsing.beoordelingen.get().oordelen.all():
        copy(oordeel, beoordeling=beoordeling)
    return new


def copy(row: Model, **changes: object):
    new = type(row).objects.get(pk=row.pk)
    new.pk, new._state.adding = None, True
    for name, value in changes.items() | ({"code": uuid4()} if hasattr(row, "code") else {}).items():
        setattr(new, name, value)
    new.save()
    return new


def somebody(w: leven.Wereld, trajecten: list[Traject], seed: int):
    """One of those who press: all trajecten, in an order of their own. :returns: a function that tells how each press ended."""
    dice = random.Random(seed)
    order = dice.sample(trajecten, len(trajecten))

    def press(traject: Traject) -> str:
        try:
            with transaction.atomic():
                workflow.vaststellen(traject=traject, besluit=leven.besluit(w, DAG), by=w.coordinator, on=DAG)
                if dice.random() < ROLLBACKS:
                    raise Rollback
        except Rollback:
            return "rolled back"
        except OvergangGeweigerd:
            return "refused"
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
            return "busy"  # 3 s behind the others; a page asks to try again
        return "done"

    def all_of_them() -> Counter:
        ends: Counter = Counter()
        for traject in order:
            while (end := press(traject)) in {"rolled back", "busy"}:
                ends[end] += 1
            ends[end] += 1
        return ends

    return all_of_them


def press_together(w: leven.Wereld, trajecten: list[Traject]) -> list:
    return at_once([somebody(w, trajecten, seed) for seed in range(THREADS)])


@pytest.mark.parametrize("count", [1, 50])
def test_no_number_twice_no_gap_and_one_valid_verklaring_each(w, count):
    trajecten = trajecten_in_vaststelling(w, count)

    ends = _together(press_together(w, trajecten))

    verklaringen = Verklaring.objects.order_by("volgnummer")
    assert [v.volgnummer for v in verklaringen] == list(range(1, count + 1))
    assert [v.nummer for v in verklaringen] == [f"PV-GR-2026-{n:04}" for n in range(1, count + 1)]
    assert {v.traject_id for v in verklaringen.filter(status="geldig")} == {t.pk for t in trajecten}
    assert set(Traject.objects.values_list("status", flat=True)) == {Status.UITREIKING}
    assert ends["done"] == count and ends["refused"] == count * (THREADS - 1)
    assert count == 1 or ends["rolled back"] > count / 10, "control: without rollbacks nothing was proved"


def _together(ends: list) -> Counter:
    assert all(isinstance(end, Counter) for end in ends), ends
    return sum(ends, Counter())


def test_control_the_highest_number_plus_one_is_given_twice(w, monkeypatch):
    trajecten = trajecten_in_vaststelling(w, 8)
    monkeypatch.setattr(nummers, "_next", _highest_plus_one)

    ends = press_together(w, trajecten)

    assert any(isinstance(end, IntegrityError) and "nummer" in str(end) for end in ends), ends


def _highest_plus_one(regio, soort: str, jaar: int) -> int:
    return (Verklaring.objects.filter(regio=regio, jaar=jaar).aggregate(last=Max("volgnummer"))["last"] or 0) + 1


def test_control_without_the_lock_on_the_traject_two_are_registered(w, monkeypatch):
    traject = leven.naar(w, Status.VASTSTELLING)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **options: rows)

    ends = press_together(w, [traject])

    assert any(isinstance(end, IntegrityError) for end in ends), ends
