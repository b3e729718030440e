"""Pages of a verklaring that replaces another: made, and handed over."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import today
from basis.once import once
from trajecten import toegang, vervangen
from trajecten.forms.vervangen import OverhandigdForm, VervangenForm
from trajecten.models import Traject, Verklaring
from trajecten.papierfeiten import gedrukt
from trajecten.vervangen import KAN_IN
from trajecten.views.overgangen.pagina import Pagina, voer_uit, wie


def met_verklaring(permission: Permission, titel: str) -> Callable[[Pagina], Pagina]:
    """Fetch the traject with the verklaring that counts; explain on a page of its own that there is none to do this with."""

    def wrap(page: Pagina) -> Pagina:
        @wraps(page)
        def view(request: HttpRequest, code: UUID) -> HttpResponse:
            traject = toegang.get_dossier(request.user, code, permission, on=today(), view=page.__name__)
            about(request, traject.regio)
            verklaring = traject.verklaringen.filter(status="geldig").select_related("document", "vaststelling").first()
            if verklaring is None or traject.status not in KAN_IN:
                reden = "Er is geen geldige verklaring in dit dossier. Bekijk in het dossier wat er is gebeurd."
                context = {"traject": traject, "titel": titel, "reden": reden}
                return render(request, "trajecten/overgang/kan_niet.html", context, status=409)
            return page(request, traject, verklaring)

        return view

    return wrap


@once
@require_http_methods(["GET", "POST"])
@met_verklaring(Permission.TRAJECT_VERVANGEN, "Verklaring vervangen")
def verklaring_vervangen(request: HttpRequest, traject: Traject, verklaring: Verklaring) -> HttpResponse:
    def do(**feiten) -> Traject:
        vervangen.vervangen(traject=traject, **wie(request), **feiten)
        return traject

    context = {
        "traject": traject,
        "titel": "Verklaring vervangen",
        "verklaring": verklaring,
        "gedrukt": gedrukt(verklaring),
        "woorden": ["vervangen", "registernummer"],
        "daarna": "Er komt een nieuwe verklaring met een nieuw nummer. De oude geldt dan niet meer. "
        "Haal het oude papier terug en overhandig het nieuwe.",
        "template": "trajecten/overgang/vervangen.html",
    }
    form = VervangenForm(request.POST or None, request.FILES or None, traject=traject, verklaring=verklaring, by=request.user)
    return voer_uit(request, form, do, klaar="De nieuwe verklaring heeft een nummer. De oude geldt niet meer.", context=context)


@once
@require_http_methods(["GET", "POST"])
@met_verklaring(Permission.TRAJECT_UITREIKEN, "Nieuwe verklaring overhandigd")
def verklaring_overhandigd(request: HttpRequest, traject: Traject, verklaring: Verklaring) -> HttpResponse:
    def do(**feiten) -> Traject:
        vervangen.overhandigd(traject=traject, **wie(request), **feiten)
        return traject

    context = {"traject": traject, "titel": "Nieuwe verklaring overhandigd"}
    form = OverhandigdForm(request.POST or None, traject=traject, verklaring=verklaring)
    return voer_uit(request, form, do, klaar="Vastgelegd dat de nieuwe verklaring is overhandigd.", context=context)
