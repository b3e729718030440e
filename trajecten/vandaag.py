"""Vandaag: the working list of one person, computed from facts, by urgency (domein §3 Aan zet; anderen.md, must match 2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from accounts.models import Afwezigheid, User
from basis.dagen import working_days_between
from trajecten import aan_zet, toegang
from trajecten.erkenningsalarm import Alarm, alarm
from trajecten.models import Traject
from trajecten.models.queries import TrajectQuerySet
from trajecten.regels import Partij
from trajecten.taken import Taak, taak

DEZE_WEEK = timedelta(days=7)
TABS = ["mij", "collega", Partij.LEERBEDRIJF, Partij.SCHOOL, Partij.DEELNEMER, Partij.SBB, "alles"]
LABELS = {
    "mij": "Bij mij",
    "collega": "Bij een collega",
    Partij.LEERBEDRIJF: "Leerbedrijf",
    Partij.SCHOOL: "School",
    Partij.DEELNEMER: "Deelnemer",
    Partij.SBB: "SBB",
    "alles": "Alles",
}


@dataclass(frozen=True)
class Rij:
    """One traject on a list with all its words; `dagen_te_laat` in working days, 0 when it is not."""

    traject: Traject
    taak: Taak
    wachtdagen: int
    dagen_te_laat: int
    bij_mij: bool
    alarm: Alarm | None
    voor: str = ""  # the colleague for whom this person stands in


Weg = dict[tuple[int, int], str]  # (regio, user) -> the name of who is away


@dataclass(frozen=True)
class Groep:
    titel: str
    rijen: list[Rij]


def taken(trajecten: TrajectQuerySet) -> TrajectQuerySet:
    """What waits for somebody; what simply runs waits for nobody."""
    return trajecten.open().exclude(aan_zet=Partij.NIEMAND)


def tab(trajecten: TrajectQuerySet, name: str, user: User, *, on: date) -> TrajectQuerySet:
    """The one queryset of a tab, for its count and its rows."""
    rows = taken(trajecten)
    if name == "mij":
        return rows.bij_mij(user, on=on)
    if name == "collega":
        return rows.filter(aan_zet=Partij.COORDINATOR).exclude(rows.van_mij(user, on=on))
    return rows if name == "alles" else rows.filter(aan_zet=name)


def counts(trajecten: TrajectQuerySet, user: User, *, on: date) -> dict[str, int]:
    """How many stand behind each tab, in one query."""
    mine = Q(aan_zet=Partij.COORDINATOR) & trajecten.van_mij(user, on=on)
    others = {p.value: Count("pk", filter=Q(aan_zet=p)) for p in (Partij.LEERBEDRIJF, Partij.SCHOOL, Partij.DEELNEMER, Partij.SBB)}
    return taken(trajecten).aggregate(
        mij=Count("pk", filter=mine), collega=Count("pk", filter=Q(aan_zet=Partij.COORDINATOR) & ~mine), alles=Count("pk"), **others
    )


def rijen(trajecten: Iterable[Traject], user: User, *, on: date) -> list[Rij]:
    """:param trajecten: loaded with `for_overview`; one query for all of them."""
    away = afwezigen(user, on=on)
    return [_rij(traject, user, away, on) for traject in trajecten]


def rij(traject: Traject, user: User, *, on: date) -> Rij:
    return _rij(traject, user, afwezigen(user, on=on), on)


def afwezigen(user: User, *, on: date) -> Weg:
    """For whom this person stands in on this day."""
    rows = Afwezigheid.objects.telt(on=on).filter(vervanger=user)
    return {(regio, away): naam for regio, away, naam in rows.values_list("regio", "user", "user__naam")}


def _rij(traject: Traject, user: User, away: Weg, on: date) -> Rij:
    late = working_days_between(traject.volgende_termijn, on) if traject.volgende_termijn else 0
    voor = away.get((traject.regio_id, traject.behandelaar_id or 0), "")
    mine = traject.aan_zet == Partij.COORDINATOR and (bool(voor) or traject.behandelaar_id in {None, user.pk})
    mag = toegang.rechten_in_lijsten(user, on=on).get(traject.regio_id, frozenset())
    doen = taak(traject, on=on, mag=mag)
    return Rij(traject, doen, aan_zet.wachtdagen(traject, on=on), late, mine, alarm(traject, on=on), voor)


def groepen(rows: list[Rij], *, on: date) -> list[Groep]:
    """Te laat, deze week, later: in that order, empty ones left out."""
    late: list[Rij] = []
    week: list[Rij] = []
    later: list[Rij] = []
    for row in rows:
        due = row.traject.volgende_termijn
        (late if due and due < on else week if due and due <= on + DEZE_WEEK else later).append(row)
    named = [("Te laat", late), ("Deze week", week), ("Later", later)]
    return [Groep(titel, found) for titel, found in named if found]
