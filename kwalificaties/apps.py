from django.apps import AppConfig


class KwalificatiesConfig(AppConfig):
    name = "kwalificaties"
