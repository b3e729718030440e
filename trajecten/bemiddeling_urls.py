"""The pages that bring a deelnemer and a leerbedrijf together: who is asked, and several at once."""

from django.urls import path

from trajecten.views import voorstellen
from trajecten.views.overgangen import samen

urlpatterns = [
    path("trajecten/samen-matchen/", samen.samen_matchen, name="samen_matchen"),
    path("trajecten/samen-matchen/<uuid:code>/", samen.samen_gematcht, name="samen_gematcht"),
    path("trajecten/<uuid:code>/voorstel/", voorstellen.voorstel, name="voorstel"),
    path("voorstellen/<uuid:code>/antwoord/", voorstellen.voorstel_antwoord, name="voorstel_antwoord"),
    path("voorstellen/<uuid:code>/kiezen/", voorstellen.voorstel_kiezen, name="voorstel_kiezen"),
    path("voorstellen/<uuid:code>/intrekken/", voorstellen.voorstel_intrekken, name="voorstel_intrekken"),
]
