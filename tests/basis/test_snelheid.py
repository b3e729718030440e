"""How often an open door may be tried from one address (M10)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import RequestFactory

from basis.snelheid import within_limit

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 5, 11, 9, tzinfo=UTC)


def probeer(address: str = "192.0.2.7", name: str = "proef") -> bool:
    return within_limit(RequestFactory().get("/", REMOTE_ADDR=address), name, amount=2, seconds=3600)


def test_a_quiet_while_within_the_window_does_not_begin_it_anew():
    with time_machine.travel(BEGIN, tick=False):
        assert [probeer() for _ in range(3)] == [True, True, False]
    with time_machine.travel(BEGIN + timedelta(minutes=50), tick=False):
        assert not probeer()
    with time_machine.travel(BEGIN + timedelta(minutes=60), tick=False):
        assert probeer()


def test_another_address_and_another_door_count_by_themselves():
    with time_machine.travel(BEGIN, tick=False):
        assert [probeer() for _ in range(3)] == [True, True, False]
        assert probeer("192.0.2.8") and probeer(name="andere")
