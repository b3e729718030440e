"""The link at the foot of a mail by which an address unsubscribes, and what it says (domein §8; issue 5)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from berichten import afmelden
from berichten.models import Afmeldlink, Hoe
from berichten.post import Afmeldadres
from trajecten.voorkeuren.groepen import GROEPEN, Groep

PAGINA, DIRECT = "trajecten:afmelden", "trajecten:afmelden_direct"


def voet(adres: str, groepen: Collection[str], *, at: datetime) -> Afmeldadres | None:
    """What a mail of these groups to this address has at its foot; None when nothing in it can be switched off."""
    own = {groep for groep in groepen if groep}
    if not own:
        return None
    token = afmelden.maak_link(adres, own, at=at)
    return Afmeldadres(*(settings.SITE_URL + reverse(name, args=[token]) for name in (PAGINA, DIRECT)))


@dataclass(frozen=True)
class Stand:
    """
    What a link is about: the groups of its mail, each by its code.

    :param aan: those of which mail still goes out. :param uit: those that were stopped.
    """

    aan: dict[str, Groep]
    uit: dict[str, Groep]


def stand(link: Afmeldlink) -> Stand:
    off = afmelden.groepen_uit(link.adres)
    own = {code: GROEPEN[code] for code in link.groepen if code in GROEPEN}
    return Stand({c: g for c, g in own.items() if c not in off}, {c: g for c, g in own.items() if c in off})


def stop(link: Afmeldlink, groepen: Collection[str] | None = None, *, hoe: Hoe, at: datetime) -> None:
    """
    No more mail of these groups to whom this link was mailed; never of more than its mail was about.

    :param groepen: None for all of them.
    """
    own = set(link.groepen) if groepen is None else set(link.groepen) & set(groepen)
    afmelden.meld_af(link.adres, own, hoe=hoe, at=at)


def maak_ongedaan(link: Afmeldlink) -> None:
    """Mail of all that this link is about again."""
    afmelden.meld_aan(link.adres, link.groepen)
