"""A regio with its people, and somebody of the leerbedrijf who guides."""

import pytest

from accounts.models import Recht, Rol
from tests.personen import iemand
from tests.trajecten import leven


@pytest.fixture
def w():
    return leven.wereld()


@pytest.fixture
def jolanda(w):
    return iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.BEGELEIDEN])


@pytest.fixture
def page(client, w):
    """Signed in as the coordinator."""
    client.force_login(w.coordinator)
    return client
