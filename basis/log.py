"""
A structured log with allowed keys only, and codes for values: no personal data can slip in by accident (M22).

What libraries write keeps its logger, level and kind of error; their free text may hold a path, an address or a row's values.
"""

import logging.config
import re
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "logger", "request_id", "method", "view", "status", "ms", "error", "where", "soort", "row",
        "attempt", "task", "count", "user_id", "document", "traject",
    }
)  # fmt: skip
_META = {"_record", "_from_structlog"}  # structlog's own, taken out before the line is written
_CODE = re.compile(r"[\w.:+/-]{0,120}")  # no spaces, no @: a word, a number, a time, a code; never a sentence
_LIBRARIES = {
    "django.request": "ERROR",
    "django.security": "WARNING",
    "weasyprint": "ERROR",
    "fontTools": "WARNING",
    "pikepdf": "WARNING",
    "celery": "INFO",
}
_HOUSEKEEPING = ("celery", "kombu", "granian")  # what these say below WARNING is about processes only


def describe(error: BaseException) -> dict[str, str]:
    """The kind of an error and our own line it came from; never its message, which may hold a row's values."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "site-packages" not in f.filename]
    where = f"{'/'.join(frames[-1].filename.split('/')[-2:])}:{frames[-1].lineno}" if frames else ""
    return {"error": type(error).__name__, "where": where}


def only_allowed(logger, method: str, event: MutableMapping) -> MutableMapping:
    """Drop every key that is not on the list and every value that is not a code, and say how many were dropped."""
    kept = {key: value for key, value in event.items() if key in _META or (key in ALLOWED and _is_code(value))}
    if dropped := len(event) - len(kept):
        kept["event"] = f"{kept.get('event', 'unnamed')} (+{dropped} dropped)"
    return kept


def _is_code(value: object) -> bool:
    return value is None or isinstance(value, int | float) or _CODE.fullmatch(str(value)) is not None


def words_of_libraries(logger, method: str, event: MutableMapping) -> MutableMapping:
    """After `only_allowed` took the free text out: housekeeping keeps its constant words, an error gets its kind and place."""
    record: logging.LogRecord = event["_record"]
    quiet = record.name.startswith(_HOUSEKEEPING) and record.levelno < logging.WARNING
    event["event"] = str(record.msg) if quiet else "library"
    if record.exc_info and record.exc_info[1]:
        event.update(describe(record.exc_info[1]))
    return event


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure(options: dict) -> None:
    """Django's LOGGING_CONFIG. :param options: {"level": "INFO"}"""
    structlog.configure(
        processors=[*_SHARED, only_allowed, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": {"()": structlog.stdlib.ProcessorFormatter, **_formatter()}},
            "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["out"], "level": options.get("level", "INFO")},
            "loggers": {name: {"level": level} for name, level in _LIBRARIES.items()},
        }
    )


def _formatter() -> dict:
    return {
        "foreign_pre_chain": [*_SHARED, only_allowed, words_of_libraries],
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer()],
    }
