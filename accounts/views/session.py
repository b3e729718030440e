"""Signing in and out by allauth, with what it leaves open: the demo's accounts, and a browser that forgets (M23)."""

from allauth.account import views as allauth
from allauth.mfa.webauthn.views import login_webauthn
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts import demo
from accounts.sign_in import AskCodeView, waiting_code


@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    return allauth.LoginView.as_view(
        extra_context={"demo_accounts": demo.ACCOUNTS if settings.DEMO else [], "wachtwoord": demo.WACHTWOORD}
    )(request)


@require_http_methods(["GET", "POST"])
def code_vragen(request: HttpRequest) -> HttpResponse:
    return AskCodeView.as_view()(request)


@require_http_methods(["GET", "POST"])
def code_invullen(request: HttpRequest) -> HttpResponse:
    context = {
        "minuten": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
        "demo": settings.DEMO,
        "demo_code": waiting_code(request) if settings.DEMO else "",
    }
    return allauth.ConfirmLoginCodeView.as_view(extra_context=context)(request)


@require_http_methods(["GET", "POST"])
def passkey(request: HttpRequest) -> HttpResponse:
    """A challenge for the script of the sign-in page, and its answer."""
    return login_webauthn(request)


@require_http_methods(["GET", "POST"])
def password_change(request: HttpRequest) -> HttpResponse:
    """Whoever has no password yet chooses one by a link in the mail, like somebody who forgot it."""
    user = request.user
    if user.is_authenticated and not user.has_usable_password():
        return redirect("account_reset_password")
    return allauth.password_change(request)


@require_http_methods(["GET", "POST"])
def logout(request: HttpRequest) -> HttpResponse:
    response = allauth.logout(request)
    if request.method == "POST":  # pages in the cache and in the back button are of nobody now
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response
