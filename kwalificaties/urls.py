from django.urls import path

from kwalificaties.views import catalogus, eigen, opnemen

app_name = "kwalificaties"
urlpatterns = [
    path("", catalogus.lijst, name="lijst"),
    path("<uuid:code>/", catalogus.detail, name="detail"),
    path("<uuid:code>/eigen/", eigen.eigen, name="eigen"),
    path("<uuid:code>/eigen/toevoegen/", eigen.toevoegen, name="eigen_toevoegen"),
    path("<uuid:code>/eigen/<uuid:werkproces>/", eigen.wijzigen, name="eigen_wijzigen"),
    path("<uuid:code>/eigen/<uuid:werkproces>/weghalen/", eigen.weghalen, name="eigen_weghalen"),
    path("<uuid:code>/eigen/kerntaak/<uuid:kerntaak>/", eigen.kerntaak, name="eigen_kerntaak"),
    path("opnemen/", opnemen.opnemen, name="opnemen"),
    path("opnemen/<uuid:code>/", opnemen.verschil, name="verschil"),
    path("opnemen/<uuid:code>/weggooien/", opnemen.weggooien, name="weggooien"),
    path("opgenomen/<uuid:code>/", opnemen.opgenomen, name="opgenomen"),
]
