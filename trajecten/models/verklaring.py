import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from accounts.models import Regio, User
from basis.models import PublicModel, VersionedModel
from documenten.models import Document
from trajecten.models.beoordeling import Vaststelling
from trajecten.models.traject import Traject


class Teller(models.Model):
    """The last number given out per regio, year and kind; taken by one statement, after the lock on the traject."""

    regio = models.ForeignKey(Regio, models.PROTECT, related_name="+")
    soort = models.CharField(max_length=2, choices=[("T", "Traject"), ("PV", "Praktijkverklaring")])
    jaar = models.PositiveSmallIntegerField()
    laatste = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["regio", "soort", "jaar"], name="teller_per_jaar")]


class VerklaringStatus(models.TextChoices):
    GELDIG = "geldig", "Geldig"
    VERVANGEN = "vervangen", "Vervangen"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class UitreikWijze(models.TextChoices):
    BIJEENKOMST = "bijeenkomst", "Tijdens een bijeenkomst"
    WERKPLEK = "werkplek", "Op de werkplek"
    OPGEHAALD = "opgehaald", "Opgehaald"
    POST = "post", "Per post"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["keren_gecontroleerd"])
class Verklaring(PublicModel):
    """
    A numbered praktijkverklaring. What was decided is what is printed: facts are frozen in its Document.

    The public page shows number, kwalificatie, school, date, status and initials, and nothing else (domein §6).
    """

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="verklaringen")
    vaststelling = models.ForeignKey(Vaststelling, models.PROTECT, related_name="verklaringen")
    regio = models.ForeignKey(Regio, models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField()  # of the school's decision
    volgnummer = models.PositiveIntegerField()
    nummer = models.CharField(max_length=20, unique=True)  # PV-GR-2026-0074
    status = models.CharField(max_length=12, choices=VerklaringStatus, default=VerklaringStatus.GELDIG)
    status_reden = models.TextField(default="")
    status_op = models.DateField(null=True)  # since when it is vervangen or ingetrokken
    verificatiecode = models.CharField(max_length=32, unique=True)  # 132 random bits, on the paper for who holds it
    initialen = models.CharField(max_length=20)
    kwalificatie_naam = models.CharField(max_length=200)
    crebo = models.CharField(max_length=5)
    school_naam = models.CharField(max_length=150)
    besloten_op = models.DateField()
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+")
    bron = models.CharField(max_length=10, choices=[("systeem", "Dit systeem"), ("school", "De school")], default="systeem")
    school_nummer = models.CharField(max_length=60, blank=True)
    vervangt = models.OneToOneField("self", models.PROTECT, null=True, related_name="vervangen_door")

    uitgereikt_op = models.DateField(null=True)
    uitreik_wijze = models.CharField(max_length=12, choices=UitreikWijze, blank=True)
    uitreik_plaats = models.CharField(max_length=100, blank=True)
    mbo_verklaring = models.CharField(max_length=6, choices=[("ja", "Ja, meegegeven"), ("volgt", "Volgt nog")], blank=True)
    mbo_verklaring_op = models.DateField(null=True)
    keren_gecontroleerd = models.PositiveIntegerField(default=0)  # no part of the history: a look changes nothing

    class Meta:
        ordering = ["regio", "jaar", "volgnummer"]
        constraints = [
            models.UniqueConstraint(fields=["regio", "jaar", "volgnummer"], name="registernummer_een_keer"),
            models.UniqueConstraint(fields=["traject"], condition=Q(status="geldig"), name="een_geldige_verklaring"),
            models.CheckConstraint(condition=Q(status__in=VerklaringStatus.values), name="verklaringstatus_bestaat"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="nummer_staat_vast",
                fields=[
                    "traject",
                    "vaststelling",
                    "regio",
                    "jaar",
                    "volgnummer",
                    "nummer",
                    "verificatiecode",
                    "crebo",
                    "besloten_op",
                ],
            ),
            pgtrigger.Protect(name="register_blijft", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.nummer


class Meetwijze(models.TextChoices):
    """How it came to be known; empty of what was recorded before that was asked."""

    TELEFOON = "telefoon", "Telefonisch"
    GESPREK = "gesprek", "In een gesprek"
    BERICHT = "bericht", "Per mail of app"
    ANDER = "ander", "Van iemand anders gehoord"
    LINK = "link", "Door de deelnemer, met de persoonlijke link"
    GEEN_ANTWOORD = "geen", "Geen antwoord gekregen"


DOOR_IEMAND = [Meetwijze.TELEFOON, Meetwijze.GESPREK, Meetwijze.BERICHT, Meetwijze.ANDER]
VANZELF = [Meetwijze.LINK, Meetwijze.GEEN_ANTWOORD]


class Nazorgmeting(PublicModel, VersionedModel):
    """Where somebody stands 0, 3, 6 or 12 months after the uitreiking."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="nazorgmetingen")
    maand = models.PositiveSmallIntegerField(
        choices=[(0, "Bij uitreiking"), (3, "3 maanden"), (6, "6 maanden"), (12, "12 maanden")]
    )
    uitkomst = models.CharField(max_length=24)
    datum = models.DateField()
    toelichting = models.TextField(blank=True)
    hoe = models.CharField(max_length=10, blank=True, default="", choices=Meetwijze)
    vastgelegd_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # null: by the deelnemer, or the system

    class Meta:
        ordering = ["maand"]
        constraints = [
            models.UniqueConstraint(fields=["traject", "maand"], name="nazorg_een_keer_per_maand"),
            models.CheckConstraint(condition=Q(maand__in=[0, 3, 6, 12]), name="nazorgmaand_bestaat"),
            models.CheckConstraint(
                condition=Q(hoe="")
                | Q(hoe__in=DOOR_IEMAND, vastgelegd_door__isnull=False)
                | Q(hoe__in=VANZELF, vastgelegd_door__isnull=True),
                name="nazorg_door_wie",
            ),
        ]
