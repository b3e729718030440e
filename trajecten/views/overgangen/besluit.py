"""Pages of decisions at the end that yield no verklaring, or take one back."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basis.dagen import today
from basis.once import once
from trajecten import oordelen
from trajecten.forms.besluit import AfrondenForm, IntrekkenForm
from trajecten.models import Traject
from trajecten.regels import Doel, Overgang
from trajecten.views.overgangen.pagina import kan_niet, toon, van_traject

OV = Overgang


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.AFRONDEN)
def afronden(request: HttpRequest, traject: Traject) -> HttpResponse:
    """Something achieved goes to the school first; the page says so before anybody fills it in."""
    return toon(
        request,
        OV.AFRONDEN,
        traject,
        AfrondenForm(request.POST or None, request.FILES or None, traject=traject, by=request.user, on=today()),
        klaar="Het resultaat is vastgelegd.",
        daarna="De nazorg begint: u legt vast wat de deelnemer nu doet, en na 3, 6 en 12 maanden weer. Het telt niet als uitval.",
        template="trajecten/overgang/afronden.html",
        behaald=oordelen.behaald(traject) if traject.doel == Doel.PRAKTIJKVERKLARING else [],
    )


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.VASTSTELLING_INTREKKEN)
def vaststelling_intrekken(request: HttpRequest, traject: Traject) -> HttpResponse:
    verklaring = traject.verklaringen.filter(status="geldig").first() or traject.verklaringen.last()
    if verklaring is None:
        return kan_niet(request, traject, OV.VASTSTELLING_INTREKKEN, "Er is in dit dossier geen verklaring om in te trekken.")
    return toon(
        request,
        OV.VASTSTELLING_INTREKKEN,
        traject,
        IntrekkenForm(request.POST or None, request.FILES or None, traject=traject, verklaring=verklaring),
        klaar="De vaststelling is ingetrokken. De school besluit opnieuw.",
        daarna=f"Verklaring {verklaring.nummer} geldt dan niet meer; wie haar controleert, ziet dat. De school is weer aan zet.",
        template="trajecten/overgang/intrekken.html",
    )
