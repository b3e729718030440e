"""
Which appointments and termijnen somebody has in their calendar: what they may see on that day, and no more (domein §1, §7).

A calendar is kept elsewhere and shown to others, so it holds initials and a traject number, and of a leerbedrijf with a hidden
address no place for anybody (domein §4). Keuzes: the window, whose, and that a leerbedrijf and a school see the evaluation and the
uitreiking of their current Plaatsing, but no intake.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from accounts.models import User
from basis.tekst import search_text
from trajecten import toegang, toegang_portaal
from trajecten.agenda.ics import Item
from trajecten.models import AgendaAdres, Betrokkene, Gebeurtenis, Plaatsing, Planning, Termijn, Traject, Voorstel
from trajecten.models.queries import TrajectQuerySet
from trajecten.regels import Partij
from trajecten.termijnen import SOORTEN
from trajecten.verklaringen import initialen

TERUG, VOORUIT = timedelta(days=60), timedelta(days=180)  # keuze
HOOGSTENS = 1000  # of each, the soonest first; several times what a regio plans in half a year, and still an answer in seconds
BUITEN = frozenset({"evaluatie", "uitreiking"})  # of these a leerbedrijf and a school are told


def van(adres: AgendaAdres, *, on: date) -> Iterator[Item]:
    """All that stands in this calendar today, in a fixed number of queries."""
    dossiers = toegang.leesbare_trajecten(adres.user, on=on)
    plaatsingen = toegang_portaal.plaatsingen(adres.user, on=on)
    own = planningen(on=on).filter(traject__in=dossiers if adres.ook_collegas else _eigen(dossiers, adres.user, on))
    seen = {row.pk: als_item(row, url=row.traject.get_absolute_url()) for row in own[:HOOGSTENS]}
    for row in van_plaatsingen(plaatsingen, on=on)[:HOOGSTENS]:
        seen.setdefault(row.pk, als_item(row, url=reverse("portaal:plaatsing", args=[row.plaatsing_code])))
    yield from seen.values()
    if adres.ook_termijnen:
        yield from map(_termijn, _termijnen(dossiers, adres.user, on)[:HOOGSTENS])


def _eigen(dossiers: TrajectQuerySet, user: User, on: date) -> TrajectQuerySet:
    """What is this person's to do (Bij mij), and what they have a part in."""
    part = Betrokkene.objects.geldig(on=on).filter(user=user).values("traject")
    return dossiers.filter(dossiers.van_mij(user, on=on) | Q(pk__in=part))


def planningen(*, on: date) -> QuerySet:
    """
    What stands, what was held, and until its day what was called off; not what another plan took the place of.

    Every change of a plan writes a Gebeurtenis, also when a step is taken back: the last tells when, their number which version.
    """
    happened = Gebeurtenis.objects.filter(traject=OuterRef("traject"))
    last = happened.order_by("-at").values("at")[:1]
    number = happened.order_by().values("traject").annotate(n=Count("pk")).values("n")
    hidden = {"traject": OuterRef("traject"), "leerbedrijf__verborgen_adres": True}
    stands = Q(vervallen=False) | Q(vervallen_op__gte=F("datum")) | Q(vervallen_op__lt=F("datum"), datum__gte=on)
    rows = Planning.objects.filter(stands, datum__range=(on - TERUG, on + VOORUIT))
    return rows.select_related("traject__deelnemer", "eerste").annotate(
        gewijzigd_at=Subquery(last),
        aantal=Subquery(number),
        is_geheim=Exists(Plaatsing.objects.filter(**hidden)) | Exists(Voorstel.objects.filter(**hidden)),
    )


def van_plaatsingen(plaatsingen: QuerySet[Plaatsing], *, on: date) -> QuerySet:
    """What the people of these Plaatsingen are told of: of a former one nothing any more."""
    current = plaatsingen.filter(huidig=True)
    own = current.filter(traject=OuterRef("traject")).values("code")[:1]
    rows = planningen(on=on).filter(soort__in=BUITEN, traject__in=current.values("traject"))
    return rows.annotate(plaatsing_code=Subquery(own))


@dataclass(frozen=True)
class Gepland:
    """What a leerbedrijf and a school read of an appointment on the page of their Plaatsing."""

    code: UUID
    wat: str
    datum: date
    tijd: time | None
    plaats: str


def gepland(plaatsing: Plaatsing, *, on: date) -> list[Gepland]:
    """What is to come, the first on top."""
    rows = van_plaatsingen(Plaatsing.objects.filter(pk=plaatsing.pk), on=on).filter(vervallen=False, datum__gte=on)
    return [Gepland(row.code, row.get_soort_display(), row.datum, row.tijd, _plaats(row)) for row in rows]


def _plaats(row: Any) -> str:
    """Not of a hidden address, and not when somebody wrote the name of the deelnemer in it: the page in the system has it."""
    d, place = row.traject.deelnemer, f" {search_text(row.plaats)} "
    names = (d.roepnaam, d.achternaam, d.voornamen, d.geslachtsnaam)
    named = any(f" {search_text(name)} " in place for name in names if name)
    return "" if row.is_geheim or named else row.plaats


def als_item(row: Any, *, url: str) -> Item:
    """:param row: one of `planningen`. :param url: a page of ours, for who signs in."""
    called_off = row.vervallen_op is not None and row.vervallen_op < row.datum
    return Item(
        sleutel=str((row.eerste or row).code),
        versie=row.aantal or 0,
        gewijzigd_at=row.gewijzigd_at or row.traject.created_at,
        titel=_titel(row.get_soort_display(), row.traject),
        datum=row.datum,
        tijd=row.tijd,
        plaats=_plaats(row),
        url=settings.SITE_URL + url,
        vervallen=called_off,
    )


def _termijnen(dossiers: TrajectQuerySet, user: User, on: date) -> QuerySet[Termijn]:
    """What is asked of this person; what is asked of another party stands on Vandaag."""
    own = dossiers.filter(dossiers.van_mij(user, on=on))
    rows = Termijn.objects.open().filter(traject__in=own, partij=Partij.COORDINATOR)
    return rows.filter(op__range=(on - TERUG, on + VOORUIT)).select_related("traject__deelnemer")


def _termijn(row: Termijn) -> Item:
    """Its day of asking changes with its due date, so it also tells which version this is."""
    return Item(
        sleutel=str(row.code),
        versie=row.ontstaan_op.toordinal(),
        gewijzigd_at=datetime.combine(row.ontstaan_op, time(), UTC),
        titel=_titel(f"Termijn: {SOORTEN[row.soort].naam}", row.traject),
        datum=row.op,
        url=settings.SITE_URL + row.traject.get_absolute_url(),
    )


def _titel(wat: str, traject: Traject) -> str:
    """Intakegesprek GR-2026-0042 (J. V.)"""
    d = traject.deelnemer
    letters = initialen(d.roepnaam or d.voornamen, d.achternaam or d.geslachtsnaam)
    return f"{wat} {traject.nummer} ({letters})" if letters else f"{wat} {traject.nummer}"
