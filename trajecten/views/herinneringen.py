"""What somebody was told of, and for a coordinator which reminders will go out."""

from datetime import date, datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission as P
from accounts.permissions import rechten
from accounts.toegang import about, require, url_in
from basis.dagen import now, today
from basis.htmx import redirect_to
from basis.lists import page_of
from basis.once import once
from berichten import stand
from trajecten import toegang, toegang_delen
from trajecten.agenda import adressen
from trajecten.forms.herinneringen import UitzettenForm
from trajecten.herinneringen import bundelen, inbox, massa, vooruit
from trajecten.models.tijd import Verzendbesluit
from trajecten.views.acties import actie
from trajecten.workflow import OvergangGeweigerd

VERZONDEN = "De mails gaan binnen een kwartier uit."
VERZONDEN_LATER = "De mails gaan uit op de eerstvolgende werkdag, vanaf 7 uur."
IN_DE_APP = "Deze mails gaan niet uit. De herinneringen staan in de app. Wie geen account heeft, staat daar om te bellen."


@require_safe
def meldingen(request: HttpRequest) -> HttpResponse:
    """Of every regio; nobody sees more than their own."""
    page = page_of(request, inbox.van(request.user))
    rows = inbox.meldingen(page, request.user, on=today())
    context = {
        "page_obj": page,
        "meldingen": rows,
        "ongelezen": inbox.ongelezen(request.user),
        "tot": now().isoformat(),
        "kan_agenda": bool(adressen.mag(request.user, on=today())),
        "veel_mails": massa.open_vragen(request.user, on=today()),
        "kan_vooruit": any(P.SCHERMEN_COORDINATOR in rechten(lid) for lid in request.user.lidmaatschappen_on(today())),
    }
    return render(request, "trajecten/meldingen.html", context)


@once
@require_POST
def meldingen_gelezen(request: HttpRequest) -> HttpResponse:
    """Up to the moment the page was shown: what came since stays new."""
    seen = _moment(request.POST.get("tot", "")[:40])
    if seen and seen.tzinfo:
        inbox.lees(request.user, tot=seen, at=now())
    return redirect_to(request, "trajecten:meldingen")


@require_safe
def verzenden(request: HttpRequest) -> HttpResponse:
    """Whether the mails go out and the work gets done, in plain words."""
    require(request, P.REGIO_BEHEREN)
    found = stand.stand(at=now())
    return render(request, "trajecten/verzenden.html", {"stand": found, "zinnen": found.zinnen()})


@require_safe
def grote_verzending(request: HttpRequest) -> HttpResponse:
    """More mails than anybody expects: what they are, and whether they go."""
    regio = require(request, P.MAILS_VRIJGEVEN)
    vraag = massa.open_vraag(regio)
    context = {"vraag": vraag, "soorten": massa.per_soort(regio) if vraag else [], "hoogstens": massa.HOOGSTENS}
    return render(request, "trajecten/grote_verzending.html", context)


@once
@require_POST
def grote_verzending_besluit(request: HttpRequest, code: UUID, besluit: str) -> HttpResponse:
    regio = require(request, P.MAILS_VRIJGEVEN)
    vraag = massa.van(regio, code)
    if besluit not in Verzendbesluit.values:
        raise Http404
    try:
        massa.beslis(vraag=vraag, besluit=Verzendbesluit(besluit), by=request.user, at=now())
    except OvergangGeweigerd as geweigerd:
        messages.warning(request, str(geweigerd))
    else:
        sent = VERZONDEN if bundelen.gaat_meteen(now()) else VERZONDEN_LATER
        messages.success(request, sent if besluit == Verzendbesluit.VERSTUUR else IN_DE_APP)
    return redirect_to(request, url_in(request, regio, "trajecten:meldingen"))


@require_safe
def herinneringen(request: HttpRequest) -> HttpResponse:
    regio = require(request, P.SCHERMEN_COORDINATOR)
    on = today()
    coming = vooruit.komende(regio, toegang.leesbare_trajecten(request.user, on=on), on=on)
    page = page_of(request, coming, per_page=50)
    context = {"page_obj": page, "rijen": vooruit.met_ontvangers(page, regio, on=on), "dagen": vooruit.DAGEN}
    context["teksten_url"] = url_in(request, regio, "trajecten:mailteksten")
    return render(request, "trajecten/herinneringen.html", context)


@once
@require_http_methods(["GET", "POST"])
def herinnering_uit(request: HttpRequest, code: UUID, dag: str) -> HttpResponse:
    termijn = toegang_delen.get_termijn(request.user, code, on=today())
    about(request, termijn.traject.regio)
    form = UitzettenForm(request.POST or None)
    feiten = {"termijn": termijn, "moment": _dag(dag), "by": request.user, "on": today(), "at": now()}
    return actie(
        request,
        termijn.traject,
        form,
        lambda: vooruit.zet_uit(reden=form.cleaned_data["reden"], **feiten),
        titel="Herinnering uitzetten",
        knop="Zet uit",
        klaar="Deze herinnering gaat niet uit.",
        uitleg="Deze ene herinnering gaat dan niet uit. De volgende wel.",
        naar=url_in(request, termijn.traject.regio, "trajecten:herinneringen"),
    )


def _moment(words: str) -> datetime | None:
    try:
        return parse_datetime(words)
    except ValueError:  # written like one, such as the thirtieth of February
        return None


def _dag(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise Http404 from None
