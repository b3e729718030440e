import pytest

from tests.trajecten import leven
from tests.trajecten.herinneringen.hulp import MAANDAG
from trajecten.models import Traject
from trajecten.regels import Status


@pytest.fixture
def traject(w) -> Traject:
    """At work; of its termijnen only those the test makes are open."""
    made = leven.naar(w, Status.LOPEND)
    made.termijnen.open().update(vervallen_op=MAANDAG)
    Traject.objects.filter(pk=made.pk).update(behandelaar=w.coordinator)
    made.refresh_from_db()
    return made
