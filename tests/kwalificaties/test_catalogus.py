"""The catalogue that comes with the product: only codes and names, official only where it was read in full."""

import json

import pytest
from django.core.management import call_command

from kwalificaties.catalogus import DATA, laad_startcatalogus, laad_voorbeelden
from kwalificaties.models import CatalogusImport, Kwalificatie, Werkproces
from tests.kwalificaties.bronnen import NU, VANDAAG, XML, neem_op, xml

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogus():
    laad_startcatalogus(on=VANDAAG, at=NU)
    laad_voorbeelden(on=VANDAAG, at=NU)


def test_official_is_only_what_was_read_in_full(catalogus):
    for kwalificatie in Kwalificatie.objects.all():
        assert kwalificatie.officieel == (kwalificatie.herkomst == "volledig gelezen"), kwalificatie


def test_the_hovenier_has_its_six_official_werkprocessen(catalogus):
    hovenier = Kwalificatie.objects.get(crebo="25452")

    assert [w.nummer for w in hovenier.werkprocessen()] == [
        "B1-K1-W1",
        "B1-K1-W2",
        "B1-K1-W3",
        "B1-K1-W4",
        "P1-K1-W1",
        "P1-K1-W2",
    ]
    assert all(w.officieel for w in hovenier.werkprocessen())


@pytest.mark.parametrize("crebo", ["25173", "25371", "25231", "25282", "25180", "25167", "25251", "25254", "25257", "25258"])
def test_every_trade_of_the_demo_has_three_to_five_examples_marked_as_such(catalogus, crebo):
    werkprocessen = Kwalificatie.objects.get(crebo=crebo).werkprocessen()

    assert 3 <= len(werkprocessen) <= 5
    assert not any(w.officieel for w in werkprocessen)


def test_every_kwalificatie_has_werkprocessen_and_none_is_left_behind(catalogus):
    assert all(k.werkprocessen().exists() for k in Kwalificatie.objects.all())


def test_the_successor_that_is_known_is_there(catalogus):
    assert Kwalificatie.objects.get(crebo="25498").opvolger.crebo == "25960"


def test_loading_twice_changes_nothing(catalogus):
    call_command("laad_startcatalogus", "--voorbeelden")

    assert CatalogusImport.objects.count() == 2
    assert not Werkproces.objects.exclude(vervallen_op=None).exists()


def test_what_somebody_imported_stands():
    vlag = XML.replace("23901", "23189").replace("25901", "25499").replace("25902", "25498")
    neem_op(xml(vlag))

    laad_startcatalogus(on=VANDAAG, at=NU)

    assert Kwalificatie.objects.get(crebo="25499").naam == "Vlaggenmaker"
    assert [w.titel for w in Kwalificatie.objects.get(crebo="25499").werkprocessen()] == ["Knipt de stof", "Naait de baan"]
    assert Kwalificatie.objects.get(crebo="25500").officieel


def test_examples_give_way_to_the_official_dossier(catalogus):
    neem_op(xml(XML.replace("23901", "23082").replace("25901", "25173")))

    bakker = Kwalificatie.objects.get(crebo="25173")
    assert all(w.officieel for w in bakker.werkprocessen())
    assert Werkproces.objects.filter(kerntaak__kwalificatie=bakker, vervallen_op=VANDAAG).count() == 5


def test_no_sentence_of_sbb_is_shipped():
    for bestand in DATA.glob("*.json"):
        assert not {"omschrijving", "resultaat", "gedrag"} & _sleutels(json.loads(bestand.read_text("utf-8"))), bestand.name


def _sleutels(waarde) -> set[str]:
    if isinstance(waarde, dict):
        return set(waarde) | {s for kind in waarde.values() for s in _sleutels(kind)}
    return {s for kind in waarde for s in _sleutels(kind)} if isinstance(waarde, list) else set()
