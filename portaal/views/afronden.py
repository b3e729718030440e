"""The leerbedrijf says that somebody stops earlier, and goes on to the final assessment."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission as P
from basis.dagen import today
from basis.once import once
from portaal.views.pagina import haal, kan_niet, stap
from trajecten import portaalknoppen, workflow
from trajecten.forms.portaal import EerderAfrondenForm
from trajecten.models import Plaatsing
from trajecten.regels import Doel, Status

TITEL = "De deelnemer stopt eerder"


@once
@require_http_methods(["GET", "POST"])
def eerder_afronden(request: HttpRequest, code: UUID) -> HttpResponse:
    row = haal(request, code, P.TRAJECT_BEOORDELING_STARTEN)
    if not _is_mogelijk(row):
        return kan_niet(request, row, titel=TITEL, reden=_waarom_niet(row))
    form = EerderAfrondenForm(request.POST or None, traject=row.traject, on=today())
    return stap(
        request,
        row,
        form,
        lambda: workflow.beoordeling_starten(traject=row.traject, by=request.user, on=today(), **form.feiten()),
        klaar="Vul nu de eindbeoordeling in." + (" De coördinator ziet dat de deelnemer eerder stopt." if form.is_eerder else ""),
        naar=reverse("portaal:eindbeoordeling", args=[row.code]),
        is_nog_mogelijk=lambda: _is_mogelijk(row),
        template="portaal/eerder_afronden.html",
        titel=TITEL,
        einddatum=row.einddatum,
    )


def _is_mogelijk(row: Plaatsing) -> bool:
    row.traject.refresh_from_db(fields=["status", "doel"])
    return portaalknoppen.kan_eerder_afronden(row)


def _waarom_niet(row: Plaatsing) -> str:
    if row.traject.doel != Doel.PRAKTIJKVERKLARING:
        return "Bij deze deelnemer hoort geen eindbeoordeling. Stopt de deelnemer? Bel de coördinator."
    if row.traject.status == Status.BEOORDELING:
        return "De eindbeoordeling is al gevraagd. U kunt die nu invullen bij de deelnemer."
    if row.traject.status == Status.OVEREENKOMST:
        return "De deelnemer is nog niet begonnen. Gaat het niet door? Bel de coördinator."
    return "De eindbeoordeling is al klaar, of de deelnemer is gestopt. Klopt dat niet? Bel de coördinator."
