from django.core.management.base import BaseCommand, CommandParser

from basis.dagen import now, today
from kwalificaties.catalogus import laad_startcatalogus, laad_voorbeelden


class Command(BaseCommand):
    help = "Zet de catalogus klaar die met het product meekomt. Vult alleen aan; veilig om te herhalen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--voorbeelden", action="store_true", help="ook verzonnen werkprocessen, als voorbeeld gemarkeerd")

    def handle(self, *args, voorbeelden: bool, **options) -> None:
        on, at = today(), now()
        laad_startcatalogus(on=on, at=at)
        if voorbeelden:
            laad_voorbeelden(on=on, at=at)
        self.stdout.write("De startcatalogus staat klaar.")
