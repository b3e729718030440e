"""The people of a leerbedrijf or a school: for a coordinator, and for a colleague who may invite."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import leden, mensen, toegang, toegang_mensen, uitnodigen
from accounts.forms import CollegaUitnodigenForm
from accounts.toegang_mensen import Plek
from basis.dagen import now, today
from basis.htmx import redirect_to
from basis.once import once


def _plek(request: HttpRequest, code: UUID) -> Plek:
    plek = toegang_mensen.get_plek(request, code)
    toegang.about(request, plek.regio)
    return plek


def _terug(request: HttpRequest, plek: Plek) -> HttpResponse:
    return redirect_to(request, toegang.url_in(request, plek.regio, "accounts:mensen", plek.organisatie.code))


@require_safe
def collegas(request: HttpRequest) -> HttpResponse:
    """The own organisations; of one, its page."""
    own = toegang_mensen.eigen(request.user, on=today())
    if not own:
        raise Http404
    if len(own) == 1:
        return redirect_to(request, toegang.url_in(request, own[0].regio, "accounts:mensen", own[0].organisatie.code))
    rows = [(lid, toegang.url_in(request, lid.regio, "accounts:mensen", lid.organisatie.code)) for lid in own]
    return render(request, "accounts/collegas.html", {"rijen": rows})


@require_safe
def overzicht(request: HttpRequest, code: UUID) -> HttpResponse:
    plek = _plek(request, code)
    rows = [
        {"lid": lid, "mag": [mensen.WOORDEN[r] for r in mensen.WOORDEN if r in lid.rechten]}
        for lid in toegang_mensen.mensen(plek, on=today())
    ]
    context = {"plek": plek, "rijen": rows, "uitnodigingen": toegang_mensen.uitnodigingen(plek), "at": now()}
    return render(request, "accounts/mensen.html", context)


@once
@require_http_methods(["GET", "POST"])
def mens_uitnodigen(request: HttpRequest, code: UUID) -> HttpResponse:
    plek = _plek(request, code)
    days = uitnodigen.geldig(plek.rol)
    form = CollegaUitnodigenForm(request.POST or None, te_geven=[(r.value, mensen.WOORDEN[r]) for r in plek.te_geven])
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        try:
            mensen.nodig_uit(plek, naam=d["naam"], email=d["email"], gekozen=d["rechten"], by=request.user, at=now())
        except uitnodigen.UitnodigingGeweigerd as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"De uitnodiging gaat naar {d['email']}. De link is {days} dagen geldig.")
            return _terug(request, plek)
    return render(request, "accounts/mens_uitnodigen.html", {"plek": plek, "form": form, "dagen": days})


@once
@require_POST
def mens_opnieuw(request: HttpRequest, code: UUID, uitnodiging: UUID) -> HttpResponse:
    plek = _plek(request, code)
    row = get_object_or_404(toegang_mensen.uitnodigingen(plek), code=uitnodiging)
    klaar = f"Er gaat een nieuwe link naar {row.email}. De oude link werkt niet meer."
    return _doe(request, plek, lambda: uitnodigen.opnieuw_versturen(row, at=now()), klaar)


@once
@require_POST
def mens_intrekken(request: HttpRequest, code: UUID, uitnodiging: UUID) -> HttpResponse:
    plek = _plek(request, code)
    row = get_object_or_404(toegang_mensen.uitnodigingen(plek), code=uitnodiging)
    klaar = f"De uitnodiging aan {row.email} is ingetrokken."
    return _doe(request, plek, lambda: uitnodigen.intrekken(row, at=now()), klaar)


def _doe(request: HttpRequest, plek: Plek, do: Callable[[], object], klaar: str) -> HttpResponse:
    try:
        do()
    except uitnodigen.UitnodigingGeweigerd as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, klaar)
    return _terug(request, plek)


@once
@require_http_methods(["GET", "POST"])
def mens_weg(request: HttpRequest, code: UUID, lid: UUID) -> HttpResponse:
    """Asks first; the account stays, and so does what was signed."""
    plek = _plek(request, code)
    row = get_object_or_404(toegang_mensen.mensen(plek, on=today()), code=lid)
    if request.method == "POST":
        try:
            mensen.beeindig(plek, row, on=today(), at=now())
        except leden.LidGeweigerd as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{row.user} kan hier niet meer inloggen. Wat al is getekend of ingevuld, blijft staan.")
            if row.user == request.user:
                return redirect_to(request, "accounts:start")
        return _terug(request, plek)
    return render(request, "accounts/mens_weg.html", {"plek": plek, "lid": row})
