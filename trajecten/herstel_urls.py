"""The pages that put right what went otherwise."""

from django.urls import path

from trajecten.views import terugdraaien, vervangen

urlpatterns = [
    path("trajecten/<uuid:code>/terugdraaien/", terugdraaien.terugdraaien, name="terugdraaien"),
    path("trajecten/<uuid:code>/vervangen/", vervangen.verklaring_vervangen, name="vervangen"),
    path("trajecten/<uuid:code>/overhandigd/", vervangen.verklaring_overhandigd, name="overhandigd"),
]
