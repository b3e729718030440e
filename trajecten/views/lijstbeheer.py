"""Beheer of the lists of domein §3: which there are, and one list of this regio."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Regio
from accounts.permissions import Permission
from accounts.toegang import require, url_in
from basis.dagen import now
from basis.htmx import redirect_to
from basis.once import once
from basis.versie import VersieConflict
from trajecten import lijstbeheer
from trajecten.forms.lijstbeheer import LijstForm


@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    regio = require(request, Permission.REGIO_BEHEREN)
    rows = [
        {"naam": naam, "uitleg": uitleg, "url": url_in(request, regio, "trajecten:lijst", lijst)}
        for lijst, (naam, uitleg) in lijstbeheer.NAMEN.items()
    ]
    return render(request, "trajecten/beheer/lijsten.html", {"rows": rows})


@once
@require_http_methods(["GET", "POST"])
def wijzigen(request: HttpRequest, lijst: str) -> HttpResponse:
    regio = require(request, Permission.REGIO_BEHEREN)
    if lijst not in lijstbeheer.NAMEN:
        raise Http404
    form = LijstForm(request.POST or None, regio=regio, lijst=lijst)
    if request.method == "POST" and form.is_valid():
        try:
            return _bewaar(request, regio, lijst, form)
        except VersieConflict:
            return _iemand_was_voor(request, regio, lijst, form)
        except lijstbeheer.LijstGeweigerd as geweigerd:
            form.add_error(f"label_{geweigerd.code}" if geweigerd.code else None, str(geweigerd))
    naam, uitleg = lijstbeheer.NAMEN[lijst]
    context = {"naam": naam, "uitleg": uitleg, "form": form, "lijst": lijst}
    return render(request, "trajecten/beheer/lijst.html", context | {"wijzigingen": lijstbeheer.wijzigingen(regio, lijst)[:20]})


def _bewaar(request: HttpRequest, regio: Regio, lijst: str, form: LijstForm) -> HttpResponse:
    opened = form.cleaned_data["versie"]
    changed = lijstbeheer.bewaar(regio=regio, lijst=lijst, nieuw=form.nieuw(), geopend_met=opened, by=request.user, at=now())
    naam = lijstbeheer.NAMEN[lijst][0]
    messages.success(request, f"De lijst “{naam}” is bewaard." if changed else f"Er is niets veranderd aan “{naam}”.")
    return redirect_to(request, url_in(request, regio, "trajecten:lijsten"))


def _iemand_was_voor(request: HttpRequest, regio: Regio, lijst: str, form: LijstForm) -> HttpResponse:
    """409 with both texts; the form holds what was typed and the newest version."""
    data = form.data.copy()
    data["versie"] = str(lijstbeheer.versie(regio, lijst))
    again = LijstForm(data, regio=regio, lijst=lijst)
    again.is_valid()
    back = url_in(request, regio, "trajecten:lijsten")
    context = {"form": again, "differences": again.verschillen(), "back": back}
    return render(request, "trajecten/beheer/lijst_conflict.html", context, status=409)
