"""A broker that is down, frozen or back again: no user waits (P5)."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from praktijkleren import lokaal


class Bel:
    """A web process, as far as ringing goes."""

    def __init__(self, url: str):
        root = Path(__file__).resolve().parents[2]
        env = {**os.environ, "REDIS_URL": url, "PYTHONPATH": str(root), "LOG_LEVEL": "CRITICAL"}
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("_bel.py"))],
            env=env,
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ring(self, how: str = "") -> float:
        """:returns: seconds."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{how}\n")
        self.process.stdin.flush()
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


def test_a_frozen_broker_costs_a_second_and_then_nothing(valkey, bel):
    process, url = valkey
    bel.ring()
    assert redis.Redis.from_url(url).llen("celery") == 1

    process.send_signal(signal.SIGSTOP)
    try:
        first, *others = [bel.ring() for _ in range(5)]
    finally:
        process.send_signal(signal.SIGCONT)

    assert 0.5 < first < 1.4
    assert max(others) < 0.05


def test_control_without_the_quiet_period_each_ring_costs_that_second(valkey, bel):
    process, _ = valkey
    bel.ring()

    process.send_signal(signal.SIGSTOP)
    try:
        times = [bel.ring("no-quiet") for _ in range(3)]
    finally:
        process.send_signal(signal.SIGCONT)

    assert min(times) > 0.5


def test_a_broker_that_refuses_costs_hardly_anything_and_a_process_may_start_without_it():
    bel = Bel(f"redis://127.0.0.1:{lokaal.free_port()}/0")
    try:
        first, second = bel.ring(), bel.ring()
    finally:
        bel.stop()

    assert first < 1.4
    assert second < 0.05


def test_a_process_that_starts_while_the_broker_is_frozen_waits_no_longer(valkey):
    process, url = valkey
    process.send_signal(signal.SIGSTOP)
    bel = Bel(url)
    try:
        first, second = bel.ring(), bel.ring()
    finally:
        process.send_signal(signal.SIGCONT)
        bel.stop()

    assert first < 1.4
    assert second < 0.05
