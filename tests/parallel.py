"""Several people at the same moment, each in a thread with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection


def at_once(actions: list[Callable[[], Any]]) -> list[Any]:
    """Run all together. :returns: what each gave back, or the exception it raised, in order. Needs a transactional test."""
    start = Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return action()
        except Exception as raised:  # the test looks at what was raised
            return raised
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))
