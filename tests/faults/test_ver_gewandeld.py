"""More random walks than a quick run has time for, and other ones each time (see tests/trajecten/test_wandelingen.py)."""

import pytest

from tests.trajecten.test_wandelingen import loop, mensen  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db


def test_many_random_walks_never_leave_the_process(mensen):  # noqa: F811
    done = loop(mensen, 30, derandomize=False, database=None)

    assert len(+done) > 15, f"control: they came nearly everywhere; {done}"
