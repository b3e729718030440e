from django.db import models
from django.db.models import Q

from accounts.models import Organisatie, User
from basis.models import PublicModel, VersionedModel
from documenten.models import Document
from kwalificaties.models import Werkproces
from trajecten.lijsten import codes
from trajecten.models.dossier import TrajectDocument
from trajecten.models.plaatsing import Plaatsing
from trajecten.models.traject import Traject


class ZonderLeerbedrijf(models.TextChoices):
    """Why the last recorded judgements are handed in without the leerbedrijf (domein §3, beoordeling_indienen)."""

    WEG = "weg", "Het leerbedrijf is gestopt of niet meer te bereiken"
    STIL = "stil", "Het leerbedrijf antwoordt niet, ook niet op de laatste herinnering"


class Beoordeling(PublicModel):
    """
    What the leerbedrijf sees in practice, per werkproces, on one day: an evaluation on the way, the final one, or what somebody
    there judged in between (`los`), with one row per person and day.
    """

    SOORTEN = [("tussen", "Tussenevaluatie"), ("eind", "Eindbeoordeling"), ("los", "Tussendoor")]

    plaatsing = models.ForeignKey(Plaatsing, models.PROTECT, related_name="beoordelingen")
    soort = models.CharField(max_length=10, choices=SOORTEN)
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
            models.UniqueConstraint(
                fields=["plaatsing", "datum", "vastgelegd_door"], condition=Q(soort="los"), name="tussendoor_een_per_dag"
            ),
            models.CheckConstraint(
                condition=~Q(soort="los") | Q(namens=False, vastgelegd_door__isnull=False), name="tussendoor_is_van_zelf"
            ),
        ]


class Oordeel(models.Model):
    """The judgement on one werkproces; the last one counts, the earlier ones stay."""

    beoordeling = models.ForeignKey(Beoordeling, models.CASCADE, related_name="oordelen")
    werkproces = models.ForeignKey(Werkproces, models.PROTECT, related_name="+")
    waarde = models.CharField(max_length=12)
    toelichting = models.TextField(blank=True)
    at = models.DateTimeField()  # when it was given here: of one day the last counts
    op = models.DateField(null=True)  # given on an earlier day, and handed in at the end as it was
    versie = models.PositiveIntegerField(default=1)  # of what was judged in between, which its author may change that day

    class Meta:
        ordering = ["werkproces__kerntaak__volgorde", "werkproces__volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["beoordeling", "werkproces"], name="oordeel_een_keer"),
            models.CheckConstraint(condition=Q(waarde__in=codes("schaal")), name="oordeel_op_de_schaal"),
        ]


class Indruk(models.Model):
    """
    What a coordinator or begeleider saw of one werkproces on one day, beside the judgement of the leerbedrijf.

    A table of its own: it is no judgement, counts nowhere and is shown to nobody outside.
    """

    plaatsing = models.ForeignKey(Plaatsing, models.PROTECT, related_name="indrukken")
    werkproces = models.ForeignKey(Werkproces, models.PROTECT, related_name="+")
    datum = models.DateField()
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    waarde = models.CharField(max_length=12)
    toelichting = models.TextField(blank=True)
    at = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["datum", "at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plaatsing", "werkproces", "datum", "door"], name="indruk_een_per_dag"),
            models.CheckConstraint(condition=Q(waarde__in=codes("schaal")), name="indruk_op_de_schaal"),
        ]


class Bewijsstuk(PublicModel):
    """A photo or file of the work that belongs to one werkproces; taken away it leaves only this line."""

    plaatsing = models.ForeignKey(Plaatsing, models.PROTECT, related_name="bewijsstukken")
    werkproces = models.ForeignKey(Werkproces, models.PROTECT, related_name="+")
    document = models.OneToOneField(TrajectDocument, models.PROTECT, related_name="+")
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    weg_op = models.DateField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]


class Eindconcept(VersionedModel):
    """
    What a leerbedrijf answered so far of the eindbeoordeling it has not handed in yet; gone once it is.

    The judgements per werkproces are no part of it: those were given already.
    """

    plaatsing = models.OneToOneField(Plaatsing, models.PROTECT, related_name="eindconcept")
    werkt_nog = models.BooleanField(null=True)
    kon_alles_oefenen = models.BooleanField(null=True)
    in_dienst = models.BooleanField(null=True)
    opmerking = models.TextField(blank=True)
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()


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
