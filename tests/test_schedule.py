"""The schedule in one table: what it names exists, and no clock change skips or doubles it (P7, P8)."""

import pytest
from celery.schedules import crontab

from praktijkleren.celery import SCHEDULE, app

AROUND_MIDNIGHT = {23, 0}  # UTC; where a day ends in the Netherlands, in winter and in summer


@pytest.fixture(scope="module", autouse=True)
def tasks_are_found() -> None:
    app.loader.import_default_modules()


@pytest.mark.parametrize("name", SCHEDULE)
def test_every_row_names_a_task_that_exists_and_takes_no_arguments(name: str) -> None:
    assert SCHEDULE[name]["task"] in app.tasks
    assert not {"args", "kwargs"} & set(SCHEDULE[name])


def test_every_task_of_ours_that_nobody_rings_for_is_in_the_schedule() -> None:
    ours = {name for name in app.tasks if not name.startswith("celery.")}

    assert ours == {row["task"] for row in SCHEDULE.values()}


def test_beat_counts_in_utc_and_nothing_runs_only_around_midnight() -> None:
    assert (app.conf.timezone, app.conf.enable_utc) == ("UTC", True)
    hours = [row["schedule"].hour for row in SCHEDULE.values() if isinstance(row["schedule"], crontab)]
    assert hours
    assert all(when - AROUND_MIDNIGHT for when in hours)


def test_the_sweep_comes_every_half_minute_and_does_not_pile_up() -> None:
    assert SCHEDULE["outbox"]["schedule"] == 30.0
    assert SCHEDULE["outbox"]["options"]["expires"] <= 30


def test_a_task_that_was_lost_comes_back_and_carries_only_json() -> None:
    conf = app.conf
    assert conf.task_acks_late and conf.task_reject_on_worker_lost and conf.task_ignore_result
    assert conf.worker_prefetch_multiplier == 1
    assert (conf.task_serializer, conf.accept_content) == ("json", ["json"])
    options = conf.broker_transport_options
    assert (options["visibility_timeout"], options["unacked_restore_interval"], options["unacked_restore_throttle"]) == (900, 10, 1)
