"""Passkeys: own ones only, after a fresh sign-in, told of by mail; the device itself is played in `test_passkeys_browser.py`."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from fido2.utils import websafe_decode

from accounts import passkeys
from accounts.middleware import BEGAN
from accounts.models import User
from accounts.views import beveiliging
from basis.once import new_key
from berichten.models import Bericht
from tests.accounts.test_inlogcode import ask, code_in_mail, fill_in
from tests.personen import WACHTWOORD
from tests.sleutel import passkey_van

pytestmark = pytest.mark.django_db
NIEUW, LOGIN = "/account/passkey/", "/inloggen/passkey/"


def _weg(row: Authenticator) -> str:
    return f"/account/passkey/{passkeys.of(row.user)[0].code}/weghalen/"


def _signed_in(user: User, *, seconds_ago: int = 0) -> Client:
    client = Client()
    client.force_login(user)
    client.get("/sessie/")
    session = client.session
    session[BEGAN] -= seconds_ago
    session.save()
    return client


def test_own_passkeys_are_listed_under_a_name_that_is_no_key_of_apasskey_van(consulent, school):
    row = passkey_van(consulent)
    passkey_van(school, b"anders")

    page = _signed_in(consulent).get("/account/").content.decode()

    assert page.count("Weghalen<") == 1 and _weg(row) in page
    assert "iPhone" in page and "Nog niet gebruikt" in page


def test_a_passkey_is_removed_and_told_of(consulent):
    row = passkey_van(consulent)
    client = _signed_in(consulent)
    assert "Wilt u deze passkey weghalen?" in client.get(_weg(row)).content.decode()

    response = client.post(_weg(row), {"once": new_key()})

    assert response.url == "/account/"
    assert not Authenticator.objects.exists()
    mail = Bericht.objects.get()
    assert (mail.aan, mail.onderwerp) == (consulent.email, "Er is een passkey weggehaald")
    assert "http://localhost:8000/account/" in mail.tekst


def test_the_passkey_of_somebody_else_is_not_there(consulent, school):
    row = passkey_van(school)
    client = _signed_in(consulent)

    assert client.get(_weg(row)).status_code == 404
    assert client.post(_weg(row), {"once": new_key()}).status_code == 404
    assert Authenticator.objects.exists() and not Bericht.objects.exists()


def test_control_without_the_owner_in_the_question_it_would_be(consulent, school, monkeypatch):
    row = passkey_van(school)
    path = _weg(row)
    monkeypatch.setattr(passkeys, "_rows", lambda user: Authenticator.objects.all())

    _signed_in(consulent).post(path, {"once": new_key()})

    assert not Authenticator.objects.exists()


def test_whoever_signed_in_long_ago_signs_in_again_first(consulent):
    row = passkey_van(consulent)
    client = _signed_in(consulent, seconds_ago=16 * 60)

    for path in (NIEUW, _weg(row)):
        page = client.get(path).content.decode()
        assert "Log eerst opnieuw in" in page and f'value="/inloggen/?next={path}"' in page
        assert "passkey-opties" not in page
        client.post(path, {"once": new_key(), "credential": "{}"})
    assert Authenticator.objects.count() == 1

    out = client.post("/uitloggen/", {"next": f"/inloggen/?next={NIEUW}"})
    assert out.url == f"/inloggen/?next={NIEUW}"


def test_control_without_that_rule_an_open_screen_could_be_made_ones_own(consulent, monkeypatch):
    monkeypatch.setattr(beveiliging, "RECENT", 10 * 3600)
    client = _signed_in(consulent, seconds_ago=16 * 60)

    assert "passkey-opties" in client.get(NIEUW).content.decode()


def test_the_options_name_the_account_by_its_code_and_ask_who_is_there(consulent):
    options = _options(_signed_in(consulent).get(NIEUW))

    assert websafe_decode(options["user"]["id"]).decode() == consulent.code.hex
    assert options["rp"] == {"id": "localhost", "name": "Praktijkleren"}
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"


def _options(response) -> dict:
    text = response.content.decode().partition('id="passkey-opties" type="application/json">')[2].partition("</script>")[0]
    return json.loads(text)["publicKey"]


def test_a_device_is_not_asked_for_a_second_one(consulent):
    passkey_van(consulent)

    options = _options(_signed_in(consulent).get(NIEUW))

    assert [websafe_decode(known["id"]) for known in options["excludeCredentials"]] == [b"een sleutel"]


def test_a_challenge_is_another_one_each_time(consulent):
    client = _signed_in(consulent)

    assert _options(client.get(NIEUW))["challenge"] != _options(client.get(NIEUW))["challenge"]


RUBBISH = [
    "",
    "geen json",
    "[]",
    "1",
    "null",
    "{}",
    '{"response": []}',
    '{"response": {}}',
    '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}',
    '{"id": "eA", "rawId": "eA", "response": {"clientDataJSON": "e30", "attestationObject": "oA"}}',
    '{"id": "eA", "rawId": "eA", "response": {"clientDataJSON": "%", "attestationObject": "%"}}',
    '{"id": "eA", "rawId": "eA", "response": {"clientDataJSON": "e30", "authenticatorData": "eA", "userHandle": ""}}',
    '{"id": 1, "rawId": 2, "response": {"clientDataJSON": 3, "authenticatorData": 4, "signature": 5, "userHandle": 6}}',
]


@pytest.mark.parametrize("credential", RUBBISH)
def test_rubbish_is_refused_and_is_no_error(client, consulent, credential):
    inside = _signed_in(consulent)
    inside.get(NIEUW)
    client.get(LOGIN, headers={"accept": "application/json"})

    refused = inside.post(NIEUW, {"once": new_key(), "credential": credential})
    outside = client.post(LOGIN, {"credential": credential})

    assert refused.status_code == 200
    assert outside.url == "/inloggen/" and "_auth_user_id" not in client.session
    assert not Authenticator.objects.exists()


def test_control_without_the_net_rubbish_would_be_an_error(consulent, monkeypatch):
    monkeypatch.setattr(passkeys, "RUBBISH", ())
    client = _signed_in(consulent)
    client.raise_request_exception = False

    assert 500 in {client.post(NIEUW, {"once": new_key(), "credential": credential}).status_code for credential in RUBBISH}


def test_the_challenge_for_signing_in_is_for_the_script_only(client):
    data = client.get(LOGIN, headers={"accept": "application/json"}).json()

    assert data["request_options"]["publicKey"]["userVerification"] == "required"
    assert not data["request_options"]["publicKey"].get("allowCredentials")
    assert client.get(LOGIN).url == "/inloggen/"


def test_a_passkey_is_offered_once_after_the_first_sign_in_by_a_code(client, consulent):
    ask(client, consulent.email)

    first = fill_in(client, code_in_mail(consulent.email), next="/begrippen/")
    page = client.get(first.url).content.decode()
    client.post("/uitloggen/")
    ask(client, consulent.email)
    second = fill_in(client, code_in_mail(consulent.email), next="/begrippen/")

    assert first.url == f"{NIEUW}?next=%2Fbegrippen%2F"
    assert "Sneller inloggen op dit apparaat?" in page and '<a class="knop" href="/begrippen/">Later</a>' in page
    assert second.url == "/begrippen/"


def test_it_is_not_offered_after_a_password_or_to_who_has_one(client, consulent, school):
    by_password = client.post("/inloggen/", {"login": consulent.email, "password": WACHTWOORD})
    passkey_van(school)
    has_one = Client()
    ask(has_one, school.email)

    assert by_password.url == "/"
    assert fill_in(has_one, code_in_mail(school.email)).url == "/"


@pytest.mark.parametrize("where", ["https://kwaad.example/", "//kwaad.example/", "javascript:alert(1)", "/\\kwaad.example/", "x"])
def test_later_never_leads_to_another_house(consulent, where):
    page = _signed_in(consulent).get(NIEUW, {"next": where}).content.decode()

    assert '<a class="knop" href="/account/">Later</a>' in page


def test_nobody_needs_more_than_ten(consulent):
    for n in range(passkeys.MOST):
        passkey_van(consulent, b"sleutel %d" % n)
    client = _signed_in(consulent)

    response = client.post(NIEUW, {"once": new_key(), "credential": '{"x": 1}'})

    assert "Haal eerst een passkey weg" in response.content.decode()


def test_who_has_no_password_is_told_that_it_is_not_needed(consulent):
    consulent.set_unusable_password()
    consulent.save()

    page = _signed_in(consulent).get("/account/").content.decode()

    assert "Dat hoeft ook niet" in page and "/wachtwoord/vergeten/" in page


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", "iPhone"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9)", "Android-apparaat"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "Windows-computer"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", "Mac"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "Computer"),
        ("", "Computer"),
    ],
)
def test_a_passkey_is_called_after_the_device(agent, name):
    assert passkeys._device(agent) == name
