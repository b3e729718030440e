"""
Which Plaatsingen may somebody of a leerbedrijf or a school know of, and what may they do with one (domein §1 and §7).

The same condition as `toegang.py` asks of a traject (`bereik.plaatsingen`), asked of a Plaatsing: who has no part in a traject sees
none of its Plaatsingen, and who has one sees only the own ones.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from accounts.models import Lidmaatschap, Recht, Rol, User
from accounts.permissions import Permission, rechten
from basis.leeslog import log_read
from trajecten import bereik
from trajecten.models import Bewijsstuk, Handtekening, Instemming, Plaatsing, SamenBesluit, TrajectDocument
from trajecten.models.queries import PlaatsingQuerySet
from trajecten.regels import Doel, Ondertekenaar, Partij, Status

PARTIJ = {Rol.WERKGEVER: Partij.LEERBEDRIJF, Rol.SCHOOL: Partij.SCHOOL}
ROL = {partij: rol for rol, partij in PARTIJ.items()}


def lidmaatschappen(user: User, *, on: date) -> list[Lidmaatschap]:
    """As whom somebody is in the portal."""
    return [lid for lid in user.lidmaatschappen_on(on) if Permission.SCHERMEN_PORTAAL in rechten(lid)]


def plaatsingen(user: User, *, on: date) -> PlaatsingQuerySet:
    """Every Plaatsing this person may know of, in every regio."""
    reach = Q(pk__in=[])
    for lid in lidmaatschappen(user, on=on):
        reach |= Q(pk__in=bereik.plaatsingen(lid, on).values("pk"))
    return Plaatsing.objects.filter(reach)


def als(user: User, plaatsing: Plaatsing, *, on: date) -> list[Lidmaatschap]:
    """As whom this person has this Plaatsing: as somebody of its leerbedrijf, of its school, or both."""
    own = [lid for lid in lidmaatschappen(user, on=on) if _is_van(lid, plaatsing)]
    if len(own) < 2:  # it was reached through this one
        return own
    return [lid for lid in own if ziet(lid, plaatsing, on=on)]


def _is_van(lid: Lidmaatschap, plaatsing: Plaatsing) -> bool:
    own = {Rol.WERKGEVER: plaatsing.leerbedrijf.organisatie_id, Rol.SCHOOL: plaatsing.school_id}
    return lid.regio_id == plaatsing.traject.regio_id and own[Rol(lid.rol)] == lid.organisatie_id


def partijen(lids: Iterable[Lidmaatschap]) -> frozenset[Partij]:
    return frozenset(PARTIJ[Rol(lid.rol)] for lid in lids)


def namens(plaatsing: Plaatsing, partij: Partij) -> Lidmaatschap:
    """Somebody of this party with every right, who is nobody in particular: for a coordinator who looks along."""
    rol = ROL[partij]
    own = plaatsing.leerbedrijf.organisatie if rol == Rol.WERKGEVER else plaatsing.school
    return Lidmaatschap(regio=plaatsing.traject.regio, rol=rol, organisatie=own, rechten=list(Recht))


def ziet(lid: Lidmaatschap, plaatsing: Plaatsing, *, on: date) -> bool:
    """Whether this membership knows of this Plaatsing on this day."""
    return bereik.plaatsingen(lid, on).filter(pk=plaatsing.pk).exists()


def mag(lids: Iterable[Lidmaatschap], plaatsing: Plaatsing) -> frozenset[Permission]:
    """What they may do with it: a former leerbedrijf keeps sight of its own Plaatsing (domein §3), and no more."""
    acting = [lid for lid in lids if lid.rol != Rol.WERKGEVER or plaatsing.huidig]
    return frozenset().union(*(rechten(lid) for lid in acting))


def tekent_als(user: User, plaatsing: Plaatsing, *, on: date) -> frozenset[Ondertekenaar]:
    """For whom this person may sign the papers of this Plaatsing."""
    able = [lid for lid in als(user, plaatsing, on=on) if Permission.PORTAAL_TEKENEN in rechten(lid)]
    return frozenset(Ondertekenaar(partij) for partij in partijen(able)) if plaatsing.huidig else frozenset()


def get_plaatsing(user: User, code: UUID, *needed: Permission, on: date, view: str) -> Plaatsing:
    """404 when the user may not know that it exists, 403 when the action is not theirs; logs the reading."""
    row = plaatsingen(user, on=on).filter(code=code).for_portaal().first()
    if row is None:
        raise Http404
    if not set(needed) <= mag(als(user, row, on=on), row):
        raise PermissionDenied
    log_read(user, "traject", row.traject.code, view=view)
    return row


def besluit_als(user: User, *, on: date) -> list[Lidmaatschap]:
    """As whom of a school somebody decides (domein §3, vaststellen)."""
    own = lidmaatschappen(user, on=on)
    return [lid for lid in own if lid.rol == Rol.SCHOOL and Permission.TRAJECT_VASTSTELLEN in rechten(lid)]


def te_besluiten(user: User, *, on: date) -> PlaatsingQuerySet:
    """What waits for a decision of this person, in every regio, longest waiting first."""
    reach = Q(pk__in=[])
    for lid in besluit_als(user, on=on):
        reach |= Q(pk__in=bereik.plaatsingen(lid, on).values("pk"))
    waiting = {"huidig": True, "traject__status": Status.VASTSTELLING, "traject__doel": Doel.PRAKTIJKVERKLARING}
    return Plaatsing.objects.filter(reach, **waiting).order_by("traject__status_sinds", "pk")


def get_samen(user: User, code: UUID, *, on: date) -> SamenBesluit:
    """What came of an own press about several deelnemers, for as long as this person decides for that school."""
    schools = [lid.organisatie_id for lid in besluit_als(user, on=on)]
    row = SamenBesluit.objects.filter(code=code, door=user, school__in=schools).select_related("school").first()
    if row is None:
        raise Http404
    return row


def get_handtekening(user: User, code: UUID, *, on: date, view: str) -> Handtekening:
    """What is asked of the own party: 404 for a signature of another, 403 for who may not sign for it."""
    own = plaatsingen(user, on=on)
    row = Handtekening.objects.filter(code=code, pok_versie__plaatsing__in=own).select_related("pok_versie").first()
    if row is None:
        raise Http404
    row.pok_versie.plaatsing = _als_partij(user, row.pok_versie.plaatsing.code, row.partij, on=on, view=view)
    return row


def get_instemming(user: User, code: UUID, *, on: date, view: str) -> Instemming:
    """As `get_handtekening`, of a bpv-blad."""
    own = plaatsingen(user, on=on)
    row = Instemming.objects.filter(code=code, bpv_blad__plaatsing__in=own).select_related("bpv_blad").first()
    if row is None:
        raise Http404
    row.bpv_blad.plaatsing = _als_partij(user, row.bpv_blad.plaatsing.code, row.partij, on=on, view=view)
    return row


def _als_partij(user: User, code: UUID, partij: str, *, on: date, view: str) -> Plaatsing:
    plaatsing = get_plaatsing(user, code, on=on, view=view)
    if partij not in partijen(als(user, plaatsing, on=on)):
        raise Http404
    if partij not in tekent_als(user, plaatsing, on=on):
        raise PermissionDenied
    return plaatsing


# The papers of a Plaatsing that its parties may read (domein §7).
PAPIEREN_LEERBEDRIJF = frozenset(
    {
        "praktijkovereenkomst",
        "bpv_blad",
        "werkproceskeuze",
        "voortgangsverslag",
        "bewijsstuk",
        "beoordelingsformulier",
        "aanwezigheidsoverzicht",
    }
)
PAPIEREN_SCHOOL = PAPIEREN_LEERBEDRIJF | {"onderwijsovereenkomst", "praktijkverklaring", "besluit"}


def papieren(wie: frozenset[Partij]) -> frozenset[str]:
    return PAPIEREN_SCHOOL if Partij.SCHOOL in wie else PAPIEREN_LEERBEDRIJF


def get_document(user: User, code: UUID, *, on: date) -> TrajectDocument:
    """A paper of an own Plaatsing; 404 otherwise. Logs the reading."""
    row = TrajectDocument.objects.filter(code=code, plaatsing__in=plaatsingen(user, on=on)).select_related("document").first()
    if row is None or row.plaatsing is None:
        raise Http404
    plaatsing = get_plaatsing(user, row.plaatsing.code, on=on, view="document")
    if row.document.soort not in papieren(partijen(als(user, plaatsing, on=on))):
        raise Http404
    return row


def get_bewijsstuk(user: User, code: UUID, *, on: date, view: str) -> Bewijsstuk:
    """A photo or file of an own Plaatsing that is still there, for who judges there."""
    found = Bewijsstuk.objects.filter(code=code, plaatsing__in=plaatsingen(user, on=on), weg_op__isnull=True).first()
    if found is None:
        raise Http404
    found.plaatsing = get_plaatsing(user, found.plaatsing.code, Permission.TRAJECT_BEOORDELEN, on=on, view=view)
    return found
