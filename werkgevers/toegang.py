"""
Which leerbedrijven a person may know of, and what hangs on them (huis.md §4). Only through here do views reach a row.

Not visible is 404, whether it exists or not; visible without the permission is 403.
"""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import GeslotenPeriode, Organisatie, OrganisatieSoort, Regio, Rol, User
from accounts.permissions import Permission
from accounts.toegang import permissions_in, regios
from documenten.models import Document
from kwalificaties.models import Kwalificatie
from werkgevers.models import Contactpersoon, Erkenning, ErkenningCheck, Leerbedrijf, Praktijkopleider


def visible_leerbedrijven(user: User, *, on: date) -> QuerySet[Leerbedrijf]:
    """Those of every regio in which this person may read leerbedrijven."""
    own = [regio.pk for regio in regios(user, on) if Permission.LEERBEDRIJF_LEZEN in permissions_in(user, regio, on)]
    return Leerbedrijf.objects.filter(regio__in=own).select_related("organisatie__gemeente", "regio")


def get_leerbedrijf(user: User, code: UUID, permission: Permission, *, on: date) -> Leerbedrijf:
    return _allowed(user, get_object_or_404(visible_leerbedrijven(user, on=on), code=code), permission, on)


def get_erkenning(user: User, code: UUID, permission: Permission, *, on: date) -> Erkenning:
    own = Erkenning.objects.filter(leerbedrijf__in=visible_leerbedrijven(user, on=on))
    rows = own.select_related("leerbedrijf__organisatie", "leerbedrijf__regio", "kwalificatie__opvolger", "kwalificatie__dossier")
    erkenning = get_object_or_404(rows, code=code)
    _allowed(user, erkenning.leerbedrijf, permission, on)
    return erkenning


def get_contactpersoon(user: User, code: UUID, permission: Permission, *, on: date) -> Contactpersoon:
    return _of_leerbedrijf(Contactpersoon.objects.all(), user, code, permission, on)


def get_praktijkopleider(user: User, code: UUID, permission: Permission, *, on: date) -> Praktijkopleider:
    return _of_leerbedrijf(Praktijkopleider.objects.all(), user, code, permission, on)


def get_gesloten_periode(user: User, code: UUID, permission: Permission, *, on: date) -> GeslotenPeriode:
    """Of a leerbedrijf; those of schools belong to another room."""
    own = GeslotenPeriode.objects.filter(organisatie__leerbedrijf__in=visible_leerbedrijven(user, on=on))
    periode = get_object_or_404(own.select_related("organisatie__leerbedrijf__regio"), code=code)
    _allowed(user, periode.organisatie.leerbedrijf, permission, on)
    return periode


def visible_kwalificaties(regio: Regio) -> QuerySet[Kwalificatie]:
    """The shared catalogue and what this regio typed itself."""
    return Kwalificatie.objects.filter(Q(regio__isnull=True) | Q(regio=regio.pk)).for_overview([regio])


def get_kwalificatie(regio: Regio, code: UUID) -> Kwalificatie:
    return get_object_or_404(visible_kwalificaties(regio), code=code)


def get_buur(erkenning: Erkenning, code: UUID) -> Kwalificatie:
    """The predecessor or successor of the kwalificatie of this erkenning."""
    return get_object_or_404(buren(erkenning), code=code)


def buren(erkenning: Erkenning) -> QuerySet[Kwalificatie]:
    """Predecessors and successor of the kwalificatie of this erkenning, as far as this regio knows them."""
    eigen = erkenning.kwalificatie
    return visible_kwalificaties(erkenning.leerbedrijf.regio).filter(Q(opvolger=eigen.pk) | Q(voorgangers=eigen.pk))


def visible_collegas(regio: Regio, *, on: date) -> QuerySet[User]:
    """Who may be named as knowing a leerbedrijf: coordinators and begeleiders of this regio."""
    rollen = [Rol.COORDINATOR, Rol.BEGELEIDER]
    leden = regio.lidmaatschappen.geldig(on=on).filter(rol__in=rollen)
    return User.objects.filter(pk__in=leden.values("user")).order_by("naam", "pk")


def free_organisaties(regio: Regio) -> QuerySet[Organisatie]:
    """Organisations of this regio that are not yet a leerbedrijf, such as an SW-bedrijf."""
    own = Organisatie.objects.filter(regio=regio.pk, leerbedrijf__isnull=True)
    return own.exclude(soort=OrganisatieSoort.SBB).order_by("zoektekst", "pk")


def _of_leerbedrijf(rows: QuerySet, user: User, code: UUID, permission: Permission, on: date):
    own = rows.filter(leerbedrijf__in=visible_leerbedrijven(user, on=on))
    row = get_object_or_404(own.select_related("leerbedrijf__organisatie", "leerbedrijf__regio"), code=code)
    _allowed(user, row.leerbedrijf, permission, on)
    return row


def _allowed(user: User, leerbedrijf: Leerbedrijf, permission: Permission, on: date) -> Leerbedrijf:
    if permission not in permissions_in(user, leerbedrijf.regio, on):
        raise PermissionDenied
    return leerbedrijf


def get_bewijs(user: User, code: UUID, permission: Permission, *, on: date) -> Document:
    """
    The file of a check, by the code of the check.

    :raises Http404: also when the check has no file.
    """
    own = ErkenningCheck.objects.filter(erkenning__leerbedrijf__in=visible_leerbedrijven(user, on=on), document__isnull=False)
    check = get_object_or_404(own.select_related("document", "erkenning__leerbedrijf__regio"), code=code)
    _allowed(user, check.erkenning.leerbedrijf, permission, on)
    return check.document
