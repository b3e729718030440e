from pathlib import Path

from django.core.management.base import BaseCommand

from trajecten import financieringsregels


class Command(BaseCommand):
    help = "Leest de regels van subsidies en andere bronnen in; een regel met dezelfde bron en begindatum wordt bijgewerkt."

    def add_arguments(self, parser):
        parser.add_argument("bestand", nargs="?", type=Path, default=financieringsregels.BESTAND)

    def handle(self, *args, bestand, **options):
        found = financieringsregels.laad(bestand)
        if options["verbosity"]:
            self.stdout.write(f"{found} regels ingelezen.")
