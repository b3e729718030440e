"""The catalogue to browse: a list and one page per kwalificatie. Bringing rows in is in opnemen.py."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.toegang import permissions_in, require
from basis.dagen import today
from basis.lists import chips, page_of
from kwalificaties import toegang
from kwalificaties.forms import SORTERING, KwalificatieFilter


@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    regio = require(request, Permission.CATALOGUS_LEZEN)
    on = today()
    form = KwalificatieFilter(request.GET)
    own = toegang.lezende_regios(request.user, on)
    rows = form.toepassen(toegang.visible_kwalificaties(request.user, on=on), on=on, regios=own)
    context = {"form": form, "page_obj": page_of(request, rows), "chips": chips(form, request), "sorteringen": list(SORTERING)}
    may = Permission.CATALOGUS_IMPORTEREN in permissions_in(request.user, regio, on)
    return render(request, "kwalificaties/lijst.html", context | {"mag_opnemen": may})


@require_safe
def detail(request: HttpRequest, code: UUID) -> HttpResponse:
    regio = require(request, Permission.CATALOGUS_LEZEN)
    on = today()
    kwalificatie = toegang.get_kwalificatie(request.user, code, on=on)
    context = {
        "kwalificatie": kwalificatie,
        "werkprocessen": toegang.visible_werkprocessen(request.user, kwalificatie, on=on),
        "vervallen": toegang.vervallen_werkprocessen(kwalificatie),
        "voorgangers": kwalificatie.voorgangers.filter(regio__isnull=True),
        "mag_eigen": Permission.REGIO_BEHEREN in permissions_in(request.user, regio, on),
    }
    return render(request, "kwalificaties/detail.html", context)
