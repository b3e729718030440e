"""A process that rings when a line comes in and answers how long that took; run by `test_broker.py`."""

import sys
from time import perf_counter

from praktijkleren import wsgi  # noqa: F401  # a web process

from basis import tasks  # isort: skip
from praktijkleren.celery import app  # isort: skip

if sys.argv[1:] == ["zonder-tijdlimiet"]:  # as Celery comes
    app.conf.update(broker_transport_options={}, broker_connection_timeout=4.0, task_publish_retry=True)

for line in sys.stdin:
    ring = {"ring": tasks.ring, "call": tasks.call}[line.strip()]
    started = perf_counter()
    ring()
    print(f"{perf_counter() - started:.3f}", flush=True)
