from datetime import datetime

from django.db import models
from django.db.models import Q

from accounts.models import User
from basis.models import PublicModel
from basis.sleutels import hash_token


class Linkwijze(models.TextChoices):
    MAIL = "mail", "Per mail"
    QR = "qr", "Met een QR-code"


ONGEBRUIKT = Q(gebruikt_op__isnull=True, ingetrokken_op__isnull=True)


class LinkQuerySet(models.QuerySet):
    """What a token may do, for links of every kind; handed out they are by `trajecten.links`."""

    def van(self, token: str) -> "LinkQuerySet":
        return self.filter(token_hash=hash_token(token))

    def bruikbaar(self, *, at: datetime) -> "LinkQuerySet":
        return self.filter(ONGEBRUIKT, vervalt_op__gt=at)

    def gebruik(self, *, at: datetime, **wie) -> bool:
        """
        Use up, by one conditional UPDATE: of many at once one succeeds (M02).

        :param wie: what is kept of who used it.
        """
        return bool(self.bruikbaar(at=at).update(gebruikt_op=at, **wie))

    def trek_in(self, *, at: datetime) -> None:
        self.filter(ONGEBRUIKT).update(ingetrokken_op=at)


class PersoonlijkeLink(PublicModel):
    """
    A link by which somebody without account does one thing, once; the row keeps only the hash of its token.

    What it is bound to is said by each kind: whatever takes the place of that needs another link (M02).
    """

    token_hash = models.CharField(max_length=64, unique=True)
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # None: the holder of an earlier one asked
    verstuurd_op = models.DateTimeField()
    vervalt_op = models.DateTimeField()
    gebruikt_op = models.DateTimeField(null=True)
    ingetrokken_op = models.DateTimeField(null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-verstuurd_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gebruikt_op__isnull=True) | Q(ingetrokken_op__isnull=True), name="%(class)s_een_einde"
            ),
        ]

    def is_open(self, *, at: datetime) -> bool:
        return self.gebruikt_op is None and self.ingetrokken_op is None and self.vervalt_op > at
