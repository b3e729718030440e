"""Doors that exist only in these tests: each shows one habit of the house."""

import time

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import OperationalError, connection
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from basis.forms import Formulier
from basis.htmx import redirect_to
from basis.leeslog import log_read
from basis.models import ReadLog
from basis.once import once
from praktijkleren import errors

handler400, handler403 = errors.bad_request, errors.permission_denied
handler404, handler500 = errors.not_found, errors.server_error


class NaamForm(Formulier):
    naam = forms.CharField(label="Naam", max_length=10)
    bijlage = forms.FileField(required=False)


def work(naam: str, user_id: int) -> None:
    """What a saved form leaves behind: one row a time (any table will do)."""
    ReadLog.objects.create(user_id=user_id, soort=naam, object_code="0" * 32, view="done", at="2026-01-01T00:00Z")


@once
@require_http_methods(["GET", "POST"])
def opslaan(request):
    form = NaamForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        log_read(request.user, "dossier", "1" * 32)
        work(request.POST.get("naam", ""), request.user.pk)
        if form.is_valid():
            return redirect_to(request, "/klaar/?naam=" + form.cleaned_data["naam"])
    return HttpResponse(f"formulier {form.errors.as_text()}")


@once
@require_POST
def traag(request):
    work("traag", request.user.pk)
    time.sleep(float(request.POST["seconden"]))
    return redirect_to(request, "/klaar/")


@once
@require_POST
def ergens_anders(request):
    work("ergens_anders", request.user.pk)
    return redirect_to(request, "/klaar/")


@require_http_methods(["GET", "POST"])
def weg(request):
    raise OperationalError("server closed the connection: bert@voorbeeld.nl")


@require_GET
def pagina(request):
    return render(request, "basis/formulier_verlopen.html", {"typed": []})


@require_GET
def stuk(request):
    raise ValueError("Bert Smid, geboren 1 mei 1990")


@require_GET
def verboden(request):
    raise PermissionDenied


@require_GET
def bestand(request):
    return FileResponse(ContentFile(b"%PDF-1.7"), as_attachment=True, filename="praktijkverklaring.pdf")


@require_GET
def limieten(request):
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return HttpResponse(cursor.fetchone()[0])


urlpatterns = [
    path("test/opslaan/", opslaan),
    path("test/traag/", traag),
    path("test/anders/", ergens_anders),
    path("test/weg/", weg),
    path("test/pagina/", pagina),
    path("test/stuk/", stuk),
    path("test/verboden/", verboden),
    path("test/bestand/", bestand),
    path("test/limieten/", limieten),
    path("", include("praktijkleren.urls")),
]
