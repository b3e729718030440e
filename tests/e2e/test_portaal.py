"""A leerbedrijf and a school do their own part on a phone, and the coordinator's dossier follows."""

import gzip
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import Recht, Rol
from basis import outbox
from basis.dagen import now, today
from tests.berichten.smtp_sink import running_sink
from tests.browser import NARROW
from tests.e2e.test_toetsenbord import press, tab_to, type_in
from tests.personen import iemand
from tests.trajecten import leven
from trajecten import tekenlinks
from trajecten.models import Plaatsing, Traject
from trajecten.regels import Status

pytestmark = pytest.mark.browser
WEEK = timedelta(days=7)


@pytest.fixture
def w(live_server) -> leven.Wereld:
    return leven.wereld(on=today())


@pytest.fixture
def jolanda(w):
    rechten = [Recht.BEGELEIDEN, Recht.TEKENEN]
    return iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=rechten)


@pytest.fixture
def maaike(w):
    rechten = [Recht.BEGELEIDEN, Recht.TEKENEN, Recht.VASTSTELLEN]
    return iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=rechten, mandaat="Brief")


@pytest.fixture
def plaatsing(w) -> Plaatsing:
    """Matched a week ago, to begin today; the agreement lies there to be signed."""
    traject = leven.naar(w, Status.OVEREENKOMST, on=today() - 4 * WEEK + WEEK)
    outbox.drain()
    return traject.plaatsing


def taak(page: Page, wat: str) -> None:
    """From the list of what is to be done to the page on which it is done."""
    page.goto(reverse("portaal:thuis"))
    page.locator(".taak", has_text=wat).locator("a.knop").click()


def teken(page: Page, functie: str) -> None:
    taak(page, "Praktijkovereenkomst tekenen")
    with page.expect_download() as download:
        page.get_by_role("link", name="Lees de hele overeenkomst").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page.get_by_label("Uw functie").fill(functie)
    page.get_by_label("Ik heb de overeenkomst gelezen").check()
    page.get_by_role("button", name="Teken de overeenkomst").click()
    page.get_by_text("U hebt de praktijkovereenkomst getekend.").wait_for()


@pytest.fixture
def sink(settings):
    with running_sink() as found:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
        yield found


def uit_de_mail(sink, pattern: str) -> str:
    """What the last mail says, once the worker has sent it."""
    outbox.drain()
    return re.search(pattern, sink.mails[-1].get_body(("plain",)).get_content())[1]


def test_from_an_invitation_in_the_mail_to_the_last_signature(new_page, w, plaatsing, sink):
    """With a real mail server: in by the invitation, the next time by a code; and the deelnemer signs by a QR-code."""
    desk, phone = new_page(w.coordinator), new_page(viewport=NARROW)
    desk.goto(reverse("accounts:mens_uitnodigen", args=[w.leerbedrijf.organisatie.code]))
    desk.get_by_label("Naam", exact=True).fill("Jolanda Smit")
    desk.get_by_label("E-mailadres").fill("jolanda@voorbeeld.test")
    for recht in ("Mag begeleiden en beoordelen", "Mag tekenen"):
        desk.get_by_label(recht).check()
    desk.get_by_role("button", name="Verstuur de uitnodiging").click()
    desk.get_by_text("De uitnodiging gaat naar jolanda@voorbeeld.test").wait_for()

    phone.goto(uit_de_mail(sink, r"http://localhost:8000(/\S+)"))
    phone.get_by_role("button", name="Account maken").click()
    phone.get_by_role("heading", name="Wat moet ik doen?").wait_for()
    phone.context.clear_cookies()
    phone.goto(reverse("account_login"))
    phone.get_by_label("E-mailadres").fill("jolanda@voorbeeld.test")
    phone.get_by_role("button", name="Stuur mij een code").click()
    phone.get_by_role("heading", name="Kijk in uw e-mail").wait_for()
    phone.locator("input[name=code]").fill(uit_de_mail(sink, r"in te loggen is: (\S+)"))
    phone.get_by_role("button", name="Inloggen", exact=True).click()
    phone.wait_for_load_state()
    teken(phone, "Eigenaar")

    asked = plaatsing.pok_versies.get().handtekeningen.get(partij="deelnemer")
    own = new_page(viewport=NARROW)
    own.goto(reverse("portaal:link", args=[tekenlinks.toon(handtekening=asked, by=w.coordinator, on=today(), at=now())]))
    own.get_by_label("Ik heb de overeenkomst gelezen").check()
    own.get_by_role("button", name="Teken de overeenkomst").click()
    own.get_by_role("heading", name="Bedankt, u hebt getekend").wait_for()
    desk.goto(plaatsing.traject.get_absolute_url())
    assert desk.locator("#overeenkomst .chip--goed").count() == 2
    assert desk.get_by_text("Jolanda Smit").first.is_visible()


def stap(w: leven.Wereld, traject: Traject, status: Status) -> None:
    """What the coordinator does in between."""
    leven.STAPPEN[status](w, Traject.objects.get(pk=traject.pk), today())


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_from_signature_to_decision_on_two_phones(new_page, w, plaatsing, jolanda, maaike, javascript):
    phone = {"viewport": NARROW, "java_script_enabled": javascript}
    bedrijf, school, dossier = new_page(jolanda, **phone), new_page(maaike, **phone), new_page(w.coordinator)
    traject = plaatsing.traject

    teken(bedrijf, "Eigenaar")
    teken(school, "Bpv-coördinator")
    dossier.goto(traject.get_absolute_url())
    assert dossier.locator("#overeenkomst .chip--goed").count() == 2
    stap(w, traject, Status.LOPEND)

    bedrijf.goto(reverse("portaal:plaatsing", args=[plaatsing.code]))
    bedrijf.get_by_role("link", name="Uren").click()
    bedrijf.get_by_label("Gewerkt").first.fill("24")
    bedrijf.get_by_role("button", name="Bewaar de uren").click()
    bedrijf.get_by_text("De uren van 1 week zijn bewaard.").wait_for()
    bedrijf.get_by_role("link", name="Tussenevaluatie").click()
    bedrijf.get_by_label("Oefenen").first.check(force=True)
    bedrijf.get_by_role("button", name="Bewaar de evaluatie").click()
    bedrijf.get_by_text("De tussenevaluatie is bewaard.").wait_for()
    bedrijf.get_by_role("link", name="Werkprocessen beoordelen").click()
    bedrijf.get_by_label("Voldoende", exact=True).first.check(force=True)
    bedrijf.get_by_role("button", name="Bewaar en ga terug").click()
    bedrijf.get_by_text("Uw oordelen zijn bewaard.").wait_for()
    dossier.reload()
    assert dossier.locator("#voortgang .matrix").get_by_text("Voldoende").first.is_visible()
    stap(w, traject, Status.BEOORDELING)

    taak(bedrijf, "Eindbeoordeling")
    for vraag in ("werkt_nog", "kon_alles_oefenen", "in_dienst"):
        bedrijf.locator(f"input[name={vraag}][value=ja]").check()
    bedrijf.get_by_role("button", name="Verder met de werkprocessen").click()
    for keuze in bedrijf.get_by_label("Goed", exact=True).all():
        keuze.check(force=True)
    bedrijf.get_by_role("button", name="Verder naar versturen").click()
    bedrijf.get_by_label("Dit is wat wij op de werkvloer zien").check()
    bedrijf.get_by_role("button", name="Verstuur naar de school").click()
    bedrijf.get_by_text("De eindbeoordeling is verstuurd naar de school.").wait_for()

    w.controleer(today())
    taak(school, "Besluit over de werkprocessen")
    for keuze in school.locator("input[type=radio][value=ja]").all():
        keuze.check()
    school.get_by_label("Functie").fill("Directeur")
    school.get_by_label("Plaats").fill("Groningen")
    school.get_by_role("button", name="Leg het besluit vast").click()
    school.get_by_text("Het besluit is vastgelegd.").wait_for()

    traject.refresh_from_db()
    assert traject.status == Status.UITREIKING
    assert not traject.gebeurtenissen.filter(soort__in=["beoordeling_indienen", "vaststellen"]).exclude(namens="").exists()
    dossier.reload()
    assert dossier.get_by_text("Jolanda Smit").first.is_visible() and dossier.get_by_text("Maaike Boonstra").first.is_visible()


def test_the_agreement_is_signed_without_a_mouse(new_page, plaatsing, jolanda):
    page = new_page(jolanda)
    page.goto(reverse("portaal:thuis"))

    press(page, "Lees en teken", lambda: page.get_by_role("heading", name="Praktijkovereenkomst tekenen", level=1).wait_for())
    type_in(page, "Uw functie", "Eigenaar")
    tab_to(page, "Ik heb de overeenkomst gelezen")
    page.keyboard.press("Space")
    press(page, "Teken de overeenkomst", lambda: page.get_by_text("U hebt de praktijkovereenkomst getekend.").wait_for())

    assert plaatsing.pok_versies.get().handtekeningen.get(partij="leerbedrijf").getekend_door == jolanda


def test_what_is_chosen_or_typed_is_kept_without_a_button(new_page, w, plaatsing, jolanda):
    """And what is typed while another werkproces is being kept stays in its field."""
    stap(w, plaatsing.traject, Status.LOPEND)
    first, second, _ = w.werkprocessen
    page = new_page(jolanda, viewport=NARROW)
    page.goto(reverse("portaal:werkprocessen", args=[plaatsing.code]))
    one, two = page.locator(f"#w-{first.code}"), page.locator(f"#w-{second.code}")

    one.get_by_label("Oefenen", exact=True).check(force=True)
    two.get_by_label("Goed", exact=True).check(force=True)
    two.locator("summary").click()
    two.locator("textarea").fill("Doet dit zelf, ook als het druk is")
    one.get_by_text("Bewaard om").wait_for()
    two.get_by_text("Bewaard om").wait_for()
    one.get_by_label("Voldoende", exact=True).check(force=True)
    page.wait_for_function("() => !document.querySelector('.htmx-request')")
    page.wait_for_timeout(2500)

    given = {o.werkproces_id: (o.waarde, o.toelichting) for o in plaatsing.beoordelingen.get(soort="los").oordelen.all()}
    assert given == {first.pk: ("voldoende", ""), second.pk: ("goed", "Doet dit zelf, ook als het druk is")}
    assert two.locator("textarea").input_value() == "Doet dit zelf, ook als het druk is"
    page.goto(reverse("portaal:thuis"))  # no question about leaving: nothing is unsaved
    page.get_by_role("heading", name="Wat moet ik doen?").wait_for()


def test_what_could_not_be_kept_says_so_and_stays_on_the_page(new_page, w, plaatsing, jolanda):
    stap(w, plaatsing.traject, Status.LOPEND)
    page = new_page(jolanda, viewport=NARROW)
    page.goto(reverse("portaal:werkprocessen", args=[plaatsing.code]))
    item = page.locator(f"#w-{w.werkprocessen[0].code}")
    new_page.verwacht += ["htmx:sendError", "htmx:afterRequest"]
    page.context.set_offline(True)

    item.get_by_label("Goed", exact=True).check(force=True)
    item.get_by_text("Niet bewaard: er is geen verbinding.").wait_for()
    page.context.set_offline(False)
    page.get_by_role("button", name="Bewaar en ga terug").click()
    page.get_by_text("Uw oordelen zijn bewaard.").wait_for()

    assert plaatsing.beoordelingen.get(soort="los").oordelen.get().waarde == "goed"


def test_what_the_server_refused_is_not_left_without_a_question(new_page, w, plaatsing, jolanda):
    stap(w, plaatsing.traject, Status.LOPEND)
    page = new_page(jolanda, viewport=NARROW)
    page.goto(reverse("portaal:werkprocessen", args=[plaatsing.code]))
    item = page.locator(f"#w-{w.werkprocessen[0].code}")
    item.locator("summary").click()
    item.locator("textarea").fill("Een noot zonder oordeel")
    item.get_by_text("Kies ook een oordeel").wait_for()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.evaluate("location.assign('/portaal/')")
    page.wait_for_timeout(500)

    assert asked == ["beforeunload"]
    assert item.locator("textarea").input_value() == "Een noot zonder oordeel"


def test_a_page_of_the_portal_is_small(new_page, plaatsing, jolanda):
    """Under 60 kB without fonts, the first time somebody comes (issue 4); files are sent compressed, as in production."""
    page = new_page(jolanda, viewport=NARROW)
    sent: dict[str, int] = {}
    page.on("response", lambda answer: sent.update({answer.url: len(answer.body())}) if answer.ok else None)

    page.goto(reverse("portaal:thuis"), wait_until="networkidle")

    raw = {url: size for url, size in sent.items() if "font" not in url and not url.endswith(".woff2")}
    packed = sum(len(gzip.compress(page.request.get(url).body())) for url in raw)
    assert 5_000 < packed < 60_000, raw
