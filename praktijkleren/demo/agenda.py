"""The story told in the order of its days, so that numbers, log, termijnen and turns come out as they would have."""

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Model
from django.db.models.signals import pre_save
from django.utils import timezone

from basis.dagen import now, today
from documenten.models import Document
from trajecten import aan_zet, termijnen, termijnrijen
from trajecten.feiten import Feiten, Getekend, mist_plaatsing
from trajecten.models import Contactmoment, Gebeurtenis, Handtekening, Notitie, Traject, TrajectDocument
from trajecten.regels import GEEINDIGD, Ondertekenaar, Status

STEMPELS: dict[type[Model], tuple[str, ...]] = {
    Contactmoment: ("at",),
    Document: ("besteld_op", "klaar_op"),
    Gebeurtenis: ("at",),
    Handtekening: ("vastgelegd_at",),
    Notitie: ("at",),
    Traject: ("created_at",),
    TrajectDocument: ("at",),
}
NACHT, DAG = 0, 1


def moment(on: date, minuut: int = 0) -> datetime:
    """
    A time of a working day, from half past eight until six; now when it is today.

    :param minuut: since the day's work began.
    """
    return now() if on == today() else timezone.make_aware(datetime.combine(on, time(8, 30))) + timedelta(minutes=min(minuut, 570))


@dataclass
class Agenda:
    """
    What happens when; entries of one day in the order in which they were put in, the night before the day.

    :param tot: the last day that is told: today.
    """

    tot: date
    dag: date = date.min
    _hoop: list = field(default_factory=list)
    _nummer: int = 0
    _klok: tuple[date, int] = (date.min, 0)
    _nachten: dict[int, date] = field(default_factory=dict)  # per traject the one night that counts; what was meant before does not

    def zet(self, dag: date, doe: Callable[[date], Traject | None], *, deel: int = DAG) -> None:
        """:param doe: does it, given its day; returns the traject it touched. What lies after today is left out."""
        if dag <= self.tot:
            self._nummer += 1
            heapq.heappush(self._hoop, (dag, deel, self._nummer, doe))

    def vertel(self) -> None:
        """Do everything; at the end every open traject is as the work of last night left it."""
        with self._gestempeld():
            while self._hoop:
                self.dag, _, _, doe = heapq.heappop(self._hoop)
                if traject := doe(self.dag):
                    self._volgende_nacht(traject)
            for traject in Traject.objects.open().order_by("pk"):
                aan_zet.leg_vast(traject, _feiten(traject), termijnrijen.open_termijnen(traject), on=self.tot)

    @contextmanager
    def _gestempeld(self) -> Iterator[None]:
        """What is stamped with this moment gets the moment of the story."""

        def stempel(sender: type[Model], instance: Model, **kwargs: object) -> None:
            fresh = instance._state.adding or sender is Handtekening  # a signature is recorded on a row that was asked before
            for veld in STEMPELS.get(sender, ()) if fresh else ():
                if getattr(instance, veld):
                    setattr(instance, veld, self._nu())

        pre_save.connect(stempel)
        try:
            yield
        finally:
            pre_save.disconnect(stempel)

    def _nu(self) -> datetime:
        """A few minutes after what was last written down on this day."""
        dag, minuut = self._klok
        self._klok = (self.dag, minuut + 4 if dag == self.dag else self.dag.toordinal() % 97)
        return moment(*self._klok)

    def _volgende_nacht(self, traject: Traject) -> None:
        """Mark the next night in which the passing of days changes who is aan zet, as the nightly task would find."""
        self._nachten.pop(traject.pk, None)
        if traject.status in GEEINDIGD:
            return
        feiten, wachtend = _feiten(traject), termijnrijen.open_termijnen(traject)
        nu = aan_zet.partij(feiten, wachtend, on=self.dag).partij
        for dag in sorted({d for t in wachtend for d in _wisseldagen(t) if d > self.dag}):
            if aan_zet.partij(feiten, wachtend, on=dag).partij != nu:
                self._nachten[traject.pk] = dag
                return self.zet(dag, lambda on: self._nachtwerk(traject.pk, on), deel=NACHT)

    def _nachtwerk(self, pk: int, on: date) -> Traject | None:
        if self._nachten.get(pk) != on:
            return None
        row = Traject.objects.get(pk=pk)
        aan_zet.leg_vast(row, _feiten(row), termijnrijen.open_termijnen(row), on=on)
        return row


def _wisseldagen(termijn: termijnen.OpenTermijn) -> list[date]:
    momenten = termijnen.momenten(termijn)
    return [momenten[0], momenten[-1] + timedelta(days=1), termijn.op + timedelta(days=1)]


def _feiten(traject: Traject) -> Feiten:
    """As much as tells who is aan zet; the rest decides only when something is due, and that is stored."""
    asked = Handtekening.objects.filter(
        pok_versie__plaatsing__traject=traject, pok_versie__plaatsing__huidig=True, pok_versie__vervallen_op__isnull=True
    )
    rows = asked.select_related("pok_versie") if traject.status == Status.OVEREENKOMST else []
    return Feiten(
        status=Status(traject.status),
        aangemeld_op=traject.aangemeld_op,
        mist_plaatsing=mist_plaatsing(traject),
        handtekeningen=tuple(
            Getekend(Ondertekenaar(h.partij), h.pok_versie.versie, h.gevraagd_op, h.getekend_op, h.geweigerd_op) for h in rows
        ),
    )
