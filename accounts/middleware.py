"""
How long a session lasts: idle 30 minutes (15 for people from outside), 10 hours at most (vertrouwen.md §1).

Whether the account still counts is looked at by the backend on each request (`get_user` gives nobody for a closed account).
"""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import bewaren, gezien
from accounts.models import User
from accounts.toegang import Visitor, is_van_buiten
from basis.getypt import typed
from basis.middleware import way_back

BEGAN, SEEN = "sessie_begon", "sessie_gezien"
KEPT = "invoer_bewaard"  # in a session that goes on: there is a copy of what is being typed
WAITING = "invoer_wacht"  # in the next one: (page, action) of the copy, until it is sent or thrown away
WRITE_EVERY = 60  # seconds: a page does not write the session each time
BEWAARD = "Wat u invulde, is er nog. Log binnen 2 uur in, dan kunt u ermee verder."

Handler = Callable[[HttpRequest], HttpResponse]


def session_limits(get_response: Handler) -> Handler:
    """Ends a session that is too old before the view runs; the page then asks to sign in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _check(request, timezone.now())
        return get_response(request)

    return middleware


def _check(request: HttpRequest, at: datetime) -> None:
    """A page that asks how long there is, or keeps what was typed, is no sign that somebody is there."""
    session, now = request.session, int(at.timestamp())
    session.setdefault(BEGAN, now)
    seen = session.setdefault(SEEN, now)
    if request.path == reverse("accounts:sessie_over"):
        return
    if seconds_left(request, at) <= 0:
        _end(request)
    elif request.path != reverse("accounts:sessie_bewaren"):
        gezien.noteer(request.user, at=at)
        if session.pop(KEPT, False):
            bewaren.forget(request.user)
        if now - seen >= WRITE_EVERY:
            session[SEEN] = now


def _end(request: HttpRequest) -> None:
    """`session_of` tells `KeepInput` whose form this was."""
    user, kept = request.user, request.session.get(KEPT)
    logout(request)
    request.session_of = user  # type: ignore[attr-defined]
    messages.info(request, "Voor uw veiligheid bent u uitgelogd. Log opnieuw in.")
    if kept:
        messages.info(request, BEWAARD)


def seconds_signed_in(request: HttpRequest, at: datetime) -> int:
    now = int(at.timestamp())
    return now - request.session.get(BEGAN, now)


def seconds_left(request: HttpRequest, at: datetime) -> int:
    """Until this session ends when nobody does anything; not more than none once it is over."""
    now = int(at.timestamp())
    idle = idle_seconds(request.user, at) - (now - request.session.get(SEEN, now))
    return min(idle, settings.SESSION_ABSOLUTE_SECONDS - seconds_signed_in(request, at))


def idle_seconds(user: Visitor, at: datetime) -> int:
    """Half the time for people from outside: their screens are open at counters and in shops."""
    outside = is_van_buiten(user, timezone.localdate(at))
    return settings.SESSION_IDLE_SECONDS // 2 if outside else settings.SESSION_IDLE_SECONDS


class KeepInput:
    """Behind the CSRF check, before the closed door: a form that arrives with a session that just ended is kept for its owner."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        waiting = request.session.get(WAITING)
        if waiting and request.method == "POST" and response.status_code < 400 and request.get_full_path() == waiting[1]:
            request.session.pop(WAITING)
            bewaren.forget(request.user)
        return response

    def process_view(self, request: HttpRequest, view: Callable, args: list, kwargs: dict) -> None:
        user = getattr(request, "session_of", None)
        if user and request.method == "POST" and keep_form(request, user):
            messages.info(request, BEWAARD)


def keep_form(request: HttpRequest, user: User) -> bool:
    """Of a page that keeps its own form the action is a field; any other form came to its action."""
    actie = request.POST.get("sessie_actie") or request.get_full_path()
    if not url_has_allowed_host_and_scheme(actie, None) or not actie.startswith("/"):
        return False
    velden = [veld for veld in typed(request) if veld.naam != "sessie_actie"]
    files = any(request.FILES.values()) or "sessie_bestanden" in request.POST
    return bewaren.keep(user, bewaren.Invoer(way_back(request), actie, velden, files), at=timezone.now())
