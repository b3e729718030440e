import pytest

from kwalificaties.models import Kwalificatie
from tests.kwalificaties.bronnen import crebos, neem_op, xml
from tests.werkgevers.factories import LidmaatschapFactory, RegioFactory


@pytest.fixture
def regio(db):
    return RegioFactory(regiocode="GR", naam="Groningen")


@pytest.fixture
def coordinator(regio):
    return LidmaatschapFactory(regio=regio, user__naam="Marieke Veen").user


@pytest.fixture
def catalogus(db):
    """Three kwalificaties: two of a dossier, one of a list, which is an example here."""
    neem_op(xml())
    neem_op(crebos())
    voorbeeld = Kwalificatie.objects.get(crebo="25911")
    voorbeeld.officieel = False
    voorbeeld.save()


@pytest.fixture
def vlaggenmaker(catalogus):
    return Kwalificatie.objects.get(crebo="25901")
