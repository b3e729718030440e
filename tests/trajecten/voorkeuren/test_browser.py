"""Stopping mails on a phone by the keyboard alone, and wording a mail without JavaScript; no violation axe can find."""

import pytest
from django.urls import reverse

from basis.dagen import now
from berichten import afmelden
from tests.browser import NARROW, assert_accessible
from tests.trajecten import leven
from trajecten.mailteksten import teksten

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def tab_to(page, words: str) -> None:
    """To the button or link with these words."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == words:
            return
    raise AssertionError(f"the tab key never comes to {words}")


@pytest.mark.parametrize("script", [True, False])
def test_a_visitor_stops_mails_and_takes_that_back_with_the_keyboard_alone(new_page, script):
    token = afmelden.maak_link("chef@bakkerij.test", ["start", "voortgang"], at=now())
    page = new_page(viewport=NARROW, java_script_enabled=script)
    page.goto(reverse("trajecten:afmelden", args=[token]))
    page.get_by_label("Inschrijving en start").focus()
    page.keyboard.press("Space")  # that one goes on
    tab_to(page, "Stop deze mails") if script else page.get_by_role("button", name="Stop deze mails").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="U krijgt deze mails niet meer").wait_for()

    assert afmelden.groepen_uit("chef@bakkerij.test") == {"voortgang"}
    if script:
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.get_by_role("button", name="Toch weer mail krijgen").press("Enter")
    page.get_by_role("heading", name="U krijgt deze mails weer").wait_for()
    assert not afmelden.groepen_uit("chef@bakkerij.test")


def test_a_coordinator_words_a_mail_and_reads_it_first_without_javascript(new_page):
    w = leven.wereld()
    page = new_page(w.coordinator, java_script_enabled=False)
    page.goto(reverse("trajecten:mailtekst", args=["bundel"]))
    page.get_by_label("Inleiding").fill("Ga naar www.evil.test: {aantal}.")
    page.get_by_role("button", name="Bekijk voorbeeld").click()
    assert page.get_by_text("lijkt op een adres van een website").first.is_visible()
    page.get_by_label("Inleiding").fill("Goedemorgen, {aantal} voor u.")
    page.get_by_role("button", name="Bekijk voorbeeld").click()

    assert page.locator(".brief").get_by_text("Goedemorgen, 2 taken voor u.").is_visible()
    assert not teksten.tekst(w.regio, "bundel").is_eigen
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.get_by_text("De volgende mail heeft die al").wait_for()
    assert teksten.tekst(w.regio, "bundel").inleiding == "Goedemorgen, {aantal} voor u."
