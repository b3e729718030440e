import factory
from factory.django import DjangoModelFactory

from kwalificaties.models import Dossier, Kerntaak, Kwalificatie, Werkproces


class DossierFactory(DjangoModelFactory):
    class Meta:
        model = Dossier

    crebo = factory.Sequence(lambda n: f"{23000 + n}")
    naam = factory.Sequence(lambda n: f"Dossier {n}")


class KwalificatieFactory(DjangoModelFactory):
    """In a dossier of its own, with two werkprocessen of its own profile."""

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
