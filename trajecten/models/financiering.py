from django.db import models
from django.db.models import F, Q

from basis.models import PublicModel, VersionedModel
from trajecten.lijsten import codes
from trajecten.models.plaatsing import Plaatsing
from trajecten.models.traject import Traject

SUBSIDIE = "subsidie_praktijkleren"  # asks proofs, and keeps them: attendance is asked, the leerbedrijf sees its own longer


class FinancieringStatus(models.TextChoices):
    OVERWOGEN = "overwogen", "Overwogen"
    AANGEVRAAGD = "aangevraagd", "Aangevraagd"
    TOEGEKEND = "toegekend", "Toegekend"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    UITBETAALD = "uitbetaald", "Uitbetaald"


class Ontvanger(models.TextChoices):
    """Whom the money is for."""

    LEERBEDRIJF = "leerbedrijf", "Leerbedrijf"
    SCHOOL = "school", "School"
    DEELNEMER = "deelnemer", "Deelnemer"
    REGIO = "regio", "De regio"
    ANDER = "ander", "Een ander"


class FinancieringQuerySet(models.QuerySet):
    def telt(self):
        """What was refused asks nothing and keeps nothing."""
        return self.exclude(status=FinancieringStatus.AFGEWEZEN)


class Financiering(PublicModel, VersionedModel):
    """One source that pays, or may pay, for a traject in a period (domein §9)."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="financieringen")
    plaatsing = models.ForeignKey(Plaatsing, models.PROTECT, null=True, blank=True, related_name="financieringen")
    bron = models.CharField(max_length=30)
    voor = models.CharField("voor wie", max_length=12, choices=Ontvanger, default=Ontvanger.LEERBEDRIJF)
    status = models.CharField(max_length=12, choices=FinancieringStatus, default=FinancieringStatus.OVERWOGEN)
    van = models.DateField()
    tot = models.DateField()
    bedrag_gevraagd = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    bedrag_toegekend = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    aangevraagd_op = models.DateField("aangevraagd op", null=True, blank=True)
    notitie = models.TextField(blank=True)

    objects = FinancieringQuerySet.as_manager()

    class Meta:
        ordering = ["van", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(bron__in=codes("financiering")), name="financiering_bron_bestaat"),
            models.CheckConstraint(condition=Q(status__in=FinancieringStatus.values), name="financiering_status_bestaat"),
            models.CheckConstraint(condition=Q(tot__gte=F("van")), name="financiering_in_volgorde"),
            models.CheckConstraint(
                condition=(Q(bedrag_gevraagd__isnull=True) | Q(bedrag_gevraagd__gte=0))
                & (Q(bedrag_toegekend__isnull=True) | Q(bedrag_toegekend__gte=0)),
                name="financiering_niet_negatief",
            ),
        ]


class FinancieringRegel(models.Model):
    """
    What holds for one source in a period, with where that stands: data, so that another year is another row.

    `bewijzen` are codes of `financiering.BEWIJZEN`. Shared by all regio's.
    """

    bron = models.CharField(max_length=30)
    geldig_van = models.DateField()
    geldig_tot = models.DateField(null=True)
    max_bedrag = models.DecimalField(max_digits=9, decimal_places=2, null=True)  # for `weken_vol` weeks; fewer weeks, less
    weken_vol = models.PositiveSmallIntegerField(null=True)
    weken_binnen = models.PositiveSmallIntegerField(null=True)  # in so many consecutive weeks
    venster_van = models.DateTimeField(null=True)  # when it can be asked
    venster_tot = models.DateTimeField(null=True)
    per_bestand = models.PositiveSmallIntegerField(null=True)  # deelnemers in one file of RVO
    bewaarjaren = models.PositiveSmallIntegerField(null=True)
    bewijzen = models.JSONField(default=list)
    vermelding = models.CharField(max_length=200)  # where this stands

    class Meta:
        ordering = ["bron", "geldig_van"]
        constraints = [
            models.UniqueConstraint(fields=["bron", "geldig_van"], name="financieringregel_een_keer"),
            models.CheckConstraint(condition=Q(bron__in=codes("financiering")), name="financieringregel_bron_bestaat"),
            models.CheckConstraint(
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=F("geldig_van")), name="financieringregel_in_volgorde"
            ),
        ]
