"""Where the rows of the catalogue come from: what was brought in, and what waits to be."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from basis.models import PublicModel


class ImportSoort(models.TextChoices):
    DOSSIER = "dossier", "Dossier van SBB (XML)"
    CREBOS = "crebos", "Lijst met crebo's (CSV)"
    STARTCATALOGUS = "startcatalogus", "Startcatalogus"
    VOORBEELDEN = "voorbeelden", "Voorbeelden"


class CatalogusImport(PublicModel):
    """One file that was brought into the catalogue, with the difference report that was shown before it was written."""

    soort = models.CharField(max_length=20, choices=ImportSoort)
    bestandsnaam = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    door = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")  # empty: on the command line
    verslag = models.JSONField(default=list)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(soort__in=ImportSoort.values), name="import_soort_bestaat")]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.bestandsnaam}"

    @property
    def tellingen(self) -> str:
        """The headings of the report that have something under them: "8 nieuw, 1 vervallen"."""
        headings = [line.rpartition(": ") for line in self.verslag if not line.startswith("  ")]
        return ", ".join(f"{aantal} {titel.lower()}" for titel, _, aantal in headings if aantal != "0" and titel != "Ongewijzigd")


class CatalogusUpload(PublicModel):
    """A file somebody sent and has not decided about: kept for that person for 24 hours, and no longer than until it is in."""

    door = models.ForeignKey(User, models.PROTECT, related_name="+")
    soort = models.CharField(max_length=20, choices=ImportSoort)
    bestandsnaam = models.CharField(max_length=200)
    inhoud = models.BinaryField()
    at = models.DateTimeField(db_index=True)
    opgenomen_als = models.ForeignKey(CatalogusImport, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(soort__in=["dossier", "crebos"]), name="upload_soort_bestaat"),
            models.CheckConstraint(condition=Q(opgenomen_als__isnull=True) | Q(inhoud=b""), name="upload_opgenomen_is_leeg"),
        ]
