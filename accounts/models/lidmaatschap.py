from datetime import date, datetime, timedelta

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models.organisatie import Organisatie, OrganisatieSoort, Regio
from accounts.models.user import User
from basis.models import PublicModel, VersionedModel
from basis.tekst import fold


class Rol(models.TextChoices):
    """Domein §1; what each may do stands in `accounts/permissions.py`."""

    COORDINATOR = "coordinator", "Coördinator"
    BEGELEIDER = "begeleider", "Begeleider"
    BEHEERDER = "beheerder", "Beheerder"
    PROGRAMMAMANAGER = "programmamanager", "Programmamanager"
    WERKGEVER = "werkgever", "Werkgever"
    SCHOOL = "school", "School"
    CONSULENT = "consulent", "Consulent"


class Recht(models.TextChoices):
    """What a Lidmaatschap may carry on top of its role (domein §1)."""

    BEGELEIDEN = "begeleiden", "Begeleiden"
    TEKENEN = "tekenen", "Tekenen"
    VASTSTELLEN = "vaststellen", "Vaststellen namens het bevoegd gezag"
    UITNODIGEN = "uitnodigen", "Collega's uitnodigen"
    CATALOGUSBEHEER = "catalogusbeheer", "Landelijke catalogus beheren"


ROLLEN_MET_ORGANISATIE = [Rol.WERKGEVER, Rol.SCHOOL, Rol.CONSULENT]


# Where somebody with this role works; the other roles belong to no organisation.
SOORTEN_VAN_ROL: dict[Rol, list[OrganisatieSoort]] = {
    Rol.WERKGEVER: [OrganisatieSoort.LEERBEDRIJF],
    Rol.SCHOOL: [OrganisatieSoort.SCHOOL],
    Rol.CONSULENT: [
        OrganisatieSoort.GEMEENTE,
        OrganisatieSoort.UWV,
        OrganisatieSoort.SW_BEDRIJF,
        OrganisatieSoort.WSP,
        OrganisatieSoort.LEERWERKLOKET,
        OrganisatieSoort.DOORSTROOMPUNT,
        OrganisatieSoort.OVERIG,
    ],
}
PORTAALROLLEN = frozenset([Rol.WERKGEVER, Rol.SCHOOL, Rol.CONSULENT])  # people from outside: shorter sessions

# Which rights a role may carry at all; `vaststellen` is given by a coordinator, `catalogusbeheer` on the command line.
RECHTEN_VAN_ROL: dict[Rol, list[Recht]] = {
    Rol.WERKGEVER: [Recht.BEGELEIDEN, Recht.TEKENEN, Recht.UITNODIGEN],
    Rol.SCHOOL: [Recht.BEGELEIDEN, Recht.TEKENEN, Recht.UITNODIGEN],
}


class LidmaatschapQuerySet(models.QuerySet):
    def geldig(self, *, on: date) -> "LidmaatschapQuerySet":
        """Only what counts on this day; `tot` is the last day of access."""
        return self.filter(Q(tot__isnull=True) | Q(tot__gte=on), vanaf__lte=on, user__is_active=True)

    def for_list(self, *, on: date, term: str = "", rol: str = "", beeindigd: str = "") -> "LidmaatschapQuerySet":
        """One row per membership, by name: those that count on this day, or those that do not."""
        counting = self.geldig(on=on)
        rows = self.exclude(pk__in=counting.values("pk")) if beeindigd else counting
        if rol:
            rows = rows.filter(rol=rol)
        for word in fold(term).split():
            rows = rows.filter(Q(user__zoektekst__contains=word) | Q(organisatie__zoektekst__contains=word))
        return rows.order_by("user__zoektekst", "pk")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Lidmaatschap(PublicModel, VersionedModel):
    """
    What one person is in one regio: a role, at an organisation where the role asks for one, with rights.

    `tot` is the last day of access; the day before `vanaf` means that it never counted.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="lidmaatschappen")
    regio = models.ForeignKey(Regio, models.PROTECT, related_name="lidmaatschappen")
    rol = models.CharField(max_length=20, choices=Rol)
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, null=True, blank=True, related_name="lidmaatschappen")
    rechten = ArrayField(models.CharField(max_length=20, choices=Recht), default=list, blank=True)
    mandaat = models.CharField(max_length=200, blank=True)  # who gave the right `vaststellen`, and where the paper lies
    vanaf = models.DateField()
    tot = models.DateField(null=True, blank=True)

    objects = LidmaatschapQuerySet.as_manager()

    class Meta:
        ordering = ["regio__naam", "rol", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "regio", "rol", "organisatie"], name="lidmaatschap_een_keer", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(rol__in=Rol.values), name="rol_bestaat"),
            models.CheckConstraint(
                condition=~Q(rol__in=ROLLEN_MET_ORGANISATIE) | Q(organisatie__isnull=False), name="rol_met_organisatie"
            ),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("vanaf") - timedelta(days=1)), name="lidmaatschap_in_volgorde"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rol_display()} in {self.regio}"

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        self.user.forget_lidmaatschappen()

    @property
    def rechten_labels(self) -> list[str]:
        return [Recht(recht).label for recht in self.rechten]

    @property
    def mag_vaststellen(self) -> bool:
        return Recht.VASTSTELLEN in self.rechten

    def counts(self, *, on: date) -> bool:
        """Like `geldig`: whether it gives access on this day."""
        return self.user.is_active and self.is_geldig(on)

    def is_geldig(self, on: date) -> bool:
        return self.vanaf <= on and (self.tot is None or on <= self.tot)


class Uitnodiging(PublicModel):
    """
    An invitation by mail to become a member; the token is kept hashed and works once.

    Bound to address, role, regio and organisation (M02).
    """

    email = models.EmailField()
    naam = models.CharField(max_length=120)
    regio = models.ForeignKey(Regio, models.PROTECT, related_name="uitnodigingen")
    rol = models.CharField(max_length=20, choices=Rol)
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, null=True, blank=True)
    rechten = ArrayField(models.CharField(max_length=20, choices=Recht), default=list, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    door = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    verstuurd_op = models.DateTimeField()
    vervalt_op = models.DateTimeField()
    aanvaard_op = models.DateTimeField(null=True)
    ingetrokken_op = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-verstuurd_op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "regio", "rol", "organisatie"],
                name="uitnodiging_een_keer_open",
                condition=Q(aanvaard_op__isnull=True, ingetrokken_op__isnull=True),
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(rol__in=Rol.values), name="uitnodiging_rol_bestaat"),
            models.CheckConstraint(
                condition=~Q(rol__in=ROLLEN_MET_ORGANISATIE) | Q(organisatie__isnull=False), name="uitnodiging_met_organisatie"
            ),
            models.CheckConstraint(
                condition=Q(aanvaard_op__isnull=True) | Q(ingetrokken_op__isnull=True), name="uitnodiging_een_einde"
            ),
        ]

    def __str__(self) -> str:
        return f"Uitnodiging {self.get_rol_display()} in {self.regio}"

    def is_open(self, at: datetime) -> bool:
        return self.aanvaard_op is None and self.ingetrokken_op is None and at < self.vervalt_op
