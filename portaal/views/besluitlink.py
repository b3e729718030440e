"""A school without account decides behind a personal link: the same as its people do in the portal (`besluit.py`)."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from basis.dagen import now, today
from basis.forms import Formulier
from basis.htmx import redirect_to, template_for
from documenten.views_helpers import download_response
from portaal.views.linkpagina import al_gebeurd, doe, mag_proberen, ongeldig, te_vaak, van
from trajecten import besluitlinks, zicht
from trajecten.besluitlinks import Herkomst
from trajecten.forms.links import LinkTerugsturenForm
from trajecten.forms.overgang import OvergangForm
from trajecten.forms.portaal import BesluitForm, GeenVerklaringForm
from trajecten.links import LinkGeldtNiet
from trajecten.models import Besluitlink, Plaatsing
from trajecten.regels import Overgang, Partij
from trajecten.workflow import OvergangGeweigerd

SCHOOL = frozenset({Partij.SCHOOL})


def _niet_meer(request: HttpRequest, token: str, act: Overgang | None = None) -> HttpResponse:
    """
    Who sends twice is told that it is done, and who was second keeps what they typed; for the rest it is a link that does not work.

    :param act: what was sent now.
    """
    done = besluitlinks.vind_gebruikt(token, at=now())
    if done is None:
        return ongeldig(request, token)
    same = act in {None, done.besluit} and request.POST.get("naam", done.naam).strip() == done.naam
    if request.method == "POST" and not same:
        return al_gebeurd(request, f"{done.naam} heeft hierover al besloten. Wat u invulde, is niet bewaard.")
    return redirect_to(request, "portaal:link_besluit_klaar", token)


def _stap(
    request: HttpRequest,
    token: str,
    maak_form: Callable[[Besluitlink], Formulier],
    do: Callable[..., object],
    template: str,
    act: Overgang,
    context: Callable[[Plaatsing], dict] = lambda row: {},
) -> HttpResponse:
    """One form, one call into the domain with what was filled in and from where, one answer."""
    if not mag_proberen(request):
        return te_vaak(request)
    link = besluitlinks.vind(token, at=now())
    if link is None:
        return _niet_meer(request, token, act)
    row, form = besluitlinks.plaatsing(link), maak_form(link)
    wie = {"van": Herkomst(**van(request)), "on": today(), "at": now()}
    try:
        if request.method == "POST" and form.is_valid() and doe(form, lambda: do(token, **form.feiten(), **wie)):
            return redirect_to(request, "portaal:link_besluit_klaar", token)
    except LinkGeldtNiet:
        return _niet_meer(request, token, act)
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
            "oordelen": zicht.beoordeeld(row),
            "antwoorden": zicht.antwoorden(row),
            "zonder_leerbedrijf": zicht.zonder_leerbedrijf(row),
        }

    return _stap(request, token, form, besluitlinks.stel_vast, "portaal/link_besluit.html", Overgang.VASTSTELLEN, over)


@require_http_methods(["GET", "POST"])
def link_besluit_terug(request: HttpRequest, token: str) -> HttpResponse:
    def form(link: Besluitlink) -> Formulier:
        return LinkTerugsturenForm(request.POST or None, user=besluitlinks.ontvanger(link.traject))

    return _stap(request, token, form, besluitlinks.stuur_terug, "portaal/link_besluit_terug.html", Overgang.TERUGSTUREN)


@require_http_methods(["GET", "POST"])
def link_besluit_geen(request: HttpRequest, token: str) -> HttpResponse:
    def form(link: Besluitlink) -> Formulier:
        return GeenVerklaringForm(request.POST or None, traject=link.traject, user=besluitlinks.ontvanger(link.traject))

    return _stap(request, token, form, besluitlinks.rond_af, "portaal/link_besluit_geen.html", Overgang.AFRONDEN)


@require_safe
def link_concept(request: HttpRequest, token: str) -> HttpResponse:
    """The verklaring exactly as it would be now; asks again every second while it is made, without JavaScript by "Ververs"."""
    if not getattr(request, "htmx", False) and not mag_proberen(request):  # the page itself asks again every second
        return te_vaak(request)
    link = besluitlinks.vind(token, at=now())
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
    if not mag_proberen(request):
        return te_vaak(request)
    link = besluitlinks.vind(token, at=now())
    last = besluitlinks.laatste_concept(link) if link else None
    if last is None:
        raise Http404
    return download_response(last.document)


@require_safe
def link_besluit_klaar(request: HttpRequest, token: str) -> HttpResponse:
    """What was done, just after it; later, or with any other token, only that it was sent."""
    done = besluitlinks.vind_gebruikt(token, at=now())
    return render(request, "portaal/link_besluit_klaar.html", {"besluit": done.besluit if done else ""})
