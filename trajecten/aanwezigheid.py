"""
Attendance: hours per week of one Plaatsing, worked and missed; never why (domein §3).

Entered several weeks at once; whoever comes second to the same week is shown both, and loses nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from accounts.models import Rol, User
from accounts.permissions import Permission
from basis.dagen import now
from basis.templatetags.basis import datum as in_words
from basis.templatetags.basis import getal
from trajecten import gebeurtenissen, toegang
from trajecten.actie import actie
from trajecten.feiten import Pauze
from trajecten.models import Aanwezigheid, Onderbreking, Plaatsing, Traject
from trajecten.models.aanwezigheid import UREN_IN_EEN_WEEK
from trajecten.regels import Partij
from trajecten.workflow import OvergangGeweigerd

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Uren:
    """Of one week: worked, missed as agreed, missed without."""

    gewerkt: Decimal = Decimal(0)
    afgesproken: Decimal = Decimal(0)
    niet_afgesproken: Decimal = Decimal(0)

    @property
    def totaal(self) -> Decimal:
        return self.gewerkt + self.afgesproken + self.niet_afgesproken

    def __str__(self) -> str:
        """24 gewerkt, 4 afwezig afgesproken"""
        parts = [(self.afgesproken, "afwezig afgesproken"), (self.niet_afgesproken, "afwezig niet afgesproken")]
        return ", ".join(f"{getal(n)} {word}" for n, word in [(self.gewerkt, "gewerkt"), *((n, w) for n, w in parts if n)])


@dataclass(frozen=True)
class Invoer:
    """
    What somebody wants to keep of one week.

    :param was: what stood there when the form was opened; None for nothing, as `uren` for a week to be left without.
    """

    week: date
    uren: Uren | None
    was: Uren | None


@dataclass(frozen=True)
class Botsing:
    """A week that somebody else changed since the form was opened."""

    week: date
    nu: Uren | None
    door: str
    getypt: Uren | None


class WekenGewijzigd(OvergangGeweigerd):
    """Some weeks were changed by somebody else since the form was opened. Nothing was saved."""

    def __init__(self, botsingen: list[Botsing]):
        weeks = " en ".join(week_in_woorden(b.week) for b in botsingen)
        super().__init__(f"Een collega heeft intussen iets anders ingevuld bij {weeks}. Vergelijk, kies wat klopt en sla weer op.")
        self.botsingen = botsingen


def maandag(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_in_woorden(week: date) -> str:
    """week 19 (4 mei 2026)"""
    return f"week {week.isocalendar().week} ({in_words(week)})"


def laatste_dag(plaatsing: Plaatsing) -> date:
    return plaatsing.laatste_werkdag or plaatsing.einddatum


def weken(plaatsing: Plaatsing, *, on: date) -> list[date]:
    """The Mondays of every week in which somebody could have worked here so far, the first one first."""
    if plaatsing.eerste_werkdag is None:
        return []
    first, last = maandag(plaatsing.eerste_werkdag), min(laatste_dag(plaatsing), on)
    return [first + n * WEEK for n in range((last - first).days // 7 + 1)]


def open_weken(plaatsing: Plaatsing, *, on: date, ingevuld: Iterable[date], pauzes: Iterable[Pauze | Onderbreking]) -> list[date]:
    """The weeks that are over and have no entry; a week in which the traject was paused from end to end asks none."""
    known, pauses, last = set(ingevuld), list(pauzes), laatste_dag(plaatsing)
    over = [week for week in weken(plaatsing, on=on) if min(week + WEEK, last + timedelta(days=1)) <= on]
    return [week for week in over if week not in known and not _is_pauze(plaatsing, week, pauses)]


def leeg_vanaf(plaatsing: Plaatsing, *, pauzes: Iterable[Pauze | Onderbreking]) -> date | None:
    """The Monday of the first week, of all that were agreed on, that has no entry; None when every one has."""
    known = plaatsing.aanwezigheid.values_list("week", flat=True)
    after = laatste_dag(plaatsing) + timedelta(days=1)
    return next(iter(open_weken(plaatsing, on=after, ingevuld=known, pauzes=pauzes)), None)


def _is_pauze(plaatsing: Plaatsing, week: date, pauzes: list[Pauze | Onderbreking]) -> bool:
    first = max(week, plaatsing.eerste_werkdag or week)
    last = min(week + timedelta(days=4), laatste_dag(plaatsing))
    return any(p.van <= first and (p.tot is None or p.tot > last) for p in pauzes)


def uren_van(row: Aanwezigheid | None) -> Uren | None:
    return Uren(row.gewerkt, row.afgesproken, row.niet_afgesproken) if row else None


@actie(Permission.TRAJECT_VOORTGANG)
def leg_vast(*, traject: Traject, by: User, on: date, plaatsing: Plaatsing, invoer: list[Invoer]) -> int:
    """
    Keep the hours of the weeks that were changed on the form; what was left as it was is not touched. All or nothing.

    :returns: how many weeks changed.
    :raises OvergangGeweigerd: a week outside the Plaatsing or in the future, or more hours than a week can hold.
    :raises WekenGewijzigd: somebody else changed one of these weeks since the form was opened.
    """
    own = traject.plaatsingen.filter(pk=plaatsing.pk).first()
    if own is None or own.eerste_werkdag is None:
        raise OvergangGeweigerd("De deelnemer is hier nog niet begonnen. Leg eerst de start vast.")
    rows = {row.week: row for row in own.aanwezigheid.select_related("vastgelegd_door")}
    changed = [i for i in invoer if i.uren != i.was and i.uren != uren_van(rows.get(i.week))]
    namens = not toegang.is_eigen(by, Rol.WERKGEVER, Permission.TRAJECT_VOORTGANG, traject, on=on)
    if botsingen := [_botsing(i, rows.get(i.week), namens) for i in changed if i.was != uren_van(rows.get(i.week))]:
        raise WekenGewijzigd(botsingen)
    for i in changed:
        _check(own, i, rows, on)
    for i in changed:
        _bewaar(own, i, by, namens)
    if changed:
        details = {week_in_woorden(i.week).capitalize(): _verschil(i) for i in sorted(changed, key=lambda i: i.week)}
        party = Partij.LEERBEDRIJF if namens else ""
        gebeurtenissen.schrijf(traject, "aanwezigheid", by=by, on=on, namens=party, details=details)
    return len(changed)


def _botsing(i: Invoer, row: Aanwezigheid | None, van_binnen: bool) -> Botsing:
    """To a leerbedrijf nobody of the regio is named: whose begeleider that is tells who registered the deelnemer (domein §7)."""
    known = row is not None and (van_binnen or not row.namens)
    door = row.vastgelegd_door.naam if row and known else "iemand van de regio" if row else ""
    return Botsing(i.week, uren_van(row), door, i.uren)


def _check(plaatsing: Plaatsing, i: Invoer, rows: dict[date, Aanwezigheid], on: date) -> None:
    """A week outside the period can only be taken away: the last day may have come earlier than the hours."""
    words = week_in_woorden(i.week)
    if i.week > on:
        raise OvergangGeweigerd(f"Uren van {words} kunnen nog niet: die week is nog niet begonnen.")
    if i.uren is None:
        return
    if i.week not in weken(plaatsing, on=on):
        first, last = plaatsing.eerste_werkdag, laatste_dag(plaatsing)
        raise OvergangGeweigerd(
            f"{words.capitalize()} valt buiten de werkperiode van {in_words(first)} tot en met {in_words(last)}. "
            "Maak die week leeg, of pas eerst de periode aan."
        )
    if min(i.uren.gewerkt, i.uren.afgesproken, i.uren.niet_afgesproken) < 0:
        raise OvergangGeweigerd(f"Vul bij {words} alleen uren van 0 of meer in.")
    if i.uren.totaal > UREN_IN_EEN_WEEK:
        raise OvergangGeweigerd(
            f"Bij {words} staan samen {getal(i.uren.totaal)} uren. In een week passen er hoogstens {UREN_IN_EEN_WEEK}."
        )


def _bewaar(plaatsing: Plaatsing, i: Invoer, by: User, namens: bool) -> None:
    if i.uren is None:
        plaatsing.aanwezigheid.filter(week=i.week).delete()
        return
    hours = {"gewerkt": i.uren.gewerkt, "afgesproken": i.uren.afgesproken, "niet_afgesproken": i.uren.niet_afgesproken}
    plaatsing.aanwezigheid.update_or_create(week=i.week, defaults={**hours, "vastgelegd_door": by, "namens": namens, "at": now()})


def _verschil(i: Invoer) -> str:
    new = str(i.uren) if i.uren else "leeggemaakt"
    return f"{new} (was: {i.was})" if i.was else new


def totalen(rows: Iterable[Aanwezigheid]) -> Uren:
    """All hours together."""
    found = list(rows)
    return Uren(
        *(sum((getattr(row, name) for row in found), Decimal(0)) for name in ("gewerkt", "afgesproken", "niet_afgesproken"))
    )


def samenvatting(traject: Traject, plaatsing: Plaatsing | None, *, on: date) -> dict | None:
    """For the dossier: the hours so far at the current leerbedrijf, and how many weeks are empty."""
    if plaatsing is None or plaatsing.eerste_werkdag is None:
        return None
    rows = list(plaatsing.aanwezigheid.all())
    empty = open_weken(plaatsing, on=on, ingevuld=(row.week for row in rows), pauzes=traject.onderbrekingen.all())
    return {"uren": totalen(rows), "open": len(empty)}
