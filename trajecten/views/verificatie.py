"""The public page of a verklaring: what anybody who holds the paper may know, and nothing else (domein §6, Verification)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from basis.snelheid import within_limit
from trajecten import register


@require_safe
def verificatie(request: HttpRequest, code: str) -> HttpResponse:
    """The same page and the same work for a code that exists and one that does not (M10)."""
    if not within_limit(request, "verificatie", amount=30, seconds=60):
        return render(request, "429.html", status=429)
    found = register.controleer(code)
    context = {"verklaring": found, "sha256": register.pdf_sha256(found) if found else ""}
    return render(request, "trajecten/verificatie.html", context, status=200 if found else 404)
