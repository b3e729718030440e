"""One row for every file the system keeps: what was ordered, from which facts, and the one file that came of it."""

from functools import reduce
from operator import or_

import pgtrigger
from django.db import models
from django.db.models import Q

from basis.models import PublicModel


class Status(models.TextChoices):
    BESTELD = "besteld", "Wordt gemaakt"
    KLAAR = "klaar", "Klaar"
    MISLUKT = "mislukt", "Niet gelukt"
    VERLOPEN = "verlopen", "Verlopen"  # a concept, or an order nobody needs any more; its file and facts are gone


class Herkomst(models.TextChoices):
    SYSTEEM = "systeem", "Gemaakt door het systeem"
    UPLOAD = "upload", "Toegevoegd"


STAPPEN: list[tuple[str, str]] = [
    (Status.BESTELD, Status.KLAAR),
    (Status.BESTELD, Status.MISLUKT),
    (Status.BESTELD, Status.VERLOPEN),
    (Status.KLAAR, Status.VERLOPEN),
    (Status.MISLUKT, Status.BESTELD),
    (Status.MISLUKT, Status.KLAAR),
    (Status.MISLUKT, Status.VERLOPEN),
]
# What the order says never changes; what was made of it never changes once it is there.
FROZEN = ["soort", "facts", "template", "attach_json", "concept", "herkomst", "besteld_op"]
FILE = ["sha256", "bestand", "bytes", "media_type", "klaar_op"]
# A photo or file of the work: consent to it can be withdrawn (domein §10), so it can be taken away for good.
WEG_TE_HALEN = "bewijsstuk"
EXPIRES = pgtrigger.Q(new__status=Status.VERLOPEN) & (pgtrigger.Q(old__concept=True) | pgtrigger.Q(old__soort=WEG_TE_HALEN))
FINISHED = pgtrigger.Q(old__status=Status.KLAAR)


def _changed(fields: list[str]) -> pgtrigger.Q:
    return reduce(or_, [pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")}) for field in fields])


class Document(PublicModel):
    """
    A paper of a dossier: made by us from frozen facts, or a scan somebody added.

    It is rendered once. What is klaar never changes: a correction is another document.
    """

    soort = models.CharField(max_length=40)
    titel = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status, default=Status.BESTELD)
    concept = models.BooleanField(default=False)
    herkomst = models.CharField(max_length=10, choices=Herkomst, default=Herkomst.SYSTEEM)
    sleutel = models.CharField(max_length=180, unique=True)
    facts = models.JSONField(default=dict)
    template = models.CharField(max_length=100, blank=True)
    attach_json = models.CharField(max_length=80, blank=True)  # name of the facts inside the PDF; empty: not inside
    bestandsnaam = models.CharField(max_length=100)  # numbers, never a name
    bestand = models.CharField(max_length=150, blank=True, db_index=True)  # below MEDIA_ROOT
    sha256 = models.CharField(max_length=64, blank=True)
    bytes = models.PositiveIntegerField(default=0)
    media_type = models.CharField(max_length=40, blank=True)
    reden = models.CharField(max_length=500, blank=True)  # why it failed
    door_id = models.BigIntegerField(null=True)  # the account that added a scan; accounts stands above this room
    besteld_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True)
    bewaren_tot = models.DateTimeField(null=True, db_index=True)  # concepts live 24 hours

    class Meta:
        ordering = ["-besteld_op", "-pk"]
        constraints = [
            models.CheckConstraint(name="document_status_bestaat", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="document_klaar_heeft_bestand",
                condition=Q(status=Status.KLAAR, sha256__regex=r"^[0-9a-f]{64}$", bytes__gt=0, klaar_op__isnull=False)
                & ~Q(bestand="")
                & ~Q(media_type="")
                | ~Q(status=Status.KLAAR) & Q(sha256="", bestand="", bytes=0, klaar_op__isnull=True),
            ),
            models.CheckConstraint(
                name="document_concept_verloopt", condition=Q(concept=True, bewaren_tot__isnull=False) | Q(concept=False)
            ),
            models.CheckConstraint(
                name="document_naam_is_nummer", condition=Q(bestandsnaam__regex=r"^[a-z0-9_]+(-[A-Za-z0-9]+)*\.(pdf|jpg|png)$")
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="document_status", field="status", transitions=STAPPEN),
            pgtrigger.Protect(name="facts_bevroren", operation=pgtrigger.Update, condition=_changed(FROZEN) & ~EXPIRES),
            pgtrigger.Protect(
                name="klaar_verandert_niet",
                operation=pgtrigger.Update,
                condition=FINISHED & _changed([*FILE, "status"]) & ~EXPIRES,
            ),
            pgtrigger.Protect(
                name="klaar_verdwijnt_niet", operation=pgtrigger.Delete, condition=FINISHED & pgtrigger.Q(old__concept=False)
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def is_klaar(self) -> bool:
        return self.status == Status.KLAAR
