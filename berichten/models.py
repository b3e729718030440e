"""One row for every mail to one person."""

from django.db import models
from django.db.models import Q

from basis.models import PublicModel


class Status(models.TextChoices):
    WACHT = "wacht", "Wordt verstuurd"
    VERZONDEN = "verzonden", "Verstuurd"
    MISLUKT = "mislukt", "Niet aangekomen"


class Bericht(PublicModel):
    """
    A mail: written in the transaction that gave cause for it, sent by the worker.

    The text is kept only until it is sent: it may hold a link that gives access. Its subject and its fate stay.
    """

    sleutel = models.CharField(max_length=180, unique=True)
    aan = models.EmailField()
    onderwerp = models.CharField(max_length=200)
    tekst = models.TextField(blank=True)
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=120, unique=True)  # the same at every attempt: a second copy is recognised
    status = models.CharField(max_length=10, choices=Status, default=Status.WACHT)
    pogingen = models.PositiveSmallIntegerField(default=0)
    gemaakt_op = models.DateTimeField(db_index=True)
    verzonden_op = models.DateTimeField(null=True)
    reden = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name_plural = "berichten"
        constraints = [
            models.CheckConstraint(name="bericht_status_bestaat", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="bericht_verzonden_heeft_tijd",
                condition=Q(status=Status.VERZONDEN, verzonden_op__isnull=False)
                | ~Q(status=Status.VERZONDEN) & Q(verzonden_op__isnull=True),
            ),
            models.CheckConstraint(name="bericht_tekst_gaat_weg", condition=Q(status=Status.WACHT) | Q(tekst="", html="")),
        ]

    def __str__(self) -> str:
        return self.onderwerp
