"""Papers made on demand: of a Plaatsing, and the empty forms of a regio to print."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission as P
from accounts.toegang import require, url_in
from basis.dagen import today
from basis.htmx import redirect_to, template_for
from basis.once import once
from documenten.views_helpers import download_response
from trajecten import documenten_voortgang, papieren, toegang_delen
from trajecten.documenten_voortgang import FORMULIEREN
from trajecten.workflow import OvergangGeweigerd

UITLEG = {
    "aanmeldformulier": "Om iemand aan te melden: wie, bereikbaar, startpunt en aanmelder.",
    "intakeformulier": "Voor het intakegesprek: opleiding, werk, wat nodig is en of het past.",
}


def _maak(request: HttpRequest, code: UUID, permission: P, do: Callable) -> HttpResponse:
    plaatsing = toegang_delen.get_plaatsing(request.user, code, permission, on=today())
    traject = plaatsing.traject
    try:
        document = do(traject=traject, by=request.user, on=today(), plaatsing=plaatsing)
    except OvergangGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, f"{document.titel}: staat zo bij de documenten.")
    return redirect_to(request, f"{traject.get_absolute_url()}#documenten")


@once
@require_POST
def aanwezigheidsoverzicht(request: HttpRequest, code: UUID) -> HttpResponse:
    return _maak(request, code, P.TRAJECT_VOORTGANG, papieren.aanwezigheidsoverzicht)


@once
@require_POST
def begeleidingsverklaring(request: HttpRequest, code: UUID) -> HttpResponse:
    return _maak(request, code, P.TRAJECT_FINANCIERING, papieren.begeleidingsverklaring)


@require_safe
def formulieren(request: HttpRequest) -> HttpResponse:
    """The empty forms as this regio has them; asks again every second while they are being made."""
    regio = require(request, P.SCHERMEN_DOSSIER)
    rows = [
        {
            "soort": soort,
            "uitleg": UITLEG[soort],
            "document": documenten_voortgang.formulier(soort, regio),
            "url": url_in(request, regio, "trajecten:formulier", soort),
        }
        for soort in FORMULIEREN
    ]
    context = {
        "rijen": rows,
        "bezig": any(row["document"] and row["document"].status == "besteld" for row in rows),
        "te_maken": any(row["document"] is None or row["document"].status == "mislukt" for row in rows),
        "maken": url_in(request, regio, "trajecten:formulieren_maken"),
        "hier": url_in(request, regio, "trajecten:formulieren"),
    }
    return render(request, template_for(request, "trajecten/formulieren.html", "stand"), context)


@once
@require_POST
def formulieren_maken(request: HttpRequest) -> HttpResponse:
    regio = require(request, P.SCHERMEN_DOSSIER)
    for soort in FORMULIEREN:
        documenten_voortgang.bestel_formulier(soort, regio)
    return redirect_to(request, url_in(request, regio, "trajecten:formulieren"))


@require_safe
def formulier(request: HttpRequest, soort: str) -> HttpResponse:
    regio = require(request, P.SCHERMEN_DOSSIER)
    document = documenten_voortgang.formulier(soort, regio) if soort in FORMULIEREN else None
    if document is None:
        raise Http404
    return download_response(document)
