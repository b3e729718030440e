"""
More random walks than a quick run has time for (see tests/trajecten/test_wandelingen.py).

The walks are the same ones each time, so that what lands does not hang on luck. Look for news with other ones by hand:
`WANDELINGEN=200 bin/test tests/faults/test_ver_gewandeld.py`.
"""

import os

import pytest

from tests.trajecten.test_wandelingen import loop, mensen  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db


def test_many_random_walks_never_leave_the_process(mensen):  # noqa: F811
    others = int(os.environ.get("WANDELINGEN", "0"))
    done = loop(mensen, others or 30, derandomize=not others, database=None)

    assert len(+done) > 15, f"control: they came nearly everywhere; {done}"
