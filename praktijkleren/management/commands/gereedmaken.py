import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Maakt database en statische bestanden klaar voor deze versie: voor elke start, veilig om te herhalen."

    requires_system_checks: list = []  # bin/test runs them; here they would cost a second of every start

    def handle(self, *args, **options):
        _migrate()
        call_command("createcachetable", verbosity=0)
        call_command("tijdlimieten")
        call_command("laad_financieringsregels", verbosity=0)
        _collect_static()
        if settings.DEMO:
            call_command("demo")


def _migrate() -> None:
    """Only when there is something to do: `migrate` builds every model of every migration before it finds that out."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def _collect_static() -> None:
    """Only when a file differs: hashing and compressing all of them takes longer than the rest of a start."""
    stamp, sources = Path(settings.STATIC_ROOT) / "sources.json", json.dumps(_sources())
    if not stamp.exists() or stamp.read_text() != sources:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(sources)


def _sources() -> list[list[str | int]]:
    files = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]
    return sorted([str(file), (stat := file.stat()).st_size, stat.st_mtime_ns] for file in files)
