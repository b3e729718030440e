from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from accounts.models import User
from basis.models import PublicModel
from basis.sleutels import hash_token

ELKE = timedelta(minutes=10)  # keuze: at most one write per address in this time; some programs ask every minute


class AgendaAdresQuerySet(models.QuerySet):
    def werkend(self) -> "AgendaAdresQuerySet":
        return self.filter(ingetrokken_at__isnull=True, user__is_active=True)

    def van(self, token: str) -> "AgendaAdresQuerySet":
        return self.werkend().filter(token_hash=hash_token(token))

    def noteer_opgehaald(self, *, at: datetime) -> None:
        self.filter(Q(opgehaald_at__isnull=True) | Q(opgehaald_at__lte=at - ELKE)).update(opgehaald_at=at)


class AgendaAdres(PublicModel):
    """
    The secret address at which the calendar of one person fetches their appointments; the row keeps only the hash of its token.

    It gives no more than its holder may see on that day: a role that ends, or an account that is closed, ends it too.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="agenda_adressen")
    token_hash = models.CharField(max_length=64, unique=True)
    ook_collegas = models.BooleanField(default=False)  # appointments of trajecten that a colleague handles
    ook_termijnen = models.BooleanField(default=True)  # what is due of the trajecten one handles, as whole days
    gemaakt_at = models.DateTimeField()
    opgehaald_at = models.DateTimeField(null=True)
    ingetrokken_at = models.DateTimeField(null=True)

    objects = AgendaAdresQuerySet.as_manager()

    class Meta:
        ordering = ["-gemaakt_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(ingetrokken_at__isnull=True), name="een_agenda_adres"),
        ]
