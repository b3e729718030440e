"""Keeping a signal away for a while."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission as P
from accounts.toegang import about, url_in
from basis.dagen import now, today
from basis.htmx import redirect_to
from basis.once import once
from trajecten import toegang
from trajecten.forms.signalen import EvenNietForm
from trajecten.models import Traject
from trajecten.signalen import nu
from trajecten.signalen.even_niet import even_niet
from trajecten.signalen.regels import SOORTEN
from trajecten.views.acties import actie


@once
@require_http_methods(["GET", "POST"])
def signaal_even_niet(request: HttpRequest, code: UUID, soort: str) -> HttpResponse:
    found = toegang.get_dossier(request.user, code, P.TRAJECT_CONTACT, on=today(), view="signaal")
    about(request, found.regio)
    if soort not in SOORTEN:
        raise Http404
    stand = nu.van_een(found, on=today())
    signaal = stand.met(soort)
    if signaal is None and request.method == "GET":
        messages.info(request, "Dit signaal is er niet meer.")
        return redirect_to(request, found)
    form = EvenNietForm(request.POST or None, initial=_initial(stand, soort))
    feiten = {"traject": found, "by": request.user, "on": today(), "at": now(), "soort": soort}
    return actie(
        request,
        found,
        form,
        lambda: even_niet(**feiten, **form.cleaned_data),
        titel=f"Even niet: {SOORTEN[soort].naam.lower()}",
        knop="Even niet",
        klaar="Dit signaal blijft weg tot de dag die u koos.",
        uitleg=f"{signaal.zin} Verandert er iets, dan staat het er eerder weer." if signaal else "",
        naar=_terug(request, found),
    )


def _initial(stand: nu.Stand, soort: str) -> dict:
    """Which facts are seen, and what somebody chose before."""
    signaal, eerder = stand.met(soort), stand.stil_met(soort)
    return {"sleutel": signaal.sleutel if signaal else ""} | ({"tot": eerder.tot, "reden": eerder.reden} if eerder else {})


def _terug(request: HttpRequest, found: Traject) -> str:
    """Who came from the list goes on with it."""
    if request.GET.get("van") != "vandaag":
        return found.get_absolute_url()
    return url_in(request, found.regio, "trajecten:vandaag", tab="signalen")
