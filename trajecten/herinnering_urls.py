"""The pages about reminders and signals."""

from django.urls import path

from trajecten.views import afmelden, herinneringen, signalen, voorkeuren

urlpatterns = [
    path("meldingen/", herinneringen.meldingen, name="meldingen"),
    path("meldingen/gelezen/", herinneringen.meldingen_gelezen, name="meldingen_gelezen"),
    path("meldingen/mail/", voorkeuren.mailvoorkeuren, name="mailvoorkeuren"),
    path("afmelden/<str:token>/", afmelden.afmelden, name="afmelden"),
    path("afmelden/<str:token>/direct/", afmelden.afmelden_direct, name="afmelden_direct"),
    path("afmelden/<str:token>/klaar/", afmelden.afmelden_klaar, name="afmelden_klaar"),
    path("afmelden/<str:token>/terug/", afmelden.afmelden_terug, name="afmelden_terug"),
    path("beheer/verzenden/", herinneringen.verzenden, name="verzenden"),
    path("herinneringen/veel/", herinneringen.grote_verzending, name="grote_verzending"),
    path("herinneringen/veel/<uuid:code>/<str:besluit>/", herinneringen.grote_verzending_besluit, name="grote_verzending_besluit"),
    path("herinneringen/", herinneringen.herinneringen, name="herinneringen"),
    path("herinneringen/<uuid:code>/<str:dag>/uit/", herinneringen.herinnering_uit, name="herinnering_uit"),
    path("trajecten/<uuid:code>/signalen/<slug:soort>/even-niet/", signalen.signaal_even_niet, name="signaal_even_niet"),
]
