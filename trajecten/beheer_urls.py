"""Doors of a beheerder: how a regio uses the lists, its termijnen, and how it words its mails."""

from django.urls import path

from trajecten.views import lijstbeheer, mailteksten, termijnregels

urlpatterns = [
    path("beheer/lijsten/", lijstbeheer.overzicht, name="lijsten"),
    path("beheer/lijsten/<str:lijst>/", lijstbeheer.wijzigen, name="lijst"),
    path("beheer/termijnen/", termijnregels.termijnregels, name="termijnregels"),
    path("beheer/termijnen/<str:soort>/", termijnregels.termijnregel, name="termijnregel"),
    path("beheer/mailteksten/", mailteksten.overzicht, name="mailteksten"),
    path("beheer/mailteksten/<str:soort>/", mailteksten.wijzigen, name="mailtekst"),
    path("beheer/mailteksten/<str:soort>/standaard/", mailteksten.naar_standaard, name="mailtekst_standaard"),
]
