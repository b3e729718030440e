"""The judgements of one Beoordeling: checked against what was agreed, and written (domein §3, §6)."""

from collections.abc import Mapping
from datetime import date

from trajecten import gebeurtenissen, lijsten
from trajecten.models import Beoordeling, Oordeel, Plaatsing
from trajecten.workflow.kern import OvergangGeweigerd

Oordelen = dict[int, tuple[str, str]]  # per werkproces key (waarde of the scale, explanation)


def check_oordelen(plaatsing: Plaatsing, oordelen: Oordelen) -> None:
    """:raises OvergangGeweigerd: about a werkproces that was not agreed, or outside the scale."""
    if oordelen.keys() - set(plaatsing.werkprocessen.values_list("pk", flat=True)):
        raise OvergangGeweigerd("Beoordeel alleen werkprocessen die zijn afgesproken.")
    if any(waarde not in lijsten.codes("schaal") for waarde, _ in oordelen.values()):
        raise OvergangGeweigerd("Kies een oordeel van de schaal.")


def bewaar_oordelen(beoordeling: Beoordeling, oordelen: Oordelen, *, on: date, dagen: Mapping[int, date] | None = None) -> None:
    """:param on: the day on which they are recorded here. :param dagen: of those that were given earlier, when."""
    at = gebeurtenissen.moment(on)
    Oordeel.objects.bulk_create(
        Oordeel(beoordeling=beoordeling, werkproces_id=pk, waarde=waarde, toelichting=toelichting, at=at, op=(dagen or {}).get(pk))
        for pk, (waarde, toelichting) in oordelen.items()
    )
