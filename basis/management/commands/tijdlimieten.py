from django.core.management.base import BaseCommand
from django.db import connection, transaction

LIMITS = {"statement_timeout": "10s", "lock_timeout": "3s", "idle_in_transaction_session_timeout": "15s", "timezone": "UTC"}
_LOCK = 7318001  # two at once would be refused by PostgreSQL ("tuple concurrently updated")


class Command(BaseCommand):
    help = "Zet de tijdlimieten op de databaserol van deze toepassing (vertrouwen.md §2). Veilig om te herhalen."

    @transaction.atomic
    def handle(self, *args, **options):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            for name, value in LIMITS.items():
                cursor.execute(f"ALTER ROLE CURRENT_USER SET {name} = '{value}'")
        self.stdout.write("Tijdlimieten staan op de rol: " + ", ".join(f"{n} {v}" for n, v in LIMITS.items()))
