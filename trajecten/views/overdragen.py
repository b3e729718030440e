"""The work of somebody to a colleague, several rows at once: by a coordinator, or a beheerder who sees numbers and status only."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Regio, User
from accounts.permissions import Permission
from accounts.toegang import about, permissions_in, require
from basis.dagen import now, today
from basis.htmx import redirect_to
from basis.once import once
from trajecten import toegang, toegang_delen
from trajecten.forms.overdragen import OverdragenForm
from trajecten.overdracht import overdragen as rules
from trajecten.overdracht import werk

P = Permission


@once
@require_http_methods(["GET", "POST"])
def overdragen(request: HttpRequest) -> HttpResponse:
    regio = require(request, P.TRAJECT_BEHANDELAAR)
    on = today()
    own = toegang.visible_trajecten(request.user, on=on).filter(regio=regio)
    met_betrokken = P.TRAJECT_BETROKKENEN in permissions_in(request.user, regio, on)
    wie = werk.mensen(regio, own, on=on, met_betrokken=met_betrokken)
    van = request.GET.get("van", "")
    context = {"wie": wie, "van": van, "van_wie": dict(wie).get(van, "")}
    if not context["van_wie"]:
        return render(request, "trajecten/overdragen.html", context | {"form": None})
    user = None if van == werk.NIEMAND else User.objects.get(code=van)
    form = _form(request, regio, werk.van(user, regio, own, on=on, met_betrokken=met_betrokken), user)
    if request.method == "POST" and form.is_valid():
        made = rules.draag_over(regio=regio, van=user, **form.cleaned_data, by=request.user, on=on, at=now())
        return redirect_to(request, made)
    return render(request, "trajecten/overdragen.html", context | {"form": form})


def _form(request: HttpRequest, regio: Regio, found: werk.Werk, van: User | None) -> OverdragenForm:
    collegas = toegang.collegas(regio, on=today())
    return OverdragenForm(
        request.POST or None,
        werk=found,
        collegas=collegas.exclude(pk=van.pk) if van else collegas,
        met_naam=P.SCHERMEN_COORDINATOR in permissions_in(request.user, regio, today()),
    )


@require_safe
def overgedragen(request: HttpRequest, code: UUID) -> HttpResponse:
    """The result of each row: what went, and what did not and why; by number, for a beheerder too."""
    row = toegang_delen.get_overdracht(request.user, code, on=today())
    about(request, row.regio)
    rijen = sorted(row.rijen.select_related("traject", "afwezige"), key=lambda rij: not rij.reden)
    context = {"overdracht": row, "rijen": rijen, "niet": sum(bool(rij.reden) for rij in rijen)}
    return render(request, "trajecten/overgedragen.html", context)
