"""Who pays for a traject; for coordinators only."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import today
from basis.htmx import redirect_to
from basis.once import once
from basis.versie import VersieConflict, conflict_page
from trajecten import financiering, toegang, toegang_delen
from trajecten.forms.financiering import FinancieringForm
from trajecten.models import Financiering, Traject
from trajecten.workflow import OvergangGeweigerd


@once
@require_http_methods(["GET", "POST"])
def nieuw(request: HttpRequest, code: UUID) -> HttpResponse:
    found = toegang.get_dossier(request.user, code, Permission.TRAJECT_FINANCIERING, on=today(), view="financiering")
    return _formulier(request, found, Financiering())


@once
@require_http_methods(["GET", "POST"])
def wijzigen(request: HttpRequest, code: UUID) -> HttpResponse:
    row = toegang_delen.get_financiering(request.user, code, on=today())
    return _formulier(request, row.traject, row)


def _formulier(request: HttpRequest, found: Traject, row: Financiering) -> HttpResponse:
    about(request, found.regio)
    form = FinancieringForm(request.POST or None, instance=row, traject=found)
    if request.method == "POST" and form.is_valid():
        try:
            if form.has_changed():
                financiering.bewaar(traject=found, by=request.user, on=today(), row=form.instance, bewaar=form.save)
        except OvergangGeweigerd as geweigerd:
            form.add_error(None, str(geweigerd))
        except VersieConflict:

            def again(data, newest):
                return FinancieringForm(data, instance=newest, traject=found)

            return conflict_page(request, form, again=again, back=_terug(found))
        else:
            messages.success(request, "De financiering is bewaard.")
            return redirect_to(request, _terug(found))
    context = {"traject": found, "form": form, "row": row if row.pk else None, "terug": _terug(found)}
    return render(request, "trajecten/financiering.html", context)


@once
@require_POST
def weg(request: HttpRequest, code: UUID) -> HttpResponse:
    row = toegang_delen.get_financiering(request.user, code, on=today())
    try:
        financiering.verwijder(traject=row.traject, by=request.user, on=today(), row=row)
    except OvergangGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, "De bron is weggehaald.")
    return redirect_to(request, _terug(row.traject))


def _terug(found: Traject) -> str:
    return f"{found.get_absolute_url()}#financiering"
