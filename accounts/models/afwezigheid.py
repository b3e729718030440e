from datetime import date

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value

from accounts.models.lidmaatschap import Lidmaatschap, Rol
from accounts.models.organisatie import Regio
from accounts.models.user import User
from basis.models import PublicModel

VERVANGBAAR = [Rol.COORDINATOR, Rol.BEGELEIDER]  # who handles trajecten, and who can stand in for them


class AfwezigheidQuerySet(models.QuerySet):
    def telt(self, *, on: date) -> "AfwezigheidQuerySet":
        """Who is away on this day; whoever lost the role in that regio is not away but gone, and nobody stands in for them."""
        here = Lidmaatschap.objects.geldig(on=on).filter(user=OuterRef("user"), regio=OuterRef("regio"), rol__in=VERVANGBAAR)
        return self.filter(Exists(here), van__lte=on, tot__gte=on)

    def nu_en_straks(self, *, on: date) -> "AfwezigheidQuerySet":
        return self.filter(tot__gte=on)

    def in_dagen(self, van: date, tot: date) -> "AfwezigheidQuerySet":
        """What has a day in common with this period."""
        return self.filter(van__lte=tot, tot__gte=van)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["gezien_at"])
class Afwezigheid(PublicModel):
    """
    Somebody is away in one regio from `van` through `tot`, and a colleague stands in for them.

    Never why: that may be about health (domein §10).
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="afwezigheden")
    regio = models.ForeignKey(Regio, models.PROTECT, related_name="+")
    van = models.DateField()
    tot = models.DateField()
    vervanger = models.ForeignKey(User, models.PROTECT, related_name="vervangingen")
    gezien_at = models.DateTimeField(null=True)  # when they read, back again, what happened meanwhile

    objects = AfwezigheidQuerySet.as_manager()

    class Meta:
        ordering = ["van", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(tot__gte=F("van")), name="afwezigheid_in_volgorde"),
            models.CheckConstraint(condition=~Q(vervanger=F("user")), name="niemand_vervangt_zichzelf"),
            ExclusionConstraint(
                name="een_keer_tegelijk_afwezig",
                expressions=[
                    (Func("user_id", "user_id", Value("[]"), function="int8range"), "&&"),
                    (Func("regio_id", "regio_id", Value("[]"), function="int8range"), "&&"),
                    (Func("van", "tot", Value("[]"), function="daterange"), "&&"),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.van} - {self.tot}"
