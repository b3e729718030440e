import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import Organisatie, Regio, User
from basis.models import PublicModel, VersionedModel
from trajecten.lijsten import DUBBEL, LAATST, OVERIG, OVERLIJDEN


class Lijstwaarde(models.Model):
    """How a regio calls a value of a list, and whether it is in use; the codes themselves stand in lijsten.py."""

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="+")
    lijst = models.CharField(max_length=20)
    code = models.CharField(max_length=30)
    label = models.CharField(max_length=100)
    aan = models.BooleanField(default=True)
    volgorde = models.PositiveSmallIntegerField(default=LAATST)
    uitleg = models.CharField(max_length=200, blank=True)  # of the scale only: what this step means

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regio", "lijst", "code"], name="lijstwaarde_een_keer"),
            models.CheckConstraint(
                condition=Q(aan=True) | ~(Q(lijst="schaal") | Q(code__in=[OVERIG, OVERLIJDEN, DUBBEL])),
                name="lijstwaarde_nooit_uit",
            ),
        ]


class Lijstwijziging(models.Model):
    """Somebody changed how a regio calls or offers the values of a list; `nummer` counts per list, and is its version."""

    regio = models.ForeignKey(Regio, models.PROTECT, related_name="+")
    lijst = models.CharField(max_length=20)
    nummer = models.PositiveIntegerField()
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    details = models.JSONField(default=list)  # pairs of what a value was called and what became of it

    class Meta:
        ordering = ["-nummer"]
        constraints = [models.UniqueConstraint(fields=["regio", "lijst", "nummer"], name="lijstwijziging_nummer_een_keer")]
        triggers = [pgtrigger.Protect(name="lijstwijziging_blijft", operation=pgtrigger.Update | pgtrigger.Delete)]


class Mailtekst(models.Model):
    """
    How a regio words one of its mails since somebody changed it; the newest counts, and says nothing where it went back to ours.

    :param nummer: counts per mail, and is the version.
    """

    regio = models.ForeignKey(Regio, models.PROTECT, related_name="+")
    soort = models.CharField(max_length=20)
    nummer = models.PositiveIntegerField()
    inleiding = models.TextField(blank=True)
    slot = models.TextField(blank=True)
    is_standaard = models.BooleanField(default=False)
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["regio", "soort", "nummer"], name="mailtekst_nummer_een_keer"),
            models.CheckConstraint(
                condition=Q(is_standaard=True, inleiding="", slot="") | Q(is_standaard=False) & ~Q(inleiding=""),
                name="mailtekst_eigen_of_standaard",
            ),
        ]
        triggers = [pgtrigger.Protect(name="mailtekst_blijft", operation=pgtrigger.Update | pgtrigger.Delete)]


class TermijnAfwijking(models.Model):
    """
    A regio's own number of days for a termijn, and its own moments; as the table has them when it is the table's.

    :param momenten: relative to the due date, in order; empty for those of the table.
    """

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="+")
    soort = models.CharField(max_length=24)
    dagen = models.PositiveSmallIntegerField()
    momenten = ArrayField(models.SmallIntegerField(), size=4, default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regio", "soort"], name="termijnafwijking_een_keer"),
            models.CheckConstraint(condition=Q(momenten__len__lte=4), name="termijnafwijking_hoogstens_vier"),
        ]


class RegioInstelling(VersionedModel):
    """What a regio chose for all its trajecten; without a row nothing was."""

    regio = models.OneToOneField(Regio, models.CASCADE, related_name="+")
    aanwezigheid_altijd = models.BooleanField("vraag bij elk traject om de aanwezigheid", default=False)
    tweede_blik = models.BooleanField("een tweede coördinator kijkt elke scan van een handtekening na", default=False)


class SchoolAfspraak(PublicModel, VersionedModel):
    """What a regio agreed with a school: whose paper, which law, how long a decision may take (domein §6 and §8)."""

    BRONNEN = [("systeem", "Dit systeem"), ("school", "De school")]

    regio = models.ForeignKey(Regio, models.PROTECT, related_name="+")
    school = models.ForeignKey(Organisatie, models.PROTECT, related_name="schoolafspraken")
    overeenkomst_bron = models.CharField("overeenkomst komt van", max_length=10, choices=BRONNEN, default="systeem")
    verklaring_bron = models.CharField("verklaring komt van", max_length=10, choices=BRONNEN, default="systeem")
    opnieuw_tekenen = models.BooleanField("na een wijziging tekent iedereen opnieuw", default=False)
    onderwijsovereenkomst = models.BooleanField("de school wil een onderwijsovereenkomst in het dossier", default=False)
    artikel_bevestigd = models.BooleanField(
        "de school heeft bevestigd: onderdeel van de mbo-verklaring (artikel 7.4.6a WEB)", default=False
    )  # "onderdeel van de mbo-verklaring (artikel 7.4.6a WEB)"
    vaststelling_werkdagen = models.PositiveSmallIntegerField("werkdagen voor een besluit", default=20)
    contact_naam = models.CharField("contactpersoon", max_length=120, blank=True)
    contact_email = models.EmailField("e-mailadres", blank=True)
    contact_telefoon = models.CharField("telefoon", max_length=25, blank=True)
    ondertekenaar = models.CharField("wie tekent", max_length=120, blank=True)
    ondertekenaar_functie = models.CharField("functie", max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["regio", "school"], name="school_afspraak_een_keer")]
