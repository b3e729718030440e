from django.db import models
from django.db.models import Q

from accounts.models import Organisatie, User
from basis.models import PublicModel
from documenten.models import Document
from kwalificaties.models import Werkproces
from trajecten.lijsten import codes
from trajecten.models.plaatsing import Plaatsing
from trajecten.models.traject import Traject


class ZonderLeerbedrijf(models.TextChoices):
    """Why the last recorded judgements are handed in without the leerbedrijf (domein §3, beoordeling_indienen)."""

    WEG = "weg", "Het leerbedrijf is gestopt of niet meer te bereiken"
    STIL = "stil", "Het leerbedrijf antwoordt niet, ook niet op de laatste herinnering"


class Beoordeling(PublicModel):
    """What the leerbedrijf sees in practice, per werkproces, on one day: an evaluation on the way or the final one."""

    plaatsing = models.ForeignKey(Plaatsing, models.PROTECT, related_name="beoordelingen")
    soort = models.CharField(max_length=10, choices=[("tussen", "Tussenevaluatie"), ("eind", "Eindbeoordeling")])
    datum = models.DateField()
    werkt_nog = models.BooleanField(null=True)  # the three questions (domein §6)
    kon_alles_oefenen = models.BooleanField(null=True)
    in_dienst = models.BooleanField(null=True)
    opmerking = models.TextField(blank=True)
    aanwezig = models.CharField(max_length=200, blank=True)  # who were there at an evaluation on the way
    afspraken = models.TextField(blank=True)
    verslag = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")  # of an evaluation on the way
    beoordelaar = models.CharField(max_length=150)
    ingediend_op = models.DateField(null=True)
    vastgelegd_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    namens = models.BooleanField(default=False)  # recorded on behalf of the leerbedrijf
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")  # the paper form
    formulier = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")  # our filled form
    # Handed in without it: the last recorded judgements count, on the days they were given; this row has none of its own.
    zonder_leerbedrijf = models.CharField(max_length=4, choices=ZonderLeerbedrijf, blank=True)

    class Meta:
        ordering = ["datum", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(namens=True, soort="eind", ingediend_op__isnull=False, zonder_leerbedrijf="")
                | Q(document__isnull=False),
                name="namens_heeft_een_papier",
            ),
        ]


class Oordeel(models.Model):
    """The judgement on one werkproces; the last one counts, the earlier ones stay."""

    beoordeling = models.ForeignKey(Beoordeling, models.CASCADE, related_name="oordelen")
    werkproces = models.ForeignKey(Werkproces, models.PROTECT, related_name="+")
    waarde = models.CharField(max_length=12)
    toelichting = models.TextField(blank=True)

    class Meta:
        ordering = ["werkproces__kerntaak__volgorde", "werkproces__volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["beoordeling", "werkproces"], name="oordeel_een_keer"),
            models.CheckConstraint(condition=Q(waarde__in=codes("schaal")), name="oordeel_op_de_schaal"),
        ]


class Vaststelling(PublicModel):
    """The decision of the school (bevoegd gezag), taking the leerbedrijf's judgement into account."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="vaststellingen")
    school = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    datum = models.DateField()
    naam = models.CharField(max_length=150)
    functie = models.CharField(max_length=150)
    plaats = models.CharField(max_length=100)
    namens = models.BooleanField(default=False)
    besluit = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    vastgelegd_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ingetrokken_op = models.DateField(null=True)
    erkenning_reden = models.TextField(blank=True)  # why the school decides although the erkenning lapsed

    class Meta:
        ordering = ["datum", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["traject"], condition=Q(ingetrokken_op__isnull=True), name="een_vaststelling"),
            models.CheckConstraint(condition=Q(namens=False) | Q(besluit__isnull=False), name="namens_heeft_een_besluit"),
        ]


class VaststellingRegel(models.Model):
    """Per werkproces judged voldoende or goed: vastgesteld, or not and why not."""

    vaststelling = models.ForeignKey(Vaststelling, models.CASCADE, related_name="regels")
    plaatsing = models.ForeignKey(Plaatsing, models.PROTECT, related_name="+")
    werkproces = models.ForeignKey(Werkproces, models.PROTECT, related_name="+")
    vastgesteld = models.BooleanField()
    reden = models.TextField(blank=True)

    class Meta:
        ordering = ["werkproces__kerntaak__volgorde", "werkproces__volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["vaststelling", "werkproces"], name="vaststelling_per_werkproces"),
            models.CheckConstraint(condition=Q(vastgesteld=True) | ~Q(reden=""), name="niet_vastgesteld_heeft_een_reden"),
        ]
