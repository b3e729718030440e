"""In Chromium with a device of its own (a virtual authenticator): make a passkey, sign in with it, take it away."""

import json
from urllib.parse import parse_qs

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import STATE_SESSION_KEY
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from playwright.sync_api import Page, expect

from accounts.models import User
from berichten.models import Bericht
from tests.accounts.test_inlogcode import code_in_mail
from tests.browser import NARROW, assert_accessible
from tests.personen import WACHTWOORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_device(page: Page, **options) -> Page:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | options})
    return page


@pytest.fixture
def phone(new_page, live_server) -> Page:
    return with_device(new_page(viewport=NARROW, base_url=live_server.url.replace("127.0.0.1", "localhost")))


def sign_in_by_code(page: Page, user: User) -> None:
    page.goto("/inloggen/")
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_role("button", name="Stuur mij een code").click()
    page.get_by_label("Code uit de e-mail").fill(code_in_mail(user.email))
    page.get_by_role("button", name="Inloggen", exact=True).click()


def make_passkey(page: Page, user: User) -> None:
    sign_in_by_code(page, user)
    page.get_by_role("button", name="Passkey maken").click()
    expect(page.get_by_text("Uw passkey is bewaard")).to_be_visible()


def sign_out(page: Page) -> None:
    page.goto("/uitloggen/")
    page.get_by_role("main").get_by_role("button", name="Uitloggen").click()
    page.wait_for_url("**/inloggen/")


def test_a_passkey_is_offered_made_used_and_taken_away(phone, consulent):
    sign_in_by_code(phone, consulent)
    expect(phone.get_by_role("heading", name="Sneller inloggen op dit apparaat?")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("button", name="Passkey maken").click()
    expect(phone.get_by_text("Uw passkey is bewaard")).to_be_visible()
    assert Bericht.objects.get(onderwerp="Er is een passkey gemaakt").aan == consulent.email

    sign_out(phone)
    assert_accessible(phone)
    phone.goto("/begrippen/")
    phone.get_by_role("button", name="Inloggen met een passkey").click()
    expect(phone.get_by_role("heading", name="Begrippen", exact=True)).to_be_visible()

    phone.goto("/account/")
    expect(phone.get_by_text("Laatst gebruikt op")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("link", name="Weghalen").click()
    assert_accessible(phone)
    phone.get_by_role("button", name="Weghalen").click()
    expect(phone.get_by_text("U hebt nog geen passkey")).to_be_visible()
    sign_out(phone)
    phone.get_by_role("button", name="Inloggen met een passkey").click()
    expect(phone.get_by_text("Het lukte niet met deze passkey")).to_be_visible()


def test_a_closed_account_does_not_come_in(phone, consulent):
    make_passkey(phone, consulent)
    sign_out(phone)
    User.objects.filter(pk=consulent.pk).update(is_active=False)

    phone.get_by_role("button", name="Inloggen met een passkey").click()

    expect(phone.get_by_text("Het lukte niet met deze passkey")).to_be_visible()
    phone.goto("/account/")
    phone.wait_for_url("**/inloggen/**")


def test_a_device_that_does_not_ask_who_is_there_makes_none(new_page, live_server, consulent):
    page = with_device(new_page(base_url=live_server.url.replace("127.0.0.1", "localhost")), isUserVerified=False)
    sign_in_by_code(page, consulent)

    page.get_by_role("button", name="Passkey maken").click()

    expect(page.get_by_text("Er is geen passkey gemaakt")).to_be_visible()
    assert not Authenticator.objects.exists()


def test_an_answer_of_a_device_counts_only_for_the_challenge_it_was_asked(phone, consulent):
    make_passkey(phone, consulent)
    sign_out(phone)
    caught = []

    def catch(route) -> None:
        if route.request.method == "POST":
            caught.append(parse_qs(route.request.post_data)["credential"][0])
            route.abort()
        else:
            route.continue_()

    phone.route("**/inloggen/passkey/", catch)
    with phone.expect_event("requestfailed"):
        phone.get_by_role("button", name="Inloggen met een passkey").click()
    answer = caught[0]
    cookie = next(c["value"] for c in phone.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME)
    state = SessionStore(cookie)[STATE_SESSION_KEY]

    for own_challenge in (False, True):
        thief = Client(headers={"host": "localhost"})
        if own_challenge:
            thief.get("/inloggen/passkey/", headers={"accept": "application/json"})
        assert thief.post("/inloggen/passkey/", {"credential": answer}).url == "/inloggen/"
        assert "_auth_user_id" not in thief.session
    _control_with_its_challenge_it_counts_once(answer, state, consulent)


def _control_with_its_challenge_it_counts_once(answer: str, state: dict, user: User) -> None:
    holder = Client(headers={"host": "localhost"})
    session = holder.session
    session[STATE_SESSION_KEY] = state
    session.save()
    forged = json.loads(answer)
    forged["response"]["signature"] = forged["response"]["signature"][:-12] + "AAAAAAAAAAAA"

    assert holder.post("/inloggen/passkey/", {"credential": json.dumps(forged)}).url == "/inloggen/"
    assert "_auth_user_id" not in holder.session
    assert holder.post("/inloggen/passkey/", {"credential": answer}).url == "/"
    assert holder.session["_auth_user_id"] == str(user.pk)


def test_staff_may_have_one_too(phone, coordinator):
    phone.goto("/inloggen/?next=/account/")
    phone.get_by_label("E-mailadres").fill(coordinator.email)
    phone.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    phone.get_by_role("button", name="Inloggen", exact=True).click()
    phone.get_by_role("link", name="Passkey maken op dit apparaat").click()
    phone.get_by_role("button", name="Passkey maken").click()

    expect(phone.get_by_role("link", name="Weghalen")).to_be_visible()


def test_without_javascript_the_page_says_so_and_goes_on(new_page, consulent):
    page = new_page(consulent, java_script_enabled=False)
    page.goto("/account/passkey/?next=/begrippen/")

    expect(page.get_by_text("Op dit apparaat of in deze browser kan dat niet")).to_be_visible()
    expect(page.get_by_role("button", name="Passkey maken")).not_to_be_visible()
    page.get_by_role("link", name="Later").click()
    page.wait_for_url("**/begrippen/")
    page.context.clear_cookies()
    page.goto("/inloggen/")
    expect(page.get_by_role("button", name="Inloggen met een passkey")).not_to_be_visible()
