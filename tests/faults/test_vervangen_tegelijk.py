"""Several at once on Vervangen: one of them replaces, the others are told; one geldige verklaring and no gap (P3)."""

from collections import Counter

import pytest
from django.db.models import QuerySet

from tests.parallel import at_once
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG
from tests.trajecten.test_vervangen import vervang
from trajecten.models import Verklaring
from trajecten.regels import Status
from trajecten.workflow import OvergangGeweigerd

pytestmark = pytest.mark.django_db(transaction=True)
DAG = VANDAAG


def press_together(count: int) -> list:
    """All have the same page open."""
    w = leven.wereld()
    traject = leven.naar(w, Status.UITREIKING)
    opened = traject.verklaringen.get()
    return at_once([lambda: vervang(w, traject, verklaring=opened, on=DAG, voornamen="Andries Lukas") for _ in range(count)])


def test_of_all_who_press_at_once_one_replaces():
    ends = press_together(6)

    told = [str(end) for end in ends if isinstance(end, OvergangGeweigerd)]
    assert len(told) == 5 and all("is al vervangen: nu geldt" in sentence for sentence in told), ends
    rows = Verklaring.objects.order_by("volgnummer")
    assert [(v.nummer, v.status) for v in rows] == [("PV-GR-2026-0001", "vervangen"), ("PV-GR-2026-0002", "geldig")]


def test_control_without_the_lock_more_than_one_tries(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **options: rows)

    ends = press_together(6)

    kinds = Counter(type(end).__name__ for end in ends)
    assert kinds.keys() - {"Verklaring", "OvergangGeweigerd"}, "the database itself had to refuse"
