from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from accounts.toegang import permissions_in, require
from basis import search_terms
from basis.dagen import now, today
from basis.htmx import redirect_to, template_for
from basis.lists import Chip, chips, page_of
from basis.once import once
from werkgevers import leerbedrijf as domein
from werkgevers import lijst, toegang
from werkgevers.bron import erkenning_bron
from werkgevers.forms.leerbedrijf import LeerbedrijfForm, NieuwLeerbedrijfForm, NotitieForm, OrganisatieForm
from werkgevers.forms.lijst import FilterForm, ZoekForm
from werkgevers.views.pagina import actie, bewerken, het_leerbedrijf

P = Permission


@require_safe
def leerbedrijven(request: HttpRequest) -> HttpResponse:
    regio = require(request, P.LEERBEDRIJF_LEZEN)
    form = FilterForm(request.GET, regio=regio)
    form.is_valid()  # what is not a choice does not narrow
    keuzes, on = form.cleaned_data, today()
    term = search_terms.recall(request.user, keuzes["zoek"]) if keuzes.get("zoek") else ""
    rows = toegang.visible_leerbedrijven(request.user, on=on).filter(regio=regio)
    rows = lijst.found(lijst.filtered(rows, keuzes, on=on), term or "")
    rows = lijst.sorted_by(lijst.for_overview(rows, on=on), keuzes.get("sorteer", ""))
    context = {
        "form": form,
        "page_obj": page_of(request, rows),
        "sorteringen": _sort_links(keuzes.get("sorteer") or "naam"),
        "term": term or "",
        "term_verlopen": term is None,
        "chips": _search_chip(request, term) + chips(form, request),
        "mag_wijzigen": P.LEERBEDRIJF_WIJZIGEN in permissions_in(request.user, regio, on),
    }
    return render(request, template_for(request, "werkgevers/leerbedrijven.html", "rijen"), context)


def _sort_links(sorteer: str) -> list[dict]:
    return [{"waarde": waarde, "label": label, "huidig": waarde == sorteer} for waarde, (label, _) in lijst.SORTERINGEN.items()]


def _search_chip(request: HttpRequest, term: str | None) -> list[Chip]:
    query = request.GET.copy()
    for name in ("zoek", "pagina"):
        query.pop(name, None)
    return [Chip("Zoek", term, f"?{query.urlencode()}")] if term else []


@once
@require_POST
def zoeken(request: HttpRequest) -> HttpResponse:
    """Keep the term behind a code and go to the list; filters and sorting stay."""
    require(request, P.LEERBEDRIJF_LEZEN)
    form = ZoekForm(request.POST)
    query = {name: value for name, value in request.GET.items() if name not in ("zoek", "pagina")}
    if form.is_valid() and form.cleaned_data["zoek"]:
        query["zoek"] = search_terms.keep(request.user, form.cleaned_data["zoek"])
    return redirect_to(request, f"{reverse('werkgevers:leerbedrijven')}?{urlencode(query)}")


@once
@require_http_methods(["GET", "POST"])
def leerbedrijf_nieuw(request: HttpRequest) -> HttpResponse:
    regio = require(request, P.LEERBEDRIJF_WIJZIGEN)
    form = NieuwLeerbedrijfForm(request.POST or None, regio=regio)
    return actie(
        request,
        form,
        partial(domein.toevoegen, regio=regio),
        klaar="Het leerbedrijf is toegevoegd. Voeg nu de erkenning toe.",
        titel="Leerbedrijf toevoegen",
        knop="Leerbedrijf toevoegen",
    )


@require_safe
def leerbedrijf(request: HttpRequest, code: UUID) -> HttpResponse:
    row = het_leerbedrijf(request, code, P.LEERBEDRIJF_LEZEN)
    return _detail(request, row, NotitieForm())


def _detail(request: HttpRequest, row, notitie_form: NotitieForm) -> HttpResponse:
    on = today()
    erkenningen = row.erkenningen.select_related("kwalificatie").prefetch_related(
        "checks", "werkprocessen", "bevestigingen__kwalificatie"
    )
    context = {
        "leerbedrijf": row,
        "erkenningen": [{"erkenning": e, "hercheck": e.is_hercheck_nodig(on)} for e in erkenningen],
        "bron": erkenning_bron(),
        "stagemarkt": erkenning_bron().zoeklink(row),
        "perioden": row.organisatie.gesloten_periodes.filter(tot__gte=on),
        "notities": row.notities.select_related("door"),
        "notitie_form": notitie_form,
        "mag": permissions_in(request.user, row.regio, on),
    }
    return render(request, "werkgevers/leerbedrijf.html", context)


@once
@require_POST
def notitie_nieuw(request: HttpRequest, code: UUID) -> HttpResponse:
    row = het_leerbedrijf(request, code, P.LEERBEDRIJF_WIJZIGEN)
    form = NotitieForm(request.POST)
    if not form.is_valid():
        return _detail(request, row, form)
    domein.notitie_schrijven(leerbedrijf=row, by=request.user, at=now(), **form.cleaned_data)
    messages.success(request, "De notitie is bewaard.")
    return redirect_to(request, f"{row.get_absolute_url()}#notities")


@once
@require_http_methods(["GET", "POST"])
def leerbedrijf_wijzigen(request: HttpRequest, code: UUID) -> HttpResponse:
    row = het_leerbedrijf(request, code, P.LEERBEDRIJF_WIJZIGEN)
    titel = "Gegevens van het leerbedrijf wijzigen"
    return bewerken(request, row, LeerbedrijfForm, to=row, klaar="De gegevens zijn gewijzigd.", titel=titel, leerbedrijf=row)


@once
@require_http_methods(["GET", "POST"])
def adres_wijzigen(request: HttpRequest, code: UUID) -> HttpResponse:
    row = het_leerbedrijf(request, code, P.LEERBEDRIJF_WIJZIGEN)
    return bewerken(
        request,
        row.organisatie,
        OrganisatieForm,
        to=row,
        klaar="Naam en adres zijn gewijzigd.",
        titel="Naam en adres wijzigen",
        leerbedrijf=row,
    )
