"""What the leerbedrijf sees of each werkproces: at any moment, and at the end in three steps."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission as P
from basis.dagen import now, today
from basis.once import once
from portaal.views.pagina import haal, is_aan_het_werk, kan_niet, stap, terug
from trajecten import eindbeoordeling as domein
from trajecten import oordelen, tussendoor, zicht
from trajecten.forms.portaal import EindvragenForm, VersturenForm
from trajecten.models import Plaatsing
from trajecten.regels import AAN_HET_WERK, Status
from trajecten.views.per_werkproces import Pagina, alles, een

TITEL = "Eindbeoordeling"
WANNEER_U_WILT = "Kies wat u ziet op de werkvloer. U kunt dit doen wanneer u wilt; het laatste oordeel telt."
AAN_HET_EIND = "Kijk bij elk werkproces of het oordeel nog klopt. Wat u eerder koos, staat er al."


def _pagina(request: HttpRequest, row: Plaatsing, template: str, url: str, na: str, *, klaar: str, **context) -> Pagina:
    return Pagina(
        regio=row.traject.regio,
        rijen=lambda: tussendoor.rijen(row, request.user, on=today()),
        bewaar=lambda gezien: tussendoor.beoordeel(traject=row.traject, by=request.user, on=today(), gezien=gezien),
        template=template,
        url=url,
        na=na,
        een=lambda werkproces: reverse("portaal:oordeel", args=[row.code, werkproces]),
        bestand=lambda werkproces: reverse("portaal:bewijsstuk", args=[row.code, werkproces]),
        klaar=klaar,
        context={"regel": zicht.regel(row), "terug": terug(row), **context},
    )


def _tussendoor(request: HttpRequest, row: Plaatsing) -> Pagina:
    url = reverse("portaal:werkprocessen", args=[row.code])
    words = {"klaar": "Uw oordelen zijn bewaard.", "uitleg": WANNEER_U_WILT}
    return _pagina(request, row, "portaal/werkprocessen.html", url, terug(row), **words)


@once
@require_http_methods(["GET", "POST"])
def werkprocessen(request: HttpRequest, code: UUID) -> HttpResponse:
    row = haal(request, code, P.TRAJECT_BEOORDELEN)
    if not is_aan_het_werk(row):
        return kan_niet(request, row, titel="Werkprocessen", reden="Beoordelen kan zolang de deelnemer bij u werkt.")
    return alles(request, _tussendoor(request, row))


@once
@require_http_methods(["GET", "POST"])
def oordeel(request: HttpRequest, code: UUID, werkproces: UUID) -> HttpResponse:
    row = haal(request, code, P.TRAJECT_BEOORDELEN)
    return een(request, _tussendoor(request, row), werkproces)


def _is_gevraagd(row: Plaatsing) -> bool:
    row.traject.refresh_from_db(fields=["status", "ingediend_op"])
    return row.traject.status == Status.BEOORDELING


def _niet_gevraagd(request: HttpRequest, row: Plaatsing) -> HttpResponse:
    words = "De eindbeoordeling wordt niet meer gevraagd."
    if row.traject.status == Status.VASTSTELLING:
        words = "De eindbeoordeling ligt al bij de school."
    elif row.traject.status in AAN_HET_WERK | {Status.OVEREENKOMST}:
        words = "De eindbeoordeling is nog niet gevraagd."
    return kan_niet(request, row, titel=TITEL, reden=words)


def _stap(row: Plaatsing, naam: str) -> str:
    return reverse(f"portaal:{naam}", args=[row.code])


@once
@require_http_methods(["GET", "POST"])
def eindbeoordeling(request: HttpRequest, code: UUID) -> HttpResponse:
    """Step 1: the three questions. What is answered is kept at once, so that somebody else, or they later, goes on."""
    row = haal(request, code, P.TRAJECT_BEOORDELEN)
    if not _is_gevraagd(row):
        return _niet_gevraagd(request, row)
    later = "later" in request.POST
    form = EindvragenForm(request.POST or None, concept=domein.concept(row), later=later)

    def do() -> None:
        try:
            domein.bewaar(traject=row.traject, by=request.user, on=today(), at=now(), **form.feiten())
        except domein.IntussenAnders:
            form.vernieuw(domein.concept(row).versie)
            raise

    return stap(
        request,
        row,
        form,
        do,
        klaar="Uw antwoorden zijn bewaard. U kunt later verder." if later else "",
        is_nog_mogelijk=lambda: _is_gevraagd(row),
        template="portaal/eindvragen.html",
        naar="" if later else _stap(row, "eind_werkprocessen"),
        teruggestuurd=oordelen.teruggestuurd(row.traject),
    )


@once
@require_http_methods(["GET", "POST"])
def eind_werkprocessen(request: HttpRequest, code: UUID) -> HttpResponse:
    """Step 2: each werkproces, as at any moment."""
    row = haal(request, code, P.TRAJECT_BEOORDELEN)
    if not _is_gevraagd(row):
        return _niet_gevraagd(request, row)
    url, na = _stap(row, "eind_werkprocessen"), _stap(row, "eind_versturen")
    words = {"klaar": "", "uitleg": AAN_HET_EIND, "vorige": _stap(row, "eindbeoordeling")}
    return alles(request, _pagina(request, row, "portaal/eind_werkprocessen.html", url, na, **words))


@once
@require_http_methods(["GET", "POST"])
def eind_versturen(request: HttpRequest, code: UUID) -> HttpResponse:
    """Step 3: read it all once more, and send it. What changed since it was shown is shown again first."""
    row = haal(request, code, P.TRAJECT_BEOORDELEN)
    if not _is_gevraagd(row):
        return _niet_gevraagd(request, row)
    stand = domein.stand(row)
    form = VersturenForm(request.POST or None, initial={"gezien": stand.kenmerk, "beoordelaar": request.user.naam})

    def do() -> None:
        try:
            domein.verstuur(traject=row.traject, by=request.user, on=today(), **form.feiten())
        except domein.IntussenAnders:
            form.toon_opnieuw(domein.stand(row).kenmerk)
            raise

    return stap(
        request,
        row,
        form,
        do,
        klaar="De eindbeoordeling is verstuurd naar de school. Bedankt!",
        is_nog_mogelijk=lambda: _is_gevraagd(row),
        template="portaal/eind_versturen.html",
        stand=stand,
        vragen=_stap(row, "eindbeoordeling"),
        werkprocessen=_stap(row, "eind_werkprocessen"),
    )
