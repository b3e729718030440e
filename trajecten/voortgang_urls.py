"""The pages about how it goes: attendance, evaluations, papers about both."""

from django.urls import path

from trajecten.views import aanwezigheid, financiering, instellingen, papieren, reacties, voortgang

urlpatterns = [
    path("trajecten/<uuid:code>/tussenevaluatie/", voortgang.tussenevaluatie, name="tussenevaluatie"),
    path("bestanden/<uuid:code>/weg/", voortgang.bewijsstuk_weg, name="bewijsstuk_weg"),
    path("trajecten/<uuid:code>/indruk/", voortgang.indruk, name="indruk"),
    path("trajecten/<uuid:code>/indruk/<uuid:werkproces>/", voortgang.indruk_een, name="indruk_een"),
    path("trajecten/<uuid:code>/financiering/", financiering.nieuw, name="financiering_nieuw"),
    path("financiering/<uuid:code>/", financiering.wijzigen, name="financiering"),
    path("financiering/<uuid:code>/weg/", financiering.weg, name="financiering_weg"),
    path("plaatsingen/<uuid:code>/aanwezigheidsoverzicht/", papieren.aanwezigheidsoverzicht, name="aanwezigheidsoverzicht"),
    path("plaatsingen/<uuid:code>/begeleidingsverklaring/", papieren.begeleidingsverklaring, name="begeleidingsverklaring"),
    path("beheer/trajecten/", instellingen.instellingen, name="instellingen"),
    path("trajecten/formulieren/", papieren.formulieren, name="formulieren"),
    path("trajecten/formulieren/maken/", papieren.formulieren_maken, name="formulieren_maken"),
    path("trajecten/formulieren/<slug:soort>/", papieren.formulier, name="formulier"),
    path("trajecten/<uuid:code>/reactie/vragen/", reacties.reactie_vragen, name="reactie_vragen"),
    path("trajecten/<uuid:code>/reactie/qr/", reacties.reactie_qr, name="reactie_qr"),
    path("trajecten/<uuid:code>/reactie/qr/maken/", reacties.reactie_qr_maken, name="reactie_qr_maken"),
    path("reacties/<uuid:code>/gelezen/", reacties.reactie_gelezen, name="reactie_gelezen"),
    path("trajecten/<uuid:code>/aanwezigheid/", aanwezigheid.aanwezigheid, name="aanwezigheid"),
]
