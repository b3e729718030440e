from django.db import models
from django.db.models import F, Q

from accounts.models import User
from trajecten.models.plaatsing import Plaatsing

UREN_IN_EEN_WEEK = 60  # as many as can be agreed on (uren_per_week_mogelijk)


class Aanwezigheid(models.Model):
    """What was worked and missed in one week at one leerbedrijf, in hours; never why (domein §3, Lists)."""

    plaatsing = models.ForeignKey(Plaatsing, models.PROTECT, related_name="aanwezigheid")
    week = models.DateField()  # its Monday
    gewerkt = models.DecimalField(max_digits=4, decimal_places=2)
    afgesproken = models.DecimalField(max_digits=4, decimal_places=2)  # missed, as agreed beforehand
    niet_afgesproken = models.DecimalField(max_digits=4, decimal_places=2)
    vastgelegd_door = models.ForeignKey(User, models.PROTECT, related_name="+")
    namens = models.BooleanField(default=False)  # recorded on behalf of the leerbedrijf
    at = models.DateTimeField()

    class Meta:
        ordering = ["week"]
        constraints = [
            models.UniqueConstraint(fields=["plaatsing", "week"], name="aanwezigheid_een_keer_per_week"),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="aanwezigheid_begint_op_maandag"),
            models.CheckConstraint(
                condition=Q(gewerkt__gte=0, afgesproken__gte=0, niet_afgesproken__gte=0)
                & Q(gewerkt__lte=UREN_IN_EEN_WEEK - F("afgesproken") - F("niet_afgesproken")),
                name="aanwezigheid_past_in_een_week",
            ),
        ]
