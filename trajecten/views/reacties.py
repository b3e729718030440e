"""Ask the deelnemer how they find that it goes, by mail or by a QR-code on this screen; and tell that the answer was read."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import now, today
from basis.htmx import redirect_to, template_for
from basis.once import once
from trajecten import toegang, toegang_delen, vraaglinks
from trajecten.models import Traject
from trajecten.models.reactie import Vraagsoort
from trajecten.workflow import OvergangGeweigerd

QR = "reactie_qr"  # in the session of who shows it: the token of each traject, until it is used or another is made


def _get(request: HttpRequest, code: UUID) -> Traject:
    found = toegang.get_dossier(request.user, code, Permission.TRAJECT_VOORTGANG, on=today(), view="reactie")
    about(request, found.regio)
    return found


def _terug(found: Traject) -> str:
    return f"{found.get_absolute_url()}#reacties"


@once
@require_POST
def reactie_vragen(request: HttpRequest, code: UUID) -> HttpResponse:
    found = _get(request, code)
    try:
        vraaglinks.stuur(traject=found, by=request.user, on=today(), at=now())
    except OvergangGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, "De vraag is gestuurd. De deelnemer kan twee weken lang reageren.")
    return redirect_to(request, _terug(found))


@once
@require_POST
def reactie_qr_maken(request: HttpRequest, code: UUID) -> HttpResponse:
    found = _get(request, code)
    try:
        token = vraaglinks.toon(traject=found, by=request.user, on=today(), at=now())
    except OvergangGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
        return redirect_to(request, _terug(found))
    request.session[QR] = {str(found.code): token}
    return redirect_to(request, reverse("trajecten:reactie_qr", args=[found.code]))


@require_safe
def reactie_qr(request: HttpRequest, code: UUID) -> HttpResponse:
    """The code while it can be used; asks every three seconds whether it was, without JavaScript by "Ververs"."""
    found = _get(request, code)
    token = request.session.get(QR, {}).get(str(found.code), "")
    link = vraaglinks.vind(token, at=now()) if token else None
    context = {
        "traject": found,
        "waarvoor": "om te reageren",
        "wie": found.deelnemer.naam,
        "klaar": "De reactie staat in het dossier." if token and vraaglinks.vind_gebruikt(token, at=now()) else "",
        "uitleg": "De deelnemer leest op de eigen telefoon hoe het staat, en schrijft daar wat die ervan vindt.",
        "adres": vraaglinks.adres(token) if link else "",
        "vervalt_op": link.vervalt_op if link else None,
        "hier": reverse("trajecten:reactie_qr", args=[found.code]),
        "maken": reverse("trajecten:reactie_qr_maken", args=[found.code]),
        "terug": _terug(found),
    }
    return render(request, template_for(request, "trajecten/qr.html", "stand"), context)


@once
@require_POST
def reactie_gelezen(request: HttpRequest, code: UUID) -> HttpResponse:
    row = toegang_delen.get_reactie(request.user, code, on=today())
    about(request, row.traject.regio)
    vraaglinks.gelezen(traject=row.traject, by=request.user, on=today(), reactie=row, at=now())
    where = f"{row.traject.get_absolute_url()}#nazorg" if row.link.soort == Vraagsoort.NAZORG else _terug(row.traject)
    return redirect_to(request, where)
