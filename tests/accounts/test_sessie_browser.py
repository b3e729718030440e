"""In Chromium: the warning before a session ends, and the form that is still there afterwards."""

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page, expect

from accounts.middleware import BEGAN, SEEN
from accounts.models import BewaardeInvoer
from tests.browser import NARROW, assert_accessible
from tests.personen import WACHTWOORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = "/portaal/aanmeldingen/nieuw/"


def _idle(page: Page, seconds: int) -> None:
    """As if nothing was asked of the server for so long, and the page's own clock ran as long."""
    cookie = next(c for c in page.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME)
    session = SessionStore(cookie["value"])
    session[BEGAN] -= seconds
    session[SEEN] -= seconds
    session.save()
    page.clock.fast_forward(seconds * 1000)


def _dialog(page: Page):
    return page.get_by_role("dialog", name="U wordt bijna uitgelogd")


@pytest.fixture
def form(new_page, consulent) -> Page:
    page = new_page(consulent)
    page.clock.install()
    page.goto(PAGE)
    page.get_by_label("Roepnaam").fill("Zandloper")
    return page


def test_the_warning_comes_two_minutes_before_and_staying_keeps_what_was_typed(form):
    _idle(form, 12 * 60)
    form.clock.run_for(6000)
    expect(_dialog(form)).not_to_be_visible()

    _idle(form, 70)
    form.clock.run_for(6000)
    expect(_dialog(form)).to_be_visible()
    expect(form.get_by_role("button", name="Blijf ingelogd")).to_be_focused()
    assert_accessible(form)
    form.keyboard.press("Enter")

    expect(_dialog(form)).not_to_be_visible()
    assert form.get_by_label("Roepnaam").input_value() == "Zandloper"
    _idle(form, 10 * 60)
    form.clock.run_for(6000)
    expect(_dialog(form)).not_to_be_visible()


def test_escape_stays_too(form):
    _idle(form, 14 * 60)
    form.clock.run_for(6000)
    expect(_dialog(form)).to_be_visible()

    with form.expect_response("**/sessie/"):
        form.keyboard.press("Escape")

    expect(_dialog(form)).not_to_be_visible()


def test_a_page_in_the_background_does_not_keep_the_session_alive_and_hears_of_work_in_another(form):
    other = form.context.new_page()
    other.goto("/begrippen/")

    with form.expect_response("**/sessie/over/"):
        form.clock.fast_forward(14 * 60 * 1000)

    expect(_dialog(form)).not_to_be_visible()


def _sign_in(page: Page, email: str) -> None:
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def test_a_session_that_ended_in_the_middle_gives_the_form_back(form, consulent):
    _idle(form, 16 * 60)
    form.clock.run_for(6000)
    form.wait_for_url("**/inloggen/**")
    expect(form.get_by_text("Wat u invulde, is er nog")).to_be_visible()
    assert "Zandloper" not in form.content() + form.url

    _sign_in(form, consulent.email)

    form.wait_for_url(f"**{PAGE}")
    expect(form.get_by_label("Roepnaam")).to_have_value("Zandloper")
    expect(form.get_by_text("Het staat weer in het formulier")).to_be_visible()
    expect(form.get_by_role("button", name="Verstuur dit nu")).not_to_be_visible()
    assert_accessible(form)
    assert "Zandloper" not in form.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")


def test_it_is_kept_half_a_minute_before_the_end_so_that_another_page_may_end_it(form, consulent):
    with form.expect_response("**/sessie/bewaren/"):
        _idle(form, 15 * 60 - 20)
        form.clock.run_for(6000)

    assert BewaardeInvoer.objects.get().user == consulent
    expect(_dialog(form)).to_contain_text("minder dan 1 minuut")


def test_somebody_else_on_the_same_screen_does_not_get_it(form, coordinator):
    _idle(form, 16 * 60)
    form.clock.run_for(6000)
    form.wait_for_url("**/inloggen/**")

    _sign_in(form, coordinator.email)
    form.wait_for_load_state()

    assert "Zandloper" not in form.content()
    assert BewaardeInvoer.objects.exists()


def test_without_javascript_it_waits_beside_the_form(new_page, consulent):
    page = new_page(consulent, java_script_enabled=False, viewport=NARROW)
    page.goto(PAGE)
    page.get_by_label("Roepnaam").fill("Zandloper")
    cookie = next(c for c in page.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME)
    session = SessionStore(cookie["value"])
    session[SEEN] -= 16 * 60
    session.save()
    page.locator("form.formulier button.knop--hoofd").last.click()
    page.wait_for_url("**/inloggen/**")

    _sign_in(page, consulent.email)

    page.wait_for_url(f"**{PAGE}")
    expect(page.get_by_role("region", name="Wat u invulde, is er nog")).to_contain_text("Zandloper")
    page.get_by_role("button", name="Verstuur dit nu").click()
    expect(page.get_by_label("Roepnaam")).to_have_value("Zandloper")
