"""A session that ends in the middle of a form: what was typed waits for its owner, and for nobody else."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts import bewaren
from accounts.middleware import BEGAN, KEPT, SEEN, WAITING
from accounts.models import BewaardeInvoer, Organisatie, User
from accounts.tasks import verlopen_invoer
from basis.once import new_key
from tests.personen import WACHTWOORD

pytestmark = pytest.mark.django_db
PAGE = "/beheer/organisaties/nieuw/"
FORM = {"naam": "Stichting Zandloper", "soort": "uwv", "plaats": "Winschoten", "versie": "1"}
SENTINEL = "Zandloper"
HALF_AN_HOUR = 30 * 60


@pytest.fixture
def browser(client, beheerder) -> Client:
    return _signed_in(client, beheerder)


def _signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    client.get("/sessie/")
    return client


def _idle(client: Client, seconds: int = HALF_AN_HOUR) -> None:
    session = client.session
    session[BEGAN] -= seconds
    session[SEEN] -= seconds
    session.save()


def _send(client: Client, path: str = PAGE, page: str = PAGE, **data):
    form = FORM | {"once": new_key()} | data
    return client.post(path, form, headers={"referer": f"http://testserver{page}"})


def _sign_in(client: Client, user: User, next_page: str = ""):
    return client.post("/inloggen/", {"login": user.email, "password": WACHTWOORD, "next": next_page})


def test_a_form_that_comes_too_late_waits_behind_the_sign_in(browser, beheerder):
    _idle(browser)

    refused = _send(browser)
    asked = browser.get(refused.url).content.decode()
    back = _sign_in(browser, beheerder, PAGE)
    page = browser.get(back.url).content.decode()

    assert refused.url == f"/inloggen/?next={PAGE}"
    assert "Wat u invulde, is er nog. Log binnen 2 uur in" in asked and SENTINEL not in asked
    assert back.url == PAGE
    assert "U werd uitgelogd voordat dit was opgeslagen" in page
    assert f'<input type="hidden" name="naam" value="{FORM["naam"]}"' in page and "Winschoten" in page
    assert not Organisatie.objects.filter(naam=FORM["naam"]).exists()


def test_what_waits_is_sent_from_the_page_and_then_forgotten(browser, beheerder):
    _idle(browser)
    key = new_key()
    _send(browser, once=key)
    _sign_in(browser, beheerder, PAGE)

    saved = _send(browser, once=key)

    assert saved.status_code == 303, saved.context["form"].errors
    assert Organisatie.objects.filter(naam=FORM["naam"]).count() == 1
    assert not BewaardeInvoer.objects.exists() and WAITING not in browser.session
    assert f"{FORM['naam']} is bewaard" in browser.get(PAGE).content.decode()
    assert SENTINEL not in browser.get(PAGE).content.decode()


def test_signing_in_anywhere_leads_back_to_the_form(browser, beheerder):
    _idle(browser)
    _send(browser)

    assert _sign_in(browser, beheerder).url == PAGE
    assert SENTINEL in browser.get(PAGE).content.decode()
    assert SENTINEL not in browser.get("/beheer/leden/").content.decode()


def test_somebody_who_signs_in_on_the_same_screen_finds_nothing(browser, coordinator):
    _idle(browser)
    _send(browser)

    back = _sign_in(browser, coordinator, PAGE)

    assert SENTINEL not in browser.get(back.url).content.decode()
    assert WAITING not in browser.session
    assert BewaardeInvoer.objects.count() == 1  # still for its owner


def test_control_asking_for_anybodys_row_is_not_enough_without_the_key_too(browser, coordinator, monkeypatch):
    _idle(browser)
    _send(browser)

    monkeypatch.setattr(bewaren, "_rows", lambda user: BewaardeInvoer.objects.all())
    _sign_in(browser, coordinator, PAGE)
    assert SENTINEL not in browser.get(PAGE).content.decode()

    monkeypatch.setattr(bewaren, "_cipher", lambda user, own=bewaren._cipher: own(BewaardeInvoer.objects.get().user))
    browser.post("/uitloggen/")
    _sign_in(browser, coordinator, PAGE)
    assert SENTINEL in browser.get(PAGE).content.decode()


def _stored() -> str:
    rows = [bytes(row.inhoud).decode("latin-1") for row in BewaardeInvoer.objects.all()]
    return "".join(rows) + "".join(str(session.get_decoded()) for session in Session.objects.all())


def test_nothing_of_it_stands_readable_in_the_database_or_in_an_address(browser, beheerder):
    _idle(browser)
    refused = _send(browser)
    back = _sign_in(browser, beheerder, PAGE)

    assert SENTINEL not in _stored() + refused.url + back.url
    assert SENTINEL not in str(browser.cookies)


def test_control_without_the_cipher_it_would(browser, monkeypatch):
    class Plain:
        encrypt = decrypt = staticmethod(bytes)

    monkeypatch.setattr(bewaren, "_cipher", lambda user: Plain)
    _idle(browser)
    _send(browser)

    assert SENTINEL in _stored()


def test_passwords_are_never_kept(browser, beheerder):
    _idle(browser)
    _send(browser, wachtwoord="een geheim", password1="nog een geheim", credential="een sleutel")

    kept = bewaren.of(beheerder, at=timezone.now())

    assert {veld.naam for veld in kept.velden} == {*FORM, "once"}


def test_it_is_kept_for_two_hours(browser, beheerder):
    _idle(browser)
    _send(browser)
    _sign_in(browser, beheerder, PAGE)

    with time_machine.travel(timezone.now() + timedelta(hours=2, seconds=1)):
        assert bewaren.of(beheerder, at=timezone.now()) is None
        verlopen_invoer()
    assert not BewaardeInvoer.objects.exists()


def test_the_sweep_leaves_what_is_still_waiting(browser):
    _idle(browser)
    _send(browser)

    verlopen_invoer()

    assert BewaardeInvoer.objects.exists()


def test_a_form_that_another_site_sends_is_not_kept(beheerder):
    strict = _signed_in(Client(enforce_csrf_checks=True), beheerder)
    _idle(strict)

    assert _send(strict).status_code == 403
    assert not BewaardeInvoer.objects.exists()


def test_control_without_that_check_it_would_be(beheerder):
    lax = _signed_in(Client(), beheerder)
    _idle(lax)

    _send(lax)

    assert BewaardeInvoer.objects.exists()


def test_a_visitor_and_a_closed_account_leave_nothing(browser, beheerder):
    _send(Client())
    _idle(browser)
    User.objects.filter(pk=beheerder.pk).update(is_active=False)
    _send(browser)

    assert not BewaardeInvoer.objects.exists()


def test_a_button_without_anything_typed_is_not_kept(browser):
    _idle(browser)
    browser.post(PAGE, {"once": new_key()}, headers={"referer": f"http://testserver{PAGE}"})

    assert not BewaardeInvoer.objects.exists()


def test_far_too_much_is_not_kept(browser):
    _idle(browser)
    _send(browser, naam="x" * bewaren.LARGEST)

    assert not BewaardeInvoer.objects.exists()


def test_htmx_is_sent_to_the_sign_in_page_and_its_form_is_kept(browser, beheerder):
    _idle(browser)

    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{PAGE}"}
    response = browser.post(PAGE, FORM, headers=headers)

    assert (response.status_code, response["HX-Redirect"]) == (401, f"/inloggen/?next={PAGE}")
    assert bewaren.of(beheerder, at=timezone.now()).pagina == PAGE


def test_what_waits_can_be_thrown_away(browser, beheerder):
    _idle(browser)
    _send(browser)
    _sign_in(browser, beheerder, PAGE)

    response = browser.post("/sessie/weggooien/", {"once": new_key()})

    assert response.url == PAGE
    assert not BewaardeInvoer.objects.exists()
    assert SENTINEL not in browser.get(PAGE).content.decode()


def test_a_form_that_is_refused_keeps_what_waits(browser, beheerder):
    _idle(browser)
    _send(browser)
    _sign_in(browser, beheerder, PAGE)

    browser.post(PAGE, FORM)  # without its key: 400

    assert BewaardeInvoer.objects.exists()


def test_a_page_keeps_its_form_before_the_end_and_it_is_forgotten_when_the_session_goes_on(browser, beheerder):
    _idle(browser, HALF_AN_HOUR - 20)
    _send(browser, "/sessie/bewaren/", sessie_actie=PAGE)
    assert browser.session[KEPT] and bewaren.of(beheerder, at=timezone.now()).actie == PAGE

    browser.get("/sessie/")

    assert KEPT not in browser.session
    assert not BewaardeInvoer.objects.exists()


def test_a_page_that_keeps_its_form_is_told_of_at_the_sign_in(browser, beheerder):
    _idle(browser, HALF_AN_HOUR - 20)
    _send(browser, "/sessie/bewaren/", sessie_actie=PAGE)
    _idle(browser, 30)

    assert "Log binnen 2 uur in" in browser.get(PAGE, follow=True).content.decode()
    _sign_in(browser, beheerder, PAGE)
    assert SENTINEL in browser.get(PAGE).content.decode()


def test_a_page_that_keeps_its_form_too_late_is_in_time(browser, beheerder):
    _idle(browser)

    _send(browser, "/sessie/bewaren/", sessie_actie=PAGE)

    assert bewaren.of(beheerder, at=timezone.now()).actie == PAGE


@pytest.mark.parametrize("action", ["https://kwaad.example/", "//kwaad.example/", "javascript:alert(1)", "/\\kwaad.example/"])
def test_a_form_for_another_house_is_not_kept(browser, action):
    _send(browser, "/sessie/bewaren/", sessie_actie=action)

    assert not BewaardeInvoer.objects.exists()


@pytest.mark.parametrize("path", ["/sessie/over/", "/sessie/bewaren/"])
def test_asking_how_long_and_keeping_a_form_are_no_sign_that_somebody_is_there(browser, path):
    _idle(browser, 20 * 60)

    assert 580 <= int(browser.get("/sessie/over/").content) <= 600
    browser.get(path) if path == "/sessie/over/" else _send(browser, path, sessie_actie=PAGE)
    assert 580 <= int(browser.get("/sessie/over/").content) <= 600


def test_control_any_other_page_is(browser):
    _idle(browser, 20 * 60)

    browser.get(PAGE)

    assert int(browser.get("/sessie/over/").content) > 1700


def test_asking_how_long_does_not_end_what_is_over_so_that_a_form_may_still_be_kept(browser):
    _idle(browser)

    assert browser.get("/sessie/over/").content == b"0"
    _send(browser, "/sessie/bewaren/", sessie_actie=PAGE)

    assert BewaardeInvoer.objects.exists()
    assert browser.get(PAGE).status_code == 302


def test_ten_hours_end_it_however_busy(browser):
    session = browser.session
    session[BEGAN] -= 10 * 3600 - 60
    session.save()

    assert 0 < int(browser.get("/sessie/over/").content) <= 60
