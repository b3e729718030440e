"""
Which trajecten may this person know of, and what may they do with one (huis.md §3, domein §1 and §7).

One question, asked twice in the same words: `_hoort_bij` says what a Lidmaatschap reaches; lists filter by it, and `rollen` asks it
of one traject. So a person has no role in a traject exactly when it is not in their list.
"""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.models import Lidmaatschap, Regio, Rol, User
from accounts.permissions import Permission, rechten
from basis.dagen import add_months
from basis.leeslog import log_read
from trajecten.models import Traject
from trajecten.models.queries import TrajectQuerySet
from trajecten.regels import REGELS, SYSTEEM_OVERGANGEN, Overgang, Status
from trajecten.systeem import Systeem

_VANAF_OVEREENKOMST = [s for s in Status if s not in {Status.AANGEMELD, Status.INTAKE, Status.MATCHING}]

# Where a role may do less with an overgang than its table row says (domein §3, column "by").
BEPERKT: dict[tuple[Rol, Overgang], frozenset[Status]] = {
    (Rol.CONSULENT, Overgang.NIET_STARTEN): frozenset({Status.AANGEMELD, Status.INTAKE}),
    (Rol.SCHOOL, Overgang.AFRONDEN): frozenset({Status.VASTSTELLING}),
}


_MATCHT = {Permission.TRAJECT_MATCHEN, Permission.SCHERMEN_COORDINATOR}


def _hoort_bij(lid: Lidmaatschap, on: date) -> Q:
    """What this membership reaches on this day; the same role elsewhere counts for nothing."""
    own = Q(regio_id=lid.regio_id)
    if lid.rol in {Rol.COORDINATOR, Rol.BEHEERDER}:
        return own
    if lid.rol == Rol.BEGELEIDER:
        return own & (Q(behandelaar_id=lid.user_id) | _betrokken(lid, on))
    if lid.rol == Rol.WERKGEVER:
        return own & _eigen_plaatsing(lid, on)
    if lid.rol == Rol.SCHOOL:
        return own & _eigen_school(lid, on)
    if lid.rol == Rol.CONSULENT:
        return own & Q(consulent_id=lid.user_id, aanmelder_id=lid.organisatie_id) & _nog_zichtbaar_voor_consulent(on)
    return Q(pk__in=[])


def _betrokken(lid: Lidmaatschap, on: date) -> Q:
    from trajecten.models import Betrokkene

    return Q(pk__in=Betrokkene.objects.geldig(on=on).filter(user_id=lid.user_id).values("traject"))


def _eigen_plaatsing(lid: Lidmaatschap, on: date) -> Q:
    """
    From overeenkomst on, until 3 months after the Plaatsing, 13 when a subsidy row is on it (keuze).

    A former one also while another is sought.
    """
    from trajecten.models import Plaatsing

    since, subsidised = add_months(on, -3), add_months(on, -13)
    own = Plaatsing.objects.filter(leerbedrijf__organisatie=lid.organisatie)
    now = Q(pk__in=own.filter(laatste_werkdag__isnull=True, huidig=True).values("traject")) & Q(status__in=_VANAF_OVEREENKOMST)
    lately = Q(pk__in=own.filter(laatste_werkdag__gte=since).values("traject"))
    paid = Q(pk__in=own.filter(_met_subsidie(), laatste_werkdag__gte=subsidised).values("traject"))
    return (now | lately) & _niet_lang_geleden_geeindigd(since) | paid


def _met_subsidie() -> Exists:
    """Of a Plaatsing: a subsidy row on it, or on its traject as a whole, that was not refused."""
    from trajecten.models import Financiering
    from trajecten.models.financiering import SUBSIDIE

    on_it = Q(plaatsing=OuterRef("pk")) | Q(plaatsing__isnull=True)
    return Exists(Financiering.objects.telt().filter(on_it, traject=OuterRef("traject"), bron=SUBSIDIE))


def _eigen_school(lid: Lidmaatschap, on: date) -> Q:
    """
    From overeenkomst on, until 12 months after vaststellen or stop (keuze).

    While another leerbedrijf is sought its student is still its student: the last Plaatsing that began counts then.
    """
    from trajecten.models import Plaatsing

    since = add_months(on, -12)
    own = Plaatsing.objects.filter(school_id=lid.organisatie_id)
    now = Q(pk__in=own.filter(huidig=True).values("traject")) & Q(status__in=_VANAF_OVEREENKOMST)
    later = Plaatsing.objects.filter(traject=OuterRef("traject"), volgnummer__gt=OuterRef("volgnummer")).filter(
        Q(huidig=True) | Q(eerste_werkdag__isnull=False)
    )
    last = own.filter(~Exists(later), eerste_werkdag__isnull=False, huidig=False)
    recent = Q(vastgesteld_op__isnull=True) | Q(vastgesteld_op__gte=since)
    return (now | Q(pk__in=last.values("traject"))) & recent & _niet_lang_geleden_geeindigd(since)


def _niet_lang_geleden_geeindigd(since: date) -> Q:
    return Q(einde_op__isnull=True) | Q(einde_op__gte=since)


def _nog_zichtbaar_voor_consulent(on: date) -> Q:
    """Until afsluiten; 3 months after the end of what did not reach it (keuze)."""
    ended = Q(status__in=[Status.GESTOPT, Status.NIET_GESTART])
    return ~Q(status=Status.AFGESLOTEN) & (~ended | Q(einde_op__gte=add_months(on, -3)))


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
        reach |= _hoort_bij(lid, on)
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
        if wide or Traject.objects.filter(_hoort_bij(lid, on), pk=traject.pk).exists():
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


def is_eigen(by: User, rol: Rol, permission: Permission, traject: Traject, *, on: date) -> bool:
    """
    Whether this person does this as the party itself, and so not on its behalf: by a membership that itself allows it.

    A coordinator who is also a person of the school, without its right to decide, still acts on behalf of the school.
    """
    return any(lid.rol == rol and permission in rechten(lid) for lid in rollen(by, traject, on=on))


def may_overgang(by: User | Systeem, overgang: Overgang, traject: Traject, *, on: date) -> bool:
    """Whether this person, or this part of the system, may do this overgang from the status the traject has."""
    return overgang in overgangen(by, traject, on=on)


def overgangen(by: User | Systeem, traject: Traject, *, on: date) -> frozenset[Overgang]:
    """All that this person, or this part of the system, may do from the status the traject has; one question for a page."""
    if isinstance(by, Systeem):
        return SYSTEEM_OVERGANGEN
    return frozenset(_overgangen_van(_handelend(by, traject, on=on), Status(traject.status)))


def _overgangen_van(lids: list[Lidmaatschap], status: Status) -> set[Overgang]:
    return {
        overgang
        for lid in lids
        for overgang, regel in REGELS.items()
        if regel.permission in rechten(lid) and status in BEPERKT.get((Rol(lid.rol), overgang), frozenset(Status))
    }


def get_traject(user: User, code: UUID, *needed: Permission, on: date, view: str = "") -> Traject:
    """404 when the user may not know the traject exists, 403 when the action is not theirs; logs the reading."""
    traject = visible_trajecten(user, on=on).for_overview().filter(code=code).first()
    if traject is None:
        raise Http404
    _require(user, traject, *needed, on=on)
    log_read(user, "traject", traject.code, view=view)
    return traject


def get_dossier(user: User, code: UUID, permission: Permission, *, on: date, view: str = "") -> Traject:
    """
    As `get_traject`, for the pages of a coordinator and a begeleider: around the action they show the name and more of the dossier.

    A leerbedrijf, school or consulent may do some of these actions too (domein §1) but sees less (domein §7): on pages of
    their own.
    """
    return get_traject(user, code, permission, Permission.SCHERMEN_DOSSIER, on=on, view=view)


def _require(user: User, traject: Traject, *needed: Permission, on: date) -> None:
    if not all(may(user, permission, traject, on=on) for permission in needed):
        raise PermissionDenied


def get_document(user: User, code: UUID, *, on: date):
    """A paper of a traject this person may read the papers of; 404 otherwise. Logs the reading."""
    from trajecten.models import TrajectDocument

    row = (
        TrajectDocument.objects.filter(code=code, traject__in=visible_trajecten(user, on=on))
        .select_related("document", "traject")
        .first()
    )
    if row is None:
        raise Http404
    _require(user, row.traject, Permission.TRAJECT_LEZEN, Permission.SCHERMEN_DOSSIER, on=on)
    log_read(user, "traject", row.traject.code, view="document")
    return row


def get_handtekening(user: User, code: UUID, *, on: date):
    """A signature of the agreement of a traject whose signatures this person may record."""
    from trajecten.models import Handtekening

    row = (
        Handtekening.objects.filter(code=code, pok_versie__plaatsing__traject__in=visible_trajecten(user, on=on))
        .select_related("pok_versie__plaatsing__traject__regio")
        .first()
    )
    if row is None:
        raise Http404
    traject = row.pok_versie.plaatsing.traject
    _require(user, traject, Permission.TRAJECT_TEKENEN_VASTLEGGEN, Permission.SCHERMEN_COORDINATOR, on=on)
    return row


def get_voorstel(user: User, code: UUID, *, on: date):
    """A leerbedrijf that was asked for a traject, for whoever may make proposals there."""
    from trajecten.models import Voorstel

    row = Voorstel.objects.for_overview().filter(code=code, traject__in=visible_trajecten(user, on=on)).first()
    if row is None:
        raise Http404
    row.traject = get_dossier(user, row.traject.code, Permission.TRAJECT_VOORSTEL, on=on, view="voorstel")
    return row


def te_matchen(user: User, regio: Regio, *, on: date) -> TrajectQuerySet:
    """The trajecten in matching of this regio that this person may match, by name."""
    own = leesbare_trajecten(user, on=on).filter(regio=regio, status=Status.MATCHING)
    return own.select_related("deelnemer", "regio").order_by("deelnemer__sorteernaam", "pk")


def get_samen(user: User, code: UUID, *, on: date):
    """The result of a matching of several trajecten in a regio where this person may match; names are as on a list."""
    from trajecten.models import SamenMatch

    own = [lid.regio_id for lid in user.lidmaatschappen_on(on) if rechten(lid) >= _MATCHT]
    row = (
        SamenMatch.objects.filter(code=code, regio__in=own)
        .select_related("leerbedrijf__organisatie", "kwalificatie", "regio")
        .first()
    )
    if row is None:
        raise Http404
    return row


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


def get_betrokkene(user: User, code: UUID, *, on: date):
    """The part of somebody in a traject, for whoever gives and takes such parts there."""
    from trajecten.models import Betrokkene

    reach = visible_trajecten(user, on=on)
    row = Betrokkene.objects.filter(code=code, traject__in=reach).select_related("user", "traject").first()
    if row is None:
        raise Http404
    row.traject = get_dossier(user, row.traject.code, Permission.TRAJECT_BETROKKENEN, on=on, view="betrokkene")
    return row


def get_instemming(user: User, code: UUID, *, on: date):
    """What a party says to a bpv-blad of a traject whose signatures this person may record."""
    from trajecten.models import Instemming

    row = (
        Instemming.objects.filter(code=code, bpv_blad__plaatsing__traject__in=visible_trajecten(user, on=on))
        .select_related("bpv_blad__plaatsing__traject__regio")
        .first()
    )
    if row is None:
        raise Http404
    traject = row.bpv_blad.plaatsing.traject
    _require(user, traject, Permission.TRAJECT_TEKENEN_VASTLEGGEN, Permission.SCHERMEN_COORDINATOR, on=on)
    return row


def get_financiering(user: User, code: UUID, *, on: date):
    """A source of money of a traject whose money this person may know of; 404 otherwise."""
    from trajecten.models import Financiering

    rows = Financiering.objects.filter(code=code, traject__in=visible_trajecten(user, on=on))
    row = rows.select_related("traject__regio", "traject__deelnemer", "plaatsing").first()
    if row is None:
        raise Http404
    _require(user, row.traject, Permission.TRAJECT_FINANCIERING, Permission.SCHERMEN_COORDINATOR, on=on)
    log_read(user, "traject", row.traject.code, view="financiering")
    return row


def get_plaatsing(user: User, code: UUID, *needed: Permission, on: date):
    """A Plaatsing of a traject on whose dossier this person may do this; 404 otherwise."""
    from trajecten.models import Plaatsing

    rows = Plaatsing.objects.filter(code=code, traject__in=visible_trajecten(user, on=on))
    row = rows.select_related(
        "traject__regio", "traject__deelnemer", "leerbedrijf__organisatie", "school", "praktijkopleider"
    ).first()
    if row is None:
        raise Http404
    _require(user, row.traject, *needed, Permission.SCHERMEN_DOSSIER, on=on)
    log_read(user, "traject", row.traject.code, view="plaatsing")
    return row


def get_geheugen(user: User, code: UUID, *, on: date):
    """(leerbedrijf, its trajecten this person may open), newest first."""
    from werkgevers.toegang import get_leerbedrijf

    leerbedrijf = get_leerbedrijf(user, code, Permission.LEERBEDRIJF_LEZEN, on=on)
    rows = leesbare_trajecten(user, on=on).filter(plaatsingen__leerbedrijf=leerbedrijf).distinct()
    return leerbedrijf, rows.order_by("-aangemeld_op", "-pk")


def collegas(regio, *, on: date) -> QuerySet[User]:
    """Who can be behandelaar in this regio: its coordinators and begeleiders."""
    return _mensen(regio, [Rol.COORDINATOR, Rol.BEGELEIDER], on)


def begeleiders(regio, *, on: date) -> QuerySet[User]:
    """Who can be given a part in a traject of this regio; a coordinator has one in all of them."""
    return _mensen(regio, [Rol.BEGELEIDER], on)


def _mensen(regio, rollen: list[Rol], on: date) -> QuerySet[User]:
    lids = Lidmaatschap.objects.geldig(on=on).filter(regio=regio, rol__in=rollen)
    return User.objects.filter(pk__in=lids.values("user")).order_by("naam")
