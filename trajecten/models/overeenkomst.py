from django.db import models
from django.db.models import F, Q

from accounts.models import User
from basis.models import PublicModel
from documenten.models import Document
from trajecten.models.link import ONGEBRUIKT, Linkwijze, PersoonlijkeLink
from trajecten.models.plaatsing import Plaatsing
from trajecten.regels import Ondertekenaar


class PokBron(models.TextChoices):
    SYSTEEM = "systeem", "Dit systeem"
    SCHOOL = "school", "De school"
    EERDER = "eerder", "Eerdere administratie"  # signed before the traject came here; we made no paper of it


class PokVersie(PublicModel):
    """One version of the praktijkovereenkomst with its bpv-blad; a later one makes this void, signatures and all."""

    plaatsing = models.ForeignKey(Plaatsing, models.PROTECT, related_name="pok_versies")
    versie = models.PositiveSmallIntegerField()
    bron = models.CharField(max_length=10, choices=PokBron, default=PokBron.SYSTEEM)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateField()
    vervallen_op = models.DateField(null=True)
    vervallen_reden = models.CharField(max_length=200, default="")

    class Meta:
        ordering = ["plaatsing", "versie"]
        constraints = [
            models.UniqueConstraint(fields=["plaatsing", "versie"], name="pok_versie_een_keer"),
            models.UniqueConstraint(fields=["plaatsing"], condition=Q(vervallen_op__isnull=True), name="een_geldige_pok_versie"),
        ]


class Wijze(models.TextChoices):
    PAPIER = "papier", "Op papier"
    PORTAAL = "portaal", "In het portaal"
    LINK = "link", "Via een persoonlijke link"


class Handtekening(PublicModel):
    """What is asked of one signatory of one version; it counts from the date on the paper, not from when it was recorded."""

    pok_versie = models.ForeignKey(PokVersie, models.PROTECT, related_name="handtekeningen")
    partij = models.CharField(max_length=20, choices=Ondertekenaar)
    naam = models.CharField(max_length=150)
    gevraagd_op = models.DateField()
    getekend_op = models.DateField(null=True)
    wijze = models.CharField(max_length=10, choices=Wijze, default="", blank=True)
    geweigerd_op = models.DateField(null=True)
    geweigerd_reden = models.TextField(default="")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")  # the scan
    vastgelegd_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # on behalf of, when set
    vastgelegd_at = models.DateTimeField(null=True)
    # What proves a signature that was not given on paper: by whom, when, from where, and of exactly which file.
    getekend_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    getekend_at = models.DateTimeField(null=True)
    functie = models.CharField(max_length=120, default="", blank=True)
    adres = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=200, default="", blank=True)
    sha256 = models.CharField(max_length=64, default="", blank=True)
    # Another coordinator looks at the scan, where the regio asks so (`tweede_blik.py`); with a reason it was found wrong.
    tweede_blik = models.BooleanField(default=False)
    bekeken_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    bekeken_at = models.DateTimeField(null=True)
    afgekeurd_reden = models.TextField(default="", blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bekeken_door__isnull=True) | ~Q(bekeken_door=F("vastgelegd_door")), name="tweede_blik_van_een_ander"
            ),
            models.CheckConstraint(
                condition=Q(bekeken_door__isnull=True, bekeken_at__isnull=True, afgekeurd_reden="")
                | (
                    Q(bekeken_door__isnull=False, bekeken_at__isnull=False, vastgelegd_door__isnull=False)
                    & (
                        Q(afgekeurd_reden="", wijze=Wijze.PAPIER, getekend_op__isnull=False)
                        | (~Q(afgekeurd_reden="") & Q(getekend_op__isnull=True))
                    )
                ),
                name="tweede_blik_op_een_scan",
            ),
            models.CheckConstraint(
                condition=Q(wijze__in=["", Wijze.PAPIER]) | Q(getekend_at__isnull=False, sha256__regex=r"^[0-9a-f]{64}$"),
                name="getekend_heeft_een_bewijs",
            ),
            models.UniqueConstraint(fields=["pok_versie", "partij"], name="handtekening_een_keer"),
            models.CheckConstraint(
                condition=Q(getekend_op__isnull=True) | Q(geweigerd_op__isnull=True), name="getekend_of_geweigerd"
            ),
            models.CheckConstraint(condition=Q(getekend_op__isnull=True) | ~Q(wijze=""), name="getekend_heeft_een_wijze"),
        ]

    def wis_blik(self) -> None:
        """What is recorded now was looked at by nobody else."""
        self.tweede_blik, self.bekeken_door, self.bekeken_at, self.afgekeurd_reden = False, None, None, ""


class Tekenlink(PersoonlijkeLink):
    """By which one signatory without account signs; bound to one signature of one version."""

    handtekening = models.ForeignKey(Handtekening, models.PROTECT, related_name="links")
    wijze = models.CharField(max_length=4, choices=Linkwijze)

    class Meta(PersoonlijkeLink.Meta):
        constraints = [
            models.UniqueConstraint(fields=["handtekening"], condition=ONGEBRUIKT, name="een_open_tekenlink"),
            models.CheckConstraint(condition=Q(wijze__in=Linkwijze.values), name="tekenlinkwijze_bestaat"),
            *PersoonlijkeLink.Meta.constraints,
        ]


class BpvBlad(PublicModel):
    """
    A bpv-blad bij wijziging (2, 3, ...): what the same parties changed after the start (domein §6).

    The signed POK and its signatures stay valid; number 1 is part of it.
    """

    plaatsing = models.ForeignKey(Plaatsing, models.PROTECT, related_name="bpv_bladen")
    nummer = models.PositiveSmallIntegerField()
    gemaakt_op = models.DateField()
    vanaf = models.DateField()
    reden = models.TextField()
    wijzigingen = models.JSONField(default=list)  # [what, was, becomes], as it was printed
    bron = models.CharField(max_length=10, choices=[("systeem", "Dit systeem"), ("school", "De school")], default="systeem")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["plaatsing", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["plaatsing", "nummer"], name="bpv_blad_een_keer"),
            models.CheckConstraint(condition=Q(nummer__gte=2), name="bpv_blad_na_het_eerste"),
        ]


class Instemwijze(models.TextChoices):
    TELEFOON = "telefoon", "Telefoon"
    EMAIL = "email", "E-mail"
    PAPIER = "papier", "Papier"
    PORTAAL = "portaal", "Portaal"


class Instemming(PublicModel):
    """What one party says to a bpv-blad bij wijziging: it agrees, or it reports an error; nobody signs (domein §6)."""

    bpv_blad = models.ForeignKey(BpvBlad, models.PROTECT, related_name="instemmingen")
    partij = models.CharField(max_length=20, choices=Ondertekenaar)
    naam = models.CharField(max_length=150)
    gevraagd_op = models.DateField()
    gegeven_op = models.DateField(null=True)
    wijze = models.CharField(max_length=10, choices=Instemwijze, default="", blank=True)
    fout_gemeld_op = models.DateField(null=True)
    fout = models.TextField(default="")
    afgehandeld_op = models.DateField(null=True)  # of the error that was reported
    vastgelegd_door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    vastgelegd_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["bpv_blad", "partij"], name="instemming_een_keer"),
            models.CheckConstraint(condition=Q(gegeven_op__isnull=True) | ~Q(wijze=""), name="instemming_heeft_een_wijze"),
            models.CheckConstraint(condition=Q(fout_gemeld_op__isnull=True) | ~Q(fout=""), name="gemelde_fout_heeft_woorden"),
        ]
