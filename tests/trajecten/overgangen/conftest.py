from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.trajecten import leven


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel(datetime(2026, 5, 11, 10, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=True):
        yield


@pytest.fixture
def w():
    return leven.wereld()


@pytest.fixture
def page(client, w):
    client.force_login(w.coordinator)
    return client
