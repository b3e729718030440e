"""A structured log with allowed keys only: no personal data can slip in by accident (M22)."""

import logging.config

import structlog

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "logger", "request_id", "method", "view", "status", "ms", "error", "soort", "row", "attempt",
        "task", "count", "user_id", "document", "traject",
    }
)  # fmt: skip
_LIBRARIES = {
    "django.request": "ERROR",
    "django.security": "WARNING",
    "weasyprint": "ERROR",
    "fontTools": "WARNING",
    "celery": "INFO",
}


def only_allowed(logger, method: str, event: dict) -> dict:
    """Drop every key that is not on the list, and say that one was dropped."""
    kept = {key: value for key, value in event.items() if key in ALLOWED or key.startswith("_")}
    if len(kept) < len(event):
        kept["event"] = f"{event.get('event', '')} (+{len(event) - len(kept)} dropped)"
    return kept


def no_messages_of_others(logger, method: str, event: dict) -> dict:
    """Lines of libraries keep their logger's name and the kind of error; their free text may hold a path or an address."""
    record = event.get("_record")
    if record is not None and not record.name.startswith(("celery", "granian", "kombu")):
        event["event"] = "library"
        event["error"] = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        event.pop("exc_info", None)
    return event


_SHARED = [
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
            "formatters": {
                "json": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": [*_SHARED, no_messages_of_others, only_allowed],
                    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer()],
                }
            },
            "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["out"], "level": options.get("level", "INFO")},
            "loggers": {name: {"level": level} for name, level in _LIBRARIES.items()},
        }
    )
