"""The page behind the link in an invitation. Looking changes nothing; sending the form consumes the link (M02)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts import uitnodigen
from accounts.forms import NieuwAccountForm
from accounts.models import Uitnodiging
from basis.dagen import now
from basis.htmx import redirect_to


@require_http_methods(["GET", "POST"])
def uitnodiging(request: HttpRequest, token: str) -> HttpResponse:
    row = uitnodigen.find(token, at=now())
    if row is None:
        return render(request, "accounts/uitnodiging_ongeldig.html", {"sentence": uitnodigen.ONGELDIG}, status=410)
    if request.user.is_authenticated:
        return _for_signed_in(request, row, token)
    if uitnodigen.account_of(row):
        return render(request, "accounts/uitnodiging_inloggen.html", {"uitnodiging": row, "next": request.path})
    return _for_newcomer(request, row, token)


def _for_signed_in(request: HttpRequest, row: Uitnodiging, token: str) -> HttpResponse:
    refusal = ""
    if request.method == "POST":
        try:
            uitnodigen.aanvaarden(token, user=request.user, at=now())
        except uitnodigen.UitnodigingGeweigerd as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"U hebt nu toegang als {row.get_rol_display().lower()} in {row.regio}.")
            return redirect_to(request, "accounts:start")
    is_own = request.user.email == row.email
    return render(request, "accounts/uitnodiging_aanvaarden.html", {"uitnodiging": row, "is_own": is_own, "refusal": refusal})


def _for_newcomer(request: HttpRequest, row: Uitnodiging, token: str) -> HttpResponse:
    form = NieuwAccountForm(request.POST or None, email=row.email, initial={"naam": row.naam})
    if request.method == "POST" and form.is_valid():
        try:
            uitnodigen.aanvaarden_nieuw(token, at=now(), **form.cleaned_data)
        except uitnodigen.UitnodigingGeweigerd as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Uw account is klaar. Log in met uw e-mailadres en wachtwoord.")
            return redirect_to(request, "account_login")
    return render(request, "accounts/uitnodiging.html", {"uitnodiging": row, "form": form})
