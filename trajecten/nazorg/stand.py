"""What a dossier tells of the four rounds: what came of each, who told it, and when the deelnemer was asked."""

from dataclasses import dataclass
from datetime import date, datetime

from trajecten import lijsten
from trajecten.models import Nazorgmeting, Reactie, Traject
from trajecten.models.reactie import Vraagsoort
from trajecten.nazorg import rondes
from trajecten.nazorg.rondes import MAANDEN
from trajecten.regels import Status


@dataclass(frozen=True)
class Regel:
    """
    One round.

    :param vanaf: from when its outcome may be recorded. :param gemaild: when the deelnemer was mailed the question last.
    :param reactie: what the deelnemer answered, also when the outcome was corrected since.
    """

    maand: int
    meting: Nazorgmeting | None
    uitkomst: str
    vanaf: date
    gemaild: datetime | None
    reactie: Reactie | None

    @property
    def nieuw(self) -> bool:
        return self.reactie is not None and self.reactie.gelezen_op is None

    @property
    def verbeterd(self) -> bool:
        """The deelnemer answered, and somebody recorded something since."""
        return self.reactie is not None and self.meting is not None and self.meting.vastgelegd_door_id is not None


def regels(traject: Traject) -> list[Regel]:
    """All four, empty ones included, once nazorg has begun."""
    if traject.status not in {Status.NAZORG, Status.AFGESLOTEN}:
        return []
    done = {row.maand: row for row in traject.nazorgmetingen.select_related("vastgelegd_door")}
    labels = lijsten.labels(traject.regio, "uitkomst")
    mailed, answered = _gevraagd(traject), _beantwoord(traject)
    return [
        Regel(
            maand=maand,
            meting=done.get(maand),
            uitkomst=labels.get(done[maand].uitkomst, "") if maand in done else "",
            vanaf=rondes.vanaf(traject, maand),
            gemaild=mailed.get(maand),
            reactie=answered.get(maand),
        )
        for maand in MAANDEN.values()
    ]


def _gevraagd(traject: Traject) -> dict[int, datetime]:
    rows = traject.vraaglinks.filter(soort=Vraagsoort.NAZORG, herinnering__termijn__vervallen_op__isnull=True)
    pairs = rows.order_by("verstuurd_op").values_list("herinnering__termijn__soort", "verstuurd_op")
    return {MAANDEN[soort]: at for soort, at in pairs}


def _beantwoord(traject: Traject) -> dict[int, Reactie]:
    rows = traject.reacties.filter(link__soort=Vraagsoort.NAZORG).select_related("link__herinnering__termijn", "gelezen_door")
    return {MAANDEN[row.link.herinnering.termijn.soort]: row for row in rows}
