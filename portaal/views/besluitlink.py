"""A school without account decides behind a personal link: the same as its people do in the portal (`besluit.py`)."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from basis.dagen import now, today
from basis.forms import Formulier
from basis.htmx import redirect_to, template_for
from documenten.views_helpers import download_response
from portaal.views.linkpagina import doe, mag_proberen, ongeldig, te_vaak, van
from trajecten import besluitlinks, zicht
from trajecten.besluitlinks import Herkomst
from trajecten.forms.links import LinkTerugsturenForm
from trajecten.forms.overgang import OvergangForm
from trajecten.forms.portaal import BesluitForm, GeenVerklaringForm
from trajecten.links import LinkGeldtNiet
from trajecten.models import Besluitlink, Plaatsing
from trajecten.regels import Partij
from trajecten.workflow import OvergangGeweigerd

SCHOOL = frozenset({Partij.SCHOOL})


def _niet_meer(request: HttpRequest, token: str) -> HttpResponse:
    """Who sends twice is told that it is done; for the rest it is a link that does not work."""
    done = besluitlinks.vind_gebruikt(token, at=now())
    return redirect_to(request, "portaal:link_besluit_klaar", token) if done else ongeldig(request, token)


def _stap(
    request: HttpRequest,
    token: str,
    maak_form: Callable[[Besluitlink], Formulier],
    do: Callable[..., object],
    template: str,
    context: Callable[[Plaatsing], dict] = lambda row: {},
) -> HttpResponse:
    """One form, one call into the domain with what was filled in and from where, one answer."""
    if not mag_proberen(request):
        return te_vaak(request)
    link = besluitlinks.vind(token, at=now())
    if link is None:
        return _niet_meer(request, token)
    row, form = besluitlinks.plaatsing(link), maak_form(link)
    wie = {"van": Herkomst(**van(request)), "on": today(), "at": now()}
    try:
        if request.method == "POST" and form.is_valid() and doe(form, lambda: do(token, **form.feiten(), **wie)):
            return redirect_to(request, "portaal:link_besluit_klaar", token)
    except LinkGeldtNiet:
        return _niet_meer(request, token)
    if request.method == "POST" and isinstance(form, OvergangForm):
        form.bestand_opnieuw()
    return render(request, template, {"token": token, "form": form, "regel": zicht.regel(row), **context(row)})


@require_http_methods(["GET", "POST"])
def link_besluit(request: HttpRequest, token: str) -> HttpResponse:
    def form(link: Besluitlink) -> Formulier:
        who = besluitlinks.ontvanger(link.traject)
        return BesluitForm(request.POST or None, request.FILES or None, traject=link.traject, user=who)

    def over(row: Plaatsing) -> dict:
        return {
            "zicht": zicht.van(row, SCHOOL, on=today()),
            "oordelen": zicht.werkprocessen(row),
            "zonder_leerbedrijf": zicht.zonder_leerbedrijf(row),
        }

    return _stap(request, token, form, besluitlinks.stel_vast, "portaal/link_besluit.html", over)


@require_http_methods(["GET", "POST"])
def link_besluit_terug(request: HttpRequest, token: str) -> HttpResponse:
    def form(link: Besluitlink) -> Formulier:
        return LinkTerugsturenForm(request.POST or None, user=besluitlinks.ontvanger(link.traject))

    return _stap(request, token, form, besluitlinks.stuur_terug, "portaal/link_besluit_terug.html")


@require_http_methods(["GET", "POST"])
def link_besluit_geen(request: HttpRequest, token: str) -> HttpResponse:
    def form(link: Besluitlink) -> Formulier:
        return GeenVerklaringForm(request.POST or None, traject=link.traject, user=besluitlinks.ontvanger(link.traject))

    return _stap(request, token, form, besluitlinks.rond_af, "portaal/link_besluit_geen.html")


@require_safe
def link_concept(request: HttpRequest, token: str) -> HttpResponse:
    """The verklaring exactly as it would be now; asks again every second while it is made, without JavaScript by "Ververs"."""
    link = besluitlinks.vind(token, at=now()) if mag_proberen(request) else None
    if link is None:
        return ongeldig(request, token)
    last = besluitlinks.laatste_concept(link)
    context = {"token": token, "rij": zicht.papier(last) if last else None, "regel": zicht.regel(besluitlinks.plaatsing(link))}
    return render(request, template_for(request, "portaal/link_concept.html", "stand"), context)


@require_POST
def link_concept_maken(request: HttpRequest, token: str) -> HttpResponse:
    """Within an hour the same concept, however often it is asked; the link stays as it was."""
    try:
        if not mag_proberen(request):
            return te_vaak(request)
        besluitlinks.maak_concept(token, on=today(), at=now())
    except LinkGeldtNiet:
        return _niet_meer(request, token)
    except OvergangGeweigerd:  # there will be no verklaring: the page of the decision says so
        return redirect_to(request, "portaal:link_besluit", token)
    return redirect_to(request, "portaal:link_concept", token)


@require_safe
def link_concept_document(request: HttpRequest, token: str) -> HttpResponse:
    link = besluitlinks.vind(token, at=now()) if mag_proberen(request) else None
    last = besluitlinks.laatste_concept(link) if link else None
    if last is None:
        raise Http404
    return download_response(last.document)


@require_safe
def link_besluit_klaar(request: HttpRequest, token: str) -> HttpResponse:
    """What was done, just after it; later, or with any other token, only that it was sent."""
    done = besluitlinks.vind_gebruikt(token, at=now())
    return render(request, "portaal/link_besluit_klaar.html", {"besluit": done.besluit if done else ""})
