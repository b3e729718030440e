"""What the school does: enrol, decide per werkproces, send back, and see the concept of the verklaring."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission as P
from basis.dagen import today
from basis.htmx import redirect_to, template_for
from basis.once import once
from portaal.views.pagina import haal, kan_niet, stap, terug
from trajecten import documenten, dossier, workflow, zicht
from trajecten.forms.beoordeling import TerugsturenForm
from trajecten.forms.portaal import BesluitForm, GeenVerklaringForm, InschrijvenForm, OverhandigdForm
from trajecten.models import Plaatsing
from trajecten.regels import MET_PLAATSING, Doel, Resultaat, Status
from trajecten.workflow import OvergangGeweigerd

NIET_BIJ_DE_SCHOOL = "Er ligt nu geen eindbeoordeling bij de school. Kijk bij de deelnemer wat u wel kunt doen."


@once
@require_http_methods(["GET", "POST"])
def inschrijven(request: HttpRequest, code: UUID) -> HttpResponse:
    row = haal(request, code, P.TRAJECT_INSCHRIJVEN)
    if row.inschrijving == "ingeschreven" or row.traject.status not in MET_PLAATSING:
        already = row.inschrijving == "ingeschreven"
        words = "De inschrijving staat al vast." if already else "Inschrijven kan nu niet. Bel de coördinator."
        return kan_niet(request, row, titel="Inschrijving bevestigen", reden=words)
    form = InschrijvenForm(request.POST or None)
    return stap(
        request,
        row,
        form,
        lambda: dossier.ingeschreven(traject=row.traject, by=request.user, on=today(), **form.cleaned_data),
        klaar="De inschrijving is bevestigd.",
        titel="Inschrijving bevestigen",
        uitleg="Vanaf welke dag staat de deelnemer bij u ingeschreven? De school controleert identiteit en verblijfsrecht.",
        knop="Bevestig de inschrijving",
    )


def _is_bij_de_school(row: Plaatsing) -> bool:
    row.traject.refresh_from_db(fields=["status"])
    return row.traject.status == Status.VASTSTELLING and row.traject.doel == Doel.PRAKTIJKVERKLARING


@once
@require_http_methods(["GET", "POST"])
def vaststellen(request: HttpRequest, code: UUID) -> HttpResponse:
    row = haal(request, code, P.TRAJECT_VASTSTELLEN)
    if not _is_bij_de_school(row):
        return kan_niet(request, row, titel="Besluit over de werkprocessen", reden=NIET_BIJ_DE_SCHOOL)
    form = BesluitForm(request.POST or None, request.FILES or None, traject=row.traject, user=request.user)
    return stap(
        request,
        row,
        form,
        lambda: workflow.vaststellen(traject=row.traject, by=request.user, on=today(), **form.feiten()),
        klaar="Het besluit is vastgelegd. De praktijkverklaring heeft een nummer en de coördinator reikt haar uit.",
        is_nog_mogelijk=lambda: _is_bij_de_school(row),
        template="portaal/vaststellen.html",
        oordelen=zicht.beoordeeld(row),
        antwoorden=zicht.antwoorden(row),
        zonder_leerbedrijf=zicht.zonder_leerbedrijf(row),
    )


@once
@require_http_methods(["GET", "POST"])
def terugsturen(request: HttpRequest, code: UUID) -> HttpResponse:
    row = haal(request, code, P.TRAJECT_TERUGSTUREN)
    if not _is_bij_de_school(row):
        return kan_niet(request, row, titel="Terugsturen", reden=NIET_BIJ_DE_SCHOOL)
    form = TerugsturenForm(request.POST or None)
    return stap(
        request,
        row,
        form,
        lambda: workflow.terugsturen(traject=row.traject, by=request.user, on=today(), **form.feiten()),
        klaar="De beoordeling is teruggestuurd naar het leerbedrijf.",
        is_nog_mogelijk=lambda: _is_bij_de_school(row),
        titel="Terugsturen naar het leerbedrijf",
        uitleg="Het leerbedrijf ziet uw reden en kan de beoordeling aanpassen. Wat al is ingevuld, blijft bewaard.",
        knop="Stuur terug",
    )


@once
@require_http_methods(["GET", "POST"])
def geen_verklaring(request: HttpRequest, code: UUID) -> HttpResponse:
    row = haal(request, code, P.TRAJECT_AFRONDEN)
    titel = "Afronden zonder verklaring"
    if not _is_bij_de_school(row):
        return kan_niet(request, row, titel=titel, reden=NIET_BIJ_DE_SCHOOL)
    form = GeenVerklaringForm(request.POST or None, traject=row.traject, user=request.user)
    return stap(
        request,
        row,
        form,
        lambda: workflow.afronden(traject=row.traject, resultaat=Resultaat.GEEN, by=request.user, on=today(), **form.feiten()),
        klaar="Uw besluit is vastgelegd: er komt geen praktijkverklaring.",
        is_nog_mogelijk=lambda: _is_bij_de_school(row),
        template="portaal/geen_verklaring.html",
        titel=titel,
        knop="Leg vast: geen verklaring",
    )


@once
@require_http_methods(["GET", "POST"])
def mbo_verklaring(request: HttpRequest, code: UUID) -> HttpResponse:
    row = haal(request, code, P.TRAJECT_MBO_VERKLARING)
    titel = "Mbo-verklaring overhandigd"
    if not dossier.mbo_verklaring_volgt(row.traject):
        return kan_niet(request, row, titel=titel, reden="Er volgt geen mbo-verklaring meer bij deze deelnemer.")
    form = OverhandigdForm(request.POST or None)
    return stap(
        request,
        row,
        form,
        lambda: dossier.mbo_verklaring(traject=row.traject, by=request.user, on=today(), **form.cleaned_data),
        klaar="Vastgelegd dat de deelnemer de mbo-verklaring heeft.",
        titel=titel,
        uitleg="Bij de uitreiking zou de mbo-verklaring van uw school nog volgen. Wanneer kreeg de deelnemer die?",
        knop="Leg vast",
    )


@require_safe
def concept(request: HttpRequest, code: UUID) -> HttpResponse:
    """The verklaring exactly as it would be now; asks again every second while it is made, without JavaScript by "Ververs"."""
    row = haal(request, code, P.TRAJECT_VASTSTELLEN)
    last = documenten.laatste_concept(row.traject)
    context = {"regel": zicht.regel(row), "rij": zicht.papier(last) if last else None, "terug": terug(row)}
    return render(request, template_for(request, "portaal/concept.html", "stand"), context)


@once
@require_POST
def concept_maken(request: HttpRequest, code: UUID) -> HttpResponse:
    row = haal(request, code, P.TRAJECT_VASTSTELLEN)
    try:
        dossier.concept(traject=row.traject, by=request.user, on=today())
    except OvergangGeweigerd as geweigerd:
        messages.error(request, str(geweigerd) if _is_bij_de_school(row) else NIET_BIJ_DE_SCHOOL)
        return redirect_to(request, terug(row))
    return redirect_to(request, reverse("portaal:concept", args=[row.code]))
