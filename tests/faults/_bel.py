"""A process that rings when a line comes in and answers how long that took; run by `test_broker.py`."""

import sys
from time import perf_counter

from praktijkleren import wsgi  # noqa: F401  # a web process

from basis import tasks  # isort: skip

for line in sys.stdin:
    if line.startswith("no-quiet"):
        tasks.QUIET = 0
    started = perf_counter()
    tasks.ring()
    print(f"{perf_counter() - started:.3f}", flush=True)
