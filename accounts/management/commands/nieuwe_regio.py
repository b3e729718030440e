from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from accounts.models import Lidmaatschap, Regio, Rol, Uitnodiging
from accounts.uitnodigen import uitnodigen
from basis.dagen import now, today


class Command(BaseCommand):
    help = "Maakt een regio en nodigt de eerste beheerder uit per e-mail. Nog een keer uitvoeren verandert niets."

    def add_arguments(self, parser):
        parser.add_argument("code", help="twee tot vier hoofdletters, zoals GR")
        parser.add_argument("naam", help="naam van de arbeidsmarktregio")
        parser.add_argument("--beheerder", required=True, metavar="ADRES", help="e-mailadres van de eerste beheerder")

    @transaction.atomic
    def handle(self, *args, code: str, naam: str, beheerder: str, **options):
        beheerder = beheerder.strip().lower()
        try:
            validate_email(beheerder)
            regio = _regio(code, naam)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        if _is_beheerder(regio, beheerder):
            self.stdout.write(f"{beheerder} is al beheerder van {regio}.")
        elif _is_invited(regio, beheerder):
            self.stdout.write(f"Voor {beheerder} staat al een uitnodiging open voor {regio}.")
        else:
            uitnodigen(
                email=beheerder,
                naam=beheerder.partition("@")[0],
                regio=regio,
                rol=Rol.BEHEERDER,
                organisatie=None,
                rechten=[],
                by=None,
                at=now(),
            )
            self.stdout.write(f"De uitnodiging voor {regio} gaat naar {beheerder} zodra de e-mail werkt.")


def _regio(code: str, naam: str) -> Regio:
    """:raises ValidationError: not a code, or the code or the name belongs to another regio."""
    regio = Regio.objects.filter(regiocode=code).first()
    if regio and regio.naam != naam:
        raise ValidationError(f"De code {code} is van {regio.naam}.")
    if regio is None:
        regio = Regio(regiocode=code, naam=naam)
        regio.full_clean()
        regio.save()
    return regio


def _is_beheerder(regio: Regio, email: str) -> bool:
    return Lidmaatschap.objects.geldig(on=today()).filter(regio=regio, rol=Rol.BEHEERDER, user__email=email).exists()


def _is_invited(regio: Regio, email: str) -> bool:
    still_open = Uitnodiging.objects.filter(aanvaard_op=None, ingetrokken_op=None, vervalt_op__gt=now())
    return still_open.filter(regio=regio, rol=Rol.BEHEERDER, email=email).exists()
