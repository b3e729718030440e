"""The schools as one regio works with them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from accounts.toegang import permissions_in, require, url_in
from basis.dagen import now, today
from basis.htmx import redirect_to
from basis.lists import page_of
from basis.once import once
from basis.versie import VersieConflict, conflict_page
from trajecten import scholen as domein
from trajecten.forms.scholen import SchoolAfspraakForm

P = Permission


@require_safe
def scholen(request: HttpRequest) -> HttpResponse:
    regio = require(request, P.ORGANISATIES_BEHEREN)
    return render(request, "trajecten/scholen.html", {"page_obj": page_of(request, domein.scholen(regio))})


@once
@require_http_methods(["GET", "POST"])
def school_afspraak(request: HttpRequest, code: UUID) -> HttpResponse:
    regio = require(request, P.ORGANISATIES_BEHEREN)
    school = get_object_or_404(domein.scholen(regio), code=code)
    back = url_in(request, regio, "trajecten:scholen")
    form = SchoolAfspraakForm(request.POST or None, instance=domein.afspraak(regio, school, save=request.method == "POST"))
    if request.method == "POST" and form.is_valid():
        try:
            domein.bewaar(form, at=now())
        except VersieConflict:
            return conflict_page(request, form, again=lambda data, row: SchoolAfspraakForm(data, instance=row), back=back)
        messages.success(request, f"De afspraken met {school} zijn bewaard.")
        return redirect_to(request, back)
    may_invite = P.PORTAAL_MENSEN in permissions_in(request.user, regio, today())
    context = {"school": school, "form": form, "back": back, "mag_uitnodigen": may_invite}
    return render(request, "trajecten/school_afspraak.html", context)
