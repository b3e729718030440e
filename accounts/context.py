"""What every page shows around its content: menu, regio, switcher, colour."""

from django.http import Http404, HttpRequest

from accounts import menu, toegang
from basis.dagen import today


def omgeving(request: HttpRequest) -> dict:
    """
    For the base template; copes with visitors, and with pages that answer before anybody was recognised.

    `regio` is None for a visitor; `regios` holds more than one only for whoever has a choice.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"regio": None, "regios": [], "menu": []}
    try:
        regio = toegang.active_regio(request)
    except Http404:  # the page itself answers 404; its frame shows no regio
        return {"regio": None, "regios": [], "menu": []}
    regios, permissions = toegang.regios(user, today()), toegang.permissions_in(user, regio, today())
    return {
        "regio": regio,
        "regios": regios if len(regios) > 1 else [],
        "menu": menu.entries(request, regio, permissions, several=len(regios) > 1),
    }
