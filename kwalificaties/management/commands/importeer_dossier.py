from kwalificaties.management.importcommando import ImportCommando
from kwalificaties.models import ImportSoort


class Command(ImportCommando):
    help = "Neemt dossiers van SBB (XML) op in de catalogus. Zonder --toepassen ziet u alleen wat er zou veranderen."
    soort = ImportSoort.DOSSIER
    meer_bestanden = True
