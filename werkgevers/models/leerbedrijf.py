from datetime import date
from typing import TYPE_CHECKING

import pgtrigger
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Organisatie, Regio, User
from basis.models import PublicModel, VersionedModel

if TYPE_CHECKING:
    from kwalificaties.models import Kwalificatie

LEERBEDRIJF_ID = r"^[0-9]{9}$"
KVK = r"^[0-9]{8}$"


class Leerbedrijf(PublicModel, VersionedModel):
    """One vestiging that SBB knows by its leerbedrijf-ID, as one regio knows it; its name and address stand on the Organisatie."""

    organisatie = models.OneToOneField(Organisatie, models.PROTECT, related_name="leerbedrijf")
    regio = models.ForeignKey(Regio, models.PROTECT, related_name="leerbedrijven")
    leerbedrijf_id = models.CharField(
        "leerbedrijf-ID", max_length=9, validators=[RegexValidator(LEERBEDRIJF_ID, "Vul het leerbedrijf-ID in: precies 9 cijfers.")]
    )
    kvk = models.CharField(
        "KvK-nummer", max_length=8, blank=True, validators=[RegexValidator(KVK, "Vul het KvK-nummer in: precies 8 cijfers.")]
    )
    verborgen_adres = models.BooleanField("adres verbergen", default=False)
    schuilnaam = models.CharField("schuilnaam", max_length=80, blank=True)
    vrije_plaatsen = models.PositiveSmallIntegerField("vrije plaatsen", null=True, blank=True)  # empty = nobody asked yet
    sbb_adviseur = models.CharField("SBB-adviseur", max_length=120, blank=True)
    sbb_email = models.EmailField("e-mailadres van de SBB-adviseur", blank=True)
    sbb_telefoon = models.CharField("telefoon van de SBB-adviseur", max_length=25, blank=True)
    bekend_bij = models.ManyToManyField(User, blank=True, related_name="+", verbose_name="wie kent dit leerbedrijf")

    class Meta:
        # That `regio` is the regio of the organisatie is a foreign key on both columns: migration 0002.
        constraints = [
            models.UniqueConstraint(fields=["regio", "leerbedrijf_id"], name="leerbedrijf_id_een_keer_per_regio"),
            models.CheckConstraint(condition=Q(leerbedrijf_id__regex=LEERBEDRIJF_ID), name="leerbedrijf_id_is_negen_cijfers"),
            models.CheckConstraint(condition=Q(kvk="") | Q(kvk__regex=KVK), name="kvk_is_acht_cijfers"),
            models.CheckConstraint(condition=Q(verborgen_adres=False) | ~Q(schuilnaam=""), name="verborgen_adres_heeft_schuilnaam"),
        ]

    def __str__(self) -> str:
        return self.organisatie.naam

    def get_absolute_url(self) -> str:
        return reverse("werkgevers:leerbedrijf", args=[self.code])

    def is_erkend(self, kwalificatie: "Kwalificatie", *, on: date) -> bool:
        """Whether SBB's erkenning for this kwalificatie, or part of it, holds on this day; see `werkgevers.erkenning.oordeel`."""
        from werkgevers.erkenning import oordeel

        return oordeel(self, kwalificatie, on=on).erkend


class Persoon(PublicModel, VersionedModel):
    """Somebody who works at a leerbedrijf; who left is kept, because dossiers name them."""

    naam = models.CharField("naam", max_length=120)
    functie = models.CharField("functie", max_length=80, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    telefoon = models.CharField("telefoon", max_length=25, blank=True)
    actief = models.BooleanField("werkt hier nog", default=True)

    class Meta:
        abstract = True
        ordering = ["-actief", "naam", "pk"]

    def __str__(self) -> str:
        return self.naam


class Contactpersoon(Persoon):
    """Whom the team calls at a leerbedrijf."""

    leerbedrijf = models.ForeignKey(Leerbedrijf, models.PROTECT, related_name="contactpersonen")


class Praktijkopleider(Persoon):
    """Who guides deelnemers at work and judges them; named on the praktijkverklaring."""

    leerbedrijf = models.ForeignKey(Leerbedrijf, models.PROTECT, related_name="praktijkopleiders")


class Leerbedrijfnotitie(PublicModel):
    """What a coordinator wants to remember about a leerbedrijf. Written once, never changed."""

    leerbedrijf = models.ForeignKey(Leerbedrijf, models.PROTECT, related_name="notities")
    tekst = models.TextField()
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        triggers = [pgtrigger.Protect(name="notitie_blijft", operation=pgtrigger.Update | pgtrigger.Delete)]
