"""Promised effects: never lost, one at a time, found again, set aside with a reason (vertrouwen.md §2)."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from basis import outbox, tasks
from basis.models import OutboxRow


@pytest.fixture(autouse=True)
def handlers(monkeypatch):
    """Only what a test registers."""
    monkeypatch.setattr(outbox, "_handlers", {})


@pytest.fixture
def rings(monkeypatch) -> list[int]:
    heard: list[int] = []
    monkeypatch.setattr(tasks, "ring", lambda: heard.append(1))
    return heard


@pytest.fixture
def done() -> list[str]:
    names: list[str] = []
    outbox.register("proef", lambda row: names.append(row.sleutel))
    return names


def promise(sleutel: str = "a", **kwargs) -> OutboxRow:
    with transaction.atomic():
        outbox.enqueue("proef", sleutel=sleutel, payload={"id": 1}, **kwargs)
    return OutboxRow.objects.get(sleutel=f"proef:{sleutel}")


def move(row: OutboxRow, **seconds: int) -> OutboxRow:
    """Let time pass for this row: its moments lie that much earlier."""
    OutboxRow.objects.filter(pk=row.pk).update(**{name: F(name) - timedelta(seconds=n) for name, n in seconds.items()})
    row.refresh_from_db()
    return row


@pytest.mark.django_db
def test_a_row_is_carried_out_once_with_what_was_promised(rings):
    seen = []
    outbox.register("proef", lambda row: seen.append(row.payload))
    row = promise()

    assert (outbox.drain(), outbox.drain()) == (1, 0)

    row.refresh_from_db()
    assert seen == [{"id": 1}]
    assert row.done_at and not row.failed_at and not row.claimed_until


@pytest.mark.django_db
def test_the_same_key_twice_is_one_promise(rings, done):
    with transaction.atomic():
        answers = [outbox.enqueue("proef", sleutel="a", payload={}) for _ in range(2)]

    assert answers == [True, False]
    assert outbox.drain() == 1


@pytest.mark.django_db
def test_a_soort_that_nobody_carries_out_is_refused_at_once():
    with transaction.atomic(), pytest.raises(LookupError):
        outbox.enqueue("onbekend", sleutel="a", payload={})


@pytest.mark.django_db(transaction=True)
def test_a_promise_outside_a_transaction_is_refused(done):
    with pytest.raises(transaction.TransactionManagementError):
        outbox.enqueue("proef", sleutel="a", payload={})

    assert not OutboxRow.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_transaction_promises_nothing_and_does_not_ring(rings, done):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.enqueue("proef", sleutel="a", payload={})
        1 / 0  # noqa: B018

    assert not OutboxRow.objects.exists()
    assert rings == []


@pytest.mark.django_db(transaction=True)
def test_the_bell_rings_once_a_transaction_and_only_after_it(rings, done):
    with transaction.atomic():
        for n in range(5):
            outbox.enqueue("proef", sleutel=str(n), payload={})
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            outbox.enqueue("proef", sleutel="ongedaan", payload={})
            1 / 0  # noqa: B018
        assert rings == []

    assert rings == [1]
    assert OutboxRow.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_a_promise_after_an_undone_part_still_rings(rings, done):
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            outbox.enqueue("proef", sleutel="ongedaan", payload={})
            1 / 0  # noqa: B018
        outbox.enqueue("proef", sleutel="b", payload={})

    assert rings == [1]


@pytest.mark.django_db
def test_a_row_for_later_waits(rings, done):
    row = promise(delay=60)
    assert outbox.drain() == 0

    move(row, available_at=61)
    assert outbox.drain() == 1


@pytest.mark.django_db
def test_a_worker_that_died_leaves_its_row_to_the_next_when_the_lease_ran_out(rings, done):
    promise()
    (row,) = outbox.claim()  # and then: kill -9
    assert outbox.drain() == 0

    move(row, claimed_until=44)
    assert outbox.drain() == 0
    move(row, claimed_until=2)
    assert outbox.drain() == 1
    assert done == ["proef:a"]


@pytest.mark.django_db
def test_a_worker_thought_dead_does_not_overwrite_its_successor(rings):
    outbox.register("proef", lambda row: None)
    promise()
    (slow,) = outbox.claim()
    move(OutboxRow.objects.get(), claimed_until=60)
    (successor,) = outbox.claim()

    assert outbox.carry_out(slow) is False
    outbox._try_later(slow, "late")
    outbox._set_aside(slow, "late")
    row = OutboxRow.objects.get()
    assert row.claimed_until and not row.done_at and not row.failed_at and row.last_error == ""

    assert outbox.carry_out(successor) is True


@pytest.mark.django_db
def test_control_without_the_fence_the_slow_worker_ends_the_row_of_its_successor(rings, monkeypatch):
    outbox.register("proef", lambda row: None)
    promise()
    (slow,) = outbox.claim()
    move(OutboxRow.objects.get(), claimed_until=60)
    outbox.claim()
    monkeypatch.setattr(outbox, "_mine", lambda row: OutboxRow.objects.filter(pk=row.pk))

    assert outbox.carry_out(slow) is True


@pytest.mark.django_db
def test_a_failure_is_tried_again_later_and_later_and_then_set_aside(rings):
    told = []

    def fail(row):
        raise ConnectionError("anna@voorbeeld.nl refused")

    outbox.register("proef", fail, on_failed=lambda row: told.append(row.last_error))
    row = promise()
    waits = []
    while not row.failed_at:
        assert outbox.drain() == 1
        row.refresh_from_db()
        if not row.failed_at:
            assert outbox.drain() == 0
            waits.append(OutboxRow.objects.annotate(wait=F("available_at") - Now()).get().wait.total_seconds())
            move(row, available_at=24 * 3600)

    assert all(expected - 3 < wait <= expected for wait, expected in zip(waits, outbox.BACKOFF, strict=True))
    assert row.attempts == outbox.MAX_ATTEMPTS
    assert len(told) == 1
    assert told[0].startswith("ConnectionError basis/test_outbox.py:")
    assert "anna" not in row.last_error


@pytest.mark.django_db
def test_a_permanent_failure_is_set_aside_at_once_with_its_reason(rings):
    told = []

    def refuse(row):
        raise outbox.Permanent("geen adres")

    outbox.register("proef", refuse, on_failed=told.append)
    row = promise()

    assert (outbox.drain(), outbox.drain()) == (1, 0)
    row.refresh_from_db()
    assert row.failed_at and row.last_error == "geen adres"
    assert [t.pk for t in told] == [row.pk]


@pytest.mark.django_db(transaction=True)
def test_when_telling_of_the_failure_fails_the_row_is_found_again(rings):
    def refuse(row):
        raise outbox.Permanent("nee")

    outbox.register("proef", refuse, on_failed=lambda row: 1 / 0)
    row = promise()

    with pytest.raises(ZeroDivisionError):
        outbox.drain()

    row.refresh_from_db()
    assert not row.failed_at
    assert row.claimed_until


@pytest.mark.django_db
def test_a_row_that_kills_its_worker_every_time_is_set_aside(rings, done):
    row = promise()
    for _ in range(outbox.MAX_ATTEMPTS):
        assert len(outbox.claim()) == 1  # and the worker dies
        move(row, claimed_until=60)

    assert outbox.drain() == 1
    row.refresh_from_db()
    assert row.failed_at and row.last_error == "no attempt came back"
    assert done == []


@pytest.mark.django_db(transaction=True)
def test_eight_workers_at_once_take_each_row_once(rings, at_once):
    seen: Counter[str] = Counter()
    lock = threading.Lock()

    def count(row: OutboxRow) -> None:
        with lock:
            seen[row.sleutel] += 1

    outbox.register("proef", count)
    with transaction.atomic():
        for n in range(40):
            outbox.enqueue("proef", sleutel=str(n), payload={})

    taken = at_once(lambda number: outbox.drain(), 8)

    assert sum(taken) == 40
    assert set(seen.values()) == {1} and len(seen) == 40


@pytest.mark.django_db(transaction=True)
def test_control_without_the_row_lock_workers_take_the_same_row(rings, at_once, monkeypatch):
    seen: list[str] = []
    together = threading.Barrier(4)
    lease = outbox._lease

    def lease_late(row: OutboxRow) -> None:
        together.wait(5)
        lease(row)

    outbox.register("proef", lambda row: seen.append(row.sleutel))
    promise()
    monkeypatch.setattr(outbox, "_lease", lease_late)
    manager = type(OutboxRow.objects)
    monkeypatch.setattr(manager, "select_for_update", lambda self, **kwargs: self.get_queryset())

    at_once(lambda number: [outbox.carry_out(row) for row in outbox.claim()], 4)

    assert len(seen) == 4


@pytest.mark.django_db
@pytest.mark.parametrize(("may_wait", "order"), [(True, ["proef", "hangt"]), (False, ["hangt", "proef"])])
def test_what_may_wait_waits_for_all_else_and_the_control_shows_it(rings, may_wait, order):
    seen: list[str] = []
    outbox.register("hangt", lambda row: seen.append("hangt"), may_wait=may_wait)
    outbox.register("proef", lambda row: seen.append("proef"))
    with transaction.atomic():
        outbox.enqueue("hangt", sleutel="a", payload={})
    promise()

    outbox.drain()

    assert seen == order


@pytest.mark.django_db
def test_the_task_takes_one_row_and_wakes_a_colleague_first(monkeypatch):
    order = []
    outbox.register("proef", lambda row: order.append("work"))
    monkeypatch.setattr(tasks, "ring", lambda: order.append("ring"))
    promise("a")
    promise("b")

    tasks.drain_outbox()
    assert order == ["ring", "work"]
    tasks.drain_outbox()
    tasks.drain_outbox()
    assert order == ["ring", "work"] * 2


def test_a_row_has_its_whole_time_limit_within_its_lease():
    assert (tasks.drain_outbox.soft_time_limit, tasks.drain_outbox.time_limit) == (25, 30)


@pytest.mark.django_db
def test_what_outlived_its_use_is_removed_and_nothing_else(rings, done, anna):
    from django.utils import timezone

    from basis.models import OnceKey, SearchTerm

    now = timezone.now()
    for hours in (47, 49):
        OnceKey.objects.create(user_id=1, view="v", key=f"k{hours}", body_hash="", created_at=now - timedelta(hours=hours))
    for hours in (23, 25):
        SearchTerm.objects.create(key=str(hours), user_id=1, term="x", created_at=now - timedelta(hours=hours))
    for name in ("oud", "nieuw", "open"):
        promise(name)
    OutboxRow.objects.filter(sleutel="proef:oud").update(done_at=now - timedelta(days=31))
    OutboxRow.objects.filter(sleutel="proef:nieuw").update(done_at=now - timedelta(days=29))
    OutboxRow.objects.filter(sleutel="proef:open").update(created_at=now - timedelta(days=99))

    tasks.sweep_old_rows()

    assert [k.key for k in OnceKey.objects.all()] == ["k47"]
    assert [t.key for t in SearchTerm.objects.all()] == ["23"]
    assert sorted(r.sleutel for r in OutboxRow.objects.all()) == ["proef:nieuw", "proef:open"]


@pytest.mark.django_db
def test_claiming_does_not_hold_a_transaction_open_while_working(rings):
    inside = []
    depth = len(connection.savepoint_ids)
    outbox.register("proef", lambda row: inside.append(len(connection.savepoint_ids)))
    promise()
    outbox.drain()

    assert inside == [depth]
