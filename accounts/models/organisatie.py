from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from basis.models import PublicModel, VersionedModel
from basis.tekst import fold


class Regio(PublicModel, VersionedModel):
    """An arbeidsmarktregio. Its names and looks are data: regional names differ and change."""

    regiocode = models.CharField(
        "code",
        max_length=4,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2,4}\Z", "Gebruik twee tot vier hoofdletters, zoals GR.")],
    )
    naam = models.CharField("naam", max_length=100, unique=True)
    merkkleur = models.CharField("kleur", max_length=7, default="#0b5c58")
    logo_versie = models.PositiveIntegerField(default=0, editable=False)  # 0 = no logo; in the logo's address, so it may be cached
    telefoon = models.CharField("telefoon", max_length=25, blank=True)
    email = models.EmailField("e-mailadres", blank=True)

    class Meta:
        ordering = ["naam"]
        constraints = [models.CheckConstraint(condition=Q(regiocode__regex=r"^[A-Z]{2,4}$"), name="regiocode_vorm")]

    def __str__(self) -> str:
        return self.naam

    @property
    def titel(self) -> str:
        """Regio Groningen; a name that says so itself stays as it is."""
        return self.naam if "regio" in self.naam.lower() else f"Regio {self.naam}"

    @property
    def logo(self) -> bytes | None:
        """The PNG; asks the database, because no list needs to carry it along."""
        row = RegioLogo.objects.filter(regio=self).first() if self.logo_versie else None
        return bytes(row.png) if row else None


class RegioLogo(models.Model):
    """A PNG made by us from what was uploaded, at most 400 x 160; a table of its own, so that joins on Regio stay small."""

    regio = models.OneToOneField(Regio, models.CASCADE, primary_key=True, related_name="+")
    png = models.BinaryField()


class Gemeente(PublicModel):
    """A gemeente, shared by all regio's; `regio` is the arbeidsmarktregio it lies in."""

    cbs_code = models.CharField(max_length=6, unique=True)
    naam = models.CharField(max_length=80)
    regio = models.ForeignKey(Regio, models.PROTECT, null=True, related_name="gemeenten")

    class Meta:
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class OrganisatieSoort(models.TextChoices):
    LEERBEDRIJF = "leerbedrijf", "Leerbedrijf"
    SCHOOL = "school", "School"
    GEMEENTE = "gemeente", "Gemeente"
    UWV = "uwv", "UWV"
    SW_BEDRIJF = "sw_bedrijf", "SW-bedrijf"
    WSP = "wsp", "Werkgeversservicepunt"
    LEERWERKLOKET = "leerwerkloket", "Leerwerkloket of werkcentrum"
    DOORSTROOMPUNT = "doorstroompunt", "Doorstroompunt"
    SBB = "sbb", "SBB"
    OVERIG = "overig", "Andere organisatie"


class Organisatie(PublicModel, VersionedModel):
    """A party in the field. Schools and gemeenten are shared by all regio's (no regio); every other belongs to one."""

    soort = models.CharField(max_length=20, choices=OrganisatieSoort)
    regio = models.ForeignKey(Regio, models.PROTECT, null=True, blank=True, related_name="organisaties")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, null=True, blank=True, related_name="organisaties")
    naam = models.CharField("naam", max_length=150)
    brin = models.CharField(  # null, not "", because it is unique
        "BRIN",
        max_length=4,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^[0-9]{2}[A-Z]{2}\Z", "Gebruik twee cijfers en twee hoofdletters, zoals 25LW.")],
    )
    straat = models.CharField("straat en huisnummer", max_length=150, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    plaats = models.CharField("plaats", max_length=80, blank=True)
    telefoon = models.CharField("telefoon", max_length=25, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    zoektekst = models.CharField(max_length=300, editable=False, db_collation="C", db_index=True)

    class Meta:
        ordering = ["naam", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(soort__in=OrganisatieSoort.values), name="organisatie_soort_bestaat"),
            models.CheckConstraint(
                condition=Q(regio__isnull=False) | Q(soort__in=["school", "gemeente"]), name="organisatie_hoort_bij_een_regio"
            ),
            models.CheckConstraint(
                condition=Q(regio__isnull=True) | ~Q(soort__in=["school", "gemeente"]), name="school_en_gemeente_zijn_gedeeld"
            ),
            models.CheckConstraint(condition=Q(soort="school") | Q(brin__isnull=True), name="brin_alleen_bij_school"),
        ]

    def __str__(self) -> str:
        return self.naam

    def save(self, *args, **kwargs) -> None:
        self.zoektekst = fold(f"{self.naam} {self.plaats}")[:300]
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "zoektekst"}
        super().save(*args, **kwargs)


class GeslotenPeriode(PublicModel):
    """A school holiday or bouwvak: nothing is asked of this organisation from `van` through `tot`."""

    organisatie = models.ForeignKey(Organisatie, models.CASCADE, related_name="gesloten_periodes")
    van = models.DateField("eerste dag")
    tot = models.DateField("laatste dag")
    omschrijving = models.CharField("omschrijving", max_length=80, blank=True)

    class Meta:
        ordering = ["van"]
        constraints = [models.CheckConstraint(condition=Q(tot__gte=models.F("van")), name="gesloten_periode_in_volgorde")]
