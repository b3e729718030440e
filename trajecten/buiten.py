"""The leerbedrijf and the school of a Plaatsing, for who waits for them: who can sign in, who was here, how fast they answer."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Greatest

from accounts.models import Lidmaatschap, Organisatie
from accounts.toegang import visible_uitnodigingen
from trajecten import reactietijd
from trajecten.models import Plaatsing
from trajecten.reactietijd import Reactietijd
from trajecten.regels import Partij
from trajecten.toegang_portaal import ROL


@dataclass(frozen=True)
class Buitenpartij:
    """
    :param organisatie: its code. :param mensen: how many can sign in today. :param gezien: when one of them was last here.
    :param verstuurd: open invitations that still work. :param verlopen: and those that do not.
    """

    partij: Partij
    naam: str
    organisatie: UUID
    mensen: int
    verstuurd: int
    verlopen: int
    gezien: datetime | None
    reactie: Reactietijd


def van(plaatsing: Plaatsing, *, on: date, at: datetime) -> list[Buitenpartij]:
    """Both parties, in a fixed number of queries."""
    regio = plaatsing.traject.regio
    own = {Partij.LEERBEDRIJF: plaatsing.leerbedrijf.organisatie, Partij.SCHOOL: plaatsing.school}
    mensen, uitnodigingen = _mensen(plaatsing, own, on), _uitnodigingen(plaatsing, own, at)
    found = []
    for partij, organisatie in own.items():
        able, seen = mensen.get(ROL[partij], (0, None))
        sent, expired = uitnodigingen.get(ROL[partij], (0, 0))
        reactie = reactietijd.van(regio, partij, organisatie)
        found.append(Buitenpartij(partij, organisatie.naam, organisatie.code, able, sent, expired, seen, reactie))
    return found


def _van(rows: QuerySet, own: dict[Partij, Organisatie]) -> QuerySet:
    """Memberships or invitations of these parties, per role."""
    where = Q(pk__in=[])
    for partij, organisatie in own.items():
        where |= Q(rol=ROL[partij], organisatie=organisatie)
    return rows.filter(where).order_by().values("rol")


def _mensen(plaatsing: Plaatsing, own: dict[Partij, Organisatie], on: date) -> dict[str, tuple[int, datetime | None]]:
    rows = _van(Lidmaatschap.objects.geldig(on=on).filter(regio=plaatsing.traject.regio_id), own)
    seen = Max(Greatest("user__gezien_at", "user__last_login"))
    return {row["rol"]: (row["n"], row["seen"]) for row in rows.annotate(n=Count("pk"), seen=seen)}


def _uitnodigingen(plaatsing: Plaatsing, own: dict[Partij, Organisatie], at: datetime) -> dict[str, tuple[int, int]]:
    rows = _van(visible_uitnodigingen(plaatsing.traject.regio), own)
    sent, expired = Count("pk", filter=Q(vervalt_op__gt=at)), Count("pk", filter=Q(vervalt_op__lte=at))
    return {row["rol"]: (row["sent"], row["expired"]) for row in rows.annotate(sent=sent, expired=expired)}
