"""What every page shows around its content: menu, regio, switcher, colour, and how long one stays signed in."""

from typing import Any

from django.http import Http404, HttpRequest

from accounts import menu, toegang
from accounts.bewaren import Invoer, of
from accounts.middleware import WAITING, idle_seconds
from basis.dagen import now, today

_EMPTY: dict[str, Any] = {
    "regio": None,
    "regios": [],
    "regio_query": "",
    "menu": [],
    "eigen_paginas": [],
    "zoek_url": "",
    "aanmeld_url": "",
}
NOBODY = {**_EMPTY, "sessie_seconden": 0, "invoer": None}


def omgeving(request: HttpRequest) -> dict:
    """
    For the base template; copes with visitors, and with pages that answer before anybody was recognised.

    `regio` is None for a visitor; `regios` is empty unless there is a choice; `regio_query` goes behind links ("?regio=GR" or "").
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return NOBODY
    session = {"sessie_seconden": idle_seconds(user, now()), "invoer": _invoer(request)}
    try:
        regio = toegang.active_regio(request)
    except Http404:  # the page itself answers 404; its frame shows no regio
        return _EMPTY | session
    regios, permissions = toegang.regios(user, today()), toegang.permissions_in(user, regio, today())
    several = len(regios) > 1
    return {
        "regio": regio,
        "regios": regios if several else [],
        "regio_query": f"?regio={regio.regiocode}" if several else "",
        "menu": menu.entries(request, regio, permissions),
        "eigen_paginas": menu.own(request, regio, permissions),
        **menu.bar(request, regio, permissions),
        **session,
    }


def _invoer(request: HttpRequest) -> Invoer | None:
    """What this person was typing on this page when their session ended."""
    page, _ = getattr(request, "session", {}).get(WAITING, ("", ""))
    is_here = request.method == "GET" and page == request.get_full_path()
    return of(request.user, at=now()) if is_here else None
