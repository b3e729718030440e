"""Several deelnemers and one leerbedrijf: three steps of one address, and a result per row."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Regio
from accounts.permissions import Permission
from accounts.toegang import about, require
from basis.dagen import today
from basis.once import once
from trajecten import begrippen, matchkeuze, samen, toegang, toegang_delen
from trajecten.forms.matchen import LeerbedrijfKiezenForm
from trajecten.forms.samen import SamenMatchenForm
from trajecten.models import Traject
from trajecten.regels import Overgang
from trajecten.views.overgangen.pagina import voer_uit, wie
from werkgevers.models import Leerbedrijf
from werkgevers.toegang import get_kwalificatie, get_leerbedrijf

P = Permission
TITEL = "Samen matchen"


@once
@require_http_methods(["GET", "POST"])
def samen_matchen(request: HttpRequest) -> HttpResponse:
    """?leerbedrijf= and then &kwalificatie=; the third step holds the deelnemers and what is agreed for all of them."""
    regio = _regio(request)
    form = LeerbedrijfKiezenForm(request.GET if "leerbedrijf" in request.GET else None, regio=regio)
    if not form.is_valid():
        return render(request, "trajecten/samen/leerbedrijf.html", {"form": form, "titel": TITEL})
    leerbedrijf = form.cleaned_data["leerbedrijf"]
    if "kwalificatie" in request.GET:
        return _spreek_af(request, regio, leerbedrijf)
    keuzes = matchkeuze.keuzes(Traject(regio=regio), leerbedrijf, on=today())
    context = {"titel": TITEL, "leerbedrijf": leerbedrijf, "keuzes": keuzes}
    return render(request, "trajecten/samen/kwalificatie.html", context)


def _regio(request: HttpRequest) -> Regio:
    """That of the leerbedrijf in the address, else the active one; for who matches there."""
    if code := request.GET.get("leerbedrijf"):
        about(request, get_leerbedrijf(request.user, _uuid(code), P.LEERBEDRIJF_LEZEN, on=today()).regio)
    return require(request, P.TRAJECT_MATCHEN, require(request, P.SCHERMEN_COORDINATOR))


def _uuid(code: str) -> UUID:
    try:
        return UUID(code)
    except ValueError:
        raise Http404 from None


def _spreek_af(request: HttpRequest, regio: Regio, leerbedrijf: Leerbedrijf) -> HttpResponse:
    kwalificatie = get_kwalificatie(regio, _uuid(request.GET["kwalificatie"]))
    keuze = matchkeuze.keuze(leerbedrijf, kwalificatie, on=today())
    rows = toegang.te_matchen(request.user, regio, on=today())
    chosen = {"leerbedrijf": leerbedrijf, "kwalificatie": kwalificatie, "grond": keuze.grond}
    form = SamenMatchenForm(request.POST or None, regio=regio, trajecten=rows, **chosen)
    context = {
        "titel": TITEL,
        "leerbedrijf": leerbedrijf,
        "keuze": keuze,
        "woorden": begrippen.BIJ[Overgang.MATCHEN],
        "zijn_er": rows.exists(),
        "daarna": "Elke deelnemer krijgt een eigen praktijkovereenkomst. Daarna ziet u per deelnemer of het lukte.",
    }
    do = partial(samen.matchen, regio=regio, **wie(request))
    return voer_uit(
        request, form, do, klaar="De uitkomst staat hieronder.", context=context, template="trajecten/samen/afspraken.html"
    )


@require_safe
def samen_gematcht(request: HttpRequest, code: UUID) -> HttpResponse:
    row = toegang_delen.get_samen(request.user, code, on=today())
    about(request, row.regio)
    rijen = list(row.rijen.select_related("traject__deelnemer"))
    context = {"titel": TITEL, "samen": row, "rijen": rijen, "gelukt": sum(rij.gelukt for rij in rijen)}
    return render(request, "trajecten/samen/uitkomst.html", context)
