"""Beheer: what a regio is called and looks like, its organisations, and the mandates of schools."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import beheerpaginas, gevolgen, leden, toegang
from accounts.forms import MandaatForm, OrganisatieForm, RegioForm
from accounts.models import Organisatie
from accounts.permissions import Permission
from basis.dagen import today
from basis.htmx import redirect_to
from basis.lists import page_of
from basis.once import once
from basis.versie import VersieConflict, conflict_page


@require_safe
def beheer(request: HttpRequest) -> HttpResponse:
    regio = toegang.active_regio(request)
    permissions = toegang.permissions_in(request.user, regio, today())
    pages = [
        {"url": toegang.url_in(request, regio, page.url_name), "title": page.title, "text": page.text}
        for page in beheerpaginas.allowed(permissions)
    ]
    if not pages:
        raise PermissionDenied
    found = gevolgen.in_regio(regio, permissions, on=today())
    return render(request, "accounts/beheer.html", {"pages": pages, "gevolgen": gevolgen.voor_pagina(request, regio, found)})


@once
@require_http_methods(["GET", "POST"])
def regio_wijzigen(request: HttpRequest) -> HttpResponse:
    regio = toegang.require(request, Permission.REGIO_BEHEREN)
    back = toegang.url_in(request, regio, "accounts:beheer")
    form = RegioForm(request.POST or None, request.FILES or None, instance=regio)
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
        except VersieConflict:
            return conflict_page(request, form, again=lambda data, row: RegioForm(data, instance=row), back=back)
        messages.success(request, "De gegevens van de regio zijn bewaard.")
        return redirect_to(request, back)
    return render(request, "accounts/regio.html", {"form": form})


@require_safe
def logo(request: HttpRequest, code: UUID) -> HttpResponse:
    """Open to all: it stands on letters and on the page that checks a verklaring. The address changes with the picture."""
    png = toegang.get_regio_by_code(code).logo
    if png is None:
        raise Http404
    headers = {"Cache-Control": "public, max-age=86400", "Content-Disposition": 'inline; filename="logo.png"'}
    return HttpResponse(png, content_type="image/png", headers=headers)


@require_safe
def organisaties(request: HttpRequest) -> HttpResponse:
    regio = toegang.require(request, Permission.ORGANISATIES_BEHEREN)
    return render(request, "accounts/organisaties.html", {"page_obj": page_of(request, toegang.beheerde_organisaties(regio))})


@once
@require_http_methods(["GET", "POST"])
def organisatie(request: HttpRequest, code: UUID | None = None) -> HttpResponse:
    """Add one, or change the one with this code."""
    regio = toegang.require(request, Permission.ORGANISATIES_BEHEREN)
    row = toegang.get_organisatie(regio, code) if code else Organisatie()
    back = toegang.url_in(request, regio, "accounts:organisaties")
    form = OrganisatieForm(request.POST or None, instance=row, regio=regio)
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
        except VersieConflict:
            return conflict_page(
                request, form, again=lambda data, newest: OrganisatieForm(data, instance=newest, regio=regio), back=back
            )
        messages.success(request, f"{row.naam} is bewaard.")
        return redirect_to(request, back)
    return render(request, "accounts/organisatie.html", {"form": form, "organisatie": row if code else None})


@require_safe
def mandaten(request: HttpRequest) -> HttpResponse:
    regio = toegang.require(request, Permission.MANDAAT_VASTLEGGEN)
    return render(request, "accounts/mandaten.html", {"page_obj": page_of(request, toegang.visible_schoolleden(regio, today()))})


@once
@require_http_methods(["GET", "POST"])
def mandaat_geven(request: HttpRequest, code: UUID) -> HttpResponse:
    regio = toegang.require(request, Permission.MANDAAT_VASTLEGGEN)
    lid = toegang.get_schoollid(regio, code, today())
    form = MandaatForm(request.POST or None, initial={"mandaat": lid.mandaat})
    if request.method == "POST" and form.is_valid():
        leden.mandaat_geven(lid, mandaat=form.cleaned_data["mandaat"])
        messages.success(request, f"{lid.user} mag nu vaststellen namens {lid.organisatie}.")
        return redirect_to(request, toegang.url_in(request, regio, "accounts:mandaten"))
    return render(request, "accounts/mandaat.html", {"lid": lid, "form": form})


@once
@require_POST
def mandaat_intrekken(request: HttpRequest, code: UUID) -> HttpResponse:
    regio = toegang.require(request, Permission.MANDAAT_VASTLEGGEN)
    lid = toegang.get_schoollid(regio, code, today())
    leden.mandaat_intrekken(lid)
    messages.success(request, f"{lid.user} mag niet meer vaststellen namens {lid.organisatie}.")
    return redirect_to(request, toegang.url_in(request, regio, "accounts:mandaten"))
