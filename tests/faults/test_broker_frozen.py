"""A broker that is stopped with SIGSTOP: signing in and every overgang of the main line within 1.5 s (P5)."""

import signal
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from accounts.models import User
from basis import tasks
from praktijkleren.celery import app
from tests.faults.processes import Product
from tests.lopend import Visitor
from tests.personen import WACHTWOORD
from tests.trajecten.leven import BEGIN, ROUTE, STAPPEN, aanmelding, wereld
from trajecten import workflow
from trajecten.regels import Status

PROMISED = 1.5  # seconds


def seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


@pytest.fixture
def frozen(product: Product, monkeypatch) -> Product:
    """Our own process rings this broker too, and it does not answer."""
    monkeypatch.setenv("CELERY_BROKER_URL", product.redis_url)
    monkeypatch.setattr(app.amqp, "_producer_pool", None)
    product.valkey.send_signal(signal.SIGSTOP)
    return product


def walk(regio: str, monkeypatch) -> dict[Status, float]:
    """One traject along the main line. :returns: seconds per overgang, by the status it led to."""
    w, day, took = wereld(regio), BEGIN, {}
    traject = workflow.aanmelden(regio=w.regio, aanmelding=aanmelding(w), by=w.coordinator, on=day)
    for target in ROUTE[1:]:
        monkeypatch.setattr(tasks, "_quiet_until", 0.0)  # the worst: nobody found out yet that it does not answer
        day += timedelta(days=7)

        def step(target=target, day=day) -> None:
            nonlocal traject
            with transaction.atomic():  # as @once does
                traject = STAPPEN[target](w, traject, day)

        took[target] = seconds(step)
    assert traject.status == ROUTE[-1]
    return took


def test_every_overgang_of_the_main_line(frozen: Product, monkeypatch) -> None:
    first, second = walk("GR", monkeypatch), walk("FR", monkeypatch)
    took = {status: min(first[status], second[status]) for status in first}  # what the machine did besides does not count

    assert max(took.values()) > 0.9  # the control: somebody did wait for the broker
    assert {status: s for status, s in took.items() if s >= PROMISED} == {}


def test_signing_in_and_asking_for_a_new_password(product: Product, coordinator: User, settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # what the web process knows
    coordinator.set_password(WACHTWOORD)
    coordinator.save(update_fields=["password"])
    product.start_web()
    sign_in, _ = Visitor().get(product.address)
    visitor = Visitor()
    visitor.get(sign_in)  # both web processes have loaded their pages
    visitor.get(sign_in)
    product.valkey.send_signal(signal.SIGSTOP)

    took = seconds(lambda: visitor.post(sign_in, login=coordinator.email, password=WACHTWOORD))
    ended, _ = visitor.get(product.address)
    asked = seconds(lambda: Visitor().post(f"{product.address}/wachtwoord/vergeten/", email=coordinator.email))

    assert "inloggen" not in ended
    assert took < PROMISED
    assert asked < PROMISED
