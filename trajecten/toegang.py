"""
Which trajecten may this person know of, and what may they do with one (huis.md §3, domein §1 and §7).

One question, asked twice in the same words: `bereik.hoort_bij` says what a Lidmaatschap reaches; lists filter by it, and `rollen`
asks it of one traject. So a person has no role in a traject exactly when it is not in their list.
"""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.models import Lidmaatschap, Regio, Rol, User
from accounts.permissions import Permission, rechten
from basis.leeslog import log_read
from trajecten.bereik import hoort_bij
from trajecten.models import Traject
from trajecten.models.queries import TrajectQuerySet
from trajecten.regels import REGELS, VAN_SYSTEEM, Overgang, Status
from trajecten.systeem import BESLUITLINK, Systeem

# Where a role, or a part of the system, may do less with an overgang than its table row says (domein §3, column "by").
BEPERKT: dict[tuple[str, Overgang], frozenset[Status]] = {
    (Rol.CONSULENT, Overgang.NIET_STARTEN): frozenset({Status.AANGEMELD, Status.INTAKE}),
    (Rol.SCHOOL, Overgang.AFRONDEN): frozenset({Status.VASTSTELLING}),
    (BESLUITLINK, Overgang.AFRONDEN): frozenset({Status.VASTSTELLING}),
}
# The party that acts itself through a part of the system, having no account.
ZELF_ZONDER_ACCOUNT: dict[str, Rol] = {BESLUITLINK: Rol.SCHOOL}


def visible_trajecten(user: User, *, on: date) -> TrajectQuerySet:
    """Every traject this person may know to exist."""
    return _reach(user.lidmaatschappen_on(on), on)


def leesbare_trajecten(user: User, *, on: date) -> TrajectQuerySet:
    """The trajecten whose dossier this person may open: what their lists show, count and search."""
    return _reach(_met(user, Permission.SCHERMEN_DOSSIER, on), on)


def aanmeldingen(user: User, *, on: date) -> TrajectQuerySet:
    """
    The trajecten whose contact this person is as a consulent, in every regio.

    What somebody is besides, such as a person of the leerbedrijf in one of them, adds no row and no field.
    """
    return _reach(_met(user, Permission.SCHERMEN_CONSULENT, on), on)


def _met(user: User, permission: Permission, on: date) -> list[Lidmaatschap]:
    return [lid for lid in user.lidmaatschappen_on(on) if permission in rechten(lid)]


def _reach(lids: list[Lidmaatschap], on: date) -> TrajectQuerySet:
    reach = Q(pk__in=[])
    for lid in lids:
        reach |= hoort_bij(lid, on)
    return Traject.objects.filter(reach)


def rechten_in_lijsten(user: User, *, on: date) -> dict[int, frozenset[Permission]]:
    """
    Per regio what this person may do with a row of `leesbare_trajecten`, without a query for each row.

    A coordinator reaches every traject of the regio, so two such roles in one regio add up for each row.
    """
    found: dict[int, frozenset[Permission]] = {}
    for lid in _met(user, Permission.SCHERMEN_DOSSIER, on):
        found[lid.regio_id] = found.get(lid.regio_id, frozenset()) | rechten(lid)
    return found


def rollen(user: User, traject: Traject, *, on: date) -> list[Lidmaatschap]:
    """What this user is to THIS traject on this day."""
    found = []
    for lid in user.lidmaatschappen_on(on):
        if lid.regio_id != traject.regio_id:
            continue
        wide = lid.rol in {Rol.COORDINATOR, Rol.BEHEERDER}
        if wide or Traject.objects.filter(hoort_bij(lid, on), pk=traject.pk).exists():
            found.append(lid)
    return found


def _handelend(user: User, traject: Traject, *, on: date) -> list[Lidmaatschap]:
    """Those roles in which this user may act: a former leerbedrijf keeps sight of its own Plaatsing (domein §3), and no more."""
    return [lid for lid in rollen(user, traject, on=on) if lid.rol != Rol.WERKGEVER or _is_huidig(lid, traject)]


def _is_huidig(lid: Lidmaatschap, traject: Traject) -> bool:
    return traject.plaatsingen.filter(huidig=True, leerbedrijf__organisatie=lid.organisatie_id).exists()


def may(by: User | Systeem, permission: Permission, traject: Traject, *, on: date) -> bool:
    if isinstance(by, Systeem):
        return False
    return permission in rechten_bij(by, traject, on=on)


def rechten_bij(user: User, traject: Traject, *, on: date) -> frozenset[Permission]:
    """All that this person may do with this traject, their roles in it added up; one question for a page."""
    return frozenset().union(*(rechten(lid) for lid in _handelend(user, traject, on=on)))


def is_eigen(by: User | Systeem, rol: Rol, permission: Permission, traject: Traject, *, on: date) -> bool:
    """
    Whether this person does this as the party itself, and so not on its behalf: by a membership that itself allows it.

    A coordinator who is also a person of the school, without its right to decide, still acts on behalf of the school; and somebody
    of a former leerbedrijf on behalf of the one that took its place.
    """
    if isinstance(by, Systeem):
        return ZELF_ZONDER_ACCOUNT.get(by.naam) == rol
    return any(lid.rol == rol and permission in rechten(lid) for lid in _handelend(by, traject, on=on))


def may_overgang(by: User | Systeem, overgang: Overgang, traject: Traject, *, on: date) -> bool:
    """Whether this person, or this part of the system, may do this overgang from the status the traject has."""
    return overgang in overgangen(by, traject, on=on)


def overgangen(by: User | Systeem, traject: Traject, *, on: date) -> frozenset[Overgang]:
    """All that this person, or this part of the system, may do from the status the traject has; one question for a page."""
    if isinstance(by, Systeem):
        own = VAN_SYSTEEM.get(by.naam, frozenset())
        return frozenset(overgang for overgang in own if _is_onbeperkt(by.naam, overgang, traject))
    return frozenset(
        overgang
        for lid in _handelend(by, traject, on=on)
        for overgang, regel in REGELS.items()
        if regel.permission in rechten(lid) and _is_onbeperkt(lid.rol, overgang, traject)
    )


def _is_onbeperkt(wie: str, overgang: Overgang, traject: Traject) -> bool:
    return traject.status in BEPERKT.get((wie, overgang), frozenset(Status))


def get_traject(user: User, code: UUID, *needed: Permission, on: date, view: str = "") -> Traject:
    """404 when the user may not know the traject exists, 403 when the action is not theirs; logs the reading."""
    traject = visible_trajecten(user, on=on).for_overview().filter(code=code).first()
    if traject is None:
        raise Http404
    require(user, traject, *needed, on=on)
    log_read(user, "traject", traject.code, view=view)
    return traject


def get_dossier(user: User, code: UUID, permission: Permission, *, on: date, view: str = "") -> Traject:
    """
    As `get_traject`, for the pages of a coordinator and a begeleider: around the action they show the name and more of the dossier.

    A leerbedrijf, school or consulent may do some of these actions too (domein §1) but sees less (domein §7): on pages of
    their own.
    """
    return get_traject(user, code, permission, Permission.SCHERMEN_DOSSIER, on=on, view=view)


def require(user: User, traject: Traject, *needed: Permission, on: date) -> None:
    if not all(may(user, permission, traject, on=on) for permission in needed):
        raise PermissionDenied


def te_matchen(user: User, regio: Regio, *, on: date) -> TrajectQuerySet:
    """The trajecten in matching of this regio that this person may match, by name."""
    own = leesbare_trajecten(user, on=on).filter(regio=regio, status=Status.MATCHING)
    return own.select_related("deelnemer", "regio").order_by("deelnemer__sorteernaam", "pk")


def get_aanmelding(user: User, code: UUID, *, on: date, view: str) -> Traject:
    """One of `aanmeldingen`, to withdraw or hand over; a template gets what `consulent.py` makes of it, never the traject."""
    row = aanmeldingen(user, on=on).filter(code=code).select_related("regio", "aanmelder", "deelnemer").first()
    if row is None:
        raise Http404
    log_read(user, "traject", row.code, view=view)
    return row


def consulenten(traject: Traject, *, on: date) -> QuerySet[User]:
    """Who else can be contact of this aanmelder: consulenten of the same organisation, in this regio, with access today."""
    lids = Lidmaatschap.objects.geldig(on=on).filter(
        regio=traject.regio_id, rol=Rol.CONSULENT, organisatie__isnull=False, organisatie=traject.aanmelder_id
    )
    others = User.objects.filter(pk__in=lids.values("user")).exclude(pk=traject.consulent_id or 0)
    return others.order_by("naam", "pk")


def collegas(regio, *, on: date) -> QuerySet[User]:
    """Who can be behandelaar in this regio: its coordinators and begeleiders."""
    return _mensen(regio, [Rol.COORDINATOR, Rol.BEGELEIDER], on)


def coordinatoren(regio, *, on: date) -> QuerySet[User]:
    """Its coordinators with access today."""
    return _mensen(regio, [Rol.COORDINATOR], on)


def begeleiders(regio, *, on: date) -> QuerySet[User]:
    """Who can be given a part in a traject of this regio; a coordinator has one in all of them."""
    return _mensen(regio, [Rol.BEGELEIDER], on)


def _mensen(regio, rollen: list[Rol], on: date) -> QuerySet[User]:
    lids = Lidmaatschap.objects.geldig(on=on).filter(regio=regio, rol__in=rollen)
    return User.objects.filter(pk__in=lids.values("user")).order_by("naam")
