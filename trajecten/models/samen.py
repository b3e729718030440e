from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Organisatie, Regio, User
from basis.models import PublicModel
from kwalificaties.models import Kwalificatie
from trajecten.models.plaatsing import Plaatsing
from trajecten.models.traject import Traject
from werkgevers.models import Leerbedrijf


class SamenMatch(PublicModel):
    """One press by which several deelnemers were matched with one leerbedrijf; kept so that its result can be read again."""

    regio = models.ForeignKey(Regio, models.PROTECT, related_name="+")
    leerbedrijf = models.ForeignKey(Leerbedrijf, models.PROTECT, related_name="+")
    kwalificatie = models.ForeignKey(Kwalificatie, models.PROTECT, related_name="+")
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def get_absolute_url(self) -> str:
        return reverse("trajecten:samen_gematcht", args=[self.code])


class SamenMatchRij(models.Model):
    """What came of it for one traject: matched, or why not."""

    samen = models.ForeignKey(SamenMatch, models.CASCADE, related_name="rijen")
    traject = models.ForeignKey(Traject, models.PROTECT, related_name="+")
    gelukt = models.BooleanField()
    reden = models.TextField(default="")

    class Meta:
        ordering = ["-gelukt", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["samen", "traject"], name="samen_een_keer_per_traject"),
            models.CheckConstraint(condition=Q(gelukt=True) | ~Q(reden=""), name="niet_gelukt_heeft_een_reden"),
        ]


class SamenBesluit(PublicModel):
    """One press by which a school decided about several deelnemers; kept so that its result can be read again."""

    school = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    datum = models.DateField()
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class SamenBesluitRij(models.Model):
    """What came of it for one deelnemer: the werkprocessen that were vastgesteld, or why none were."""

    samen = models.ForeignKey(SamenBesluit, models.CASCADE, related_name="rijen")
    plaatsing = models.ForeignKey(Plaatsing, models.PROTECT, related_name="+")
    vastgesteld = models.TextField(default="")  # their codes
    reden = models.TextField(default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["samen", "plaatsing"], name="samen_een_besluit_per_plaatsing"),
            models.CheckConstraint(
                condition=(Q(reden="") & ~Q(vastgesteld="")) | (Q(vastgesteld="") & ~Q(reden="")),
                name="vastgesteld_of_een_reden",
            ),
        ]

    @property
    def gelukt(self) -> bool:
        return bool(self.vastgesteld)
