"""What is in the papers about how it goes; shapes in documenten/feiten_voortgang.py."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from accounts.models import Regio
from basis.templatetags.basis import getal
from trajecten import aanwezigheid as uren
from trajecten import lijsten, papierfeiten, plannen, voortgang
from trajecten.models import Aanwezigheid, Beoordeling, Plaatsing, Traject
from trajecten.voortgang import Stand


def verslag(beoordeling: Beoordeling) -> dict:
    """The state per werkproces after this evaluation, and what was agreed."""
    plaatsing = beoordeling.plaatsing
    traject = plaatsing.traject
    return {
        **_van_plaatsing(plaatsing, beoordeling.datum),
        "beoordelaar": beoordeling.beoordelaar,
        "namens": beoordeling.vastgelegd_door.naam if beoordeling.namens and beoordeling.vastgelegd_door else "",
        "aanwezig": beoordeling.aanwezig,
        "besproken": beoordeling.opmerking,
        "afspraken": beoordeling.afspraken,
        "volgende": _volgende(traject),
        "schaal": papierfeiten.schaal(traject),
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
                    **papierfeiten.werkproces_van(stand.werkproces),
                    "oordeel": words.get(stand.waarde, ""),
                    "datum": papierfeiten.iso(stand.datum) if stand.datum else "",
                    "toelichting": stand.toelichting,
                }
                for stand in rows
            ],
        }
        for kerntaak, rows in per_kerntaak
    ]


def aanwezigheid(plaatsing: Plaatsing, *, on: date) -> dict:
    """The hours of every week so far, and how many weeks have none."""
    rows = {row.week: row for row in plaatsing.aanwezigheid.all()}
    weeks = sorted({*uren.weken(plaatsing, on=on), *rows})
    totaal = uren.totalen(rows.values())
    empty = uren.open_weken(plaatsing, on=on, ingevuld=rows, pauzes=plaatsing.traject.onderbrekingen.all())
    return {
        **_van_plaatsing(plaatsing, on),
        "uren_per_week": getal(plaatsing.uren_per_week),
        "weken": [_week(week, rows.get(week)) for week in weeks],
        "gewerkt": getal(totaal.gewerkt),
        "afgesproken": getal(totaal.afgesproken),
        "niet_afgesproken": getal(totaal.niet_afgesproken),
        "leeg": len(empty),
    }


def _van_plaatsing(plaatsing: Plaatsing, on: date) -> dict:
    return {
        **papierfeiten.hoofd(plaatsing, on),
        "deelnemer": papierfeiten.naam_van(plaatsing.traject),
        "school": plaatsing.school.naam,
        "van": papierfeiten.iso(plaatsing.eerste_werkdag or plaatsing.startdatum),
        "tot": papierfeiten.iso(plaatsing.laatste_werkdag or plaatsing.einddatum),
    }


def _week(week: date, row: Aanwezigheid | None) -> dict:
    hours = ("gewerkt", "afgesproken", "niet_afgesproken")
    return {
        "nummer": str(week.isocalendar().week),
        "van": papierfeiten.iso(week),
        "tot": papierfeiten.iso(week + timedelta(days=6)),
        **{name: getal(getattr(row, name)) if row else "" for name in hours},
        "ingevuld": row is not None,
    }


def begeleiding(plaatsing: Plaatsing, *, on: date) -> dict:
    """Who guided, when, in which werkprocessen, and when was looked at how it went."""
    hours = plaatsing.uren_gedaan
    worked = uren.totalen(plaatsing.aanwezigheid.all()).gewerkt
    held = plaatsing.beoordelingen.filter(zonder_leerbedrijf="").exclude(soort="los").order_by("datum", "pk")
    return {
        **_van_plaatsing(plaatsing, on),
        "uren": getal(worked) if worked else str(hours) if hours is not None else "",
        "begeleiders": list(_begeleiders(plaatsing)),
        "evaluaties": [
            {"datum": papierfeiten.iso(b.datum), "soort": b.get_soort_display(), "met": b.aanwezig or b.beoordelaar} for b in held
        ],
        "kerntaken": papierfeiten.kerntaken(plaatsing.werkprocessen.all()),
    }


def _begeleiders(plaatsing: Plaatsing) -> Iterator[dict]:
    opleider, traject = plaatsing.praktijkopleider, plaatsing.traject
    yield {"naam": opleider.naam, "rol": f"praktijkopleider{f', {opleider.functie}' if opleider.functie else ''}"}
    if contact := papierfeiten.school_van(plaatsing)["contactpersoon"]:
        yield {"naam": contact, "rol": f"contactpersoon van {plaatsing.school.naam}"}
    if traject.behandelaar:
        yield {"naam": traject.behandelaar.naam, "rol": f"volgde het traject vanuit {traject.regio.naam}"}


def aanmeldformulier(regio: Regio) -> dict:
    """Empty, to print: with the lists as this regio has them."""
    return {
        **papierfeiten.van_regio(regio),
        "startpunten": [label for _, label in lijsten.keuzes(regio, "startpunt")],
        "doelgroepen": [label for _, label in lijsten.keuzes(regio, "doelgroep")],
        "aanmelders": [label for _, label in lijsten.keuzes(regio, "aanmelder")],
    }


def intakeformulier(regio: Regio) -> dict:
    return papierfeiten.van_regio(regio)
