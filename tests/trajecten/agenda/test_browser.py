"""The page about the calendar in a browser: by keyboard, at both widths, and without JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser import NARROW, WIDE, assert_accessible
from tests.trajecten import leven
from trajecten.models import AgendaAdres

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture(autouse=True)
def on_a_monday():
    """The browser keeps its own time."""


def _look(page: Page) -> None:
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.set_viewport_size(WIDE)


def _tab_to(page: Page, words: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"no way to {words} by keyboard")


def test_an_address_is_made_copied_and_withdrawn_by_keyboard(new_page):
    w = leven.wereld()
    page = new_page(w.coordinator, permissions=["clipboard-read", "clipboard-write"])
    page.goto(reverse("trajecten:agenda"))
    _tab_to(page, "Maak een adres")
    page.keyboard.press("Enter")
    page.wait_for_selector("#agenda-adres")
    url = page.locator("#agenda-adres").input_value()
    _look(page)
    _tab_to(page, "Kopieer het adres")
    page.keyboard.press("Enter")
    page.get_by_text("Het adres is gekopieerd.").wait_for()
    pasted = page.evaluate("navigator.clipboard.readText()")
    _tab_to(page, "scan een code")
    page.keyboard.press("Enter")
    page.locator("svg.qr").wait_for()
    _look(page)
    page.goto(reverse("trajecten:agenda"))
    _look(page)
    gone = page.locator("#agenda-adres").count()
    _tab_to(page, "Trek het adres in")
    page.keyboard.press("Enter")
    page.get_by_text("Het adres werkt niet meer.").wait_for()

    assert pasted == url
    assert gone == 0
    assert AgendaAdres.objects.get().ingetrokken_at


def test_without_javascript_the_address_is_there_to_copy(new_page):
    page = new_page(leven.wereld().coordinator, java_script_enabled=False)
    page.goto(reverse("trajecten:agenda"))
    page.get_by_role("button", name="Maak een adres").click()

    assert page.locator("#agenda-adres").input_value().endswith(".ics")
    assert not page.get_by_role("button", name="Kopieer het adres").is_visible()
    assert page.get_by_role("link", name="Open in de agenda op dit apparaat").get_attribute("href").startswith("webcal://")
