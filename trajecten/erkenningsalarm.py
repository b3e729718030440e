"""
An erkenning that lapses while somebody works there: an alarm on the traject and on Vandaag, never a stop by itself (domein §4).
"""

from dataclasses import dataclass
from datetime import date

from basis.templatetags.basis import datum
from trajecten.models import Traject
from trajecten.models.queries import TrajectQuerySet
from trajecten.regels import AAN_HET_WERK, MET_PLAATSING, Status

ZOLANG = MET_PLAATSING - {Status.UITREIKING}  # once the school decided it changes nothing any more


@dataclass(frozen=True)
class Alarm:
    """:param per: the first day without erkenning, within the period. :param doen: what can be done, by the step."""

    per: date
    is_vervallen: bool
    doen: str

    @property
    def kort(self) -> str:
        return "Erkenning vervallen" if self.is_vervallen else f"Erkenning tot {datum(self.per)}"


def alarm(traject: Traject, *, on: date) -> Alarm | None:
    """Of the current Plaatsing; reads only what `for_overview` loads. Another erkenning that counts takes the alarm away."""
    plaatsing = traject.plaatsing if traject.status in ZOLANG else None
    per = plaatsing.erkenning_tot if plaatsing else None
    if plaatsing is None or per is None or per > (plaatsing.laatste_werkdag or plaatsing.einddatum):
        return None
    return Alarm(per, per <= on, _doen(Status(traject.status), per, per <= on))


def _doen(status: Status, per: date, is_vervallen: bool) -> str:
    day = datum(per)
    if status == Status.OVEREENKOMST:
        return "Starten kan alleen met een geldige erkenning. Vraag die opnieuw aan of zoek een ander leerbedrijf."
    if status in AAN_HET_WERK and is_vervallen:
        return (
            f"Het traject stopt niet vanzelf. Wat vóór {day} is beoordeeld, kan de school nog vaststellen. "
            "Vraag de erkenning opnieuw aan bij SBB of zoek een ander leerbedrijf."
        )
    if status in AAN_HET_WERK:
        return f"Laat de werkprocessen vóór {day} beoordelen, of regel op tijd een nieuwe erkenning of een ander leerbedrijf."
    return f"De school kan alleen vaststellen wat vóór {day} is beoordeeld, en bevestigt dat met een reden."


def met_alarm(trajecten: TrajectQuerySet, *, on: date) -> list[Traject]:
    """Those of these that have an alarm, the first to lapse first; for Vandaag, where what simply runs does not stand."""
    rows = trajecten.filter(status__in=ZOLANG, plaatsingen__in=_vervallend()).distinct().for_overview()
    return sorted((row for row in rows if alarm(row, on=on)), key=lambda row: row.plaatsing.erkenning_tot)


def _vervallend():
    from trajecten.models import Plaatsing

    return Plaatsing.objects.filter(huidig=True).met_erkenning().filter(erkenning_tot__isnull=False).values("pk")
