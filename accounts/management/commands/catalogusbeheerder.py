from django.core.management.base import BaseCommand, CommandError

from accounts import leden
from accounts.models import Lidmaatschap, Rol
from basis.dagen import today


class Command(BaseCommand):
    help = "Geeft een beheerder het recht om de landelijke catalogus te beheren, of neemt het weer af."

    def add_arguments(self, parser):
        parser.add_argument("adres", help="e-mailadres van iemand die beheerder is")
        parser.add_argument("--intrekken", action="store_true", help="neem het recht weer af")

    def handle(self, *args, adres: str, intrekken: bool, **options):
        own = list(Lidmaatschap.objects.geldig(on=today()).filter(rol=Rol.BEHEERDER, user__email=adres.strip().lower()))
        if not own:
            raise CommandError(f"{adres} is van geen enkele regio beheerder.")
        for lid in own:
            leden.catalogusbeheer(lid, geven=not intrekken)
        self.stdout.write(f"{adres} beheert de catalogus {'niet meer' if intrekken else 'nu ook'}.")
