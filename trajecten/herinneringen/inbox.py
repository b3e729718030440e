"""What one person was told of, the newest first: in the app at once, whether or not a mail went out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission, rechten
from trajecten import toegang
from trajecten.herinneringen.wie import ZIET_MEER
from trajecten.herinneringen.woorden import Post, post
from trajecten.models import Herinnering

_PAGINA = [  # the page of a traject for who may open it, the most first
    (Permission.SCHERMEN_DOSSIER, "trajecten:traject"),
    (Permission.SCHERMEN_PORTAAL, "portaal:plaatsing"),
    (Permission.TRAJECT_BEHANDELAAR, "trajecten:behandelaar"),
]


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
    return rows.select_related("termijn__traject__kwalificatie").prefetch_related("termijn__traject__plaatsingen")


def ongelezen(user: User) -> int:
    return Herinnering.objects.filter(ontvanger=user, gelezen_at__isnull=True).count()


def meldingen(rows: Iterable[Herinnering], user: User, *, on: date) -> list[Melding]:
    """
    What is not theirs any more, such as of somebody they stood in for, stays readable and leads nowhere.

    Who may know no more of a traject than its number, reads no more here.
    """
    found = list(rows)
    able: dict[int, set[Permission]] = {}
    for lid in user.lidmaatschappen_on(on):
        able.setdefault(lid.regio_id, set()).update(rechten(lid))
    about = [row.termijn.traject_id for row in found]
    known = set(toegang.visible_trajecten(user, on=on).filter(pk__in=about).values_list("pk", flat=True))
    return [_melding(row, able.get(row.termijn.traject.regio_id, set()), row.termijn.traject_id in known, on) for row in found]


def _melding(row: Herinnering, mag: set[Permission], is_known: bool, on: date) -> Melding:
    termijn = row.termijn
    done = bool(termijn.vervuld_op or termijn.vervallen_op)
    told = post(row, on=on, op_nummer=not mag & ZIET_MEER)
    return Melding(told, row.at, row.gelezen_at is None, done, "" if done or not is_known else _url(row, mag))


def _url(row: Herinnering, mag: set[Permission]) -> str:
    traject = row.termijn.traject
    page = next((name for permission, name in _PAGINA if permission in mag), "")
    if page == "portaal:plaatsing":
        current = next((p for p in traject.plaatsingen.all() if p.huidig), None)
        return reverse(page, args=[current.code]) if current else ""
    return reverse(page, args=[traject.code]) if page else ""


def lees(user: User, *, tot: datetime, at: datetime) -> int:
    """Everything up to what this person saw is read. :returns: how many were new."""
    return Herinnering.objects.filter(ontvanger=user, gelezen_at__isnull=True, at__lte=tot).update(gelezen_at=at)
