"""Photos and files of the work, put with a werkproces by the leerbedrijf, and taken away again."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission as P
from accounts.toegang import about
from basis.dagen import today
from basis.once import once
from portaal.views.pagina import haal, is_aan_het_werk, kan_niet, stap
from trajecten import bewijsstukken, toegang_portaal
from trajecten.forms.portaal import AkkoordForm, BewijsstukForm
from trajecten.models import Plaatsing


def _bij(row: Plaatsing, werkproces: UUID) -> str:
    return f"{reverse('portaal:werkprocessen', args=[row.code])}#w-{werkproces}"


@once
@require_http_methods(["GET", "POST"])
def bewijsstuk(request: HttpRequest, code: UUID, werkproces: UUID) -> HttpResponse:
    row = haal(request, code, P.TRAJECT_BEOORDELEN)
    found = row.werkprocessen.filter(code=werkproces).first()
    if found is None:
        raise Http404
    titel = "Foto of bestand toevoegen"
    if not is_aan_het_werk(row):
        return kan_niet(request, row, titel=titel, reden="Dit kan zolang de deelnemer bij u werkt.")
    form = BewijsstukForm(request.POST or None, request.FILES or None)
    form.fields["bestand"].numbers = frozenset({row.leerbedrijf.leerbedrijf_id})
    return stap(
        request,
        row,
        form,
        lambda: bewijsstukken.voeg_toe(traject=row.traject, by=request.user, on=today(), werkproces=found, **form.feiten()),
        klaar="Het bestand is bewaard.",
        naar=_bij(row, werkproces),
        titel=titel,
        uitleg=f"Bij {found}. Ook de coördinator en de school kunnen dit bestand zien.",
        knop="Voeg toe",
    )


@once
@require_http_methods(["GET", "POST"])
def bewijsstuk_weg(request: HttpRequest, code: UUID) -> HttpResponse:
    """Asks first: the file does not come back."""
    stuk = toegang_portaal.get_bewijsstuk(request.user, code, on=today(), view="bewijsstuk_weg")
    about(request, stuk.plaatsing.traject.regio)
    form = AkkoordForm(request.POST or None)
    return stap(
        request,
        stuk.plaatsing,
        form,
        lambda: bewijsstukken.haal_weg(traject=stuk.plaatsing.traject, by=request.user, on=today(), stuk=stuk),
        klaar="Het bestand is weg.",
        naar=_bij(stuk.plaatsing, stuk.werkproces.code),
        titel="Bestand weghalen",
        uitleg=f"“{stuk.document.document.titel}” verdwijnt voorgoed, ook voor de coördinator en de school.",
        knop="Haal weg",
    )
