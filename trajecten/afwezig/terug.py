"""Back again: what happened meanwhile in one's own dossiers, to be read once (issue 5)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import Afwezigheid, Regio, User
from basis.leeslog import log_reads
from trajecten import lijsten, tijdlijn, toegang
from trajecten.models import Betrokkene, Contactmoment, Gebeurtenis, Notitie, Traject
from trajecten.tijdlijn import Regel

ZOLANG = timedelta(days=14)  # keuze: after the last day away it is offered this long
_MODELLEN = (Gebeurtenis, Contactmoment, Notitie)


@dataclass(frozen=True)
class Dossier:
    """What happened in one traject, the newest first."""

    traject: Traject
    regels: list[Regel]


def ongelezen(user: User, regio: Regio, *, on: date) -> Afwezigheid | None:
    """From which this person came back lately without having read what happened."""
    rows = Afwezigheid.objects.filter(user=user, regio=regio, tot__lt=on, tot__gte=on - ZOLANG, gezien_at__isnull=True)
    return rows.select_related("vervanger").order_by("-tot").first()


def gelezen(row: Afwezigheid, *, at: datetime) -> None:
    """It is not offered again, nor what lies before it; it can still be opened."""
    earlier = Afwezigheid.objects.filter(user=row.user, regio=row.regio, tot__lte=row.tot, gezien_at__isnull=True)
    earlier.update(gezien_at=at)


def bewogen(row: Afwezigheid, *, on: date) -> list[int]:
    """The keys of the own dossiers in which somebody else did something meanwhile, the newest first."""
    own = _eigen(row, on)
    latest: dict[int, datetime] = {}
    for model in _MODELLEN:
        for pk, at in _meanwhile(model, row, on).filter(traject__in=own).values_list("traject", "at"):
            latest[pk] = max(at, latest.get(pk, at))
    return sorted(latest, key=lambda pk: (latest[pk], pk), reverse=True)


def dossiers(row: Afwezigheid, pks: list[int], *, on: date) -> list[Dossier]:
    """
    Logs the reading of each: notes and contacts stand here as in the dossier itself.

    :param pks: of `bewogen`, as many as a page holds; the same queries for one and for many.
    """
    lines: dict[int, list[Regel]] = {pk: [] for pk in pks}
    mag = _mag(row, on)
    labels = lijsten.labels(row.regio, "contact")
    for g in _meanwhile(Gebeurtenis, row, on).filter(traject__in=pks).select_related("door", "teruggedraaid_door"):
        lines[g.traject_id].append(tijdlijn.van_gebeurtenis(g, mag))
    for c in _meanwhile(Contactmoment, row, on).filter(traject__in=pks).select_related("door"):
        lines[c.traject_id].append(tijdlijn.van_contact(c, labels))
    for n in _meanwhile(Notitie, row, on).filter(traject__in=pks).select_related("door"):
        lines[n.traject_id].append(tijdlijn.van_notitie(n))
    found = Traject.objects.for_overview().in_bulk(pks)
    log_reads(row.user, "traject", [traject.code for traject in found.values()], view="afwezig_gebeurd")
    return [Dossier(found[pk], sorted(lines[pk], key=lambda line: line.at, reverse=True)) for pk in pks]


def _eigen(row: Afwezigheid, on: date):
    """What this person may open today, and handles or had a part in on one of those days."""
    part = Betrokkene.objects.filter(Q(tot__isnull=True) | Q(tot__gte=row.van), user=row.user, vanaf__lte=row.tot)
    own = Q(behandelaar=row.user) | Q(pk__in=part.values("traject"))
    return toegang.leesbare_trajecten(row.user, on=on).filter(own, regio=row.regio)


def _meanwhile(model, row: Afwezigheid, on: date):
    """Those rows by others; of what happened only what this person may know of."""
    van, tot = (timezone.make_aware(datetime.combine(day, time())) for day in (row.van, row.tot + timedelta(days=1)))
    rows = model.objects.filter(Q(door__isnull=True) | ~Q(door=row.user), at__gte=van, at__lt=tot)
    if model is not Gebeurtenis:
        return rows
    return rows.exclude(soort__in=[soort for soort, needed in tijdlijn.VERTROUWELIJK.items() if needed not in _mag(row, on)])


def _mag(row: Afwezigheid, on: date):
    return toegang.rechten_in_lijsten(row.user, on=on).get(row.regio_id, frozenset())
