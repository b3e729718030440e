"""
What every source of the catalogue is read into: flat rows with a key, so that any two can be compared.

A field that a source says nothing about is absent from `fields` and is then left as it is.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from basis.bsn import contains_bsn
from documenten.letters import letters_of_the_font
from kwalificaties.codes import CREBO


class ImportGeweigerd(Exception):
    """The file cannot be brought in; the sentence says what to repair, and where."""

    def __init__(self, zin: str, *, bestand: str = "", regel: int | None = None):
        plek = f"{bestand}, regel {regel}: " if bestand and regel else f"{bestand}: " if bestand else ""
        super().__init__(plek + zin)


class Key(NamedTuple):
    """`wat` is dossier, kwalificatie, kerntaak or werkproces; `kwalificatie` is empty for what a dossier shares."""

    wat: str
    dossier: str
    kwalificatie: str = ""
    nummer: str = ""


class Plek(NamedTuple):
    """Where in which file something stands."""

    bestand: str
    regel: int | None = None

    def weiger(self, zin: str) -> ImportGeweigerd:
        return ImportGeweigerd(zin, bestand=self.bestand, regel=self.regel)


@dataclass(frozen=True)
class Row:
    key: Key
    fields: dict[str, Any]
    plek: Plek


Rows = dict[Key, Row]


def collect(rows: Iterable[Row]) -> Rows:
    """:raises ImportGeweigerd: two rows of one code, or one crebo in two dossiers."""
    found: Rows = {}
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        code = ("crebo", row.key.kwalificatie) if row.key.wat == "kwalificatie" else tuple(row.key)
        if code in seen:
            raise row.plek.weiger(f"{naam_van(row.key)} staat er twee keer in, ook op {_regel(seen[code].plek)}. Haal er een weg.")
        seen[code] = found[row.key] = row
    return found


def naam_van(key: Key) -> str:
    """
    >>> naam_van(Key("werkproces", "23189", "25498", "P2-K1-W1")), naam_van(Key("kerntaak", "23189", "", "B1-K1"))
    ('Werkproces P2-K1-W1 van 25498', 'Kerntaak B1-K1 van dossier 23189')
    """
    if key.nummer:
        return f"{key.wat.capitalize()} {key.nummer} van {key.kwalificatie or f'dossier {key.dossier}'}"
    return f"{key.wat.capitalize()} {key.kwalificatie or key.dossier}"


def _regel(plek: Plek) -> str:
    return f"regel {plek.regel}" if plek.regel else "een andere plaats"


# --- one value at a time -----------------------------------------------------------------------------------------
_BROKEN = re.compile(r"[\ufffd\u0080-\u009f]|[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def tekst(value: str | None, wat: str, plek: Plek, *, max_length: int = 400) -> str:
    """One line, single spaces; :raises ImportGeweigerd: empty, too long, unreadable or a possible BSN."""
    line = " ".join((value or "").split())
    if not line:
        raise plek.weiger(f"{wat} is leeg. Vul deze in.")
    if len(line) > max_length:
        raise plek.weiger(f"{wat} is langer dan {max_length} tekens. Maak deze korter.")
    return check_drukbaar(check_leesbaar(line, wat, plek), wat, plek)


def alinea(value: str | None, wat: str, plek: Plek) -> str:
    """Text of several lines, or nothing."""
    lines = [" ".join(line.split()) for line in (value or "").strip().splitlines()]
    return check_leesbaar("\n".join(lines).strip(), wat, plek)


def check_leesbaar(text: str, wat: str, plek: Plek) -> str:
    if _BROKEN.search(text) or any(unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs") and c != "\n" for c in text):
        raise plek.weiger(f"{wat} bevat onleesbare tekens. Sla het bestand op als UTF-8 en probeer het opnieuw.")
    if contains_bsn(text):
        raise plek.weiger(f"{wat} bevat een getal dat een BSN kan zijn. Haal het weg.")
    return unicodedata.normalize("NFC", text)


def check_drukbaar(text: str, wat: str, plek: Plek) -> str:
    """A name or title is printed exactly as it is: one sign that the font lacks, and no document could be made."""
    if missing := sorted(set(text) - letters_of_the_font()):
        raise plek.weiger(f"{wat} bevat een teken dat niet gedrukt kan worden: “{missing[0]}”. Vervang het.")
    return text


def crebo(value: str | None, wat: str, plek: Plek) -> str:
    code = (value or "").strip()
    if not re.match(CREBO, code, re.ASCII):
        raise plek.weiger(f"{wat} moet uit vijf cijfers bestaan, zoals 25452. Er staat “{code[:20]}”.")
    return code


def nummer(value: str | None, wat: str, plek: Plek, *, hoogste: int = 99) -> int:
    text = (value or "").strip()
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= hoogste:
        raise plek.weiger(f"{wat} moet een getal van 1 tot en met {hoogste} zijn. Er staat “{text[:20]}”.")
    return int(text)


def niveau(value: str | None, plek: Plek) -> int:
    return nummer(value, "Het niveau", plek, hoogste=4)


def datum(value: str | None, wat: str, plek: Plek) -> date | None:
    """A day written as 01-08-2015 or 2015-08-01; None when nothing is written."""
    text = (value or "").strip()
    for pattern in ("%d-%m-%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    if text:
        raise plek.weiger(f"{wat} is geen datum. Schrijf deze als 01-08-2015. Er staat “{text[:20]}”.")
    return None


def datums(values: dict[str, str | None], plek: Plek) -> dict[str, date | None]:
    """:raises ImportGeweigerd: no date, or not in the order geldig_vanaf, einde_instroom, einde_opleiding."""
    labels = {"geldig_vanaf": "Geldig vanaf", "einde_instroom": "Einde instroom", "einde_opleiding": "Einde opleiding"}
    dates = {name: datum(value, labels[name], plek) for name, value in values.items()}
    known = [day for name in labels if (day := dates.get(name))]
    if known != sorted(known):
        raise plek.weiger("De data staan niet op volgorde: eerst geldig vanaf, dan einde instroom, dan einde opleiding.")
    return dates
