"""Pages from matching to the first working day."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from basis.dagen import today
from basis.once import once
from trajecten import matchkeuze, overeenkomst
from trajecten.forms.matchen import LeerbedrijfKiezenForm, MatchenForm
from trajecten.forms.starten import StartenForm
from trajecten.models import Traject
from trajecten.regels import Overgang
from trajecten.views.overgangen.pagina import toon, van_traject
from werkgevers.models import Leerbedrijf
from werkgevers.toegang import get_kwalificatie

OV = Overgang
MATCHEN = "Matchen met een leerbedrijf"


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.MATCHEN)
def matchen(request: HttpRequest, traject: Traject) -> HttpResponse:
    """Three steps of one address: ?leerbedrijf= and then &kwalificatie=; both are codes, not names."""
    chosen = request.GET if "leerbedrijf" in request.GET else None
    form = LeerbedrijfKiezenForm(chosen, regio=traject.regio, initial={"leerbedrijf": matchkeuze.huidig_voorstel(traject)})
    if not form.is_valid():
        return render(request, "trajecten/overgang/matchen_leerbedrijf.html", {"form": form, "traject": traject, "titel": MATCHEN})
    leerbedrijf = form.cleaned_data["leerbedrijf"]
    if "kwalificatie" not in request.GET:
        return _kies_kwalificatie(request, traject, leerbedrijf)
    return _spreek_af(request, traject, leerbedrijf)


def _kies_kwalificatie(request: HttpRequest, traject: Traject, leerbedrijf: Leerbedrijf) -> HttpResponse:
    keuzes = matchkeuze.keuzes(traject, leerbedrijf, on=today())
    context = {"traject": traject, "titel": MATCHEN, "leerbedrijf": leerbedrijf, "keuzes": keuzes}
    return render(request, "trajecten/overgang/matchen_kwalificatie.html", context)


def _spreek_af(request: HttpRequest, traject: Traject, leerbedrijf: Leerbedrijf) -> HttpResponse:
    try:
        kwalificatie = get_kwalificatie(traject.regio, UUID(request.GET["kwalificatie"]))
    except ValueError:
        raise Http404 from None
    keuze = matchkeuze.keuze(leerbedrijf, kwalificatie, on=today())
    form = MatchenForm(request.POST or None, traject=traject, leerbedrijf=leerbedrijf, kwalificatie=kwalificatie, grond=keuze.grond)
    return toon(
        request,
        OV.MATCHEN,
        traject,
        form,
        klaar="De overeenkomst staat klaar om te tekenen.",
        daarna="De praktijkovereenkomst wordt gemaakt. Daarna tekenen deelnemer, leerbedrijf en school.",
        template="trajecten/overgang/matchen.html",
        leerbedrijf=leerbedrijf,
        keuze=keuze,
    )


@once
@require_http_methods(["GET", "POST"])
@van_traject(OV.STARTEN)
def starten(request: HttpRequest, traject: Traject) -> HttpResponse:
    form = StartenForm(request.POST or None, traject=traject, by=request.user, on=today())
    return toon(
        request,
        OV.STARTEN,
        traject,
        form,
        klaar="De start is vastgelegd.",
        daarna="Het traject loopt. De termijnen voor contact, evaluatie en beoordeling gaan in.",
        template="trajecten/overgang/starten.html",
        ontbreekt=overeenkomst.ontbrekende(traject.plaatsing),
    )
