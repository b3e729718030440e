"""What is done to a dossier besides the overgangen: each page one form, one call into `dossier` or `overeenkomst`."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import today
from basis.htmx import redirect_to
from basis.once import once
from basis.versie import VersieConflict, conflict_page
from trajecten import dossier, dubbel, duplicaten, toegang
from trajecten.forms import dossier as forms
from trajecten.models import Traject
from trajecten.workflow import OvergangGeweigerd

P = Permission


def actie(
    request: HttpRequest,
    found: Traject,
    form,
    do: Callable[[], object],
    *,
    titel: str,
    knop: str,
    klaar: str,
    uitleg: str = "",
    naar: str = "",
):
    """
    Show the form; when it is good, do it; when the domain refuses, say why and keep what was typed.

    :param naar: another page to go to than the dossier.
    """
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except OvergangGeweigerd as geweigerd:
            form.add_error(None, str(geweigerd))
        else:
            messages.success(request, klaar)
            return redirect_to(request, naar or found)
    terug = naar or found.get_absolute_url()
    context = {"traject": found, "form": form, "titel": titel, "knop": knop, "uitleg": uitleg, "terug": terug}
    return render(request, "trajecten/actie.html", context)


def _get(request: HttpRequest, code: UUID, permission: Permission) -> Traject:
    found = toegang.get_dossier(request.user, code, permission, on=today(), view=request.resolver_match.url_name or "")
    about(request, found.regio)
    return found


def _wie(request: HttpRequest, found: Traject) -> dict:
    return {"traject": found, "by": request.user, "on": today()}


@once
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, code: UUID) -> HttpResponse:
    found = _get(request, code, P.TRAJECT_CONTACT)
    form = forms.ContactForm(request.POST or None, traject=found, initial={"datum": today()})
    return actie(
        request,
        found,
        form,
        lambda: dossier.contact(**_wie(request, found), **form.cleaned_data),
        titel="Contact vastleggen",
        knop="Leg contact vast",
        klaar="Het contact staat in de tijdlijn.",
    )


@once
@require_http_methods(["GET", "POST"])
def notitie(request: HttpRequest, code: UUID) -> HttpResponse:
    found = _get(request, code, P.TRAJECT_NOTITIE)
    form = forms.NotitieForm(request.POST or None)
    return actie(
        request,
        found,
        form,
        lambda: dossier.notitie(**_wie(request, found), **form.cleaned_data),
        titel="Notitie maken",
        knop="Bewaar notitie",
        klaar="De notitie staat in de tijdlijn.",
    )


@once
@require_http_methods(["GET", "POST"])
def plannen(request: HttpRequest, code: UUID) -> HttpResponse:
    found = _get(request, code, P.TRAJECT_CONTACT)
    form = forms.PlanForm(request.POST or None)
    return actie(
        request,
        found,
        form,
        lambda: dossier.plan(**_wie(request, found), **form.cleaned_data),
        titel="Afspraak plannen",
        knop="Plan",
        klaar="De afspraak is gepland.",
        uitleg="Een nieuwe afspraak van dezelfde soort vervangt de vorige.",
    )


@once
@require_http_methods(["GET", "POST"])
def belemmeringen(request: HttpRequest, code: UUID) -> HttpResponse:
    found = _get(request, code, P.TRAJECT_GEGEVENS)
    now_open = list(found.belemmeringen.filter(tot__isnull=True).values_list("soort", flat=True))
    form = forms.BelemmeringenForm(request.POST or None, traject=found, initial={"soorten": now_open})
    return actie(
        request,
        found,
        form,
        lambda: dossier.belemmeringen(**_wie(request, found), **form.cleaned_data),
        titel="Belemmeringen",
        knop="Bewaar",
        klaar="De belemmeringen zijn bewaard.",
        uitleg="Vink aan wat dit traject nu tegenhoudt. Haal weg wat is opgelost.",
    )


@once
@require_http_methods(["GET", "POST"])
def gegevens(request: HttpRequest, code: UUID) -> HttpResponse:
    """Name and reach of the deelnemer; whoever comes second sees both texts."""
    found = _get(request, code, P.TRAJECT_GEGEVENS)
    form = forms.DeelnemerForm(request.POST or None, instance=found.deelnemer)
    if request.method == "POST" and form.is_valid():
        changed = ", ".join(str(form.fields[name].label) for name in form.changed_data if name != "versie")
        try:
            dossier.gegevens(**_wie(request, found), bewaar=form.save, gewijzigd=changed)
        except VersieConflict:
            back = found.get_absolute_url()
            return conflict_page(request, form, again=lambda data, row: forms.DeelnemerForm(data, instance=row), back=back)
        messages.success(request, "De gegevens zijn bewaard.")
        return redirect_to(request, found)
    words = {"titel": "Gegevens van de deelnemer", "knop": "Bewaar", "uitleg": ""}
    context = {"traject": found, "form": form, "terug": found.get_absolute_url(), **words}
    return render(request, "trajecten/actie.html", context)


def _dag(request: HttpRequest, code: UUID, permission: Permission, do: Callable, *, titel: str, knop: str, klaar: str, label: str):
    """The pages that ask for one day only."""
    found = _get(request, code, permission)
    form = forms.DatumForm(request.POST or None, initial={"datum": today()})
    form.fields["datum"].label = label
    return actie(request, found, form, lambda: do(**_wie(request, found), **form.cleaned_data), titel=titel, knop=knop, klaar=klaar)


@once
@require_http_methods(["GET", "POST"])
def geinformeerd(request: HttpRequest, code: UUID) -> HttpResponse:
    return _dag(
        request,
        code,
        P.TRAJECT_INTAKE,
        dossier.geinformeerd,
        titel="Deelnemer geïnformeerd over privacy",
        knop="Leg vast",
        klaar="Vastgelegd dat de deelnemer is geïnformeerd.",
        label="Geïnformeerd op",
    )


@once
@require_http_methods(["GET", "POST"])
def ingeschreven(request: HttpRequest, code: UUID) -> HttpResponse:
    return _dag(
        request,
        code,
        P.TRAJECT_INSCHRIJVEN,
        dossier.ingeschreven,
        titel="Inschrijving door de school",
        knop="Leg inschrijving vast",
        klaar="De inschrijving is vastgelegd.",
        label="Ingeschreven per",
    )


@once
@require_http_methods(["GET", "POST"])
def mbo_verklaring(request: HttpRequest, code: UUID) -> HttpResponse:
    return _dag(
        request,
        code,
        P.TRAJECT_MBO_VERKLARING,
        dossier.mbo_verklaring,
        titel="Mbo-verklaring overhandigd",
        knop="Leg vast",
        klaar="Vastgelegd dat de mbo-verklaring is overhandigd.",
        label="Overhandigd op",
    )


@once
@require_http_methods(["GET", "POST"])
def document_toevoegen(request: HttpRequest, code: UUID) -> HttpResponse:
    found = _get(request, code, P.TRAJECT_DOCUMENTEN)
    asked = request.GET.get("soort", "bijlage")
    form = forms.DocumentForm(request.POST or None, request.FILES or None, initial={"soort": asked})
    form.fields["papier"].numbers = forms.bekende_nummers(found.plaatsing)
    return actie(
        request,
        found,
        form,
        lambda: dossier.document(
            **_wie(request, found), bsn_weg=True, **{name: form.cleaned_data[name] for name in ("soort", "titel", "papier")}
        ),
        titel="Document toevoegen",
        knop="Voeg toe",
        klaar="Het document staat in het dossier.",
        uitleg="Maak het BSN onleesbaar. Voeg nooit een kopie van een identiteitsbewijs toe.",
    )


@once
@require_POST
def is_iemand_anders(request: HttpRequest, code: UUID) -> HttpResponse:
    found = _get(request, code, P.TRAJECT_GEGEVENS)
    dubbel.is_iemand_anders(**_wie(request, found))
    messages.success(request, "Vastgelegd dat dit iemand anders is.")
    return redirect_to(request, found)


@once
@require_POST
def koppelen(request: HttpRequest, code: UUID) -> HttpResponse:
    """It is the same person as in another dossier."""
    found = _get(request, code, P.TRAJECT_GEGEVENS)
    known = {str(row.code): row for row in duplicaten.voor(found)}
    ander = known.get(request.POST.get("ander", ""))
    if ander is None:
        messages.error(request, "Kies het andere dossier van deze deelnemer.")
        return redirect_to(request, found)
    try:
        dubbel.koppelen(**_wie(request, found), ander=ander)
    except OvergangGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, f"Dit traject en {ander.nummer} horen nu bij dezelfde deelnemer.")
    return redirect_to(request, found)
