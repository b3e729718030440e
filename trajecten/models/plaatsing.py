from datetime import date

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q, Value

from accounts.models import Organisatie
from basis.models import PublicModel
from kwalificaties.models import Kwalificatie, Werkproces
from trajecten.models.queries import PlaatsingQuerySet
from trajecten.models.traject import Traject, needs_plaatsing
from werkgevers.models import Erkenning, Leerbedrijf, Praktijkopleider


class Vorm(models.TextChoices):
    STAGE = "stage", "Stage"
    LEERBAAN = "leerbaan", "Leerbaan"


class Dienstverband(models.TextChoices):
    LEERBEDRIJF = "leerbedrijf", "Arbeidsovereenkomst bij het leerbedrijf"
    ANDER = "ander", "Arbeidsovereenkomst bij een andere organisatie"
    PROEFPLAATS = "proefplaats", "Proefplaats"
    WERKERVARINGSPLAATS = "werkervaringsplaats", "Werkervaringsplaats"
    DAGBESTEDING = "dagbesteding", "Dagbesteding"
    GEEN = "geen", "Geen dienstverband"


class Inschrijving(models.TextChoices):
    GEEN = "", "Nog niet"
    AANGEVRAAGD = "aangevraagd", "Aangevraagd"
    INGESCHREVEN = "ingeschreven", "Ingeschreven"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Plaatsing(PublicModel):
    """A deelnemer at one leerbedrijf with one school: what was agreed, and from when to when. At most one is current."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="plaatsingen")
    volgnummer = models.PositiveSmallIntegerField()
    huidig = models.BooleanField(default=True)
    leerbedrijf = models.ForeignKey(Leerbedrijf, models.PROTECT, related_name="+")
    school = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    praktijkopleider = models.ForeignKey(Praktijkopleider, models.PROTECT, related_name="+")
    werkprocessen = models.ManyToManyField(Werkproces, related_name="+")
    erkenning = models.ForeignKey(Erkenning, models.PROTECT, null=True, related_name="+")
    vorm = models.CharField(max_length=10, choices=Vorm)
    dienstverband = models.CharField(max_length=20, choices=Dienstverband)
    dienstverband_organisatie = models.CharField(max_length=150, blank=True)
    startdatum = models.DateField()
    einddatum = models.DateField()
    uren_per_week = models.DecimalField(max_digits=4, decimal_places=1)
    uren_totaal = models.PositiveIntegerField()
    inschrijving = models.CharField(max_length=12, choices=Inschrijving, blank=True)
    inschrijving_op = models.DateField(null=True)
    eerste_werkdag = models.DateField(null=True)
    laatste_werkdag = models.DateField(null=True)
    uren_gedaan = models.PositiveIntegerField(null=True)  # once it ended before the einddatum

    objects = PlaatsingQuerySet.as_manager()

    class Meta:
        ordering = ["traject", "volgnummer"]
        constraints = [
            models.UniqueConstraint(fields=["traject", "volgnummer"], name="plaatsing_volgnummer"),
            models.UniqueConstraint(fields=["traject"], condition=Q(huidig=True), name="een_huidige_plaatsing"),
            models.CheckConstraint(condition=Q(einddatum__gt=F("startdatum")), name="plaatsing_in_volgorde"),
            models.CheckConstraint(condition=Q(uren_per_week__gt=0, uren_per_week__lte=60), name="uren_per_week_mogelijk"),
            models.CheckConstraint(
                condition=Q(laatste_werkdag__isnull=True)
                | Q(eerste_werkdag__isnull=True)
                | Q(laatste_werkdag__gte=F("eerste_werkdag")),
                name="plaatsing_werkdagen_in_volgorde",
            ),
            models.CheckConstraint(
                condition=~Q(inschrijving__in=["aangevraagd", "ingeschreven"]) | Q(inschrijving_op__isnull=False),
                name="inschrijving_heeft_een_datum",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="traject_houdt_plaatsing",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=needs_plaatsing("OLD.traject_id", "traject_houdt_plaatsing"),
            )
        ]

    def tot_en_met(self, besloten_op: date) -> date:
        """The last day a decision can be about: who still works there has worked until the day of the decision."""
        return min(self.laatste_werkdag or self.einddatum, besloten_op)

    def __str__(self) -> str:
        return f"plaatsing {self.volgnummer} van {self.traject}"


class Onderbreking(PublicModel):
    """A pause of a traject, with its reason; two never overlap."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="onderbrekingen")
    van = models.DateField()
    tot = models.DateField(null=True)  # the day of hervatten, which is a working day again
    verwacht_terug = models.DateField()
    reden = models.CharField(max_length=30)
    toelichting = models.TextField(blank=True)
    status_ervoor = models.CharField(max_length=20)

    class Meta:
        ordering = ["van"]
        constraints = [
            models.CheckConstraint(condition=Q(tot__isnull=True) | Q(tot__gte=F("van")), name="onderbreking_in_volgorde"),
            ExclusionConstraint(
                name="onderbrekingen_overlappen_niet",
                expressions=[
                    (Func("traject_id", "traject_id", Value("[]"), function="int8range"), "&&"),
                    (Func("van", "tot", Value("[)"), function="daterange"), "&&"),
                ],
            ),
        ]


class VoorstelStatus(models.TextChoices):
    GEVRAAGD = "gevraagd", "Gevraagd"
    JA = "ja", "Ja"
    NEE = "nee", "Nee"
    WACHT_OP_ERKENNING = "wacht_op_erkenning", "Wacht op erkenning"


class VoorstelQuerySet(models.QuerySet):
    def open(self):
        """What may still lead to a match: not answered no, not withdrawn."""
        return self.filter(vervallen_op__isnull=True).exclude(status=VoorstelStatus.NEE)

    def for_overview(self):
        return self.select_related("leerbedrijf__organisatie", "kwalificatie", "erkenning")


class Voorstel(PublicModel):
    """A leerbedrijf that is being asked while the traject is in matching; one of them may be the current one."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="voorstellen")
    leerbedrijf = models.ForeignKey(Leerbedrijf, models.PROTECT, related_name="+")
    kwalificatie = models.ForeignKey(Kwalificatie, models.PROTECT, related_name="+")
    erkenning = models.ForeignKey(Erkenning, models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=20, choices=VoorstelStatus, default=VoorstelStatus.GEVRAAGD)
    huidig = models.BooleanField(default=False)
    gevraagd_op = models.DateField()
    antwoord_op = models.DateField(null=True)
    reden = models.TextField(default="")  # what the leerbedrijf said with its answer
    vervallen_op = models.DateField(null=True)  # withdrawn, or closed because the traject went on
    vervallen_reden = models.CharField(max_length=200, default="")

    objects = VoorstelQuerySet.as_manager()

    class Meta:
        ordering = ["gevraagd_op", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["traject"], condition=Q(huidig=True), name="een_huidig_voorstel"),
            models.UniqueConstraint(
                fields=["traject", "leerbedrijf", "kwalificatie"],
                condition=Q(vervallen_op__isnull=True) & ~Q(status="nee"),
                name="een_open_voorstel_per_leerbedrijf",
            ),
            models.CheckConstraint(
                condition=Q(huidig=False) | (Q(vervallen_op__isnull=True) & ~Q(status="nee")), name="huidig_voorstel_is_open"
            ),
            models.CheckConstraint(
                condition=~Q(status="wacht_op_erkenning") | Q(erkenning__isnull=False), name="wacht_heeft_een_erkenning"
            ),
            models.CheckConstraint(condition=Q(status__in=VoorstelStatus.values), name="voorstelstatus_bestaat"),
        ]
