from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from accounts.toegang import permissions_in
from basis.dagen import today
from basis.lists import page_of
from basis.once import once
from basis.versie import VersieConflict
from documenten.views_helpers import download_response
from kwalificaties.zoeken import met_woorden
from werkgevers import bereik, toegang
from werkgevers import erkenning as domein
from werkgevers.bron import erkenning_bron
from werkgevers.forms import erkenning as forms
from werkgevers.models import Erkenning, ErkenningStatus
from werkgevers.views.pagina import actie, de_erkenning, het_leerbedrijf, wie

P = Permission
S = ErkenningStatus


@require_safe
def kwalificatie_kiezen(request: HttpRequest, code: UUID) -> HttpResponse:
    """First step of a new erkenning: which kwalificatie; a word of the catalogue may stand in the URL."""
    row = het_leerbedrijf(request, code, P.ERKENNING_WIJZIGEN)
    term = request.GET.get("q", "")[:100]
    rows = met_woorden(toegang.visible_kwalificaties(row.regio).filter(vervallen_op__isnull=True), term)
    context = {"leerbedrijf": row, "term": term, "page_obj": page_of(request, rows)}
    return render(request, "werkgevers/kwalificatie_kiezen.html", context)


@once
@require_http_methods(["GET", "POST"])
def erkenning_registreren(request: HttpRequest, code: UUID, kwalificatie: UUID) -> HttpResponse:
    row = het_leerbedrijf(request, code, P.ERKENNING_WIJZIGEN)
    keuze = toegang.get_kwalificatie(row.regio, kwalificatie)
    form = forms.RegistrerenForm(
        request.POST or None,
        request.FILES or None,
        kwalificatie=keuze,
        regio=row.regio,
        leerbedrijf=row,
        initial={"datum": today()},
    )
    do = partial(domein.registreren, leerbedrijf=row, kwalificatie=keuze, **wie(request))
    titel, klaar = "Erkenning registreren", "De erkenning is geregistreerd."
    return actie(request, form, do, klaar=klaar, titel=titel, to=row, leerbedrijf=row, waarvoor=keuze, bron=_bron(row))


@once
@require_http_methods(["GET", "POST"])
def erkenning_aanvragen(request: HttpRequest, code: UUID, kwalificatie: UUID) -> HttpResponse:
    row = het_leerbedrijf(request, code, P.ERKENNING_WIJZIGEN)
    keuze = toegang.get_kwalificatie(row.regio, kwalificatie)
    form = forms.AanvragenForm(request.POST or None, kwalificatie=keuze, regio=row.regio, initial={"aangevraagd_op": today()})
    do = partial(domein.aanvragen, leerbedrijf=row, kwalificatie=keuze, **wie(request))
    titel, klaar = "Aanvraag bij SBB vastleggen", "De aanvraag is vastgelegd. De termijn van SBB loopt."
    return actie(request, form, do, klaar=klaar, titel=titel, to=row, leerbedrijf=row, waarvoor=keuze)


@require_safe
def erkenning(request: HttpRequest, code: UUID) -> HttpResponse:
    row = de_erkenning(request, code, P.LEERBEDRIJF_LEZEN)
    bevestigd = list(row.bevestigingen.select_related("kwalificatie", "door").prefetch_related("werkprocessen"))
    context = {
        "erkenning": row,
        "leerbedrijf": row.leerbedrijf,
        "hercheck": row.is_hercheck_nodig(today()),
        "werkprocessen": row.werkprocessen.order_by("kerntaak__volgorde", "volgorde"),
        "checks": row.checks.select_related("door", "document"),
        "bevestigd": bevestigd,
        "buren": _open_buren(row, {b.kwalificatie_id for b in bevestigd}),
        "gebeurtenissen": row.gebeurtenissen.select_related("door"),
        "bron": _bron(row.leerbedrijf),
        "mag": P.ERKENNING_WIJZIGEN in permissions_in(request.user, row.leerbedrijf.regio, today()),
    }
    return render(request, "werkgevers/erkenning.html", context)


def _open_buren(row: Erkenning, bevestigd: set[int]):
    """Predecessors and successor for which SBB's word can still be recorded."""
    return toegang.buren(row).exclude(pk__in=bevestigd) if row.status == S.ERKEND else []


def _bron(leerbedrijf) -> dict:
    bron = erkenning_bron()
    return {"naam": bron.naam, "link": bron.zoeklink(leerbedrijf)}


def _op_erkenning(request: HttpRequest, row: Erkenning, form, do, *, titel: str, klaar: str, **context) -> HttpResponse:
    """One action on an existing erkenning."""
    do = partial(do, erkenning=row, **wie(request))
    context = {"to": row, "leerbedrijf": row.leerbedrijf, "erkenning": row, "waarvoor": row.kwalificatie, **context}
    return actie(request, form, do, klaar=klaar, titel=titel, **context)


def _get(request: HttpRequest, code: UUID) -> Erkenning:
    return de_erkenning(request, code, P.ERKENNING_WIJZIGEN)


@once
@require_http_methods(["GET", "POST"])
def erkenning_besluit(request: HttpRequest, code: UUID) -> HttpResponse:
    row, form = _get(request, code), forms.BesluitForm(request.POST or None)
    titel, klaar = "Besluit van SBB vastleggen", "Het besluit van SBB is vastgelegd."
    return _op_erkenning(request, row, form, domein.besluit_vastleggen, titel=titel, klaar=klaar)


@once
@require_http_methods(["GET", "POST"])
def erkenning_brief(request: HttpRequest, code: UUID) -> HttpResponse:
    row, form = _get(request, code), forms.BriefForm(request.POST or None)
    titel, klaar = "Brief van SBB vastleggen", "De brief van SBB is vastgelegd."
    return _op_erkenning(request, row, form, domein.brief_vastleggen, titel=titel, klaar=klaar)


@once
@require_http_methods(["GET", "POST"])
def erkenning_controle(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _get(request, code)
    form = forms.ControleForm(request.POST or None, request.FILES or None, leerbedrijf=row.leerbedrijf, initial={"datum": today()})
    titel, klaar = "Erkenning controleren", "De controle is vastgelegd."
    bron = _bron(row.leerbedrijf)
    return _op_erkenning(request, row, form, domein.controle_vastleggen, titel=titel, klaar=klaar, bron=bron)


@once
@require_http_methods(["GET", "POST"])
def erkenning_vervallen(request: HttpRequest, code: UUID) -> HttpResponse:
    row, form = _get(request, code), forms.VervallenForm(request.POST or None)
    titel, klaar = "Vastleggen dat de erkenning vervalt", "Vastgelegd dat de erkenning vervalt."
    return _op_erkenning(request, row, form, domein.vervallen, titel=titel, klaar=klaar)


@once
@require_http_methods(["GET", "POST"])
def erkenning_bereik(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _get(request, code)
    make = partial(forms.BereikWijzigenForm, kwalificatie=row.kwalificatie, regio=row.leerbedrijf.regio)
    form = make(
        request.POST or None,
        initial={
            "bereik": forms.HEEL if row.hele_kwalificatie else forms.DEEL,
            "werkprocessen": list(row.werkprocessen.all()),
            "versie": row.versie,
        },
    )
    titel, klaar = "Bereik van de erkenning wijzigen", "Het bereik is gewijzigd."
    try:
        return _op_erkenning(request, row, form, domein.bereik_wijzigen, titel=titel, klaar=klaar)
    except VersieConflict:
        return _bereik_conflict(request, row, make, titel)


def _bereik_conflict(request: HttpRequest, row: Erkenning, make, titel: str) -> HttpResponse:
    """What stands there now in words, what was typed still in the form, with the newest version."""
    data = request.POST.copy()
    data["versie"] = str(row.versie)
    form = make(data)
    form.add_error(
        None,
        f"Iemand anders wijzigde deze erkenning terwijl u bezig was. Nu staat er: {bereik.omschrijving(row)}. "
        "Hieronder staat wat u koos. Controleer het en sla opnieuw op.",
    )
    context = {"form": form, "titel": titel, "to": row, "leerbedrijf": row.leerbedrijf, "erkenning": row}
    return render(request, "werkgevers/formulier.html", {**context, "waarvoor": row.kwalificatie}, status=409)


@once
@require_http_methods(["GET", "POST"])
def erkenning_opvolger(request: HttpRequest, code: UUID, kwalificatie: UUID) -> HttpResponse:
    row = _get(request, code)
    buur = toegang.get_buur(row, kwalificatie)
    form = forms.OpvolgerForm(
        request.POST or None,
        kwalificatie=buur,
        regio=row.leerbedrijf.regio,
        heel=row.hele_kwalificatie,
        initial={"datum": today()},
    )

    def bevestigen(**feiten) -> Erkenning:
        return domein.opvolger_bevestigen(kwalificatie=buur, **feiten).erkenning

    titel, klaar = f"Bevestigen dat de erkenning geldt voor {buur}", "De bevestiging is vastgelegd."
    return _op_erkenning(request, row, form, bevestigen, titel=titel, klaar=klaar)


@require_safe
def controle_bewijs(request: HttpRequest, code: UUID) -> HttpResponse:
    """The file that was added to a check."""
    return download_response(toegang.get_bewijs(request.user, code, P.LEERBEDRIJF_LEZEN, on=today()))
