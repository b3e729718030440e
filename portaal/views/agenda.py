"""A planned evaluation or uitreiking as a file for the calendar of who works with this deelnemer."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from basis.dagen import today
from trajecten.agenda import afspraken, toegang
from trajecten.views.agenda import als_bestand


@require_safe
def afspraak(request: HttpRequest, code: UUID) -> HttpResponse:
    row = toegang.get_afspraak_portaal(request.user, code, on=today())
    item = afspraken.als_item(row, url=reverse("portaal:plaatsing", args=[row.plaatsing_code]))
    return als_bestand([item], naam=f"{row.traject.nummer}-{row.soort}")
