"""Evaluations on the way."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import today
from basis.once import once
from trajecten import evaluaties, toegang
from trajecten.forms.voortgang import TussenevaluatieForm
from trajecten.models import Traject
from trajecten.regels import AAN_HET_WERK
from trajecten.views.overgangen.pagina import voer_uit, wie


@once
@require_http_methods(["GET", "POST"])
def tussenevaluatie(request: HttpRequest, code: UUID) -> HttpResponse:
    found = toegang.get_dossier(request.user, code, Permission.TRAJECT_BEOORDELEN, on=today(), view="tussenevaluatie")
    about(request, found.regio)
    titel = "Tussenevaluatie vastleggen"
    plaatsing = found.plaatsing
    if plaatsing is None or (request.method == "GET" and found.status not in AAN_HET_WERK):
        reden = "Een tussenevaluatie hoort bij een deelnemer die aan het werk is."
        return render(request, "trajecten/overgang/kan_niet.html", {"traject": found, "titel": titel, "reden": reden}, status=409)
    initial = {"datum": today(), "beoordelaar": plaatsing.praktijkopleider.naam, "aanwezig": _aanwezig(found)}
    form = TussenevaluatieForm(request.POST or None, plaatsing=plaatsing, initial=initial)
    context = {
        "traject": found,
        "titel": titel,
        "template": "trajecten/overgang/tussenevaluatie.html",
        "daarna": "We maken een voortgangsverslag (PDF). Het staat in het dossier en verandert daarna niet meer.",
    }

    def do(**feiten) -> Traject:
        evaluaties.tussenevaluatie(traject=found, **wie(request), **feiten)
        return found

    return voer_uit(request, form, do, klaar="De tussenevaluatie is vastgelegd.", context=context)


def _aanwezig(found: Traject) -> str:
    return f"de deelnemer, {found.plaatsing.praktijkopleider.naam}"
