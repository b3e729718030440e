"""What a regio typed itself under a kwalificatie: see, add, change, take away."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Regio
from accounts.permissions import Permission
from accounts.toegang import require, url_in
from basis.dagen import today
from basis.forms import Formulier
from basis.htmx import redirect_to
from basis.once import once
from kwalificaties import eigen as domein
from kwalificaties import toegang
from kwalificaties.forms import KerntaakForm, WerkprocesForm, WerkprocesWijzigenForm
from kwalificaties.models import Kwalificatie

P = Permission


@require_safe
def eigen(request: HttpRequest, code: UUID) -> HttpResponse:
    regio, kwalificatie = _kwalificatie(request, code)
    rows = domein.eigen_werkprocessen(kwalificatie, regio)
    gone = toegang.vervallen_werkprocessen(kwalificatie, regio)
    context = {"kwalificatie": kwalificatie, "werkprocessen": rows, "vervallen": gone}
    return render(request, "kwalificaties/eigen.html", context | {"botsingen": domein.botsingen(kwalificatie, regio)})


@once
@require_http_methods(["GET", "POST"])
def toevoegen(request: HttpRequest, code: UUID) -> HttpResponse:
    regio, kwalificatie = _kwalificatie(request, code)
    form = WerkprocesForm(request.POST or None)
    do = partial(domein.voeg_toe, kwalificatie, regio)
    return _voer_uit(request, regio, kwalificatie, form, do, titel="Werkproces toevoegen", klaar="Het werkproces is toegevoegd.")


@once
@require_http_methods(["GET", "POST"])
def wijzigen(request: HttpRequest, code: UUID, werkproces: UUID) -> HttpResponse:
    regio, kwalificatie = _kwalificatie(request, code)
    row = toegang.get_eigen_werkproces(regio, kwalificatie, werkproces)
    form = WerkprocesWijzigenForm(request.POST or None, initial={"nummer": row.nummer, "titel": row.titel})
    do = partial(domein.wijzig, row, kwalificatie, on=today())
    return _voer_uit(request, regio, kwalificatie, form, do, titel="Werkproces wijzigen", klaar="Het werkproces is gewijzigd.")


@once
@require_http_methods(["GET", "POST"])
def kerntaak(request: HttpRequest, code: UUID, kerntaak: UUID) -> HttpResponse:
    regio, kwalificatie = _kwalificatie(request, code)
    row = toegang.get_eigen_kerntaak(regio, kwalificatie, kerntaak)
    form = KerntaakForm(request.POST or None, initial={"titel": row.titel})
    do = partial(domein.hernoem_kerntaak, row, on=today())
    return _voer_uit(
        request, regio, kwalificatie, form, do, titel=f"Kerntaak {row.nummer} wijzigen", klaar="De kerntaak is gewijzigd."
    )


@once
@require_POST
def weghalen(request: HttpRequest, code: UUID, werkproces: UUID) -> HttpResponse:
    regio, kwalificatie = _kwalificatie(request, code)
    row = toegang.get_eigen_werkproces(regio, kwalificatie, werkproces)
    try:
        domein.haal_weg(row, on=today())
    except domein.EigenGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, f"{row.nummer} is niet meer te kiezen. Wie het al had, houdt het.")
    return redirect_to(request, url_in(request, regio, "kwalificaties:eigen", kwalificatie.code))


def _kwalificatie(request: HttpRequest, code: UUID) -> tuple[Regio, Kwalificatie]:
    regio = require(request, P.REGIO_BEHEREN)
    return regio, toegang.get_kwalificatie_van(regio, code)


def _voer_uit(
    request: HttpRequest, regio: Regio, kwalificatie: Kwalificatie, form: Formulier, do: Callable, *, titel: str, klaar: str
) -> HttpResponse:
    back = url_in(request, regio, "kwalificaties:eigen", kwalificatie.code)
    if request.method == "POST" and form.is_valid():
        try:
            do(**form.cleaned_data)
        except domein.EigenGeweigerd as geweigerd:
            form.add_error(geweigerd.veld, str(geweigerd))
        else:
            messages.success(request, klaar)
            return redirect_to(request, back)
    context = {"kwalificatie": kwalificatie, "form": form, "titel": titel, "back": back}
    return render(request, "kwalificaties/eigen_formulier.html", context)
