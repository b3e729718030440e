"""For a monitor: how old the oldest work is that nobody did. Numbers only, so it is open."""

from datetime import timedelta

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from basis.dagen import now
from berichten.stand import stand


@require_safe
def gezondheid(request: HttpRequest) -> JsonResponse:
    """503 while something stands still, so that a monitor needs no rules of its own."""
    found = stand(at=now())
    numbers = {
        "oudste_werk_seconden": _seconden(found.werk),
        "oudste_bericht_seconden": _seconden(found.mail),
        "wachtende_berichten": found.wachtend,
        "makelaar": found.makelaar,
    }
    return JsonResponse(numbers, status=200 if found.is_goed else 503)


def _seconden(age: timedelta | None) -> int:
    return int(age.total_seconds()) if age else 0
