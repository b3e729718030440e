"""
SBB's XML export of a kwalificatiedossier, read into rows (domein §5).

Codes come from `hoofdstuk`. A file may hold several dossiers, and a dossier a crebo per ministry: each crebo is a
kwalificatie of its own. An unknown structure is refused with the line it stands on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kwalificaties import codes, rijen
from kwalificaties.bestand import Bestand
from kwalificaties.rijen import Key, Plek, Row
from kwalificaties.xml_boom import Knoop, boom


@dataclass(frozen=True)
class _Bron:
    """The file and the lists at its top that dossiers refer to."""

    bestand: Bestand
    sectorkamers: dict[str, str]
    domeinen: dict[str, str]

    def plek(self, knoop: Knoop) -> Plek:
        return self.bestand.plek(knoop.regel)


def lees_dossiers(bestand: Bestand) -> list[Row]:
    """:raises ImportGeweigerd: not SBB's format, or something in it that cannot be true."""
    root = boom(bestand)
    if root.tag != "sbb":
        raise bestand.plek(root.regel).weiger(f"Dit is geen dossier van SBB: het begint met <{root.tag[:40]}>, niet met <sbb>.")
    bron = _Bron(bestand, _sectorkamers(root), _domeinen(root))
    dossiers = root.findall("dossiers/dossier")
    if not dossiers:
        raise bestand.plek(root.regel).weiger("Er staat geen dossier in dit bestand (<dossiers><dossier> ontbreekt).")
    return [row for dossier in dossiers for row in _dossier(dossier, bron)]


def _sectorkamers(root: Knoop) -> dict[str, str]:
    return {k.get("nr", ""): sectornaam(k.get("titel", "")) for k in root.findall("sectorkamers/sectorkamer")}


def _domeinen(root: Knoop) -> dict[str, str]:
    rows = [(k.get("nr", ""), k.get("crebo", ""), k.get("titel", "")) for k in root.findall("domeinen/domein")]
    return {nr: f"{crebo} {' '.join(titel.split())}" for nr, crebo, titel in rows if re.match(codes.CREBO, crebo, re.ASCII)}


def sectornaam(titel: str) -> str:
    """
    >>> sectornaam("Sectorkamer zorg, welzijn en sport"), sectornaam("Bovensectoraal")
    ('Zorg, welzijn en sport', 'Bovensectoraal')
    """
    kort = " ".join(titel.split()).removeprefix("Sectorkamer ")
    return kort[:1].upper() + kort[1:]


def _dossier(dossier: Knoop, bron: _Bron) -> Iterator[Row]:
    plek = bron.plek(dossier)
    if "concept" in dossier.get("status", "").lower():
        raise plek.weiger("Dit dossier is nog een concept. Neem het op zodra SBB het heeft vastgesteld.")
    fields = {
        "naam": rijen.tekst(dossier.get("titel"), "De naam van het dossier", plek, max_length=200),
        "versie": " ".join(dossier.get("versie", "").split())[:40],
        "status": " ".join(dossier.get("status", "").split())[:40],
        "domein": bron.domeinen.get(dossier.get("referentiedomein", ""), ""),
        "sectorkamer": _sectorkamer(dossier, bron),
    }
    ministeries = _dossiercrebos(dossier, bron)
    for crebo in ministeries.values():
        yield Row(Key("dossier", crebo), fields, plek)
        yield from _kerntaken(_verplicht(dossier, "basis/basistaken/basiskerntaken", bron), "basis", crebo, bron)
    for profiel in _verplicht(dossier, "profielen", bron).findall("profiel"):
        yield from _profiel(profiel, ministeries, bron)


def _sectorkamer(dossier: Knoop, bron: _Bron) -> str:
    knoop = dossier.find("voorblad/omschrijving/penvoerder/sectorkamer")
    return bron.sectorkamers.get(knoop.get("referentie", ""), "") if knoop is not None else ""


def _dossiercrebos(dossier: Knoop, bron: _Bron) -> dict[str, str]:
    """Ministry -> crebo of the dossier; nearly always one."""
    knopen = _verplicht(dossier, "dossiercrebos/dossiercrebo", bron, alle=True)
    return {k.get("ministerie", ""): rijen.crebo(k.text, "De crebo van het dossier", bron.plek(k)) for k in knopen}


def _verplicht(knoop: Knoop, path: str, bron: _Bron, *, alle: bool = False) -> Any:
    found = knoop.findall(path)
    if not found:
        raise bron.plek(knoop).weiger(f"Onbekende opbouw: in <{knoop.tag}> ontbreekt <{path.replace('/', '><')}>.")
    return found if alle else found[0]


def _profiel(profiel: Knoop, ministeries: dict[str, str], bron: _Bron) -> Iterator[Row]:
    plek = bron.plek(profiel)
    nummer = rijen.nummer(profiel.get("hoofdstuk"), "Het nummer (hoofdstuk) van het profiel", plek)
    fields = {
        "naam": rijen.tekst(profiel.get("titel"), "De naam van de kwalificatie", plek, max_length=200),
        "niveau": rijen.niveau(profiel.get("niveau"), plek),
        "officieel": True,
        "vervallen": False,
        "herkomst": "",
    }
    for knoop in _verplicht(profiel, "creboinformatie/crebo", bron, alle=True):
        crebo = rijen.crebo(knoop.text, "De crebo van de kwalificatie", bron.plek(knoop))
        dossier = _dossier_van(knoop, ministeries, bron)
        yield Row(Key("kwalificatie", dossier, crebo), fields | _datums(knoop, bron), plek)
        kerntaken = _verplicht(profiel, "profielkerntaken", bron)
        yield from _kerntaken(kerntaken, "profiel", dossier, bron, profiel=nummer, kwalificatie=crebo)


def _dossier_van(crebo: Knoop, ministeries: dict[str, str], bron: _Bron) -> str:
    if len(ministeries) == 1:
        return next(iter(ministeries.values()))
    try:
        return ministeries[crebo.get("ministerie", "")]
    except KeyError as error:
        raise bron.plek(crebo).weiger("Deze crebo hoort bij geen van de dossiercrebo's (ander ministerie).") from error


def _datums(crebo: Knoop, bron: _Bron) -> dict[str, Any]:
    names = {"geldig_vanaf": "Geldig_vanaf", "einde_instroom": "Datum_einde_instroom", "einde_opleiding": "Datum_einde_opleiding"}
    return rijen.datums({field: crebo.get(attribute) for field, attribute in names.items()}, bron.plek(crebo))


def _kerntaken(
    ouder: Knoop, deel: str, dossier: str, bron: _Bron, *, profiel: int | None = None, kwalificatie: str = ""
) -> Iterator[Row]:
    for knoop in ouder.findall("kerntaak"):
        plek = bron.plek(knoop)
        nummer = rijen.nummer(knoop.get("hoofdstuk"), "Het nummer (hoofdstuk) van de kerntaak", plek)
        titel = rijen.tekst(knoop.get("titel"), "De titel van de kerntaak", plek)
        yield Row(Key("kerntaak", dossier, kwalificatie, codes.kerntaak(nummer, profiel=profiel)), {"titel": titel}, plek)
        for werkproces in _verplicht(knoop, f"{deel}werkprocessen", bron).findall("werkproces"):
            volgnummer = rijen.nummer(
                werkproces.get("hoofdstuk"), "Het nummer (hoofdstuk) van het werkproces", bron.plek(werkproces)
            )
            code = codes.werkproces(volgnummer, kerntaak=nummer, profiel=profiel)
            yield _werkproces(werkproces, Key("werkproces", dossier, kwalificatie, code), titel, bron)


def _werkproces(knoop: Knoop, key: Key, kerntaak: str, bron: _Bron) -> Row:
    plek = bron.plek(knoop)
    fields: dict[str, Any] = {
        "kerntaak": kerntaak,
        "titel": rijen.tekst(knoop.get("titel"), "De titel van het werkproces", plek),
        "officieel": True,
    }
    for field in ("omschrijving", "resultaat", "gedrag"):
        fields[field] = rijen.alinea(knoop.findtext(f"werkproces{field}"), f"De {field} van {key.nummer}", plek)
    return Row(key, fields, plek)
