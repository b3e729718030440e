"""What every request meets: headers on every answer, the closed door, the log line, and a database that is away."""

import time
import uuid

import structlog
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

log = structlog.get_logger()


def headers(get_response):
    """What belongs on every response, errors, static files and downloads included (vertrouwen.md §1)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.HTTPS:
            response.headers.setdefault(
                "Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
            )
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store, private")
            patch_vary_headers(response, ["HX-Request"])
        return response

    return middleware


def request_log(get_response):
    """One line a request: method, the view's name, status, time. Never a path, a name or a term (M22, M24)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=uuid.uuid4().hex[:16])
        response = get_response(request)
        match = request.resolver_match
        log.info(
            "request",
            method=request.method,
            view=match.view_name if match else "",
            status=response.status_code,
            ms=round((time.perf_counter() - started) * 1000),
        )
        return response

    return middleware


class DatabaseAway:
    """
    A database that restarts, or a row that somebody else holds too long: a page that keeps what was typed (P13).

    The page repeats the typed fields as a form with the same key, so that sending it again a minute later saves once.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError) as error:
            return _away(request, error)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return _away(request, error) if isinstance(error, OperationalError | InterfaceError) else None


database_away = DatabaseAway


def _away(request: HttpRequest, error: DatabaseError) -> HttpResponse:
    log.error("database_away", error=type(error).__name__)
    typed = [(k, v) for k in request.POST if k != "csrfmiddlewaretoken" for v in request.POST.getlist(k)]
    secret = {"password", "password1", "password2", "oldpassword"}
    context = {
        "typed": [(k, v) for k, v in typed if k not in secret],
        "path": request.get_full_path(),
        "is_post": request.method == "POST",
    }
    return HttpResponse(render_to_string("503.html", context), status=503, headers={"Retry-After": "60"})


class LoginRequired(LoginRequiredMiddleware):
    """Closed unless the view's name stands here; htmx is sent to the sign-in page as a whole (M08)."""

    OPEN = frozenset(
        {
            "account_login",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key",
            "account_reset_password_from_key_done",
            "accounts:uitnodiging",
            "accounts:logo",
            "trajecten:verificatie",
            "levensteken",
        }
    )

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.user.is_authenticated or request.resolver_match.view_name in self.OPEN:
            return None
        return self.handle_no_permission(request, view_func)

    def handle_no_permission(self, request, view_func):
        response = super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request") and response.status_code == 302:
            answer = HttpResponseClientRedirect(response.url)
            answer.status_code = 401
            return answer
        return response
