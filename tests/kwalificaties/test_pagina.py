"""The list and the page of one kwalificatie, over HTTP."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kwalificaties.models import Dossier, Kerntaak, Kwalificatie, Sectorkamer, Werkproces
from kwalificaties.opvolging import zet_opvolger
from tests.browser import NARROW, WIDE, assert_accessible
from tests.kwalificaties.bronnen import XML, neem_op, xml
from tests.kwalificaties.factories import KwalificatieFactory
from tests.personen import LidmaatschapFactory

LIJST = "/kwalificaties/"


@pytest.fixture
def als_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client


def namen(response) -> list[str]:
    return [kwalificatie.naam for kwalificatie in response.context["page_obj"]]


def pagina(kwalificatie: Kwalificatie) -> str:
    return reverse("kwalificaties:detail", args=[kwalificatie.code])


def test_the_list_shows_all_by_name(als_coordinator, catalogus):
    response = als_coordinator.get(LIJST)

    assert namen(response) == ["Knoper van touw, koord en één lus", "Vaandelmaker", "Vlaggenmaker"]
    assert response.content.decode().count("voorbeeld, niet officieel") == 1


@pytest.mark.parametrize(
    ("zoek", "gevonden"),
    [
        ("vlag", ["Vaandelmaker", "Vlaggenmaker"]),  # the dossier is called Vlaggen maken
        ("VLAGGENM", ["Vlaggenmaker"]),
        ("een lus", ["Knoper van touw, koord en één lus"]),
        ("25902", ["Vaandelmaker"]),
        ("23902", ["Knoper van touw, koord en één lus"]),
        ("leeuw", ["Vaandelmaker"]),
        ("borduurt vlag", ["Vaandelmaker"]),
        ("aandel", []),
        ("' & | ! :* <->", ["Knoper van touw, koord en één lus", "Vaandelmaker", "Vlaggenmaker"]),
        ("vlag:* | knoper", []),
    ],
)
def test_the_list_is_searched_by_the_beginnings_of_words(als_coordinator, catalogus, zoek, gevonden):
    assert namen(als_coordinator.get(LIJST, {"zoek": zoek})) == gevonden


@pytest.mark.parametrize(
    ("filters", "gevonden"),
    [
        ({"niveau": "3"}, ["Vaandelmaker"]),
        ({"niveau": "2", "soort": "officieel"}, ["Vlaggenmaker"]),
        ({"soort": "voorbeeld"}, ["Knoper van touw, koord en één lus"]),
        ({"soort": "leeg"}, ["Knoper van touw, koord en één lus"]),
        ({"sector": "onbekend"}, ["Knoper van touw, koord en één lus"]),
        ({"niveau": "9"}, ["Knoper van touw, koord en één lus", "Vaandelmaker", "Vlaggenmaker"]),
        ({"sorteer": "niveau"}, ["Knoper van touw, koord en één lus", "Vlaggenmaker", "Vaandelmaker"]),
        ({"sorteer": "crebo"}, ["Vlaggenmaker", "Vaandelmaker", "Knoper van touw, koord en één lus"]),
        ({"sorteer": "dossier"}, ["Knoper van touw, koord en één lus", "Vaandelmaker", "Vlaggenmaker"]),
        ({"niveau": "1", "zoek": "vlag"}, []),
    ],
)
def test_the_list_is_filtered_and_sorted_by_its_url(als_coordinator, catalogus, filters, gevonden):
    assert namen(als_coordinator.get(LIJST, filters)) == gevonden


def test_the_list_is_filtered_by_sector(als_coordinator, catalogus):
    sector = Sectorkamer.objects.get()

    assert namen(als_coordinator.get(LIJST, {"sector": sector.code})) == ["Vaandelmaker", "Vlaggenmaker"]


def test_a_filter_in_use_is_a_chip_that_can_be_taken_away(als_coordinator, catalogus):
    response = als_coordinator.get(LIJST, {"niveau": "2", "zoek": "vlag", "pagina": "1"})

    assert [(c.label, c.value, c.url) for c in response.context["chips"]] == [
        ("Naam, crebo of werkproces", "vlag", "?niveau=2"),
        ("Niveau", "2 (Basisberoeps)", "?zoek=vlag"),
    ]


def test_the_list_marks_and_finds_examples_under_an_official_name(als_coordinator, vlaggenmaker):
    Werkproces.objects.filter(nummer="P2-K1-W1").update(officieel=False)

    response = als_coordinator.get(LIJST, {"soort": "voorbeeld"})
    assert namen(response) == ["Knoper van touw, koord en één lus", "Vaandelmaker"]
    assert response.content.decode().count('class="voorbeeld"') == 2


def test_an_intake_that_has_closed_is_no_longer_to_choose(als_coordinator, catalogus, time_machine):
    time_machine.move_to("2026-08-01", tick=False)

    assert "Vaandelmaker" in namen(als_coordinator.get(LIJST, {"status": "vervallen"}))
    assert "Vaandelmaker" not in namen(als_coordinator.get(LIJST, {"status": "geldig"}))


def test_an_empty_list_says_what_to_do(als_coordinator):
    assert "Vraag de beheerder" in als_coordinator.get(LIJST).content.decode()
    assert "Haal een filter weg" in als_coordinator.get(LIJST, {"zoek": "niets"}).content.decode()


def test_the_list_asks_the_database_as_much_for_twice_the_rows(als_coordinator):
    def queries() -> int:
        with CaptureQueriesContext(connection) as gevraagd:
            als_coordinator.get(LIJST)
        return len(gevraagd)

    KwalificatieFactory.create_batch(4)
    queries()
    before = queries()
    KwalificatieFactory.create_batch(4)

    assert queries() == before


def test_a_page_shows_werkprocessen_per_kerntaak_with_source(als_coordinator, catalogus):
    html = als_coordinator.get(pagina(Kwalificatie.objects.get(crebo="25902"))).content.decode()

    assert "B1-K1 Maakt vlaggen" in html and "P2-K1-W1" in html and "Borduurt een leeuw" in html
    assert "dossier.xml" in html and "Zorg, welzijn en sport" in html and "De stof past." in html
    assert "voorbeeld, niet officieel" not in html


def test_a_page_marks_examples(als_coordinator, vlaggenmaker):
    Werkproces.objects.filter(nummer="B1-K1-W2").update(officieel=False)

    assert als_coordinator.get(pagina(vlaggenmaker)).content.decode().count("voorbeeld, niet officieel") == 1


def test_a_page_shows_what_came_before_and_after(als_coordinator, vlaggenmaker):
    zet_opvolger("25901", "25902")
    neem_op(xml(XML.replace("Naait de baan", "Naait de banen")))

    html = als_coordinator.get(pagina(vlaggenmaker)).content.decode()
    assert "heeft een opvolger" in html and "Eerdere werkprocessen (1)" in html
    assert (
        "Voorganger"
        in als_coordinator.get(pagina(vlaggenmaker.opvolger or Kwalificatie.objects.get(crebo="25902"))).content.decode()
    )


def test_a_page_without_werkprocessen_says_what_to_do(als_coordinator, catalogus):
    html = als_coordinator.get(pagina(Kwalificatie.objects.get(crebo="25911"))).content.decode()

    assert "Nog geen werkprocessen" in html and "dossier 23902" in html


def test_what_another_regio_typed_does_not_exist_for_us(als_coordinator, coordinator, vlaggenmaker, friesland):
    van_hen = KwalificatieFactory(naam="Geheime knoper", regio=friesland)
    Werkproces.objects.create(
        kerntaak=Kerntaak.objects.get(nummer="B1-K1"), nummer="B1-K1-W7", titel="Geheime steek", regio=friesland
    )

    assert (
        als_coordinator.get(pagina(van_hen)).status_code
        == als_coordinator.get(pagina(Kwalificatie(code=uuid4()))).status_code
        == 404
    )
    assert "Geheime" not in als_coordinator.get(LIJST).content.decode()
    assert "Geheime" not in als_coordinator.get(pagina(vlaggenmaker)).content.decode()
    assert namen(als_coordinator.get(LIJST, {"zoek": "geheime"})) == []
    LidmaatschapFactory(user=coordinator, regio=friesland)  # the control: a member of that regio sees all of it
    assert als_coordinator.get(pagina(van_hen)).status_code == 200
    assert "Geheime steek" in als_coordinator.get(pagina(vlaggenmaker)).content.decode()


@pytest.mark.parametrize("wie", ["begeleider", "programmamanager", "praktijkopleider", "school", "consulent"])
def test_a_role_without_the_catalogue_is_refused(client, request, vlaggenmaker, wie):
    client.force_login(request.getfixturevalue(wie))

    assert client.get(LIJST).status_code == 403
    assert client.get(pagina(vlaggenmaker)).status_code == 403


def test_a_visitor_is_sent_to_the_sign_in_page(client, vlaggenmaker):
    for url in (LIJST, pagina(vlaggenmaker)):
        assert client.get(url).status_code == 302


@pytest.mark.browser
@pytest.mark.parametrize("breed", [True, False], ids=["1360", "390"])
def test_both_pages_are_accessible(new_page, coordinator, vlaggenmaker, breed):
    Dossier.objects.update(versie="2")
    page = new_page(coordinator, viewport=WIDE if breed else NARROW)
    for url in (LIJST, f"{LIJST}?niveau=2&zoek=vlag", f"{LIJST}?zoek=niets", pagina(vlaggenmaker)):
        page.goto(url)
        assert_accessible(page)
