from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import Regio, User
from basis.dagen import today
from praktijkleren.demo.wereld import laad


class Command(BaseCommand):
    help = "Zet de voorbeeldgegevens in een lege database. Alleen met DEMO=1, en nooit bij gegevens die er al zijn."

    @transaction.atomic
    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Voorbeeldgegevens komen er alleen met DEMO=1.")
        if Regio.objects.exists() or User.objects.exists():
            self.stdout.write("Er staan al gegevens in de database; er zijn geen voorbeeldgegevens toegevoegd.")
            return
        self.stdout.write("De voorbeeldgegevens worden gemaakt; dat duurt een minuut.")
        laad(on=today(), klein=settings.DEMO_KLEIN)
        self.stdout.write("De voorbeeldgegevens staan erin.")
