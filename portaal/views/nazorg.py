"""A deelnemer tells behind a personal link what they do now: one question, and one more click to be sure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from basis.dagen import now, today
from basis.getypt import Waarde
from basis.htmx import redirect_to
from portaal.views.linkpagina import doe, mag_proberen, niet_meer, te_vaak
from trajecten import vraaglinks, zicht_deelnemer
from trajecten.forms.links import NazorgVraagForm
from trajecten.links import LinkGeldtNiet
from trajecten.nazorg import vraag, woorden


def _niet_meer(request: HttpRequest, token: str) -> HttpResponse:
    link = vraaglinks.vind_gebruikt(token, at=now())
    sent = dict(woorden.keuzes(link.traject)).get(request.POST.get("uitkomst", ""), "") if link else ""
    return niet_meer(request, token, "portaal:link_nazorg_klaar", sent, [Waarde("antwoord", sent, bool(sent))])


@require_http_methods(["GET", "POST"])
def link_nazorg(request: HttpRequest, token: str) -> HttpResponse:
    if not mag_proberen(request):
        return te_vaak(request)
    link = vraag.vind(token, at=now())
    if link is None:
        return _niet_meer(request, token)
    shown = zicht_deelnemer.voor_nazorg(link.traject, on=today())
    form = NazorgVraagForm(request.POST if request.method == "POST" else None, keuzes=shown.keuzes)
    try:
        if form.is_bevestigd and doe(form, lambda: vraag.antwoord(token, on=today(), at=now(), **form.cleaned_data)):
            return redirect_to(request, "portaal:link_nazorg_klaar", token)
    except LinkGeldtNiet:
        return _niet_meer(request, token)
    return render(request, "portaal/link_nazorg.html", {"form": form, "zicht": shown})


@require_safe
def link_nazorg_klaar(request: HttpRequest, token: str) -> HttpResponse:
    """The same with any token."""
    return render(request, "portaal/link_nazorg_klaar.html")
