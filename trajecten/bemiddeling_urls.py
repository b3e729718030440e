"""The pages around matching: who is asked, several at once, another traject or doel, and what began before."""

from django.urls import path

from trajecten.views import voorstellen
from trajecten.views.overgangen import overnemen, samen, vervolg

urlpatterns = [
    path("trajecten/samen-matchen/", samen.samen_matchen, name="samen_matchen"),
    path("trajecten/samen-matchen/<uuid:code>/", samen.samen_gematcht, name="samen_gematcht"),
    path("trajecten/overnemen/", overnemen.overnemen, name="overnemen"),
    path("trajecten/<uuid:code>/plaatsing-aanvullen/", overnemen.plaatsing_aanvullen, name="plaatsing_aanvullen"),
    path("trajecten/<uuid:code>/intake-aanvullen/", overnemen.intake_aanvullen, name="intake_aanvullen"),
    path("trajecten/<uuid:code>/identiteit-aanvullen/", overnemen.identiteit_aanvullen, name="identiteit_aanvullen"),
    path("trajecten/<uuid:code>/nieuw-traject/", vervolg.nieuw_traject, name="nieuw_traject"),
    path("trajecten/<uuid:code>/doel/", vervolg.doel_wijzigen, name="doel_wijzigen"),
    path("trajecten/<uuid:code>/voorstel/", voorstellen.voorstel, name="voorstel"),
    path("voorstellen/<uuid:code>/antwoord/", voorstellen.voorstel_antwoord, name="voorstel_antwoord"),
    path("voorstellen/<uuid:code>/kiezen/", voorstellen.voorstel_kiezen, name="voorstel_kiezen"),
    path("voorstellen/<uuid:code>/intrekken/", voorstellen.voorstel_intrekken, name="voorstel_intrekken"),
]
