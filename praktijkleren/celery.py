"""
The Celery app and the whole schedule in one table.

Celery is a doorbell: what must happen stands in PostgreSQL, so a lost or doubled tick does no harm.
Beat runs in UTC and has nothing that may only run between 23:00 and 01:00 UTC: summer time skips or doubles nothing (P8).
"""

import os
from importlib import import_module

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init, setup_logging, worker_init
from django.conf import settings
from django.db.backends.signals import connection_created

from basis.log import configure

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "praktijkleren.settings")

STATEMENT_TIMEOUT = "60s"  # of a worker; the web's 10 s stands on the database role (`manage.py tijdlimieten`)

SCHEDULE = {
    "outbox": {"task": "basis.tasks.drain_outbox", "schedule": 30.0, "options": {"expires": 30}},
    "oude_rijen": {"task": "basis.tasks.sweep_old_rows", "schedule": crontab(minute=20)},
    "concepten": {"task": "documenten.tasks.verlopen_concepten", "schedule": crontab(minute=40)},
    "bestanden": {"task": "documenten.tasks.verweesde_bestanden", "schedule": crontab(hour=4, minute=50)},
    "uploads": {"task": "kwalificaties.tasks.verlopen_uploads", "schedule": crontab(minute=30)},
    "invoer": {"task": "accounts.tasks.verlopen_invoer", "schedule": crontab(minute=55)},
    "herinneringen": {"task": "trajecten.tasks.herinneringen", "schedule": crontab(hour="4-19", minute="*/10")},
    "nachtwerk": {"task": "trajecten.tasks.nachtwerk", "schedule": crontab(hour="2,5", minute=10)},
}

app = Celery("praktijkleren")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks()


@setup_logging.connect
def use_our_log(**kwargs) -> None:
    """Celery would put handlers of its own on the root logger, which print what ours leave out."""
    configure(settings.LOGGING)


@beat_init.connect
def ring_at_once(**kwargs) -> None:
    """What waited while everything was down is taken up now, not after the first half minute."""
    import_module("basis.tasks").ring()


@worker_init.connect
def allow_longer_statements(**kwargs) -> None:
    connection_created.connect(_set_statement_timeout, dispatch_uid="statement_timeout")


@worker_init.connect
def load_the_renderer(**kwargs) -> None:
    """Before the pool forks, so that no document waits for WeasyPrint to load."""
    import_module("documenten.maken")


def _set_statement_timeout(connection, **kwargs) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = '{STATEMENT_TIMEOUT}'")
