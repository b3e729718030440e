"""Who may know of which rows of the catalogue: the shared ones, and what the own regio typed itself (domein §5)."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404

from accounts.models import Regio, User
from accounts.permissions import Permission
from accounts.toegang import permissions_in, regios
from kwalificaties.models import Kwalificatie, KwalificatieQuerySet, Werkproces, WerkprocesQuerySet


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
    return Werkproces.objects.van(kwalificatie).filter(Q(regio__isnull=True) | Q(regio__in=eigen))
