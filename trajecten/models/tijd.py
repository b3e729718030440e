from django.db import models
from django.db.models import F, Q

from basis.models import PublicModel
from trajecten.models.traject import Traject
from trajecten.regels import Partij


class Beurt(models.Model):
    """A stretch of days in which one party was aan zet; written by aan_zet.py only. One open per traject."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="beurten")
    partij = models.CharField(max_length=12, choices=Partij)
    sinds = models.DateField()
    tot = models.DateField(null=True)  # the day the next one began

    class Meta:
        ordering = ["sinds", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["traject"], condition=Q(tot__isnull=True), name="een_open_beurt"),
            models.CheckConstraint(condition=Q(tot__isnull=True) | Q(tot__gte=F("sinds")), name="beurt_in_volgorde"),
        ]


class Termijn(PublicModel):
    """Something that must be done by a day, by a party; written by termijnen.py only."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="termijnen")
    soort = models.CharField(max_length=24)
    sleutel = models.CharField(max_length=40, default="")  # which one of its soort: the signatory, the version
    partij = models.CharField(max_length=12, choices=Partij)
    op = models.DateField()
    ontstaan_op = models.DateField()
    vervuld_op = models.DateField(null=True)
    vervallen_op = models.DateField(null=True)

    class Meta:
        ordering = ["op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "soort", "sleutel"],
                condition=Q(vervuld_op__isnull=True, vervallen_op__isnull=True),
                name="een_open_termijn_per_soort",
            ),
            models.CheckConstraint(condition=Q(partij__in=Partij.values), name="termijn_partij_bestaat"),
        ]
        indexes = [
            models.Index(fields=["op"], condition=Q(vervuld_op__isnull=True, vervallen_op__isnull=True), name="termijn_open")
        ]
