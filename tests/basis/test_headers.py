"""What stands on every response, whatever kind it is (vertrouwen.md §1), and the closed door."""

import re

import pytest
from django.test import Client

from basis.middleware import LoginRequired

pytestmark = [pytest.mark.urls("tests.basis.doors"), pytest.mark.django_db]

# What anybody may ask for, by hand: a new one is thought about here.
OPEN = {
    "account_login", "account_request_login_code", "account_confirm_login_code", "mfa_login_webauthn",
    "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done",
    "accounts:uitnodiging", "accounts:logo",
    "portaal:link", "portaal:link_document", "portaal:link_weigeren", "portaal:link_klaar", "portaal:link_nieuw",
    "portaal:link_gevraagd",
    "portaal:link_besluit", "portaal:link_besluit_terug", "portaal:link_besluit_geen", "portaal:link_besluit_klaar",
    "portaal:link_concept", "portaal:link_concept_maken", "portaal:link_concept_document",
    "portaal:link_reactie", "portaal:link_reactie_klaar", "portaal:link_nazorg", "portaal:link_nazorg_klaar",
    "trajecten:afmelden", "trajecten:afmelden_direct", "trajecten:afmelden_terug", "trajecten:afmelden_klaar",
    "trajecten:agenda_feed",
    "trajecten:verificatie", "levensteken", "gezondheid",
}  # fmt: skip
POLICY = {
    "default-src": "'none'",
    "script-src": "",  # nothing, but by the nonce of a page
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
KINDS = {
    "page": ("/test/pagina/", 200),
    "redirect": ("/test/pagina/", 302),
    "open page": ("/levensteken/", 200),
    "not found": ("/bestaat-niet/", 404),
    "error": ("/test/stuk/", 500),
    "database away": ("/test/weg/", 503),
    "forbidden": ("/test/verboden/", 403),
    "csrf": ("/test/opslaan/", 403),
    "not allowed": ("/test/pagina/", 405),
    "bad host": ("/test/pagina/", 400),
    "static": ("/static/css/base.css", 200),
    "download": ("/test/bestand/", 200),
}


@pytest.fixture
def answer_of(anna):
    def ask(kind: str):
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        path, status = KINDS[kind]
        if kind != "redirect":
            client.force_login(anna)
        if kind in ("csrf", "not allowed"):
            token = {"X-CSRFToken": "t" * 32} if kind == "not allowed" else {}
            client.cookies["csrf"] = "t" * 32
            answer = client.post(path, headers=token)
        else:
            answer = client.get(path, headers={"Host": "boos.voorbeeld"} if kind == "bad host" else {})
        if answer.streaming:
            answer.close()
        assert answer.status_code == status, kind
        return answer

    return ask


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_response_has_the_headers(answer_of, settings, kind):
    settings.WHITENOISE_USE_FINDERS = True
    answer = answer_of(kind)
    policy = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
    nonce = re.search(r"'nonce-[^']{22}=='", policy["script-src"])
    with_nonce = {"script-src": nonce[0], "style-src": f"{nonce[0]} 'self'"} if nonce else {}

    assert policy == POLICY | with_nonce
    assert bool(nonce) == (kind == "page")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"] and "microphone=()" in answer["Permissions-Policy"]
    assert ("no-store" in answer["Cache-Control"]) == (kind != "static")
    assert ("HX-Request" in answer.get("Vary", "")) == (kind != "static")
    assert "Strict-Transport-Security" not in answer


@pytest.mark.parametrize("missing", ["basis.middleware.headers", "csp.middleware.CSPMiddleware"])
def test_control_without_the_middleware_the_headers_are_missing(answer_of, settings, missing):
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if m != missing]
    answer = answer_of("not found")

    assert "Content-Security-Policy" not in answer or "no-store" not in answer.get("Cache-Control", "")


def test_the_nonce_is_new_for_each_response_and_stands_in_its_page(answer_of):
    answers = [answer_of("page") for _ in range(2)]
    nonces = [re.search(r"'nonce-([^']+)'", a["Content-Security-Policy"])[1] for a in answers]

    assert nonces[0] != nonces[1]
    for answer, nonce in zip(answers, nonces, strict=True):
        scripts = re.findall(r"<script\b[^>]*>", answer.content.decode())
        assert scripts
        assert all(f'nonce="{nonce}"' in tag for tag in scripts)


@pytest.mark.parametrize("kind", KINDS)
def test_a_browser_that_came_by_https_is_told_to_stay_there(anna, settings, kind):
    settings.SECURE_HSTS_SECONDS = 31536000
    client = Client(raise_request_exception=False)
    client.force_login(anna)
    answer = client.get(KINDS[kind][0], secure=True)
    answer.close()  # a static file is an open file

    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_who_is_not_signed_in_is_sent_to_the_sign_in_page_with_the_way_back(client):
    answer = client.get("/test/pagina/?regio=GR")

    assert answer.status_code == 302
    assert answer["Location"] == "/inloggen/?next=/test/pagina/%3Fregio%3DGR"


def test_htmx_is_sent_to_the_sign_in_page_as_a_whole(client):
    answer = client.get("/test/pagina/", headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert answer["HX-Redirect"].startswith("/inloggen/?next=")
    assert answer.content == b""


@pytest.mark.parametrize(
    ("method", "headers", "back"),
    [
        ("post", {"Referer": "http://testserver/trajecten/?regio=GR"}, "/trajecten/%3Fregio%3DGR"),
        ("post", {"Referer": "https://boos.voorbeeld/x"}, "/"),
        ("post", {"Referer": "http://testserver//boos.voorbeeld/x"}, "/boos.voorbeeld/x"),
        ("post", {}, "/"),
        ("get", {"Referer": "http://testserver/elders/"}, "/test/opslaan/"),
        ("get", {"HX-Request": "true", "HX-Current-URL": "http://testserver/trajecten/"}, "/trajecten/"),
        ("get", {"HX-Request": "true", "HX-Current-URL": "javascript:alert(1)"}, "/test/opslaan/"),
    ],
)
def test_signing_in_leads_back_to_the_page_one_was_on(client, method, headers, back):
    answer = getattr(client, method)("/test/opslaan/", headers=headers)

    assert (answer.get("Location") or answer["HX-Redirect"]) == f"/inloggen/?next={back}"


def test_control_without_the_middleware_the_page_is_open(client, settings):
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if m != "basis.middleware.LoginRequired"]

    assert client.get("/test/pagina/").status_code == 200


def test_the_list_of_open_views_is_short_and_literal():
    assert LoginRequired.OPEN == OPEN
    assert all(isinstance(name, str) for name in LoginRequired.OPEN)
