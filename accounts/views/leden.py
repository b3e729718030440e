"""Members of a regio: the list, inviting, rights, the end. Only for whoever may LEDEN_BEHEREN."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import gevolgen, leden, toegang, uitnodigen
from accounts.forms import EindeForm, LedenFilter, RechtenForm, UitnodigingForm
from accounts.models import Lidmaatschap
from accounts.models.lidmaatschap import RECHTEN_VAN_ROL
from accounts.permissions import Permission
from basis import search_terms
from basis.dagen import now, today
from basis.htmx import redirect_to
from basis.lists import chips, page_of
from basis.once import once
from basis.versie import VersieConflict, conflict_page


@require_safe
def leden_lijst(request: HttpRequest) -> HttpResponse:
    regio = toegang.require(request, Permission.LEDEN_BEHEREN)
    form = LedenFilter(request.GET)
    term = search_terms.recall(request.user, request.GET.get("zoek", "")) or ""
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = toegang.visible_leden(regio).for_list(on=today(), term=term, **chosen)
    context = {
        "page_obj": page_of(request, rows),
        "form": form,
        "chips": chips(form, request) if form.is_valid() else [],
        "term": term,
        "uitnodigingen": toegang.visible_uitnodigingen(regio),
        "kept": [(name, request.GET[name]) for name in ("regio", "zoek") if name in request.GET],
        "at": now(),
    }
    return render(request, "accounts/leden.html", context)


@once
@require_POST
def leden_zoeken(request: HttpRequest) -> HttpResponse:
    regio = toegang.require(request, Permission.LEDEN_BEHEREN)
    term = request.POST.get("term", "").strip()
    zoek = search_terms.keep(request.user, term) if term else None
    return redirect_to(request, toegang.url_in(request, regio, "accounts:leden", zoek=zoek))


@once
@require_http_methods(["GET", "POST"])
def lid_uitnodigen(request: HttpRequest) -> HttpResponse:
    regio = toegang.require(request, Permission.LEDEN_BEHEREN)
    form = UitnodigingForm(request.POST or None, regio=regio)
    if request.method == "POST" and form.is_valid():
        try:
            uitnodigen.uitnodigen(regio=regio, by=request.user, at=now(), **form.cleaned_data)
        except uitnodigen.UitnodigingGeweigerd as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _verstuurd(form.cleaned_data))
            return redirect_to(request, toegang.url_in(request, regio, "accounts:leden"))
    return render(request, "accounts/lid_uitnodigen.html", {"form": form})


def _verstuurd(data: dict) -> str:
    return f"De uitnodiging gaat naar {data['email']}. De link is {uitnodigen.geldig(data['rol'])} dagen geldig."


@once
@require_POST
def uitnodiging_opnieuw(request: HttpRequest, code: UUID) -> HttpResponse:
    regio = toegang.require(request, Permission.LEDEN_BEHEREN)
    uitnodiging = toegang.get_uitnodiging(regio, code)
    uitnodigen.opnieuw_versturen(uitnodiging, at=now())
    messages.success(request, f"Er gaat een nieuwe link naar {uitnodiging.email}. De oude link werkt niet meer.")
    return redirect_to(request, toegang.url_in(request, regio, "accounts:leden"))


@once
@require_POST
def uitnodiging_intrekken(request: HttpRequest, code: UUID) -> HttpResponse:
    regio = toegang.require(request, Permission.LEDEN_BEHEREN)
    uitnodiging = toegang.get_uitnodiging(regio, code)
    uitnodigen.intrekken(uitnodiging, at=now())
    messages.success(request, f"De uitnodiging aan {uitnodiging.email} is ingetrokken.")
    return redirect_to(request, toegang.url_in(request, regio, "accounts:leden"))


@require_safe
def lid_detail(request: HttpRequest, code: UUID) -> HttpResponse:
    regio = toegang.require(request, Permission.LEDEN_BEHEREN)
    lid = toegang.get_lid(regio, code)
    return _lid_page(request, lid, EindeForm(initial={"tot": today()}))


def _lid_page(request: HttpRequest, lid: Lidmaatschap, form: EindeForm) -> HttpResponse:
    context = {
        "lid": lid,
        "form": form,
        "is_geldig": lid.counts(on=today()),
        "heeft_rechten": bool(RECHTEN_VAN_ROL.get(lid.rol)),
        "gevolgen": _gevolgen(request, lid),
    }
    return render(request, "accounts/lid.html", context)


def _gevolgen(request: HttpRequest, lid: Lidmaatschap) -> list[dict]:
    """What to know before access ends, of every role of this person here."""
    rollen = lid.user.lidmaatschappen.geldig(on=today()).filter(regio=lid.regio).select_related("user", "regio")
    found = {g.kop: g for row in rollen for g in gevolgen.bij_vertrek(row, on=today())}
    return gevolgen.voor_pagina(request, lid.regio, found.values())


@once
@require_http_methods(["GET", "POST"])
def lid_rechten(request: HttpRequest, code: UUID) -> HttpResponse:
    regio = toegang.require(request, Permission.LEDEN_BEHEREN)
    lid = toegang.get_lid(regio, code)
    back = toegang.url_in(request, regio, "accounts:lid", lid.code)
    form = RechtenForm(request.POST or None, instance=lid)
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
        except VersieConflict:
            return conflict_page(request, form, again=lambda data, row: RechtenForm(data, instance=row), back=back)
        messages.success(request, f"De rechten van {lid.user} zijn bewaard.")
        return redirect_to(request, back)
    return render(request, "accounts/lid_rechten.html", {"lid": lid, "form": form})


@once
@require_POST
def lid_beeindigen(request: HttpRequest, code: UUID) -> HttpResponse:
    regio = toegang.require(request, Permission.LEDEN_BEHEREN)
    lid = toegang.get_lid(regio, code)
    form = EindeForm(request.POST)
    if form.is_valid():
        try:
            leden.beeindigen(lid, **form.cleaned_data)
        except leden.LidGeweigerd as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"De toegang van {lid.user} als {lid.get_rol_display().lower()} heeft nu een einddatum.")
            return redirect_to(request, toegang.url_in(request, regio, "accounts:lid", lid.code))
    return _lid_page(request, lid, form)


@once
@require_http_methods(["GET", "POST"])
def lid_sluiten(request: HttpRequest, code: UUID) -> HttpResponse:
    """Asks once more, then takes all access of this person in this regio away."""
    regio = toegang.require(request, Permission.LEDEN_BEHEREN)
    lid = toegang.get_lid(regio, code)
    refusal = ""
    if request.method == "POST":
        try:
            leden.sluiten(lid, on=today())
        except leden.LidGeweigerd as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"{lid.user} heeft geen toegang meer in deze regio.")
            return redirect_to(request, toegang.url_in(request, regio, "accounts:leden"))
    context = {"lid": lid, "refusal": refusal, "gevolgen": _gevolgen(request, lid)}
    return render(request, "accounts/lid_sluiten.html", context)
