"""What the leerbedrijf tells of the work: hours, and an evaluation on the way."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission as P
from basis.dagen import today
from basis.once import once
from portaal.views.pagina import haal, is_aan_het_werk, kan_niet, stap, terug
from trajecten import evaluaties, zicht
from trajecten.forms.voortgang import TussenevaluatieForm
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
    if not is_aan_het_werk(row):
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
