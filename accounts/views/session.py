"""Signing in and out by allauth, with what it leaves open: the demo's accounts, and a browser that forgets (M23)."""

from allauth.account import views as allauth
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts import demo


@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    return allauth.LoginView.as_view(
        extra_context={"demo_accounts": demo.ACCOUNTS if settings.DEMO else [], "wachtwoord": demo.WACHTWOORD}
    )(request)


@require_http_methods(["GET", "POST"])
def logout(request: HttpRequest) -> HttpResponse:
    response = allauth.logout(request)
    if request.method == "POST":  # pages in the cache and in the back button are of nobody now
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response
