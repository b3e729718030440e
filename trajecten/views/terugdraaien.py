"""The page of the last step: taken back by whoever made it just now, or told how it is repaired."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import now, today
from basis.htmx import redirect_to
from basis.once import once
from trajecten import toegang, workflow
from trajecten.gebeurtenissen import REGELTEKST
from trajecten.models import Gebeurtenis, Traject
from trajecten.regels import Overgang, Status
from trajecten.workflow import OvergangGeweigerd
from trajecten.workflow.terugdraaien import HERSTEL, laatste_overgang, waarom_niet


@once
@require_http_methods(["GET", "POST"])
def terugdraaien(request: HttpRequest, code: UUID) -> HttpResponse:
    traject = toegang.get_dossier(request.user, code, Permission.TRAJECT_LEZEN, on=today(), view="terugdraaien")
    about(request, traject.regio)
    wie = {"by": request.user, "on": today(), "at": now()}
    reden = ""
    if request.method == "POST":
        try:
            workflow.terugdraaien(traject=traject, gezien=request.POST.get("stap", ""), **wie)
        except OvergangGeweigerd as geweigerd:
            reden = str(geweigerd)
        else:
            messages.success(request, "De laatste stap is teruggedraaid.")
            return redirect_to(request, traject)
    reden = reden or waarom_niet(traject, **wie)
    return render(request, "trajecten/terugdraaien.html", _context(traject, laatste_overgang(traject), reden))


def _context(traject: Traject, laatste: Gebeurtenis | None, reden: str) -> dict:
    return {
        "traject": traject,
        "titel": "Laatste stap herstellen",
        "laatste": laatste,
        "merk": laatste and laatste.at.isoformat(),
        "stap": REGELTEKST[laatste.soort] if laatste else "",
        "terug_naar": Status(laatste.van).label.lower() if laatste and laatste.van else "",
        "verslag": bool(laatste) and laatste.soort == Overgang.INTAKE_AFRONDEN,
        "herstel": HERSTEL[Overgang(laatste.soort)] if laatste else "",
        "reden": reden,
    }
