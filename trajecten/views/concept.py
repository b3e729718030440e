"""A concept of the praktijkverklaring: ordered, made by the worker, looked at before the school decides."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import today
from basis.htmx import redirect_to, template_for
from basis.once import once
from trajecten import documenten, dossier, toegang
from trajecten.models import Traject
from trajecten.workflow import OvergangGeweigerd


def _get(request: HttpRequest, code: UUID) -> Traject:
    found = toegang.get_dossier(request.user, code, Permission.TRAJECT_VASTSTELLEN, on=today(), view="concept")
    about(request, found.regio)
    return found


@require_safe
def concept(request: HttpRequest, code: UUID) -> HttpResponse:
    """The state of the newest concept; asks again every second, and without JavaScript by "Ververs"."""
    found = _get(request, code)
    context = {"traject": found, "rij": documenten.laatste_concept(found)}
    return render(request, template_for(request, "trajecten/concept.html", "stand"), context)


@once
@require_POST
def concept_maken(request: HttpRequest, code: UUID) -> HttpResponse:
    found = _get(request, code)
    try:
        dossier.concept(traject=found, by=request.user, on=today())
    except OvergangGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
        return redirect_to(request, found)
    return redirect_to(request, reverse("trajecten:concept", args=[found.code]))
