"""Appointments in one's own calendar: the page about the secret address, what stands behind it, and one appointment as a file."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from basis.dagen import now, today
from basis.htmx import redirect_to
from basis.once import once
from basis.snelheid import within_limit
from trajecten.agenda import adressen, afspraken, ics, toegang
from trajecten.forms.agenda import AgendaForm

VERS = "agenda_adres"  # in the session of who made it: the token, until the page has shown it once
PER_UUR = 1200  # tries from one address: a calendar in the cloud fetches for many people from one of them


def _mag(request: HttpRequest) -> frozenset[Permission]:
    if able := adressen.mag(request.user, on=today()):
        return able
    raise PermissionDenied


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """The address stands here once: after this nobody can read it, also not on this screen."""
    able, adres = _mag(request), adressen.van(request.user)
    token = request.session.pop(VERS, "")
    vers = adressen.url(token) if adres and token else ""
    context = {
        "adres": adres,
        "vers": vers,
        "vers_webcal": f"webcal:{vers.partition(':')[2]}",  # what phones and desktops open in their calendar
        "form": AgendaForm(mag=able, adres=adres),
        "met_dossiers": adressen.DOSSIERS in able,
        "terug": afspraken.TERUG.days,
        "vooruit": afspraken.VOORUIT.days,
    }
    return render(request, "trajecten/agenda.html", context)


@once
@require_POST
def agenda_maken(request: HttpRequest) -> HttpResponse:
    """A first one with the choices of its form; one that takes the place of another keeps the choices."""
    able, adres = _mag(request), adressen.van(request.user)
    form = AgendaForm(request.POST, mag=able, adres=adres)
    form.is_valid()
    wensen = {"ook_collegas": adres.ook_collegas, "ook_termijnen": adres.ook_termijnen} if adres else form.wensen()
    request.session[VERS] = adressen.maak(request.user, at=now(), **wensen)
    return redirect_to(request, "trajecten:agenda")


@once
@require_POST
def agenda_keuzes(request: HttpRequest) -> HttpResponse:
    form = AgendaForm(request.POST, mag=_mag(request), adres=None)
    form.is_valid()
    if adressen.wijzig(request.user, **form.wensen()):
        messages.success(request, "Uw keuzes zijn bewaard. Uw agenda volgt bij de volgende keer ophalen.")
    else:
        messages.error(request, "U hebt geen agenda-adres meer. Maak een nieuw adres.")
    return redirect_to(request, "trajecten:agenda")


@once
@require_POST
def agenda_intrekken(request: HttpRequest) -> HttpResponse:
    _mag(request)
    adressen.trek_in(request.user, at=now())
    messages.success(request, "Het adres werkt niet meer. Haal de agenda zelf weg uit uw telefoon of computer.")
    return redirect_to(request, "trajecten:agenda")


@require_safe
def agenda_feed(request: HttpRequest, token: str) -> HttpResponse:
    """
    For the calendar program, which has no session: who holds the address reads what its owner may see today.

    It shows less than a list of trajecten does; as there, no reading of a dossier is logged, only when it was last fetched.
    """
    if not within_limit(request, "agenda", amount=PER_UUR, seconds=3600):
        return render(request, "429.html", status=429)
    adres = adressen.vind(token, on=today())
    if adres is None:
        raise Http404
    response = als_bestand(afspraken.van(adres, on=today()), naam="praktijkleren")
    type(adres).objects.filter(pk=adres.pk).noteer_opgehaald(at=now())
    return response


@require_safe
def afspraak(request: HttpRequest, code: UUID) -> HttpResponse:
    row = toegang.get_afspraak(request.user, code, on=today())
    item = afspraken.als_item(row, url=row.traject.get_absolute_url())
    return als_bestand([item], naam=f"{row.traject.nummer}-{row.soort}")


def als_bestand(items: Iterable[ics.Item], *, naam: str) -> HttpResponse:
    response = HttpResponse(ics.bestand(items), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{naam}.ics"'
    return response
