from django.urls import path

from kwalificaties.views import catalogus, opnemen

app_name = "kwalificaties"
urlpatterns = [
    path("", catalogus.lijst, name="lijst"),
    path("<uuid:code>/", catalogus.detail, name="detail"),
    path("opnemen/", opnemen.opnemen, name="opnemen"),
    path("opnemen/<uuid:code>/", opnemen.verschil, name="verschil"),
    path("opnemen/<uuid:code>/weggooien/", opnemen.weggooien, name="weggooien"),
    path("opgenomen/<uuid:code>/", opnemen.opgenomen, name="opgenomen"),
]
