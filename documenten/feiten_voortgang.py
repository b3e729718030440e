"""The shapes of the papers about how it goes, and of the forms to print (see feiten.py)."""

from typing import TypedDict

from documenten.feiten import SOORTEN, Huisstijl, Kerntaak, Kwalificatie, Leerbedrijf, Schaalwaarde


class Stand(TypedDict):
    """Where one werkproces stands; `oordeel` in words, "" while there is none."""

    code: str
    titel: str
    officieel: bool
    oordeel: str
    datum: str
    toelichting: str


class KerntaakStand(TypedDict):
    code: str
    titel: str
    standen: list[Stand]


class Voortgangsverslag(TypedDict):
    nummer: str
    datum: str
    huisstijl: Huisstijl
    beelden: dict[str, str]
    deelnemer: str
    leerbedrijf: Leerbedrijf
    school: str
    kwalificatie: Kwalificatie
    van: str
    tot: str
    beoordelaar: str
    namens: str  # recorded on behalf of the leerbedrijf: by whom; else ""
    aanwezig: str
    besproken: str
    afspraken: str
    volgende: str  # when the next one is planned, in words
    schaal: list[Schaalwaarde]
    kerntaken: list[KerntaakStand]


class Weekuren(TypedDict):
    """Hours as people write them; `ingevuld` False where nobody filled in anything."""

    nummer: str
    van: str
    tot: str
    gewerkt: str
    afgesproken: str
    niet_afgesproken: str
    ingevuld: bool


class Aanwezigheidsoverzicht(TypedDict):
    nummer: str
    datum: str
    huisstijl: Huisstijl
    beelden: dict[str, str]
    deelnemer: str
    leerbedrijf: Leerbedrijf
    school: str
    kwalificatie: Kwalificatie
    van: str
    tot: str
    uren_per_week: str
    weken: list[Weekuren]
    gewerkt: str
    afgesproken: str
    niet_afgesproken: str
    leeg: int  # weeks that are over and have no hours


class Begeleider(TypedDict):
    naam: str
    rol: str


class Evaluatie(TypedDict):
    datum: str
    soort: str
    met: str


class Begeleidingsverklaring(TypedDict):
    nummer: str
    datum: str
    huisstijl: Huisstijl
    beelden: dict[str, str]
    deelnemer: str
    leerbedrijf: Leerbedrijf
    school: str
    kwalificatie: Kwalificatie
    van: str
    tot: str
    uren: str  # worked in all, "" when not known
    begeleiders: list[Begeleider]
    evaluaties: list[Evaluatie]
    kerntaken: list[Kerntaak]


class Aanmeldformulier(TypedDict):
    """Empty, to print: the lists as this regio has them."""

    huisstijl: Huisstijl
    beelden: dict[str, str]
    startpunten: list[str]
    doelgroepen: list[str]
    aanmelders: list[str]


class Intakeformulier(TypedDict):
    huisstijl: Huisstijl
    beelden: dict[str, str]


SOORTEN |= {
    "voortgangsverslag": Voortgangsverslag,
    "aanwezigheidsoverzicht": Aanwezigheidsoverzicht,
    "begeleidingsverklaring": Begeleidingsverklaring,
    "aanmeldformulier": Aanmeldformulier,
    "intakeformulier": Intakeformulier,
}
