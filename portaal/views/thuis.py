"""What waits for somebody of a leerbedrijf or a school, their deelnemers, and one of them on a page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.toegang import about, require
from basis.dagen import today
from basis.lists import page_of
from documenten.views_helpers import download_response
from portaal.views.pagina import wat_er_staat
from trajecten import portaaltaken, toegang_portaal, zicht


@require_safe
def thuis(request: HttpRequest) -> HttpResponse:
    """Of every regio and organisation in which this person is in the portal, added up."""
    require(request, Permission.SCHERMEN_PORTAAL)
    on = today()
    page = page_of(request, zicht.rijen(toegang_portaal.plaatsingen(request.user, on=on)))
    rows = [zicht.regel(row) for row in page]
    context = {
        "taken": portaaltaken.taken(request.user, on=on),
        "page_obj": page,
        "lopend": [row for row in rows if not row.is_klaar],
        "klaar": [row for row in rows if row.is_klaar],
        "samen_te_besluiten": toegang_portaal.te_besluiten(request.user, on=on).count(),
        "meer_regios": len({lid.regio_id for lid in toegang_portaal.lidmaatschappen(request.user, on=on)}) > 1,
    }
    return render(request, "portaal/thuis.html", context)


@require_safe
def plaatsing(request: HttpRequest, code: UUID) -> HttpResponse:
    on = today()
    row = toegang_portaal.get_plaatsing(request.user, code, on=on, view="portaal")
    about(request, row.traject.regio)
    lids = toegang_portaal.als(request.user, row, on=on)
    return render(
        request,
        "portaal/plaatsing.html",
        wat_er_staat(row, lids, on=on) | {"document_deur": "portaal:document", "afspraak_deur": "portaal:afspraak"},
    )


@require_safe
def document(request: HttpRequest, code: UUID) -> HttpResponse:
    return download_response(toegang_portaal.get_document(request.user, code, on=today()).document)
