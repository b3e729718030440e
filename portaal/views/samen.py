"""The school decides about several deelnemers at once: one form, what will follow, and a result per deelnemer."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from accounts.toegang import require
from basis.dagen import today
from basis.htmx import redirect_to
from basis.once import once
from trajecten import samen_besluit, toegang_portaal
from trajecten.forms.samen import SamenBesluitForm
from trajecten.workflow import OvergangGeweigerd

KLAAR = "Het besluit is vastgelegd. De coördinator reikt de verklaringen uit."


def _require(request: HttpRequest) -> None:
    require(request, Permission.SCHERMEN_PORTAAL)
    if not toegang_portaal.besluit_als(request.user, on=today()):
        raise PermissionDenied


@once
@require_http_methods(["GET", "POST"])
def samen_besluiten(request: HttpRequest) -> HttpResponse:
    _require(request)
    waiting = toegang_portaal.te_besluiten(request.user, on=today())
    form = SamenBesluitForm(request.POST or None, plaatsingen=waiting, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            samen = samen_besluit.besluiten(by=request.user, on=today(), **form.feiten())
        except samen_besluit.LeesEerst as eerst:
            form.toon(eerst)
        except OvergangGeweigerd as geweigerd:
            form.add_error(None, str(geweigerd))
        else:
            messages.success(request, KLAAR)
            return redirect_to(request, "portaal:samen_besloten", samen.code)
    return render(request, "portaal/samen_besluiten.html", {"form": form, "zijn_er": waiting.exists()})


@require_safe
def samen_besloten(request: HttpRequest, code: UUID) -> HttpResponse:
    _require(request)
    row = toegang_portaal.get_samen(request.user, code, on=today())
    rijen = samen_besluit.uitkomst(row, request.user, on=today())
    done = [rij for rij in rijen if rij.vastgesteld]
    context = {"datum": row.datum, "at": row.at, "gelukt": done, "mislukt": [rij for rij in rijen if rij.reden]}
    return render(request, "portaal/samen_besloten.html", context)
