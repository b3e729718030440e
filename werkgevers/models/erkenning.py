from datetime import date

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from accounts.models import User
from basis.models import PublicModel, VersionedModel
from documenten.models import Document
from kwalificaties.models import Kwalificatie, Werkproces
from werkgevers import regels
from werkgevers.models.leerbedrijf import Leerbedrijf


class ErkenningStatus(models.TextChoices):
    AANGEVRAAGD = "aangevraagd", "Aangevraagd"
    ERKEND = "erkend", "Erkend"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    VERVALLEN = "vervallen", "Vervallen"


S = ErkenningStatus


class ErkenningQuerySet(models.QuerySet):
    def hercheck_nodig(self, *, on: date) -> "ErkenningQuerySet":
        """Valid ones that nobody found again lately; see `regels.hercheck_nodig`."""
        since = regels.laatste_dag_voor_hercheck(on)
        found = ErkenningCheck.objects.filter(erkenning=OuterRef("pk"), datum__gte=since).exclude(uitkomst=Uitkomst.NIET_GEVONDEN)
        return self.filter(~Exists(found), status=S.ERKEND)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Erkenning(PublicModel, VersionedModel):
    """
    What SBB decided, or was asked to decide, about one leerbedrijf and one kwalificatie (domein §4).

    Written by `werkgevers/erkenning.py` only. Without `hele_kwalificatie` it holds for `werkprocessen` alone.
    """

    leerbedrijf = models.ForeignKey(Leerbedrijf, models.PROTECT, related_name="erkenningen")
    kwalificatie = models.ForeignKey(Kwalificatie, models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=ErkenningStatus)
    aangevraagd_op = models.DateField("aangevraagd op", null=True, blank=True)
    besluit_op = models.DateField("besluit van SBB", null=True, blank=True)
    brief_op = models.DateField("brief van SBB", null=True, blank=True)
    sinds = models.DateField("erkend sinds", null=True, blank=True)
    vervallen_per = models.DateField("vervallen per", null=True, blank=True)  # the first day without erkenning
    herbeoordeling_op = models.DateField("volgende herbeoordeling", null=True, blank=True)
    hele_kwalificatie = models.BooleanField("voor de hele kwalificatie", default=True)
    werkprocessen = models.ManyToManyField(Werkproces, blank=True, related_name="+")

    objects = ErkenningQuerySet.as_manager()

    class Meta:
        ordering = ["kwalificatie__crebo", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=S.values), name="erkenning_status_bestaat"),
            models.UniqueConstraint(
                fields=["leerbedrijf", "kwalificatie"],
                condition=Q(status__in=[S.AANGEVRAAGD, S.ERKEND]),
                name="erkenning_een_lopende_per_kwalificatie",
            ),
            models.CheckConstraint(
                condition=Q(status=S.VERVALLEN, vervallen_per__isnull=False)
                | (~Q(status=S.VERVALLEN) & Q(vervallen_per__isnull=True)),
                name="erkenning_vervallen_heeft_datum",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[S.ERKEND, S.VERVALLEN], sinds__isnull=False)
                | (~Q(status__in=[S.ERKEND, S.VERVALLEN]) & Q(sinds__isnull=True)),
                name="erkenning_erkend_heeft_sinds",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[S.AANGEVRAAGD, S.AFGEWEZEN]) | Q(aangevraagd_op__isnull=False),
                name="erkenning_aanvraag_heeft_datum",
            ),
            models.CheckConstraint(
                condition=(~Q(status=S.AANGEVRAAGD) | Q(besluit_op__isnull=True))
                & (~Q(status=S.AFGEWEZEN) | Q(besluit_op__isnull=False)),
                name="erkenning_besluit_hoort_bij_status",
            ),
            models.CheckConstraint(
                condition=(Q(vervallen_per__isnull=True) | Q(vervallen_per__gte=F("sinds")))
                & (Q(besluit_op__isnull=True) | Q(aangevraagd_op__isnull=True) | Q(besluit_op__gte=F("aangevraagd_op")))
                & (Q(brief_op__isnull=True) | Q(besluit_op__isnull=False, brief_op__gte=F("besluit_op"))),
                name="erkenning_in_volgorde",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kwalificatie.crebo} {self.kwalificatie.naam}"

    def get_absolute_url(self) -> str:
        return reverse("werkgevers:erkenning", args=[self.code])

    @property
    def laatste_check(self) -> "ErkenningCheck | None":
        """By day; reads `checks`, so prefetch them for a list."""
        return max(self.checks.all(), key=lambda c: (c.datum, c.pk), default=None)

    def is_hercheck_nodig(self, on: date) -> bool:
        found = [c.datum for c in self.checks.all() if c.uitkomst != Uitkomst.NIET_GEVONDEN]
        return self.status == S.ERKEND and regels.hercheck_nodig(laatste_check=max(found, default=None), on=on)

    @property
    def klok(self) -> regels.Klok:
        afgewezen = self.status == S.AFGEWEZEN
        return regels.klok(
            aangevraagd_op=self.aangevraagd_op, besluit_op=self.besluit_op, brief_op=self.brief_op, afgewezen=afgewezen
        )


class Hoe(models.TextChoices):
    """Where somebody looked."""

    STAGEMARKT = "stagemarkt", "Stagemarkt"
    MIJNSBB = "mijnsbb", "MijnSBB"
    SBB_CONTACT = "sbb_contact", "SBB-contactpersoon"


class Uitkomst(models.TextChoices):
    """What somebody saw there."""

    ERKEND = "erkend", "Erkend"
    VERVALLEN = "vervallen", "Vervallen of ingetrokken"
    NIET_GEVONDEN = "niet_gevonden", "Niet gevonden"


class ErkenningCheck(PublicModel):
    """Somebody looked, on a day, whether an erkenning holds, and kept what they saw. Written once, never changed."""

    erkenning = models.ForeignKey(Erkenning, models.PROTECT, related_name="checks")
    datum = models.DateField("gecontroleerd op")
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    hoe = models.CharField("waar gekeken", max_length=12, choices=Hoe)
    uitkomst = models.CharField("uitkomst", max_length=14, choices=Uitkomst)
    bewijs = models.TextField("bewijs", blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")  # a print of what was seen

    class Meta:
        ordering = ["-datum", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(hoe__in=Hoe.values), name="check_hoe_bestaat"),
            models.CheckConstraint(condition=Q(uitkomst__in=Uitkomst.values), name="check_uitkomst_bestaat"),
            models.CheckConstraint(condition=~Q(bewijs="") | Q(document__isnull=False), name="check_heeft_bewijs"),
        ]
        triggers = [pgtrigger.Protect(name="check_blijft", operation=pgtrigger.Update | pgtrigger.Delete)]


class Opvolgerbevestiging(PublicModel):
    """
    SBB or Stagemarkt names an erkenning valid for the predecessor or successor of its kwalificatie (25498 -> 25960).

    `werkprocessen` are those of the OTHER kwalificatie, and empty when the erkenning is for a whole kwalificatie.
    """

    erkenning = models.ForeignKey(Erkenning, models.PROTECT, related_name="bevestigingen")
    kwalificatie = models.ForeignKey(Kwalificatie, models.PROTECT, related_name="+")
    werkprocessen = models.ManyToManyField(Werkproces, blank=True, related_name="+")
    datum = models.DateField("bevestigd op")
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    hoe = models.CharField("waar gezien", max_length=12, choices=Hoe)
    bron = models.TextField("bron")

    class Meta:
        ordering = ["-datum", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["erkenning", "kwalificatie"], name="opvolger_een_keer_bevestigd"),
            models.CheckConstraint(condition=Q(hoe__in=Hoe.values), name="opvolger_hoe_bestaat"),
            models.CheckConstraint(condition=~Q(bron=""), name="opvolger_heeft_bron"),
        ]


class Gebeurtenissoort(models.TextChoices):
    GEREGISTREERD = "geregistreerd", "Erkenning geregistreerd"
    AANGEVRAAGD = "aangevraagd", "Erkenning aangevraagd"
    BESLUIT = "besluit", "Besluit van SBB vastgelegd"
    BRIEF = "brief", "Brief van SBB ontvangen"
    CONTROLE = "controle", "Erkenning gecontroleerd"
    VERVALLEN = "vervallen", "Erkenning vervallen"
    OPVOLGER = "opvolger", "Voorganger of opvolger bevestigd"
    BEREIK = "bereik", "Bereik gewijzigd"


class ErkenningGebeurtenis(PublicModel):
    """One line of what people did to an erkenning. Written once, never changed."""

    erkenning = models.ForeignKey(Erkenning, models.PROTECT, related_name="gebeurtenissen")
    soort = models.CharField(max_length=14, choices=Gebeurtenissoort)
    op = models.DateField()
    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    tekst = models.CharField(max_length=400)

    class Meta:
        ordering = ["-op", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(soort__in=Gebeurtenissoort.values), name="erkenning_gebeurtenis_bestaat")]
        triggers = [pgtrigger.Protect(name="gebeurtenis_blijft", operation=pgtrigger.Update | pgtrigger.Delete)]
