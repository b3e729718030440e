"""Pages of the final assessment and of the school's decision."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basis.dagen import today
from basis.once import once
from trajecten import lijsten, oordelen, workflow
from trajecten.forms.beoordeling import BeoordelingIndienenForm, BeoordelingStartenForm, LaatsteOordelenForm, TerugsturenForm
from trajecten.forms.vaststellen import VaststellenForm
from trajecten.models import Traject
from trajecten.regels import Overgang
from trajecten.views.overgangen.pagina import toon, van_traject, voer_uit, wie

OV = Overgang


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.BEOORDELING_STARTEN)
def beoordeling_starten(request: HttpRequest, traject: Traject) -> HttpResponse:
    return toon(
        request,
        OV.BEOORDELING_STARTEN,
        traject,
        BeoordelingStartenForm(request.POST or None, traject=traject, on=today()),
        klaar="De eindbeoordeling is gevraagd.",
        daarna="Het leerbedrijf is aan zet en beoordeelt elk werkproces. Het lege formulier staat klaar in het dossier.",
        template="trajecten/overgang/beoordeling_starten.html",
    )


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.BEOORDELING_INDIENEN)
def beoordeling_indienen(request: HttpRequest, traject: Traject) -> HttpResponse:
    return toon(
        request,
        OV.BEOORDELING_INDIENEN,
        traject,
        BeoordelingIndienenForm(request.POST or None, request.FILES or None, traject=traject),
        klaar="De eindbeoordeling is vastgelegd en ligt nu bij de school.",
        daarna="De school is aan zet en besluit welke werkprocessen op de verklaring komen.",
        template="trajecten/overgang/beoordeling.html",
        eerder_beoordeeld=any(row.waarde for row in oordelen.laatste(traject.plaatsing)),
    )


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.BEOORDELING_INDIENEN)
def laatste_oordelen(request: HttpRequest, traject: Traject) -> HttpResponse:
    """The leerbedrijf is gone or silent: what was recorded on the way goes to the school, marked so."""
    schaal = lijsten.labels(traject.regio, "schaal")
    context = {
        "traject": traject,
        "titel": "Laatst vastgelegde oordelen indienen",
        "daarna": "De school is aan zet en ziet dat het leerbedrijf niet zelf beoordeelde, en waarom.",
        "template": "trajecten/overgang/laatste_oordelen.html",
        "oordelen": [(row, schaal.get(row.waarde, "Geen oordeel")) for row in oordelen.laatste(traject.plaatsing)],
    }
    do = partial(workflow.laatste_oordelen_indienen, traject=traject, **wie(request))
    form = LaatsteOordelenForm(request.POST or None)
    return voer_uit(request, form, do, klaar="De laatst vastgelegde oordelen liggen nu bij de school.", context=context)


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.TERUGSTUREN)
def terugsturen(request: HttpRequest, traject: Traject) -> HttpResponse:
    daarna = "Het leerbedrijf is weer aan zet. Wat al is ingevuld, blijft bewaard."
    form = TerugsturenForm(request.POST or None)
    return toon(request, OV.TERUGSTUREN, traject, form, klaar="Teruggestuurd naar het leerbedrijf.", daarna=daarna)


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.VASTSTELLEN)
def vaststellen(request: HttpRequest, traject: Traject) -> HttpResponse:
    return toon(
        request,
        OV.VASTSTELLEN,
        traject,
        VaststellenForm(request.POST or None, request.FILES or None, traject=traject),
        klaar="Het besluit is vastgelegd en de praktijkverklaring heeft een nummer.",
        daarna="De praktijkverklaring krijgt een registernummer. Daarna reikt u die uit.",
        template="trajecten/overgang/vaststellen.html",
        zonder_leerbedrijf=oordelen.zonder_leerbedrijf(traject.plaatsing),
    )
