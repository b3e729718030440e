"""`bin/start` that is killed without a word takes everything with it, and comes back on the same data."""

import signal

from tests.lopend import running_start, wait_for


def test_nothing_outlives_a_bin_start_that_was_killed() -> None:
    with running_start(DEMO="0") as start:
        assert len(start.processes()) >= 4  # the control: there was something to stop

        start.process.send_signal(signal.SIGKILL)
        start.process.wait()

        wait_for(lambda: start.processes() == [], 60)
