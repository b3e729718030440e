"""The page with every word of the trade, for everybody who is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from basis import begrippen as glossary


@require_safe
def begrippen(request: HttpRequest) -> HttpResponse:
    return render(request, "praktijkleren/begrippen.html", {"begrippen": glossary.alle()})
