"""A first page of a dossier: who it is, where it stands, and what can be done."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from basis.dagen import today
from trajecten import knoppen, toegang


@require_safe
def traject(request: HttpRequest, code: UUID) -> HttpResponse:
    row = toegang.get_traject(request.user, code, Permission.TRAJECT_LEZEN, on=today(), view="traject")
    context = {"traject": row, "knoppen": [(k, k.url(row)) for k in knoppen.knoppen(row, request.user, on=today())]}
    return render(request, "trajecten/overgang/kop.html", context)
