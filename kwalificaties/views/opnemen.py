"""Bringing a file of SBB into the shared catalogue: send, read the difference report, confirm, see what came of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from accounts.toegang import require, url_in
from basis.dagen import now, today
from basis.htmx import redirect_to
from basis.lists import page_of
from basis.once import once
from kwalificaties import opname, toegang
from kwalificaties.forms import BevestigForm, OpnemenForm
from kwalificaties.rijen import ImportGeweigerd

P = Permission
NIET_OPGENOMEN = "Er is niets opgenomen."


@once
@require_http_methods(["GET", "POST"])
def opnemen(request: HttpRequest) -> HttpResponse:
    regio = require(request, P.CATALOGUS_IMPORTEREN)
    form = OpnemenForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["bestand"]
        try:
            upload = opname.ontvang(naam=sent.name, inhoud=sent.read(), by=request.user, at=now())
        except ImportGeweigerd as geweigerd:
            form.add_error("bestand", f"{geweigerd} {NIET_OPGENOMEN}")
        else:
            return redirect_to(request, url_in(request, regio, "kwalificaties:verschil", upload.code))
    page = page_of(request, toegang.imports(regio))
    return render(request, "kwalificaties/opnemen.html", {"form": form, "page_obj": page})


@once
@require_http_methods(["GET", "POST"])
def verschil(request: HttpRequest, code: UUID) -> HttpResponse:
    """The difference report of a file that waits; confirming writes exactly what is shown."""
    regio = require(request, P.CATALOGUS_IMPORTEREN)
    upload = toegang.get_upload(request.user, code, at=now())
    if upload.opgenomen_als:
        return redirect_to(request, url_in(request, regio, "kwalificaties:opgenomen", upload.opgenomen_als.code))
    form, status = BevestigForm(request.POST or None), 200
    try:
        if request.method == "POST" and form.is_valid():
            made = opname.bevestig(upload, **form.cleaned_data, by=request.user, on=today(), at=now())
            messages.success(request, "Het bestand is opgenomen." if made else "Er was niets te veranderen.")
            to = ("kwalificaties:opgenomen", made.code) if made else ("kwalificaties:opnemen",)
            return redirect_to(request, url_in(request, regio, *to))
    except opname.VerschilAnders:
        status = 409
    except ImportGeweigerd as geweigerd:
        return _past_niet_meer(request, upload, geweigerd)
    try:
        found = opname.verschil(upload)
    except ImportGeweigerd as geweigerd:
        return _past_niet_meer(request, upload, geweigerd)
    context = {"upload": upload, "groepen": opname.groepen(found.verslag()), "wijzigingen": len(found.wijzigingen)}
    form = BevestigForm(initial={"gezien": opname.merk(found)})
    return render(request, "kwalificaties/verschil.html", context | {"form": form, "anders": status == 409}, status=status)


def _past_niet_meer(request: HttpRequest, upload, geweigerd: ImportGeweigerd) -> HttpResponse:
    """The catalogue changed so that this file can no longer be brought in."""
    context = {"upload": upload, "reden": f"{geweigerd} {NIET_OPGENOMEN}"}
    return render(request, "kwalificaties/past_niet.html", context, status=409)


@once
@require_POST
def weggooien(request: HttpRequest, code: UUID) -> HttpResponse:
    regio = require(request, P.CATALOGUS_IMPORTEREN)
    upload = toegang.get_upload(request.user, code, at=now())
    if upload.opgenomen_als:
        return redirect_to(request, url_in(request, regio, "kwalificaties:opgenomen", upload.opgenomen_als.code))
    upload.delete()
    messages.success(request, f"Het bestand is weggegooid. {NIET_OPGENOMEN}")
    return redirect_to(request, url_in(request, regio, "kwalificaties:opnemen"))


@require_safe
def opgenomen(request: HttpRequest, code: UUID) -> HttpResponse:
    regio = require(request, P.CATALOGUS_IMPORTEREN)
    row = toegang.get_import(regio, code)
    return render(request, "kwalificaties/opgenomen.html", {"import": row, "groepen": opname.groepen(row.verslag)})
