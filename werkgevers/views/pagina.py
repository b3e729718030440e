"""What the pages of this room share: one form, one call into the domain, one answer."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import today
from basis.htmx import redirect_to
from basis.versie import VersieConflict, conflict_page
from werkgevers import toegang
from werkgevers.erkenning import ErkenningGeweigerd
from werkgevers.leerbedrijf import LeerbedrijfGeweigerd
from werkgevers.models import Erkenning, Leerbedrijf


def actie(request: HttpRequest, form, do: Callable[..., Model], *, klaar: str, **context) -> HttpResponse:
    """
    Show the form; when it is good, do it and go to what came of it; when the domain refuses, say why and keep the form.

    :param do: takes the facts of the form and returns the row to go to.
    """
    if request.method == "POST" and form.is_valid():
        try:
            row = do(**form.cleaned_data)
        except (ErkenningGeweigerd, LeerbedrijfGeweigerd) as geweigerd:
            form.add_error(None, str(geweigerd))
        else:
            messages.success(request, klaar)
            return redirect_to(request, row)
    return render(request, "werkgevers/formulier.html", {"form": form, **context})


def bewerken(request: HttpRequest, row: Model, form_class, *, to: Model, klaar: str, **context) -> HttpResponse:
    """Edit one row by its form; whoever comes second sees both texts."""
    form = form_class(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
        except VersieConflict:
            return conflict_page(
                request, form, again=lambda data, current: form_class(data, instance=current), back=to.get_absolute_url()
            )
        messages.success(request, klaar)
        return redirect_to(request, to)
    return render(request, "werkgevers/formulier.html", {"form": form, "to": to, **context})


def wie(request: HttpRequest) -> dict:
    """Who does it, and on which day: the one clock of these pages."""
    return {"by": request.user, "on": today()}


def het_leerbedrijf(request: HttpRequest, code: UUID, permission: Permission) -> Leerbedrijf:
    """The leerbedrijf of this page, through the gate; the frame shows its regio."""
    row = toegang.get_leerbedrijf(request.user, code, permission, on=today())
    about(request, row.regio)
    return row


def de_erkenning(request: HttpRequest, code: UUID, permission: Permission) -> Erkenning:
    """The erkenning of this page, through the gate; the frame shows the regio of its leerbedrijf."""
    row = toegang.get_erkenning(request.user, code, permission, on=today())
    about(request, row.leerbedrijf.regio)
    return row
