from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from kwalificaties.opvolging import zet_opvolger
from kwalificaties.rijen import ImportGeweigerd


class Command(BaseCommand):
    help = "Legt vast welke crebo een andere opvolgt, zoals: opvolger 25498 25960."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("oud", metavar="OUD")
        parser.add_argument("nieuw", metavar="NIEUW")

    @transaction.atomic
    def handle(self, *args, oud: str, nieuw: str, **options) -> None:
        try:
            kwalificatie = zet_opvolger(oud, nieuw)
        except ImportGeweigerd as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{kwalificatie} wordt opgevolgd door {kwalificatie.opvolger}.")
