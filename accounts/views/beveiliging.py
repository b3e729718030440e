"""How somebody signs in: their passkeys and their password. Whoever changes that has just signed in."""

from secrets import token_hex
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from accounts import passkeys
from accounts.forms import PasskeyForm
from accounts.middleware import seconds_signed_in
from basis.dagen import now
from basis.htmx import redirect_to, send_to
from basis.once import once

RECENT = 15 * 60  # seconds since signing in


@require_safe
def beveiliging(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/beveiliging.html", {"passkeys": passkeys.of(request.user)})


@once
@require_http_methods(["GET", "POST"])
def passkey_nieuw(request: HttpRequest) -> HttpResponse:
    """Offered after the first sign-in by a code, and opened from the own page."""
    if not _is_recent(request):
        return _sign_in_first(request)
    form = PasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agent = request.headers.get("User-Agent", "")
        try:
            passkeys.add(request.user, credential=form.cleaned_data["credential"], user_agent=agent, sleutel=token_hex(16))
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "Uw passkey is bewaard. Voortaan logt u op dit apparaat in zonder code of wachtwoord.")
            return send_to(request, _onward(request))
    context = {"form": form, "options": passkeys.begin(request.user), "onward": _onward(request)}
    return render(request, "accounts/passkey_nieuw.html", context)


@once
@require_http_methods(["GET", "POST"])
def passkey_weg(request: HttpRequest, code: UUID) -> HttpResponse:
    passkey = passkeys.find(request.user, code)
    if passkey is None:
        raise Http404
    if not _is_recent(request):
        return _sign_in_first(request)
    if request.method == "POST":
        passkeys.remove(passkey, sleutel=token_hex(16))
        messages.success(request, "De passkey is weggehaald. U kunt er niet meer mee inloggen.")
        return redirect_to(request, "accounts:beveiliging")
    return render(request, "accounts/passkey_weg.html", {"passkey": passkey})


def _is_recent(request: HttpRequest) -> bool:
    return seconds_signed_in(request, now()) < RECENT


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """Somebody who finds an open screen must not make it theirs for ever."""
    return render(request, "accounts/log_opnieuw_in.html", {"next": f"{reverse('account_login')}?next={request.path}"})


def _onward(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, None) and wanted.startswith("/")
    return wanted if is_ours else resolve_url("accounts:beveiliging")
