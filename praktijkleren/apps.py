from django.apps import AppConfig


class PraktijklerenConfig(AppConfig):
    name = "praktijkleren"

    def ready(self) -> None:
        from praktijkleren import celery  # the app must exist before a room's shared task is called

        celery.app.set_default()
