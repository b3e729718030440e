from django.apps import AppConfig


class BasisConfig(AppConfig):
    name = "basis"
