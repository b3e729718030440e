"""The pages of the overgangen: the verb is the address."""

from django.urls import path

from trajecten.views.overgangen import aanmelding, plaatsing

urlpatterns = [
    path("trajecten/aanmelden/", aanmelding.aanmelden, name="aanmelden"),
    path("trajecten/<uuid:code>/intake_starten/", aanmelding.intake_starten, name="intake_starten"),
    path("trajecten/<uuid:code>/intake_afronden/", aanmelding.intake_afronden, name="intake_afronden"),
    path("trajecten/<uuid:code>/niet_starten/", aanmelding.niet_starten, name="niet_starten"),
    path("trajecten/<uuid:code>/matchen/", plaatsing.matchen, name="matchen"),
    path("trajecten/<uuid:code>/starten/", plaatsing.starten, name="starten"),
]
