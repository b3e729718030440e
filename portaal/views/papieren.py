"""Signing the praktijkovereenkomst and answering a change of what was agreed, as the party itself."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.toegang import about
from basis.dagen import today
from basis.once import once
from documenten.models import Status as DocumentStatus
from portaal.views.pagina import kan_niet, stap
from trajecten import bpv_blad, overeenkomst, toegang_portaal, zicht
from trajecten import tekenen as domein
from trajecten.forms import portaal as forms
from trajecten.models import Handtekening, Instemming
from trajecten.models.overeenkomst import Instemwijze, PokBron
from trajecten.regels import Ondertekenaar

NAMENS = {Ondertekenaar.LEERBEDRIJF: "het leerbedrijf", Ondertekenaar.SCHOOL: "de school"}


def _handtekening(request: HttpRequest, code: UUID) -> Handtekening:
    row = toegang_portaal.get_handtekening(request.user, code, on=today(), view=request.resolver_match.url_name or "")
    about(request, row.pok_versie.plaatsing.traject.regio)
    return row


def _is_open(row: Handtekening) -> bool:
    return overeenkomst.gevraagd().filter(pk=row.pk).exists()


def _niet(request: HttpRequest, row: Handtekening) -> HttpResponse:
    signed = row.getekend_op is not None
    words = "De handtekening staat er al." if signed else "Deze versie van de overeenkomst geldt niet meer."
    titel = "Praktijkovereenkomst tekenen"
    return kan_niet(request, row.pok_versie.plaatsing, titel=titel, reden=f"{words} Kijk bij de deelnemer wat u nu kunt doen.")


def _alleen_op_papier(row: Handtekening) -> str:
    if row.pok_versie.bron != PokBron.SYSTEEM:
        return "Deze overeenkomst tekent u op papier. De school of de coördinator stuurt u het papier."
    failed = row.pok_versie.document and row.pok_versie.document.status == DocumentStatus.MISLUKT
    return "De overeenkomst kon niet worden gemaakt. Bel de coördinator." if failed else ""


@once
@require_http_methods(["GET", "POST"])
def tekenen(request: HttpRequest, code: UUID) -> HttpResponse:
    """The page shows one version and asks to sign that one: when another came meanwhile, it shows that and asks again."""
    row = _handtekening(request, code)
    plaatsing, document = row.pok_versie.plaatsing, row.pok_versie.document
    if not _is_open(row):
        return _niet(request, row)
    if reden := _alleen_op_papier(row):
        return kan_niet(request, plaatsing, titel="Praktijkovereenkomst tekenen", reden=reden)
    ready = document is not None and document.status == DocumentStatus.KLAAR
    form = forms.TekenForm(
        request.POST or None,
        namens=NAMENS[Ondertekenaar(row.partij)],
        initial={"naam": request.user.naam, "gezien": document.sha256 if ready else ""},
    )

    def do() -> None:
        who = {"adres": get_adapter().get_client_ip(request), "browser": request.headers.get("User-Agent", "")}
        try:
            domein.teken(handtekening=row, bewijs=domein.Bewijs(**form.cleaned_data, **who), by=request.user, on=today())
        except domein.AndereVersie:
            form.toon_versie(row.pok_versie.document.sha256)
            raise

    papier = plaatsing.documenten.filter(document=document).first() if ready else None
    return stap(
        request,
        plaatsing,
        form,
        do,
        klaar="U hebt de praktijkovereenkomst getekend. De coördinator ziet dat meteen.",
        is_nog_mogelijk=lambda: _is_open(row),
        template="portaal/tekenen.html",
        handtekening=row.code,
        papier=zicht.papier(papier) if papier else None,
        versie=row.pok_versie.versie,
        afgesproken=zicht.afgesproken(plaatsing),
    )


@once
@require_http_methods(["GET", "POST"])
def weigeren(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _handtekening(request, code)
    if not _is_open(row):
        return _niet(request, row)
    form = forms.RedenForm(request.POST or None)
    return stap(
        request,
        row.pok_versie.plaatsing,
        form,
        lambda: overeenkomst.weiger(handtekening=row, by=request.user, on=today(), **form.cleaned_data),
        klaar="Uw reden is verstuurd. De coördinator neemt contact met u op.",
        is_nog_mogelijk=lambda: _is_open(row),
        titel="Niet tekenen",
        uitleg="Klopt er iets niet? Schrijf op wat. De coördinator lost het met u op en vraagt u daarna opnieuw te tekenen.",
        knop="Verstuur",
    )


def _instemming(request: HttpRequest, code: UUID) -> Instemming:
    row = toegang_portaal.get_instemming(request.user, code, on=today(), view=request.resolver_match.url_name or "")
    about(request, row.bpv_blad.plaatsing.traject.regio)
    return row


@once
@require_http_methods(["GET", "POST"])
def instemmen(request: HttpRequest, code: UUID) -> HttpResponse:
    """One press; nobody signs a bpv-blad again (domein §6)."""
    row = _instemming(request, code)
    blad, on = row.bpv_blad, today()
    if row.gegeven_op:
        return kan_niet(request, blad.plaatsing, titel="Wijziging van de afspraken", reden="Uw akkoord staat er al.")
    form = forms.AkkoordForm(request.POST or None)
    papier = blad.plaatsing.documenten.filter(document=blad.document_id).select_related("document").first()
    return stap(
        request,
        blad.plaatsing,
        form,
        lambda: bpv_blad.stem_in(
            instemming=row, gegeven_op=on, wijze=Instemwijze.PORTAAL, naam=request.user.naam, by=request.user, on=on
        ),
        klaar="U gaat akkoord met de wijziging. U hoeft niets meer te doen.",
        template="portaal/instemmen.html",
        instemming=row.code,
        blad={"nummer": blad.nummer, "vanaf": blad.vanaf, "wijzigingen": blad.wijzigingen},
        papier=zicht.papier(papier) if papier else None,
        melden_tot=bpv_blad.melden_tot(blad),
        kan_melden=on <= bpv_blad.melden_tot(blad),
    )


@once
@require_http_methods(["GET", "POST"])
def fout_melden(request: HttpRequest, code: UUID) -> HttpResponse:
    row = _instemming(request, code)
    form = forms.FoutForm(request.POST or None)
    return stap(
        request,
        row.bpv_blad.plaatsing,
        form,
        lambda: bpv_blad.meld_fout(instemming=row, by=request.user, on=today(), **form.cleaned_data),
        klaar="De fout is gemeld. De coördinator neemt contact met u op.",
        titel="Fout melden",
        uitleg="Schrijf op wat er niet klopt in de wijziging. De coördinator kijkt ernaar.",
        knop="Meld de fout",
    )
