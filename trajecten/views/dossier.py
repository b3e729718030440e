"""The page of one dossier, its papers, and what a leerbedrijf has behind it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import today
from basis.htmx import redirect_to
from basis.lists import page_of
from basis.once import once
from documenten.views_helpers import download_response
from trajecten import beeld, geheugen, lijst, toegang, toegang_delen, vandaag
from trajecten import dossier as acties
from trajecten.forms.lijst import TrajectFilter
from trajecten.views.lijsten import term_in
from trajecten.workflow import OvergangGeweigerd

P = Permission


@require_safe
def traject(request: HttpRequest, code: UUID) -> HttpResponse:
    on = today()
    found = toegang.get_dossier(request.user, code, P.TRAJECT_LEZEN, on=on, view="dossier")
    about(request, found.regio)
    context = beeld.dossier(found, request.user, on=on)
    vorige, volgende = _buren(request, found)
    context |= {"vorige": vorige, "volgende": volgende, "lijst_query": request.GET.urlencode()}
    return render(request, "trajecten/traject.html", context)


def _buren(request: HttpRequest, found):
    """Its neighbours in the list this page was opened from; the list's filters stand in the URL."""
    query: QueryDict = request.GET
    if not query:
        return None, None
    own = toegang.leesbare_trajecten(request.user, on=today()).filter(regio=found.regio_id)
    form = TrajectFilter(query, trajecten=own)
    form.is_valid()
    rows = lijst.filtered(own, form.cleaned_data, term_in(request) or "", on=today())
    return lijst.buren(lijst.sorted_by(rows, form.cleaned_data.get("sorteer", "")), found)


@require_safe
def document(request: HttpRequest, code: UUID) -> HttpResponse:
    row = toegang_delen.get_document(request.user, code, on=today())
    return download_response(row.document)


@once
@require_POST
def document_opnieuw(request: HttpRequest, code: UUID) -> HttpResponse:
    row = toegang_delen.get_document(request.user, code, on=today())
    try:
        acties.document_opnieuw(traject=row.traject, by=request.user, on=today(), document=row.document)
    except OvergangGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, "Het document wordt opnieuw gemaakt.")
    return redirect_to(request, row.traject)


@require_safe
def leerbedrijf_geheugen(request: HttpRequest, code: UUID) -> HttpResponse:
    """What this regio remembers of a leerbedrijf: past plaatsingen and how they ended."""
    on = today()
    leerbedrijf, rows = toegang_delen.get_geheugen(request.user, code, on=on)
    about(request, leerbedrijf.regio)
    page = page_of(request, rows.for_overview())
    context = {
        "leerbedrijf": leerbedrijf,
        "geheugen": geheugen.lees(rows),
        "page_obj": page,
        "rijen": vandaag.rijen(page, request.user, on=on),
    }
    return render(request, "trajecten/leerbedrijf_geheugen.html", context)
