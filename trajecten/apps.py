from django.apps import AppConfig


class TrajectenConfig(AppConfig):
    name = "trajecten"

    def ready(self) -> None:
        from trajecten import nieuws
        from werkgevers.signals import erkenning_gewijzigd

        erkenning_gewijzigd.connect(nieuws.erkenning_gewijzigd, dispatch_uid="trajecten.erkenning")
