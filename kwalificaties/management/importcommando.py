"""What the two import commands share: read, show the difference report, and write only when asked."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from basis.dagen import now, today
from kwalificaties.bestand import Bestand, lees
from kwalificaties.importeren import importeer, lees_alles, maak_verschil
from kwalificaties.models import ImportSoort
from kwalificaties.rijen import ImportGeweigerd
from kwalificaties.verschil import Verschil


class ImportCommando(BaseCommand):
    soort: ImportSoort
    meer_bestanden = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestanden", nargs="+" if self.meer_bestanden else 1, type=Path, metavar="BESTAND")
        parser.add_argument("--toepassen", action="store_true", help="schrijf de veranderingen weg")

    def handle(self, *args, bestanden: list[Path], toepassen: bool, **options) -> None:
        try:
            gelezen = [lees(path) for path in bestanden]
            if toepassen:
                importeer(self.soort, gelezen, toon=self._toon, on=today(), at=now())
            else:
                self._toon_alleen(gelezen)
        except ImportGeweigerd as error:
            raise CommandError(f"{error} Er is niets opgenomen.") from error
        self.stdout.write("Opgenomen." if toepassen else "Er is niets geschreven. Geef --toepassen om dit op te nemen.")

    def _toon_alleen(self, bestanden: list[Bestand]) -> None:
        for bestand, rows in lees_alles(self.soort, bestanden):
            self._toon(bestand.naam, maak_verschil(self.soort, rows))

    def _toon(self, naam: str, verschil: Verschil) -> None:
        self.stdout.write("\n".join([naam, *verschil.verslag(), ""]))
