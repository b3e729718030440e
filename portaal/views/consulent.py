"""The pages of a consulent: own aanmeldingen, a short form for a new one, withdrawing, handing over to a colleague."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from accounts.toegang import about, organisaties_als_consulent, require, url_in
from basis.dagen import today
from basis.htmx import redirect_to
from basis.lists import page_of
from basis.once import once
from trajecten import consulent, toegang, workflow
from trajecten.forms.consulent import CollegaForm, IntrekkenForm, KortAanmeldenForm
from trajecten.models import Traject
from trajecten.workflow import OvergangGeweigerd

P = Permission
TE_LAAT = "Intrekken kan niet meer: dit traject is al verder. Bel de coördinator van de regio."


@require_safe
def aanmeldingen(request: HttpRequest) -> HttpResponse:
    """Of every regio in which this person is a consulent, added up."""
    require(request, P.SCHERMEN_CONSULENT)
    on = today()
    page = page_of(request, consulent.rijen(toegang.aanmeldingen(request.user, on=on), on=on))
    return render(request, "portaal/aanmeldingen.html", {"page_obj": page, "rijen": [consulent.als_rij(row) for row in page]})


@once
@require_http_methods(["GET", "POST"])
def aanmelden(request: HttpRequest) -> HttpResponse:
    """The answer is the same whether or not this person may be known already (domein §3, Duplicates)."""
    on = today()
    regio = require(request, P.SCHERMEN_CONSULENT)
    own = organisaties_als_consulent(request.user, regio, on)
    form = KortAanmeldenForm(request.POST or None, regio=regio, door=request.user, organisaties=own)
    if request.method == "POST" and form.is_valid():
        try:
            traject = workflow.aanmelden(regio=regio, by=request.user, on=on, **form.feiten())
        except OvergangGeweigerd as geweigerd:
            form.add_error(None, str(geweigerd))
        else:
            messages.success(request, f"De aanmelding is verstuurd en heeft nummer {traject}. De coördinator plant de intake.")
            return redirect_to(request, url_in(request, regio, "portaal:aanmeldingen"))
    return render(request, "portaal/aanmelden.html", {"form": form})


def _get(request: HttpRequest, code: UUID) -> Traject:
    found = toegang.get_aanmelding(request.user, code, on=today(), view=request.resolver_match.url_name or "")
    about(request, found.regio)
    return found


def _back(request: HttpRequest, traject: Traject) -> HttpResponse:
    return redirect_to(request, url_in(request, traject.regio, "portaal:aanmeldingen"))


@once
@require_http_methods(["GET", "POST"])
def intrekken(request: HttpRequest, code: UUID) -> HttpResponse:
    """The words of a refusal are our own: those of the workflow name a status, which a consulent does not see."""
    found, on = _get(request, code), today()
    rij = consulent.een(found, on=on)
    form = IntrekkenForm(request.POST or None, regio=found.regio)
    if not rij.is_in_te_trekken:
        return render(request, "portaal/intrekken.html", {"rij": rij, "form": None, "reden": TE_LAAT}, status=409)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.niet_starten(traject=found, by=request.user, on=on, **form.cleaned_data)
        except OvergangGeweigerd as geweigerd:
            form.add_error(None, str(geweigerd) if consulent.een(found, on=on).is_in_te_trekken else TE_LAAT)
        else:
            messages.success(request, f"Aanmelding {found} is ingetrokken.")
            return _back(request, found)
    return render(request, "portaal/intrekken.html", {"rij": rij, "form": form, "reden": ""})


@once
@require_http_methods(["GET", "POST"])
def overdragen(request: HttpRequest, code: UUID) -> HttpResponse:
    found, on = _get(request, code), today()
    collegas = toegang.consulenten(found, on=on)
    form = CollegaForm(request.POST or None, collegas=collegas)
    if request.method == "POST" and form.is_valid():
        try:
            consulent.draag_over(traject=found, by=request.user, on=on, **form.cleaned_data)
        except OvergangGeweigerd as geweigerd:
            form.add_error(None, str(geweigerd))
        else:
            messages.success(request, f"Aanmelding {found} is nu van {form.cleaned_data['collega']}. U ziet die niet meer.")
            return _back(request, found)
    context = {"rij": consulent.een(found, on=on), "form": form, "er_zijn_collegas": collegas.exists(), "bij": found.aanmelder.naam}
    return render(request, "portaal/overdragen.html", context)
