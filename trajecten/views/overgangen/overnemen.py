"""What began before the system: taken over by one form, and completed from its dossier."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from accounts.toegang import about, require
from basis.dagen import today
from basis.once import once
from trajecten import aanvullen, begrippen, toegang, workflow
from trajecten.forms.intake import IntakeAfrondenForm
from trajecten.forms.overnemen import IdentiteitAanvullenForm, OvernemenForm, PlaatsingAanvullenForm, PlaatsingKiezenForm
from trajecten.models import Traject
from trajecten.regels import Overgang
from trajecten.views.overgangen.pagina import voer_uit, wie
from werkgevers.erkenning import Oordeel

P = Permission
ZONDER_BEREIK = Oordeel(erkend=False)  # what was agreed before is kept, also outside the scope of today's erkenning


@once
@require_http_methods(["GET", "POST"])
def overnemen(request: HttpRequest) -> HttpResponse:
    regio = require(request, P.TRAJECT_OVERNEMEN, require(request, P.SCHERMEN_COORDINATOR))
    form = OvernemenForm(request.POST or None, regio=regio)
    context = {"titel": "Traject overnemen", "woorden": begrippen.BIJ[Overgang.OVERNEMEN]}
    do = partial(workflow.overnemen, regio=regio, **wie(request))
    klaar = "Overgenomen als {traject}. Vul aan wat nog ontbreekt."
    return voer_uit(request, form, do, klaar=klaar, context=context, template="trajecten/overgang/overnemen.html")


def _get(request: HttpRequest, code: UUID, view: str) -> Traject:
    found = toegang.get_dossier(request.user, code, P.TRAJECT_OVERNEMEN, on=today(), view=view)
    about(request, found.regio)
    return found


def _vul_aan(request: HttpRequest, found: Traject, form, do, *, klaar: str, **context) -> HttpResponse:
    """`do` gives what was made; the page goes back to the dossier."""

    def doe(**feiten) -> Traject:
        do(traject=found, **wie(request), **feiten)
        return found

    return voer_uit(request, form, doe, klaar=klaar, context={"traject": found, **context})


@once
@require_http_methods(["GET", "POST"])
def plaatsing_aanvullen(request: HttpRequest, code: UUID) -> HttpResponse:
    """Two steps of one address: ?leerbedrijf=&kwalificatie=, and then what was agreed."""
    found = _get(request, code, "plaatsing_aanvullen")
    titel = "Plaatsing aanvullen"
    if reden := _nu_niet(found):
        return render(request, "trajecten/overgang/kan_niet.html", {"traject": found, "titel": titel, "reden": reden}, status=409)
    keuze = PlaatsingKiezenForm(request.GET if "leerbedrijf" in request.GET else None, traject=found)
    if not keuze.is_valid():
        return render(request, "trajecten/overgang/plaatsing_kiezen.html", {"traject": found, "titel": titel, "form": keuze})
    chosen = keuze.cleaned_data
    form = PlaatsingAanvullenForm(request.POST or None, traject=found, grond=ZONDER_BEREIK, **chosen)
    return _vul_aan(
        request,
        found,
        form,
        aanvullen.plaatsing,
        klaar="De plaatsing is aangevuld.",
        titel=titel,
        template="trajecten/overgang/plaatsing_aanvullen.html",
        daarna="Er wordt geen overeenkomst gemaakt: die was er al. Voeg de scan toe als document.",
        woorden=["plaatsing", "werkproces", "praktijkopleider", "inschrijving"],
    )


def _nu_niet(found: Traject) -> str:
    if not found.overgenomen:
        return "Aanvullen hoort bij een traject dat is overgenomen. Dit traject begon in dit systeem."
    return "Er is al een plaatsing. Kies 'Afspraken wijzigen' als er iets anders is." if found.plaatsing else ""


@once
@require_http_methods(["GET", "POST"])
def intake_aanvullen(request: HttpRequest, code: UUID) -> HttpResponse:
    found = _get(request, code, "intake_aanvullen")
    return _vul_aan(
        request,
        found,
        IntakeAfrondenForm(request.POST or None, traject=found),
        aanvullen.intakeverslag,
        klaar="Het intakeverslag is aangevuld.",
        titel="Intakeverslag aanvullen",
        daarna="De status verandert niet. Het verslag staat daarna in het dossier.",
        woorden=["intake"],
    )


@once
@require_http_methods(["GET", "POST"])
def identiteit_aanvullen(request: HttpRequest, code: UUID) -> HttpResponse:
    found = _get(request, code, "identiteit_aanvullen")
    return _vul_aan(
        request,
        found,
        IdentiteitAanvullenForm(request.POST or None, traject=found, by=request.user),
        aanvullen.identiteit,
        klaar="De officiële namen zijn aangevuld.",
        titel="Identiteitsbewijs aanvullen",
        daarna="Deze namen komen op de praktijkverklaring.",
        woorden=["praktijkverklaring"],
    )
