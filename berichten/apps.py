from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    name = "berichten"

    def ready(self) -> None:
        from basis import outbox
        from berichten import bezorgen

        outbox.register("mail", bezorgen.bezorg, lease=45, on_failed=bezorgen.geef_op, may_wait=True)
