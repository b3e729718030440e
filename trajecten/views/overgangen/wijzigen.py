"""Pages on which the agreed changes or lasts longer; first they tell what will follow from it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basis.dagen import today
from basis.once import once
from trajecten.forms.wijzigen import VerlengenForm, WijzigenForm
from trajecten.models import Traject
from trajecten.regels import Overgang
from trajecten.views.overgangen.pagina import toon, van_traject

OV = Overgang


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.AFSPRAKEN_WIJZIGEN)
def afspraken_wijzigen(request: HttpRequest, traject: Traject) -> HttpResponse:
    return toon(
        request,
        OV.AFSPRAKEN_WIJZIGEN,
        traject,
        WijzigenForm(request.POST or None, request.FILES or None, traject=traject, on=today()),
        klaar="De afspraken zijn gewijzigd.",
        daarna="U ziet eerst wat de wijziging betekent: een nieuwe versie, een nieuw bpv-blad of een nieuwe overeenkomst.",
        template="trajecten/overgang/wijzigen.html",
    )


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.VERLENGEN)
def verlengen(request: HttpRequest, traject: Traject) -> HttpResponse:
    return toon(
        request,
        OV.VERLENGEN,
        traject,
        VerlengenForm(request.POST or None, request.FILES or None, traject=traject, on=today()),
        klaar="Het traject is verlengd.",
        daarna="U ziet eerst wat de verlenging betekent. De termijnen schuiven mee met de nieuwe einddatum.",
        template="trajecten/overgang/wijzigen.html",
    )
