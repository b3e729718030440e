"""Every page of the portal: no violation axe can find, nothing wider than a small phone, and all of it without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.urls import get_resolver, reverse

from accounts.models import Recht, Rol
from basis import outbox
from basis.dagen import now, today
from berichten.models import Bericht
from tests.browser import WIDE, assert_accessible
from tests.personen import iemand
from tests.trajecten import leven
from trajecten import bewijsstukken, tekenlinks, tussendoor, vraaglinks
from trajecten.herinneringen import plannen
from trajecten.herinneringen.wie import DEELNEMER
from trajecten.models import Handtekening, Herinnering, Instemming, SchoolAfspraak, Traject
from trajecten.nazorg import vraag
from trajecten.regels import Status

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PHONE = {"width": 360, "height": 740}
PAGINAS = {"aanmeldingen", "aanmelden", "intrekken", "overdragen"}
# Who opens it, and where the traject is; a later one may change what an earlier one shows.
VAN_PARTIJEN = {
    "plaatsing": ("leerbedrijf", Status.LOPEND),
    "uren": ("leerbedrijf", Status.LOPEND),
    "evaluatie": ("leerbedrijf", Status.LOPEND),
    "subsidie": ("leerbedrijf", Status.LOPEND),
    "eerder_afronden": ("leerbedrijf", Status.LOPEND),
    "tekenen": ("leerbedrijf", Status.OVEREENKOMST),
    "weigeren": ("leerbedrijf", Status.OVEREENKOMST),
    "fout_melden": ("leerbedrijf", Status.LOPEND),
    "instemmen": ("leerbedrijf", Status.LOPEND),
    "werkprocessen": ("leerbedrijf", Status.LOPEND),
    "bewijsstuk": ("leerbedrijf", Status.LOPEND),
    "bewijsstuk_weg": ("leerbedrijf", Status.LOPEND),
    "eindbeoordeling": ("leerbedrijf", Status.BEOORDELING),
    "eind_werkprocessen": ("leerbedrijf", Status.BEOORDELING),
    "eind_versturen": ("leerbedrijf", Status.BEOORDELING),
    "inschrijven": ("school", Status.OVEREENKOMST),
    "vaststellen": ("school", Status.VASTSTELLING),
    "concept": ("school", Status.VASTSTELLING),
    "terugsturen": ("school", Status.VASTSTELLING),
    "geen_verklaring": ("school", Status.VASTSTELLING),
    "mbo_verklaring": ("school", Status.NAZORG),
}
SAMEN = {"samen_besluiten", "samen_besloten"}
MEEKIJKEN = {"meekijken_leerbedrijf", "meekijken_school"}
MET_LINK = {"link", "link_document", "link_weigeren", "link_klaar", "link_nieuw", "link_gevraagd"}
VAN_SCHOOL = {"link_besluit", "link_besluit_terug", "link_besluit_geen", "link_concept", "link_besluit_klaar"}
MET_LINK |= VAN_SCHOOL | {"link_concept_maken", "link_concept_document", "link_reactie", "link_reactie_klaar"}
MET_LINK |= {"link_nazorg", "link_nazorg_klaar"}
LANG = {"roepnaam": "Wolfeschlegelsteinhausen", "achternaam": "van Zuylen van Nyevelt-Đorđević-Nguyễn"}


@pytest.fixture(autouse=True)
def on_a_monday():
    """The browser keeps its own time."""


def test_every_address_of_the_room_is_looked_at():
    names = {name for name in get_resolver().namespace_dict["portaal"][1].reverse_dict if isinstance(name, str)}

    others = {"thuis", "document", "afspraak", "concept_maken", "oordeel"}
    assert names == PAGINAS | VAN_PARTIJEN.keys() | MET_LINK | SAMEN | MEEKIJKEN | others


def bekijk(page, url: str) -> None:
    """As it opens, and as it comes back when nothing is filled in."""
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        page.goto(url)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{url} is {wider} px too wide"
    assert_accessible(page)
    submit = page.locator("main form.formulier .knoppen .knop--hoofd")
    if submit.count():
        with page.expect_navigation():
            submit.click()
        assert_accessible(page)


def test_no_page_of_a_leerbedrijf_or_a_school_has_a_violation(new_page, w):
    rechten = [Recht.BEGELEIDEN, Recht.TEKENEN, Recht.VASTSTELLEN]
    bedrijf = iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=rechten[:2])
    school = iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=rechten, mandaat="Brief")
    pages = {"leerbedrijf": new_page(bedrijf), "school": new_page(school)}
    for page in pages.values():
        bekijk(page, reverse("portaal:thuis"))  # nobody yet
    steps = [Status.OVEREENKOMST, Status.LOPEND, Status.BEOORDELING, Status.VASTSTELLING, Status.NAZORG]
    made = {
        status: leven.naar(w, status, **LANG | {"telefoon": f"050 000 00 0{n}", "geboortejaar": 1970 + n})
        for n, status in enumerate(steps)
    }
    made[Status.NAZORG].verklaringen.update(mbo_verklaring="volgt", mbo_verklaring_op=None)
    plaatsing = made[Status.LOPEND].plaatsing
    leven.wijzig(w, plaatsing.traject, plaatsing.eerste_werkdag + timedelta(days=7))
    asked = Handtekening.objects.filter(pok_versie__plaatsing__traject=made[Status.OVEREENKOMST])
    of_blad = Instemming.objects.filter(bpv_blad__plaatsing=plaatsing)

    stuk = bewijsstukken.voeg_toe(
        traject=plaatsing.traject,
        by=bedrijf,
        on=today(),
        werkproces=w.werkprocessen[0],
        bestand=leven.papier(),
        omschrijving="Een schap dat is gespiegeld, met de prijskaartjes op hun plek en de oude voorraad vooraan",
    )
    days = {"van": plaatsing.startdatum, "tot": plaatsing.einddatum}
    plaatsing.traject.financieringen.create(bron="subsidie_praktijkleren", plaatsing=plaatsing, **days)
    gezien = {x.pk: tussendoor.Gezien("goed", "Doet dit zelf", 0) for x in w.werkprocessen}
    tussendoor.beoordeel(traject=made[Status.BEOORDELING], by=bedrijf, on=today(), gezien=gezien)

    for deur, (partij, status) in VAN_PARTIJEN.items():
        of = {"tekenen": asked, "weigeren": asked, "instemmen": of_blad, "fout_melden": of_blad}.get(deur)
        row = of.get(partij=partij) if of else stuk if deur == "bewijsstuk_weg" else made[status].plaatsing
        more = [w.werkprocessen[0].code] if deur == "bewijsstuk" else []
        bekijk(pages[partij], reverse(f"portaal:{deur}", args=[row.code, *more]))
    for page in pages.values():
        bekijk(page, reverse("portaal:thuis"))
        bekijk(page, reverse("portaal:plaatsing", args=[made[Status.NAZORG].plaatsing.code]))


def test_what_a_coordinator_looks_at_along_has_no_violation(new_page, w):
    page = new_page(w.coordinator)
    now = leven.naar(w, Status.VASTSTELLING, on=today() - timedelta(days=60), **LANG).plaatsing
    gone = leven.naar(w, Status.NAZORG, on=today() - timedelta(days=400), roepnaam="Bea", telefoon="050 222 22 22").plaatsing
    for name in sorted(MEEKIJKEN):
        bekijk(page, reverse(f"portaal:{name}", args=[now.code]))
        bekijk(page, reverse(f"portaal:{name}", args=[gone.code]))


def test_no_step_of_deciding_together_has_a_violation_or_is_wider_than_a_phone(new_page, w):
    rechten = [Recht.BEGELEIDEN, Recht.TEKENEN, Recht.VASTSTELLEN]
    school = iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=rechten, mandaat="Brief")
    page = new_page(school, viewport=PHONE)
    bekijk(page, reverse("portaal:samen_besluiten"))  # nobody waits
    begin = today() - timedelta(days=60)
    two = [
        leven.naar(w, Status.VASTSTELLING, on=begin, **LANG | {"telefoon": f"050 000 00 1{n}", "geboortejaar": 1980 + n})
        for n in range(2)
    ]
    w.controleer(today())
    two[1].plaatsing.beoordelingen.get(soort="eind").oordelen.update(waarde="oefenen")
    bekijk(page, reverse("portaal:thuis"))
    bekijk(page, reverse("portaal:samen_besluiten"))
    page.get_by_label("Functie").fill("Voorzitter examencommissie")
    page.get_by_label("Plaats").fill("Groningen")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("heading", name="Dit gebeurt er als u opslaat").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert_accessible(page)
    page.get_by_role("button", name="Leg vast voor 1 deelnemer").click()
    page.get_by_role("heading", name="Besloten over 1 deelnemer").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert_accessible(page)


def test_no_page_about_colleagues_has_a_violation_or_is_wider_than_a_phone(new_page, w):
    organisatie = w.leerbedrijf.organisatie
    rechten = [Recht.BEGELEIDEN, Recht.TEKENEN, Recht.UITNODIGEN]
    boss = iemand("Berta Baas", Rol.WERKGEVER, organisatie=organisatie, rechten=rechten)
    page = new_page(boss, viewport=PHONE)
    for deur in ("mensen", "mens_uitnodigen"):
        bekijk(page, reverse(f"accounts:{deur}", args=[organisatie.code]))
    page.get_by_label("Naam").fill(LANG["achternaam"])
    page.get_by_label("E-mailadres").fill("een.heel.lang.adres.van.iemand@bakkerij-de-warme-hoek-en-omstreken.example")
    page.get_by_role("button", name="Verstuur de uitnodiging").click()
    page.get_by_text("De uitnodiging gaat naar").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert_accessible(page)
    page.get_by_role("link", name="Werkt hier niet meer").click()
    page.get_by_role("heading", name="Werkt Berta Baas hier niet meer?").wait_for()
    assert_accessible(page)


def test_no_page_behind_a_link_has_a_violation_and_the_coordinator_sees_it_used(new_page, w):
    traject = leven.naar(w, Status.OVEREENKOMST, on=today() - timedelta(days=21), **LANG)
    outbox.drain()
    desk, phone = new_page(w.coordinator), new_page()
    desk.goto(traject.get_absolute_url())
    desk.get_by_role("button", name="Toon QR-code").first.click()
    desk.get_by_role("heading", name="Scan deze code met de telefoon").wait_for()
    assert_accessible(desk)
    row = Handtekening.objects.get(pok_versie__plaatsing__traject=traject, partij="deelnemer")
    token = tekenlinks.toon(handtekening=row, by=w.coordinator, on=today(), at=now())  # a new one: the one shown stops working
    desk.get_by_role("heading", name="Deze code werkt niet meer").wait_for()
    assert_accessible(desk)

    bekijk(phone, reverse("portaal:link_weigeren", args=[token]))
    bekijk(phone, reverse("portaal:link", args=[token]))
    phone.get_by_label("Ik heb de overeenkomst gelezen").check()
    phone.get_by_role("button", name="Teken de overeenkomst").click()
    phone.get_by_role("heading", name="Bedankt, u hebt getekend").wait_for()
    assert_accessible(phone)
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Bewaar de overeenkomst").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    bekijk(phone, reverse("portaal:link_gevraagd"))
    bekijk(phone, reverse("portaal:link", args=["niets"]))


def test_no_page_behind_a_link_of_a_school_has_a_violation_and_the_coordinator_sees_what_was_done(new_page, w):
    traject = leven.naar(w, Status.VASTSTELLING, on=today() - timedelta(days=70), **LANG)
    w.controleer(today())
    SchoolAfspraak.objects.update_or_create(regio=w.regio, school=w.school, defaults={"contact_email": "examens@school.example"})
    desk, phone = new_page(w.coordinator), new_page()
    desk.goto(traject.get_absolute_url())
    assert_accessible(desk)
    desk.get_by_role("button", name="Stuur de school een link").click()
    desk.get_by_text("Nog niet gebruikt").wait_for()
    assert_accessible(desk)
    token = re.search(r"/portaal/besluit/([\w-]+)/", Bericht.objects.get().tekst)[1]

    for deur in ("link_besluit_terug", "link_besluit_geen", "link_concept"):
        bekijk(phone, reverse(f"portaal:{deur}", args=[token]))
    phone.get_by_role("button", name="Maak concept").click()
    phone.get_by_role("heading", name="Het concept wordt gemaakt").wait_for()
    outbox.drain()
    phone.get_by_role("link", name="Download het concept").wait_for()
    assert_accessible(phone)
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Download het concept").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    bekijk(phone, reverse("portaal:link_besluit", args=[token]))
    for ja in phone.get_by_label("Ja", exact=True).all():
        ja.check()
    phone.get_by_label("Naam van wie besluit").fill("P. de Boer")
    phone.get_by_label("Functie").fill("Voorzitter examencommissie")
    phone.get_by_label("Plaats").fill("Groningen")
    phone.get_by_role("button", name="Leg het besluit vast").click()
    phone.get_by_role("heading", name="Klaar, uw besluit is vastgelegd").wait_for()
    assert_accessible(phone)
    desk.reload()
    desk.get_by_text("via een persoonlijke link van").first.wait_for()
    assert_accessible(desk)


def test_no_page_on_which_a_deelnemer_reacts_has_a_violation(new_page, w):
    traject = leven.naar(w, Status.LOPEND, on=today() - timedelta(days=70), **LANG)
    desk, phone = new_page(w.coordinator), new_page()
    desk.goto(traject.get_absolute_url())
    desk.get_by_role("button", name="Toon QR-code om te reageren").click()
    desk.get_by_role("heading", name="Scan deze code met de telefoon").wait_for()
    assert_accessible(desk)
    token = vraaglinks.toon(traject=traject, by=w.coordinator, on=today(), at=now())

    bekijk(phone, reverse("portaal:link_reactie", args=[token]))
    phone.get_by_label("Wat vindt u ervan?").fill("Het gaat goed.")
    phone.get_by_role("button", name="Verstuur uw reactie").click()
    phone.get_by_role("heading", name="Bedankt").wait_for()
    assert_accessible(phone)
    desk.goto(traject.get_absolute_url())
    desk.get_by_role("link", name="Lees de reactie").click()
    assert_accessible(desk)
    desk.get_by_role("button", name="Ik heb dit gelezen").click()
    desk.get_by_text("gelezen door").wait_for()


def test_no_page_of_a_consulent_has_a_violation_or_is_wider_than_a_phone(new_page, w, eigen, anita, sander):
    first = eigen(leven.naar(w, Status.AANGEMELD, **LANG))
    eigen(leven.naar(w, Status.OVEREENKOMST, roepnaam="Bea", telefoon="050 222 22 22"))
    eigen(leven.in_status(w, Status.GESTOPT))
    page = new_page(anita)

    for name in sorted(PAGINAS):
        url = reverse(f"portaal:{name}", args=[first.code] if name in {"intrekken", "overdragen"} else [])
        bekijk(page, url)


def test_a_consulent_registers_and_withdraws_on_a_phone_without_javascript(new_page, w, anita):
    page = new_page(anita, viewport=PHONE, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Deelnemer aanmelden").first.click()
    page.get_by_label("Roepnaam").fill("Fatma")
    page.get_by_label("Jaar", exact=True).fill("1998")
    page.get_by_label("Telefoonnummer").fill("06 12 34 56 78")
    page.get_by_label("Werkzoekend").check()
    page.get_by_role("button", name="Verstuur aanmelding").click()
    number = Traject.objects.get().nummer
    assert page.get_by_role("heading", name="Mijn aanmeldingen").is_visible()
    assert page.get_by_text(f"heeft nummer {number}").is_visible()

    page.get_by_role("link", name=re.compile(f"Trek in.*{number}")).click()
    page.get_by_label("Deelnemer ziet ervan af").check()
    page.get_by_role("button", name="Trek de aanmelding in").click()

    assert page.get_by_text(f"Aanmelding {number} is ingetrokken.").is_visible()
    assert Traject.objects.get().status == Status.NIET_GESTART


def _nazorgtoken(w) -> tuple[Traject, str]:
    """Of somebody to whom it was handed over three days ago."""
    traject = leven.naar(w, Status.NAZORG, on=today() - timedelta(days=59), email="wolf@voorbeeld.test", **LANG)
    plannen.plan(traject.pk, on=today(), at=now())
    told = Herinnering.objects.get(termijn__traject=traject, termijn__soort="nazorg_0", sleutel=DEELNEMER)
    return traject, vraag.maak(traject, told.termijn, told, at=now())[1]


def test_no_page_on_which_a_deelnemer_tells_what_they_do_has_a_violation(new_page, w):
    traject, token = _nazorgtoken(w)
    desk, phone = new_page(w.coordinator), new_page()

    bekijk(phone, reverse("portaal:link_nazorg", args=[token]))
    phone.get_by_label("Ik volg een opleiding").check()
    phone.get_by_role("button", name="Verder").click()
    phone.get_by_role("heading", name="Uw antwoord").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert_accessible(phone)
    phone.get_by_role("button", name="Ja, verstuur dit antwoord").click()
    phone.get_by_role("heading", name="Bedankt").wait_for()
    assert_accessible(phone)
    desk.goto(traject.get_absolute_url())
    desk.get_by_role("link", name="Lees het antwoord").click()
    assert_accessible(desk)
    desk.get_by_role("button", name="Ik heb dit gelezen").click()
    desk.get_by_text("gelezen door").wait_for()


def test_a_deelnemer_tells_what_they_do_on_a_phone_without_javascript(new_page, w):
    traject, token = _nazorgtoken(w)
    phone = new_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)

    phone.goto(reverse("portaal:link_nazorg", args=[token]))
    phone.get_by_role("button", name="Verder").click()
    assert phone.get_by_text("Kies wat u nu doet.").first.is_visible()
    phone.get_by_label("Ik volg een opleiding").check()
    phone.get_by_role("button", name="Verder").click()
    phone.get_by_role("button", name="Nee, kies iets anders").click()
    assert phone.get_by_label("Ik volg een opleiding").is_checked()
    phone.get_by_label("Ik heb betaald werk ergens anders").check()
    phone.get_by_role("button", name="Verder").click()
    phone.get_by_role("button", name="Ja, verstuur dit antwoord").click()

    assert phone.get_by_role("heading", name="Bedankt").is_visible()
    assert traject.nazorgmetingen.get().uitkomst == "werk_elders"
