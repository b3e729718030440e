from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import bewaren, menu, middleware, toegang
from basis.dagen import now, today
from basis.htmx import redirect_to
from basis.once import once


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where signing in leads: the first screen of this role, or whom to turn to while the role has none."""
    on = today()
    regios = toegang.regios(request.user, on)
    if "regio" in request.GET:
        regios = [toegang.active_regio(request)]
    for regio in regios:
        if home := menu.home(toegang.permissions_in(request.user, regio, on)):
            return redirect(toegang.url_in(request, regio, home.url_name))
    return render(request, "accounts/geen_schermen.html", {"eigen_regios": regios})


@require_safe
def sessie(request: HttpRequest) -> HttpResponse:
    """ "Blijf ingelogd": asking for it is enough, `session_limits` notes that somebody is there."""
    return HttpResponse(status=204)


@require_safe
def sessie_over(request: HttpRequest) -> HttpResponse:
    """How many seconds there are; asking adds none, because a page in the background asks too."""
    return HttpResponse(max(0, middleware.seconds_left(request, now())), content_type="text/plain")


@require_POST
def sessie_bewaren(request: HttpRequest) -> HttpResponse:
    """From a page whose session is about to end; `session_limits` forgets it when the session goes on after all."""
    if middleware.keep_form(request, request.user):
        request.session[middleware.KEPT] = True
    return redirect_to(request, "accounts:sessie_over")


@once
@require_POST
def sessie_weggooien(request: HttpRequest) -> HttpResponse:
    """Somebody does not want back what they were typing."""
    page, _ = request.session.pop(middleware.WAITING, ("/", ""))
    bewaren.forget(request.user)
    messages.success(request, "Wat u eerder invulde, is weggegooid.")
    return redirect_to(request, page)
