"""The pages about reminders."""

from django.urls import path

from trajecten.views import herinneringen

urlpatterns = [
    path("meldingen/", herinneringen.meldingen, name="meldingen"),
    path("meldingen/gelezen/", herinneringen.meldingen_gelezen, name="meldingen_gelezen"),
    path("beheer/verzenden/", herinneringen.verzenden, name="verzenden"),
    path("herinneringen/", herinneringen.herinneringen, name="herinneringen"),
    path("herinneringen/<uuid:code>/<str:dag>/uit/", herinneringen.herinnering_uit, name="herinnering_uit"),
]
