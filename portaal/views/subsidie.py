"""The leerbedrijf reads until when a subsidy can be asked, and says that it did."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission as P
from basis.dagen import today
from basis.once import once
from portaal.views.pagina import haal, kan_niet, stap
from trajecten import financiering
from trajecten.forms.portaal import SubsidieForm

TITEL = "Subsidie aanvragen"
NIETS = "Er staat geen subsidie meer open. Klopt dat niet? Bel de coördinator."


@once
@require_http_methods(["GET", "POST"])
def subsidie(request: HttpRequest, code: UUID) -> HttpResponse:
    row = haal(request, code, P.TRAJECT_SUBSIDIE)
    if request.method == "GET" and not financiering.te_vragen(row).exists():
        return kan_niet(request, row, titel=TITEL, reden=NIETS)
    form = SubsidieForm(request.POST or None)
    return stap(
        request,
        row,
        form,
        lambda: financiering.aangevraagd(
            traject=row.traject, by=request.user, on=today(), plaatsing=row, datum=form.cleaned_data["datum"]
        ),
        klaar="Dank u wel. De coördinator ziet dat de subsidie is aangevraagd.",
        template="portaal/subsidie.html",
        titel=TITEL,
        vensters=financiering.vensters(row),
    )
