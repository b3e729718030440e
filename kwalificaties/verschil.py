"""The difference report: what an import would change, worked out before anything is written. Pure; knows no database."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kwalificaties.rijen import Key, Rows, naam_van

Stand = dict[Key, dict[str, Any]]  # what the catalogue holds now, in the shape of the rows
TEKSTEN = ("omschrijving", "resultaat", "gedrag")


class Soort(StrEnum):
    NIEUW = "nieuw"
    GEWIJZIGD = "gewijzigd"
    VERVALLEN = "vervallen"
    OPVOLGER = "opvolger"


@dataclass(frozen=True)
class Wijziging:
    """One thing that will be written; `velden` holds per field what it was and what it becomes."""

    soort: Soort
    key: Key
    naam: str
    velden: dict[str, tuple[Any, Any]]

    @property
    def waarden(self) -> dict[str, Any]:
        return {veld: nieuw for veld, (_, nieuw) in self.velden.items()}

    def __str__(self) -> str:
        regel = f"{naam_van(self.key)}: {self.naam}"
        if self.soort in (Soort.NIEUW, Soort.VERVALLEN):
            return regel
        getoond = [_veld(*item) for item in self.velden.items() if item[0] != "herkomst"]
        return f"{regel} ({'; '.join(getoond) or 'andere bron'})"


@dataclass(frozen=True)
class Verschil:
    wijzigingen: list[Wijziging]
    ongewijzigd: int

    def verslag(self) -> list[str]:
        """The report, one line each, as it is shown and kept."""
        regels = []
        for soort in Soort:
            gevonden = [str(w) for w in self.wijzigingen if w.soort == soort]
            regels += [f"{soort.capitalize()}: {len(gevonden)}", *(f"  {regel}" for regel in gevonden)]
        return [*regels, f"Ongewijzigd: {self.ongewijzigd}"]


def vergelijk(stand: Stand, rows: Rows, *, volledig: bool) -> Verschil:
    """
    :param volledig: the source holds the whole of each dossier it names, so that what is missing has lapsed.
    :raises ImportGeweigerd: a crebo that stands in another dossier, or a successor nobody knows.
    """
    _check_dossiers(stand, rows)
    _check_opvolgers(stand, rows)
    wijzigingen = [wijziging for row in rows.values() for wijziging in _wijzigingen(row.key, row.fields, stand.get(row.key))]
    if volledig:
        wijzigingen += _vervallen(stand, rows)
    geraakt = {w.key for w in wijzigingen}
    return Verschil(wijzigingen, sum(key not in geraakt for key in rows))


def _wijzigingen(key: Key, fields: dict[str, Any], huidig: dict[str, Any] | None) -> Iterator[Wijziging]:
    oud = huidig or {}
    anders = {veld: (oud.get(veld), nieuw) for veld, nieuw in fields.items() if huidig is None or oud.get(veld) != nieuw}
    opvolger = {"opvolger": anders.pop("opvolger")} if "opvolger" in anders else {}
    naam = fields.get("naam") or fields.get("titel") or ""
    if anders:
        yield Wijziging(Soort.NIEUW if huidig is None else Soort.GEWIJZIGD, key, naam, anders)
    if opvolger:
        yield Wijziging(Soort.OPVOLGER, key, naam, opvolger)


def _vervallen(stand: Stand, rows: Rows) -> Iterator[Wijziging]:
    dossiers = {key.dossier for key in rows}
    for key, fields in stand.items():
        if key.dossier in dossiers and key.wat != "dossier" and key not in rows and not fields.get("vervallen"):
            yield Wijziging(Soort.VERVALLEN, key, fields.get("naam") or fields.get("titel") or "", {"vervallen": (False, True)})


def _check_dossiers(stand: Stand, rows: Rows) -> None:
    bekend = {key.kwalificatie: key.dossier for key in stand if key.wat == "kwalificatie"}
    for key, row in rows.items():
        if key.wat == "kwalificatie" and bekend.get(key.kwalificatie, key.dossier) != key.dossier:
            raise row.plek.weiger(
                f"Crebo {key.kwalificatie} hoort bij dossier {bekend[key.kwalificatie]}, niet bij {key.dossier}. Controleer dit."
            )


def _check_opvolgers(stand: Stand, rows: Rows) -> None:
    bekend = {key.kwalificatie for key in [*stand, *rows] if key.wat == "kwalificatie"}
    for key, row in rows.items():
        opvolger = row.fields.get("opvolger")
        if opvolger and (opvolger not in bekend or opvolger == key.kwalificatie):
            raise row.plek.weiger(f"De opvolger van {key.kwalificatie} is {opvolger}, maar die kwalificatie is er niet.")


def alleen_aanvullen(stand: Stand, rows: Rows) -> Rows:
    """
    Of a source that knows less than what is there (starting catalogue, examples): only what is missing.

    Kerntaken and werkprocessen come in only where a kwalificatie has none at all; of other rows only empty fields are filled.
    """
    gevuld = {(key.dossier, key.kwalificatie) for key in stand if key.wat == "kerntaak"}
    dossiers = {dossier for dossier, _ in gevuld}
    found: Rows = {}
    for key, row in rows.items():
        if key.nummer:
            bezet = (
                key.dossier in dossiers if not key.kwalificatie else {(key.dossier, ""), (key.dossier, key.kwalificatie)} & gevuld
            )
            if not bezet:
                found[key] = row
            continue
        leeg = {v: x for v, x in row.fields.items() if key not in stand or (stand[key].get(v) in (None, "") and x != "")}
        leeg = {v: x for v, x in leeg.items() if key not in stand or v != "herkomst"}
        found[key] = type(row)(key, leeg, row.plek)
    return found


def _veld(veld: str, oud_nieuw: tuple[Any, Any]) -> str:
    if veld in TEKSTEN:
        return f"{veld} is anders"
    oud, nieuw = (_waarde(waarde) for waarde in oud_nieuw)
    return f"{veld.replace('_', ' ')} was {oud}, wordt {nieuw}"


def _waarde(waarde: Any) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return f"“{waarde}”" if waarde not in (None, "") else "leeg"
