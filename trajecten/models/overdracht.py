from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Regio, User
from basis.models import PublicModel
from trajecten.models.traject import Traject


class Overdracht(PublicModel):
    """One press by which the work of somebody went to a colleague; kept so that its result can be read again."""

    regio = models.ForeignKey(Regio, models.PROTECT, related_name="+")
    van = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # None: what nobody handled yet
    naar = models.ForeignKey(User, models.PROTECT, related_name="+")
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def get_absolute_url(self) -> str:
        return reverse("trajecten:overgedragen", args=[self.code])


class OverdrachtRij(models.Model):
    """
    What became of one of them; `reden` is empty when it went.

    :param afwezige: for whom the deputy changed; of the other two it is about a traject.
    """

    class Soort(models.TextChoices):
        BEHANDELAAR = "behandelaar", "Behandelaar"
        BETROKKENE = "betrokkene", "Werkt mee"
        VERVANGER = "vervanger", "Vervangt"

    overdracht = models.ForeignKey(Overdracht, models.CASCADE, related_name="rijen")
    soort = models.CharField(max_length=12, choices=Soort)
    traject = models.ForeignKey(Traject, models.PROTECT, null=True, related_name="+")
    afwezige = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reden = models.TextField(default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort="vervanger", traject__isnull=True, afwezige__isnull=False)
                | Q(soort__in=["behandelaar", "betrokkene"], traject__isnull=False, afwezige__isnull=True),
                name="overdracht_van_iets",
            ),
        ]
