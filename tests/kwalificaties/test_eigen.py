"""What a regio types itself under a kwalificatie: marked, its own only, and never rewritten."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Rol
from basis.dagen import today
from basis.once import new_key
from kwalificaties import eigen
from kwalificaties.keuze import WerkprocessenVeld, kwalificaties_voor, werkprocessen_voor
from kwalificaties.models import Kerntaak, Kwalificatie, Werkproces
from tests.browser import NARROW, WIDE, assert_accessible
from tests.kwalificaties.bronnen import XML, neem_op, xml
from tests.personen import iemand

VANDAAG = date(2026, 9, 1)


@pytest.fixture
def als_beheerder(client, beheerder):
    client.force_login(beheerder)
    return client


@pytest.fixture
def knoper(catalogus):
    """A kwalificatie of a list: no dossier of SBB, so no werkprocessen."""
    return Kwalificatie.objects.get(crebo="25911")


def url(name: str, kwalificatie: Kwalificatie, **rij) -> str:
    return reverse(f"kwalificaties:{name}", kwargs={"code": kwalificatie.code, **{key: row.code for key, row in rij.items()}})


def voeg_toe(client, kwalificatie: Kwalificatie, nummer="P1-K1-W1", titel="Knoopt een lus", kerntaak="Werkt met touw"):
    data = {"nummer": nummer, "titel": titel, "kerntaak": kerntaak, "once": new_key()}
    return client.post(url("eigen_toevoegen", kwalificatie), data)


def wijzig(client, kwalificatie: Kwalificatie, row: Werkproces, **anders):
    data = {"nummer": row.nummer, "titel": row.titel, "once": new_key()} | anders
    return client.post(url("eigen_wijzigen", kwalificatie, werkproces=row), data)


def fouten(response) -> str:
    assert response.status_code == 200
    return str(response.context["form"].errors)


def test_the_page_of_a_kwalificatie_leads_a_beheerder_there(als_beheerder, client, coordinator, knoper):
    html = als_beheerder.get(url("detail", knoper)).content.decode()
    assert url("eigen", knoper) in html and "voeg zelf werkprocessen toe voor uw regio" in html
    assert "Uw regio heeft hier niets toegevoegd" in als_beheerder.get(url("eigen", knoper)).content.decode()

    client.force_login(coordinator)
    assert url("eigen", knoper) not in client.get(url("detail", knoper)).content.decode()
    assert client.get(url("eigen", knoper)).status_code == 403
    assert voeg_toe(client, knoper).status_code == 403
    assert not Werkproces.objects.filter(regio__isnull=False).exists()


def test_an_own_werkproces_can_be_chosen_and_is_marked(als_beheerder, knoper, groningen):
    assert voeg_toe(als_beheerder, knoper, nummer="p1-k1-w1").status_code == 303

    row = Werkproces.objects.get(regio=groningen)
    assert (row.nummer, row.officieel, str(row.kerntaak), row.kerntaak.regio) == (
        "P1-K1-W1",
        False,
        "P1-K1 Werkt met touw",
        groningen,
    )
    assert list(werkprocessen_voor(knoper, groningen)) == [row]
    field = WerkprocessenVeld(kwalificatie=knoper, regio=groningen)
    assert field.label_from_instance(row) == "P1-K1-W1 Knoopt een lus – voorbeeld, niet officieel"
    for name in ("detail", "eigen"):
        assert "voorbeeld, niet officieel" in als_beheerder.get(url(name, knoper)).content.decode()
    overview = kwalificaties_voor(groningen, on=VANDAAG).get(pk=knoper.pk)
    assert (overview.aantal_werkprocessen, overview.heeft_voorbeelden) == (1, True)


def test_another_regio_never_sees_it(als_beheerder, client, knoper, friesland):
    voeg_toe(als_beheerder, knoper)
    row = Werkproces.objects.get(regio__isnull=False)
    client.force_login(iemand("Fenna Fries", Rol.BEHEERDER, regio="FR"))

    for name in ("detail", "eigen"):
        html = client.get(url(name, knoper)).content.decode()
        assert "Knoopt een lus" not in html and "Werkt met touw" not in html
    assert "Nog geen werkprocessen" in client.get("/kwalificaties/?zoek=knoper").content.decode()
    assert not werkprocessen_voor(knoper, friesland).exists()
    assert wijzig(client, knoper, row, titel="Anders").status_code == 404
    assert client.post(url("eigen_weghalen", knoper, werkproces=row), {"once": new_key()}).status_code == 404
    assert client.get(url("eigen_kerntaak", knoper, kerntaak=row.kerntaak)).status_code == 404
    assert voeg_toe(client, knoper, titel="Fries").status_code == 303  # the same number is free there


def test_a_second_werkproces_goes_under_the_kerntaak_that_is_there(als_beheerder, knoper, vlaggenmaker):
    voeg_toe(als_beheerder, knoper)
    voeg_toe(als_beheerder, knoper, nummer="P1-K1-W2", titel="Knoopt een strik", kerntaak="")
    voeg_toe(als_beheerder, vlaggenmaker, nummer="B1-K1-W9", titel="Hijst de vlag", kerntaak="")

    assert Kerntaak.objects.filter(regio__isnull=False).count() == 1
    assert Werkproces.objects.get(nummer="B1-K1-W9").kerntaak.titel == "Maakt vlaggen"
    html = als_beheerder.get(url("detail", Kwalificatie.objects.get(crebo="25902"))).content.decode()
    assert "Hijst de vlag" in html  # the basis is of all kwalificaties of the dossier


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"nummer": "W1"}, "Schrijf het nummer zoals B1-K1-W1"),
        ({"nummer": "B2-K1-W1"}, "Schrijf het nummer zoals B1-K1-W1"),
        ({"nummer": "P1-K0-W1"}, "Schrijf het nummer zoals B1-K1-W1"),
        ({"nummer": "P1-K1-W1\n"}, ""),
        ({"nummer": "P1-K1-W100"}, "Schrijf het nummer zoals B1-K1-W1"),
        ({"nummer": "P١-K1-W1"}, "Schrijf het nummer zoals B1-K1-W1"),
        ({"nummer": "B1-K1-W2", "kerntaak": ""}, "Nummer B1-K1-W2 is al van “Naait de baan” (SBB)"),
        ({"nummer": "B1-K1-W7", "kerntaak": "Iets anders"}, "Kerntaak B1-K1 is er al en heet “Maakt vlaggen”"),
        ({"nummer": "P1-K3-W1", "kerntaak": ""}, "Kerntaak P1-K3 is er nog niet"),
        ({"titel": ""}, "Vul dit veld in."),
        ({"titel": "Knoopt voor 123456782"}, "BSN"),
        ({"titel": "結ぶ"}, "Latijnse letters"),
        ({"titel": "n" * 401}, "400"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_added(als_beheerder, vlaggenmaker, anders, zin):
    before = Werkproces.objects.count(), Kerntaak.objects.count()

    response = voeg_toe(als_beheerder, vlaggenmaker, **anders)

    if not zin:  # a line end behind the number is no fault
        assert response.status_code == 303
        return
    assert zin in fouten(response)
    assert (Werkproces.objects.count(), Kerntaak.objects.count()) == before


def test_a_number_is_given_out_once_in_a_regio(als_beheerder, knoper):
    voeg_toe(als_beheerder, knoper)

    assert "is al van “Knoopt een lus” (uw regio)" in fouten(voeg_toe(als_beheerder, knoper, titel="Ander", kerntaak=""))


def test_another_title_makes_another_row_and_the_old_one_stays(als_beheerder, knoper, groningen):
    voeg_toe(als_beheerder, knoper)
    old = Werkproces.objects.get(regio=groningen)

    assert wijzig(als_beheerder, knoper, old, titel="Knoopt een paalsteek").status_code == 303

    new = werkprocessen_voor(knoper, groningen).get()
    old.refresh_from_db()
    assert (old.titel, old.vervallen_op, old.opvolger) == ("Knoopt een lus", today(), new)
    assert (new.titel, new.nummer, new.pk != old.pk) == ("Knoopt een paalsteek", "P1-K1-W1", True)
    html = als_beheerder.get(url("eigen", knoper)).content.decode()
    assert "Eerder (1)" in html and "daarna “P1-K1-W1 Knoopt een paalsteek”" in html


def test_another_number_of_the_same_kerntaak_is_a_change_another_kerntaak_is_not(als_beheerder, knoper, groningen):
    voeg_toe(als_beheerder, knoper)
    row = Werkproces.objects.get(regio=groningen)

    assert "hoort bij kerntaak P1-K1" in fouten(wijzig(als_beheerder, knoper, row, nummer="P1-K2-W1"))
    assert wijzig(als_beheerder, knoper, row, nummer="P1-K1-W4").status_code == 303

    assert werkprocessen_voor(knoper, groningen).get().nummer == "P1-K1-W4"


def test_saving_the_same_words_changes_nothing(als_beheerder, knoper, groningen):
    voeg_toe(als_beheerder, knoper)
    row = Werkproces.objects.get(regio=groningen)

    wijzig(als_beheerder, knoper, row)

    assert Werkproces.objects.get(regio=groningen) == row


def test_of_two_who_change_it_the_second_is_told(als_beheerder, knoper, groningen):
    voeg_toe(als_beheerder, knoper)
    row = Werkproces.objects.get(regio=groningen)
    wijzig(als_beheerder, knoper, row, titel="Eerst")

    late = wijzig(als_beheerder, knoper, row, titel="Daarna")
    gone = als_beheerder.post(url("eigen_weghalen", knoper, werkproces=row), {"once": new_key()}, follow=True)

    assert "intussen gewijzigd of weggehaald" in fouten(late)
    assert "intussen gewijzigd of weggehaald" in gone.content.decode()
    assert [w.titel for w in werkprocessen_voor(knoper, groningen)] == ["Eerst"]


def test_what_is_taken_away_is_no_longer_to_choose_and_its_number_is_free(als_beheerder, knoper, groningen):
    voeg_toe(als_beheerder, knoper)
    row = Werkproces.objects.get(regio=groningen)

    als_beheerder.post(url("eigen_weghalen", knoper, werkproces=row), {"once": new_key()})

    row.refresh_from_db()
    assert row.vervallen_op == row.kerntaak.vervallen_op == today()
    assert not werkprocessen_voor(knoper, groningen).exists()
    assert voeg_toe(als_beheerder, knoper, titel="Opnieuw").status_code == 303


def test_another_title_of_the_kerntaak_renews_what_stands_under_it(als_beheerder, knoper, groningen):
    voeg_toe(als_beheerder, knoper)
    old = Werkproces.objects.get(regio=groningen)

    response = als_beheerder.post(url("eigen_kerntaak", knoper, kerntaak=old.kerntaak), {"titel": "Knoopt", "once": new_key()})

    assert response.status_code == 303
    new = werkprocessen_voor(knoper, groningen).get()
    old.refresh_from_db()
    assert (str(old.kerntaak), str(new.kerntaak), old.opvolger) == ("P1-K1 Werkt met touw", "P1-K1 Knoopt", new)
    late = als_beheerder.post(url("eigen_kerntaak", knoper, kerntaak=old.kerntaak), {"titel": "Te laat", "once": new_key()})
    assert "Deze kerntaak is intussen gewijzigd" in fouten(late)


def test_an_official_kerntaak_cannot_be_renamed_by_a_regio(als_beheerder, vlaggenmaker):
    official = Kerntaak.objects.get(nummer="B1-K1")

    assert als_beheerder.get(url("eigen_kerntaak", vlaggenmaker, kerntaak=official)).status_code == 404


def test_an_import_leaves_an_own_kerntaak_alone_and_takes_own_rows_along_under_a_new_title(als_beheerder, vlaggenmaker, groningen):
    voeg_toe(als_beheerder, vlaggenmaker, nummer="B1-K1-W9", titel="Hijst de vlag", kerntaak="")
    voeg_toe(als_beheerder, vlaggenmaker, nummer="P1-K5-W1", titel="Strijkt de vlag", kerntaak="Na afloop")

    neem_op(xml(XML.replace("Maakt vlaggen", "Vervaardigt vlaggen")), on=VANDAAG + timedelta(days=1))

    rows = eigen.eigen_werkprocessen(vlaggenmaker, groningen)
    assert [(str(w), str(w.kerntaak)) for w in rows] == [
        ("B1-K1-W9 Hijst de vlag", "B1-K1 Vervaardigt vlaggen"),
        ("P1-K5-W1 Strijkt de vlag", "P1-K5 Na afloop"),
    ]
    assert Werkproces.objects.get(titel="Hijst de vlag", vervallen_op__isnull=False).opvolger == rows[0]
    assert "Ongewijzigd" in neem_op(xml(XML.replace("Maakt vlaggen", "Vervaardigt vlaggen")))[-1]


def test_a_number_that_became_official_is_pointed_out(als_beheerder, vlaggenmaker, groningen):
    voeg_toe(als_beheerder, vlaggenmaker, nummer="B1-K1-W3", titel="Strijkt de stof", kerntaak="")
    text = XML.replace('hoofdstuk="2"/>', 'hoofdstuk="2"/><werkproces nr="73" titel="Vouwt de vlag" hoofdstuk="3"/>', 1)
    neem_op(xml(text))

    assert eigen.botsingen(vlaggenmaker, groningen) == {"B1-K1-W3"}
    assert "intussen officieel" in als_beheerder.get(url("eigen", vlaggenmaker)).content.decode()


def test_the_page_asks_the_database_as_much_for_twice_the_rows(als_beheerder, knoper):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            als_beheerder.get(url("eigen", knoper))
        return len(asked)

    def more(start: int) -> None:
        for n in range(start, start + 3):
            voeg_toe(als_beheerder, knoper, nummer=f"P1-K{n}-W1", titel=f"Taak {n}", kerntaak=f"Kerntaak {n}")
            row = Werkproces.objects.get(titel=f"Taak {n}")
            wijzig(als_beheerder, knoper, row, titel=f"Taak {n} anders")

    more(1)
    queries()
    before = queries()
    more(4)

    assert queries() == before


@pytest.mark.browser
@pytest.mark.parametrize("breed", [True, False], ids=["1360", "390"])
def test_the_pages_are_accessible(new_page, beheerder, als_beheerder, knoper, breed):
    page = new_page(beheerder, viewport=WIDE if breed else NARROW)
    page.goto(url("eigen", knoper))
    assert_accessible(page)
    voeg_toe(als_beheerder, knoper)
    row = Werkproces.objects.get(regio__isnull=False)
    wijzig(als_beheerder, knoper, row, titel="Knoopt een paalsteek")
    row = Werkproces.objects.get(titel="Knoopt een paalsteek")
    forms = [url("eigen_toevoegen", knoper), url("eigen_wijzigen", knoper, werkproces=row)]
    for address in [url("eigen", knoper), url("detail", knoper), *forms, url("eigen_kerntaak", knoper, kerntaak=row.kerntaak)]:
        page.goto(address)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
