"""Every time-out of vertrouwen.md §2, in one place."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

from basis import outbox, tasks
from documenten import afgeschermd
from praktijkleren import celery


def shown(*names: str) -> dict[str, str]:
    with connection.cursor() as cursor:
        return {name: cursor.execute(f"SHOW {name}").fetchone()[0] for name in names}


@pytest.fixture
def fresh_connection(transactional_db):
    """A connection made after the limits were put on the role, as a web process makes it."""
    call_command("tijdlimieten", verbosity=0)
    call_command("tijdlimieten", verbosity=0)  # may be repeated
    connection.close()
    yield
    connection.close()


def test_what_the_settings_say():
    assert settings.DATABASES["default"]["OPTIONS"]["connect_timeout"] == 3
    assert settings.DATABASES["default"]["CONN_HEALTH_CHECKS"] is True
    assert settings.EMAIL_TIMEOUT == 5
    broker = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    assert (broker["socket_timeout"], broker["socket_connect_timeout"], broker["max_retries"]) == (1, 1, 0)
    assert settings.CELERY_TASK_PUBLISH_RETRY is False


def test_what_the_database_says_on_a_connection_of_the_web(fresh_connection):
    assert shown("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "timezone") == {
        "statement_timeout": "10s",
        "lock_timeout": "3s",
        "idle_in_transaction_session_timeout": "15s",
        "timezone": "UTC",
    }


def test_a_worker_has_sixty_seconds_a_statement_and_the_other_limits_stay(fresh_connection):
    celery.allow_longer_statements()
    try:
        assert shown("statement_timeout", "lock_timeout") == {"statement_timeout": "1min", "lock_timeout": "3s"}
    finally:
        celery.connection_created.disconnect(dispatch_uid="statement_timeout")


def test_a_statement_that_takes_too_long_is_ended(fresh_connection):
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '100ms'")
        with pytest.raises(OperationalError, match="statement timeout"):
            cursor.execute("SELECT pg_sleep(5)")


def test_a_task_ends_before_its_lease_and_the_sweep_comes_every_half_minute():
    assert (tasks.drain_outbox.soft_time_limit, tasks.drain_outbox.time_limit) == (25, 30)
    assert {soort: handler.lease for soort, handler in outbox._handlers.items()} == dict.fromkeys(outbox._handlers, 45)
    assert {"document", "mail"} <= outbox._handlers.keys()
    assert celery.SCHEDULE["outbox"]["task"] == tasks.drain_outbox.name
    assert celery.SCHEDULE["outbox"]["schedule"] == 30


def test_a_document_is_rendered_in_twenty_seconds_or_not_at_all():
    assert afgeschermd.WALL_SECONDS == 20
