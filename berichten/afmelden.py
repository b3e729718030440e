"""
Which mail an address does not want, and the link by which it says so without signing in (domein §8; issue 5).

A group is a word of the room above. What cannot be stopped is of no group, and never comes here.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import transaction

from basis.sleutels import hash_token, new_token
from berichten.models import Afmelding, Afmeldlink, Hoe

GELDIG = timedelta(days=3 * 365)  # keuze: a mail is kept for years


def uit(adressen: Iterable[str]) -> set[tuple[str, str]]:
    """What these addresses do not want: pairs of address, in small letters, and group; one query."""
    small = {adres.lower() for adres in adressen if adres}
    return set(Afmelding.objects.filter(adres__in=small).values_list("adres", "groep")) if small else set()


def groepen_uit(adres: str) -> set[str]:
    """The groups this address does not want."""
    return {groep for _, groep in uit([adres])}


@transaction.atomic
def meld_af(adres: str, groepen: Collection[str], *, hoe: Hoe, at: datetime) -> None:
    """No more mail of these groups. Twice is once: the first time stays."""
    rows = [Afmelding(adres=adres.lower(), groep=groep, hoe=hoe, at=at) for groep in sorted(groepen)]
    Afmelding.objects.bulk_create(rows, ignore_conflicts=True)


def meld_aan(adres: str, groepen: Collection[str]) -> None:
    """Mail of these groups again."""
    Afmelding.objects.filter(adres=adres.lower(), groep__in=groepen).delete()


def maak_link(adres: str, groepen: Collection[str], *, at: datetime) -> str:
    """:returns: the token of a link that stops these groups for this address; it is not kept."""
    token = new_token()
    Afmeldlink.objects.create(token_hash=hash_token(token), adres=adres.lower(), groepen=sorted(groepen), at=at)
    return token


def vind(token: str, *, at: datetime) -> Afmeldlink | None:
    """Looking consumes nothing, and neither does using it."""
    return Afmeldlink.objects.filter(token_hash=hash_token(token), at__gt=at - GELDIG).first()


def ruim_op(*, at: datetime) -> None:
    """Links of mails nobody has any more."""
    Afmeldlink.objects.filter(at__lte=at - GELDIG).delete()
