"""Several trajecten to another behandelaar at once: by a coordinator, or by a beheerder who sees numbers and status only."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.models import Regio, User
from accounts.permissions import Permission
from accounts.toegang import permissions_in, require, url_in
from basis.dagen import today
from basis.htmx import redirect_to
from basis.once import once
from trajecten import overdragen as rules
from trajecten import toegang
from trajecten.forms.overdragen import OverdragenForm

P = Permission


@once
@require_http_methods(["GET", "POST"])
def overdragen(request: HttpRequest) -> HttpResponse:
    regio = require(request, P.TRAJECT_BEHANDELAAR)
    own = toegang.visible_trajecten(request.user, on=today()).filter(regio=regio)
    wie = rules.behandelaars(own)
    van = request.GET.get("van", "")
    context = {"wie": wie, "van": van, "van_wie": dict(wie).get(van, "")}
    if not context["van_wie"]:
        return render(request, "trajecten/overdragen.html", context | {"form": None})
    form = _form(request, regio, rules.van_behandelaar(own, van), van)
    if request.method == "POST" and form.is_valid():
        _meld(request, rules.draag_over(**form.cleaned_data, by=request.user, on=today()), form.cleaned_data["naar"])
        return redirect_to(request, url_in(request, regio, "trajecten:overdragen"))
    return render(request, "trajecten/overdragen.html", context | {"form": form})


def _form(request: HttpRequest, regio: Regio, trajecten, van: str) -> OverdragenForm:
    collegas = toegang.collegas(regio, on=today())
    return OverdragenForm(
        request.POST or None,
        trajecten=trajecten,
        collegas=collegas if van == rules.NIEMAND else collegas.exclude(code=van),
        met_naam=P.SCHERMEN_COORDINATOR in permissions_in(request.user, regio, today()),
    )


def _meld(request: HttpRequest, uitslagen: list[rules.Uitslag], naar: User) -> None:
    """The result of each row: what went, and what did not and why."""
    if gedaan := [uitslag.nummer for uitslag in uitslagen if not uitslag.reden]:
        messages.success(request, f"Overgedragen aan {naar}: {', '.join(gedaan)}.")
    for uitslag in uitslagen:
        if uitslag.reden:
            messages.warning(request, f"{uitslag.nummer} is niet overgedragen. {uitslag.reden}")
