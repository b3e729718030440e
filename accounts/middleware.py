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
from django.utils import timezone

from accounts.toegang import Visitor, is_van_buiten

BEGAN, SEEN = "sessie_begon", "sessie_gezien"
WRITE_EVERY = 60  # seconds: a page does not write the session each time


def session_limits(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Ends a session that is too old before the view runs; the page then asks to sign in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _check(request, timezone.now())
        return get_response(request)

    return middleware


def _check(request: HttpRequest, at: datetime) -> None:
    session, now = request.session, int(at.timestamp())
    began, seen = session.setdefault(BEGAN, now), session.setdefault(SEEN, now)
    if now - began >= settings.SESSION_ABSOLUTE_SECONDS or now - seen >= idle_seconds(request.user, at):
        logout(request)
        messages.info(request, "Voor uw veiligheid bent u uitgelogd. Log opnieuw in.")
    elif now - seen >= WRITE_EVERY:
        session[SEEN] = now


def idle_seconds(user: Visitor, at: datetime) -> int:
    """Half the time for people from outside: their screens are open at counters and in shops."""
    outside = is_van_buiten(user, timezone.localdate(at))
    return settings.SESSION_IDLE_SECONDS // 2 if outside else settings.SESSION_IDLE_SECONDS
