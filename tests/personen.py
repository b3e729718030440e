"""
The named people of the tests (huis.md §5), with the factories they are made from.

Two regio's, two leerbedrijven, two schools, and in each somebody; every factory makes a row that is valid by itself.
"""

from datetime import date

import factory
import pytest
from factory.django import DjangoModelFactory

from accounts.models import Lidmaatschap, Organisatie, OrganisatieSoort, Recht, Regio, Rol, User

WACHTWOORD = "een goed wachtwoord"
BEGIN = date(2020, 1, 1)


class RegioFactory(DjangoModelFactory):
    class Meta:
        model = Regio
        django_get_or_create = ["regiocode"]

    regiocode = factory.Sequence(lambda n: "X" + chr(65 + n // 26 % 26) + chr(65 + n % 26))
    naam = factory.LazyAttribute(lambda regio: f"Regio {regio.regiocode}")


class OrganisatieFactory(DjangoModelFactory):
    class Meta:
        model = Organisatie

    soort = OrganisatieSoort.UWV
    regio = factory.Maybe("is_shared", None, factory.SubFactory(RegioFactory, regiocode="GR"))
    naam = factory.Sequence(lambda n: f"Organisatie {n}")

    class Params:
        is_shared = factory.LazyAttribute(lambda row: row.soort in (OrganisatieSoort.SCHOOL, OrganisatieSoort.GEMEENTE))
        school = factory.Trait(
            soort=OrganisatieSoort.SCHOOL,
            naam=factory.Sequence(lambda n: f"School {n}"),
            brin=factory.Sequence(lambda n: f"{n % 100:02}{chr(65 + n // 100 % 26)}{chr(65 + n // 2600 % 26)}"),
        )
        leerbedrijf = factory.Trait(soort=OrganisatieSoort.LEERBEDRIJF, naam=factory.Sequence(lambda n: f"Leerbedrijf {n}"))
        gemeente_soort = factory.Trait(soort=OrganisatieSoort.GEMEENTE, naam=factory.Sequence(lambda n: f"Gemeente {n}"))


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"persoon{n}@voorbeeld.test")
    naam = factory.Sequence(lambda n: f"Persoon {n}")

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or WACHTWOORD)
        if create:
            self.save(update_fields=["password"])


class LidmaatschapFactory(DjangoModelFactory):
    class Meta:
        model = Lidmaatschap

    user = factory.SubFactory(UserFactory)
    regio = factory.SubFactory(RegioFactory, regiocode="GR")
    rol = Rol.COORDINATOR
    vanaf = BEGIN


def iemand(naam: str, rol: Rol, *, regio: str = "GR", **lidmaatschap) -> User:
    """A person with one membership; more are added with `LidmaatschapFactory(user=...)`."""
    user = UserFactory(naam=naam, email=f"{naam.lower().replace(' ', '.')}@voorbeeld.test")
    LidmaatschapFactory(user=user, rol=rol, regio=RegioFactory(regiocode=regio), **lidmaatschap)
    return user


@pytest.fixture
def groningen(db) -> Regio:
    return RegioFactory(regiocode="GR", naam="Groningen")


@pytest.fixture
def friesland(db) -> Regio:
    return RegioFactory(regiocode="FR", naam="Fryslân")


@pytest.fixture
def bakkerij(groningen) -> Organisatie:
    return OrganisatieFactory(leerbedrijf=True, naam="Bakkerij De Korenaar", regio=groningen)


@pytest.fixture
def fietsenmaker(groningen) -> Organisatie:
    return OrganisatieFactory(leerbedrijf=True, naam="Fietspunt Oost", regio=groningen)


@pytest.fixture
def noorderpoort(db) -> Organisatie:
    return OrganisatieFactory(school=True, naam="Noorderlicht College", brin="98ZZ")


@pytest.fixture
def alfa(db) -> Organisatie:
    return OrganisatieFactory(school=True, naam="Alpha College", brin="99ZZ")


@pytest.fixture
def gemeente_oldambt(db) -> Organisatie:
    return OrganisatieFactory(soort=OrganisatieSoort.GEMEENTE, naam="Gemeente Oldambt")


@pytest.fixture
def coordinator(groningen) -> User:
    return iemand("Coordinator", Rol.COORDINATOR)


@pytest.fixture
def andere_regio(friesland) -> User:
    return iemand("Andere Regio", Rol.COORDINATOR, regio="FR")


@pytest.fixture
def beheerder(groningen) -> User:
    return iemand("Beheerder", Rol.BEHEERDER)


@pytest.fixture
def begeleider(groningen) -> User:
    return iemand("Begeleider", Rol.BEGELEIDER)


@pytest.fixture
def programmamanager(groningen) -> User:
    return iemand("Programmamanager", Rol.PROGRAMMAMANAGER)


@pytest.fixture
def praktijkopleider(bakkerij) -> User:
    return iemand("Praktijkopleider", Rol.WERKGEVER, organisatie=bakkerij, rechten=[Recht.BEGELEIDEN, Recht.TEKENEN])


@pytest.fixture
def ander_bedrijf(fietsenmaker) -> User:
    return iemand("Ander Bedrijf", Rol.WERKGEVER, organisatie=fietsenmaker, rechten=[Recht.BEGELEIDEN, Recht.TEKENEN])


@pytest.fixture
def school(groningen, noorderpoort) -> User:
    rechten = [Recht.BEGELEIDEN, Recht.TEKENEN, Recht.VASTSTELLEN]
    return iemand("School", Rol.SCHOOL, organisatie=noorderpoort, rechten=rechten, mandaat="Brief van 3 maart 2026")


@pytest.fixture
def andere_school(groningen, alfa) -> User:
    return iemand("Andere School", Rol.SCHOOL, organisatie=alfa, rechten=[Recht.BEGELEIDEN, Recht.VASTSTELLEN], mandaat="Brief")


@pytest.fixture
def consulent(groningen, gemeente_oldambt) -> User:
    return iemand("Consulent", Rol.CONSULENT, organisatie=gemeente_oldambt)


@pytest.fixture
def dubbelrol(groningen, bakkerij) -> User:
    """Beheerder of the regio and also somebody of a leerbedrijf in it."""
    user = iemand("Dubbelrol", Rol.BEHEERDER)
    LidmaatschapFactory(user=user, rol=Rol.WERKGEVER, organisatie=bakkerij, rechten=[Recht.BEGELEIDEN])
    return user
