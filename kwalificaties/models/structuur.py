"""
The kwalificatiestructuur (domein §5): dossier > kwalificatie > kerntaak > werkproces, one catalogue for all regio's.

A kerntaak or werkproces whose title changes is not rewritten: the row gets `vervallen_op` and a new one is made, so that
a traject keeps what was agreed. Only `regio` rows belong to one regio; everything else is shared.
"""

from collections.abc import Collection
from datetime import date

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Regio
from basis.models import PublicModel
from basis.tekst import fold
from kwalificaties import codes, zoeken
from kwalificaties.codes import CREBO, KERNTAAK, WERKPROCES
from kwalificaties.models.bron import CatalogusImport


class Sectorkamer(PublicModel):
    """One of SBB's eight sectorkamers or 'Bovensectoraal': the "sector" on lists and dashboards."""

    naam = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Domein(PublicModel):
    """An opleidingsdomein (crebo 79xxx), the layer above the dossiers."""

    crebo = models.CharField(max_length=5, unique=True)
    naam = models.CharField(max_length=120)

    class Meta:
        ordering = ["crebo"]
        constraints = [models.CheckConstraint(condition=Q(crebo__regex=CREBO), name="domein_crebo_vorm")]

    def __str__(self) -> str:
        return self.naam


class Dossier(PublicModel):
    """A kwalificatiedossier (crebo 23xxx): the kwalificaties that share a basisdeel."""

    crebo = models.CharField(max_length=5, unique=True)
    naam = models.CharField(max_length=200)
    domein = models.ForeignKey(Domein, models.PROTECT, null=True, blank=True, related_name="dossiers")
    sectorkamer = models.ForeignKey(Sectorkamer, models.PROTECT, null=True, blank=True, related_name="dossiers")
    versie = models.CharField(max_length=40, blank=True)  # as SBB names it; often empty
    status = models.CharField(max_length=40, blank=True)  # as SBB names it: "Vastgesteld"
    bron = models.ForeignKey(  # the import that last wrote its kerntaken and werkprocessen
        CatalogusImport, models.PROTECT, null=True, blank=True, related_name="dossiers"
    )

    class Meta:
        ordering = ["naam", "crebo"]
        constraints = [models.CheckConstraint(condition=Q(crebo__regex=CREBO), name="dossier_crebo_vorm")]

    def __str__(self) -> str:
        return f"{self.naam} ({self.crebo})"


class Niveau(models.IntegerChoices):
    ENTREE = 1, "Niveau 1 (Entree)"
    BASIS = 2, "Niveau 2 (Basisberoeps)"
    VAK = 3, "Niveau 3 (Vak)"
    MIDDENKADER = 4, "Niveau 4 (Middenkader of specialist)"


class KwalificatieQuerySet(models.QuerySet):
    def geldig(self, *, on: date) -> "KwalificatieQuerySet":
        """Those a new traject may still choose on this day: not lapsed and the intake not closed."""
        return self.filter(
            Q(vervallen_op__isnull=True) | Q(vervallen_op__gt=on), Q(einde_instroom__isnull=True) | Q(einde_instroom__gte=on)
        )

    def for_overview(self, regios: Collection[Regio] = ()) -> "KwalificatieQuerySet":
        """
        Load everything a row shows; the query-count test pins that rendering adds none.

        :param regios: whose own werkprocessen are counted beside the shared ones.
        """
        eigen = (
            Werkproces.objects.filter(vervallen_op__isnull=True, kerntaak__dossier=OuterRef("dossier"))
            .filter(Q(regio__isnull=True) | Q(regio__in=regios))
            .filter(Q(kerntaak__kwalificatie__isnull=True) | Q(kerntaak__kwalificatie=OuterRef("pk")))
            .order_by()
        )
        aantal = eigen.values("kerntaak__dossier").annotate(n=Count("pk")).values("n")
        rows = self.annotate(
            aantal_werkprocessen=Coalesce(Subquery(aantal), 0), heeft_voorbeelden=Exists(eigen.filter(officieel=False))
        )
        return rows.select_related("dossier__sectorkamer", "regio").order_by("sorteernaam", "crebo", "pk")

    def for_detail(self) -> "KwalificatieQuerySet":
        return self.select_related("dossier__sectorkamer", "dossier__domein", "dossier__bron", "regio", "bron", "opvolger")


class Kwalificatie(PublicModel):
    """What somebody is trained for (profiel, crebo 25xxx), at one niveau; `opvolger` is the crebo that came after it."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="kwalificaties")
    crebo = models.CharField(max_length=5)
    naam = models.CharField(max_length=200)
    niveau = models.PositiveSmallIntegerField(choices=Niveau)
    geldig_vanaf = models.DateField(null=True, blank=True)
    einde_instroom = models.DateField(null=True, blank=True)
    einde_opleiding = models.DateField(null=True, blank=True)
    vervallen_op = models.DateField(null=True, blank=True)  # the day an import no longer held it
    opvolger = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="voorgangers")
    officieel = models.BooleanField(default=False)
    herkomst = models.CharField(max_length=200, blank=True)  # how the row was read, in the words of the source
    bron = models.ForeignKey(CatalogusImport, models.PROTECT, null=True, blank=True, related_name="kwalificaties")
    regio = models.ForeignKey(Regio, models.PROTECT, null=True, blank=True, related_name="+")
    sorteernaam = models.CharField(max_length=250, editable=False, db_collation="C")
    zoektekst = models.TextField(editable=False, db_collation="C")  # written by zoeken.py only; holds shared rows only

    objects = KwalificatieQuerySet.as_manager()

    class Meta:
        ordering = ["sorteernaam", "crebo"]
        indexes = [
            GinIndex(SearchVector("zoektekst", config="simple"), name="kwalificatie_zoektekst"),
            models.Index(fields=["sorteernaam", "crebo", "id"], name="kwalificatie_sorteernaam"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["crebo", "regio"], name="kwalificatie_crebo_een_keer", nulls_distinct=False),
            models.CheckConstraint(condition=Q(crebo__regex=CREBO), name="kwalificatie_crebo_vorm"),
            models.CheckConstraint(condition=Q(niveau__in=Niveau.values), name="kwalificatie_niveau_bestaat"),
            models.CheckConstraint(
                condition=Q(opvolger__isnull=True) | ~Q(opvolger=F("pk")), name="kwalificatie_volgt_zichzelf_niet_op"
            ),
            models.CheckConstraint(condition=Q(officieel=False) | Q(regio__isnull=True), name="regio_kwalificatie_niet_officieel"),
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.crebo})"

    def save(self, *args, **kwargs):
        self.sorteernaam = fold(self.naam)[:250]
        self.zoektekst = zoeken.zoektekst(self)
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "sorteernaam", "zoektekst"}
        super().save(*args, **kwargs)

    def kerntaken(self) -> models.QuerySet["Kerntaak"]:
        """The shared current kerntaken: the basis of the dossier first, then the own profile."""
        return (
            Kerntaak.objects.filter(dossier=self.dossier_id, vervallen_op__isnull=True, regio__isnull=True)
            .filter(Q(kwalificatie__isnull=True) | Q(kwalificatie=self.pk))
            .order_by("volgorde", "pk")
        )

    def werkprocessen(self) -> models.QuerySet["Werkproces"]:
        """The shared current werkprocessen of basis and own profile, in the order of their numbers."""
        return Werkproces.objects.van(self).filter(regio__isnull=True)


class Kerntaak(PublicModel):
    """
    A core task; without kwalificatie it is the basis that all kwalificaties of the dossier share.

    One of a regio holds werkprocessen of that regio only.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="kerntaken")
    kwalificatie = models.ForeignKey(Kwalificatie, models.PROTECT, null=True, blank=True, related_name="eigen_kerntaken")
    nummer = models.CharField(max_length=12)  # "B1-K1", "P2-K1"; `code` is the public id of every row
    volgorde = models.PositiveIntegerField(editable=False)
    titel = models.CharField(max_length=400, blank=True)  # the starting catalogue read one number without its title
    vervallen_op = models.DateField(null=True, blank=True)
    regio = models.ForeignKey(Regio, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "kwalificatie", "nummer", "regio"],
                condition=Q(vervallen_op__isnull=True),
                name="kerntaak_nummer_een_keer",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(nummer__regex=KERNTAAK), name="kerntaak_nummer_vorm"),
            models.CheckConstraint(
                condition=Q(nummer__startswith="B", kwalificatie__isnull=True)
                | Q(nummer__startswith="P", kwalificatie__isnull=False),
                name="kerntaak_basis_is_gedeeld",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}".strip()

    def save(self, *args, **kwargs):
        self.volgorde = codes.volgorde(self.nummer)
        super().save(*args, **kwargs)


class WerkprocesQuerySet(models.QuerySet):
    def van(self, kwalificatie: Kwalificatie) -> "WerkprocesQuerySet":
        """The current ones of this kwalificatie, basis and own profile, in the order of their numbers."""
        return (
            self.filter(vervallen_op__isnull=True, kerntaak__dossier=kwalificatie.dossier_id)
            .filter(Q(kerntaak__kwalificatie__isnull=True) | Q(kerntaak__kwalificatie=kwalificatie.pk))
            .select_related("kerntaak")
            .order_by("kerntaak__volgorde", "volgorde", "pk")
        )

    def vervallen(self, kwalificatie: Kwalificatie, *, regio: Regio | None = None) -> "WerkprocesQuerySet":
        """Those that were replaced or lapsed, newest first, shared or of this regio; a traject may still stand on them."""
        return (
            self.filter(vervallen_op__isnull=False, regio=regio, kerntaak__dossier=kwalificatie.dossier_id)
            .filter(Q(kerntaak__kwalificatie__isnull=True) | Q(kerntaak__kwalificatie=kwalificatie.pk))
            .select_related("opvolger")
            .order_by("-vervallen_op", "volgorde", "pk")
        )


class Werkproces(PublicModel):
    """
    A work process: what a deelnemer learns, is judged on, and finds on the verklaring.

    Never rewritten or deleted: a changed title makes a new row, and `opvolger` of the old one points at it.
    """

    kerntaak = models.ForeignKey(Kerntaak, models.PROTECT, related_name="werkprocessen")
    nummer = models.CharField(max_length=16)  # "B1-K1-W1"; `code` is the public id of every row
    volgorde = models.PositiveIntegerField(editable=False)
    titel = models.CharField(max_length=400)
    officieel = models.BooleanField(default=False)
    vervallen_op = models.DateField(null=True, blank=True)
    opvolger = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="voorgangers")
    regio = models.ForeignKey(Regio, models.PROTECT, null=True, blank=True, related_name="+")
    # SBB's own sentences: brought in by who imports a dossier, never shipped with the product.
    omschrijving = models.TextField(blank=True)
    resultaat = models.TextField(blank=True)
    gedrag = models.TextField(blank=True)

    objects = WerkprocesQuerySet.as_manager()

    class Meta:
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kerntaak", "nummer", "regio"],
                condition=Q(vervallen_op__isnull=True),
                name="werkproces_nummer_een_keer",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(nummer__regex=WERKPROCES), name="werkproces_nummer_vorm"),
            models.CheckConstraint(condition=Q(officieel=False) | Q(regio__isnull=True), name="regio_werkproces_niet_officieel"),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}"

    def save(self, *args, **kwargs):
        self.volgorde = codes.volgorde(self.nummer)
        super().save(*args, **kwargs)
