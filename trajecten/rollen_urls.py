"""The pages about who works in a dossier: behandelaar, betrokkenen, handing over."""

from django.urls import path

from trajecten.views import behandelaar, betrokkenen, overdragen

urlpatterns = [
    path("trajecten/overdragen/", overdragen.overdragen, name="overdragen"),
    path("trajecten/<uuid:code>/behandelaar/", behandelaar.behandelaar, name="behandelaar"),
    path("trajecten/<uuid:code>/betrokkenen/", betrokkenen.betrokkenen, name="betrokkenen"),
    path("betrokkenen/<uuid:code>/", betrokkenen.betrokkene_tot, name="betrokkene_tot"),
    path("betrokkenen/<uuid:code>/weg/", betrokkenen.betrokkene_weg, name="betrokkene_weg"),
]
