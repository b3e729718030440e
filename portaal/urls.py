from django.urls import path

from portaal.views import consulent

app_name = "portaal"
urlpatterns = [
    path("aanmeldingen/", consulent.aanmeldingen, name="aanmeldingen"),
    path("aanmeldingen/nieuw/", consulent.aanmelden, name="aanmelden"),
    path("aanmeldingen/<uuid:code>/intrekken/", consulent.intrekken, name="intrekken"),
    path("aanmeldingen/<uuid:code>/overdragen/", consulent.overdragen, name="overdragen"),
]
