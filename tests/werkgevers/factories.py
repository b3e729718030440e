"""Rows for the tests of this room; every one valid as it comes."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from accounts.models import Gemeente, Lidmaatschap, Organisatie, Regio, Rol, User
from kwalificaties.models import Dossier, Kerntaak, Kwalificatie, Sectorkamer, Werkproces
from werkgevers.models import Contactpersoon, Erkenning, ErkenningCheck, Leerbedrijf, Praktijkopleider


class RegioFactory(DjangoModelFactory):
    class Meta:
        model = Regio

    naam = factory.Sequence(lambda n: f"Regio {n}")
    regiocode = factory.Sequence(lambda n: f"R{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"persoon{n}@voorbeeld.nl")
    naam = factory.Sequence(lambda n: f"Persoon {n}")
    created_at = datetime(2026, 1, 1, tzinfo=UTC)


class LidmaatschapFactory(DjangoModelFactory):
    class Meta:
        model = Lidmaatschap

    user = factory.SubFactory(UserFactory)
    regio = factory.SubFactory(RegioFactory)
    rol = Rol.COORDINATOR
    vanaf = date(2026, 1, 1)


class GemeenteFactory(DjangoModelFactory):
    class Meta:
        model = Gemeente

    cbs_code = factory.Sequence(lambda n: f"GM{n:04}")
    naam = factory.Sequence(lambda n: f"Gemeente {n}")


class OrganisatieFactory(DjangoModelFactory):
    class Meta:
        model = Organisatie

    soort = "leerbedrijf"
    regio = factory.SubFactory(RegioFactory)
    naam = factory.Sequence(lambda n: f"Bakkerij {n}")
    straat = "Dorpsstraat 1"
    postcode = "9712 AB"
    plaats = "Groningen"


class LeerbedrijfFactory(DjangoModelFactory):
    class Meta:
        model = Leerbedrijf

    regio = factory.SubFactory(RegioFactory)
    organisatie = factory.SubFactory(OrganisatieFactory, regio=factory.SelfAttribute("..regio"))
    leerbedrijf_id = factory.Sequence(lambda n: f"{100_000_000 + n}")


class ContactpersoonFactory(DjangoModelFactory):
    class Meta:
        model = Contactpersoon

    leerbedrijf = factory.SubFactory(LeerbedrijfFactory)
    naam = factory.Sequence(lambda n: f"Contact {n}")


class PraktijkopleiderFactory(DjangoModelFactory):
    class Meta:
        model = Praktijkopleider

    leerbedrijf = factory.SubFactory(LeerbedrijfFactory)
    naam = factory.Sequence(lambda n: f"Opleider {n}")


class SectorkamerFactory(DjangoModelFactory):
    class Meta:
        model = Sectorkamer

    naam = factory.Sequence(lambda n: f"Sector {n}")


class DossierFactory(DjangoModelFactory):
    class Meta:
        model = Dossier

    crebo = factory.Sequence(lambda n: f"{23000 + n}")
    naam = factory.Sequence(lambda n: f"Dossier {n}")


class KwalificatieFactory(DjangoModelFactory):
    """With two werkprocessen of its own profile."""

    class Meta:
        model = Kwalificatie
        skip_postgeneration_save = True

    dossier = factory.SubFactory(DossierFactory)
    crebo = factory.Sequence(lambda n: f"{25000 + n}")
    naam = factory.Sequence(lambda n: f"Medewerker {n}")
    niveau = 2

    @factory.post_generation
    def taken(self, create, extracted, **kwargs):
        kerntaak = Kerntaak.objects.create(dossier=self.dossier, kwalificatie=self, nummer="P1-K1", titel="Werkt mee")
        for n in (1, 2):
            Werkproces.objects.create(kerntaak=kerntaak, nummer=f"P1-K1-W{n}", titel=f"Werkproces {n}")


class ErkenningFactory(DjangoModelFactory):
    class Meta:
        model = Erkenning

    leerbedrijf = factory.SubFactory(LeerbedrijfFactory)
    kwalificatie = factory.SubFactory(KwalificatieFactory)
    status = "erkend"
    sinds = date(2025, 1, 1)

    class Params:
        aangevraagd = factory.Trait(status="aangevraagd", sinds=None, aangevraagd_op=date(2026, 9, 1))
        afgewezen = factory.Trait(status="afgewezen", sinds=None, aangevraagd_op=date(2026, 1, 5), besluit_op=date(2026, 1, 15))
        vervallen = factory.Trait(status="vervallen", vervallen_per=date(2026, 6, 1))


class ErkenningCheckFactory(DjangoModelFactory):
    class Meta:
        model = ErkenningCheck

    erkenning = factory.SubFactory(ErkenningFactory)
    datum = date(2026, 9, 1)
    door = factory.SubFactory(UserFactory)
    hoe = "stagemarkt"
    uitkomst = "erkend"
    bewijs = "Staat op Stagemarkt bij dit leerbedrijf."
