"""Signing behind a personal link: for the deelnemer, without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from basis.dagen import now, today
from basis.htmx import redirect_to
from basis.letters import printable
from documenten.views_helpers import download_response
from portaal.views.linkpagina import mag_proberen, ongeldig, te_vaak, van
from trajecten import overeenkomst, tekenlinks, zicht
from trajecten.forms import portaal as forms
from trajecten.models import Tekenlink
from trajecten.regels import Ondertekenaar
from trajecten.tekenen import AndereVersie, Bewijs
from trajecten.workflow import OvergangGeweigerd


@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    if not mag_proberen(request):
        return te_vaak(request)
    row = tekenlinks.vind(token, at=now())
    if row is None:
        return ongeldig(request, token)
    document = row.handtekening.pok_versie.document
    minor = row.handtekening.partij == Ondertekenaar.VERTEGENWOORDIGER
    form = forms.LinkTekenForm(
        request.POST or None, vertegenwoordiger=minor, initial={"naam": _op_papier(_naam(row)), "gezien": document.sha256}
    )
    if request.method == "POST" and form.is_valid():
        try:
            tekenlinks.teken(token, bewijs=Bewijs(**form.cleaned_data, **van(request)), on=today(), at=now())
        except AndereVersie as anders:
            form.toon_versie(document.sha256)
            form.add_error(None, str(anders))
        except OvergangGeweigerd:
            return ongeldig(request, token)
        else:
            return redirect_to(request, "portaal:link_klaar", token)
    return render(request, "portaal/link.html", {"form": form, **_context(row, token)})


def _naam(row: Tekenlink) -> str:
    """To sign with; of a parent nobody may know more than that there is one."""
    name = row.handtekening.naam
    return "" if name == overeenkomst.ONBEKENDE_OUDER else name


def _op_papier(naam: str) -> str:
    """What cannot stand on the paper is typed in Latin letters by who signs."""
    return naam if printable(naam) else ""


def _context(row: Tekenlink, token: str) -> dict:
    plaatsing = row.handtekening.pok_versie.plaatsing
    return {
        "token": token,
        "naam": _naam(row),
        "deelnemer": plaatsing.traject.deelnemer.naam,
        "versie": row.handtekening.pok_versie.versie,
        "afgesproken": zicht.afgesproken(plaatsing),
        "coordinator": zicht.contacten(plaatsing, on=today())[0],
    }


@require_safe
def link_document(request: HttpRequest, token: str) -> HttpResponse:
    """The agreement, to read before and to keep after."""
    row = tekenlinks.vind(token, at=now()) or tekenlinks.vind_getekend(token, at=now())
    if row is None or not mag_proberen(request):
        raise Http404
    return download_response(row.handtekening.pok_versie.document)


@require_http_methods(["GET", "POST"])
def link_weigeren(request: HttpRequest, token: str) -> HttpResponse:
    if not mag_proberen(request):
        return te_vaak(request)
    row = tekenlinks.vind(token, at=now())
    if row is None:
        return ongeldig(request, token)
    form = forms.RedenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            tekenlinks.weiger(token, on=today(), at=now(), **form.cleaned_data)
        except OvergangGeweigerd:
            return ongeldig(request, token)
        return redirect_to(request, "portaal:link_klaar", token)
    return render(request, "portaal/link_weigeren.html", {"form": form, **_context(row, token)})


@require_safe
def link_klaar(request: HttpRequest, token: str) -> HttpResponse:
    """After signing, with what was signed; after a refusal, or with any other token, that it was sent."""
    signed = tekenlinks.vind_getekend(token, at=now())
    return render(request, "portaal/link_klaar.html", {"token": token, "getekend": signed is not None})
