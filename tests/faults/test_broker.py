"""A broker that is down, frozen or back again: no user waits (P5)."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

from praktijkleren import lokaal
from tests.faults.processes import wait_for

AT_ONCE = 0.2  # seconds; a thread is started in well under a millisecond


class Bel:
    """A web process, as far as ringing goes."""

    def __init__(self, url: str, *how: str):
        root = Path(__file__).resolve().parents[2]
        env = {**os.environ, "REDIS_URL": url, "PYTHONPATH": str(root), "LOG_LEVEL": "CRITICAL"}
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("_bel.py")), *how],
            env=env,
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ring(self) -> float:
        """:returns: seconds its user waited."""
        return self._do("ring")

    def call(self) -> float:
        """:returns: seconds until the broker took it or was given up."""
        return self._do("call")

    def _do(self, what: str) -> float:
        self.say(what)
        return self.answer()

    def say(self, what: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()

    def answered(self) -> bool:
        return bool(select.select([self.process.stdout], [], [], 0)[0])

    def answer(self) -> float:
        assert self.process.stdout
        return float(self.process.stdout.readline())

    def stop(self) -> None:
        self.process.communicate("", timeout=20)


@pytest.fixture(scope="module")
def valkey(tmp_path_factory) -> Iterator[tuple[subprocess.Popen, str]]:
    process, url = lokaal.start_valkey(tmp_path_factory.mktemp("valkey"))
    yield process, url
    process.send_signal(signal.SIGCONT)
    lokaal.stop(process, signal.SIGTERM)


@pytest.fixture
def bel(valkey) -> Iterator[Bel]:
    bel = Bel(valkey[1])
    yield bel
    bel.stop()


@contextmanager
def frozen(process: subprocess.Popen):
    process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        process.send_signal(signal.SIGCONT)


def test_what_is_rung_reaches_the_broker(valkey, bel):
    bel.ring()
    wait_for(lambda: redis.Redis.from_url(valkey[1]).llen("celery") == 1, 10, "a task at the broker")


def test_nobody_waits_for_a_frozen_broker(valkey, bel):
    bel.call()
    with frozen(valkey[0]):
        times = [bel.ring() for _ in range(5)]
        waited = bel.call()

    assert max(times) < AT_ONCE
    assert 0.5 < waited < 1.4, "control: who rings in the foreground waits until it is given up"


def test_control_as_celery_comes_it_waits_as_long_as_the_broker_is_frozen(valkey):
    bel = Bel(valkey[1], "zonder-tijdlimiet")
    bel.call()
    with frozen(valkey[0]):
        bel.say("call")
        time.sleep(5)
        assert not bel.answered()
    assert bel.answer() > 4
    bel.stop()


def test_a_broker_that_refuses_costs_hardly_anything_and_a_process_may_start_without_it():
    bel = Bel(f"redis://127.0.0.1:{lokaal.free_port()}/0")
    try:
        times = [bel.ring() for _ in range(2)]
        waited = bel.call()
    finally:
        bel.stop()

    assert max(times) < AT_ONCE
    assert waited < 1.4


def test_a_process_that_starts_while_the_broker_is_frozen_waits_no_longer(valkey):
    with frozen(valkey[0]):
        bel = Bel(valkey[1])
        try:
            times = [bel.ring() for _ in range(2)]
        finally:
            bel.stop()

    assert max(times) < AT_ONCE
