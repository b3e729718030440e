"""No personal data in the log, whoever writes it (M22)."""

import io
import json
import logging

import pytest
import structlog
from django.test import Client

from basis import log
from basis.log import describe

SENTINEL = "Bert Smid"


@pytest.fixture
def lines():
    """What our handler writes while a test runs, as dicts."""
    structlog.contextvars.clear_contextvars()
    handler = next(h for h in logging.getLogger().handlers if isinstance(h.formatter, structlog.stdlib.ProcessorFormatter))
    out, before = io.StringIO(), handler.stream
    handler.setStream(out)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    handler.setStream(before)


def test_a_line_of_ours_keeps_its_allowed_keys(lines):
    structlog.get_logger("proef").info("gedaan", soort="mail", row=7, ms=12, status=200)

    (line,) = lines()
    assert line.pop("timestamp")
    assert line == {"event": "gedaan", "soort": "mail", "row": 7, "ms": 12, "status": 200, "level": "info", "logger": "proef"}


@pytest.mark.parametrize(
    "words",
    [
        {"naam": SENTINEL},
        {"soort": SENTINEL},
        {"error": f"{SENTINEL} is refused"},
        {"_naam": SENTINEL},
        {"traject": [SENTINEL]},
        {"document": {"naam": SENTINEL}},
        {"error": "bert@voorbeeld.nl"},
        {"exc_info": ValueError(SENTINEL)},
    ],
)
def test_what_is_not_allowed_is_dropped_and_counted(lines, words):
    structlog.get_logger("proef").warning("gedaan", **words)

    (line,) = lines()
    assert line["event"] == "gedaan (+1 dropped)"
    assert SENTINEL not in json.dumps(line) and "bert" not in json.dumps(line)


def test_a_sentence_as_event_is_dropped_too(lines):
    structlog.get_logger("proef").info(f"{SENTINEL} is aangemeld")

    (line,) = lines()
    assert line["event"] == "unnamed (+1 dropped)"


def test_control_without_the_list_the_name_is_written(lines, monkeypatch):
    monkeypatch.setattr(log, "ALLOWED", log.ALLOWED | {"naam"})
    monkeypatch.setattr(log, "_is_code", lambda value: True)
    structlog.get_logger("proef").info("gedaan", naam=SENTINEL)

    assert lines()[0]["naam"] == SENTINEL


@pytest.mark.parametrize("name", ["django.request", "allauth", "celery.app.trace", "weasyprint", "urllib3"])
def test_a_library_leaves_its_name_and_the_kind_of_error_only(lines, name):
    try:
        raise ValueError(SENTINEL)
    except ValueError:
        logging.getLogger(name).error(
            "%s: /leden/?zoek=%s", SENTINEL, SENTINEL, exc_info=True, stack_info=True, extra={"naam": SENTINEL}
        )

    (line,) = lines()
    assert SENTINEL not in json.dumps(line)
    assert (line["event"], line["logger"], line["error"]) == ("library", name, "ValueError")
    assert line["where"].startswith("basis/test_log.py:")


def test_what_celery_says_about_its_processes_keeps_its_constant_words(lines):
    logging.getLogger("celery.worker").info("Task %s received", SENTINEL)

    assert lines()[0]["event"] == "Task %s received"


def test_an_error_is_described_by_kind_and_place_alone():
    try:
        raise KeyError(SENTINEL)
    except KeyError as error:
        found = describe(error)

    assert found["error"] == "KeyError"
    assert SENTINEL not in str(found)
    assert describe(ValueError(SENTINEL)) == {"error": "ValueError", "where": ""}


@pytest.mark.urls("tests.basis.doors")
def test_a_request_leaves_one_line_without_path_or_term(lines, anna):
    client = Client(raise_request_exception=False)
    client.force_login(anna)
    client.get(f"/test/stuk/?naam={SENTINEL}")
    client.get(f"/test/pagina/?naam={SENTINEL}")
    client.get(f"/{SENTINEL}/")

    found = lines()
    requests = [line for line in found if line["event"] == "request"]
    assert [(r["status"], r["view"]) for r in requests] == [
        (500, "tests.basis.doors.stuk"),
        (200, "tests.basis.doors.pagina"),
        (404, ""),
    ]
    assert all(r["request_id"] and r["ms"] >= 0 for r in requests)
    assert [line["error"] for line in found if line["event"] == "library" and line["level"] == "error"] == ["ValueError"]
    assert "Bert" not in json.dumps(found) and "anna" not in json.dumps(found)
