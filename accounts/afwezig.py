"""
Who is away and who stands in for them: planned by themselves, or by who may appoint a behandelaar (issue 5; ADR 0019).

Access and reminders follow the days by themselves; nothing here starts or ends anything. Every change takes the lock of the regio
first, so that two people do not make each other's deputy at the same moment.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Afwezigheid, Lidmaatschap, Regio, User
from accounts.models.afwezigheid import VERVANGBAAR
from basis.templatetags.basis import datum

TERUGKIJKEN = timedelta(days=31)  # keuze: how long ago an absence may have begun that is written down today
HOOGSTENS = timedelta(days=366)  # keuze: who is away longer hands over


class AfwezigGeweigerd(Exception):
    """A sentence for whoever plans."""


def vervangers(regio: Regio, *, on: date) -> QuerySet[User]:
    """Who can stand in for a colleague of this regio: its coordinators and begeleiders with access today."""
    lids = Lidmaatschap.objects.geldig(on=on).filter(regio=regio, rol__in=VERVANGBAAR)
    return User.objects.filter(pk__in=lids.values("user")).order_by("zoektekst", "pk")


@transaction.atomic
def plan(*, user: User, van: date, tot: date, vervangers: dict[Regio, User], on: date) -> list[Afwezigheid]:
    """
    Somebody will be away, or is already.

    :param vervangers: who stands in, per regio; in a regio left out nothing changes.
    :raises AfwezigGeweigerd: days out of order or taken, or a colleague who cannot stand in.
    """
    if not vervangers:
        raise AfwezigGeweigerd("Kies in minstens één regio wie vervangt.")
    if van < on - TERUGKIJKEN:
        raise AfwezigGeweigerd(f"Kies een eerste dag op of na {datum(on - TERUGKIJKEN)}.")
    return [_plan(user, regio, van, tot, wie, on) for regio, wie in sorted(vervangers.items(), key=lambda item: item[0].pk)]


def _plan(user: User, regio: Regio, van: date, tot: date, wie: User, on: date) -> Afwezigheid:
    _lock(regio)
    if not _werkt(user, regio, max(van, on)):
        raise AfwezigGeweigerd(f"{user} is dan geen coördinator of begeleider van {regio}.")
    row = Afwezigheid(user=user, regio=regio, van=van, tot=tot, vervanger=wie)
    _check(row, on)
    row.save()
    return row


@transaction.atomic
def wijzig(row: Afwezigheid, *, van: date, tot: date, vervanger: User, on: date) -> None:
    """
    Other days, or somebody else who stands in, from now on.

    :raises AfwezigGeweigerd: it is over; the first day has been and would move; or as in `plan`.
    """
    row = _locked(row, on)
    if van != row.van and min(van, row.van) <= on:
        raise AfwezigGeweigerd("De eerste dag is al geweest en blijft staan.")
    row.van, row.tot, row.vervanger = van, tot, vervanger
    _check(row, on)
    row.save(update_fields=["van", "tot", "vervanger"])


@transaction.atomic
def beeindig(row: Afwezigheid, *, on: date) -> None:
    """
    Back again from today; what has not begun before today leaves no row.

    :raises AfwezigGeweigerd: it is over already.
    """
    row = _locked(row, on)
    if row.van >= on:
        row.delete()
        return
    row.tot = on - timedelta(days=1)
    row.save(update_fields=["tot"])


def vervangt(user: User, regios: Iterable[Regio], van: date, tot: date) -> list[Afwezigheid]:
    """For whom this person stands in within these days: they will be told that nobody does then."""
    rows = Afwezigheid.objects.in_dagen(van, tot).filter(vervanger=user, regio__in=list(regios))
    return list(rows.select_related("user"))


def _lock(regio: Regio) -> None:
    Regio.objects.select_for_update().get(pk=regio.pk)


def _locked(row: Afwezigheid, on: date) -> Afwezigheid:
    _lock(row.regio)
    found = Afwezigheid.objects.nu_en_straks(on=on).select_related("user", "regio").filter(pk=row.pk).first()
    if found is None:
        raise AfwezigGeweigerd("Deze afwezigheid is al voorbij of weggehaald. Ververs de pagina.")
    return found


def _check(row: Afwezigheid, on: date) -> None:
    if row.tot < max(row.van, on):
        raise AfwezigGeweigerd("Kies een laatste dag op of na de eerste dag, en niet voor vandaag.")
    if row.tot - row.van > HOOGSTENS:
        raise AfwezigGeweigerd("Kies hoogstens een jaar. Duurt het langer? Draag de trajecten dan over.")
    others = Afwezigheid.objects.in_dagen(row.van, row.tot).filter(regio=row.regio).exclude(pk=row.pk or 0)
    if other := others.filter(user=row.user).first():
        raise AfwezigGeweigerd(f"{row.user} is al afwezig van {periode(other)}. Wijzig die afwezigheid.")
    _check_vervanger(row, others, on)


def _check_vervanger(row: Afwezigheid, others: QuerySet[Afwezigheid], on: date) -> None:
    wie = row.vervanger
    if wie.pk == row.user_id:
        raise AfwezigGeweigerd("Kies een collega: niemand kan zichzelf vervangen.")
    if not all(_werkt(wie, row.regio, day) for day in (max(row.van, on), row.tot)):
        raise AfwezigGeweigerd(f"{wie} heeft niet al die dagen toegang in {row.regio}. Kies een andere collega.")
    if other := others.filter(user=wie).first():
        raise AfwezigGeweigerd(f"{wie} is zelf afwezig van {periode(other)}. Kies een andere collega of andere dagen.")


def _werkt(user: User, regio: Regio, day: date) -> bool:
    return Lidmaatschap.objects.geldig(on=day).filter(user=user, regio=regio, rol__in=VERVANGBAAR).exists()


def periode(row: Afwezigheid) -> str:
    return f"{datum(row.van)} tot en met {datum(row.tot)}"
