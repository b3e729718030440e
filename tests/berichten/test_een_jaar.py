"""A year in the life of 200 dossiers: what is mailed, to whom, and never when it should not be (issue 5; domein §8)."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from accounts.models import Recht, Rol
from basis.dagen import is_working_day
from berichten.models import Bericht
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.herinneringen.hulp import bundel
from trajecten import aan_zet, termijnen, termijnrijen, workflow
from trajecten.herinneringen import plannen
from trajecten.models import Herinnering, Onderbreking, Plaatsing, Termijn, Traject
from trajecten.regels import Status

pytestmark = [pytest.mark.django_db, pytest.mark.lang]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BEGIN, EIND, DAG = date(2026, 1, 1), date(2026, 12, 31), timedelta(days=1)
DOSSIERS = 200
ALTIJD = {"hervatten", "einddatum"}  # what lives on while somebody pauses


@dataclass
class Jaar:
    """The dossiers, and chance that is the same each time."""

    w: leven.Wereld
    rng: Random = field(default_factory=lambda: Random(2026))
    begint: dict[date, list[int]] = field(default_factory=dict)

    def maak(self) -> None:
        for n in range(DOSSIERS):
            start = BEGIN + self.rng.randrange(270) * DAG
            status = Status.LOPEND if n % 3 else Status.AANGEMELD
            made = leven.in_status(self.w, status, aangemeld_op=start, status_sinds=start, aan_zet_sinds=start)
            days = {"startdatum": start, "eerste_werkdag": start, "einddatum": start + self.rng.randrange(95, 180) * DAG}
            if status == Status.LOPEND:
                Plaatsing.objects.filter(traject=made).update(**days)
                Traject.objects.filter(pk=made.pk).update(eerste_werkdag=start, vastgesteld_op=None)
            else:
                made.plaatsingen.all().update(huidig=False)
            self.begint.setdefault(start, []).append(made.pk)

    def leef(self, day: date) -> None:
        """In the afternoon: new ones begin, some things get done, some pause, and some come back."""
        for pk in self.begint.get(day, []):
            with transaction.atomic():
                aan_zet.bijwerken(Traject.objects.select_for_update(of=("self",)).get(pk=pk), on=day)
        for row in Termijn.objects.open().filter(herinneringen__isnull=False).distinct().order_by("pk"):
            if self.rng.random() < 0.06:
                Termijn.objects.filter(pk=row.pk).update(vervuld_op=day)
        for pauze in Onderbreking.objects.filter(tot=None, verwacht_terug__lte=day):
            if self.rng.random() < 0.3:
                workflow.hervatten(traject=pauze.traject, datum=day, by=self.w.coordinator, on=day)
        for traject in Traject.objects.filter(status=Status.LOPEND, eerste_werkdag__lt=day).order_by("pk"):
            if self.rng.random() < 0.004:
                back = day + self.rng.randrange(5, 30) * DAG
                workflow.onderbreken(traject=traject, reden="verlof", van=day, verwacht_terug=back, by=self.w.coordinator, on=day)


def om(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), AMSTERDAM)


def werk(day: date, hour: int) -> None:
    """One run of the task."""
    for pk in plannen.aan_de_beurt(on=day):
        plannen.plan(pk, on=day, at=om(day, hour))
    bundel(om(day, hour))


def dag_van(bericht: Bericht) -> date:
    return timezone.localdate(bericht.gemaakt_op)


def gepauzeerd(traject: int, day: date) -> bool:
    """In a pause that began before this day and was not over on it."""
    own = Onderbreking.objects.filter(traject=traject, van__lt=day)
    return any(pauze.tot is None or day <= pauze.tot for pauze in own)


def test_a_year_of_two_hundred_dossiers():
    jaar = Jaar(leven.wereld(on=BEGIN - 30 * DAG))
    iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=jaar.w.leerbedrijf.organisatie, rechten=[Recht.BEGELEIDEN])
    jaar.maak()
    day = BEGIN
    while day <= EIND:
        for hour in (6, 9, 17):
            with time_machine.travel(om(day, hour), tick=False):
                werk(day, hour)
        with time_machine.travel(om(day, 18), tick=False):
            jaar.leef(day)
        day += DAG

    mails = list(Bericht.objects.all())
    told = list(Herinnering.objects.filter(bericht__isnull=False).select_related("bericht", "termijn"))
    assert len(mails) > 250 and len(told) > 1000 and Onderbreking.objects.count() > 20, "it was a year with something in it"

    # on no day that is not a working day, and to everybody at most one a day
    assert all(is_working_day(dag_van(mail)) for mail in mails)
    assert max(Counter((mail.aan, dag_van(mail)) for mail in mails).values()) == 1
    # every moment once, on the day itself or the first day on which was mailed after it
    assert max(Counter((row.termijn_id, row.moment, row.sleutel) for row in told).values()) == 1
    assert all(row.moment <= dag_van(row.bericht) for row in told)
    assert all(row.moment in termijnen.herinnerdagen(termijnrijen.als_open(row.termijn)) for row in told if not _verschoven(row))
    # never after it was done, and never of the work while somebody pauses
    assert all(row.termijn.vervuld_op is None or dag_van(row.bericht) <= row.termijn.vervuld_op for row in told)
    paused = [row for row in told if row.termijn.soort not in ALTIJD and gepauzeerd(row.termijn.traject_id, dag_van(row.bericht))]
    assert paused == []
    # and nobody more than four times of one thing
    assert max(Counter((row.termijn_id, row.sleutel) for row in told).values()) <= 4


def _verschoven(row: Herinnering) -> bool:
    """Its termijn got another day since."""
    return row.moment < row.termijn.ontstaan_op
