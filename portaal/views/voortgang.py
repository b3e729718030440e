"""What the leerbedrijf tells of the work: hours, an evaluation on the way, the final assessment."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission as P
from basis.dagen import today
from basis.once import once
from portaal.views.pagina import haal, kan_niet, stap, terug
from trajecten import evaluaties, oordelen, workflow, zicht
from trajecten.forms.portaal import EindbeoordelingForm
from trajecten.forms.voortgang import TussenevaluatieForm
from trajecten.models import Plaatsing
from trajecten.regels import AAN_HET_WERK, Status
from trajecten.views.aanwezigheid import uren_pagina


@once
@require_http_methods(["GET", "POST"])
def uren(request: HttpRequest, code: UUID) -> HttpResponse:
    row = haal(request, code, P.TRAJECT_VOORTGANG)
    if row.eerste_werkdag is None:
        return kan_niet(request, row, titel="Uren", reden="Uren vult u in vanaf de eerste werkdag.")
    context = {"regel": zicht.regel(row), "terug": terug(row)}
    return uren_pagina(request, row, template="portaal/uren.html", terug=terug(row), context=context)


@once
@require_http_methods(["GET", "POST"])
def evaluatie(request: HttpRequest, code: UUID) -> HttpResponse:
    row = haal(request, code, P.TRAJECT_BEOORDELEN)
    if not _is_aan_het_werk(row):
        return kan_niet(request, row, titel="Tussenevaluatie", reden="Een tussenevaluatie kan zolang de deelnemer bij u werkt.")
    naam = row.praktijkopleider.naam
    initial = {"datum": today(), "beoordelaar": naam, "aanwezig": f"de deelnemer, {naam}"}
    form = TussenevaluatieForm(request.POST or None, plaatsing=row, initial=initial)
    return stap(
        request,
        row,
        form,
        lambda: evaluaties.tussenevaluatie(traject=row.traject, by=request.user, on=today(), **form.feiten()),
        klaar="De tussenevaluatie is bewaard. Het verslag staat bij de documenten.",
        template="portaal/evaluatie.html",
    )


def _is_aan_het_werk(row: Plaatsing) -> bool:
    row.traject.refresh_from_db(fields=["status"])
    return row.traject.status in AAN_HET_WERK and row.eerste_werkdag is not None


@once
@require_http_methods(["GET", "POST"])
def eindbeoordeling(request: HttpRequest, code: UUID) -> HttpResponse:
    row = haal(request, code, P.TRAJECT_BEOORDELEN)
    titel = "Eindbeoordeling"
    if not _is_gevraagd(row):
        already = row.traject.ingediend_op is not None
        words = "De eindbeoordeling ligt al bij de school." if already else "De eindbeoordeling is nog niet gevraagd."
        return kan_niet(request, row, titel=titel, reden=words)
    form = EindbeoordelingForm(request.POST or None, traject=row.traject)
    return stap(
        request,
        row,
        form,
        lambda: workflow.beoordeling_indienen(traject=row.traject, by=request.user, on=today(), **form.feiten()),
        klaar="De eindbeoordeling is verstuurd naar de school. Bedankt!",
        is_nog_mogelijk=lambda: _is_gevraagd(row),
        template="portaal/eindbeoordeling.html",
        teruggestuurd=oordelen.teruggestuurd(row.traject),
    )


def _is_gevraagd(row: Plaatsing) -> bool:
    row.traject.refresh_from_db(fields=["status", "ingediend_op"])
    return row.traject.status == Status.BEOORDELING
