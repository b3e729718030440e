"""Who works in the demo: the accounts that can sign in, and people who are only named."""

from datetime import date

from django.contrib.auth.hashers import make_password

from accounts import demo, leden
from accounts.models import Lidmaatschap, Organisatie, OrganisatieSoort, Recht, Regio, Rol, User
from accounts.models.lidmaatschap import ROLLEN_MET_ORGANISATIE

# (naam, rol, regiocode): no password, so nobody signs in as them.
ZONDER_WACHTWOORD = [
    ("Bram Oosterhuis", Rol.BEGELEIDER, "GR"),
    ("Jan-Willem Drost", Rol.PROGRAMMAMANAGER, "GR"),
    ("Anneloes Pĳper", Rol.BEHEERDER, "FR"),
    ("Rob Scholte", Rol.BEHEERDER, "DR"),
    ("Çiğdem Aydın", Rol.COORDINATOR, "ZW"),
    ("Pieter-Bas Kroon", Rol.BEHEERDER, "ZW"),
    ("Nathalie Vos", Rol.COORDINATOR, "FV"),
    ("Orlando Pinas", Rol.BEHEERDER, "FV"),
]


def maak(regios: dict[str, Regio], *, vanaf: date) -> dict[str, list[User]]:
    """:returns: per regiocode its coordinators, those who can sign in first."""
    coordinatoren: dict[str, list[User]] = {code: [] for code in regios}
    password = make_password(demo.WACHTWOORD)  # once: a good hash takes its time
    for account in demo.ACCOUNTS:
        user = User(email=account.email, naam=account.naam, password=password)
        user.save()
        for code in account.regiocodes if account.rol not in ROLLEN_MET_ORGANISATIE else ():  # those wait for their organisation
            lid = _lid(user, Rol(account.rol), regios[code], vanaf)
            if account.catalogusbeheer:
                leden.catalogusbeheer(lid, geven=True)
            if account.rol == Rol.COORDINATOR:
                coordinatoren[code].append(user)
    for naam, rol, code in ZONDER_WACHTWOORD:
        user = iemand(naam, rol, regios[code], vanaf=vanaf)
        if rol == Rol.COORDINATOR:
            coordinatoren[code].append(user)
    return coordinatoren


def iemand(naam: str, rol: Rol, regio: Regio, *, vanaf: date, **lidmaatschap: object) -> User:
    email = f"{rol}-{regio.regiocode}-{User.objects.count()}@voorbeeld.test"
    user = User.objects.create_user(email, naam)
    _lid(user, rol, regio, vanaf, **lidmaatschap)
    return user


def _lid(user: User, rol: Rol, regio: Regio, vanaf: date, **extra: object) -> Lidmaatschap:
    return Lidmaatschap.objects.create(user=user, regio=regio, rol=rol, vanaf=vanaf, **extra)


def maak_buitenstaanders(regio: Regio, school: Organisatie, leerbedrijf: Organisatie, *, vanaf: date) -> tuple[User, Organisatie]:
    """People of a school and a leerbedrijf, and two consulenten of one gemeente. :returns: the first of those and its gemeente."""
    rechten = [Recht.BEGELEIDEN, Recht.TEKENEN]
    iemand("Ilse Wolthuis", Rol.SCHOOL, regio, vanaf=vanaf, organisatie=school, rechten=rechten)
    iemand("J. Mulder", Rol.WERKGEVER, regio, vanaf=vanaf, organisatie=leerbedrijf, rechten=rechten)
    gemeente = Organisatie.objects.filter(soort=OrganisatieSoort.GEMEENTE, gemeente__regio=regio).order_by("pk")[4]
    consulent = User.objects.get(naam="Anita Jager")
    _lid(consulent, Rol.CONSULENT, regio, vanaf, organisatie=gemeente)
    iemand("Sander Pot", Rol.CONSULENT, regio, vanaf=vanaf, organisatie=gemeente)
    return consulent, gemeente


def maak_portaal(regio: Regio, school: Organisatie, leerbedrijf: Organisatie, *, vanaf: date) -> None:
    """Two people who do their own part: of the leerbedrijf and of the school where most waits."""
    mag = [Recht.BEGELEIDEN, Recht.TEKENEN, Recht.UITNODIGEN]
    _lid(User.objects.get(naam="Jolanda Smit"), Rol.WERKGEVER, regio, vanaf, organisatie=leerbedrijf, rechten=mag)
    brief = {"rechten": [*mag, Recht.VASTSTELLEN], "mandaat": f"Brief van het bestuur, {vanaf.day}-{vanaf.month}-{vanaf.year}"}
    _lid(User.objects.get(naam="Maaike Boonstra"), Rol.SCHOOL, regio, vanaf, organisatie=school, **brief)
