"""
What a change of the agreed becomes on paper, and why (domein §6, POK and bpv-blad): a pure question, answered before saving.

Before `starten` a new version that everybody signs again; after it a bpv-blad bij wijziging, unless a party changes, the einddatum
had passed, or the school wants new signatures; a typing error is mended without any of these.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any

from accounts.models import Organisatie
from basis.templatetags.basis import datum
from kwalificaties.models import Werkproces
from trajecten import duur
from trajecten.models import Plaatsing, SchoolAfspraak, Traject
from trajecten.models.plaatsing import Dienstverband, Vorm
from trajecten.regels import Doel, Status
from werkgevers.models import Praktijkopleider


class Gevolgsoort(StrEnum):
    VERSIE = "versie"  # not begun: a new version, signed again
    BLAD = "blad"  # begun, same parties: bpv-blad 2, 3, ...
    NIEUWE_POK = "nieuwe_pok"  # begun, but a new agreement with new signatures
    VERBETERING = "verbetering"  # nothing changes in what was agreed


@dataclass(frozen=True)
class Afgesproken:
    """All that can change within one Plaatsing; another leerbedrijf is another Plaatsing."""

    school: Organisatie
    praktijkopleider: Praktijkopleider
    werkprocessen: frozenset[Werkproces]
    vorm: str
    dienstverband: str
    dienstverband_organisatie: str
    startdatum: date
    einddatum: date
    uren_per_week: Decimal
    uren_totaal: int


@dataclass(frozen=True)
class Verschil:
    """One agreed thing that changes, in words."""

    veld: str
    wat: str
    was: str
    wordt: str


@dataclass(frozen=True)
class Gevolg:
    """
    What saving will do.

    :param uitleg: one sentence with the reason why it is this soort. :param let_op: what is unusual about the change.
    """

    soort: Gevolgsoort
    uitleg: str
    let_op: tuple[str, ...] = ()


def nu(plaatsing: Plaatsing) -> Afgesproken:
    return Afgesproken(
        school=plaatsing.school,
        praktijkopleider=plaatsing.praktijkopleider,
        werkprocessen=frozenset(plaatsing.werkprocessen.all()),
        vorm=plaatsing.vorm,
        dienstverband=plaatsing.dienstverband,
        dienstverband_organisatie=plaatsing.dienstverband_organisatie,
        startdatum=plaatsing.startdatum,
        einddatum=plaatsing.einddatum,
        uren_per_week=plaatsing.uren_per_week,
        uren_totaal=plaatsing.uren_totaal,
    )


def stand(plaatsing: Plaatsing) -> str:
    """A short mark of what is agreed now, so that a form can tell whether a colleague changed it meanwhile."""
    now = nu(plaatsing)
    words = [say(getattr(now, name)) for name, (_, say) in _IN_WOORDEN.items()]
    return sha256(repr(words).encode()).hexdigest()[:24]


def verschillen(before: Afgesproken, after: Afgesproken) -> list[Verschil]:
    """What differs, in the order of the agreement."""
    rows = []
    for veld, (wat, words) in _IN_WOORDEN.items():
        was, wordt = getattr(before, veld), getattr(after, veld)
        if was != wordt:
            rows.append(Verschil(veld, wat, words(was), words(wordt)))
    return rows


def _codes(werkprocessen: frozenset[Werkproces]) -> str:
    return ", ".join(sorted(w.nummer for w in werkprocessen)) or "geen"


def _uren(uren: Decimal) -> str:
    return f"{uren.normalize():f}".replace(".", ",")


_IN_WOORDEN: dict[str, tuple[str, Callable[[Any], str]]] = {
    "werkprocessen": ("Werkprocessen", _codes),
    "praktijkopleider": ("Praktijkopleider", lambda p: p.naam),
    "school": ("School", str),
    "startdatum": ("Startdatum", datum),
    "einddatum": ("Einddatum", datum),
    "uren_per_week": ("Uren per week", _uren),
    "uren_totaal": ("Uren in totaal", str),
    "vorm": ("Vorm", lambda v: Vorm(v).label),
    "dienstverband": ("Dienstverband", lambda d: Dienstverband(d).label),
    "dienstverband_organisatie": ("In dienst bij", lambda o: o or "geen andere organisatie"),
}


def gevolg(traject: Traject, plaatsing: Plaatsing, after: Afgesproken, *, on: date, verbetering: bool = False) -> Gevolg:
    """Which of the four it will be (source: domein §6)."""
    let_op = _ongewoon(traject, plaatsing, after, on)
    if verbetering:
        return Gevolg(Gevolgsoort.VERBETERING, "Er verandert niets aan de afspraak: geen nieuw papier, en alles blijft geldig.")
    if traject.status == Status.OVEREENKOMST:
        return Gevolg(
            Gevolgsoort.VERSIE,
            "Er komt een nieuwe versie van de praktijkovereenkomst, want de deelnemer is nog niet begonnen. "
            "Wat al is getekend, vervalt en iedereen tekent opnieuw.",
            let_op,
        )
    if why := _nieuwe_overeenkomst(traject, plaatsing, after, on):
        return Gevolg(Gevolgsoort.NIEUWE_POK, f"Er komt een nieuwe praktijkovereenkomst die iedereen tekent, want {why}.", let_op)
    return Gevolg(
        Gevolgsoort.BLAD,
        "Er komt een nieuw bpv-blad, want de deelnemer is al begonnen en de partijen blijven dezelfde. De handtekeningen blijven "
        "geldig. U legt van elke partij vast dat die akkoord is; tien werkdagen lang kan iedereen een fout melden.",
        let_op,
    )


def _nieuwe_overeenkomst(traject: Traject, plaatsing: Plaatsing, after: Afgesproken, on: date) -> str:
    if after.school != plaatsing.school:
        return "de school is een van de partijen en verandert"
    if after.einddatum > plaatsing.einddatum and plaatsing.einddatum < on:
        return f"de einddatum {datum(plaatsing.einddatum)} is al voorbij"
    again = SchoolAfspraak.objects.filter(regio=traject.regio_id, school=plaatsing.school_id, opnieuw_tekenen=True)
    return f"met {plaatsing.school} is afgesproken dat na een wijziging iedereen opnieuw tekent" if again.exists() else ""


def _ongewoon(traject: Traject, plaatsing: Plaatsing, after: Afgesproken, on: date) -> tuple[str, ...]:
    past = after.startdatum != plaatsing.startdatum and after.startdatum < on
    gone = (f"De startdatum {datum(after.startdatum)} is al voorbij.",) if past else ()
    usual = duur.is_gebruikelijk(traject, plaatsing, startdatum=after.startdatum, einddatum=after.einddatum)
    if traject.doel != Doel.PRAKTIJKVERKLARING or usual:
        return gone
    return (*gone, "De hele periode wordt korter dan 3 of langer dan 6 maanden.")
