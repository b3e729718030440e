"""Beheer of the termijnen: the table as this regio has it, and one rule with its effect before it is saved."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Regio
from accounts.permissions import Permission
from accounts.toegang import require, url_in
from basis.dagen import now, today
from basis.htmx import redirect_to
from basis.once import once
from basis.versie import VersieConflict
from trajecten.forms.termijnregels import TermijnregelForm
from trajecten.termijnregels import eigen, gevolg
from trajecten.termijnregels.soorten import SOORTEN
from trajecten.termijnregels.woorden import momenten_in_woorden, wanneer

INTUSSEN = "Een collega veranderde intussen een termijn. Hieronder staat wat uw keuze nu doet. Klopt het, bewaar dan opnieuw."


@require_safe
def termijnregels(request: HttpRequest) -> HttpResponse:
    regio = require(request, Permission.REGIO_BEHEREN)
    rows = [_rij(request, regio, soort, regel) for soort, regel in eigen.regels(regio).items()]
    context = {"rows": rows, "wijzigingen": eigen.wijzigingen(regio)[:20]}
    return render(request, "trajecten/beheer/termijnregels.html", context)


def _rij(request: HttpRequest, regio: Regio, soort: str, regel: eigen.Regel) -> dict:
    kind = SOORTEN[soort]
    return {
        "naam": kind.naam,
        "wanneer": wanneer(kind, regel.dagen),
        "momenten": momenten_in_woorden(regel.momenten, kind.eenheid),
        "meteen": kind.meteen,
        "eigen": regel != eigen.standaard(soort),
        "url": url_in(request, regio, "trajecten:termijnregel", soort),
    }


@once
@require_http_methods(["GET", "POST"])
def termijnregel(request: HttpRequest, soort: str) -> HttpResponse:
    """Sent once it tells what will happen; sent again with what was read, it is saved."""
    regio = require(request, Permission.REGIO_BEHEREN)
    if soort not in SOORTEN:
        raise Http404
    form = _form(regio, soort, request.POST or None, standaard="standaard" in request.GET)
    if request.method != "POST" or not form.is_valid():
        return _pagina(request, regio, soort, form)
    if not form.is_gelezen:
        return _pagina(request, regio, soort, form, met_gevolg=True)
    try:
        opened = form.cleaned_data["versie"]
        changed = eigen.bewaar(regio=regio, soort=soort, nieuw=form.nieuw, geopend_met=opened, by=request.user, at=now())
    except VersieConflict:
        return _intussen(request, regio, soort)
    naam = SOORTEN[soort].naam
    done = f"De termijn “{naam}” is bewaard. De lopende dossiers volgen binnen een paar minuten."
    messages.success(request, done if changed else f"Er is niets veranderd aan “{naam}”.")
    return redirect_to(request, url_in(request, regio, "trajecten:termijnregels"))


def _form(regio: Regio, soort: str, data, *, standaard: bool = False) -> TermijnregelForm:
    regel = eigen.standaard(soort) if standaard else eigen.regel(regio, soort)
    return TermijnregelForm(data, soort=soort, regel=regel, versie=eigen.versie(regio))


def _intussen(request: HttpRequest, regio: Regio, soort: str) -> HttpResponse:
    """409: what was typed stays, its effect is worked out again on the newest version."""
    data = request.POST.copy()
    data["versie"] = str(eigen.versie(regio))
    form = _form(regio, soort, data)
    if not form.is_valid():
        return _pagina(request, regio, soort, form, status=409)
    return _pagina(request, regio, soort, form, met_gevolg=True, let_op=INTUSSEN, status=409)


def _pagina(
    request: HttpRequest, regio: Regio, soort: str, form, *, met_gevolg: bool = False, let_op: str = "", status: int = 200
) -> HttpResponse:
    kind, regel = SOORTEN[soort], eigen.regel(regio, soort)
    if met_gevolg:
        form.onthoud()
    context = {
        "form": form,
        "soort": kind,
        "wanneer": wanneer(kind, regel.dagen),
        "momenten": momenten_in_woorden(regel.momenten, kind.eenheid),
        "is_eigen": regel != eigen.standaard(soort),
        "gevolg": gevolg.gevolg(regio, soort, form.nieuw, on=today()) if met_gevolg else None,
        "let_op": let_op,
    }
    return render(request, "trajecten/beheer/termijnregel.html", context, status=status)
