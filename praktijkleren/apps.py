from django.apps import AppConfig


class PraktijklerenConfig(AppConfig):
    name = "praktijkleren"
