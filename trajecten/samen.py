"""
Matching several deelnemers with one leerbedrijf, school, kwalificatie and werkproceskeuze at once, with a result per traject.

Each traject is matched by `workflow.matchen` in a savepoint of its own: it is matched whole, or it is as it was.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import Regio, User
from basis.dagen import now
from trajecten import workflow
from trajecten.models import SamenMatch, SamenMatchRij, Traject
from trajecten.workflow import Bevestiging, BevestigingNodig, OvergangGeweigerd, Vraag
from trajecten.workflow.plaatsing import Afspraken

TEGELIJK = 30  # keuze: how many at most, so that one press stays well within the time of a request


@dataclass(frozen=True)
class Uitkomst:
    """What came of one traject; `vraag` when it waits for a confirmation, `reden` when it was refused."""

    traject: Traject
    reden: str = ""
    vraag: Vraag | None = None

    @property
    def is_gelukt(self) -> bool:
        return not self.reden and self.vraag is None


@transaction.atomic
def matchen(
    *,
    regio: Regio,
    trajecten: list[Traject],
    afspraken: Afspraken,
    by: User,
    on: date,
    bevestigd: Bevestiging = Bevestiging(),  # noqa: B008
) -> SamenMatch:
    """
    Match each of these trajecten, as far as each may be.

    :param bevestigd: the numbers of the trajecten whose questions were confirmed, and one reason for all of them. With a reason, a
        traject with a question that was not ticked is left out.
    :raises BevestigingNodig: a question per traject, and no reason yet.
    :raises OvergangGeweigerd: not one of them could be matched.
    """
    _check_keuze(regio, trajecten)
    rows = [_een(traject, afspraken, by, on, bevestigd) for traject in sorted(trajecten, key=lambda t: t.pk)]
    asked = [row.vraag for row in rows if row.vraag]
    if asked and not bevestigd.reden.strip():
        raise BevestigingNodig(asked)
    if not any(row.is_gelukt for row in rows):
        raise OvergangGeweigerd(f"Niemand is gematcht. {_redenen(rows)}")
    return _bewaar(regio, afspraken, rows, by)


def _check_keuze(regio: Regio, trajecten: list[Traject]) -> None:
    if not trajecten:
        raise OvergangGeweigerd("Kies minstens één deelnemer.")
    if len(trajecten) > TEGELIJK:
        raise OvergangGeweigerd(f"Kies hoogstens {TEGELIJK} deelnemers tegelijk. Match daarna de anderen.")
    if any(traject.regio_id != regio.pk for traject in trajecten):
        raise OvergangGeweigerd("Kies deelnemers van deze regio.")


def _een(traject: Traject, afspraken: Afspraken, by: User, on: date, bevestigd: Bevestiging) -> Uitkomst:
    """Try one; what it needs confirmed is asked as one question of this traject."""
    try:
        workflow.matchen(traject=traject, afspraken=afspraken, by=by, on=on)
    except BevestigingNodig as nodig:
        if traject.nummer not in bevestigd.codes or not bevestigd.reden.strip():
            return Uitkomst(traject, vraag=Vraag(traject.nummer, f"{traject.nummer}, {traject.deelnemer.naam}: {nodig}"))
        return _bevestigd(traject, afspraken, by, on, Bevestiging(frozenset(v.code for v in nodig.vragen), bevestigd.reden))
    except OvergangGeweigerd as geweigerd:
        return Uitkomst(traject, reden=str(geweigerd))
    return Uitkomst(traject)


def _bevestigd(traject: Traject, afspraken: Afspraken, by: User, on: date, akkoord: Bevestiging) -> Uitkomst:
    try:
        workflow.matchen(traject=traject, afspraken=afspraken, by=by, on=on, bevestigd=akkoord)
    except OvergangGeweigerd as geweigerd:
        return Uitkomst(traject, reden=str(geweigerd))
    return Uitkomst(traject)


def _waarom(row: Uitkomst) -> str:
    if row.vraag is None:
        return row.reden
    _, _, asked = row.vraag.tekst.partition(": ")
    return f"Niet bevestigd: {asked}"


def _redenen(rows: list[Uitkomst]) -> str:
    """Each reason once, with the numbers it is about."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(_waarom(row), []).append(row.traject.nummer)
    return " ".join(f"{', '.join(numbers)}: {reden}" for reden, numbers in found.items())


def _bewaar(regio: Regio, afspraken: Afspraken, rows: list[Uitkomst], by: User) -> SamenMatch:
    samen = SamenMatch.objects.create(
        regio=regio, leerbedrijf=afspraken.leerbedrijf, kwalificatie=afspraken.kwalificatie, door=by, at=now()
    )
    SamenMatchRij.objects.bulk_create(
        SamenMatchRij(samen=samen, traject=row.traject, gelukt=row.is_gelukt, reden="" if row.is_gelukt else _waarom(row))
        for row in rows
    )
    return samen
