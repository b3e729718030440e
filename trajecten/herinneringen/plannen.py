"""
Which reminders are due: a question to the stored termijnen, of which each says when it wants to be looked at again (P4, P7, P8).

Safe to run twice, at once and late: a row per (termijn, moment, person) that the database takes once. Of moments that passed while
nothing ran only the last is told. The work grows with what is due, not with what is stored.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from trajecten import termijnen
from trajecten.herinneringen.wie import Adresboek, Ontvanger
from trajecten.models import Herinnering, Termijn, Traject
from trajecten.termijnrijen import als_open


def aan_de_beurt(*, on: date) -> QuerySet:
    """The keys of the trajecten with a termijn that wants to be looked at."""
    return Termijn.objects.open().filter(kijk_op__lte=on).order_by("traject").values_list("traject", flat=True).distinct()


@transaction.atomic
def plan(pk: int, *, on: date, at: datetime) -> int:
    """Of one traject, whose row is locked first, as everywhere. :returns: how many termijnen were looked at."""
    rows = Traject.objects.select_for_update(of=("self",), skip_locked=True).select_related("deelnemer", "regio")
    traject = rows.filter(pk=pk).first()
    if traject is None:  # somebody is at it: the next time
        return 0
    found = list(traject.termijnen.open().filter(kijk_op__lte=on))
    boek = Adresboek([traject], on=on)
    for termijn in found:
        _plan(termijn, traject, boek, on, at)
    return len(found)


def _plan(termijn: Termijn, traject: Traject, boek: Adresboek, on: date, at: datetime) -> None:
    days = termijnen.herinnerdagen(als_open(termijn))
    due = [day for day in days if day <= on]
    if due and not is_overbodig(termijn, due[-1]):
        herinner(termijn, due[-1], boek.ontvangers(termijn, traject, laatste=due[-1] == days[-1]), at=at)
    termijn.kijk_op = next((day for day in days if day > on), None)
    termijn.save(update_fields=["kijk_op"])


def is_overbodig(termijn: Termijn, moment: date) -> bool:
    """Switched off; or the request itself, when only the day changed since it was asked."""
    if termijn.overgeslagen.filter(moment=moment).exists():
        return True
    asks = moment == termijn.ontstaan_op and moment not in termijnen.momenten(als_open(termijn))
    return asks and termijn.herinneringen.exists()


def herinner(termijn: Termijn, moment: date, ontvangers: list[Ontvanger], *, at: datetime) -> None:
    rows = [
        Herinnering(sleutel=o.sleutel, ontvanger=o.user, adres=o.adres, is_bel=o.is_bel, geen_mail=o.geen_mail) for o in ontvangers
    ]
    for row in rows:
        row.termijn, row.moment, row.at = termijn, moment, at
    Herinnering.objects.bulk_create(rows, ignore_conflicts=True)
