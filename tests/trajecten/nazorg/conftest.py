import pytest

from tests.trajecten.nazorg.dagen import in_nazorg


@pytest.fixture
def traject(w):
    return in_nazorg(w)
