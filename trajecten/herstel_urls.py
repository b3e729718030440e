"""The pages that put right what went otherwise."""

from django.urls import path

from trajecten.views import vervangen

urlpatterns = [
    path("trajecten/<uuid:code>/vervangen/", vervangen.verklaring_vervangen, name="vervangen"),
    path("trajecten/<uuid:code>/overhandigd/", vervangen.verklaring_overhandigd, name="overhandigd"),
]
