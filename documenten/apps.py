from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from basis.models import OutboxRow


class DocumentenConfig(AppConfig):
    name = "documenten"

    def ready(self) -> None:
        from basis import outbox
        from documenten import feiten_voortgang  # noqa: F401  # adds its shapes to those of feiten.py

        outbox.register("document", _maak, lease=45, on_failed=_geef_op)


# Imported when called: WeasyPrint takes seconds to load, and only the worker needs it (it loads it as it starts).
def _maak(row: "OutboxRow") -> None:
    from documenten import maken

    maken.maak(row)


def _geef_op(row: "OutboxRow") -> None:
    from documenten import maken

    maken.geef_op(row)
