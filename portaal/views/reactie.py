"""A deelnemer tells behind a personal link how they find that it goes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from basis.dagen import now, today
from basis.htmx import redirect_to
from portaal.views.linkpagina import doe, mag_proberen, niet_meer, te_vaak
from trajecten import vraaglinks, zicht_deelnemer
from trajecten.forms.links import ReactieForm
from trajecten.links import LinkGeldtNiet


def _niet_meer(request: HttpRequest, token: str) -> HttpResponse:
    return niet_meer(request, token, "portaal:link_reactie_klaar", request.POST.get("tekst", "").strip())


@require_http_methods(["GET", "POST"])
def link_reactie(request: HttpRequest, token: str) -> HttpResponse:
    if not mag_proberen(request):
        return te_vaak(request)
    link = vraaglinks.vind(token, at=now())
    if link is None:
        return _niet_meer(request, token)
    form = ReactieForm(request.POST or None)
    try:
        if form.is_valid() and doe(form, lambda: vraaglinks.antwoord(token, on=today(), at=now(), **form.cleaned_data)):
            return redirect_to(request, "portaal:link_reactie_klaar", token)
    except LinkGeldtNiet:
        return _niet_meer(request, token)
    shown = zicht_deelnemer.van(vraaglinks.plaatsing(link), on=today())
    return render(request, "portaal/link_reactie.html", {"form": form, "zicht": shown})


@require_safe
def link_reactie_klaar(request: HttpRequest, token: str) -> HttpResponse:
    """The same with any token."""
    return render(request, "portaal/link_reactie_klaar.html")
