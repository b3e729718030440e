"""From files to catalogue: read all, compare, show the report, and only then write, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection, transaction

from accounts.models import User
from kwalificaties.bestand import Bestand
from kwalificaties.catalogus import lees_startcatalogus, lees_voorbeelden, sectorkamers
from kwalificaties.crebo_csv import lees_crebos
from kwalificaties.models import CatalogusImport, ImportSoort
from kwalificaties.rijen import Row, Rows, collect
from kwalificaties.sbb_xml import lees_dossiers
from kwalificaties.stand import huidige_stand
from kwalificaties.toepassen import toepassen
from kwalificaties.verschil import Stand, Verschil, alleen_aanvullen, vergelijk

_LOCK = 5_498_259  # one import at a time


@dataclass(frozen=True)
class Bron:
    """How a kind of file is read, and how much it may say."""

    lees: Callable[[Bestand], list[Row]]
    volledig: bool = False  # holds the whole of each dossier: what is missing in it has lapsed
    aanvullen: bool = False  # may only add what is not there


BRONNEN: dict[str, Bron] = {
    ImportSoort.DOSSIER: Bron(lees_dossiers, volledig=True),
    ImportSoort.CREBOS: Bron(lees_crebos),
    ImportSoort.STARTCATALOGUS: Bron(lees_startcatalogus, aanvullen=True),
    ImportSoort.VOORBEELDEN: Bron(lees_voorbeelden, aanvullen=True),
}


def lees_alles(soort: str, bestanden: list[Bestand]) -> list[tuple[Bestand, Rows]]:
    """:raises ImportGeweigerd: one of the files is no good, or two of them hold the same code."""
    gelezen = [(bestand, BRONNEN[soort].lees(bestand)) for bestand in bestanden]
    collect(row for _, rows in gelezen for row in rows)
    return [(bestand, collect(rows)) for bestand, rows in gelezen]


def maak_verschil(soort: str, rows: Rows) -> Verschil:
    """What these rows would change in the catalogue as it is now; writes nothing."""
    bron, stand = BRONNEN[soort], huidige_stand(rows)
    rows = alleen_aanvullen(stand, rows) if bron.aanvullen else rows
    return vergelijk(stand, _met_sectorkamer(stand, rows), volledig=bron.volledig)


def _met_sectorkamer(stand: Stand, rows: Rows) -> Rows:
    """Only XML names the sectorkamer; for a dossier that has none yet, our own table does."""
    leeg = {key for key in rows if key.wat == "dossier" and not (stand.get(key) or {}).get("sectorkamer")}
    tabel = {key: {"sectorkamer": sectorkamers()[key.dossier]} for key in leeg if key.dossier in sectorkamers()}
    return {key: replace(row, fields=tabel.get(key, {}) | row.fields) for key, row in rows.items()}


@transaction.atomic
def importeer(
    soort: str,
    bestanden: list[Bestand],
    *,
    toon: Callable[[str, Verschil], object],
    on: date,
    at: datetime,
    door: User | None = None,
) -> list[CatalogusImport]:
    """
    Bring the files in: all of them or none.

    :param toon: gets the name of each file and its difference report, before anything of that file is written.
    :returns: a row for every file that changed something.
    :raises ImportGeweigerd: nothing is written then.
    """
    gelezen = lees_alles(soort, bestanden)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    bronnen = []
    for bestand, rows in gelezen:
        verschil = maak_verschil(soort, rows)
        toon(bestand.naam, verschil)
        if verschil.wijzigingen:
            bronnen.append(_bewaar_bron(soort, bestand, verschil, at, door))
            toepassen(verschil, bron=bronnen[-1], on=on)
    return bronnen


def _bewaar_bron(soort: str, bestand: Bestand, verschil: Verschil, at: datetime, door: User | None) -> CatalogusImport:
    return CatalogusImport.objects.create(
        soort=soort, bestandsnaam=bestand.naam[:200], sha256=bestand.sha256, at=at, verslag=verschil.verslag(), door=door
    )
