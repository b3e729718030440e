"""What the parties say to a bpv-blad bij wijziging, recorded on their behalf."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.toegang import about
from basis.dagen import today
from basis.htmx import redirect_to
from basis.once import once
from trajecten import bpv_blad, toegang_delen
from trajecten.forms.wijzigen import FoutForm, InstemmenForm
from trajecten.models import Instemming
from trajecten.views.acties import actie
from trajecten.workflow import OvergangGeweigerd


def _get(request: HttpRequest, code: UUID) -> Instemming:
    row = toegang_delen.get_instemming(request.user, code, on=today())
    about(request, row.bpv_blad.plaatsing.traject.regio)
    return row


@once
@require_http_methods(["GET", "POST"])
def instemming(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _get(request, code)
    form = InstemmenForm(request.POST or None, initial={"naam": row.naam})
    return actie(
        request,
        row.bpv_blad.plaatsing.traject,
        form,
        lambda: bpv_blad.stem_in(instemming=row, by=request.user, on=today(), **form.cleaned_data),
        titel=f"Akkoord met bpv-blad {row.bpv_blad.nummer}: {row.get_partij_display().lower()}",
        knop="Leg akkoord vast",
        klaar="Het akkoord is vastgelegd.",
    )


@once
@require_http_methods(["GET", "POST"])
def instemming_fout(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _get(request, code)
    form = FoutForm(request.POST or None)
    return actie(
        request,
        row.bpv_blad.plaatsing.traject,
        form,
        lambda: bpv_blad.meld_fout(instemming=row, by=request.user, on=today(), **form.cleaned_data),
        titel=f"Fout op bpv-blad {row.bpv_blad.nummer}: {row.get_partij_display().lower()}",
        knop="Leg de fout vast",
        klaar="De fout is vastgelegd. U bent nu aan zet.",
        uitleg="Verbeter de fout met 'Afspraken wijzigen'. Zet de melding daarna in het dossier op afgehandeld.",
    )


@once
@require_POST
def instemming_afgehandeld(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _get(request, code)
    try:
        bpv_blad.handel_af(instemming=row, by=request.user, on=today())
    except OvergangGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, "De gemelde fout is afgehandeld.")
    return redirect_to(request, row.bpv_blad.plaatsing.traject)
