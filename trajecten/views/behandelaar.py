"""Who handles a traject: appointed by a coordinator, or by a beheerder who may not read it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from accounts.toegang import about, url_in
from basis.dagen import today
from basis.htmx import redirect_to
from basis.once import once
from trajecten import dossier, toegang
from trajecten.forms.dossier import BehandelaarForm
from trajecten.models import Traject
from trajecten.workflow import OvergangGeweigerd

P = Permission


@once
@require_http_methods(["GET", "POST"])
def behandelaar(request: HttpRequest, code: UUID) -> HttpResponse:
    """Shows number, status and dates only: that is all a beheerder may see of a traject (domein §1)."""
    on = today()
    found = toegang.get_traject(request.user, code, P.TRAJECT_BEHANDELAAR, on=on, view="behandelaar")
    about(request, found.regio)
    form = _form(request, found)
    back = _back(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            dossier.behandelaar(traject=found, by=request.user, on=on, **form.cleaned_data)
        except OvergangGeweigerd as geweigerd:
            form.add_error(None, str(geweigerd))
        else:
            messages.success(request, "De behandelaar is gewijzigd.")
            return redirect_to(request, back)
    return render(request, "trajecten/behandelaar.html", {"traject": found, "form": form, "terug": back})


def _form(request: HttpRequest, found: Traject) -> BehandelaarForm:
    initial = {"nieuw": found.behandelaar.code} if found.behandelaar else {}
    return BehandelaarForm(request.POST or None, collegas=toegang.collegas(found.regio, on=today()), initial=initial)


def _back(request: HttpRequest, found: Traject) -> str:
    """To the dossier, or for who may not open it to where they began."""
    if toegang.may(request.user, P.SCHERMEN_DOSSIER, found, on=today()):
        return found.get_absolute_url()
    return url_in(request, found.regio, "accounts:start")
