from django.db import models
from django.db.models import Q

from accounts.models import User
from trajecten.models.traject import Traject


class EvenNiet(models.Model):
    """
    Somebody looked at a signal and wants it back on a later day; gone when its facts start anew.

    :param sleutel: which facts, as in `signalen/regels.py`. :param tot: the day on which it is there again.
    """

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="even_niet")
    soort = models.CharField(max_length=20)
    sleutel = models.CharField(max_length=40)
    tot = models.DateField()
    reden = models.CharField(max_length=200)
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["traject", "soort", "sleutel"], name="even_niet_een_keer"),
            models.CheckConstraint(condition=~Q(reden=""), name="even_niet_heeft_een_reden"),
        ]
