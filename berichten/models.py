"""One row for every mail to one person, and which mail somebody does not want."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from basis.models import PublicModel


class Status(models.TextChoices):
    WACHT = "wacht", "Wordt verstuurd"
    VERZONDEN = "verzonden", "Verstuurd"
    MISLUKT = "mislukt", "Niet aangekomen"
    VERVALLEN = "vervallen", "Vervallen, niet verstuurd"


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
    afmelden = models.CharField(max_length=200, blank=True)  # where a mail program unsubscribes, RFC 8058; "" when nobody can
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
            models.CheckConstraint(
                name="bericht_tekst_gaat_weg", condition=Q(status=Status.WACHT) | Q(tekst="", html="", afmelden="")
            ),
        ]
        indexes = [models.Index(fields=["aan", "gemaakt_op"], name="bericht_aan")]

    def __str__(self) -> str:
        return self.onderwerp


class Hoe(models.TextChoices):
    LINK = "link", "Met de link in een mail"
    MAILPROGRAMMA = "mailprogramma", "Met de knop van het mailprogramma"
    ACCOUNT = "account", "Bij de eigen meldingen"


class Afmelding(models.Model):
    """
    This address wants no mail of a group; without a row it gets all. Of an address: it holds with and without an account.

    :param groep: named by the room above, which knows what its mails are about.
    """

    adres = models.EmailField()
    groep = models.CharField(max_length=20)
    hoe = models.CharField(max_length=14, choices=Hoe)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "afmeldingen"
        constraints = [
            models.UniqueConstraint(fields=["adres", "groep"], name="afmelding_een_keer"),
            models.CheckConstraint(condition=Q(adres=Lower("adres")), name="afmelding_adres_klein"),
            models.CheckConstraint(condition=Q(hoe__in=Hoe.values), name="afmelding_hoe_bestaat"),
        ]


class Afmeldlink(models.Model):
    """
    What stands at the foot of one mail: whoever holds it may stop these groups for this address, and undo it. Never used up.

    Not signed but stored: it works as long as the row stands, whatever becomes of the keys of the house.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    adres = models.EmailField()
    groepen = ArrayField(models.CharField(max_length=20))
    at = models.DateTimeField(db_index=True)
