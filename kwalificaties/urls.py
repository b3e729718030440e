from django.urls import path

from kwalificaties import views

app_name = "kwalificaties"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("<uuid:code>/", views.detail, name="detail"),
]
