"""The begeleiders who have a part in a dossier: put there, given a last day, taken away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import today
from basis.htmx import redirect_to
from basis.once import once
from trajecten import betrokkenen as rules
from trajecten import toegang, toegang_delen
from trajecten.forms.betrokkenen import BetrokkeneForm, TotForm
from trajecten.models import Betrokkene
from trajecten.views.acties import actie
from trajecten.workflow import OvergangGeweigerd

P = Permission


@once
@require_http_methods(["GET", "POST"])
def betrokkenen(request: HttpRequest, code: UUID) -> HttpResponse:
    on = today()
    found = toegang.get_dossier(request.user, code, P.TRAJECT_BETROKKENEN, on=on, view="betrokkenen")
    about(request, found.regio)
    form = BetrokkeneForm(request.POST or None, begeleiders=toegang.begeleiders(found.regio, on=on))
    if request.method == "POST" and form.is_valid():
        try:
            rules.erbij(traject=found, by=request.user, on=on, **form.cleaned_data)
        except OvergangGeweigerd as geweigerd:
            form.add_error(None, str(geweigerd))
        else:
            messages.success(request, f"{form.cleaned_data['wie']} kan nu meewerken in dit dossier.")
            return redirect_to(request, found)
    context = {"traject": found, "form": form, "rijen": rules.nu_en_straks(found, on=on), "on": on}
    return render(request, "trajecten/betrokkenen.html", context)


def _get(request: HttpRequest, code: UUID) -> Betrokkene:
    row = toegang_delen.get_betrokkene(request.user, code, on=today())
    about(request, row.traject.regio)
    return row


def _wie(request: HttpRequest, row: Betrokkene) -> dict:
    return {"traject": row.traject, "betrokkene": row, "by": request.user, "on": today()}


@once
@require_http_methods(["GET", "POST"])
def betrokkene_tot(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _get(request, code)
    form = TotForm(request.POST or None, initial={"tot": row.tot})
    return actie(
        request,
        row.traject,
        form,
        lambda: rules.tot_en_met(**_wie(request, row), **form.cleaned_data),
        titel=f"Toegang van {row.user}",
        knop="Bewaar de laatste dag",
        klaar=f"De toegang van {row.user} is gewijzigd.",
    )


@once
@require_POST
def betrokkene_weg(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _get(request, code)
    try:
        rules.weg(**_wie(request, row))
    except OvergangGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, f"{row.user} kan dit dossier niet meer openen.")
    return redirect_to(request, row.traject)
