import pgtrigger
from django.db import models
from django.db.models import Q

from accounts.models import User
from basis.models import PublicModel
from trajecten.models.link import ONGEBRUIKT, Linkwijze, PersoonlijkeLink
from trajecten.models.plaatsing import Plaatsing
from trajecten.models.tijd import Herinnering
from trajecten.models.traject import Traject


class Vraagsoort(models.TextChoices):
    """What a deelnemer is asked by a link."""

    VOORTGANG = "voortgang", "Reactie op de voortgang"
    NAZORG = "nazorg", "Wat de deelnemer nu doet"


class Vraaglink(PersoonlijkeLink):
    """By which a deelnemer answers one question; bound to the Plaatsing it is about, or to the reminder it was mailed with."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="vraaglinks")
    plaatsing = models.ForeignKey(Plaatsing, models.PROTECT, null=True, related_name="+")
    herinnering = models.ForeignKey(Herinnering, models.PROTECT, null=True, related_name="vraaglinks")
    soort = models.CharField(max_length=12, choices=Vraagsoort)
    wijze = models.CharField(max_length=4, choices=Linkwijze)

    class Meta(PersoonlijkeLink.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "soort", "herinnering"],
                condition=ONGEBRUIKT,
                nulls_distinct=False,
                name="een_open_vraaglink",
            ),
            models.CheckConstraint(
                condition=(~Q(soort=Vraagsoort.VOORTGANG) | Q(plaatsing__isnull=False, herinnering__isnull=True))
                & (~Q(soort=Vraagsoort.NAZORG) | Q(plaatsing__isnull=True, herinnering__isnull=False)),
                name="vraaglink_van_een_soort",
            ),
            models.CheckConstraint(
                condition=Q(soort__in=Vraagsoort.values, wijze__in=Linkwijze.values), name="vraaglink_soort_bestaat"
            ),
            *PersoonlijkeLink.Meta.constraints,
        ]


class Reactie(PublicModel):
    """What a deelnemer answered, for good; read by who works on the dossier, never by a leerbedrijf or a school."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="reacties")
    link = models.OneToOneField(Vraaglink, models.PROTECT, related_name="reactie")
    tekst = models.TextField()
    at = models.DateTimeField()
    gelezen_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    gelezen_op = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(tekst=""), name="reactie_heeft_woorden")]
        triggers = [
            pgtrigger.ReadOnly(name="reactie_staat_vast", fields=["traject", "link", "tekst", "at"]),
            pgtrigger.Protect(name="reactie_blijft", operation=pgtrigger.Delete),
        ]
