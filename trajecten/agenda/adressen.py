"""The secret address of somebody's calendar: made on request, shown once, replaced and withdrawn at any moment (M02, M17, M18)."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission, rechten
from basis.sleutels import hash_token, new_token
from berichten.post import verstuur
from trajecten.models import AgendaAdres

DOSSIERS = Permission.SCHERMEN_DOSSIER
VOOR = frozenset({DOSSIERS, Permission.SCHERMEN_PORTAAL})  # keuze: a consulent sees a next date, not what it is (domein §7)


def mag(user: User, *, on: date) -> frozenset[Permission]:
    """Which of VOOR this person has somewhere; none: they have no appointments to see."""
    return frozenset().union(*(rechten(lid) for lid in user.lidmaatschappen_on(on))) & VOOR


def van(user: User) -> AgendaAdres | None:
    return AgendaAdres.objects.werkend().filter(user=user).first()


@transaction.atomic
def maak(user: User, *, ook_collegas: bool, ook_termijnen: bool, at: datetime) -> str:
    """
    A new address; an earlier one stops working. Its owner is told by mail, because it works without signing in.

    :returns: the token, which is not kept.
    """
    User.objects.select_for_update().get(pk=user.pk)  # of two at once the second withdraws the first
    trek_in(user, at=at)
    token = new_token()
    wensen = {"ook_collegas": ook_collegas, "ook_termijnen": ook_termijnen}
    row = AgendaAdres.objects.create(user=user, token_hash=hash_token(token), gemaakt_at=at, **wensen)
    _meld(row)
    return token


def _meld(row: AgendaAdres) -> None:
    context = {
        "zin": "Met een nieuw agenda-adres kan een agenda uw afspraken ophalen, zonder in te loggen.",
        "advies": "Trek het adres dan meteen in",
        "link": settings.SITE_URL + reverse("trajecten:agenda"),
    }
    verstuur(
        aan=row.user.email,
        onderwerp="Er is een agenda-adres gemaakt",
        template="accounts/mail/wijziging.txt",
        context=context,
        sleutel=f"agenda-adres:{row.code}",
    )


def wijzig(user: User, *, ook_collegas: bool, ook_termijnen: bool) -> bool:
    """:returns: False when there is no address any more."""
    rows = AgendaAdres.objects.werkend().filter(user=user)
    return bool(rows.update(ook_collegas=ook_collegas, ook_termijnen=ook_termijnen))


def trek_in(user: User, *, at: datetime) -> bool:
    """:returns: False when it was withdrawn already."""
    return bool(AgendaAdres.objects.filter(user=user, ingetrokken_at__isnull=True).update(ingetrokken_at=at))


def vind(token: str, *, on: date) -> AgendaAdres | None:
    """The address behind a token, while its holder may see appointments; unknown and withdrawn are one question (M17)."""
    row = AgendaAdres.objects.van(token).select_related("user").first()
    return row if row and mag(row.user, on=on) else None


def url(token: str) -> str:
    """From SITE_URL, never from a request (M25)."""
    return settings.SITE_URL + reverse("trajecten:agenda_feed", args=[token])
