import pytest

from accounts.models import Recht, Rol
from tests.personen import iemand
from tests.trajecten import leven
from trajecten.models import Plaatsing
from trajecten.regels import Status

S = Status


@pytest.fixture
def kees(w):
    return iemand("Kees Hofman", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.BEGELEIDEN])


@pytest.fixture
def lopend(w) -> Plaatsing:
    return leven.naar(w, S.LOPEND).plaatsing


@pytest.fixture
def gevraagd(w) -> Plaatsing:
    """The eindbeoordeling is asked."""
    return leven.naar(w, S.BEOORDELING).plaatsing
