"""Another address, or none, while a reminder waits for its mail: on a Saturday, or until somebody lets many mails go."""

from datetime import datetime

from trajecten.herinneringen import massa, wensen
from trajecten.herinneringen.wie import DEELNEMER
from trajecten.models import Herinnering, Termijn, Traject

GEEN_ADRES = "geen adres meer"


def deelnemer(traject: Traject, *, at: datetime) -> None:
    """What waits goes to where the deelnemer is reached now, as wished there; without an address somebody calls."""
    rows = massa.wachtend().filter(sleutel=DEELNEMER, termijn__traject__deelnemer=traject.deelnemer_id)
    if traject.deelnemer.email:
        rows.update(adres=traject.deelnemer.email)
        return
    asked = rows.filter(termijn__in=Termijn.objects.open())
    for row in asked.select_related("termijn__traject__regio", "termijn__traject__deelnemer"):
        Herinnering.objects.filter(pk=row.pk).update(geen_mail=GEEN_ADRES)
        wensen.bel(row, at=at)
