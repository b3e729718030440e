"""
Unsubscribing by the link at the foot of a mail, without signing in. Looking changes nothing: mail scanners fetch ahead (M02).

The token is all the authority there is: whoever holds it may stop the mails it came with, and nothing else.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from basis.dagen import now
from basis.htmx import redirect_to
from basis.snelheid import within_limit
from berichten import afmelden as domein
from berichten.models import Afmeldlink, Hoe
from trajecten.forms.voorkeuren import AfmeldForm
from trajecten.voorkeuren import afmelden as links
from trajecten.voorkeuren.groepen import verplicht

PER_UUR = 600  # from one address: the servers of a mail provider press for all who use it

Page = Callable[[HttpRequest, Afmeldlink, str], HttpResponse]


def _met_link(page: Page) -> Callable[[HttpRequest, str], HttpResponse]:
    """The same answer for every token that is none."""

    @wraps(page)
    def wrapped(request: HttpRequest, token: str) -> HttpResponse:
        if not within_limit(request, "afmelden", amount=PER_UUR, seconds=3600):
            return render(request, "429.html", status=429)
        link = domein.vind(token, at=now())
        if link is None:
            return render(request, "trajecten/voorkeuren/afmelden_ongeldig.html", status=410)
        return page(request, link, token)

    return wrapped


@require_http_methods(["GET", "POST"])
@_met_link
def afmelden(request: HttpRequest, link: Afmeldlink, token: str) -> HttpResponse:
    stand = links.stand(link)
    if not stand.aan:
        return redirect_to(request, "trajecten:afmelden_klaar", token)
    form = AfmeldForm(request.POST or None, groepen=stand.aan)
    if request.method == "POST" and form.is_valid():
        links.stop(link, form.cleaned_data["stop"], hoe=Hoe.LINK, at=now())
        return redirect_to(request, "trajecten:afmelden_klaar", token)
    return render(request, "trajecten/voorkeuren/afmelden.html", {"form": form, "verplicht": verplicht()})


@require_safe
@_met_link
def afmelden_klaar(request: HttpRequest, link: Afmeldlink, token: str) -> HttpResponse:
    """What is stopped and what is not, with the way back."""
    context = {"stand": links.stand(link), "token": token, "verplicht": verplicht()}
    return render(request, "trajecten/voorkeuren/afmelden_klaar.html", context)


@require_POST
@_met_link
def afmelden_terug(request: HttpRequest, link: Afmeldlink, token: str) -> HttpResponse:
    links.maak_ongedaan(link)
    return redirect_to(request, "trajecten:afmelden_klaar", token)


@csrf_exempt  # a mail program has no page of ours and no cookie (RFC 8058); a forged form would need the token as well
@require_http_methods(["GET", "POST"])
@_met_link
def afmelden_direct(request: HttpRequest, link: Afmeldlink, token: str) -> HttpResponse:
    """The button of a mail program: all that this mail was about. Whoever opens the address instead gets the page."""
    if request.method != "POST" or request.POST.get("List-Unsubscribe") != "One-Click":
        return redirect_to(request, "trajecten:afmelden", token)
    links.stop(link, hoe=Hoe.MAILPROGRAMMA, at=now())
    return HttpResponse("Afgemeld.", content_type="text/plain; charset=utf-8")
