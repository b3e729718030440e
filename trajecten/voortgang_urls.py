"""The pages about how it goes: attendance, evaluations, papers about both."""

from django.urls import path

from trajecten.views import aanwezigheid, voortgang

urlpatterns = [
    path("trajecten/<uuid:code>/tussenevaluatie/", voortgang.tussenevaluatie, name="tussenevaluatie"),
    path("trajecten/<uuid:code>/aanwezigheid/", aanwezigheid.aanwezigheid, name="aanwezigheid"),
]
