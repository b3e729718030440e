"""In Chromium: signing in by hand, also without JavaScript; and axe on every page of accounts."""

import pytest
from django.utils import timezone

from accounts import uitnodigen
from accounts.models import Rol
from tests.accounts.test_inlogcode import code_in_mail
from tests.browser import NARROW, assert_accessible
from tests.personen import WACHTWOORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VISITOR = [
    "/inloggen/",
    "/inloggen/code/",
    "/wachtwoord/vergeten/",
    "/wachtwoord/vergeten/verstuurd/",
    "/wachtwoord/nieuw/klaar/",
    "/uitnodiging/x/",
]
BEHEER = ["", "regio/", "leden/", "leden/?rol=programmamanager", "leden/uitnodigen/", "organisaties/", "organisaties/nieuw/"]


def _check(page, paths: list[str]) -> None:
    for path in paths:
        page.goto(path)
        assert_accessible(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_signs_in_and_out_by_hand(new_page, beheerder, javascript):
    page = new_page(java_script_enabled=javascript)
    page.goto("/beheer/leden/")

    page.get_by_label("E-mailadres").fill(beheerder.email)
    page.get_by_label("Wachtwoord", exact=True).fill("een verkeerd wachtwoord")
    page.get_by_role("button", name="Inloggen", exact=True).click()
    assert page.get_by_text("Samen kloppen ze niet").first.is_visible()
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url("**/beheer/leden/")

    page.goto("/uitloggen/")
    page.get_by_role("main").get_by_role("button", name="Uitloggen").click()
    page.wait_for_url("**/inloggen/")
    page.go_back()
    assert not page.get_by_text(beheerder.email).is_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_from_outside_signs_in_by_a_code(new_page, consulent, javascript):
    page = new_page(java_script_enabled=javascript, viewport=NARROW)
    page.goto("/begrippen/")

    page.get_by_label("E-mailadres").fill(consulent.email)
    page.get_by_role("button", name="Stuur mij een code").click()
    page.wait_for_url("**/inloggen/code/invullen/**")
    if javascript:
        assert_accessible(page)
    page.get_by_label("Code uit de e-mail").fill("0000-0000")
    page.get_by_role("button", name="Inloggen", exact=True).click()
    assert page.get_by_text("Controleer de code").first.is_visible()
    page.get_by_role("button", name="Stuur een nieuwe code").click()
    page.get_by_label("Code uit de e-mail").fill(code_in_mail(consulent.email))
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.get_by_role("link", name="Later").click()

    page.wait_for_url("**/begrippen/")


def test_the_pages_of_a_visitor_are_accessible(new_page):
    _check(new_page(viewport=NARROW), VISITOR)


def test_the_pages_of_beheer_are_accessible(new_page, beheerder, school, consulent, groningen):
    uitnodigen.uitnodigen(
        email="nieuw@voorbeeld.test",
        naam="Margaretha van den Berg-Hoekstra",
        regio=groningen,
        rol=Rol.COORDINATOR,
        organisatie=None,
        rechten=[],
        by=beheerder,
        at=timezone.now(),
    )
    lid = f"leden/{school.lidmaatschappen.get().code}/"
    paths = [f"/beheer/{path}" for path in [*BEHEER, lid, f"{lid}rechten/", f"{lid}sluiten/"]]

    _check(new_page(beheerder, viewport=NARROW), [*paths, "/wachtwoord/wijzigen/"])


def test_the_pages_of_mandates_and_of_a_role_without_screens_are_accessible(new_page, coordinator, school, begeleider):
    _check(new_page(coordinator), ["/beheer/mandaten/", f"/beheer/mandaten/{school.lidmaatschappen.get().code}/"])
    _check(new_page(begeleider), ["/"])


def test_a_refused_form_is_accessible(new_page, beheerder):
    page = new_page(beheerder)
    page.goto("/beheer/leden/uitnodigen/")
    page.get_by_role("button", name="Verstuur de uitnodiging").click()

    assert page.get_by_text("Vul een e-mailadres in.").first.is_visible()
    assert_accessible(page)
