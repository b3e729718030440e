"""Who is away and who stands in: planned for oneself or for a colleague, changed, ended; and read up on when back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import afwezig as rules
from accounts.models import Afwezigheid, Regio, User
from accounts.permissions import Permission as P
from accounts.toegang import (
    about,
    active_regio,
    get_afwezigheid,
    get_eigen_afwezigheid,
    permissions_in,
    regios,
    require,
    url_in,
)
from basis.dagen import now, today
from basis.htmx import redirect_to
from basis.once import once
from trajecten.afwezig import overzicht, terug
from trajecten.forms.afwezig import CollegaForm, MeldenForm, WijzigForm


@require_safe
def afwezigheid(request: HttpRequest) -> HttpResponse:
    """One's own, for whom one stands in, and for who appoints behandelaars those of the regio."""
    regio = active_regio(request)
    able = permissions_in(request.user, regio, today())
    if not able & {P.SCHERMEN_DOSSIER, P.TRAJECT_BEHANDELAAR}:
        raise PermissionDenied
    context = overzicht.van(request.user, regio, on=today(), met_collegas=P.TRAJECT_BEHANDELAAR in able)
    return render(request, "trajecten/afwezig/overzicht.html", context | {"kan_zelf": P.SCHERMEN_DOSSIER in able})


@once
@require_http_methods(["GET", "POST"])
def afwezig_melden(request: HttpRequest) -> HttpResponse:
    regio = require(request, P.SCHERMEN_DOSSIER)
    form = MeldenForm(request.POST or None, user=request.user, regios=_waar_ik_werk(request))
    if request.method == "POST" and form.is_valid() and (done := _plan(request, regio, form, request.user, form.vervangers)):
        return done
    return render(request, "trajecten/afwezig/melden.html", {"form": form, "kan": form.kan, "titel": "Afwezigheid melden"})


@once
@require_http_methods(["GET", "POST"])
def afwezig_collega(request: HttpRequest) -> HttpResponse:
    regio = require(request, P.TRAJECT_BEHANDELAAR)
    form = CollegaForm(request.POST or None, regio=regio, user=request.user)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        if done := _plan(request, regio, form, chosen["wie"], {regio: chosen["vervanger"]}):
            return done
    titel = "Afwezigheid van een collega"
    return render(request, "trajecten/afwezig/melden.html", {"form": form, "kan": True, "titel": titel})


def _plan(request: HttpRequest, regio: Regio, form: Form, user: User, vervangers: dict[Regio, User]) -> HttpResponse | None:
    """None when it was refused: the form says why."""
    days = {name: form.cleaned_data[name] for name in ("van", "tot")}
    try:
        rows = rules.plan(user=user, **days, vervangers=vervangers, on=today())
    except rules.AfwezigGeweigerd as geweigerd:
        form.add_error(None, str(geweigerd))
        return None
    who = "U bent" if user == request.user else f"{user} is"
    messages.success(request, f"{who} afwezig van {rules.periode(rows[0])}. {_wie_vervangt(rows)}")
    _waarschuw(request, rows)
    return redirect_to(request, url_in(request, regio, "trajecten:afwezigheid"))


@once
@require_http_methods(["GET", "POST"])
def afwezig_wijzigen(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _get(request, code)
    form = WijzigForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            rules.wijzig(row, **form.cleaned_data, on=today())
        except rules.AfwezigGeweigerd as geweigerd:
            form.add_error(None, str(geweigerd))
        else:
            messages.success(request, f"De afwezigheid van {row.user} is gewijzigd.")
            return redirect_to(request, url_in(request, row.regio, "trajecten:afwezigheid"))
    titel = f"Afwezigheid van {row.user}"
    return render(request, "trajecten/afwezig/melden.html", {"form": form, "kan": True, "titel": titel})


@once
@require_POST
def afwezig_einde(request: HttpRequest, code: UUID) -> HttpResponse:
    """Back early, or not away after all."""
    row = _get(request, code)
    try:
        rules.beeindig(row, on=today())
    except rules.AfwezigGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, f"{row.user} is er weer." if row.van < today() else "De afwezigheid is weggehaald.")
    return redirect_to(request, url_in(request, row.regio, "trajecten:afwezigheid"))


@require_safe
def afwezig_gebeurd(request: HttpRequest, code: UUID) -> HttpResponse:
    """What others did meanwhile in one's own dossiers."""
    row = get_eigen_afwezigheid(request.user, code, today())
    about(request, row.regio)
    page = Paginator(terug.bewogen(row, on=today()), 10).get_page(request.GET.get("pagina"))
    context = {"rij": row, "page_obj": page, "dossiers": terug.dossiers(row, list(page), on=today())}
    return render(request, "trajecten/afwezig/gebeurd.html", context)


@once
@require_POST
def afwezig_gezien(request: HttpRequest, code: UUID) -> HttpResponse:
    row = get_eigen_afwezigheid(request.user, code, today())
    about(request, row.regio)
    terug.gelezen(row, at=now())
    messages.success(request, "U kunt het terugvinden onder uw naam, bij Afwezigheid.")
    return redirect_to(request, url_in(request, row.regio, "trajecten:vandaag"))


def _get(request: HttpRequest, code: UUID) -> Afwezigheid:
    row = get_afwezigheid(request.user, code, today())
    about(request, row.regio)
    return row


def _waar_ik_werk(request: HttpRequest) -> list[Regio]:
    own = regios(request.user, today())
    return [regio for regio in own if P.SCHERMEN_DOSSIER in permissions_in(request.user, regio, today())]


def _wie_vervangt(rows: list[Afwezigheid]) -> str:
    several = len(rows) > 1
    return " ".join(f"{row.vervanger} vervangt{f' in {row.regio}' if several else ''}." for row in rows)


def _waarschuw(request: HttpRequest, rows: list[Afwezigheid]) -> None:
    """Nobody stands in for who stands in."""
    for other in rules.vervangt(rows[0].user, [row.regio for row in rows], rows[0].van, rows[0].tot):
        who = "U zou" if rows[0].user == request.user else f"{rows[0].user} zou"
        words = f"{who} in die dagen {other.user} vervangen. De herinneringen gaan dan naar de coördinatoren."
        messages.warning(request, f"{words} Laat een coördinator zo nodig een andere vervanger kiezen.")
