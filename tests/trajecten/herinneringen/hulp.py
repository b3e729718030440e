"""Termijnen on a Monday in May, and the engine run by hand."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from documenten.models import Document
from trajecten.herinneringen import bundelen, massa, plannen
from trajecten.models import Termijn, Traject
from trajecten.regels import Partij

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MAANDAG = date(2026, 5, 11)
DAG = timedelta(days=1)


def om(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), AMSTERDAM)


def bundel(at: datetime) -> int:
    """The mails of one run of the task. :returns: how many were written."""
    if bundelen.is_tijd(at):
        massa.vraag(at=at)
    return sum(bundelen.mail(pk, at=at) for pk in bundelen.wachtenden(at=at))


def termijn(traject: Traject, soort: str = "eindbeoordeling", op: date = MAANDAG, **anders) -> Termijn:
    partij = {"eindbeoordeling": Partij.LEERBEDRIJF, "tussenevaluatie": Partij.LEERBEDRIJF, "vaststelling": Partij.SCHOOL}
    rest = {"partij": partij.get(soort, Partij.COORDINATOR), "ontstaan_op": op - 60 * DAG, "kijk_op": op - 60 * DAG} | anders
    return traject.termijnen.create(soort=soort, op=op, **rest)


def loop(on: date, hour: int = 9) -> int:
    """One run of the task. :returns: how many mails were written."""
    for pk in plannen.aan_de_beurt(on=on):
        plannen.plan(pk, on=on, at=om(on, hour))
    return bundel(om(on, hour))


def wie(row: Termijn) -> list[str]:
    return [h.ontvanger.naam if h.ontvanger else h.adres for h in row.herinneringen.order_by("pk")]


def te_tekenen(traject: Traject) -> Termijn:
    """The agreement of today is made; what is asked of the deelnemer."""
    versie = traject.plaatsing.pok_versies.get()
    made = {"status": "klaar", "sha256": "a" * 64, "bytes": 1, "bestand": "er.pdf", "media_type": "application/pdf"}
    Document.objects.filter(pk=versie.document_id).update(**made, klaar_op=om(MAANDAG))
    return traject.termijnen.open().get(soort="pok_tekenen", sleutel__startswith="deelnemer")
