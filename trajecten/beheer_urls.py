"""Doors of a beheerder: how a regio uses the lists, and its termijnen."""

from django.urls import path

from trajecten.views import lijstbeheer, termijnregels

urlpatterns = [
    path("beheer/lijsten/", lijstbeheer.overzicht, name="lijsten"),
    path("beheer/lijsten/<str:lijst>/", lijstbeheer.wijzigen, name="lijst"),
    path("beheer/termijnen/", termijnregels.termijnregels, name="termijnregels"),
    path("beheer/termijnen/<str:soort>/", termijnregels.termijnregel, name="termijnregel"),
]
