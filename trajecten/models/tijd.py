from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import Regio, User
from basis.models import PublicModel
from berichten.models import Bericht
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


class TermijnQuerySet(models.QuerySet):
    def open(self) -> "TermijnQuerySet":
        return self.filter(vervuld_op__isnull=True, vervallen_op__isnull=True)


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
    momenten = ArrayField(models.SmallIntegerField(), size=4, default=list)  # the regio's own; empty for those of the table
    kijk_op = models.DateField(null=True)  # when the reminders look at it again; None: never, all of them have been

    objects = TermijnQuerySet.as_manager()

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
            models.Index(fields=["op"], condition=Q(vervuld_op__isnull=True, vervallen_op__isnull=True), name="termijn_open"),
            models.Index(fields=["kijk_op"], condition=Q(vervuld_op__isnull=True, vervallen_op__isnull=True), name="termijn_kijk"),
        ]


class Herinnering(PublicModel):
    """
    Somebody is told of a termijn, because its day came; in the app at once, by mail with all that waits for them that day.

    :param ontvanger: None for who has no account: then `adres` says where the mail goes.
    """

    termijn = models.ForeignKey(Termijn, models.PROTECT, related_name="herinneringen")
    moment = models.DateField()
    sleutel = models.CharField(max_length=40)  # for whom: "user:12", "organisatie:7", "deelnemer", "bel:user:12"
    ontvanger = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    adres = models.EmailField(blank=True)
    is_bel = models.BooleanField(default=False)  # nobody can be mailed, or the mail came back: somebody calls
    bericht = models.ForeignKey(Bericht, models.PROTECT, null=True, related_name="+")
    geen_mail = models.CharField(max_length=60, blank=True)  # why none goes out
    at = models.DateTimeField()
    gelezen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["termijn", "moment", "sleutel"], name="herinnering_een_keer"),
            models.CheckConstraint(
                condition=Q(ontvanger__isnull=False, adres="") | Q(ontvanger__isnull=True) & ~Q(adres=""),
                name="herinnering_aan_iemand",
            ),
            models.CheckConstraint(condition=Q(bericht__isnull=True) | Q(geen_mail=""), name="herinnering_mail_of_niet"),
        ]
        indexes = [
            models.Index(fields=["moment"], condition=Q(bericht__isnull=True, geen_mail=""), name="herinnering_wacht"),
            models.Index(fields=["ontvanger", "-at"], condition=Q(gelezen_at__isnull=True), name="herinnering_ongelezen"),
        ]


class Overslaan(models.Model):
    """A coordinator switched one reminder off, and why (domein §8, preview)."""

    termijn = models.ForeignKey(Termijn, models.PROTECT, related_name="overgeslagen")
    moment = models.DateField()
    reden = models.CharField(max_length=200)
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["termijn", "moment"], name="overslaan_een_keer")]


class Verzendbesluit(models.TextChoices):
    VERSTUUR = "verstuur", "Versturen"
    NIET = "niet", "Niet mailen, alleen in de app"


class GroteVerzending(PublicModel):
    """More mails of one regio at once than anybody expects: nothing goes out until somebody said so (herinneringen/massa.py)."""

    regio = models.ForeignKey(Regio, models.PROTECT, related_name="+")
    aantal = models.PositiveIntegerField()  # mails, when it was asked
    gevraagd_at = models.DateTimeField()
    besluit = models.CharField(max_length=10, choices=Verzendbesluit, blank=True)
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    beslist_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regio"], condition=Q(besluit=""), name="een_open_grote_verzending"),
            models.CheckConstraint(condition=Q(besluit__in=["", *Verzendbesluit.values]), name="verzendbesluit_bestaat"),
            models.CheckConstraint(
                condition=Q(besluit="", door__isnull=True, beslist_at__isnull=True)
                | ~Q(besluit="") & Q(door__isnull=False, beslist_at__isnull=False),
                name="verzendbesluit_van_iemand",
            ),
        ]
