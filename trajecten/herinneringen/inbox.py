"""What one person was told of, the newest first: in the app at once, whether or not a mail went out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission, rechten
from trajecten.herinneringen import weet
from trajecten.herinneringen.woorden import Post, post
from trajecten.models import Herinnering, Traject


@dataclass(frozen=True)
class Melding:
    """:param url: where it is done; "" when it is done already, or cannot be opened any more."""

    post: Post
    at: datetime
    is_nieuw: bool
    is_gedaan: bool
    url: str


def van(user: User) -> QuerySet[Herinnering]:
    rows = Herinnering.objects.filter(ontvanger=user)
    return rows.select_related("termijn__traject__kwalificatie")


def ongelezen(user: User) -> int:
    return Herinnering.objects.filter(ontvanger=user, gelezen_at__isnull=True).count()


def meldingen(rows: Iterable[Herinnering], user: User, *, on: date) -> list[Melding]:
    """
    What is not theirs any more, such as of somebody they stood in for, stays readable by its number and leads nowhere.
    """
    found = list(rows)
    known = weet.van(user, {row.termijn.traject_id for row in found}, on=on)
    appoints = {lid.regio_id for lid in user.lidmaatschappen_on(on) if Permission.TRAJECT_BEHANDELAAR in rechten(lid)}
    return [_melding(row, known, row.termijn.traject.regio_id in appoints, on) for row in found]


def _melding(row: Herinnering, known: weet.Weet, wijst_toe: bool, on: date) -> Melding:
    termijn, traject = row.termijn, row.termijn.traject
    done = bool(termijn.vervuld_op or termijn.vervallen_op)
    told = post(row, on=on, op_nummer=traject.pk not in known)
    return Melding(told, row.at, row.gelezen_at is None, done, "" if done else _url(traject, known, wijst_toe))


def _url(traject: Traject, known: weet.Weet, wijst_toe: bool) -> str:
    """The page of this traject for who may open it, the most first."""
    if traject.pk in known.dossiers:
        return traject.get_absolute_url()
    if traject.pk in known.plaatsingen:
        current = known.plaatsingen[traject.pk]
        return reverse("portaal:plaatsing", args=[current]) if current else ""
    return reverse("trajecten:behandelaar", args=[traject.code]) if wijst_toe else ""


def lees(user: User, *, tot: datetime, at: datetime) -> int:
    """Everything up to what this person saw is read. :returns: how many were new."""
    return Herinnering.objects.filter(ontvanger=user, gelezen_at__isnull=True, at__lte=tot).update(gelezen_at=at)
