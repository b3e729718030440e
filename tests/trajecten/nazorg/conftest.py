import pytest

from tests.trajecten import leven
from tests.trajecten.nazorg.dagen import in_nazorg


@pytest.fixture
def w():
    return leven.wereld()


@pytest.fixture
def traject(w):
    return in_nazorg(w)
