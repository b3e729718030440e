"""From signing in to a planned intake with Tab, Enter and typing only: the mouse lies in a drawer."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from basis.dagen import today
from tests.trajecten import leven
from trajecten.regels import Status

pytestmark = pytest.mark.browser

MANY = 60  # presses of Tab; a page has fewer places to stop
FOCUS = """() => {
    const e = document.activeElement, style = getComputedStyle(e);
    const label = e.labels && e.labels.length ? e.labels[0].innerText : e.innerText;
    return [(label || "").trim(), style.outlineStyle !== "none" && style.outlineWidth !== "0px"];
}"""


@pytest.fixture
def w(live_server) -> leven.Wereld:
    return leven.wereld(on=today())


def tab_to(page: Page, text: str) -> None:
    """Press Tab until the focus is on what begins with these words, and can be seen there."""
    for _ in range(MANY):
        page.keyboard.press("Tab")
        label, is_visible = page.evaluate(FOCUS)
        if label.startswith(text):
            assert is_visible, f"nobody sees that the focus is on {text!r}"
            return
    raise AssertionError(f"Tab never came to {text!r} on {page.url}")


def type_in(page: Page, label: str, keys: str) -> None:
    tab_to(page, label)
    page.keyboard.type(keys)


def press(page: Page, text: str, arrived: Callable[[], None]) -> None:
    tab_to(page, text)
    page.keyboard.press("Enter")
    arrived()


def test_an_intake_is_planned_without_a_mouse(page, w):
    traject = leven.naar(w, Status.AANGEMELD, on=today())

    def heading(text: str) -> Callable[[], None]:
        return lambda: page.get_by_role("heading", name=text, level=1).wait_for()

    page.goto("/")
    type_in(page, "E-mailadres", w.coordinator.email)
    type_in(page, "Wachtwoord", "een goed wachtwoord")
    press(page, "Inloggen", heading("Vandaag"))
    press(page, "Plan intake", heading("Intake plannen"))
    type_in(page, "Datum van het intakegesprek", f"1212{today().year + 1}")  # the same day in every order of day and month
    type_in(page, "Plaats", "Werkplein Noord")
    press(page, "Intake plannen", page.get_by_text("Het intakegesprek is gepland.").wait_for)

    traject.refresh_from_db()
    assert traject.status == Status.INTAKE
    gepland = traject.planningen.get()
    assert (gepland.datum.isoformat(), gepland.plaats) == (f"{today().year + 1}-12-12", "Werkplein Noord")


def test_the_first_tab_offers_to_skip_the_menu(page, w):
    page.goto("/inloggen/")
    type_in(page, "E-mailadres", w.coordinator.email)
    type_in(page, "Wachtwoord", "een goed wachtwoord")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Vandaag", level=1).wait_for()

    tab_to(page, "Naar de inhoud")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "inhoud"
