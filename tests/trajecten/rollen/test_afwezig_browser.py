"""Being away in the browser: planned with the keyboard alone, and read up on by phone without JavaScript (issue 5)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Afwezigheid, Rol
from basis.dagen import now, today
from tests.browser import NARROW, assert_accessible
from tests.personen import iemand
from tests.trajecten import leven
from trajecten.models import Traject
from trajecten.regels import Status

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def w():
    return leven.wereld(on=today() - timedelta(days=120))


def test_somebody_plans_an_absence_with_the_keyboard_alone(new_page, w):
    bram, hanneke = iemand("Bram Oosterhuis", Rol.BEGELEIDER), iemand("Hanneke Wierda", Rol.BEGELEIDER)
    page = new_page(bram)
    page.goto(reverse("trajecten:vandaag"))

    page.locator("details.gebruiker summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Afwezigheid").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Afwezigheid melden").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Laatste dag afwezig").focus()
    day = today() + timedelta(days=3)
    page.keyboard.type(day.strftime("%m%d%Y"))
    page.get_by_label("Wie vervangt u?").focus()
    page.keyboard.type("Hanneke")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.get_by_text("Hanneke Wierda vervangt.").wait_for()
    row = Afwezigheid.objects.get()
    assert (row.user, row.vervanger, row.tot) == (bram, hanneke, day)
    assert_accessible(page)


def test_back_again_somebody_reads_by_phone_and_without_javascript_what_happened(new_page, w):
    bram = iemand("Bram Oosterhuis", Rol.BEGELEIDER)
    traject = leven.naar(w, Status.AANGEMELD)
    Traject.objects.filter(pk=traject.pk).update(behandelaar=bram)
    days = {"van": today() - timedelta(days=5), "tot": today() - timedelta(days=1)}
    Afwezigheid.objects.create(user=bram, regio=w.regio, vervanger=w.coordinator, **days)
    traject.notities.create(tekst="Andere werktijden afgesproken.", door=w.coordinator, at=now() - timedelta(days=2))
    page = new_page(bram, viewport=NARROW, java_script_enabled=False)

    page.goto(reverse("trajecten:vandaag"))
    page.get_by_role("link", name="Lees wat er gebeurde").click()
    assert page.get_by_text("Andere werktijden afgesproken.").is_visible()
    page.get_by_role("button", name="Ik ben bijgelezen").click()

    assert page.url.endswith(reverse("trajecten:vandaag"))
    assert page.locator("#terug").count() == 0
    assert Afwezigheid.objects.get().gezien_at
