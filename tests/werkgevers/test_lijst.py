"""The list: each filter finds exactly its rows, also combined; sorting, paging, the term behind a code, the query count."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from basis.dagen import today
from basis.once import new_key
from tests.werkgevers.factories import (
    ContactpersoonFactory,
    ErkenningCheckFactory,
    ErkenningFactory,
    GemeenteFactory,
    KwalificatieFactory,
    LeerbedrijfFactory,
    LidmaatschapFactory,
    OrganisatieFactory,
    PraktijkopleiderFactory,
    SectorkamerFactory,
    UserFactory,
)
from werkgevers.models import Opvolgerbevestiging

LIJST = reverse("werkgevers:leerbedrijven")


@pytest.fixture
def page(client, coordinator):
    client.force_login(coordinator)
    return client


def bedrijf(regio, naam, plaats="Groningen", gemeente=None, **fields):
    return LeerbedrijfFactory(
        regio=regio, organisatie=OrganisatieFactory(regio=regio, naam=naam, plaats=plaats, gemeente=gemeente), **fields
    )


def names(response) -> list[str]:
    return [str(row) for row in response.context["page_obj"]]


@pytest.fixture
def vol(regio):
    """Five leerbedrijven, each the only answer to some filter, and one of another regio that fits all of them."""
    groen, zorg = SectorkamerFactory(naam="Groen"), SectorkamerFactory(naam="Zorg")
    hovenier, helpende = (KwalificatieFactory(dossier__sectorkamer=s) for s in (groen, zorg))
    eemsdelta, oldambt = GemeenteFactory(naam="Eemsdelta"), GemeenteFactory(naam="Oldambt")
    a = bedrijf(regio, "Anjer", "Appingedam", eemsdelta, vrije_plaatsen=2)
    b = bedrijf(regio, "Brem", "Winschoten", oldambt, verborgen_adres=True, schuilnaam="Noord")
    c = bedrijf(regio, "Ceder", vrije_plaatsen=0)
    d = bedrijf(regio, "Den")
    bedrijf(regio, "Éénzaam")
    ErkenningCheckFactory(erkenning=ErkenningFactory(leerbedrijf=a, kwalificatie=hovenier), datum=today())
    ErkenningFactory(leerbedrijf=b, kwalificatie=helpende)  # never checked
    ErkenningFactory(leerbedrijf=c, kwalificatie=hovenier, aangevraagd=True)
    ErkenningFactory(leerbedrijf=d, kwalificatie=helpende, vervallen=True)
    elders = bedrijf(LidmaatschapFactory().regio, "Anjer elders", "Appingedam", eemsdelta, vrije_plaatsen=2)
    ErkenningFactory(leerbedrijf=elders, kwalificatie=hovenier)
    return {"hovenier": hovenier, "helpende": helpende, "groen": groen, "zorg": zorg, "eemsdelta": eemsdelta, "oldambt": oldambt}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Anjer", "Brem", "Ceder", "Den", "Éénzaam"]),
        ({"kwalificatie": "hovenier"}, ["Anjer"]),
        ({"kwalificatie": "hovenier", "erkenning": "aangevraagd"}, ["Ceder"]),
        ({"kwalificatie": "helpende", "erkenning": "vervallen"}, ["Den"]),
        ({"sector": "groen"}, ["Anjer"]),
        ({"sector": "zorg"}, ["Brem"]),
        ({"sector": "zorg", "kwalificatie": "hovenier"}, []),
        ({"erkenning": "erkend"}, ["Anjer", "Brem"]),
        ({"erkenning": "afgewezen"}, []),
        ({"gemeente": "eemsdelta"}, ["Anjer"]),
        ({"gemeente": "oldambt", "erkenning": "erkend"}, ["Brem"]),
        ({"hercheck": "ja"}, ["Brem"]),
        ({"hercheck": "ja", "kwalificatie": "hovenier"}, []),
        ({"verborgen": "ja"}, ["Brem"]),
        ({"verborgen": "nee", "erkenning": "erkend"}, ["Anjer"]),
        ({"plaatsen": "ja"}, ["Anjer"]),
        ({"erkenning": "onzin", "kwalificatie": "geen-code"}, ["Anjer", "Brem", "Ceder", "Den", "Éénzaam"]),
    ],
)
def test_each_filter_finds_exactly_its_rows(page, vol, query, found):
    values = {name: vol[v].code if v in vol else v for name, v in query.items()}

    response = page.get(LIJST, values)

    assert names(response) == found
    assert response.context["page_obj"].paginator.count == len(found)
    shown = response.content.decode()
    assert "elders" not in shown
    if not found:
        assert "Geen leerbedrijven gevonden" in shown


def test_each_filter_in_use_is_a_chip_that_takes_it_away(page, vol):
    response = page.get(LIJST, {"erkenning": "erkend", "gemeente": vol["oldambt"].code, "sorteer": "plaats", "pagina": 1})

    chips = {chip.label: chip for chip in response.context["chips"]}
    assert {label: chip.value for label, chip in chips.items()} == {"Gemeente": "Oldambt", "Status erkenning": "Erkend"}
    assert names(page.get(LIJST + chips["Gemeente"].url)) == ["Anjer", "Brem"]
    assert "sorteer=plaats" in chips["Gemeente"].url and "pagina" not in chips["Gemeente"].url


def test_choices_offer_only_what_this_regio_has(page, vol):
    KwalificatieFactory(naam="Nergens erkend")
    GemeenteFactory(naam="Nergens")

    shown = page.get(LIJST).content.decode()

    assert "Nergens" not in shown and "Eemsdelta" in shown and str(vol["hovenier"]) in shown


def test_a_confirmed_successor_is_found_by_its_own_crebo(page, vol, regio):
    opvolger = KwalificatieFactory()
    erkenning = regio.leerbedrijven.get(organisatie__naam="Anjer").erkenningen.get()
    Opvolgerbevestiging.objects.create(
        erkenning=erkenning, kwalificatie=opvolger, datum=today(), door=UserFactory(), hoe="mijnsbb", bron="MijnSBB"
    )

    assert names(page.get(LIJST, {"kwalificatie": opvolger.code})) == ["Anjer"]


@pytest.mark.parametrize(
    ("sorteer", "order"),
    [
        ("naam", ["Anjer", "Brem", "Ceder", "Den", "Éénzaam"]),
        ("plaats", ["Anjer", "Ceder", "Den", "Éénzaam", "Brem"]),
        ("plaatsen", ["Anjer", "Ceder", "Brem", "Den", "Éénzaam"]),
        ("onzin", ["Anjer", "Brem", "Ceder", "Den", "Éénzaam"]),
    ],
)
def test_sorting(page, vol, sorteer, order):
    assert names(page.get(LIJST, {"sorteer": sorteer})) == order


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("anjer", ["Anjer"]),
        ("WINSCH", ["Brem"]),
        ("eenzaam", ["Éénzaam"]),
        ("anjer appingedam", ["Anjer"]),
        ("anjer winschoten", []),
        ("100%", []),
    ],
)
def test_search_keeps_the_term_out_of_the_address(page, vol, term, found):
    response = page.post(f"{reverse('werkgevers:zoeken')}?sorteer=plaats&pagina=3", {"once": new_key(), "zoek": term})

    location = response["Location"]
    assert response.status_code == 303 and term.split()[0].lower() not in location.lower()
    assert "sorteer=plaats" in location and "pagina" not in location
    shown = page.get(location)
    assert names(shown) == found and ("Zoek", term) in [(chip.label, chip.value) for chip in shown.context["chips"]]


def test_search_by_leerbedrijf_id_and_kvk(page, regio):
    bedrijf(regio, "Anjer", leerbedrijf_id="123456782", kvk="12345678")
    bedrijf(regio, "Brem", leerbedrijf_id="200000000")

    for term in ("123456782", "12345678"):
        location = page.post(reverse("werkgevers:zoeken"), {"once": new_key(), "zoek": term})["Location"]
        assert names(page.get(location)) == ["Anjer"]


def test_a_term_of_somebody_else_or_of_yesterday_is_not_shown(page, client, vol, regio):
    location = page.post(reverse("werkgevers:zoeken"), {"once": new_key(), "zoek": "anjer"})["Location"]
    client.force_login(LidmaatschapFactory(regio=regio).user)

    shown = client.get(location)

    assert "anjer" not in shown.content.decode().replace("Anjer", "") and "Zoek opnieuw" in shown.content.decode()
    assert len(names(shown)) == 5


def test_an_empty_search_goes_back_to_the_whole_list(page, vol):
    location = page.post(f"{reverse('werkgevers:zoeken')}?zoek=oud", {"once": new_key(), "zoek": "  "})["Location"]

    assert len(names(page.get(location))) == 5 and "zoek" not in location


def test_paging_keeps_the_filters(page, regio):
    for n in range(30):
        bedrijf(regio, f"Zaak {n:02}", vrije_plaatsen=1)

    second = page.get(LIJST, {"plaatsen": "ja", "pagina": 2})

    assert names(second) == [f"Zaak {n:02}" for n in range(25, 30)]
    assert "plaatsen=ja" in second.content.decode()


def test_the_list_keeps_its_number_of_queries_when_rows_double(page, regio, django_assert_num_queries):
    def fill(n):
        for i in range(n):
            row = bedrijf(regio, f"Zaak {i}", gemeente=GemeenteFactory())
            erkenning = ErkenningFactory(leerbedrijf=row)
            ErkenningCheckFactory(erkenning=erkenning, datum=today() - timedelta(days=100))

    fill(5)
    page.get(LIJST)
    with CaptureQueriesContext(connection) as first:
        page.get(LIJST)
    fill(5)
    with django_assert_num_queries(len(first)):
        page.get(LIJST)


def test_the_page_of_a_leerbedrijf_keeps_its_number_of_queries_when_rows_double(page, bakker, django_assert_num_queries):
    def fill(n):
        for _ in range(n):
            ErkenningCheckFactory(erkenning=ErkenningFactory(leerbedrijf=bakker))
            ContactpersoonFactory(leerbedrijf=bakker)
            PraktijkopleiderFactory(leerbedrijf=bakker)

    fill(3)
    page.get(bakker.get_absolute_url())
    with CaptureQueriesContext(connection) as first:
        page.get(bakker.get_absolute_url())
    fill(3)
    with django_assert_num_queries(len(first)):
        page.get(bakker.get_absolute_url())
