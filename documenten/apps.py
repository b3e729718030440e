from django.apps import AppConfig


class DocumentenConfig(AppConfig):
    name = "documenten"

    def ready(self) -> None:
        from basis import outbox
        from documenten import maken

        outbox.register("document", maken.maak, lease=45, on_failed=maken.geef_op)
