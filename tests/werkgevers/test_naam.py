import pytest

from tests.werkgevers.factories import LeerbedrijfFactory
from werkgevers import naam
from werkgevers.bron import erkenning_bron

pytestmark = pytest.mark.django_db


def buiten(leerbedrijf):
    return (
        naam.naam_buiten(leerbedrijf),
        naam.plaats_buiten(leerbedrijf),
        naam.adres_buiten(leerbedrijf),
        naam.leerbedrijf_id_buiten(leerbedrijf),
        naam.kvk_buiten(leerbedrijf),
    )


def test_outsiders_see_name_address_and_number():
    leerbedrijf = LeerbedrijfFactory(organisatie__naam="Bakkerij Ter Horst", leerbedrijf_id="100000009", kvk="12345678")

    assert buiten(leerbedrijf) == (
        "Bakkerij Ter Horst",
        "Groningen",
        ["Dorpsstraat 1", "9712 AB Groningen"],
        "100000009",
        "12345678",
    )


def test_outsiders_see_of_a_hidden_address_the_cover_name_only():
    leerbedrijf = LeerbedrijfFactory(
        organisatie__naam="Opvanghuis", kvk="12345678", verborgen_adres=True, schuilnaam="Werkplaats Noord"
    )

    assert buiten(leerbedrijf) == ("Werkplaats Noord", "", [], "", "")


def test_the_source_links_to_the_public_search_of_this_leerbedrijf(settings):
    leerbedrijf = LeerbedrijfFactory(leerbedrijf_id="100000009")
    assert "100000009" in erkenning_bron().zoeklink(leerbedrijf)

    settings.STAGEMARKT_ZOEKLINK = "https://voorbeeld.nl/{leerbedrijf_id}/"
    assert erkenning_bron().zoeklink(leerbedrijf) == "https://voorbeeld.nl/100000009/"


class AndereBron:
    naam = "Koppeling"

    def zoeklink(self, leerbedrijf):
        return "https://koppeling.voorbeeld.nl"


def test_another_source_can_take_its_place(settings):
    settings.ERKENNING_BRON = "tests.werkgevers.test_naam.AndereBron"

    assert erkenning_bron().naam == "Koppeling"
