"""A list of crebo's as CSV: who does what is not in it, only which kwalificaties exist, at which niveau, in which dossier."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from kwalificaties import rijen
from kwalificaties.bestand import Bestand, als_tekst
from kwalificaties.rijen import Key, Plek, Row

VERPLICHT = ["dossier_crebo", "dossier", "crebo", "kwalificatie", "niveau"]
DATUMS = ["geldig_vanaf", "einde_instroom", "einde_opleiding"]


def lees_crebos(bestand: Bestand) -> list[Row]:
    """
    Columns as in VERPLICHT; also read when present: DATUMS and `opvolger`. Every other column is left unread.

    :raises ImportGeweigerd: a column is missing, a line does not fit, or a value cannot be.
    """
    tekst = als_tekst(bestand)
    kop = tekst.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(tekst, newline=""), delimiter=";" if kop.count(";") > kop.count(",") else ",", strict=True)
    reader.fieldnames = [" ".join(name.lower().split()) for name in reader.fieldnames or []]
    _check_kop(reader.fieldnames, bestand)
    rows: list[Row] = []
    namen: dict[Key, Row] = {}
    for plek, record in _records(reader, bestand):
        dossier = _dossier(record, plek)
        if namen.setdefault(dossier.key, dossier).fields != dossier.fields:
            raise plek.weiger(f"Dossier {dossier.key.dossier} heet op regel {namen[dossier.key].plek.regel} anders. Kies één naam.")
        rows.append(_kwalificatie(record, dossier.key.dossier, plek))
    if not rows:
        raise bestand.plek().weiger("Er staan geen kwalificaties in het bestand.")
    return [*namen.values(), *rows]


def _check_kop(kop: list[str], bestand: Bestand) -> None:
    if ontbreekt := [name for name in VERPLICHT if name not in kop]:
        raise bestand.plek(1).weiger(f"In de eerste regel ontbreekt: {', '.join(ontbreekt)}.")
    if dubbel := sorted({name for name in kop if name in [*VERPLICHT, *DATUMS, "opvolger"] and kop.count(name) > 1}):
        raise bestand.plek(1).weiger(f"In de eerste regel staat dubbel: {', '.join(dubbel)}.")


def _records(reader: csv.DictReader, bestand: Bestand) -> Iterator[tuple[Plek, dict[str, Any]]]:
    try:
        for record in reader:
            plek = bestand.plek(reader.line_num)
            if None in record or None in record.values():
                raise plek.weiger(f"Deze regel heeft niet de {len(reader.fieldnames or [])} kolommen van de eerste regel.")
            if any(value.strip() for value in record.values()):
                yield plek, record
    except csv.Error as error:
        raise bestand.plek(reader.line_num).weiger("De aanhalingstekens op deze regel kloppen niet.") from error


def _dossier(record: dict[str, Any], plek: Plek) -> Row:
    crebo = rijen.crebo(record["dossier_crebo"], "De dossiercrebo", plek)
    return Row(
        Key("dossier", crebo), {"naam": rijen.tekst(record["dossier"], "De naam van het dossier", plek, max_length=200)}, plek
    )


def _kwalificatie(record: dict[str, Any], dossier: str, plek: Plek) -> Row:
    crebo = rijen.crebo(record["crebo"], "De crebo", plek)
    fields: dict[str, Any] = {
        "naam": rijen.tekst(record["kwalificatie"], "De naam van de kwalificatie", plek, max_length=200),
        "niveau": rijen.niveau(record["niveau"], plek),
        "officieel": True,
        "vervallen": False,
        "herkomst": "",
    }
    fields |= rijen.datums({name: record[name] for name in DATUMS if name in record}, plek)
    if (record.get("opvolger") or "").strip():
        fields["opvolger"] = rijen.crebo(record["opvolger"], "De opvolger", plek)
    return Row(Key("kwalificatie", dossier, crebo), fields, plek)
