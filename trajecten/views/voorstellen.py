"""Asking leerbedrijven for a traject in matching, and what they answered."""

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
from trajecten import toegang, toegang_delen, voorstellen
from trajecten.forms.voorstel import AntwoordForm, IntrekkenForm, VoorstelForm
from trajecten.models import Voorstel
from trajecten.views.acties import actie
from trajecten.workflow import OvergangGeweigerd


def _get_voorstel(request: HttpRequest, code: UUID) -> Voorstel:
    row = toegang_delen.get_voorstel(request.user, code, on=today())
    about(request, row.traject.regio)
    return row


def _wie(request: HttpRequest, row: Voorstel) -> dict:
    return {"traject": row.traject, "voorstel": row, "by": request.user, "on": today()}


@once
@require_http_methods(["GET", "POST"])
def voorstel(request: HttpRequest, code: UUID) -> HttpResponse:
    found = toegang.get_dossier(request.user, code, Permission.TRAJECT_VOORSTEL, on=today(), view="voorstel")
    about(request, found.regio)
    form = VoorstelForm(request.POST or None, traject=found)
    return actie(
        request,
        found,
        form,
        lambda: voorstellen.vragen(traject=found, by=request.user, on=today(), **form.cleaned_data),
        titel="Leerbedrijf vragen",
        knop="Leg de vraag vast",
        klaar="Vastgelegd dat u dit leerbedrijf heeft gevraagd.",
        uitleg="U kunt meer leerbedrijven tegelijk vragen. Leg elke vraag apart vast; het eerste leerbedrijf is de eerste keus.",
    )


@once
@require_http_methods(["GET", "POST"])
def voorstel_antwoord(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _get_voorstel(request, code)
    form = AntwoordForm(request.POST or None, voorstel=row)
    if request.method == "POST" and form.is_valid():
        try:
            voorstellen.antwoord(**_wie(request, row), **form.cleaned_data)
        except OvergangGeweigerd as geweigerd:
            form.add_error(None, str(geweigerd))
        else:
            messages.success(request, "Het antwoord is vastgelegd.")
            return redirect_to(request, row.traject)
    mag = toegang.rechten_bij(request.user, row.traject, on=today())
    context = {"traject": row.traject, "voorstel": row, "form": form, "aanvraag": voorstellen.aanvraag(row), "mag": mag}
    return render(request, "trajecten/voorstel_antwoord.html", context)


@once
@require_POST
def voorstel_kiezen(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _get_voorstel(request, code)
    try:
        voorstellen.kies(**_wie(request, row))
    except OvergangGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, f"{row.leerbedrijf} is nu de eerste keus.")
    return redirect_to(request, row.traject)


@once
@require_http_methods(["GET", "POST"])
def voorstel_intrekken(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _get_voorstel(request, code)
    form = IntrekkenForm(request.POST or None)
    return actie(
        request,
        row.traject,
        form,
        lambda: voorstellen.intrekken(**_wie(request, row), **form.cleaned_data),
        titel="Voorstel intrekken",
        knop="Trek het voorstel in",
        klaar="Het voorstel is ingetrokken.",
        uitleg=f"{row.leerbedrijf}, {row.kwalificatie}. Het voorstel blijft zichtbaar in de tijdlijn.",
    )
