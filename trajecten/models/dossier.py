from datetime import date

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Func, Q, Value

from accounts.models import User
from basis.models import PublicModel
from documenten.models import Document
from trajecten.lijsten import codes
from trajecten.models.traject import Traject


class Gebeurtenis(models.Model):
    """What happened, for good: who, when, from, to, why and what changed. Written in the same transaction; append-only."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="gebeurtenissen")
    soort = models.CharField(max_length=30)  # an Overgang, or another kind of line of gebeurtenissen.py
    van = models.CharField(max_length=20, default="")
    naar = models.CharField(max_length=20, default="")
    on = models.DateField()
    at = models.DateTimeField()
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    systeem = models.CharField(max_length=30, default="")  # which part of the system, when nobody pressed
    namens = models.CharField(max_length=12, default="")  # the party on whose behalf a coordinator recorded it
    reden = models.TextField(default="")
    details = models.JSONField(default=list)  # pairs of label and text, in the order they are read
    draait_terug = models.OneToOneField("self", models.PROTECT, null=True, related_name="teruggedraaid_door")

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["traject", "-at"], name="gebeurtenis_tijdlijn")]
        constraints = [
            models.CheckConstraint(condition=Q(door__isnull=False) | ~Q(systeem=""), name="gebeurtenis_heeft_een_wie"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class Terugweg(models.Model):
    """
    Where things stood before the last overgang, so that whoever made it can take it back; gone with the next one.

    It holds days, codes and keys of the rows an overgang touches, and no words about anybody.
    """

    traject = models.OneToOneField(Traject, models.PROTECT, related_name="terugweg")
    gebeurtenis = models.OneToOneField(Gebeurtenis, models.PROTECT, related_name="+")
    van = models.CharField(max_length=20)
    naar = models.CharField(max_length=20)
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_index=True)
    eerder = models.JSONField(encoder=DjangoJSONEncoder)  # table -> key -> column -> value, as in terugweg.py


class Intakeverslag(PublicModel):
    """What was found in the intakegesprek (domein §3)."""

    traject = models.OneToOneField(Traject, models.PROTECT, related_name="intakeverslag")
    datum = models.DateField()
    aanwezig = models.CharField(max_length=200)
    startkwalificatie = models.CharField(max_length=10, choices=[("ja", "Ja"), ("nee", "Nee"), ("onbekend", "Onbekend")])
    opleiding = models.CharField(max_length=150, blank=True)
    gewenst_werk = models.CharField(max_length=300)
    uren_beschikbaar = models.PositiveSmallIntegerField()
    beschikbaar_vanaf = models.DateField()
    vervoer_nodig = models.BooleanField()
    kinderopvang_nodig = models.BooleanField()
    taalhulp_nodig = models.BooleanField()
    past = models.BooleanField()
    past_toelichting = models.TextField()
    identiteit_gelezen = models.BooleanField(default=False)  # "de school controleert identiteit en verblijfsrecht" read

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(identiteit_gelezen=True), name="identiteit_gelezen")]


class Planning(PublicModel):
    """When and where something will be: a plan, never a fact. What did happen is told by an overgang or a verslag."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="planningen")
    soort = models.CharField(
        max_length=12, choices=[("intake", "Intakegesprek"), ("evaluatie", "Evaluatie"), ("uitreiking", "Uitreiking")]
    )
    datum = models.DateField()
    tijd = models.TimeField(null=True, blank=True)
    plaats = models.CharField(max_length=150, blank=True)
    vervallen = models.BooleanField(default=False)
    vervallen_op = models.DateField(null=True)  # when it was done with; None when another plan took its place
    eerste = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # of an appointment that was moved

    class Meta:
        ordering = ["datum", "tijd"]
        constraints = [
            models.UniqueConstraint(fields=["traject", "soort"], condition=Q(vervallen=False), name="een_plan_per_soort")
        ]


class Contactmoment(PublicModel):
    traject = models.ForeignKey(Traject, models.PROTECT, related_name="contactmomenten")
    soort = models.CharField(max_length=12)
    datum = models.DateField()
    met_wie = models.CharField(max_length=150)
    samenvatting = models.TextField()
    volgende_stap = models.CharField(max_length=200, blank=True)
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["datum", "pk"]
        constraints = [models.CheckConstraint(condition=Q(soort__in=codes("contact")), name="contactsoort_bestaat")]


class Notitie(PublicModel):
    """For colleagues of the regio only; never shown to a leerbedrijf, school or consulent."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="notities")
    tekst = models.TextField()
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]


class BetrokkeneQuerySet(models.QuerySet):
    def geldig(self, *, on: date) -> "BetrokkeneQuerySet":
        """Who has a part on this day; `tot` is the last day of access."""
        return self.nu_en_straks(on=on).filter(vanaf__lte=on)

    def nu_en_straks(self, *, on: date) -> "BetrokkeneQuerySet":
        return self.filter(Q(tot__isnull=True) | Q(tot__gte=on))


class Betrokkene(PublicModel):
    """A begeleider to whom a coordinator gave a part in this traject; `tot` is the last day of access."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="betrokkenen")
    user = models.ForeignKey(User, models.PROTECT, related_name="betrokken_bij")
    vanaf = models.DateField()
    tot = models.DateField(null=True)

    objects = BetrokkeneQuerySet.as_manager()

    class Meta:
        ordering = ["vanaf", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(tot__isnull=True) | Q(tot__gte=F("vanaf")), name="betrokken_in_volgorde"),
            ExclusionConstraint(
                name="een_keer_tegelijk_betrokken",
                expressions=[
                    (Func("traject_id", "traject_id", Value("[]"), function="int8range"), "&&"),
                    (Func("user_id", "user_id", Value("[]"), function="int8range"), "&&"),
                    (Func("vanaf", "tot", Value("[]"), function="daterange"), "&&"),
                ],
            ),
        ]


class Belemmering(PublicModel):
    """Something that stands in the way of an open traject: ticked, and unticked when it is gone."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="belemmeringen")
    soort = models.CharField(max_length=24)
    van = models.DateField()
    tot = models.DateField(null=True)

    class Meta:
        ordering = ["van", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "soort"], condition=Q(tot__isnull=True), name="een_open_belemmering_per_soort"
            ),
            models.CheckConstraint(condition=Q(soort__in=codes("belemmering")), name="belemmering_bestaat"),
        ]


class TrajectDocument(PublicModel):
    """A paper that belongs to a traject: made by us or uploaded. The download view of this room opens it."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="documenten")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    plaatsing = models.ForeignKey("trajecten.Plaatsing", models.PROTECT, null=True, related_name="documenten")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
