"""Who may know of which rows of the catalogue: the shared ones, and what the own regio typed itself (domein §5)."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import Lidmaatschap, Regio, User
from accounts.permissions import Permission
from accounts.toegang import permissions_in, regios
from kwalificaties import opname
from kwalificaties.models import (
    CatalogusImport,
    CatalogusUpload,
    Kerntaak,
    Kwalificatie,
    KwalificatieQuerySet,
    Werkproces,
    WerkprocesQuerySet,
)


def lezende_regios(user: User, on: date) -> list[Regio]:
    """The regio's in which this person may read the catalogue on this day."""
    return [regio for regio in regios(user, on) if Permission.CATALOGUS_LEZEN in permissions_in(user, regio, on)]


def visible_kwalificaties(user: User, *, on: date) -> KwalificatieQuerySet:
    """
    Everything shared and everything of the regio's this person reads for.

    :raises PermissionDenied: nowhere may this person read the catalogue. That it exists is no secret.
    """
    if not (eigen := lezende_regios(user, on)):
        raise PermissionDenied
    return Kwalificatie.objects.filter(Q(regio__isnull=True) | Q(regio__in=eigen))


def get_kwalificatie(user: User, code: UUID, *, on: date) -> Kwalificatie:
    """404 for what another regio typed, as for what does not exist."""
    return get_object_or_404(visible_kwalificaties(user, on=on).for_detail(), code=code)


def visible_werkprocessen(user: User, kwalificatie: Kwalificatie, *, on: date) -> WerkprocesQuerySet:
    """The current werkprocessen of this kwalificatie, in order."""
    eigen = lezende_regios(user, on)
    return Werkproces.objects.van(kwalificatie).filter(Q(regio__isnull=True) | Q(regio__in=eigen)).select_related("regio")


def vervallen_werkprocessen(kwalificatie: Kwalificatie, regio: Regio | None = None) -> WerkprocesQuerySet:
    """What is no longer taught: of everybody, or what this regio had typed itself."""
    return Werkproces.objects.vervallen(kwalificatie, regio=regio)


def imports(regio: Regio) -> QuerySet[CatalogusImport]:
    """
    All that was brought in, the newest first: the catalogue is of all regio's.

    `van_hier` tells whether the one who did it belongs to this regio; who works for another one is not known here.
    """
    collega = Lidmaatschap.objects.filter(regio=regio, user=OuterRef("door"))
    return CatalogusImport.objects.select_related("door").annotate(van_hier=Exists(collega)).order_by("-at", "-pk")


def get_import(regio: Regio, code: UUID) -> CatalogusImport:
    return get_object_or_404(imports(regio), code=code)


def get_upload(user: User, code: UUID, *, at: datetime) -> CatalogusUpload:
    """A file that waits, or was brought in, for the one who sent it; 404 for anybody else and after its time."""
    own = CatalogusUpload.objects.filter(door=user, at__gte=at - opname.LIVES).select_related("opgenomen_als")
    return get_object_or_404(own, code=code)


def get_kwalificatie_van(regio: Regio, code: UUID) -> Kwalificatie:
    """Shared or typed by this regio: what it may type werkprocessen for."""
    rows = Kwalificatie.objects.filter(Q(regio__isnull=True) | Q(regio=regio)).for_detail()
    return get_object_or_404(rows, code=code)


def get_eigen_werkproces(regio: Regio, kwalificatie: Kwalificatie, code: UUID) -> Werkproces:
    """One this regio typed for this kwalificatie, also when it was replaced meanwhile: then the rule says so."""
    rows = Werkproces.objects.filter(regio=regio, kerntaak__dossier=kwalificatie.dossier_id)
    own = Q(kerntaak__kwalificatie__isnull=True) | Q(kerntaak__kwalificatie=kwalificatie)
    return get_object_or_404(rows.filter(own).select_related("kerntaak", "regio"), code=code)


def get_eigen_kerntaak(regio: Regio, kwalificatie: Kwalificatie, code: UUID) -> Kerntaak:
    own = Q(kwalificatie__isnull=True) | Q(kwalificatie=kwalificatie)
    rows = Kerntaak.objects.filter(own, regio=regio, dossier=kwalificatie.dossier_id)
    return get_object_or_404(rows.select_related("regio", "dossier"), code=code)
