"""The page behind the link in an invitation. Looking changes nothing; sending the form consumes the link (M02)."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts import uitnodigen
from accounts.forms import NieuwAccountForm
from accounts.models import Lidmaatschap, Uitnodiging
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
    needs_password = uitnodigen.needs_password(row)
    form = NieuwAccountForm(request.POST or None, email=row.email, needs_password=needs_password, initial={"naam": row.naam})
    if request.method == "POST" and form.is_valid():
        try:
            lid = uitnodigen.aanvaarden_nieuw(token, at=now(), **form.cleaned_data)
        except uitnodigen.UitnodigingGeweigerd as refused:
            form.add_error(None, str(refused))
        else:
            return _welcome(request, lid, needs_password)
    return render(request, "accounts/uitnodiging.html", {"uitnodiging": row, "form": form})


def _welcome(request: HttpRequest, lid: Lidmaatschap, needs_password: bool) -> HttpResponse:
    """The link proved the address; whoever needs no password is in at once, the others show that they know theirs."""
    if needs_password:
        messages.success(request, "Uw account is klaar. Log in met uw e-mailadres en wachtwoord.")
        return redirect_to(request, "account_login")
    messages.success(request, "Uw account is klaar. U bent nu ingelogd.")
    return perform_login(request, lid.user, email=lid.user.email)
