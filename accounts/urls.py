"""Doors of accounts. Of allauth only what we use: `allauth.urls` would open eighteen views to anybody (bibliotheken.md)."""

from allauth.account import views as allauth
from django.urls import include, path, re_path

from accounts.views import start

sign_in = [
    path("inloggen/", allauth.login, name="account_login"),
    path("uitloggen/", allauth.logout, name="account_logout"),
    path("wachtwoord/wijzigen/", allauth.password_change, name="account_change_password"),
    path("wachtwoord/vergeten/", allauth.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", allauth.password_reset_done, name="account_reset_password_done"),
    path("wachtwoord/nieuw/klaar/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(  # the uid is the account's code, never its key
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9a-f]{32})-(?P<key>[0-9a-z-]{1,100})/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
own = [
    path("", start.start, name="start"),
]
urlpatterns = [*sign_in, path("", include((own, "accounts")))]
