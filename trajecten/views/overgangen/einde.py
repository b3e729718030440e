"""Pages of handing over, closing and stopping."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import today
from basis.once import once
from trajecten import knoppen, oordelen, toegang, workflow
from trajecten.forms.einde import AfsluitenForm, HeropenenForm, OverlijdenForm, StoppenForm, UitreikenForm
from trajecten.models import Traject
from trajecten.regels import Overgang, Status
from trajecten.views.overgangen.pagina import toon, van_traject, voer_uit, wie
from trajecten.workflow.heropenen import waarheen
from trajecten.workflow.overlijden import overgang_bij_overlijden

OV = Overgang


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.UITREIKEN)
def uitreiken(request: HttpRequest, traject: Traject) -> HttpResponse:
    form = UitreikenForm(request.POST or None)
    daarna = "De nazorg begint: u legt vast wat de deelnemer nu doet, en na 3, 6 en 12 maanden weer."
    return toon(request, OV.UITREIKEN, traject, form, klaar="De uitreiking is vastgelegd.", daarna=daarna)


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.AFSLUITEN)
def afsluiten(request: HttpRequest, traject: Traject) -> HttpResponse:
    return toon(
        request,
        OV.AFSLUITEN,
        traject,
        AfsluitenForm(request.POST or None),
        klaar="Het traject is afgesloten.",
        daarna="Het dossier sluit. De nazorg die nog zou komen, wordt niet meer gevraagd.",
        template="trajecten/overgang/afsluiten.html",
        nazorg_ontbreekt=traject.status == "nazorg" and not traject.nazorgmetingen.filter(maand=0).exists(),
    )


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.STOPPEN)
def stoppen(request: HttpRequest, traject: Traject) -> HttpResponse:
    """Who leaves has a right to what was achieved: with a werkproces voldoende or goed, eerder afronden is offered first."""
    return toon(
        request,
        OV.STOPPEN,
        traject,
        StoppenForm(request.POST or None, traject=traject),
        klaar="Vastgelegd dat het traject is gestopt.",
        daarna="Het traject eindigt zonder verklaring. Herinneringen en afspraken vervallen.",
        template="trajecten/overgang/stoppen.html",
        behaald=oordelen.behaald(traject),
        kan_eerder_afronden=OV.BEOORDELING_STARTEN
        in {knop.overgang for knop in knoppen.knoppen(traject, request.user, on=today())},
    )


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.HEROPENEN)
def heropenen(request: HttpRequest, traject: Traject) -> HttpResponse:
    naar = waarheen(traject, on=today()) if not traject.is_open else None
    return toon(
        request,
        OV.HEROPENEN,
        traject,
        HeropenenForm(request.POST or None, traject=traject, on=today()),
        klaar="Het traject is heropend.",
        daarna=naar and f"Het traject gaat terug naar {naar.label.lower()}. De termijnen lopen weer. Plan afspraken opnieuw.",
    )


@once
@require_http_methods(["GET", "POST"])
def overlijden(request: HttpRequest, code: UUID) -> HttpResponse:
    """One page for every open status; which overgang it is follows from the status."""
    traject = toegang.get_dossier(request.user, code, Permission.TRAJECT_STOPPEN, on=today(), view="overlijden")
    about(request, traject.regio)
    titel = "Overlijden vastleggen"
    if overgang_bij_overlijden(Status(traject.status)) is None and request.method != "POST":
        context = {"traject": traject, "titel": titel, "reden": "Dit traject is al beëindigd."}
        return render(request, "trajecten/overgang/kan_niet.html", context, status=409)
    context = {
        "traject": traject,
        "titel": titel,
        "gevaar": True,
        "daarna": "Alle herinneringen, termijnen en afspraken vervallen meteen. Er komt geen nazorg en het telt niet als uitval.",
        "woorden": ["overlijden"],
    }
    do = partial(workflow.overlijden, traject=traject, **wie(request))
    form = OverlijdenForm(request.POST or None, traject=traject)
    return voer_uit(request, form, do, klaar="Het overlijden is vastgelegd en het traject is beëindigd.", context=context)
