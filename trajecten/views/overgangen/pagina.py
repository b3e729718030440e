"""What the pages of the overgangen share: one form, one call into the workflow, one answer."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.toegang import about
from basis.dagen import today
from basis.htmx import redirect_to
from trajecten import begrippen, knoppen, toegang, workflow
from trajecten.forms.overgang import BevestigForm, OvergangForm
from trajecten.models import Traject
from trajecten.regels import MET_PLAATSING, REGELS, Overgang, Status
from trajecten.workflow import BevestigingNodig, LeesEerst, OvergangGeweigerd

Pagina = Callable[..., HttpResponse]
FORMULIER = "trajecten/overgang/formulier.html"
# What was taken over from before the system may lack a Plaatsing; these need none.
KAN_ZONDER_PLAATSING = frozenset(
    {Overgang.HERPLAATSEN, Overgang.ONDERBREKEN, Overgang.HERVATTEN, Overgang.STOPPEN, Overgang.UITREIKEN}
)


def van_traject(overgang: Overgang) -> Callable[[Pagina], Pagina]:
    """
    Fetch the traject through the gate, and explain on a page of its own why the overgang is not possible now.

    A POST goes on to the workflow, which refuses with the form kept; only without a Plaatsing there is no form to keep.
    """

    def wrap(page: Pagina) -> Pagina:
        @wraps(page)
        def view(request: HttpRequest, code: UUID) -> HttpResponse:
            traject = _get(request, code, overgang)
            reden = nu_niet(traject, request, overgang)
            if reden and (request.method != "POST" or _mist_plaatsing(traject, overgang)):
                return kan_niet(request, traject, overgang, reden)
            return page(request, traject)

        return view

    return wrap


def _get(request: HttpRequest, code: UUID, overgang: Overgang) -> Traject:
    traject = toegang.get_dossier(request.user, code, REGELS[overgang].permission, on=today(), view=overgang.value)
    about(request, traject.regio)
    return traject


def _mist_plaatsing(traject: Traject, overgang: Overgang) -> bool:
    needed = REGELS[overgang].van <= MET_PLAATSING and overgang not in KAN_ZONDER_PLAATSING
    return needed and traject.plaatsing is None


def nu_niet(traject: Traject, request: HttpRequest, overgang: Overgang) -> str:
    """Why this overgang is not possible now, in one sentence; empty when it is."""
    label, status = overgang.label, Status(traject.status)
    if status not in REGELS[overgang].van:
        van = " of ".join(s.label.lower() for s in Status if s in REGELS[overgang].van)
        return f"{label} kan nu niet: dit traject staat op {status.label.lower()}. Dat kan alleen bij de status {van}."
    if overgang not in workflow.available(traject, request.user, on=today()):
        return f"{label} mag u bij dit traject niet doen. Vraag het de behandelaar."
    if reden := knoppen.past_niet(overgang, traject):
        return reden
    return "" if not _mist_plaatsing(traject, overgang) else f"{label} kan nu niet: vul eerst de plaatsing bij een leerbedrijf aan."


def kan_niet(request: HttpRequest, traject: Traject, overgang: Overgang, reden: str) -> HttpResponse:
    context = {"traject": traject, "titel": knoppen.knop(overgang, traject).label, "reden": reden}
    return render(request, "trajecten/overgang/kan_niet.html", context, status=409)


def toon(request: HttpRequest, overgang: Overgang, traject: Traject, form: OvergangForm, *, klaar: str, **context) -> HttpResponse:
    """The page of one overgang of one traject; its function in the workflow has its name."""
    do = getattr(workflow, overgang.value)
    knop = knoppen.knop(overgang, traject)
    words = begrippen.BIJ[overgang]
    context = {"traject": traject, "titel": knop.label, "gevaar": knop.gevaar, "woorden": words, **context}
    return voer_uit(request, form, lambda **feiten: do(traject=traject, **wie(request), **feiten), klaar=klaar, context=context)


def voer_uit(
    request: HttpRequest, form: OvergangForm, do: Callable[..., Traject], *, klaar: str, context: dict, template: str = FORMULIER
) -> HttpResponse:
    """
    Show the form; when it is good, do it and go to the dossier; when the workflow refuses or asks, say so and keep the form.
    """
    if request.method == "POST" and form.is_valid():
        try:
            traject = _doe(form, do)
        except BevestigingNodig as nodig:
            form.vraag(nodig.vragen)
        except LeesEerst as eerst:
            form.toon_gevolg(eerst.gevolg, eerst.verschillen)
        except OvergangGeweigerd as geweigerd:
            form.add_error(None, str(geweigerd))
        else:
            messages.success(request, klaar.format(traject=traject))
            return redirect_to(request, traject)
    if request.method == "POST":
        form.bestand_opnieuw()
    return render(request, context.pop("template", template), {"form": form, **context})


def _doe(form: OvergangForm, do: Callable[..., Traject]) -> Traject:
    """A confirmation counts only for a question that is asked, in the words in which it was read."""
    try:
        return do(**form.feiten())
    except BevestigingNodig as nodig:
        if not isinstance(form, BevestigForm):
            raise
        return do(**form.feiten(), bevestigd=form.bevestiging(nodig.vragen))


def wie(request: HttpRequest) -> dict:
    """Who does it, and on which day: the one clock of these pages."""
    return {"by": request.user, "on": today()}
