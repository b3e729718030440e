"""What a deelnemer does 0, 3, 6 and 12 months after the uitreiking: recorded by who asked it, and corrected."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import today
from basis.once import once
from basis.templatetags.basis import datum
from trajecten import dossier, lijsten, toegang
from trajecten.forms import dossier as forms
from trajecten.models import Nazorgmeting, Traject
from trajecten.nazorg.rondes import MAANDEN
from trajecten.views.acties import actie
from trajecten.workflow import OvergangGeweigerd


def _get(request: HttpRequest, code: UUID, maand: int) -> Traject:
    view = request.resolver_match.url_name or ""
    found = toegang.get_dossier(request.user, code, Permission.TRAJECT_NAZORG, on=today(), view=view)
    about(request, found.regio)
    if maand not in MAANDEN.values():
        raise Http404
    return found


def _titel(maand: int) -> str:
    return f"Nazorg: {maand} maanden na de uitreiking" if maand else "Nazorg: bij de uitreiking"


@once
@require_http_methods(["GET", "POST"])
def nazorg(request: HttpRequest, code: UUID, maand: int) -> HttpResponse:
    found = _get(request, code, maand)
    form = forms.NazorgForm(request.POST or None, traject=found, initial=_initial(found, maand))
    return actie(
        request,
        found,
        form,
        lambda: dossier.nazorg(traject=found, by=request.user, on=today(), maand=maand, **form.cleaned_data),
        titel=_titel(maand),
        knop="Leg vast",
        klaar="De uitkomst is vastgelegd.",
    )


def _initial(found: Traject, maand: int) -> dict:
    """At 0 months the leerbedrijf's answer to the third question is proposed (domein §6)."""
    plaatsing = found.plaatsing
    last = plaatsing.beoordelingen.filter(soort="eind").order_by("-datum", "-pk").first() if plaatsing and maand == 0 else None
    return {"datum": today(), **({"uitkomst": "werk_hier"} if last and last.in_dienst else {})}


@once
@require_http_methods(["GET", "POST"])
def nazorg_verbeteren(request: HttpRequest, code: UUID, maand: int) -> HttpResponse:
    found = _get(request, code, maand)
    known = found.nazorgmetingen.filter(maand=maand).select_related("vastgelegd_door").first()
    if known is None:
        raise Http404
    shown = {name: getattr(known, name) for name in ("uitkomst", "datum", "toelichting", "versie")}
    form = forms.NazorgVerbeterForm(request.POST or None, traject=found, initial=shown)

    def do() -> None:
        try:
            dossier.nazorg_verbeteren(traject=found, by=request.user, on=today(), maand=maand, **form.cleaned_data)
        except OvergangGeweigerd:
            form.vernieuw(known.versie)  # of what this page shows now: sent once more, it counts
            raise

    return actie(
        request,
        found,
        form,
        do,
        titel=f"{_titel(maand)}, verbeteren",
        knop="Bewaar",
        klaar="De uitkomst is verbeterd.",
        uitleg=f"Nu staat er: {_nu(found, known)}. Wat er stond, blijft in de tijdlijn te lezen.",
    )


def _nu(found: Traject, known: Nazorgmeting) -> str:
    label = lijsten.label(found.regio, "uitkomst", known.uitkomst)
    how = f", {known.get_hoe_display().lower()}" if known.hoe else ""
    return f"{label}, {datum(known.datum)}{how}"
