"""The same Monday and the same world as the overgangen."""

import pytest

from tests.trajecten import leven
from tests.trajecten.overgangen.conftest import on_a_monday

__all__ = ["on_a_monday"]


@pytest.fixture
def w():
    return leven.wereld()
