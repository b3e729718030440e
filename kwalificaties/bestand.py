"""Reading a file from disk: how large it may be and which letters it is written in, before anything parses it."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kwalificaties.rijen import ImportGeweigerd, Plek

MAX_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class Bestand:
    naam: str
    inhoud: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.inhoud).hexdigest()

    def plek(self, regel: int | None = None) -> Plek:
        return Plek(self.naam, regel)


def lees(path: Path) -> Bestand:
    """:raises ImportGeweigerd: not there, not a file, empty or over 20 MB."""
    naam = path.name
    try:
        with path.open("rb") as stream:
            inhoud = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ImportGeweigerd(f"Het bestand kan niet worden gelezen ({error.strerror}).", bestand=naam) from error
    if len(inhoud) > MAX_BYTES:
        raise ImportGeweigerd("Het bestand is groter dan 20 MB. Een dossier of crebo-lijst is dat nooit.", bestand=naam)
    if not inhoud.strip():
        raise ImportGeweigerd("Het bestand is leeg.", bestand=naam)
    return Bestand(naam, inhoud)


def als_tekst(bestand: Bestand) -> str:
    """The text of a file in UTF-8 (with or without BOM) or, as Dutch Excel saves it, Windows-1252."""
    if bestand.inhoud.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in bestand.inhoud:
        raise bestand.plek().weiger("Het bestand is geen gewone tekst of staat in UTF-16. Sla het op als CSV UTF-8.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return bestand.inhoud.decode(encoding)
        except UnicodeDecodeError as error:
            regel = bestand.inhoud.count(b"\n", 0, error.start) + 1
    raise bestand.plek(regel).weiger("De letters zijn niet te lezen. Sla het bestand op als CSV UTF-8.")
