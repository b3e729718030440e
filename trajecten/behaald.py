"""What many deelnemers achieved, for a list: the same answer as `oordelen.behaald`, without a query for each of them."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch

from kwalificaties.models import Werkproces
from trajecten.lijsten import BEHAALD
from trajecten.models import Beoordeling, Plaatsing


def per_traject(trajecten: Iterable[int]) -> dict[int, list[str]]:
    """
    The codes of the werkprocessen judged voldoende or goed; the later Plaatsing wins.

    :param trajecten: their keys, which are those of the answer.
    """
    found: dict[int, dict[Werkproces, tuple[int, str]]] = {pk: {} for pk in trajecten}
    for plaatsing in _plaatsingen(found):
        last = found[plaatsing.traject_id]
        for werkproces, waarde in _laatste(plaatsing):
            if waarde in BEHAALD or werkproces not in last:
                last[werkproces] = (plaatsing.volgnummer, waarde)
    return {pk: _codes(last) for pk, last in found.items()}


def _plaatsingen(trajecten: Iterable[int]) -> Iterable[Plaatsing]:
    chosen = Prefetch("werkprocessen", Werkproces.objects.select_related("kerntaak"))
    judged = Prefetch("beoordelingen", Beoordeling.objects.prefetch_related("oordelen"))
    return Plaatsing.objects.filter(traject__in=list(trajecten)).order_by("volgnummer").prefetch_related(chosen, judged)


def _laatste(plaatsing: Plaatsing) -> Iterator[tuple[Werkproces, str]]:
    """The chosen werkprocessen that were judged, with the last word; of the final assessments only the last counts."""
    beoordelingen = list(plaatsing.beoordelingen.all())
    final = max((b.pk for b in beoordelingen if b.soort == "eind" and not b.zonder_leerbedrijf), default=None)
    said = [
        (beoordeling.datum, oordeel.at, oordeel.pk, oordeel)
        for beoordeling in beoordelingen
        if beoordeling.soort != "eind" or beoordeling.pk == final
        for oordeel in beoordeling.oordelen.all()
    ]
    last = {row[-1].werkproces_id: row[-1].waarde for row in sorted(said, key=lambda row: row[:-1])}
    return ((w, last[w.pk]) for w in plaatsing.werkprocessen.all() if last.get(w.pk))


def _codes(last: dict[Werkproces, tuple[int, str]]) -> list[str]:
    """In the order of the verklaring: by Plaatsing, then as the kwalificatie has them."""
    achieved = [(nr, w.kerntaak.volgorde, w.volgorde, w) for w, (nr, waarde) in last.items() if waarde in BEHAALD]
    return [row[-1].nummer for row in sorted(achieved, key=lambda row: row[:-1])]
