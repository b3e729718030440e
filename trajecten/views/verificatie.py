"""The public page of a verklaring: what anybody who holds the paper may know, and nothing else (domein §6, Verification)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trajecten import register


@require_safe
def verificatie(request: HttpRequest, code: str) -> HttpResponse:
    gevonden = register.controleer(code)
    return render(request, "trajecten/verificatie.html", {"verklaring": gevonden}, status=200 if gevonden else 404)
