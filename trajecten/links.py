"""Personal links, whatever they are for: handed out one at a time, and by mail at most once a day (M02, M25)."""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from basis.sleutels import hash_token, new_token
from trajecten.models import Traject
from trajecten.models.link import LinkQuerySet, Linkwijze, PersoonlijkeLink
from trajecten.workflow.kern import OvergangGeweigerd

L = TypeVar("L", bound=PersoonlijkeLink)
ONGELDIG = "Deze link werkt niet meer. Misschien is hij al gebruikt of verlopen, of is er intussen iets veranderd."
GELDIG = {Linkwijze.MAIL: timedelta(days=14), Linkwijze.QR: timedelta(minutes=15)}  # keuze
AFKOELEN = timedelta(hours=24)  # between two mails (keuze)
NET = timedelta(minutes=15)  # so long its holder is still told what they did (keuze)


class LinkGeldtNiet(OvergangGeweigerd):
    """Used, expired, withdrawn, or of something that is asked no more. Nothing was changed."""

    def __init__(self) -> None:
        super().__init__(ONGELDIG)


def maak(soort: type[L], waarvoor: dict[str, Any], *, geldig: timedelta, door: User | None, at: datetime, **rest) -> tuple[L, str]:
    """
    A new link; an earlier one for the same thing stops working.

    :param waarvoor: the columns that say what it is for: there is one open link for that.
    :returns: the link, and its token, which is not kept.
    """
    soort.objects.filter(**waarvoor).trek_in(at=at)
    token = new_token()
    times = {"verstuurd_op": at, "vervalt_op": at + geldig}
    return soort.objects.create(token_hash=hash_token(token), door=door, **times, **waarvoor, **rest), token


def weer_vanaf(mailed: LinkQuerySet) -> datetime | None:
    """From when another mail may go out; None when none did. One that was withdrawn does not count."""
    return na(mailed.filter(ingetrokken_op__isnull=True).order_by("-verstuurd_op").first())


def na(mailed: PersoonlijkeLink | None) -> datetime | None:
    """From when another mail may go out after this one."""
    return mailed.verstuurd_op + AFKOELEN if mailed else None


def adres(deur: str, token: str) -> str:
    """From SITE_URL, never from a request (M25)."""
    return settings.SITE_URL + reverse(f"portaal:{deur}", args=[token])


def vergrendel(soort: type[PersoonlijkeLink], token: str) -> Traject:
    """The traject that a link is about, first, as everywhere. :raises LinkGeldtNiet: there is no such link."""
    own = soort.objects.van(token).values("traject")
    rows = Traject.objects.select_for_update(of=("self",)).select_related("regio", "deelnemer")
    traject = rows.filter(pk__in=own).first()
    if traject is None:
        raise LinkGeldtNiet
    return traject
