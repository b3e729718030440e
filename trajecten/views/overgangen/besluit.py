"""Pages of decisions at the end that yield no verklaring, or take one back."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basis.dagen import today
from basis.once import once
from trajecten import oordelen
from trajecten.forms.besluit import AfrondenForm
from trajecten.models import Traject
from trajecten.regels import Doel, Overgang
from trajecten.views.overgangen.pagina import toon, van_traject

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
