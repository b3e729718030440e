"""What the database itself refuses, one test per constraint."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kwalificaties.models import CatalogusImport, CatalogusUpload, Domein, Dossier, Kerntaak, Kwalificatie, Werkproces
from tests.kwalificaties.bronnen import NU
from tests.kwalificaties.factories import KwalificatieFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def knoper() -> Kwalificatie:
    return KwalificatieFactory(crebo="25911", dossier__crebo="23902")


def eerste_taak() -> Kerntaak:
    return Kerntaak.objects.get(nummer="P1-K1")


FOUTEN = {
    "import_soort_bestaat": lambda k, regio: CatalogusImport.objects.create(soort="mail", bestandsnaam="x", sha256="x", at=NU),
    "domein_crebo_vorm": lambda k, regio: Domein.objects.create(crebo="791", naam="Kort"),
    "dossier_crebo_vorm": lambda k, regio: Dossier.objects.create(crebo="2390a", naam="Letter"),
    "kwalificatie_crebo_vorm": lambda k, regio: KwalificatieFactory(crebo="2591"),
    "kwalificatie_crebo_een_keer": lambda k, regio: KwalificatieFactory(crebo="25911"),
    "kwalificatie_niveau_bestaat": lambda k, regio: KwalificatieFactory(niveau=5),
    "kwalificatie_volgt_zichzelf_niet_op": lambda k, regio: Kwalificatie.objects.filter(pk=k.pk).update(opvolger=k),
    "regio_kwalificatie_niet_officieel": lambda k, regio: KwalificatieFactory(regio=regio, officieel=True),
    "kerntaak_nummer_een_keer": lambda k, regio: Kerntaak.objects.create(dossier=k.dossier, kwalificatie=k, nummer="P1-K1"),
    "kerntaak_nummer_vorm": lambda k, regio: Kerntaak.objects.filter(nummer="P1-K1").update(nummer="P1-K0"),
    "kerntaak_basis_is_gedeeld": lambda k, regio: Kerntaak.objects.create(dossier=k.dossier, kwalificatie=k, nummer="B1-K1"),
    "werkproces_nummer_een_keer": lambda k, regio: Werkproces.objects.create(kerntaak=eerste_taak(), nummer="P1-K1-W1", titel="x"),
    "werkproces_nummer_vorm": lambda k, regio: Werkproces.objects.filter(nummer="P1-K1-W1").update(nummer="W1"),
    "regio_werkproces_niet_officieel": lambda k, regio: Werkproces.objects.create(
        kerntaak=eerste_taak(), nummer="P1-K1-W3", titel="x", regio=regio, officieel=True
    ),
}


@pytest.mark.parametrize("naam", FOUTEN)
def test_the_database_refuses(naam, knoper, groningen):
    with pytest.raises(IntegrityError, match=naam), transaction.atomic():
        FOUTEN[naam](knoper, groningen)


def test_every_constraint_of_this_room_has_a_test():
    modellen = [CatalogusImport, Domein, Dossier, Kwalificatie, Kerntaak, Werkproces]

    assert {c.name for model in modellen for c in model._meta.constraints} == set(FOUTEN)


def test_a_lapsed_row_leaves_its_number_free(knoper):
    Werkproces.objects.filter(nummer="P1-K1-W1").update(vervallen_op=date(2026, 9, 1))

    Werkproces.objects.create(kerntaak=eerste_taak(), nummer="P1-K1-W1", titel="Nieuw")

    assert Werkproces.objects.filter(nummer="P1-K1-W1").count() == 2


def test_a_regio_may_type_a_crebo_and_a_number_that_others_have_too(knoper, groningen):
    KwalificatieFactory(crebo="25911", regio=groningen)
    Werkproces.objects.create(
        kerntaak=Kerntaak.objects.get(kwalificatie=knoper), nummer="P1-K1-W1", titel="Van ons", regio=groningen
    )

    assert Kwalificatie.objects.filter(crebo="25911").count() == 2


@pytest.mark.parametrize(
    ("naam", "velden"),
    [
        ("upload_soort_bestaat", {"soort": "startcatalogus"}),
        ("upload_opgenomen_is_leeg", {"inhoud": b"<sbb/>"}),
    ],
)
def test_an_upload_is_of_a_known_kind_and_is_emptied_when_it_is_in(beheerder, naam, velden):
    bron = CatalogusImport.objects.create(soort="crebos", bestandsnaam="a.csv", sha256="0", at=NU)
    row = {"door": beheerder, "soort": "crebos", "bestandsnaam": "a.csv", "inhoud": b"", "at": NU, "opgenomen_als": bron}
    CatalogusUpload.objects.create(**row)

    with pytest.raises(IntegrityError, match=naam), transaction.atomic():
        CatalogusUpload.objects.create(**row | velden)
