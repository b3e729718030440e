from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.demo import ACCOUNTS, WACHTWOORD
from accounts.models import Lidmaatschap, Regio, User
from basis.dagen import today


class Command(BaseCommand):
    help = "Zet de voorbeeldgegevens in een lege database. Alleen met DEMO=1, en nooit bij gegevens die er al zijn."

    @transaction.atomic
    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Voorbeeldgegevens komen er alleen met DEMO=1.")
        if Regio.objects.exists() or User.objects.exists():
            self.stdout.write("Er staan al gegevens in de database; er zijn geen voorbeeldgegevens toegevoegd.")
            return
        regios = {"GR": Regio.objects.create(regiocode="GR", naam="Groningen")}
        for account in ACCOUNTS:
            user = User.objects.create_user(account.email, account.naam, WACHTWOORD)
            Lidmaatschap.objects.create(user=user, regio=regios[account.regiocode], rol=account.rol, vanaf=today())
        self.stdout.write("De voorbeeldgegevens staan erin.")
