"""The deelnemer died: one way from every open status (domein §3, Lists)."""

from datetime import date

from django.db import transaction

from accounts.models import User
from trajecten import lijsten
from trajecten.models import Traject
from trajecten.regels import GESTART, VOOR_START, Overgang, Status
from trajecten.workflow.aanmelding import niet_starten
from trajecten.workflow.einde import afsluiten, stoppen
from trajecten.workflow.kern import OvergangGeweigerd


def overgang_bij_overlijden(status: Status) -> Overgang | None:
    """By which overgang a traject of this status ends then; None when it has ended."""
    if status in VOOR_START:
        return Overgang.NIET_STARTEN
    if status in GESTART:
        return Overgang.STOPPEN
    return Overgang.AFSLUITEN if status in {Status.UITREIKING, Status.NAZORG} else None


@transaction.atomic
def overlijden(*, traject: Traject, by: User, on: date, laatste_dag: date | None = None) -> Traject:
    """
    End the traject at once: every termijn and plan lapses, no nazorg, not uitval, and nothing is asked about what was achieved.
    Any other open traject of the deelnemer ends with it.

    :param laatste_dag: of work, where it is known.
    :raises OvergangGeweigerd: it had ended already, or a last day that cannot be.
    """
    for other in traject.deelnemer.trajecten.open().exclude(pk=traject.pk).order_by("pk"):
        _beeindig(other, by, on)
    return _beeindig(traject, by, on, laatste_dag)


def _beeindig(traject: Traject, by: User, on: date, laatste_dag: date | None = None) -> Traject:
    overgang = overgang_bij_overlijden(Status(traject.status))
    if overgang == Overgang.NIET_STARTEN:
        return niet_starten(traject=traject, reden=lijsten.OVERLIJDEN, by=by, on=on)
    if overgang == Overgang.STOPPEN:
        return stoppen(traject=traject, reden=lijsten.OVERLIJDEN, laatste_dag=laatste_dag, uren_gedaan=None, by=by, on=on)
    if overgang == Overgang.AFSLUITEN:
        return afsluiten(traject=traject, overleden=True, by=by, on=on)
    raise OvergangGeweigerd("Dit traject is al beëindigd. Bekijk het dossier: misschien was een collega u voor.")
