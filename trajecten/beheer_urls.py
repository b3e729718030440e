"""Doors of a beheerder: how a regio uses the lists."""

from django.urls import path

from trajecten.views import lijstbeheer

urlpatterns = [
    path("beheer/lijsten/", lijstbeheer.overzicht, name="lijsten"),
    path("beheer/lijsten/<str:lijst>/", lijstbeheer.wijzigen, name="lijst"),
]
