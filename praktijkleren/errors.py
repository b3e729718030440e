"""Pages for what went wrong; they stand on their own, without context processors (bibliotheken.md, Headers)."""

import sys

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from basis import away


def _page(status: int) -> HttpResponse:
    return HttpResponse(render_to_string(f"{status}.html"), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls this while it handles the error, wherever that came from: view, template or middleware."""
    return away.page_for(request, sys.exc_info()[1]) or _page(500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(403)


@require_safe
def levensteken(request: HttpRequest) -> HttpResponse:
    """For a load balancer: the web process answers and the database does too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
