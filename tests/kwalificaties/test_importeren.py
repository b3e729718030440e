"""What an import makes of the catalogue: codes, versions, successors; the report first, and nothing lost."""

from datetime import date

import pytest

from kwalificaties.importeren import importeer, maak_verschil
from kwalificaties.models import CatalogusImport, Dossier, ImportSoort, Kerntaak, Kwalificatie, Werkproces
from kwalificaties.opvolging import zet_opvolger
from kwalificaties.rijen import ImportGeweigerd, collect
from kwalificaties.sbb_xml import lees_dossiers
from kwalificaties.stand import huidige_stand
from tests.kwalificaties.bronnen import CSV, NU, VANDAAG, XML, crebos, neem_op, xml

pytestmark = pytest.mark.django_db
LATER = date(2026, 10, 1)


def vaandelmaker() -> Kwalificatie:
    return Kwalificatie.objects.get(crebo="25902")


def test_a_dossier_gives_codes_basis_and_profile():
    neem_op(xml())

    assert [str(w) for w in vaandelmaker().werkprocessen()] == [
        "B1-K1-W1 Knipt de stof",
        "B1-K1-W2 Naait de baan",
        "P2-K1-W1 Borduurt een leeuw",
    ]
    assert [w.nummer for w in Kwalificatie.objects.get(crebo="25901").werkprocessen()] == ["B1-K1-W1", "B1-K1-W2"]
    assert [k.titel for k in vaandelmaker().kerntaken()] == ["Maakt vlaggen", "Borduurt vaandels"]


def test_a_dossier_gives_niveau_dates_sector_domein_and_sentences():
    neem_op(xml())

    kwalificatie, dossier = vaandelmaker(), Dossier.objects.get()
    assert (kwalificatie.niveau, kwalificatie.officieel) == (3, True)
    assert (kwalificatie.geldig_vanaf, kwalificatie.einde_instroom) == (date(2015, 8, 1), date(2026, 7, 31))
    assert (str(dossier.sectorkamer), str(dossier.domein), dossier.status) == (
        "Zorg, welzijn en sport",
        "Zorg en welzijn",
        "Vastgesteld",
    )
    assert Werkproces.objects.get(nummer="B1-K1-W1").gedrag == "De maker:\n- meet twee keer;\n- knipt één keer."


def test_what_was_imported_reads_back_as_what_was_in_the_file():
    neem_op(xml())

    rows = collect(lees_dossiers(xml()))
    stand = huidige_stand(rows)
    assert {key: {veld: stand[key][veld] for veld in row.fields} for key, row in rows.items()} == {
        key: row.fields for key, row in rows.items()
    }


@pytest.mark.parametrize("bestand", [xml(), crebos()], ids=["dossier", "crebos"])
def test_the_same_file_twice_changes_nothing(bestand):
    neem_op(bestand)
    rows = list(Werkproces.objects.order_by("pk").values_list()) + list(Kwalificatie.objects.order_by("pk").values_list())

    verslag = neem_op(bestand, on=LATER)

    assert verslag[:4] == ["Nieuw: 0", "Gewijzigd: 0", "Vervallen: 0", "Opvolger: 0"]
    assert rows == list(Werkproces.objects.order_by("pk").values_list()) + list(Kwalificatie.objects.order_by("pk").values_list())
    assert CatalogusImport.objects.count() == 1


def test_the_report_is_shown_before_anything_is_written():
    gezien = []
    importeer(
        ImportSoort.DOSSIER,
        [xml()],
        toon=lambda naam, verschil: gezien.append((naam, Dossier.objects.count(), verschil.ongewijzigd)),
        on=VANDAAG,
        at=NU,
    )

    assert gezien == [("dossier.xml", 0, 0)]
    assert Dossier.objects.count() == 1


def test_the_report_names_what_changes_and_is_kept():
    neem_op(xml())

    verslag = neem_op(xml(XML.replace("Naait de baan", "Naait de banen")), on=LATER)

    assert "  Werkproces B1-K1-W2 van dossier 23901: Naait de banen (titel was “Naait de baan”, wordt “Naait de banen”)" in verslag
    assert CatalogusImport.objects.latest("pk").verslag == verslag


def test_a_changed_title_keeps_the_old_werkproces_beside_the_new():
    neem_op(xml())
    oud = Werkproces.objects.get(nummer="B1-K1-W2")

    neem_op(xml(XML.replace("Naait de baan", "Naait de banen")), on=LATER)

    nieuw = vaandelmaker().werkprocessen().get(nummer="B1-K1-W2")
    oud.refresh_from_db()
    assert (oud.titel, oud.vervallen_op, oud.opvolger) == ("Naait de baan", LATER, nieuw)
    assert (nieuw.titel, nieuw.vervallen_op) == ("Naait de banen", None)


def test_a_changed_kerntaak_renews_the_werkprocessen_under_it():
    neem_op(xml())
    oud = Werkproces.objects.get(nummer="P2-K1-W1")

    neem_op(xml(XML.replace("Borduurt vaandels", "Versiert vaandels")), on=LATER)

    oud.refresh_from_db()
    assert (oud.kerntaak.titel, oud.kerntaak.vervallen_op, oud.vervallen_op) == ("Borduurt vaandels", LATER, LATER)
    assert vaandelmaker().werkprocessen().get(nummer="P2-K1-W1").kerntaak.titel == "Versiert vaandels"
    assert Werkproces.objects.filter(nummer="B1-K1-W1").count() == 1


def test_a_changed_sentence_makes_no_version():
    neem_op(xml())

    neem_op(xml(XML.replace("De stof past.", "De stof past goed.")), on=LATER)

    werkproces = Werkproces.objects.get(nummer="B1-K1-W1")
    assert (werkproces.resultaat, werkproces.vervallen_op) == ("De stof past goed.", None)


def test_what_a_dossier_no_longer_holds_lapses_and_is_never_deleted():
    neem_op(xml())
    profiel = XML[XML.index('<profiel nr="90"') : XML.index("</profielen>")]

    verslag = neem_op(xml(XML.replace(profiel, "")), on=LATER)

    assert "Vervallen: 3" in verslag
    assert vaandelmaker().vervallen_op == LATER
    assert not Kwalificatie.objects.geldig(on=LATER).filter(crebo="25902").exists()
    assert Werkproces.objects.get(nummer="P2-K1-W1").vervallen_op == LATER
    assert Kerntaak.objects.count() == 2


def test_what_comes_back_is_valid_again():
    neem_op(xml())
    profiel = XML[XML.index('<profiel nr="90"') : XML.index("</profielen>")]
    neem_op(xml(XML.replace(profiel, "")), on=LATER)

    neem_op(xml(), on=LATER)

    assert vaandelmaker().vervallen_op is None
    assert vaandelmaker().werkprocessen().filter(nummer="P2-K1-W1").count() == 1


def test_a_crebo_list_never_makes_anything_lapse():
    neem_op(xml())

    verslag = neem_op(crebos(), on=LATER)

    assert "Vervallen: 0" in verslag
    assert vaandelmaker().vervallen_op is None


def test_a_crebo_that_stands_in_another_dossier_is_refused():
    neem_op(xml())

    with pytest.raises(ImportGeweigerd, match="regel 3: Crebo 25902 hoort bij dossier 23901, niet bij 23902"):
        neem_op(crebos(CSV.replace("25911", "25902")))

    assert not Dossier.objects.filter(crebo="23902").exists()


def test_one_bad_file_of_two_keeps_the_good_one_out():
    with pytest.raises(ImportGeweigerd, match="tweede.xml, regel 6: Dossier 23901 staat er twee keer in"):
        importeer(ImportSoort.DOSSIER, [xml(), xml(naam="tweede.xml")], toon=lambda *a: None, on=VANDAAG, at=NU)

    assert not Dossier.objects.exists()


def test_a_dossier_of_two_ministries_gives_each_its_own_kwalificaties():
    dubbel = XML.replace("</dossiercrebo><", '</dossiercrebo><dossiercrebo ministerie="EZ">23905</dossiercrebo><').replace(
        ">25901</crebo>", '>25901</crebo><crebo ministerie="EZ" Geldig_vanaf="">25905</crebo>'
    )

    neem_op(xml(dubbel))

    assert Kwalificatie.objects.get(crebo="25905").dossier.crebo == "23905"
    assert [w.nummer for w in Kwalificatie.objects.get(crebo="25905").werkprocessen()] == ["B1-K1-W1", "B1-K1-W2"]


def test_what_a_regio_typed_itself_is_left_alone_by_an_import(groningen):
    neem_op(xml())
    taak = Kerntaak.objects.get(nummer="B1-K1")
    eigen = Werkproces.objects.create(kerntaak=taak, nummer="B1-K1-W9", titel="Hijst de vlag", regio=groningen)

    verslag = neem_op(xml(), on=LATER)

    eigen.refresh_from_db()
    assert "Vervallen: 0" in verslag and eigen.vervallen_op is None
    assert eigen not in vaandelmaker().werkprocessen()


def test_the_successor_stands_in_a_column_of_the_crebo_list():
    text = CSV.replace("bron", "opvolger").replace("2,XX", "2,25911").replace("1,XX", "1,")

    verslag = neem_op(crebos(text))

    assert "Opvolger: 1" in verslag
    assert Kwalificatie.objects.get(crebo="25901").opvolger.crebo == "25911"


def test_the_chain_of_successors_never_bites_its_tail():
    neem_op(xml())
    zet_opvolger("25901", "25902")

    for oud, nieuw in [("25902", "25901"), ("25901", "25901")]:
        with pytest.raises(ImportGeweigerd, match="kan .* niet opvolgen"):
            zet_opvolger(oud, nieuw)
    with pytest.raises(ImportGeweigerd, match="25999 staat niet in de catalogus"):
        zet_opvolger("25901", "25999")

    assert vaandelmaker().opvolger is None


def test_a_plan_alone_writes_nothing():
    maak_verschil(ImportSoort.DOSSIER, collect(lees_dossiers(xml())))

    assert not Dossier.objects.exists()


@pytest.mark.parametrize("teken", ["漢", "ا", "😀"])
def test_a_title_with_a_sign_that_no_document_can_print_is_refused(teken):
    with pytest.raises(ImportGeweigerd, match="gedrukt"):
        neem_op(xml(XML.replace("Naait de baan", f"Naait de baan {teken}")))

    assert not Werkproces.objects.exists()
