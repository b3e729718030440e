"""Contactpersonen, praktijkopleiders and closed periods of a leerbedrijf."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import today
from basis.htmx import redirect_to
from basis.once import once
from werkgevers import toegang
from werkgevers.forms.leerbedrijf import ContactpersoonForm, GeslotenPeriodeForm, PraktijkopleiderForm
from werkgevers.models import Contactpersoon, Praktijkopleider
from werkgevers.views.pagina import actie, bewerken, het_leerbedrijf

WIJZIGEN = Permission.LEERBEDRIJF_WIJZIGEN


@once
@require_http_methods(["GET", "POST"])
def contactpersoon_nieuw(request: HttpRequest, code: UUID) -> HttpResponse:
    row = het_leerbedrijf(request, code, WIJZIGEN)
    titel = "Contactpersoon toevoegen"
    nieuw = Contactpersoon(leerbedrijf=row)
    return bewerken(
        request, nieuw, ContactpersoonForm, to=row, klaar="De contactpersoon is toegevoegd.", titel=titel, leerbedrijf=row
    )


@once
@require_http_methods(["GET", "POST"])
def contactpersoon_wijzigen(request: HttpRequest, code: UUID) -> HttpResponse:
    row = toegang.get_contactpersoon(request.user, code, WIJZIGEN, on=today())
    about(request, row.leerbedrijf.regio)
    van, titel = row.leerbedrijf, "Contactpersoon wijzigen"
    return bewerken(request, row, ContactpersoonForm, to=van, klaar="De contactpersoon is gewijzigd.", titel=titel, leerbedrijf=van)


@once
@require_http_methods(["GET", "POST"])
def praktijkopleider_nieuw(request: HttpRequest, code: UUID) -> HttpResponse:
    row = het_leerbedrijf(request, code, WIJZIGEN)
    titel = "Praktijkopleider toevoegen"
    nieuw = Praktijkopleider(leerbedrijf=row)
    klaar = "De praktijkopleider is toegevoegd."
    return bewerken(request, nieuw, PraktijkopleiderForm, to=row, klaar=klaar, titel=titel, leerbedrijf=row)


@once
@require_http_methods(["GET", "POST"])
def praktijkopleider_wijzigen(request: HttpRequest, code: UUID) -> HttpResponse:
    row = toegang.get_praktijkopleider(request.user, code, WIJZIGEN, on=today())
    about(request, row.leerbedrijf.regio)
    van, titel = row.leerbedrijf, "Praktijkopleider wijzigen"
    klaar = "De praktijkopleider is gewijzigd."
    return bewerken(request, row, PraktijkopleiderForm, to=van, klaar=klaar, titel=titel, leerbedrijf=van)


@once
@require_http_methods(["GET", "POST"])
def gesloten_periode_nieuw(request: HttpRequest, code: UUID) -> HttpResponse:
    row = het_leerbedrijf(request, code, WIJZIGEN)
    form = GeslotenPeriodeForm(request.POST or None)

    def bewaren(**feiten):
        form.save(row.organisatie)
        return row

    klaar, titel = "De gesloten periode is toegevoegd.", "Gesloten periode toevoegen"
    return actie(request, form, bewaren, klaar=klaar, titel=titel, to=row, leerbedrijf=row)


@once
@require_POST
def gesloten_periode_verwijderen(request: HttpRequest, code: UUID) -> HttpResponse:
    periode = toegang.get_gesloten_periode(request.user, code, WIJZIGEN, on=today())
    row = periode.organisatie.leerbedrijf
    periode.delete()
    messages.success(request, "De gesloten periode is weggehaald.")
    return redirect_to(request, row)
