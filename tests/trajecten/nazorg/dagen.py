"""Days that go by for the reminders and the nightly work, as the two tasks do it."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import time_machine

from berichten.models import Bericht
from tests.trajecten import leven
from tests.trajecten.herinneringen.hulp import bundel
from trajecten import tasks
from trajecten.herinneringen import plannen
from trajecten.models import Traject
from trajecten.nazorg import onbekend
from trajecten.regels import Status

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAG = timedelta(days=1)
MAIL = "andries@voorbeeld.test"


def om(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), AMSTERDAM)


def in_nazorg(w: leven.Wereld, **deelnemer) -> Traject:
    """Handed over today; the coordinator is behandelaar. :param deelnemer: `email=""` for who has none."""
    traject = leven.naar(w, Status.NAZORG, on=leven.BEGIN + 7 * DAG, **{"email": MAIL} | deelnemer)
    Traject.objects.filter(pk=traject.pk).update(behandelaar=w.coordinator)
    traject.refresh_from_db()
    return traject


def nacht(on: date) -> int:
    """:returns: how many rounds were recorded as onbekend."""
    recorded = sum(onbekend.leg_vast(pk, on=on) for pk in onbekend.misschien_over(on=on))
    for pk in Traject.objects.open().values_list("pk", flat=True):
        tasks.werk_bij(pk, on=on)
    return recorded


def ochtend(on: date) -> None:
    for pk in plannen.aan_de_beurt(on=on):
        plannen.plan(pk, on=on, at=om(on))
    bundel(om(on))


def leef(van: date, tot: date, *, met_nacht: bool = True) -> None:
    """Every day from and including the first up to and including the last."""
    day = van
    while day <= tot:
        with time_machine.travel(om(day, 3), tick=False):
            if met_nacht:
                nacht(day)
        with time_machine.travel(om(day), tick=False):
            ochtend(day)
        day += DAG


def tokens() -> list[str]:
    """Of every mail with the question, the oldest first."""
    found = [re.search(r"/portaal/nazorg/([\w-]+)/", row.tekst) for row in Bericht.objects.order_by("pk")]
    return [match[1] for match in found if match]
