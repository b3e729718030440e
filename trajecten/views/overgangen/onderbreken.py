"""Pages of a pause, of going on after it, and of another leerbedrijf."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basis.once import once
from trajecten.forms.onderbreken import HerplaatsenForm, HervattenForm, OnderbrekenForm
from trajecten.models import Traject
from trajecten.regels import Overgang
from trajecten.views.overgangen.pagina import toon, van_traject

OV = Overgang


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.ONDERBREKEN)
def onderbreken(request: HttpRequest, traject: Traject) -> HttpResponse:
    form = OnderbrekenForm(request.POST or None, traject=traject)
    daarna = "Zolang het traject is onderbroken, komen er geen andere herinneringen. De einddatum blijft staan."
    return toon(request, OV.ONDERBREKEN, traject, form, klaar="Het traject is onderbroken.", daarna=daarna)


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.HERVATTEN)
def hervatten(request: HttpRequest, traject: Traject) -> HttpResponse:
    return toon(
        request,
        OV.HERVATTEN,
        traject,
        HervattenForm(request.POST or None),
        klaar="Het traject gaat verder.",
        daarna="Alle termijnen lopen weer. De einddatum blijft staan. Is er meer tijd nodig, verleng het traject dan.",
        template="trajecten/overgang/hervatten.html",
        pauze=traject.onderbrekingen.filter(tot__isnull=True).first(),
    )


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.HERPLAATSEN)
def herplaatsen(request: HttpRequest, traject: Traject) -> HttpResponse:
    return toon(
        request,
        OV.HERPLAATSEN,
        traject,
        HerplaatsenForm(request.POST or None, traject=traject),
        klaar="Zoek nu een ander leerbedrijf. Wat is beoordeeld, blijft bewaard.",
        daarna="Het traject gaat terug naar matching. Wat hier is behaald, komt later bij dit leerbedrijf op de verklaring.",
        template="trajecten/overgang/herplaatsen.html",
    )
