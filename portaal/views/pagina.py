"""What the pages of the portal share: the Plaatsing through its gate, one form, one call into the domain, one answer."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.models import Lidmaatschap
from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import today
from basis.htmx import redirect_to
from trajecten import portaalknoppen, portaaltaken, toegang_portaal, zicht
from trajecten.agenda import afspraken
from trajecten.models import Plaatsing
from trajecten.regels import AAN_HET_WERK
from trajecten.workflow import BevestigingNodig, OvergangGeweigerd
from trajecten.workflow.kern import CoordinatorNodig

BEL = "Dat kan nu niet meer. Ga terug naar het overzicht, of bel de coördinator."


def haal(request: HttpRequest, code: UUID, *needed: Permission) -> Plaatsing:
    row = toegang_portaal.get_plaatsing(request.user, code, *needed, on=today(), view=request.resolver_match.url_name or "")
    about(request, row.traject.regio)
    return row


def wat_er_staat(row: Plaatsing, lids: list[Lidmaatschap], *, on: date) -> dict:
    """All that the page of one Plaatsing holds for these memberships: for its own people, and for a coordinator who looks along."""
    return {
        "zicht": zicht.van(row, toegang_portaal.partijen(lids), on=on),
        "taken": portaaltaken.van(row, lids, on=on),
        "knoppen": portaalknoppen.van(row, lids),
        "gepland": afspraken.gepland(row, on=on),
    }


def terug(row: Plaatsing) -> str:
    return reverse("portaal:plaatsing", args=[row.code])


def is_aan_het_werk(row: Plaatsing) -> bool:
    """Read again: a colleague or the clock may have been first."""
    row.traject.refresh_from_db(fields=["status"])
    return row.traject.status in AAN_HET_WERK and row.eerste_werkdag is not None


def kan_niet(request: HttpRequest, row: Plaatsing, *, titel: str, reden: str) -> HttpResponse:
    context = {"regel": zicht.regel(row), "titel": titel, "reden": reden}
    return render(request, "portaal/kan_niet.html", context, status=409)


def stap(
    request: HttpRequest,
    row: Plaatsing,
    form,
    do: Callable[[], object],
    *,
    klaar: str,
    template: str = "portaal/formulier.html",
    is_nog_mogelijk: Callable[[], bool] = lambda: True,
    naar: str = "",
    **context,
) -> HttpResponse:
    """
    Show the form; when it is good, do it and go to the Plaatsing; when the domain refuses, say why and keep what was typed.

    :param naar: the next step, where there is one.
    :param is_nog_mogelijk: when it is not any more, our own words: those of the workflow name a status.
    """
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except (BevestigingNodig, CoordinatorNodig) as nodig:
            form.add_error(None, nodig.buiten)
        except OvergangGeweigerd as geweigerd:
            form.add_error(None, str(geweigerd) if is_nog_mogelijk() else BEL)
        else:
            if klaar:
                messages.success(request, klaar)
            return redirect_to(request, naar or terug(row))
    return render(request, template, {"form": form, "regel": zicht.regel(row), "terug": terug(row), **context})
