"""The signals by keyboard alone, on Vandaag and on the dossier; no violation axe can find, and no wider than a phone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from basis.dagen import today
from tests.browser import NARROW, assert_accessible
from tests.trajecten import leven
from trajecten.models import EvenNiet
from trajecten.regels import Status

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def tab_to(page, found: str) -> None:
    """:param found: JavaScript that tells, given the element in focus, whether it is the one."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"(element => {found})(document.activeElement)"):
            return
    raise AssertionError(f"the tab key never comes to where {found}")


def test_a_signal_is_kept_away_with_the_keyboard_alone(new_page):
    w = leven.wereld(on=today() - timedelta(days=100))
    traject = leven.naar(w, Status.LOPEND, on=today() - timedelta(days=90))
    page = new_page(w.coordinator, viewport=NARROW)
    page.goto(f"{reverse('trajecten:vandaag')}?tab=signalen")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0

    tab_to(page, "element.textContent.startsWith('Even niet')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/even-niet/**")
    page.locator("#id_tot").fill((today() + timedelta(days=7)).isoformat())  # each browser asks for a day in its own order
    tab_to(page, "element.id === 'id_reden'")
    page.keyboard.type("Is op reis.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vandaag/**")

    assert page.get_by_text("Dit signaal blijft weg").is_visible()
    assert EvenNiet.objects.get().reden == "Is op reis."
    assert_accessible(page)
    page.goto(traject.get_absolute_url())
    fold = page.get_by_text("1 signaal even niet")
    fold.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("Is op reis.").first.is_visible()
    assert_accessible(page)
