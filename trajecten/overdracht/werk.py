"""What somebody has in a regio that can go to a colleague: trajecten, parts in others, and for whom they stand in."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from accounts.models import Afwezigheid, Regio, User
from trajecten import toegang
from trajecten.models import Betrokkene
from trajecten.models.queries import TrajectQuerySet

NIEMAND = "niemand"  # the place of a code where nobody handles a traject yet


@dataclass(frozen=True)
class Werk:
    """
    :param trajecten: the open ones, handled by this person.
    :param betrokken: the parts in other trajecten, now and later; empty for who may not give those.
    :param vervangingen: absences of colleagues, now and later, in which this person stands in.
    :param alle_trajecten: with those of everybody else, as the next two.
    """

    trajecten: TrajectQuerySet
    betrokken: QuerySet[Betrokkene]
    vervangingen: QuerySet[Afwezigheid]
    alle_trajecten: TrajectQuerySet
    alle_betrokken: QuerySet[Betrokkene]
    alle_vervangingen: QuerySet[Afwezigheid]


def van(user: User | None, regio: Regio, trajecten: TrajectQuerySet, *, on: date, met_betrokken: bool) -> Werk:
    """:param trajecten: those of this regio that the one who hands over may know of."""
    mine = trajecten.open().filter(behandelaar=user).order_by("nummer")
    all_parts = Betrokkene.objects.filter(traject__in=trajecten).select_related("traject", "user")
    parts = _delen(trajecten, on).filter(user=user).select_related("traject").order_by("traject__nummer", "vanaf")
    all_away = Afwezigheid.objects.filter(regio=regio).select_related("user")
    away = all_away.nu_en_straks(on=on).filter(vervanger=user)
    if not met_betrokken:
        parts = all_parts = Betrokkene.objects.none()
    return Werk(mine, parts, away, trajecten, all_parts, all_away)


def _delen(trajecten: TrajectQuerySet, on: date) -> QuerySet[Betrokkene]:
    """The parts that count now or later, in open trajecten."""
    return Betrokkene.objects.nu_en_straks(on=on).filter(traject__in=trajecten.open())


def mensen(regio: Regio, trajecten: TrajectQuerySet, *, on: date, met_betrokken: bool) -> list[tuple[str, str]]:
    """(code, name with how much there is) of everybody who has some, also of who has left; nobody comes first."""
    counted: Counter = Counter()
    parts = _delen(trajecten, on) if met_betrokken else Betrokkene.objects.none()
    away = Afwezigheid.objects.nu_en_straks(on=on).filter(regio=regio)
    for rows, who in ((trajecten.open(), "behandelaar"), (parts, "user"), (away, "vervanger")):
        for row in rows.order_by().values(f"{who}__code", f"{who}__naam").annotate(aantal=Count("pk")):
            counted[row[f"{who}__naam"] or "", str(row[f"{who}__code"] or NIEMAND)] += row["aantal"]
    here = {str(code) for code in toegang.collegas(regio, on=on).values_list("code", flat=True)} | {NIEMAND}
    return [(code, _woorden(naam, aantal, code in here)) for (naam, code), aantal in sorted(counted.items())]


def _woorden(naam: str, aantal: int, is_hier: bool) -> str:
    return f"{naam or 'Nog niemand'} ({aantal})" + ("" if is_hier else ", heeft geen toegang meer")
