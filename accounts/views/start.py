from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts import menu, toegang
from basis.dagen import today


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
