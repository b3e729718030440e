"""How it goes, by hand of a coordinator or begeleider: evaluations on the way, and their own impression per werkproces."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import today
from basis.forms import Formulier
from basis.once import once
from trajecten import bewijsstukken, evaluaties, toegang, toegang_delen, tussendoor
from trajecten.forms.voortgang import TussenevaluatieForm
from trajecten.models import Plaatsing, Traject
from trajecten.regels import AAN_HET_WERK
from trajecten.views.acties import actie
from trajecten.views.overgangen.pagina import voer_uit, wie
from trajecten.views.per_werkproces import Pagina, alles, een


@once
@require_http_methods(["GET", "POST"])
def tussenevaluatie(request: HttpRequest, code: UUID) -> HttpResponse:
    found = toegang.get_dossier(request.user, code, Permission.TRAJECT_BEOORDELEN, on=today(), view="tussenevaluatie")
    about(request, found.regio)
    titel = "Tussenevaluatie vastleggen"
    plaatsing = found.plaatsing
    if plaatsing is None or (request.method == "GET" and found.status not in AAN_HET_WERK):
        reden = "Een tussenevaluatie hoort bij een deelnemer die aan het werk is."
        return render(request, "trajecten/overgang/kan_niet.html", {"traject": found, "titel": titel, "reden": reden}, status=409)
    initial = {"datum": today(), "beoordelaar": plaatsing.praktijkopleider.naam, "aanwezig": _aanwezig(found)}
    form = TussenevaluatieForm(request.POST or None, plaatsing=plaatsing, initial=initial)
    context = {
        "traject": found,
        "titel": titel,
        "template": "trajecten/overgang/tussenevaluatie.html",
        "daarna": "We maken een voortgangsverslag (PDF). Het staat in het dossier en verandert daarna niet meer.",
    }

    def do(**feiten) -> Traject:
        evaluaties.tussenevaluatie(traject=found, **wie(request), **feiten)
        return found

    return voer_uit(request, form, do, klaar="De tussenevaluatie is vastgelegd.", context=context)


def _aanwezig(found: Traject) -> str:
    return f"de deelnemer, {found.plaatsing.praktijkopleider.naam}"


def _get(request: HttpRequest, code: UUID) -> tuple[Traject, Plaatsing | None]:
    """With the Plaatsing while somebody is at work there."""
    found = toegang.get_dossier(request.user, code, Permission.TRAJECT_VOORTGANG, on=today(), view="indruk")
    about(request, found.regio)
    at_work = found.plaatsing and found.plaatsing.eerste_werkdag and found.status in AAN_HET_WERK
    return found, found.plaatsing if at_work else None


def _pagina(request: HttpRequest, found: Traject, plaatsing: Plaatsing) -> Pagina:
    return Pagina(
        regio=found.regio,
        rijen=lambda: tussendoor.indrukrijen(plaatsing, request.user, on=today()),
        bewaar=lambda gezien: tussendoor.kijk_mee(traject=found, gezien=gezien, **wie(request)),
        template="trajecten/indruk.html",
        url=reverse("trajecten:indruk", args=[found.code]),
        na=f"{found.get_absolute_url()}#voortgang",
        een=lambda werkproces: reverse("trajecten:indruk_een", args=[found.code, werkproces]),
        klaar="Uw indruk is bewaard.",
        context={
            "traject": found,
            "uitleg": "Wat ziet u zelf? Het leerbedrijf en de school zien uw indruk niet, en die telt niet mee.",
        },
    )


def _niet_aan_het_werk(request: HttpRequest, found: Traject) -> HttpResponse:
    context = {"traject": found, "titel": "Eigen indruk", "reden": "Een indruk hoort bij een deelnemer die aan het werk is."}
    return render(request, "trajecten/overgang/kan_niet.html", context, status=409)


@once
@require_http_methods(["GET", "POST"])
def bewijsstuk_weg(request: HttpRequest, code: UUID) -> HttpResponse:
    """Who stands on a photo may change their mind; asks first, since the file does not come back."""
    stuk = toegang_delen.get_bewijsstuk(request.user, code, on=today())
    found = stuk.plaatsing.traject
    about(request, found.regio)
    form = Formulier(request.POST or None)
    return actie(
        request,
        found,
        form,
        lambda: bewijsstukken.haal_weg(traject=found, stuk=stuk, **wie(request)),
        titel="Bestand weghalen",
        knop="Haal weg",
        klaar="Het bestand is weg.",
        uitleg=f"“{stuk.document.document.titel}” verdwijnt voorgoed, ook voor het leerbedrijf en de school.",
    )


@once
@require_http_methods(["GET", "POST"])
def indruk(request: HttpRequest, code: UUID) -> HttpResponse:
    found, plaatsing = _get(request, code)
    return alles(request, _pagina(request, found, plaatsing)) if plaatsing else _niet_aan_het_werk(request, found)


@once
@require_http_methods(["GET", "POST"])
def indruk_een(request: HttpRequest, code: UUID, werkproces: UUID) -> HttpResponse:
    found, plaatsing = _get(request, code)
    return een(request, _pagina(request, found, plaatsing), werkproces) if plaatsing else _niet_aan_het_werk(request, found)
