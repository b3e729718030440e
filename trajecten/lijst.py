"""The list of trajecten: one queryset for the page, its count, its neighbours and every figure that opens it."""

from datetime import date

from django.db.models import F

from trajecten.models import Traject
from trajecten.models.queries import TrajectQuerySet
from trajecten.regels import GEEINDIGD

SORTERINGEN: dict[str, list] = {
    "termijn": [F("volgende_termijn").asc(nulls_last=True), "aan_zet_sinds"],
    "naam": ["deelnemer__sorteernaam"],
    "nummer": ["-aangemeld_op", "-nummer"],
    "wachttijd": ["aan_zet_sinds"],
}


def filtered(trajecten: TrajectQuerySet, keuzes: dict, term: str = "", *, on: date) -> TrajectQuerySet:
    """
    :param keuzes: `cleaned_data` of a TrajectFilter; what is missing or empty does not narrow.
    :param term: what was searched for, as typed.
    """
    rows = trajecten.zoek(term) if term else trajecten
    if keuzes.get("status"):
        rows = rows.filter(status__in=keuzes["status"])
    elif not term and not keuzes.get("alles"):
        rows = rows.exclude(status__in=GEEINDIGD)
    rows = rows.filter(**{name: keuzes[name] for name in ("aan_zet", "behandelaar", "gemeente") if keuzes.get(name)})
    for name in ("school", "leerbedrijf"):
        if keuzes.get(name):
            rows = rows.filter(**{"plaatsingen__huidig": True, f"plaatsingen__{name}": keuzes[name]})
    if keuzes.get("te_laat"):
        rows = rows.open().termijn_verlopen(on=on)
    return rows


def sorted_by(trajecten: TrajectQuerySet, sorteer: str) -> TrajectQuerySet:
    return trajecten.order_by(*SORTERINGEN.get(sorteer, SORTERINGEN["termijn"]), "pk")


def buren(trajecten: TrajectQuerySet, traject: Traject) -> tuple[Traject | None, Traject | None]:
    """The one before and the one after in a sorted list; the list is read as keys only."""
    keys = list(trajecten.values_list("pk", flat=True)[:2000])
    if traject.pk not in keys:
        return None, None
    place = keys.index(traject.pk)
    before, after = keys[max(place - 1, 0) : place], keys[place + 1 : place + 2]
    found = {row.pk: row for row in Traject.objects.filter(pk__in=before + after).only("pk", "code", "nummer")}
    return next((found[pk] for pk in before), None), next((found[pk] for pk in after), None)
