"""The matrix on a phone: it scrolls under its first column, and the page itself is no wider than the phone."""

from datetime import timedelta

import pytest

from basis.dagen import today
from tests.browser import NARROW, assert_accessible
from tests.trajecten import leven
from trajecten import evaluaties
from trajecten.regels import Status

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_dossier_with_many_evaluations_is_no_wider_than_a_phone(new_page):
    w = leven.wereld(on=today() - timedelta(days=120))
    traject = leven.naar(w, Status.LOPEND, on=today() - timedelta(days=110))
    for n in range(4):
        given = {werkproces.pk: ("oefenen", "") for werkproces in w.werkprocessen[: 1 + n % 3]}  # some stay open
        evaluaties.tussenevaluatie(
            traject=traject,
            by=w.coordinator,
            on=today(),
            datum=today() - timedelta(days=10 * n),
            beoordelaar="J. Mulder",
            oordelen=given,
        )
    page = new_page(w.coordinator, viewport=NARROW)
    page.goto(traject.get_absolute_url())
    first, last = page.locator(".matrix tbody th").first, page.locator(".matrix tbody tr").first.locator("td").last
    place = first.bounding_box()["x"]

    last.scroll_into_view_if_needed()

    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert abs(first.bounding_box()["x"] - place) < 2, "the first column stays"
    assert last.bounding_box()["x"] < NARROW["width"]
    assert_accessible(page)
