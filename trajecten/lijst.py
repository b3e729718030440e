"""The list of trajecten: one queryset for the page, its count, its neighbours and every figure that opens it."""

from django.db.models import F, QuerySet

from basis.dagen import today
from trajecten.models import Traject
from trajecten.regels import GEEINDIGD

SORTERINGEN = {
    "termijn": [F("volgende_termijn").asc(nulls_last=True), "aan_zet_sinds"],
    "naam": ["deelnemer__sorteernaam"],
    "nummer": ["-aangemeld_op", "-nummer"],
    "wachttijd": ["aan_zet_sinds"],
}


def filtered(trajecten: QuerySet[Traject], keuzes: dict, term: str = "") -> QuerySet[Traject]:
    """
    :param keuzes: `cleaned_data` of a TrajectFilter; what is missing or empty does not narrow.
    :param term: what was searched for, as typed.
    """
    rows = trajecten.zoek(term) if term else trajecten
    if keuzes.get("status"):
        rows = rows.filter(status__in=keuzes["status"])
    elif not term and not keuzes.get("alles"):
        rows = rows.exclude(status__in=GEEINDIGD)
    simple = {"aan_zet": "aan_zet", "behandelaar": "behandelaar", "gemeente": "gemeente"}
    rows = rows.filter(**{column: keuzes[name] for name, column in simple.items() if keuzes.get(name)})
    for name in ("school", "leerbedrijf"):
        if keuzes.get(name):
            rows = rows.filter(**{"plaatsingen__huidig": True, f"plaatsingen__{name}": keuzes[name]})
    if keuzes.get("te_laat"):
        rows = rows.open().termijn_verlopen(on=today())
    return rows


def sorted_by(trajecten: QuerySet[Traject], sorteer: str) -> QuerySet[Traject]:
    return trajecten.order_by(*SORTERINGEN.get(sorteer, SORTERINGEN["termijn"]), "pk")


def buren(trajecten: QuerySet[Traject], traject: Traject) -> tuple[Traject | None, Traject | None]:
    """The one before and the one after in a sorted list; the list is read as keys only."""
    keys = list(trajecten.values_list("pk", flat=True)[:2000])
    if traject.pk not in keys:
        return None, None
    place = keys.index(traject.pk)
    wanted = {keys[place - 1] if place else None, keys[place + 1] if place + 1 < len(keys) else None}
    found = {row.pk: row for row in Traject.objects.filter(pk__in=wanted - {None}).only("pk", "code", "nummer")}
    return (found.get(keys[place - 1]) if place else None), (found.get(keys[place + 1]) if place + 1 < len(keys) else None)
