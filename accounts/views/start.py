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
    for regio in regios:
        if home := menu.home(toegang.permissions_in(request.user, regio, on)):
            return redirect(menu.url(home, regio, several=len(regios) > 1))
    return render(request, "accounts/geen_schermen.html", {"eigen_regios": regios})
