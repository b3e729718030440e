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

PROMISED = 1.5  # seconds
OWN = 0.3  # of which our own work takes this on a quiet machine


def seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def too_slow(frozen: dict[str, float], live: dict[str, float]) -> dict[str, float]:
    """What broke the promise; when the same took long with a broker that answers, the machine is to blame for that part."""
    return {name: took for name, took in frozen.items() if took >= PROMISED + max(0, live[name] - OWN)}


@pytest.fixture
def ours(product: Product, monkeypatch) -> Product:
    """Our own process rings this broker too."""
    monkeypatch.setenv("CELERY_BROKER_URL", product.redis_url)
    monkeypatch.setattr(app.amqp, "_producer_pool", None)
    return product


def walk(regio: str, monkeypatch) -> dict[str, float]:
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

        took[str(target)] = seconds(step)
    assert traject.status == ROUTE[-1]
    return took


def test_every_overgang_of_the_main_line(ours: Product, monkeypatch) -> None:
    live = walk("GR", monkeypatch)
    ours.valkey.send_signal(signal.SIGSTOP)
    first, second = walk("FR", monkeypatch), walk("DR", monkeypatch)
    frozen = {name: min(first[name], second[name]) for name in live}  # a hiccup of the machine does not come twice

    assert max(frozen[name] - live[name] for name in live) > 0.5  # the control: somebody did wait for the broker
    assert too_slow(frozen, live) == {}


def test_signing_in_and_asking_for_a_new_password(product: Product, coordinator: User, settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # what the web process knows
    coordinator.set_password(WACHTWOORD)
    coordinator.save(update_fields=["password"])
    product.start_web()

    def act() -> dict[str, float]:
        visitor, reset = Visitor(), f"{product.address}/wachtwoord/vergeten/"
        sign_in, _ = visitor.get(product.address)
        took = {
            "sign in": seconds(lambda: visitor.post(sign_in, login=coordinator.email, password=WACHTWOORD)),
            "ask": seconds(lambda: Visitor().post(reset, email=coordinator.email)),
        }
        assert "inloggen" not in visitor.get(product.address)[0]
        return took

    act()  # the web processes load their pages
    live = act()
    product.valkey.send_signal(signal.SIGSTOP)

    assert too_slow(act(), live) == {}
