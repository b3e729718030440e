"""A consulent of gemeente Oldambt with an own aanmelding, on the Monday of the overgangen."""

import pytest
from django.test import Client

from accounts.models import Gemeente, Organisatie, Rol
from tests.personen import iemand
from tests.trajecten.conftest import jolanda, w
from tests.trajecten.overgangen.conftest import on_a_monday
from trajecten.models import Traject

__all__ = ["jolanda", "on_a_monday", "w"]


@pytest.fixture
def gemeente(w):
    return Organisatie.objects.create(soort="gemeente", naam="Gemeente Oldambt", gemeente=Gemeente.objects.get(naam="Oldambt"))


@pytest.fixture
def anita(gemeente):
    return iemand("Anita Jager", Rol.CONSULENT, organisatie=gemeente)


@pytest.fixture
def sander(gemeente):
    return iemand("Sander Pot", Rol.CONSULENT, organisatie=gemeente)


@pytest.fixture
def page(client, anita):
    client.force_login(anita)
    return client


@pytest.fixture
def eigen(anita, gemeente):
    """:returns: a function that makes this traject hers."""

    def make(traject: Traject) -> Traject:
        Traject.objects.filter(pk=traject.pk).update(consulent=anita, aanmelder=gemeente, aanmelder_naam=anita.naam)
        traject.refresh_from_db()
        return traject

    return make


@pytest.fixture
def als(client):
    """:returns: a function that signs somebody in."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def coordinator(w, client):
    """Signed in as the coordinator."""
    client.force_login(w.coordinator)
    return client


@pytest.fixture
def visitor():
    """Of a link: nobody signs in."""
    return Client()
