"""The memory of a leerbedrijf (domein §4): who was there, how it ended, and how fast it answers."""

from dataclasses import dataclass

from trajecten import reactietijd
from trajecten.models import Beurt, Verklaring
from trajecten.models.queries import TrajectQuerySet
from trajecten.models.verklaring import VerklaringStatus
from trajecten.regels import GESTART, Partij, Status


@dataclass(frozen=True)
class Geheugen:
    """:param antwoord_dagen: how fast it usually answers (`reactietijd.py`)."""

    trajecten: int
    lopend: int
    verklaringen: int
    gestopt: int
    antwoord_dagen: int | None


def lees(trajecten: TrajectQuerySet) -> Geheugen:
    """:param trajecten: those of this leerbedrijf that the viewer may open."""
    keys = list(trajecten.values_list("pk", "status"))
    pks = [pk for pk, _ in keys]
    turns = Beurt.objects.filter(traject__in=pks, partij=Partij.LEERBEDRIJF, tot__isnull=False).values_list("sinds", "tot")
    return Geheugen(
        trajecten=len(keys),
        lopend=sum(status in GESTART for _, status in keys),
        verklaringen=Verklaring.objects.filter(traject__in=pks, status=VerklaringStatus.GELDIG).count(),
        gestopt=sum(status == Status.GESTOPT for _, status in keys),
        antwoord_dagen=reactietijd.uit(turns).dagen,
    )
