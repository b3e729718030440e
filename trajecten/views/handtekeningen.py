"""Signatures on paper, recorded on behalf of a party with the scan."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.toegang import about
from basis.dagen import today
from basis.htmx import redirect_to
from basis.once import once
from trajecten import overeenkomst, toegang_delen
from trajecten.forms import dossier as forms
from trajecten.models import Handtekening
from trajecten.views.acties import actie
from trajecten.workflow import OvergangGeweigerd


def _get_handtekening(request: HttpRequest, code: UUID) -> Handtekening:
    row = toegang_delen.get_handtekening(request.user, code, on=today())
    about(request, row.pok_versie.plaatsing.traject.regio)
    return row


@once
@require_http_methods(["GET", "POST"])
def handtekening(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _get_handtekening(request, code)
    found = row.pok_versie.plaatsing.traject
    form = forms.HandtekeningForm(request.POST or None, request.FILES or None, initial={"naam": row.naam})
    form.fields["papier"].numbers = forms.bekende_nummers(row.pok_versie.plaatsing)
    return actie(
        request,
        found,
        form,
        lambda: overeenkomst.leg_vast(
            handtekening=row,
            getekend_op=form.cleaned_data["getekend_op"],
            papier=form.cleaned_data["papier"],
            naam=form.cleaned_data["naam"],
            by=request.user,
            on=today(),
        ),
        titel=f"Handtekening op papier: {row.get_partij_display().lower()}",
        knop="Leg handtekening vast",
        klaar="De handtekening is vastgelegd.",
        uitleg="De handtekening telt vanaf de datum op het papier. Maak het BSN onleesbaar.",
    )


@once
@require_http_methods(["GET", "POST"])
def handtekening_weigeren(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _get_handtekening(request, code)
    form = forms.WeigerForm(request.POST or None)
    return actie(
        request,
        row.pok_versie.plaatsing.traject,
        form,
        lambda: overeenkomst.weiger(handtekening=row, by=request.user, on=today(), **form.cleaned_data),
        titel=f"Tekent niet: {row.get_partij_display().lower()}",
        knop="Leg weigering vast",
        klaar="De weigering is vastgelegd. U bent nu aan zet.",
    )


@once
@require_POST
def handtekening_opnieuw(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _get_handtekening(request, code)
    try:
        overeenkomst.vraag_opnieuw(handtekening=row, by=request.user, on=today())
    except OvergangGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, "De handtekening is opnieuw gevraagd.")
    return redirect_to(request, row.pok_versie.plaatsing.traject)
