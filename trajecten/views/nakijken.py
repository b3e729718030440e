"""Another coordinator looks at the scan of a signature that a colleague recorded."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.toegang import about
from basis.dagen import today
from basis.htmx import redirect_to
from basis.once import once
from trajecten import nakijken as domein
from trajecten import toegang_delen, tweede_blik
from trajecten.forms.dossier import NakijkForm
from trajecten.workflow import OvergangGeweigerd

TITEL = "Scan nakijken"


@once
@require_http_methods(["GET", "POST"])
def nakijken(request: HttpRequest, code: UUID) -> HttpResponse:
    row = toegang_delen.get_handtekening(request.user, code, on=today())
    traject = row.pok_versie.plaatsing.traject
    about(request, traject.regio)
    context = {"traject": traject, "titel": TITEL}
    reden = tweede_blik.waarom_niet(row, request.user, on=today())
    if reden and request.method != "POST":
        return render(request, "trajecten/overgang/kan_niet.html", context | {"reden": reden}, status=409)
    form = NakijkForm(request.POST or None, initial={"scan": row.document.sha256 if row.document else ""})
    if request.method == "POST" and form.is_valid():
        try:
            domein.kijk_na(handtekening=row, blik=form.blik(), by=request.user, on=today())
        except OvergangGeweigerd as geweigerd:
            form.add_error(None, str(geweigerd))
        else:
            messages.success(request, "Uw oordeel over de scan is vastgelegd.")
            return redirect_to(request, traject)
    scan = traject.documenten.filter(document=row.document).first()
    return render(request, "trajecten/nakijken.html", context | {"form": form, "handtekening": row, "scan": scan})
