"""A chart from the facts that a document froze: the same points give the same drawing."""

from collections.abc import Mapping
from typing import Any

from rapportage.grafieken.gegevens import Punt, Reeks
from rapportage.grafieken.kolommen import kolommen
from rapportage.grafieken.staven import staven, trechter
from rapportage.grafieken.tekening import Grafiek
from rapportage.grafieken.veelvoud import klein_veelvoud
from rapportage.grafieken.verdeling import verdeling

SOORTEN: dict[str, Any] = {f.__name__: f for f in (staven, trechter, kolommen, klein_veelvoud, verdeling)}


def uit_feiten(feiten: Mapping[str, Any]) -> Grafiek:
    """
    From JSON.

    :param feiten: `soort` is the name of a builder, the rest what it is called with; points and rows as `asdict` gives them.
    """
    rest = {key: value for key, value in feiten.items() if key not in ("soort", "punten", "reeksen")}
    if "punten" in feiten:
        return SOORTEN[feiten["soort"]](**rest, punten=_punten(feiten["punten"]))
    rows = [Reeks(row["naam"], _punten(row["punten"]), row.get("noot", "")) for row in feiten["reeksen"]]
    return SOORTEN[feiten["soort"]](**rest, reeksen=rows)


def _punten(rows: list[Mapping[str, Any]]) -> list[Punt]:
    return [Punt(**row) for row in rows]
