from django.urls import path

from trajecten.views import verificatie

app_name = "trajecten"
urlpatterns = [
    path("v/<str:code>/", verificatie.verificatie, name="verificatie"),
]
