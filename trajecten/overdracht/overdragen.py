"""Work from one colleague to another, several rows at once; the rule for one traject is `dossier.behandelaar` (domein §1)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts import afwezig
from accounts.afwezig import AfwezigGeweigerd
from accounts.models import Afwezigheid, Regio, User
from trajecten import betrokkenen, dossier, toegang
from trajecten.models import Betrokkene, Overdracht, OverdrachtRij, Traject
from trajecten.workflow import OvergangGeweigerd

Soort = OverdrachtRij.Soort


@dataclass(frozen=True)
class _Opdracht:
    van: User | None
    naar: User
    by: User
    on: date


@transaction.atomic
def draag_over(
    *,
    regio: Regio,
    van: User | None,
    naar: User,
    by: User,
    on: date,
    at: datetime,
    trajecten: Iterable[Traject] = (),
    betrokken: Iterable[Betrokkene] = (),
    vervangingen: Iterable[Afwezigheid] = (),
) -> Overdracht:
    """
    Give each of these to somebody else; what cannot go stays as it is and says why.

    :param van: whose they were when they were chosen; what is somebody else's by now is left alone.
    :returns: the result, with a row for each.
    """
    made = Overdracht.objects.create(regio=regio, van=van, naar=naar, door=by, at=at)
    todo = _Opdracht(van, naar, by, on)
    rows = [  # the lock of the regio first, then those of the trajecten, in one order for everybody
        *(_rij(Soort.VERVANGER, row, todo, afwezige=row.user) for row in sorted(vervangingen, key=_sleutel)),
        *(_rij(Soort.BEHANDELAAR, row, todo, traject=row) for row in sorted(trajecten, key=_sleutel)),
        *(_rij(Soort.BETROKKENE, row, todo, traject=row.traject) for row in sorted(betrokken, key=_sleutel)),
    ]
    for row in rows:
        row.overdracht = made
    OverdrachtRij.objects.bulk_create(rows)
    return made


def _sleutel(row: Traject | Betrokkene | Afwezigheid) -> int:
    return row.traject_id if isinstance(row, Betrokkene) else row.pk


def _rij(soort: Soort, row, todo: _Opdracht, **wat: Traject | User) -> OverdrachtRij:
    """One of them, in a savepoint of its own."""
    reden = ""
    try:
        with transaction.atomic():
            DOE[soort](row, todo)
    except (OvergangGeweigerd, AfwezigGeweigerd) as geweigerd:
        reden = str(geweigerd)
    return OverdrachtRij(soort=soort, reden=reden, **wat)


def _behandelaar(shown: Traject, todo: _Opdracht) -> None:
    row = Traject.objects.select_for_update(of=("self",)).select_related("behandelaar").get(pk=shown.pk)
    if row.behandelaar != todo.van:
        raise OvergangGeweigerd(f"Een collega was u voor: {row.behandelaar or 'niemand'} is nu behandelaar.")
    if not row.is_open:
        raise OvergangGeweigerd("Dit traject is intussen beëindigd.")
    dossier.behandelaar(traject=row, by=todo.by, on=todo.on, nieuw=todo.naar)


def _betrokkene(shown: Betrokkene, todo: _Opdracht) -> None:
    """The part goes to another begeleider for the rest of its days; a coordinator needs none, nor who has one or is behandelaar."""
    traject, wie = shown.traject, {"by": todo.by, "on": todo.on}
    if shown.user != todo.van:
        raise OvergangGeweigerd("Dit is iemand anders die meewerkt. Ververs de pagina.")
    betrokkenen.weg(traject=traject, betrokkene=shown, **wie)
    traject.refresh_from_db()
    own = traject.behandelaar_id == todo.naar.pk or traject.betrokkenen.nu_en_straks(on=todo.on).filter(user=todo.naar).exists()
    if own or not toegang.begeleiders(traject.regio, on=todo.on).filter(pk=todo.naar.pk).exists():
        return
    betrokkenen.erbij(traject=traject, wie=todo.naar, vanaf=max(todo.on, shown.vanaf), tot=shown.tot, **wie)


def _vervanger(shown: Afwezigheid, todo: _Opdracht) -> None:
    row = Afwezigheid.objects.select_related("vervanger", "regio").filter(pk=shown.pk).first()
    if row and row.vervanger != todo.van:
        raise AfwezigGeweigerd(f"Een collega was u voor: {row.vervanger} vervangt nu.")
    afwezig.wijzig(shown, van=shown.van, tot=shown.tot, vervanger=todo.naar, on=todo.on)


DOE: dict[Soort, Callable] = {Soort.BEHANDELAAR: _behandelaar, Soort.BETROKKENE: _betrokkene, Soort.VERVANGER: _vervanger}
