"""The pages as a coordinator meets them: axe, no sideways scrolling, wide and on a phone; and one walk without JavaScript."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import GeslotenPeriode
from basis.dagen import now, today
from kwalificaties.models import Werkproces
from tests.browser import NARROW, WIDE, assert_accessible
from tests.werkgevers.factories import (
    ContactpersoonFactory,
    ErkenningCheckFactory,
    ErkenningFactory,
    GemeenteFactory,
    KwalificatieFactory,
    LeerbedrijfFactory,
    PraktijkopleiderFactory,
    SectorkamerFactory,
)
from werkgevers.leerbedrijf import notitie_schrijven
from werkgevers.models import Erkenning, Opvolgerbevestiging

pytestmark = pytest.mark.browser


def url(name, *rows):
    return reverse(f"werkgevers:{name}", args=[row.code for row in rows])


@pytest.fixture
def vol(bakker, erkenning, coordinator):
    """A leerbedrijf with everything on it, hidden, between others."""
    bakker.verborgen_adres, bakker.schuilnaam, bakker.vrije_plaatsen = True, "Werkplaats Noord", 3
    bakker.sbb_adviseur, bakker.sbb_telefoon, bakker.kvk = "Sietske Boer", "06 12 34 56 78", "12345678"
    bakker.save()
    bakker.organisatie.gemeente = GemeenteFactory(naam="Eemsdelta")
    bakker.organisatie.telefoon, bakker.organisatie.email = "0596 123 456", "bakker@voorbeeld.nl"
    bakker.organisatie.save()
    bakker.bekend_bij.add(coordinator)
    ContactpersoonFactory(leerbedrijf=bakker, naam="Ineke Smit", functie="Eigenaar", email="ineke@voorbeeld.nl")
    PraktijkopleiderFactory(leerbedrijf=bakker, naam="Jan Mulder", functie="Meester-bakker", telefoon="06 98 76 54 32")
    PraktijkopleiderFactory(leerbedrijf=bakker, naam="Đorđe Nguyễn", actief=False)
    GeslotenPeriode.objects.create(organisatie=bakker.organisatie, van=today(), tot=today(), omschrijving="Bouwvak")
    notitie_schrijven(leerbedrijf=bakker, tekst="Belt liever na vieren.", by=coordinator, at=now())
    erkenning.kwalificatie.naam = "Uitvoerend bakker"
    erkenning.kwalificatie.opvolger = KwalificatieFactory(naam="Medewerker brood en banket")
    erkenning.kwalificatie.save()
    erkenning.kwalificatie.dossier.sectorkamer = SectorkamerFactory(naam="Voedsel, groen en gastvrijheid")
    erkenning.kwalificatie.dossier.save()
    Opvolgerbevestiging.objects.create(
        erkenning=erkenning, kwalificatie=KwalificatieFactory(), datum=today(), door=coordinator, hoe="mijnsbb", bron="MijnSBB"
    )
    deel = ErkenningFactory(leerbedrijf=bakker, hele_kwalificatie=False)
    deel.werkprocessen.set(Werkproces.objects.van(deel.kwalificatie)[:1])
    ErkenningFactory(leerbedrijf=bakker, aangevraagd=True)
    ErkenningFactory(leerbedrijf=bakker, vervallen=True)
    ErkenningCheckFactory(erkenning=ErkenningFactory(leerbedrijf=LeerbedrijfFactory(regio=bakker.regio)))
    return bakker


def sound(page):
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_page_is_accessible_and_fits(new_page, coordinator, vol, erkenning, viewport):
    afgewezen = ErkenningFactory(leerbedrijf=vol, afgewezen=True)
    aanvraag = vol.erkenningen.get(status="aangevraagd")
    page = new_page(coordinator, viewport=viewport)
    for address in [
        url("leerbedrijven"),
        f"{url('leerbedrijven')}?verborgen=ja&erkenning=erkend&sorteer=-naam",
        f"{url('leerbedrijven')}?gemeente={GemeenteFactory().code}&plaatsen=ja&verborgen=nee",
        url("leerbedrijf", vol),
        url("leerbedrijf", LeerbedrijfFactory(regio=vol.regio)),
        *[url("erkenning", e) for e in (erkenning, aanvraag, afgewezen, *vol.erkenningen.filter(hele_kwalificatie=False))],
        url("leerbedrijf_nieuw"),
        url("leerbedrijf_wijzigen", vol),
        url("adres_wijzigen", vol),
        url("praktijkopleider_nieuw", vol),
        url("gesloten_periode_nieuw", vol),
        url("kwalificatie_kiezen", vol),
        f"{url('kwalificatie_kiezen', vol)}?q=bestaatniet",
        url("erkenning_registreren", vol, KwalificatieFactory()),
        url("erkenning_aanvragen", vol, KwalificatieFactory()),
        url("erkenning_besluit", aanvraag),
        url("erkenning_brief", afgewezen),
        url("erkenning_controle", erkenning),
        url("erkenning_vervallen", erkenning),
        url("erkenning_bereik", erkenning),
        url("erkenning_opvolger", erkenning, erkenning.kwalificatie.opvolger),
    ]:
        page.goto(address)
        sound(page)


def test_forms_with_errors_are_accessible(new_page, coordinator, vol, erkenning):
    page = new_page(coordinator)
    for address in [url("leerbedrijf_nieuw"), url("erkenning_registreren", vol, KwalificatieFactory()), url("leerbedrijf", vol)]:
        page.goto(address)
        page.locator("main form .knoppen button").last.click()
        page.get_by_role("alert").wait_for()
        sound(page)


def test_an_empty_list_is_accessible(new_page, coordinator):
    page = new_page(coordinator)
    page.goto(url("leerbedrijven"))

    assert page.get_by_role("heading", name="Er zijn nog geen leerbedrijven").is_visible()
    sound(page)


def test_registering_and_checking_an_erkenning_works_without_javascript(new_page, coordinator, bakker):
    kwalificatie = KwalificatieFactory(naam="Uitvoerend bakker")
    page = new_page(coordinator, java_script_enabled=False)
    page.goto(url("leerbedrijven"))
    page.get_by_label("Naam, plaats of nummer").fill("horst")
    page.get_by_role("main").get_by_role("button", name="Zoek", exact=True).click()
    assert "horst" not in page.url.lower() and page.get_by_role("link", name="Zoek: horst").is_visible()
    page.get_by_role("link", name="Bakkerij Ter Horst").click()
    page.get_by_role("link", name="Erkenning toevoegen").click()
    page.get_by_label("Zoek op naam of crebo").fill(kwalificatie.crebo)
    page.get_by_role("main").get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("link", name="Is al erkend").click()
    page.get_by_label("Erkend sinds").fill((today() - timedelta(days=9)).isoformat())
    page.get_by_label("Stagemarkt", exact=True).check()
    page.get_by_label("Wat zag u?").fill("Staat op Stagemarkt.")
    page.get_by_role("button", name="Opslaan").click()

    assert page.get_by_text("De erkenning is geregistreerd.").is_visible()
    assert bakker.is_erkend(kwalificatie, on=today())
    page.get_by_role("link", name="Controleren").click()
    page.get_by_label("MijnSBB").check()
    page.get_by_label("Erkend", exact=True).check()
    page.get_by_label("Wat zag u?").fill("Ook in MijnSBB.")
    page.get_by_role("button", name="Opslaan").click()
    assert page.get_by_text("De controle is vastgelegd.").is_visible()
    assert Erkenning.objects.get().checks.count() == 2
