"""A database that restarts or a row that is held: a page that gives everything back (P13)."""

import re

import pytest
from django.db import OperationalError, connection
from django.test import Client

from accounts.models import User

pytestmark = [pytest.mark.urls("tests.basis.doors"), pytest.mark.django_db]


@pytest.fixture
def browser(anna) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(anna)
    return client


def fields(html: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))


def test_what_was_typed_stands_in_a_form_with_the_same_key(browser):
    answer = browser.post("/test/weg/?regio=GR", {"once": "k" * 22, "naam": "<Jan>", "wachtwoord": "geheim", "password2": "geheim"})
    html = answer.content.decode()

    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert 'action="/test/weg/?regio=GR"' in html
    assert fields(html)["once"] == "k" * 22
    assert fields(html)["naam"] == "&lt;Jan&gt;"
    assert fields(html)["csrfmiddlewaretoken"]
    assert "geheim" not in html
    assert "bert@voorbeeld.nl" not in html  # the error's own words


def test_a_page_that_was_only_read_says_nothing_changed(browser):
    answer = browser.get("/test/weg/")

    assert answer.status_code == 503
    assert "Er is niets veranderd" in answer.content.decode()
    assert "<form" not in answer.content.decode()


def test_also_when_the_database_goes_away_before_the_view(browser, monkeypatch):
    """Who signed in is looked up in middleware; a restart is noticed there first."""

    def away(*args, **kwargs):
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(User.objects.__class__, "get", away, raising=False)
    answer = browser.post("/test/opslaan/", {"once": "k" * 22, "naam": "Jan"})

    assert answer.status_code == 503
    assert fields(answer.content.decode())["naam"] == "Jan"


def test_the_form_of_the_page_saves_once_the_database_is_back(browser, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("the connection is lost")

    with monkeypatch.context() as patched:
        patched.setattr(User.objects.__class__, "get", away, raising=False)
        html = browser.post("/test/opslaan/", {"once": "k" * 22, "naam": "Jan"}).content.decode()

    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    assert strict.post("/test/opslaan/", fields(html)).status_code == 303


@pytest.fixture
def ended_connection(transactional_db):
    """A connection that the database ended, as at its restart; the application only notices when it asks."""
    connection.close()
    with connection.cursor() as cursor:
        pid = cursor.execute("SELECT pg_backend_pid()").fetchone()[0]
    other = connection.copy("other")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    other.close()
    yield
    connection.close()


def test_after_a_restart_of_the_database_the_next_request_has_a_new_connection(ended_connection):
    connection.close_if_unusable_or_obsolete()  # as at the start of each request

    with connection.cursor() as cursor:
        assert cursor.execute("SELECT 1").fetchone() == (1,)


def test_control_without_the_check_that_request_fails(ended_connection, monkeypatch):
    monkeypatch.setattr(connection, "health_check_enabled", False)
    connection.close_if_unusable_or_obsolete()

    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def test_control_any_other_error_is_a_500_without_the_form(browser):
    answer = browser.get("/test/stuk/")

    assert answer.status_code == 500
    assert "Bert Smid" not in answer.content.decode()
