"""Signing in and out, and a password that is changed or forgotten."""

import re
import socket
import statistics
import time

import pytest
import redis
from django.conf import settings as project
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from accounts import demo, reset
from accounts.models import User
from accounts.urls import sign_in
from basis.outbox import drain
from berichten.models import Bericht
from tests.personen import WACHTWOORD, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/inloggen/"
NEXT = [
    "https://kwaad.example/",
    "//kwaad.example/",
    "///kwaad.example/",
    "/\\kwaad.example/",
    "\\\\kwaad.example/",
    "http:///kwaad.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "https:kwaad.example",
    "http://localhost:8000@kwaad.example/",
    "//localhost:8000@kwaad.example/",
    "\thttps://kwaad.example/",
    "https://kwaad.example\\@localhost:8000/",
    "ftp://localhost:8000/",
]


def _sign_in(client: Client, email: str, password: str = WACHTWOORD, **extra):
    return client.post(LOGIN, {"login": email, "password": password, **extra})


def _main(response) -> str:
    """What a visitor reads, without what they typed."""
    text = response.content.decode().partition("<main")[2]
    return re.sub(r'value="[^"]*"', "", text)


def test_signing_in_leads_to_the_page_that_was_asked_for(client, coordinator):
    asked = client.get("/beheer/")
    assert asked.url == f"{LOGIN}?next=/beheer/"

    response = client.post(asked.url, {"login": coordinator.email.upper(), "password": WACHTWOORD})

    assert response.url == "/beheer/"
    assert client.get("/beheer/").status_code == 200


@pytest.mark.parametrize("where", NEXT)
def test_next_never_leads_to_another_house(client, coordinator, where):
    response = client.post(f"{LOGIN}", {"login": coordinator.email, "password": WACHTWOORD, "next": where})

    assert response.url == "/"


def test_control_a_believed_next_would_lead_away(client, coordinator, monkeypatch):
    monkeypatch.setattr("accounts.adapter.AccountAdapter.is_safe_url", lambda self, url: True)

    response = client.post(LOGIN, {"login": coordinator.email, "password": WACHTWOORD, "next": NEXT[0]})

    assert response.url == NEXT[0]


def test_unknown_wrong_and_closed_are_answered_with_the_same_words(client, coordinator):
    UserFactory(email="gesloten@voorbeeld.test", is_active=False)

    unknown = _sign_in(client, "niemand@voorbeeld.test")
    wrong = _sign_in(client, coordinator.email, "een ander wachtwoord")
    closed = _sign_in(client, "gesloten@voorbeeld.test")

    assert _main(unknown) == _main(wrong) == _main(closed)
    assert "kloppen ze niet" in _main(unknown)
    assert "_auth_user_id" not in client.session


def test_a_closed_account_cannot_sign_in_and_an_open_one_can(client):
    user = UserFactory(is_active=False)
    _sign_in(client, user.email)
    assert "_auth_user_id" not in client.session

    user.is_active = True
    user.save()
    _sign_in(client, user.email)

    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_session_gets_a_new_key_at_sign_in(client, coordinator):
    client.get(LOGIN)
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies[project.SESSION_COOKIE_NAME] = before = session.session_key

    _sign_in(client, coordinator.email)

    assert client.session.session_key != before
    assert not client.session.__class__(before).load()


def test_signing_out_forgets_the_session_and_tells_the_browser_to_forget(client, coordinator):
    client.force_login(coordinator)
    key = client.session.session_key

    asked = client.get("/uitloggen/")
    assert asked.status_code == 200 and "Clear-Site-Data" not in asked
    response = client.post("/uitloggen/")

    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not client.session.__class__(key).load()
    assert client.get("/beheer/").status_code == 302


def test_many_wrong_passwords_are_stopped_also_when_the_next_is_right(client, coordinator):
    for _ in range(6):
        _sign_in(client, coordinator.email, "een ander wachtwoord")

    response = _sign_in(client, coordinator.email)

    assert "_auth_user_id" not in client.session
    assert response.status_code in (200, 429)


def test_too_many_from_one_address_get_a_page_that_says_so(client, coordinator, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}

    answers = [_sign_in(client, f"niemand{n}@voorbeeld.test") for n in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 'lang="nl"' in answers[2].content.decode()


@pytest.mark.parametrize("path", ["/signup/", "/accounts/signup/", "/email/", "/login/code/", "/confirm-email/x/"])
def test_what_we_do_not_use_of_allauth_has_no_address(client, coordinator, path):
    client.force_login(coordinator)

    assert client.get(path).status_code == 404


def test_of_allauth_only_these_doors_are_open():
    assert {pattern.name for pattern in sign_in} == {
        "account_login",
        "account_request_login_code",
        "account_confirm_login_code",
        "mfa_login_webauthn",
        "account_logout",
        "account_change_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }


def test_the_demo_shows_its_accounts_only_when_it_is_a_demo(client, settings):
    assert demo.WACHTWOORD not in client.get(LOGIN).content.decode()

    settings.DEMO = True

    assert demo.WACHTWOORD in client.get(LOGIN).content.decode()


def test_signing_in_does_not_need_valkey(client, coordinator, monkeypatch):
    """Rate limits and sessions live in PostgreSQL: a frozen Valkey is not even asked."""
    asked = []
    monkeypatch.setattr(redis.connection.AbstractConnection, "connect", lambda self: asked.append(self))

    response = _sign_in(client, coordinator.email)

    assert response.status_code == 302 and client.get("/beheer/").status_code == 200
    assert not asked


def test_control_with_a_cache_in_valkey_a_frozen_one_stops_the_sign_in(client, coordinator, settings):
    with socket.create_server(("127.0.0.1", 0)) as frozen:
        location = f"redis://127.0.0.1:{frozen.getsockname()[1]}/0"
        options = {"socket_timeout": 0.2, "socket_connect_timeout": 0.2}
        settings.CACHES = {
            "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": location, "OPTIONS": options}
        }
        with pytest.raises(redis.exceptions.RedisError):
            _sign_in(client, coordinator.email)


def test_a_changed_password_works_is_told_by_mail_and_ends_the_other_sessions(client, coordinator):
    elsewhere = Client()
    elsewhere.force_login(coordinator)
    client.force_login(coordinator)

    response = client.post("/wachtwoord/wijzigen/", {"oldpassword": WACHTWOORD, "password1": "heel andere woorden hier"})

    assert response.url == "/"
    coordinator.refresh_from_db()
    assert coordinator.check_password("heel andere woorden hier")
    mail = Bericht.objects.get()
    assert (mail.aan, mail.onderwerp) == (coordinator.email, "Uw wachtwoord is gewijzigd")
    assert client.get("/beheer/").status_code == 200
    assert elsewhere.get("/beheer/").status_code == 302


@pytest.mark.parametrize(("old", "new"), [("fout", "heel andere woorden hier"), (WACHTWOORD, "te kort"), (WACHTWOORD, "")])
def test_a_refused_change_changes_nothing(client, coordinator, old, new):
    client.force_login(coordinator)

    response = client.post("/wachtwoord/wijzigen/", {"oldpassword": old, "password1": new})

    coordinator.refresh_from_db()
    assert response.status_code == 200 and coordinator.check_password(WACHTWOORD)
    assert not re.search(r"\b(je|jouw|jij)\b", _main(response), re.IGNORECASE)
    assert not Bericht.objects.exists()


def _link_in_mail() -> str:
    text = Bericht.objects.get(onderwerp="Kies een nieuw wachtwoord").tekst
    return re.search(r"http://localhost:8000(/\S+)", text).group(1)


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_works_once(client, coordinator):
    client.post("/wachtwoord/vergeten/", {"email": coordinator.email})
    assert not Bericht.objects.exists()  # the worker finds out whether there is an account
    drain(1)
    path = _link_in_mail()
    assert coordinator.code.hex in path

    form = client.get(path, follow=True)
    done = client.post(form.request["PATH_INFO"], {"password1": "heel andere woorden hier"}, follow=True)

    assert "Uw nieuwe wachtwoord is opgeslagen" in done.content.decode()
    assert _sign_in(client, coordinator.email, "heel andere woorden hier").status_code == 302
    assert "Deze link werkt niet meer" in Client().get(path, follow=True).content.decode()
    assert Bericht.objects.filter(aan=coordinator.email, onderwerp="Uw wachtwoord is gewijzigd").exists()


def test_a_link_for_a_new_password_lasts_a_day(client, coordinator, settings):
    assert settings.PASSWORD_RESET_TIMEOUT == 24 * 60 * 60
    client.post("/wachtwoord/vergeten/", {"email": coordinator.email})
    drain(1)
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert "Deze link werkt niet meer" in client.get(_link_in_mail(), follow=True).content.decode()


@pytest.mark.parametrize(
    "path", ["/wachtwoord/nieuw/" + "0" * 32 + "-abc-def/", "/wachtwoord/nieuw/" + "f" * 32 + "-set-password/"]
)
def test_an_invented_link_is_no_error(client, path):
    assert "Deze link werkt niet meer" in client.get(path, follow=True).content.decode()


def test_a_stranger_and_a_closed_account_get_no_mail_and_the_same_answer(client, coordinator):
    UserFactory(email="gesloten@voorbeeld.test", is_active=False)

    answers = [
        client.post("/wachtwoord/vergeten/", {"email": email}, follow=True)
        for email in (coordinator.email, "niemand@voorbeeld.test", "gesloten@voorbeeld.test")
    ]
    drain(10)

    assert len({_main(answer) for answer in answers}) == 1
    assert [mail.aan for mail in Bericht.objects.all()] == [coordinator.email]


def test_a_forged_host_does_not_come_into_a_mail(client, coordinator):
    response = client.post("/wachtwoord/vergeten/", {"email": coordinator.email}, headers={"host": "kwaad.example"})
    drain(1)

    assert response.status_code == 400
    assert not Bericht.objects.exists()


def _difference(client: Client, known: str, unknown: str) -> float:
    """Milliseconds, the median of pairs: whatever else the machine does falls on both of a pair alike."""

    def ask(email: str) -> float:
        started = time.perf_counter()
        client.post("/wachtwoord/vergeten/", {"email": email})
        return (time.perf_counter() - started) * 1000

    pairs = [(ask(known), ask(unknown)) if turn % 2 else (ask(unknown), ask(known))[::-1] for turn in range(40)]
    return abs(statistics.median(one - other for one, other in pairs))


def test_the_time_of_an_answer_does_not_tell_whether_an_address_is_known(client, coordinator, settings):
    settings.ACCOUNT_RATE_LIMITS = False

    assert _difference(client, coordinator.email, "niemand@voorbeeld.test") < 2


def test_control_looking_first_and_mailing_in_the_request_would_tell(client, coordinator, settings, monkeypatch):
    def careless(email: str) -> str:
        if User.objects.filter(email=email).exists():
            time.sleep(0.01)  # what a mail server takes at least
        return email

    monkeypatch.setattr(reset, "request_link", careless)
    settings.ACCOUNT_RATE_LIMITS = False

    assert _difference(client, coordinator.email, "niemand@voorbeeld.test") > 2


def test_a_wrong_password_costs_a_hash_whether_the_address_is_known_or_not(client, coordinator, settings, monkeypatch):
    """The hash is what takes time (argon2, tens of ms); counted, because a clock would measure the machine."""
    settings.ACCOUNT_RATE_LIMITS = False
    hashed: list[str] = []
    original = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *a, **k: hashed.append("x") or original(self, *a, **k))

    counts = []
    for email in (coordinator.email, "niemand@voorbeeld.test"):
        hashed.clear()
        _sign_in(client, email, "een ander wachtwoord")
        counts.append(len(hashed))

    assert counts[0] == counts[1] >= 1
