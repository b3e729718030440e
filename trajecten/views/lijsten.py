"""Vandaag and the list of trajecten."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Regio
from accounts.permissions import Permission
from accounts.toegang import permissions_in, require
from basis import search_terms
from basis.dagen import today
from basis.htmx import redirect_to, template_for
from basis.lists import Chip, chips, page_of
from basis.once import once
from trajecten import erkenningsalarm, lijst, toegang, tweede_blik, vandaag, vraaglinks
from trajecten.afwezig import overzicht
from trajecten.forms.lijst import TrajectFilter, ZoekForm
from trajecten.herinneringen import massa
from trajecten.models import Handtekening
from trajecten.models.queries import TrajectQuerySet
from trajecten.signalen import doen, nu

P = Permission
SIGNALEN = "signalen"


@require_safe
def vandaag_pagina(request: HttpRequest) -> HttpResponse:
    regio = require(request, P.SCHERMEN_DOSSIER)
    on = today()
    own = toegang.leesbare_trajecten(request.user, on=on).filter(regio=regio)
    name = request.GET.get("tab") if request.GET.get("tab") in [*vandaag.TABS, SIGNALEN] else "mij"
    signs = nu.overzicht(own, request.user, on=on)
    counts = vandaag.counts(own, request.user, on=on)
    context = {
        "on": on,
        "tab": name,
        "tabs": _tabs(counts, signs, name),
        "bij_mij": counts["mij"],
        "bij_ander": counts["alles"] - counts["mij"],
        "veel_mails": massa.open_vragen(request.user, on=on),
        **(_signalen(request, own, signs) if name == SIGNALEN else _taken(request, regio, own, signs, name)),
        "er_zijn_trajecten": own.exists(),
        **overzicht.vandaag(request.user, regio, on=on),
    }
    return render(request, "trajecten/vandaag.html", context)


def _tabs(counts: dict[str, int], signs: nu.Overzicht, name: str) -> list[tuple[str, str, int]]:
    found = [(t, vandaag.LABELS[t], counts[t]) for t in vandaag.TABS if counts[t] or t in {"mij", "alles"}]
    return [*found, (SIGNALEN, "Signalen", len(signs.mij))] if signs.alle or name == SIGNALEN else found


def _taken(request: HttpRequest, regio: Regio, own: TrajectQuerySet, signs: nu.Overzicht, name: str) -> dict:
    """What waits for somebody, below what came in besides."""
    on = today()
    page = page_of(request, vandaag.tab(own, name, request.user, on=on).for_overview().op_urgentie(), per_page=50)
    alarmen = [row for row in erkenningsalarm.met_alarm(own, on=on) if signs.is_live(row, "erkenning")]
    return {
        "na_te_kijken": _na_te_kijken(request, regio),
        "reacties": vraaglinks.nieuwe(own, request.user, on=on),
        "alarmen": vandaag.rijen(alarmen, request.user, on=on),
        "groepen": vandaag.groepen(vandaag.rijen(page, request.user, on=on), on=on),
        "page_obj": page,
    }


def _signalen(request: HttpRequest, own: TrajectQuerySet, signs: nu.Overzicht) -> dict:
    """What somebody should look at, also where nobody is aan zet."""
    alle = request.GET.get("wie") == "alle"
    page = page_of(request, signs.van(own, alle=alle).for_overview().op_urgentie(), per_page=50)
    return {"signalen": signs, "alle": alle, "rijen": doen.rijen(page, signs, request.user, on=today()), "page_obj": page}


def _na_te_kijken(request: HttpRequest, regio: Regio) -> list[Handtekening]:
    """Scans that wait for another coordinator than the one who recorded them."""
    if P.TRAJECT_TEKENEN_VASTLEGGEN not in permissions_in(request.user, regio, today()):
        return []
    return list(tweede_blik.te_bekijken(request.user, regio, on=today()))


@require_safe
def trajecten(request: HttpRequest) -> HttpResponse:
    regio = require(request, P.SCHERMEN_DOSSIER)
    on = today()
    own = toegang.leesbare_trajecten(request.user, on=on).filter(regio=regio)
    form = TrajectFilter(request.GET, trajecten=own)
    form.is_valid()  # what is not a choice does not narrow
    term = term_in(request)
    rows = lijst.sorted_by(lijst.filtered(own, form.cleaned_data, term or "", on=on), form.cleaned_data.get("sorteer", ""))
    page = page_of(request, rows.for_overview())
    context = {
        "form": form,
        "page_obj": page,
        "rijen": vandaag.rijen(page, request.user, on=on),
        "chips": _search_chip(request, term) + chips(form, request),
        "term_verlopen": term is None,
        "sorteringen": list(lijst.SORTERINGEN),
        "lijst_query": request.GET.urlencode(),
    }
    return render(request, template_for(request, "trajecten/trajecten.html", "rows"), context)


def term_in(request: HttpRequest) -> str | None:
    """What was searched for; "" for no search, None when the code is too old or somebody else's."""
    in_url = request.GET.get("zoek", "")
    return search_terms.recall(request.user, in_url) if in_url else ""


def _search_chip(request: HttpRequest, term: str | None) -> list[Chip]:
    query = request.GET.copy()
    for name in ("zoek", "pagina"):
        query.pop(name, None)
    return [Chip("Zoek", term, f"?{query.urlencode()}")] if term else []


@once
@require_POST
def zoeken(request: HttpRequest) -> HttpResponse:
    """Keep the term behind a code and go to the list; filters and sorting stay."""
    require(request, P.SCHERMEN_DOSSIER)
    form = ZoekForm(request.POST)
    query = request.GET.copy()
    for name in ("zoek", "pagina"):
        query.pop(name, None)
    if form.is_valid() and form.cleaned_data["zoek"]:
        query["zoek"] = search_terms.keep(request.user, form.cleaned_data["zoek"])
    return redirect_to(request, f"{reverse('trajecten:trajecten')}?{query.urlencode()}")
