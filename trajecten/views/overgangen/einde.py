"""Pages of handing over, closing and stopping."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basis.dagen import today
from basis.once import once
from trajecten import knoppen, oordelen
from trajecten.forms.einde import AfsluitenForm, StoppenForm, UitreikenForm
from trajecten.models import Traject
from trajecten.regels import Overgang
from trajecten.views.overgangen.pagina import toon, van_traject

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
