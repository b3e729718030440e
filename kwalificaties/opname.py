"""
A file that a catalogusbeheerder sends by the page: read at once, shown as a difference report, and written only when confirmed.

The file itself waits in the database for the one who sent it, at most 24 hours.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction

from accounts.models import User
from basis.bsn import contains_bsn
from kwalificaties.bestand import Bestand
from kwalificaties.importeren import importeer, lees_alles, maak_verschil
from kwalificaties.models import CatalogusImport, CatalogusUpload, ImportSoort
from kwalificaties.rijen import ImportGeweigerd
from kwalificaties.verschil import Soort, Verschil

MAX_BYTES = 2 * 1024 * 1024  # a real dossier has a tenth of a megabyte
MAX_WIJZIGINGEN = 2000  # more would keep the page waiting too long
LIVES = timedelta(hours=24)


class VerschilAnders(Exception):
    """The catalogue changed since the report was read."""


@dataclass(frozen=True)
class Groep:
    """Changes of one kind, as they are read."""

    titel: str
    aantal: int
    regels: list[str]

    @property
    def verdwijnt(self) -> bool:
        return self.titel == Soort.VERVALLEN.capitalize()


def ontvang(*, naam: str, inhoud: bytes, by: User, at: datetime) -> CatalogusUpload:
    """
    Keep a file until its sender decides; a file that is no good is not kept.

    :raises ImportGeweigerd: in one sentence, with the line where it can be told.
    """
    bestand = Bestand(naam, inhoud)
    _controleer(bestand)
    soort = _soort(inhoud)
    if (aantal := len(_verschil(soort, bestand).wijzigingen)) > MAX_WIJZIGINGEN:
        raise bestand.plek().weiger(
            f"Dit zijn {aantal} veranderingen tegelijk. Deel het bestand op in stukken van {MAX_WIJZIGINGEN}."
        )
    return CatalogusUpload.objects.create(door=by, soort=soort, bestandsnaam=naam[:200], inhoud=inhoud, at=at)


def verschil(upload: CatalogusUpload) -> Verschil:
    """What this file would change in the catalogue as it is now. :raises ImportGeweigerd: it no longer fits."""
    return _verschil(upload.soort, _bestand(upload))


def merk(verschil: Verschil) -> str:
    """Tells one report from another."""
    return sha256("\n".join(verschil.verslag()).encode()).hexdigest()


@transaction.atomic
def bevestig(upload: CatalogusUpload, *, gezien: str, by: User, on: date, at: datetime) -> CatalogusImport | None:
    """
    Bring the file in, once; a second time gives what the first time made.

    :param gezien: the `merk` of the report that was read. :returns: None when there was nothing to change.
    :raises VerschilAnders: another report than this would be written; nothing is.
    :raises ImportGeweigerd: the file no longer fits the catalogue.
    """
    upload = CatalogusUpload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.opgenomen_als:
        return upload.opgenomen_als

    def same(naam: str, found: Verschil) -> None:
        if merk(found) != gezien:
            raise VerschilAnders

    made = importeer(upload.soort, [_bestand(upload)], toon=same, on=on, at=at, door=by)
    if not made:
        upload.delete()
        return None
    upload.opgenomen_als, upload.inhoud = made[0], b""
    upload.save(update_fields=["opgenomen_als", "inhoud"])
    return made[0]


def groepen(verslag: list[str]) -> list[Groep]:
    """The lines of a report, kept or new, as headings with what stands under them; kinds without any are left out."""
    found: list[Groep] = []
    for regel in verslag:
        if regel.startswith("  "):
            found[-1].regels.append(regel.strip())
        else:
            titel, _, aantal = regel.rpartition(": ")
            found.append(Groep(titel, int(aantal), []))
    return [groep for groep in found if groep.aantal]


def verlopen(*, at: datetime) -> None:
    """Throw away what nobody decided about in time."""
    CatalogusUpload.objects.filter(at__lt=at - LIVES).delete()


def _verschil(soort: str, bestand: Bestand) -> Verschil:
    [(_, rows)] = lees_alles(soort, [bestand])
    return maak_verschil(soort, rows)


def _bestand(upload: CatalogusUpload) -> Bestand:
    return Bestand(upload.bestandsnaam, bytes(upload.inhoud))


def _soort(inhoud: bytes) -> ImportSoort:
    """By what is in it, not by its name: XML begins with `<`, in whatever encoding."""
    begin = inhoud[:400].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return ImportSoort.DOSSIER if begin.startswith(b"<") else ImportSoort.CREBOS


def _controleer(bestand: Bestand) -> None:
    if not bestand.inhoud.strip():
        raise bestand.plek().weiger("Het bestand is leeg.")
    if len(bestand.inhoud) > MAX_BYTES:
        raise bestand.plek().weiger("Het bestand is groter dan 2 MB. Een dossier of crebo-lijst is dat nooit.")
    if contains_bsn(bestand.naam):
        raise ImportGeweigerd("Geef het bestand een andere naam: in de naam staat een getal dat een BSN kan zijn.")
