"""Doors of accounts. Of allauth only what we use: `allauth.urls` would open eighteen views to anybody (bibliotheken.md)."""

from allauth.account import views as allauth
from django.urls import include, path, re_path

from accounts.views import beheer, beveiliging, leden, mensen, session, start, uitnodiging

sign_in = [
    path("inloggen/", session.login, name="account_login"),
    path("inloggen/code/", session.code_vragen, name="account_request_login_code"),
    path("inloggen/code/invullen/", session.code_invullen, name="account_confirm_login_code"),
    path("inloggen/passkey/", session.passkey, name="mfa_login_webauthn"),
    path("uitloggen/", session.logout, name="account_logout"),
    path("wachtwoord/wijzigen/", session.password_change, name="account_change_password"),
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
    path("account/", beveiliging.beveiliging, name="beveiliging"),
    path("account/passkey/", beveiliging.passkey_nieuw, name="passkey_nieuw"),
    path("account/passkey/<uuid:code>/weghalen/", beveiliging.passkey_weg, name="passkey_weg"),
    path("sessie/", start.sessie, name="sessie"),
    path("sessie/over/", start.sessie_over, name="sessie_over"),
    path("sessie/bewaren/", start.sessie_bewaren, name="sessie_bewaren"),
    path("sessie/weggooien/", start.sessie_weggooien, name="sessie_weggooien"),
    path("uitnodiging/<str:token>/", uitnodiging.uitnodiging, name="uitnodiging"),
    path("logo/<uuid:code>.png", beheer.logo, name="logo"),
    path("beheer/", beheer.beheer, name="beheer"),
    path("beheer/regio/", beheer.regio_wijzigen, name="regio"),
    path("beheer/leden/", leden.leden_lijst, name="leden"),
    path("beheer/leden/zoeken/", leden.leden_zoeken, name="leden_zoeken"),
    path("beheer/leden/uitnodigen/", leden.lid_uitnodigen, name="lid_uitnodigen"),
    path("beheer/leden/<uuid:code>/", leden.lid_detail, name="lid"),
    path("beheer/leden/<uuid:code>/rechten/", leden.lid_rechten, name="lid_rechten"),
    path("beheer/leden/<uuid:code>/beeindigen/", leden.lid_beeindigen, name="lid_beeindigen"),
    path("beheer/leden/<uuid:code>/sluiten/", leden.lid_sluiten, name="lid_sluiten"),
    path("beheer/uitnodigingen/<uuid:code>/opnieuw/", leden.uitnodiging_opnieuw, name="uitnodiging_opnieuw"),
    path("beheer/uitnodigingen/<uuid:code>/intrekken/", leden.uitnodiging_intrekken, name="uitnodiging_intrekken"),
    path("beheer/organisaties/", beheer.organisaties, name="organisaties"),
    path("beheer/organisaties/nieuw/", beheer.organisatie, name="organisatie_nieuw"),
    path("beheer/organisaties/<uuid:code>/", beheer.organisatie, name="organisatie"),
    path("collegas/", mensen.collegas, name="collegas"),
    path("organisaties/<uuid:code>/mensen/", mensen.overzicht, name="mensen"),
    path("organisaties/<uuid:code>/uitnodigen/", mensen.mens_uitnodigen, name="mens_uitnodigen"),
    path("organisaties/<uuid:code>/uitnodigingen/<uuid:uitnodiging>/opnieuw/", mensen.mens_opnieuw, name="mens_opnieuw"),
    path("organisaties/<uuid:code>/uitnodigingen/<uuid:uitnodiging>/intrekken/", mensen.mens_intrekken, name="mens_intrekken"),
    path("organisaties/<uuid:code>/mensen/<uuid:lid>/weg/", mensen.mens_weg, name="mens_weg"),
    path("beheer/mandaten/", beheer.mandaten, name="mandaten"),
    path("beheer/mandaten/<uuid:code>/", beheer.mandaat_geven, name="mandaat_geven"),
    path("beheer/mandaten/<uuid:code>/intrekken/", beheer.mandaat_intrekken, name="mandaat_intrekken"),
]
urlpatterns = [*sign_in, path("", include((own, "accounts")))]
