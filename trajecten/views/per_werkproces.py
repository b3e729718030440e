"""Judging werkprocessen on one page: all of them with one button, and each by itself while it is filled in (besluiten/0017)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import Regio
from basis.htmx import SeeOther, redirect_to
from trajecten.forms.werkprocessen import WerkprocessenForm
from trajecten.tussendoor import Gezien, IntussenGewijzigd, Rij
from trajecten.workflow import OvergangGeweigerd

Bewaar = Callable[[Mapping[int, Gezien]], object]


@dataclass(frozen=True)
class Pagina:
    """
    :param rijen: every werkproces as this person finds it now. :param bewaar: the one call into the domain.
    :param url: of the page. :param na: where to go when all of it is kept. :param een: the address of one werkproces.
    :param bestand: where a photo or file is put with one, for who may.
    """

    regio: Regio
    rijen: Callable[[], list[Rij]]
    bewaar: Bewaar
    template: str
    url: str
    na: str
    een: Callable[[UUID], str]
    bestand: Callable[[UUID], str] = lambda werkproces: ""
    klaar: str = "Uw oordelen zijn bewaard."
    context: dict = field(default_factory=dict)

    def toon(self, request: HttpRequest, form: WerkprocessenForm, *, status: int = 200) -> HttpResponse:
        codes = [(item, item.rij.werkproces.code) for item in form.items()]
        items = [(item, self.een(code), self.bestand(code)) for item, code in codes]
        context = {"form": form, "items": items, "adres": self.url, **self.context}
        return render(request, self.template, context, status=status)


def alles(request: HttpRequest, p: Pagina) -> HttpResponse:
    form = WerkprocessenForm(request.POST or None, rijen=p.rijen(), regio=p.regio)
    if request.method != "POST" or not form.is_valid():
        return p.toon(request, form)
    try:
        p.bewaar(form.gezien())
    except IntussenGewijzigd as gewijzigd:
        form.vernieuw(p.rijen(), gewijzigd.werkprocessen)
        form.add_error(None, str(gewijzigd))
        return p.toon(request, form, status=409)
    except OvergangGeweigerd as geweigerd:
        form.add_error(None, str(geweigerd))
        return p.toon(request, form)
    if p.klaar:
        messages.success(request, p.klaar)
    return redirect_to(request, p.na)


def een(request: HttpRequest, p: Pagina, werkproces: UUID) -> HttpResponse:
    """
    One werkproces, kept while the page stays as it is: what was typed meanwhile in another is not touched.

    A saved one answers with a redirect that the browser follows by itself, so that `@once` keeps it.
    """
    own = [rij for rij in p.rijen() if rij.werkproces.code == werkproces]
    if not own:
        raise Http404
    if request.method == "GET" and not getattr(request, "htmx", False):  # opened by hand
        return alles(request, p)
    if request.method == "GET":
        return _stand(request, p, WerkprocessenForm(rijen=own, regio=p.regio, alle=False))
    form = WerkprocessenForm(request.POST, rijen=own, regio=p.regio, alle=False)
    if not form.is_valid():
        return _stand(request, p, form)
    try:
        p.bewaar(form.gezien())
    except IntussenGewijzigd as gewijzigd:
        form.vernieuw([rij for rij in p.rijen() if rij.werkproces.code == werkproces], gewijzigd.werkprocessen)
    except OvergangGeweigerd as geweigerd:
        form.add_error(None, str(geweigerd))
    else:
        return SeeOther(p.een(werkproces))
    return _stand(request, p, form)


def _stand(request: HttpRequest, p: Pagina, form: WerkprocessenForm) -> HttpResponse:
    """What changes on the page: whether it is kept, and what the next save must carry."""
    item = next(form.items())
    context = {"item": item, "url": p.een(item.rij.werkproces.code), "fouten": _fouten(form), "form": form}
    return render(request, "trajecten/_bewaard.html", context)


def _fouten(form: WerkprocessenForm) -> list[str]:
    return [error for errors in form.errors.values() for error in errors]
