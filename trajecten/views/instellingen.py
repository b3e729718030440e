"""What a regio chose for all its trajecten."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from accounts.toegang import require, url_in
from basis.dagen import today
from basis.htmx import redirect_to
from basis.once import once
from basis.versie import VersieConflict, conflict_page
from trajecten import instelling, tweede_blik
from trajecten.forms.instellingen import RegioInstellingForm


@once
@require_http_methods(["GET", "POST"])
def instellingen(request: HttpRequest) -> HttpResponse:
    regio = require(request, Permission.REGIO_BEHEREN)
    back, slaapt = url_in(request, regio, "accounts:beheer"), tweede_blik.slaapt(regio, on=today())
    form = RegioInstellingForm(request.POST or None, instance=instelling.van(regio, save=request.method == "POST"))
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
        except VersieConflict:
            return conflict_page(request, form, again=lambda data, row: RegioInstellingForm(data, instance=row), back=back)
        messages.success(request, "De keuzes voor uw regio zijn bewaard. Termijnen volgen vannacht.")
        return redirect_to(request, back)
    return render(request, "trajecten/beheer/instellingen.html", {"form": form, "back": back, "slaapt": slaapt})
