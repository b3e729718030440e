"""What is in the papers about how it goes; shapes in documenten/feiten_voortgang.py."""

from itertools import groupby

from trajecten import lijsten, papierfeiten, plannen, voortgang
from trajecten.models import Beoordeling, Traject
from trajecten.voortgang import Stand


def verslag(beoordeling: Beoordeling) -> dict:
    """The state per werkproces after this evaluation, and what was agreed."""
    plaatsing = beoordeling.plaatsing
    traject = plaatsing.traject
    return {
        **papierfeiten._hoofd(plaatsing, beoordeling.datum),
        "deelnemer": papierfeiten._naam(traject),
        "school": plaatsing.school.naam,
        "van": papierfeiten._iso(plaatsing.eerste_werkdag or plaatsing.startdatum),
        "tot": papierfeiten._iso(plaatsing.laatste_werkdag or plaatsing.einddatum),
        "beoordelaar": beoordeling.beoordelaar,
        "namens": beoordeling.vastgelegd_door.naam if beoordeling.namens and beoordeling.vastgelegd_door else "",
        "aanwezig": beoordeling.aanwezig,
        "besproken": beoordeling.opmerking,
        "afspraken": beoordeling.afspraken,
        "volgende": _volgende(traject),
        "schaal": papierfeiten._schaal(traject),
        "kerntaken": _standen(traject, voortgang.stand_op(plaatsing, beoordeling)),
    }


def _volgende(traject: Traject) -> str:
    plan = traject.planningen.filter(soort="evaluatie", vervallen=False).first()
    return plannen.in_woorden(plan) if plan else ""


def _standen(traject: Traject, standen: list[Stand]) -> list[dict]:
    words = lijsten.labels(traject.regio, "schaal")
    per_kerntaak = groupby(standen, key=lambda stand: stand.werkproces.kerntaak)
    return [
        {
            "code": kerntaak.nummer,
            "titel": kerntaak.titel,
            "standen": [
                {
                    **papierfeiten._werkproces(stand.werkproces),
                    "oordeel": words.get(stand.waarde, ""),
                    "datum": papierfeiten._iso(stand.datum) if stand.datum else "",
                    "toelichting": stand.toelichting,
                }
                for stand in rows
            ],
        }
        for kerntaak, rows in per_kerntaak
    ]
