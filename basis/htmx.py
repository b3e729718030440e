from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect


class SeeOther(HttpResponseRedirect):
    status_code = 303


def redirect_to(request: HttpRequest, to: str | Model, *args, **kwargs) -> HttpResponse:
    """A redirect elsewhere, for a browser (303) and for htmx (HX-Redirect) alike."""
    return send_to(request, resolve_url(to, *args, **kwargs))


def send_to(request: HttpRequest, url: str) -> HttpResponse:
    """As `redirect_to`, for what already is a URL."""
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(url)
    return SeeOther(url)


def template_for(request: HttpRequest, template: str, partial: str) -> str:
    """The page, or the part of it that htmx asked for; never a part for a plain or boosted request."""
    htmx = getattr(request, "htmx", None)
    return f"{template}#{partial}" if htmx and not htmx.boosted and not htmx.history_restore_request else template
