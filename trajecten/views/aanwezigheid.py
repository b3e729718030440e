"""Attendance: the hours of several weeks at once, on behalf of the leerbedrijf."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import today
from basis.htmx import redirect_to
from basis.once import once
from basis.templatetags.basis import meervoud
from trajecten import aanwezigheid as domein
from trajecten import toegang
from trajecten.forms.aanwezigheid import AanwezigheidForm
from trajecten.models import Aanwezigheid, Plaatsing, Traject
from trajecten.workflow import OvergangGeweigerd

LAATSTE = 8  # weeks on the page; the earlier ones stand behind a link


@once
@require_http_methods(["GET", "POST"])
def aanwezigheid(request: HttpRequest, code: UUID) -> HttpResponse:
    on = today()
    found = toegang.get_dossier(request.user, code, Permission.TRAJECT_VOORTGANG, on=on, view="aanwezigheid")
    about(request, found.regio)
    plaatsing = _plaatsing(request, found)
    if plaatsing is None:
        reden = "Uren leggen we vast vanaf de eerste werkdag. Leg eerst de start vast."
        context = {"traject": found, "titel": "Aanwezigheid", "reden": reden}
        return render(request, "trajecten/overgang/kan_niet.html", context, status=409)
    context = {"traject": found, "andere": _andere(found, plaatsing), "url": reverse("trajecten:aanwezigheid", args=[found.code])}
    terug = f"{found.get_absolute_url()}#voortgang"
    return uren_pagina(request, plaatsing, template="trajecten/aanwezigheid.html", terug=terug, context=context)


def uren_pagina(request: HttpRequest, plaatsing: Plaatsing, *, template: str, terug: str, context: dict) -> HttpResponse:
    """The hours of one Plaatsing, for a coordinator and for the leerbedrijf itself; the permission is asked before."""
    on = today()
    rows = {row.week: row for row in plaatsing.aanwezigheid.select_related("vastgelegd_door")}
    form = AanwezigheidForm(request.POST or None, weken=_weken(request, plaatsing, rows, on), rows=rows)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            changed = domein.leg_vast(traject=plaatsing.traject, by=request.user, on=on, plaatsing=plaatsing, invoer=form.invoer())
        except domein.WekenGewijzigd as gewijzigd:
            form.vernieuw(gewijzigd.botsingen, rows)
            form.add_error(None, str(gewijzigd))
            status = 409
        except OvergangGeweigerd as geweigerd:
            form.add_error(None, str(geweigerd))
        else:
            return _klaar(request, terug, changed)
    return render(request, template, _context(plaatsing, form, rows, on) | context, status=status)


def _klaar(request: HttpRequest, terug: str, changed: int) -> HttpResponse:
    text = f"De uren van {meervoud(changed, 'week,weken')} zijn bewaard." if changed else "Er is niets veranderd."
    messages.success(request, text)
    return redirect_to(request, terug)


def _plaatsing(request: HttpRequest, found: Traject) -> Plaatsing | None:
    """The one asked for by its number within the traject; else the current, else the last. :raises Http404: no such number."""
    begun = (
        found.plaatsingen.filter(eerste_werkdag__isnull=False).select_related("leerbedrijf__organisatie").order_by("-volgnummer")
    )
    asked = request.GET.get("plaatsing", "")
    if not asked:
        return begun.order_by("-huidig", "-volgnummer").first()
    own = begun.filter(volgnummer=int(asked)).first() if asked.isdecimal() and len(asked) < 4 else None
    if own is None:
        raise Http404
    return own


def _weken(request: HttpRequest, plaatsing: Plaatsing, rows: dict[date, Aanwezigheid], on: date) -> list[date]:
    """Without an entry first, and of those the earliest first; hours outside the period always show."""
    every = domein.weken(plaatsing, on=on)
    shown = every if "alles" in request.GET else every[-LAATSTE:]
    stray = [week for week in rows if week not in every]
    return sorted({*shown, *stray}, key=lambda week: (week in rows, week if week not in rows else date.max - (week - date.min)))


def _context(plaatsing: Plaatsing, form: AanwezigheidForm, rows: dict, on: date) -> dict:
    every = domein.weken(plaatsing, on=on)
    hidden = [week for week in every if week not in form.weken]
    open_weken = domein.open_weken(plaatsing, on=on, ingevuld=rows, pauzes=plaatsing.traject.onderbrekingen.all())
    return {
        "plaatsing": plaatsing,
        "form": form,
        "verborgen": len(hidden),
        "verborgen_open": len(set(hidden) & set(open_weken)),
        "open_weken": len(open_weken),
        "heeft_uren": bool(rows),
        "uren": domein.totalen(rows.values()),
    }


def _andere(found: Traject, plaatsing: Plaatsing) -> QuerySet[Plaatsing]:
    return found.plaatsingen.filter(eerste_werkdag__isnull=False).exclude(pk=plaatsing.pk).select_related("leerbedrijf")
