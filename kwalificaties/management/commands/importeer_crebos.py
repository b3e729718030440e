from kwalificaties.management.importcommando import ImportCommando
from kwalificaties.models import ImportSoort


class Command(ImportCommando):
    help = "Neemt een lijst met crebo's (CSV) op in de catalogus. Zonder --toepassen ziet u alleen wat er zou veranderen."
    soort = ImportSoort.CREBOS
