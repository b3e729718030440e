from django.urls import path

from trajecten import overgang_urls
from trajecten.views import lijsten, verificatie

app_name = "trajecten"
urlpatterns = [
    path("vandaag/", lijsten.vandaag_pagina, name="vandaag"),
    path("trajecten/", lijsten.trajecten, name="trajecten"),
    path("trajecten/zoeken/", lijsten.zoeken, name="zoeken"),
    path("v/<str:code>/", verificatie.verificatie, name="verificatie"),
    *overgang_urls.urlpatterns,
]
