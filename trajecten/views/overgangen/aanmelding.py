"""Pages from aanmelding to matching."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.models import Regio
from accounts.permissions import Permission
from accounts.toegang import require
from basis.once import once
from trajecten import begrippen, workflow
from trajecten.forms.aanmelden import AanmeldenForm
from trajecten.forms.intake import IntakeAfrondenForm, IntakeStartenForm, NietStartenForm
from trajecten.models import Traject
from trajecten.regels import Overgang
from trajecten.views.overgangen.pagina import toon, van_traject, voer_uit, wie

OV = Overgang


@once
@require_http_methods(["GET", "POST"])
def aanmelden(request: HttpRequest) -> HttpResponse:
    regio = _eigen_regio(request)
    form = AanmeldenForm(request.POST or None, regio=regio)
    do = partial(workflow.aanmelden, regio=regio, **wie(request))
    template = "trajecten/overgang/aanmelden.html"
    context = {"titel": "Deelnemer aanmelden", "woorden": begrippen.BIJ[OV.AANMELDEN]}
    return voer_uit(request, form, do, klaar="Aangemeld als {traject}.", context=context, template=template)


def _eigen_regio(request: HttpRequest) -> Regio:
    """The active regio, for who registers there on this page; a consulent gets another."""
    return require(request, Permission.TRAJECT_AANMELDEN, require(request, Permission.SCHERMEN_COORDINATOR))


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.INTAKE_STARTEN)
def intake_starten(request: HttpRequest, traject: Traject) -> HttpResponse:
    form = IntakeStartenForm(request.POST or None)
    daarna = "Het traject komt in de fase Intake. Na het gesprek rondt u de intake af met een kort verslag."
    return toon(request, OV.INTAKE_STARTEN, traject, form, klaar="Het intakegesprek is gepland.", daarna=daarna)


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.INTAKE_AFRONDEN)
def intake_afronden(request: HttpRequest, traject: Traject) -> HttpResponse:
    form = IntakeAfrondenForm(request.POST or None, traject=traject)
    daarna = "Het traject komt in de fase Bemiddeling. U zoekt dan een leerbedrijf en kiest de werkprocessen."
    return toon(
        request,
        OV.INTAKE_AFRONDEN,
        traject,
        form,
        klaar="De intake is afgerond.",
        daarna=daarna,
        template="trajecten/overgang/intake_afronden.html",
    )


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.NIET_STARTEN)
def niet_starten(request: HttpRequest, traject: Traject) -> HttpResponse:
    form = NietStartenForm(request.POST or None, traject=traject)
    daarna = "Het traject eindigt. Herinneringen en afspraken vervallen. De aanmelder ziet alleen dat het niet is gestart."
    return toon(request, OV.NIET_STARTEN, traject, form, klaar="Vastgelegd dat het traject niet start.", daarna=daarna)
