"""Another traject for the same deelnemer, and another doel for the same traject: no overgangen, but with the pages of one."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import today
from basis.once import once
from trajecten import doel, toegang, workflow
from trajecten.forms.doel import DoelForm
from trajecten.forms.vervolg import NieuwTrajectForm
from trajecten.models import Traject
from trajecten.views.overgangen.pagina import voer_uit, wie

P = Permission


def _get(request: HttpRequest, code: UUID, permission: Permission, view: str) -> Traject:
    found = toegang.get_dossier(request.user, code, permission, on=today(), view=view)
    about(request, found.regio)
    return found


@once
@require_http_methods(["GET", "POST"])
def nieuw_traject(request: HttpRequest, code: UUID) -> HttpResponse:
    found = _get(request, code, P.TRAJECT_AANMELDEN, "nieuw_traject")
    context = {
        "traject": found,
        "titel": "Nieuw traject voor deze deelnemer",
        "daarna": f"Er komt een nieuw dossier met een eigen nummer. Het verwijst naar {found.nummer}, en andersom.",
        "woorden": ["startpunt", "doelgroep", "leerweg", "doel"],
    }
    do = partial(workflow.vervolg, traject=found, **wie(request))
    form = NieuwTrajectForm(request.POST or None, traject=found)
    return voer_uit(request, form, do, klaar="Aangemeld als {traject}.", context=context)


@once
@require_http_methods(["GET", "POST"])
def doel_wijzigen(request: HttpRequest, code: UUID) -> HttpResponse:
    found = _get(request, code, P.TRAJECT_WIJZIGEN, "doel")
    context = {
        "traject": found,
        "titel": "Doel wijzigen",
        "daarna": "Een hoger doel telt in de cijfers als doorstroom. Alleen voor een praktijkverklaring vragen we een "
        "eindbeoordeling en een besluit van de school.",
        "woorden": ["doel", "leerweg", "doorstroom"],
    }
    do = partial(doel.wijzig, traject=found, **wie(request))
    form = DoelForm(request.POST or None, traject=found)
    return voer_uit(request, form, do, klaar="Het doel is gewijzigd.", context=context)
