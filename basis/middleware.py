"""What every request meets: headers on every answer, the closed door, the log line."""

import time
import uuid
from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

import structlog
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

log = structlog.get_logger()

Handler = Callable[[HttpRequest], HttpResponse]


def headers(get_response: Handler) -> Handler:
    """
    What Django's and django-csp's middleware do not set (vertrouwen.md §1).

    Static files come with a Cache-Control of their own; everything else is nobody's to keep.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store, private"
            patch_vary_headers(response, ["HX-Request"])
        return response

    return middleware


def request_log(get_response: Handler) -> Handler:
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


class LoginRequired(LoginRequiredMiddleware):
    """Closed unless the view's name stands here; htmx is sent to the sign-in page as a whole (M08)."""

    OPEN = frozenset(
        {
            "account_login",
            "account_request_login_code",
            "account_confirm_login_code",
            "mfa_login_webauthn",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key",
            "account_reset_password_from_key_done",
            "accounts:uitnodiging",
            "accounts:logo",
            "portaal:link",
            "portaal:link_besluit",
            "portaal:link_besluit_geen",
            "portaal:link_besluit_klaar",
            "portaal:link_besluit_terug",
            "portaal:link_concept",
            "portaal:link_concept_document",
            "portaal:link_concept_maken",
            "portaal:link_document",
            "portaal:link_gevraagd",
            "portaal:link_klaar",
            "portaal:link_nieuw",
            "portaal:link_reactie",
            "portaal:link_reactie_klaar",
            "portaal:link_nazorg",
            "portaal:link_nazorg_klaar",
            "portaal:link_weigeren",
            "trajecten:afmelden",
            "trajecten:afmelden_direct",
            "trajecten:afmelden_klaar",
            "trajecten:afmelden_terug",
            "trajecten:agenda_feed",
            "trajecten:verificatie",
            "levensteken",
            "gezondheid",
        }
    )

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.user.is_authenticated or request.resolver_match.view_name in self.OPEN:
            return None
        return self.handle_no_permission(request, view_func)

    def handle_no_permission(self, request, view_func):
        sign_in = redirect_to_login(way_back(request), self.get_login_url(view_func))
        if not request.headers.get("HX-Request"):
            return sign_in
        whole_page = HttpResponseClientRedirect(sign_in.url)
        whole_page.status_code = 401
        return whole_page


def way_back(request: HttpRequest) -> str:
    """Where signing in leads: the page one was on. An address that got a form, or gave a part of a page, may be none itself."""
    reads = request.method in ("GET", "HEAD")
    page = request.headers.get("HX-Current-URL") or ("" if reads else request.headers.get("Referer", ""))
    if page and url_has_allowed_host_and_scheme(page, {request.get_host()}):
        there = urlsplit(page)
        return urlunsplit(("", "", "/" + there.path.lstrip("/"), there.query, ""))
    return request.get_full_path() if reads else "/"
