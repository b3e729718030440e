"""Every page of a consulent: no violation axe can find, nothing wider than a small phone, and all of it without JavaScript."""

import re

import pytest
from django.urls import get_resolver, reverse

from tests.browser import WIDE, assert_accessible
from tests.trajecten import leven
from trajecten.models import Traject
from trajecten.regels import Status

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PHONE = {"width": 360, "height": 740}
PAGINAS = {"aanmeldingen", "aanmelden", "intrekken", "overdragen"}


@pytest.fixture(autouse=True)
def on_a_monday():
    """The browser keeps its own time."""


def test_every_address_of_the_room_is_looked_at():
    names = {name for name in get_resolver().namespace_dict["portaal"][1].reverse_dict if isinstance(name, str)}

    assert names == PAGINAS


def test_no_page_has_a_violation_or_is_wider_than_a_phone(new_page, w, eigen, anita, sander):
    lang = {"roepnaam": "Wolfeschlegelsteinhausen", "achternaam": "van Zuylen van Nyevelt-Đorđević-Nguyễn"}
    first = eigen(leven.naar(w, Status.AANGEMELD, **lang))
    eigen(leven.naar(w, Status.OVEREENKOMST, roepnaam="Bea", telefoon="050 222 22 22"))
    eigen(leven.in_status(w, Status.GESTOPT))
    page = new_page(anita)

    for name in sorted(PAGINAS):
        url = reverse(f"portaal:{name}", args=[first.code] if name in {"intrekken", "overdragen"} else [])
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            page.goto(url)
            wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wider <= 0, f"{url} is {wider} px too wide"
            assert_accessible(page)
        submit = page.locator("main form.formulier .knoppen button")
        if submit.count():
            submit.click()
            assert_accessible(page)


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
