import pytest

from tests.werkgevers.factories import (
    ErkenningCheckFactory,
    ErkenningFactory,
    LeerbedrijfFactory,
    LidmaatschapFactory,
    OrganisatieFactory,
    RegioFactory,
)


@pytest.fixture
def regio(db):
    return RegioFactory(regiocode="GR", naam="Groningen")


@pytest.fixture
def coordinator(regio):
    return LidmaatschapFactory(regio=regio, user__naam="Marieke Veen").user


@pytest.fixture
def bakker(regio):
    organisatie = OrganisatieFactory(regio=regio, naam="Bakkerij Ter Horst", plaats="Appingedam")
    return LeerbedrijfFactory(regio=regio, organisatie=organisatie)


@pytest.fixture
def erkenning(bakker):
    """Erkend since 2025, last checked on 1 September 2026."""
    return ErkenningCheckFactory(erkenning=ErkenningFactory(leerbedrijf=bakker)).erkenning
