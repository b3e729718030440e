"""Trajecten from one behandelaar to another, several at once; the rule for one is `dossier.behandelaar` (domein §1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count

from accounts.models import User
from trajecten import dossier
from trajecten.models import Traject
from trajecten.models.queries import TrajectQuerySet
from trajecten.workflow import OvergangGeweigerd

NIEMAND = "niemand"  # the place of a code where nobody handles a traject yet


@dataclass(frozen=True)
class Uitslag:
    """What became of one traject; `reden` is empty when it was handed over."""

    nummer: str
    reden: str = ""


def behandelaars(trajecten: TrajectQuerySet) -> list[tuple[str, str]]:
    """(code, name with how many open trajecten) of everybody who handles one, also of who has left; nobody comes first."""
    rows = trajecten.open().values("behandelaar__code", "behandelaar__naam").annotate(aantal=Count("pk"))
    named = sorted((row["behandelaar__naam"] or "", str(row["behandelaar__code"] or NIEMAND), row["aantal"]) for row in rows)
    return [(code, f"{naam or 'Nog niemand'} ({aantal})") for naam, code, aantal in named]


def van_behandelaar(trajecten: TrajectQuerySet, code: str) -> TrajectQuerySet:
    """The open trajecten of one of `behandelaars`."""
    own = trajecten.open().order_by("nummer")
    return own.filter(behandelaar__isnull=True) if code == NIEMAND else own.filter(behandelaar__code=code)


@transaction.atomic
def draag_over(*, trajecten: Iterable[Traject], naar: User, by: User, on: date) -> list[Uitslag]:
    """
    Make somebody behandelaar of each of these; what cannot be handed over stays as it is and says why.

    :param trajecten: as they were shown; what has another behandelaar by now is left alone.
    """
    return [_een(traject, naar, by, on) for traject in sorted(trajecten, key=lambda t: t.pk)]  # one order of locks for everybody


def _een(traject: Traject, naar: User, by: User, on: date) -> Uitslag:
    try:
        with transaction.atomic():
            row = Traject.objects.select_for_update(of=("self",)).select_related("behandelaar").get(pk=traject.pk)
            _require_as_shown(row, traject)
            dossier.behandelaar(traject=row, by=by, on=on, nieuw=naar)
    except OvergangGeweigerd as geweigerd:
        return Uitslag(traject.nummer, str(geweigerd))
    return Uitslag(traject.nummer)


def _require_as_shown(now: Traject, shown: Traject) -> None:
    if now.behandelaar_id != shown.behandelaar_id:
        raise OvergangGeweigerd(f"Een collega was u voor: {now.behandelaar or 'niemand'} is nu behandelaar.")
    if not now.is_open:
        raise OvergangGeweigerd("Dit traject is intussen beëindigd.")
