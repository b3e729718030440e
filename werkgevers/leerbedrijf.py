"""What can be done to a leerbedrijf itself; its erkenningen are in `erkenning.py`."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import Organisatie, OrganisatieSoort, Regio, User
from werkgevers.models import Leerbedrijf, Leerbedrijfnotitie


class LeerbedrijfGeweigerd(Exception):
    """What may not be done to a leerbedrijf; its text is the Dutch sentence to show."""


@transaction.atomic
def toevoegen(*, regio: Regio, leerbedrijf_id: str, kvk: str, organisatie: Organisatie | None = None, **adres) -> Leerbedrijf:
    """
    Add a leerbedrijf to a regio, on an organisation that exists (an SW-bedrijf) or on a new one.

    :param adres: name and address of the new organisation.
    :raises LeerbedrijfGeweigerd: the regio knows this leerbedrijf-ID, or the organisation is a leerbedrijf already.
    """
    try:
        with transaction.atomic():
            organisatie = organisatie or Organisatie.objects.create(soort=OrganisatieSoort.LEERBEDRIJF, regio=regio, **adres)
            return Leerbedrijf.objects.create(regio=regio, organisatie=organisatie, leerbedrijf_id=leerbedrijf_id, kvk=kvk)
    except IntegrityError as fault:
        if bestaand := met_id(regio, leerbedrijf_id):
            raise LeerbedrijfGeweigerd(al_bekend(bestaand)) from fault
        raise LeerbedrijfGeweigerd("Deze organisatie is al een leerbedrijf. Zoek het op in de lijst.") from fault


def met_id(regio: Regio, leerbedrijf_id: str) -> Leerbedrijf | None:
    return Leerbedrijf.objects.filter(regio=regio, leerbedrijf_id=leerbedrijf_id).select_related("organisatie").first()


def al_bekend(leerbedrijf: Leerbedrijf) -> str:
    return f"Dit leerbedrijf-ID staat al bij {leerbedrijf}. Controleer het nummer of open dat leerbedrijf."


def notitie_schrijven(*, leerbedrijf: Leerbedrijf, tekst: str, by: User, at: datetime) -> Leerbedrijfnotitie:
    return Leerbedrijfnotitie.objects.create(leerbedrijf=leerbedrijf, tekst=tekst, door=by, at=at)
