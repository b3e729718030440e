"""Frame, forms and components as the browser shows them: axe at three widths, no sideways scrolling, big enough to hit."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django import forms
from django.contrib.messages.storage.base import Message
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template import Context, Engine
from django.template.loader import get_template
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route

from basis.fields import DatumVeld, JaNee, Tekst, TelefoonVeld, VrijeTekst
from basis.forms import Formulier
from tests.browser import assert_accessible

ADDRESS = "http://componenten.test"
WIDTHS = [1360, 390, 320]
SAMPLES = Path(__file__).parent / "componenten"


class Voorbeeld(Formulier):
    """One of every kind of field."""

    naam = Tekst(label="Roepnaam", help_text="Mag in elk schrift.")
    datum = DatumVeld(label="Datum van het gesprek", not_future=True)
    telefoon = TelefoonVeld(label="Telefoonnummer", required=False)
    school = forms.ChoiceField(label="School", choices=[("", "Kies een school"), ("n", "Noorderpoort")])
    kwalificatie = JaNee(label="Heeft de deelnemer een startkwalificatie?")
    taken = forms.MultipleChoiceField(
        label="Werkprocessen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("Basis", [("1", "Bereidt voor"), ("2", "Maakt schoon")]), ("Profiel", [("3", "Vult aan")])],
    )
    oordeel = forms.ChoiceField(
        label="Oordeel", widget=forms.RadioSelect(attrs={"class": "schaal"}), choices=[("o", "Oefenen"), ("v", "Voldoende")]
    )
    verslag = VrijeTekst(label="Verslag")
    scan = forms.FileField(label="Getekend formulier", help_text="Maak het BSN onleesbaar.")
    gelezen = forms.BooleanField(label="Het BSN is onleesbaar")


FILLED = {
    "naam": "Łukasz",
    "datum": "2026-01-05",
    "school": "n",
    "kwalificatie": "ja",
    "taken": ["1"],
    "oordeel": "v",
    "verslag": "Goed",
}
FORMS = {"empty": Voorbeeld, "filled": lambda: Voorbeeld(initial=FILLED), "error": lambda: Voorbeeld({"telefoon": "12"}, {})}


def render(sample: str, **extra) -> str:
    """A page of `tests/basis/componenten/` in the real frame, for somebody who is signed in."""
    request = RequestFactory().get("/?pagina=3&status=lopend")
    request.csp_nonce = "nonce"
    regio = SimpleNamespace(naam="Groningen", titel="Regio Groningen", merkkleur="#0b5c58", regiocode="GR")
    other = SimpleNamespace(naam="Drechtsteden", titel="Regio Drechtsteden", merkkleur="#5b1a6b", regiocode="DR")
    context = {
        "request": request,
        "csrf_token": "token",
        "user": SimpleNamespace(naam="Marieke van der Veen-Oosterhuis", email="m@example.org", is_authenticated=True),
        "regio": regio,
        "regio_query": "",
        "regios": [regio, other],
        "menu": [
            {"label": "Vandaag", "url": "/", "current": True, "count": 9, "counted": "taken", "icon": "vandaag"},
            {"label": "Trajecten", "url": "/trajecten/", "current": False},
        ],
        "zoek_url": "/zoeken/",
        "aanmeld_url": "/aanmelden/",
        "sessie_seconden": 1800,
        "invoer": None,
        "messages": [Message(25, "De herinnering is verstuurd.")],
        "page_obj": Paginator(range(120), 10).page(3),
    }
    source = (SAMPLES / sample).read_text()
    return Engine.get_default().from_string(source).render(Context({**context, **extra}))


@pytest.fixture
def show(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """:returns: a function that opens this HTML at this width, with our own static files and nothing else."""
    contexts = []

    def open_html(html: str, width: int = 1360, **options) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.route("**/*", lambda route: _answer(route, html))
        page.goto(ADDRESS)
        return page

    yield open_html
    for context in contexts:
        context.close()


def _answer(route: Route, html: str) -> None:
    path = urlsplit(route.request.url).path
    if path.startswith("/static/") and (file := finders.find(path.removeprefix("/static/"))):
        route.fulfill(path=file)
    else:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")


def assert_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"


HIT = "a.knop, button, summary, input, select, textarea, .tabs a, .pager a, .menu a"
NOT_HIT = ".sr, .sr *, [type=hidden], [type=checkbox], [type=radio], [type=file]"  # of a tick the whole line counts
TOO_SMALL = """([hit, not]) => [...document.querySelectorAll(hit)]
  .filter(e => e.offsetParent && !e.matches(not) && e.getBoundingClientRect().height < 43.9)
  .map(e => e.outerHTML.slice(0, 90))"""


def assert_hittable(page: Page) -> None:
    """44 px high, so that a finger finds it."""
    assert page.evaluate(TOO_SMALL, [HIT, NOT_HIT]) == []


@pytest.mark.browser
@pytest.mark.parametrize("sample", ["lijst.html", "dossier.html"])
def test_components_are_accessible_at_every_width(show, sample):
    page = show(render(sample))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)
        assert_fits(page)
        assert_hittable(page)


@pytest.mark.browser
@pytest.mark.parametrize("state", FORMS)
def test_forms_are_accessible_at_every_width(show, state):
    page = show(render("formulier.html", form=FORMS[state]()))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)
        assert_fits(page)
        assert_hittable(page)


@pytest.mark.browser
def test_axe_sees_a_field_without_label(show):
    """The control of the tests above."""
    html = render("formulier.html", form=Voorbeeld()).replace('<label for="id_naam">', "<label>")
    with pytest.raises(AssertionError, match="label"):
        assert_accessible(show(html))


@pytest.mark.browser
def test_the_error_summary_has_the_focus_and_leads_to_each_field(show):
    page = show(render("formulier.html", form=FORMS["error"](), messages=[]))

    assert page.evaluate("document.activeElement.className") == "foutenlijst"
    links = page.locator(".foutenlijst a")
    assert links.count() == 9
    for number in range(links.count()):
        target = links.nth(number).get_attribute("href")
        assert page.locator(f"{target}:is(input, select, textarea)").count() == 1, target
    links.nth(0).click()
    assert page.evaluate("document.activeElement.id") == "id_naam"


@pytest.mark.browser
def test_the_menu_of_a_phone_opens_and_closes_without_javascript(show):
    page = show(render("lijst.html"), 390, java_script_enabled=False)

    assert not page.get_by_role("link", name="Trajecten").is_visible()
    page.get_by_role("button", name="Menu", exact=True).click()
    assert page.get_by_role("link", name="Trajecten").is_visible()
    page.get_by_role("button", name="Sluit menu").click()
    assert not page.get_by_role("link", name="Trajecten").is_visible()


@pytest.mark.browser
def test_the_menu_of_a_phone_is_accessible_when_open(show):
    page = show(render("lijst.html"), 320)
    page.get_by_role("button", name="Menu", exact=True).click()

    assert_accessible(page)


@pytest.mark.browser
def test_a_menu_of_actions_closes_by_escape_and_gives_the_focus_back(show):
    page = show(render("dossier.html"))
    page.get_by_text("Meer acties").click()
    page.get_by_role("link", name="Traject stoppen").focus()
    assert_accessible(page)

    page.keyboard.press("Escape")

    assert not page.get_by_role("link", name="Traject stoppen").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Meer acties"


@pytest.mark.browser
def test_the_page_warns_before_the_session_ends_and_stays_when_asked(show):
    page = show("")
    page.clock.install()
    page.set_content(render("lijst.html"), wait_until="load")
    page.clock.fast_forward("27:00")
    assert not page.get_by_role("dialog").is_visible()

    page.clock.fast_forward("01:10")
    page.get_by_role("dialog", name="U wordt bijna uitgelogd").wait_for()
    page.get_by_role("button", name="Blijf ingelogd").click()

    page.get_by_role("dialog").wait_for(state="hidden")


@pytest.mark.browser
@pytest.mark.parametrize("status", [400, 403, 404, 409, 429, 500, 503])
def test_error_pages_stand_on_their_own(show, status):
    typed = [SimpleNamespace(naam="naam", label="Naam", waarde="Łukasz", tonen=True)]
    away = {"path": "/", "is_post": True, "held": False, "files": True, "csrf_token": "token", "typed": typed}
    html = get_template(f"{status}.html").template.render(Context(away if status == 503 else {}))
    page = show(html, 320)

    assert_accessible(page)
    assert_fits(page)
    assert page.locator("h1").count() == 1
