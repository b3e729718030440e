"""Beheer of the mails: how a regio begins and ends them, read as a mail before it is kept."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Regio
from accounts.permissions import Permission
from accounts.toegang import require, url_in
from basis.dagen import now, today
from basis.htmx import redirect_to
from basis.once import once
from basis.versie import VersieConflict
from trajecten.forms.mailteksten import MailtekstForm
from trajecten.mailteksten import teksten
from trajecten.mailteksten.soorten import SOORTEN
from trajecten.mailteksten.voorbeeld import verzonnen, voorbeeld

IEMAND_WAS_VOOR = "Een collega wijzigde deze tekst net. Lees wat er nu staat en doe het daarna opnieuw als u dat nog wilt."


@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    regio = require(request, Permission.MAILTEKSTEN)
    own = teksten.alle(regio)
    rows = [
        {"soort": soort, "url": url_in(request, regio, "trajecten:mailtekst", code), "is_eigen": own[code].is_eigen}
        for code, soort in SOORTEN.items()
    ]
    return render(request, "trajecten/mailteksten/overzicht.html", {"rows": rows})


@once
@require_http_methods(["GET", "POST"])
def wijzigen(request: HttpRequest, soort: str) -> HttpResponse:
    """Pressed as `voorbeeld` nothing is kept: the page shows what the mail would be."""
    regio = _regio(request, soort)
    form = MailtekstForm(request.POST or None, regio=regio, soort=soort)
    good = request.method == "POST" and form.is_valid()
    if good and "voorbeeld" not in request.POST:
        try:
            return _bewaar(request, regio, soort, form)
        except VersieConflict:
            return _iemand_was_voor(request, regio, soort, form)
    context = {
        "soort": SOORTEN[soort],
        "code": soort,
        "form": form,
        "nu": form.nu,
        "voorbeeld": voorbeeld(verzonnen(soort, regio, on=today()), form.woorden() if good else form.nu),
        "is_proef": good,
        "wijzigingen": teksten.wijzigingen(regio, soort)[:20],
    }
    return render(request, "trajecten/mailteksten/tekst.html", context)


@once
@require_POST
def naar_standaard(request: HttpRequest, soort: str) -> HttpResponse:
    """With the version the page showed, so that nobody throws away what they did not read."""
    regio = _regio(request, soort)
    opened = request.POST.get("versie", "")
    try:
        number = int(opened) if opened.isdecimal() and len(opened) < 9 else -1
        teksten.terug(regio=regio, soort=soort, geopend_met=number, by=request.user, at=now())
    except VersieConflict:
        messages.warning(request, IEMAND_WAS_VOOR)
        return redirect_to(request, url_in(request, regio, "trajecten:mailtekst", soort))
    messages.success(request, f"De mail “{SOORTEN[soort].naam}” heeft weer de tekst van het systeem.")
    return redirect_to(request, url_in(request, regio, "trajecten:mailteksten"))


def _regio(request: HttpRequest, soort: str) -> Regio:
    regio = require(request, Permission.MAILTEKSTEN)
    if soort not in SOORTEN:
        raise Http404
    return regio


def _bewaar(request: HttpRequest, regio: Regio, soort: str, form: MailtekstForm) -> HttpResponse:
    words, opened = form.woorden(), form.cleaned_data["versie"]
    changed = teksten.bewaar(
        regio=regio, soort=soort, inleiding=words.inleiding, slot=words.slot, geopend_met=opened, by=request.user, at=now()
    )
    naam = SOORTEN[soort].naam
    done = f"De tekst van “{naam}” is bewaard. De volgende mail heeft die al."
    messages.success(request, done if changed else f"Er is niets veranderd aan “{naam}”.")
    return redirect_to(request, url_in(request, regio, "trajecten:mailteksten"))


def _iemand_was_voor(request: HttpRequest, regio: Regio, soort: str, form: MailtekstForm) -> HttpResponse:
    """409 with both texts; the form holds what was typed and the newest version."""
    data = form.data.copy()
    data["versie"] = str(form.nu.nummer)
    again = MailtekstForm(data, regio=regio, soort=soort)
    again.is_valid()
    back = url_in(request, regio, "trajecten:mailteksten")
    context = {"form": again, "differences": again.verschillen(), "back": back}
    return render(request, "basis/versie_conflict.html", context, status=409)
