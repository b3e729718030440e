"""
Whether what was promised gets done: for the beheerder in plain words, and for a monitor in numbers (issue 5; limits: keuze).

Asked of the rows, not of the processes: a worker that runs and does nothing is as dead as one that is gone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import redis
from django.conf import settings
from django.db.models import Q

from basis.models import OutboxRow
from berichten.models import Bericht, Status

STIL = timedelta(minutes=3)  # the sweep comes every half minute
TRAAG = timedelta(minutes=15)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Stand:
    """
    :param werk: how long something has been due that nobody took up; None when nothing waits, or somebody is at work.
    :param mail: the age of the oldest mail that has not gone out. :param reden: why it was not taken, as the worker noted it.
    :param makelaar: whether Valkey answers within a second. :param teruggekomen: mails of the last week that did not arrive.
    """

    werk: timedelta | None
    mail: timedelta | None
    wachtend: int
    reden: str
    makelaar: bool
    teruggekomen: int

    @property
    def is_goed(self) -> bool:
        return self.makelaar and (self.werk or timedelta()) < STIL and (self.mail or timedelta()) < TRAAG

    def zinnen(self) -> list[str]:
        """What is wrong, and what to do about it; empty when all goes by itself."""
        found = []
        if self.werk and self.werk >= STIL:
            ask = "Vraag wie de server beheert om de achtergrondverwerking (worker) opnieuw te starten."
            found.append(f"Er is al {_duur(self.werk)} niets verwerkt. {ask}")
        if self.mail and self.mail >= TRAAG:
            why = f" De mailserver meldt: {self.reden}." if self.reden else ""
            found.append(f"De oudste mail wacht al {_duur(self.mail)}.{why} Er gaat niets verloren: we blijven het proberen.")
        if not self.makelaar:
            found.append("De wachtrij (Valkey) antwoordt niet. Alles gaat door, maar tot een halve minuut later.")
        return found


def stand(*, at: datetime) -> Stand:
    waiting = Bericht.objects.filter(status=Status.WACHT).order_by("gemaakt_op")
    oldest = waiting.first()
    open_rows = OutboxRow.objects.filter(done_at__isnull=True, failed_at__isnull=True)
    untouched = Q(claimed_until__isnull=True) | Q(claimed_until__lt=at)
    due = open_rows.filter(untouched, available_at__lte=at).order_by("available_at").first()
    busy = open_rows.filter(claimed_until__gt=at).exists()  # a long queue before a slow mail server is no dead worker
    tried = open_rows.filter(soort="mail", attempts__gt=0).exclude(last_error="").order_by("-available_at").first()
    return Stand(
        werk=at - due.available_at if due and not busy else None,
        mail=at - oldest.gemaakt_op if oldest else None,
        wachtend=waiting.count(),
        reden=tried.last_error if tried else "",
        makelaar=_antwoordt(),
        teruggekomen=Bericht.objects.filter(status=Status.MISLUKT, gemaakt_op__gt=at - WEEK).count(),
    )


def _antwoordt() -> bool:
    client = redis.Redis.from_url(settings.CELERY_BROKER_URL, socket_timeout=1, socket_connect_timeout=1)
    try:
        return bool(client.ping())
    except redis.RedisError:  # down or frozen: that is the answer
        return False
    finally:
        client.close()


def _duur(d: timedelta) -> str:
    minutes = int(d.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} minuten"
    return f"{minutes // 60} uur" if minutes < 48 * 60 else f"{minutes // 1440} dagen"
