import pytest

from kwalificaties.models import Kwalificatie
from tests.kwalificaties.bronnen import crebos, neem_op, xml


@pytest.fixture
def catalogus(db):
    """Three kwalificaties: two of a dossier, one of a list, which is an example here."""
    neem_op(xml())
    neem_op(crebos())
    Kwalificatie.objects.filter(crebo="25911").update(officieel=False)


@pytest.fixture
def vlaggenmaker(catalogus):
    return Kwalificatie.objects.get(crebo="25901")
