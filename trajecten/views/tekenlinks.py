"""Give the deelnemer a link to sign by: a mail, or a QR-code on this screen."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.toegang import about
from basis.dagen import now, today
from basis.htmx import redirect_to, template_for
from basis.once import once
from trajecten import tekenlinks, toegang_delen
from trajecten.models import Handtekening
from trajecten.workflow import OvergangGeweigerd

QR = "teken_qr"  # in the session of who shows it: the token of each signature, until it is used or another is made


def _get(request: HttpRequest, code: UUID) -> Handtekening:
    row = toegang_delen.get_handtekening(request.user, code, on=today())
    about(request, row.pok_versie.plaatsing.traject.regio)
    return row


@once
@require_POST
def link_sturen(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _get(request, code)
    try:
        tekenlinks.stuur(handtekening=row, by=request.user, on=today(), at=now())
    except OvergangGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, "De link is gestuurd. De deelnemer kan twee weken lang tekenen.")
    return redirect_to(request, f"{row.pok_versie.plaatsing.traject.get_absolute_url()}#overeenkomst")


@once
@require_POST
def qr_maken(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _get(request, code)
    try:
        token = tekenlinks.toon(handtekening=row, by=request.user, on=today(), at=now())
    except OvergangGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
        return redirect_to(request, f"{row.pok_versie.plaatsing.traject.get_absolute_url()}#overeenkomst")
    request.session[QR] = {str(row.code): token}
    return redirect_to(request, reverse("trajecten:qr", args=[row.code]))


@require_safe
def qr(request: HttpRequest, code: UUID) -> HttpResponse:
    """The code while it can be used; asks every three seconds whether it was, without JavaScript by "Ververs"."""
    row = _get(request, code)
    token = request.session.get(QR, {}).get(str(row.code), "")
    link = tekenlinks.vind(token, at=now()) if token else None
    traject = row.pok_versie.plaatsing.traject
    context = {
        "traject": traject,
        "waarvoor": "om te tekenen",
        "wie": f"{row.naam} · {row.get_partij_display().lower()}",
        "klaar": "De handtekening staat in het dossier." if row.getekend_op else "",
        "uitleg": "Wie tekent, leest de overeenkomst op de eigen telefoon en tekent daar.",
        "adres": tekenlinks.adres(token) if link else "",
        "vervalt_op": link.vervalt_op if link else None,
        "hier": reverse("trajecten:qr", args=[row.code]),
        "maken": reverse("trajecten:qr_maken", args=[row.code]),
        "terug": f"{traject.get_absolute_url()}#overeenkomst",
    }
    return render(request, template_for(request, "trajecten/qr.html", "stand"), context)
