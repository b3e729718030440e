"""A coordinator looks along: the page of a Plaatsing as its leerbedrijf or its school has it, with nothing to press."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import today
from portaal.views.pagina import wat_er_staat
from trajecten import toegang_delen, toegang_portaal
from trajecten.models import Plaatsing
from trajecten.regels import Partij
from werkgevers.naam import naam_buiten


@require_safe
def meekijken_leerbedrijf(request: HttpRequest, code: UUID) -> HttpResponse:
    return _kijk(request, code, Partij.LEERBEDRIJF)


@require_safe
def meekijken_school(request: HttpRequest, code: UUID) -> HttpResponse:
    return _kijk(request, code, Partij.SCHOOL)


def _kijk(request: HttpRequest, code: UUID, partij: Partij) -> HttpResponse:
    on, view = today(), request.resolver_match.url_name or ""
    row = toegang_delen.get_plaatsing(request.user, code, Permission.SCHERMEN_COORDINATOR, on=on, view=view)
    about(request, row.traject.regio)
    return render(request, "portaal/meekijken.html", _beeld(row, partij, on))


def _beeld(row: Plaatsing, partij: Partij, on: date) -> dict:
    """What they see; nothing of it while, or once, they do not see it themselves (domein §7)."""
    lid = toegang_portaal.namens(row, partij)
    seen = toegang_portaal.ziet(lid, row, on=on)
    wie = naam_buiten(row.leerbedrijf) if partij == Partij.LEERBEDRIJF else row.school.naam
    frame = {"wie": wie, "nummer": row.traject.nummer, "dossier": row.traject.get_absolute_url(), "ziet_dit": seen}
    return (
        frame | wat_er_staat(row, [lid], on=on) | {"document_deur": "trajecten:document", "afspraak_deur": "trajecten:afspraak"}
        if seen
        else frame
    )
