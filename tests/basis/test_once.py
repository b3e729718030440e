"""A form counts once (huis.md §5, P12)."""

import re
import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template import Context, Template
from django.test import Client

from basis import leeslog, once
from basis.models import OnceKey, ReadLog

pytestmark = [pytest.mark.urls("tests.basis.doors"), pytest.mark.django_db]
KEY = "k" * 22


@pytest.fixture
def browser(anna) -> Client:
    client = Client()
    client.force_login(anna)
    return client


def done(**which) -> int:
    return ReadLog.objects.filter(view="done", **which).count()


def test_the_tag_writes_128_random_bits_that_a_browser_does_not_remember():
    first, second = (Template("{% once %}").render(Context()) for _ in range(2))

    assert re.fullmatch(r'<input type="hidden" name="once" value="[\w-]{22}" autocomplete="off">', first)
    assert first != second
    assert not OnceKey.objects.exists()


def test_the_same_form_twice_works_once_and_gives_the_same_answer(browser):
    answers = [browser.post("/test/opslaan/", {"once": KEY, "naam": "Jan"}) for _ in range(2)]

    assert [a.status_code for a in answers] == [303, 303]
    assert {a["Location"] for a in answers} == {"/klaar/?naam=Jan"}
    assert done() == 1


def test_control_without_the_stored_key_the_work_is_done_twice(browser, monkeypatch):
    monkeypatch.setattr(once, "_insert", lambda row, body: True)

    for _ in range(2):
        browser.post("/test/opslaan/", {"once": KEY, "naam": "Jan"})

    assert done() == 2


def test_htmx_gets_its_own_kind_of_redirect_both_times(browser):
    answers = [browser.post("/test/opslaan/", {"once": KEY, "naam": "Jan"}, headers={"HX-Request": "true"}) for _ in range(2)]

    assert [(a.status_code, a["HX-Redirect"]) for a in answers] == [(200, "/klaar/?naam=Jan")] * 2
    assert done() == 1


def test_the_same_key_with_another_text_is_a_409_that_shows_what_was_typed(browser):
    browser.post("/test/opslaan/", {"once": KEY, "naam": "Jan"})
    answer = browser.post("/test/opslaan/", {"once": KEY, "naam": "Piet & <b>"})

    assert answer.status_code == 409
    assert "Dit formulier was al opgeslagen" in answer.content.decode()
    assert "Piet &amp; &lt;b&gt;" in answer.content.decode()
    assert "/klaar/?naam=Jan" in answer.content.decode()
    assert (done(soort="Jan"), done()) == (1, 1)


def test_the_same_key_at_another_address_of_the_same_view_is_a_409(browser):
    browser.post("/test/opslaan/", {"once": KEY, "naam": "Jan"})

    assert browser.post("/test/opslaan/?regio=GR", {"once": KEY, "naam": "Jan"}).status_code == 409


def test_another_view_has_keys_of_its_own(browser):
    browser.post("/test/opslaan/", {"once": KEY, "naam": "Jan"})

    assert browser.post("/test/anders/", {"once": KEY}).status_code == 303
    assert done() == 2


def test_the_key_of_somebody_else_is_another_key(browser, bert):
    browser.post("/test/opslaan/", {"once": KEY, "naam": "Jan"})
    browser.force_login(bert)

    assert browser.post("/test/opslaan/", {"once": KEY, "naam": "Piet"}).status_code == 303
    assert done() == 2


def test_a_refused_form_changed_nothing_and_may_be_sent_again_with_its_key(browser):
    refused = browser.post("/test/opslaan/", {"once": KEY, "naam": "veel te lange naam"})
    assert refused.status_code == 200
    assert (done(), OnceKey.objects.count()) == (0, 0)

    assert browser.post("/test/opslaan/", {"once": KEY, "naam": "Jan"}).status_code == 303
    assert done() == 1


def test_who_read_is_logged_also_when_the_form_was_refused(browser, anna):
    browser.post("/test/opslaan/", {"once": KEY, "naam": "veel te lange naam"})
    browser.post("/test/opslaan/", {"once": KEY, "naam": "Jan"})

    assert ReadLog.objects.filter(soort="dossier", user_id=anna.pk).count() == 2


def test_control_without_writing_again_the_refused_form_leaves_no_trace(browser, monkeypatch):
    monkeypatch.setattr(leeslog, "write_again", lambda rows: None)

    browser.post("/test/opslaan/", {"once": KEY, "naam": "veel te lange naam"})

    assert not ReadLog.objects.exists()


def test_no_page_when_the_reading_cannot_be_logged(browser, monkeypatch):
    browser.raise_request_exception = False
    monkeypatch.setattr(ReadLog, "save", lambda *args, **kwargs: 1 / 0)

    assert browser.post("/test/opslaan/", {"once": KEY, "naam": "veel te lange naam"}).status_code == 500


@pytest.mark.parametrize("key", ["", "kort", "k" * 23, "\x00" * 22, "k" * 21 + "'"])
def test_a_form_without_a_good_key_is_refused_and_given_back(browser, key):
    answer = browser.post("/test/opslaan/", {"once": key, "naam": "Jan"})

    assert answer.status_code == 400
    assert "niet meer geldig" in answer.content.decode()
    assert "Jan" in answer.content.decode()
    assert done() == 0


def test_files_belong_to_the_body(browser):
    def send(content: bytes):
        return browser.post("/test/opslaan/", {"once": KEY, "naam": "Jan", "bijlage": SimpleUploadedFile("a.pdf", content)})

    assert [send(b"een").status_code, send(b"een").status_code, send(b"twee").status_code] == [303, 303, 409]
    assert done() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_the_work_once_and_get_the_same_answer(browser, anna, limits, at_once):
    def send(number: int):
        client = Client()
        client.cookies = browser.cookies
        return client.post("/test/traag/", {"once": KEY, "seconden": "0.5"})

    answers = at_once(send, 4)

    assert [(a.status_code, a["Location"]) for a in answers] == [(303, "/klaar/")] * 4
    assert done() == 1


@pytest.mark.django_db(transaction=True)
def test_the_second_takes_over_when_the_first_was_undone(browser, limits):
    """The first holds the key and rolls back; the second waits, then does the work itself."""
    holds, free = threading.Event(), threading.Event()

    def hold() -> None:
        once_row(browser, holds, free)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    holds.wait(5)
    threading.Timer(0.3, free.set).start()
    answer = browser.post("/test/anders/", {"once": KEY})
    thread.join()

    assert answer.status_code == 303
    assert done() == 1


@pytest.mark.django_db(transaction=True)
def test_who_waits_longer_than_three_seconds_gets_a_page_with_the_form_and_its_key(browser, limits):
    holds, free = threading.Event(), threading.Event()

    def hold() -> None:
        once_row(browser, holds, free)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    holds.wait(5)
    browser.raise_request_exception = False
    started = time.monotonic()
    answer = browser.post("/test/anders/", {"once": KEY, "toelichting": 'twee\nregels en een "'})
    waited = time.monotonic() - started
    free.set()
    thread.join()

    assert answer.status_code == 503
    assert 2.5 < waited < 4.5
    page = answer.content.decode()
    assert "Iemand anders is hier net mee bezig" in page
    assert f'name="once" value="{KEY}"' in page
    assert 'name="toelichting" value="twee\r\nregels en een &quot;"' in page.replace("\r\n", "\n").replace("\n", "\r\n")
    assert done() == 0

    assert browser.post("/test/anders/", {"once": KEY, "toelichting": 'twee\nregels en een "'}).status_code == 303
    assert done() == 1


def once_row(browser: Client, holds: threading.Event, free: threading.Event) -> None:
    """Hold Anna's key of `ergens_anders` in an open transaction, then roll back."""
    user_id = browser.session["_auth_user_id"]
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(
            "INSERT INTO basis_oncekey (user_id, view, key, body_hash, location, created_at) "
            "VALUES (%s, 'tests.basis.doors.ergens_anders', %s, '', '', now())",
            [user_id, KEY],
        )
        holds.set()
        free.wait(10)
        cursor.execute("ROLLBACK")
