"""What somebody who signs in gets mail of, and what they choose (issue 5)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from accounts.models import Rol, User
from berichten import afmelden
from berichten.models import Hoe
from trajecten.regels import Partij
from trajecten.voorkeuren.groepen import Groep, van_partijen

ALS = {
    **dict.fromkeys([Rol.COORDINATOR, Rol.BEGELEIDER, Rol.BEHEERDER], Partij.COORDINATOR),
    Rol.WERKGEVER: Partij.LEERBEDRIJF,
    Rol.SCHOOL: Partij.SCHOOL,
}


def partijen(user: User, *, on: date) -> set[Partij]:
    """What this person is told of, by what they are today; a consulent and a programmamanager of nothing."""
    return {ALS[Rol(lid.rol)] for lid in user.lidmaatschappen_on(on) if lid.rol in ALS}


def groepen(user: User, *, on: date) -> dict[str, Groep]:
    """Those of which this person may get mail."""
    return van_partijen(partijen(user, on=on))


def aan(user: User, *, on: date) -> list[str]:
    """Of which of these groups mail goes to them now."""
    off = afmelden.groepen_uit(user.email)
    return [code for code in groepen(user, on=on) if code not in off]


@transaction.atomic
def kies(user: User, gekozen: Collection[str], *, on: date, at: datetime) -> None:
    """Mail of these groups and of none of the others they could get; a group they do not see keeps what it was."""
    own = groepen(user, on=on)
    afmelden.meld_aan(user.email, [code for code in own if code in gekozen])
    afmelden.meld_af(user.email, [code for code in own if code not in gekozen], hoe=Hoe.ACCOUNT, at=at)
