"""
The catalogue that comes with the product: codes and names (facts), and invented examples for trades without werkprocessen.

Both only add what is missing; what somebody imported always stands. A row of the starting catalogue is official only when its
status is 'volledig gelezen'; an example never is.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from kwalificaties import rijen
from kwalificaties.bestand import Bestand, lees
from kwalificaties.rijen import Key, Row

DATA = Path(__file__).resolve().parent / "data"
VOLLEDIG = "volledig gelezen"


def laad_startcatalogus(*, on: date, at: datetime) -> None:
    """Safe to repeat."""
    _laad("startcatalogus", on=on, at=at)


def laad_voorbeelden(*, on: date, at: datetime) -> None:
    """For the demo, after the starting catalogue; safe to repeat."""
    _laad("voorbeelden", on=on, at=at)


def _laad(naam: str, *, on: date, at: datetime) -> None:
    from kwalificaties.importeren import importeer  # which reads the files by the functions below

    importeer(naam, [lees(DATA / f"{naam}.json")], toon=lambda bestand, verschil: None, on=on, at=at)


@cache
def sectorkamers() -> dict[str, str]:
    """Dossier -> sectorkamer, for dossiers nobody has the XML of; not in here means unknown."""
    return {
        dossier: naam
        for naam, dossiers in json.loads((DATA / "sectorkamers.json").read_text("utf-8")).items()
        for dossier in dossiers
    }


def lees_startcatalogus(bestand: Bestand) -> list[Row]:
    return [row for dossier in json.loads(bestand.inhoud)["dossiers"] for row in _dossier(dossier, bestand)]


def lees_voorbeelden(bestand: Bestand) -> list[Row]:
    return [
        row
        for k in json.loads(bestand.inhoud)["kwalificaties"]
        for row in _kerntaken(k["kerntaken"], Key("", k["dossier"], k["crebo"]), officieel=False, bestand=bestand)
    ]


def _dossier(dossier: dict[str, Any], bestand: Bestand) -> Iterator[Row]:
    crebo, plek = dossier["crebo"], bestand.plek()
    yield Row(Key("dossier", crebo), {"naam": dossier["naam"]}, plek)
    gelezen = any(k["herkomst"] == VOLLEDIG for k in dossier["kwalificaties"])
    yield from _kerntaken(dossier["basis"], Key("", crebo), officieel=gelezen, bestand=bestand)
    for k in dossier["kwalificaties"]:
        officieel = k["herkomst"] == VOLLEDIG
        fields = {veld: k[veld] for veld in ("naam", "niveau", "herkomst", "opvolger") if veld in k}
        fields |= {"officieel": officieel, "geldig_vanaf": rijen.datum(k["geldig_vanaf"], "Geldig vanaf", plek)}
        yield Row(Key("kwalificatie", crebo, k["crebo"]), fields, plek)
        yield from _kerntaken(k["kerntaken"], Key("", crebo, k["crebo"]), officieel=officieel, bestand=bestand)


def _kerntaken(kerntaken: list[dict[str, Any]], van: Key, *, officieel: bool, bestand: Bestand) -> Iterator[Row]:
    for taak in kerntaken:
        titel = taak["titel"]
        yield Row(van._replace(wat="kerntaak", nummer=taak["nummer"]), {"titel": titel}, bestand.plek())
        for werkproces in taak["werkprocessen"]:
            key = van._replace(wat="werkproces", nummer=werkproces["nummer"])
            fields = {"kerntaak": titel, "titel": werkproces["titel"], "officieel": officieel}
            yield Row(key, fields, bestand.plek())
