"""
What a document is made of: plain JSON, frozen when it is ordered. Dates are ISO text, an unknown value is "".

`beelden` holds pictures as base64 PNG under the names the template asks for: "regio", "school", "leerbedrijf".
The room that orders a document fills these; this room knows no traject.
"""

from typing import Any, TypedDict, get_args, get_origin, get_type_hints, is_typeddict


class FeitenOnvolledig(Exception):
    """The facts are not those the document needs: a mistake in the code that orders it."""


class Huisstijl(TypedDict):
    """Whose paper it is: the look of the regio."""

    regio: str
    kleur: str  # "#0b5c58"
    contact: str  # one line: telephone and e-mail of the regio


class Persoon(TypedDict):
    naam: str  # zoals op het identiteitsbewijs
    geboortedatum: str
    geboorteplaats: str
    geboorteland: str  # "" for Nederland


class Werkproces(TypedDict):
    code: str
    titel: str
    officieel: bool


class Kerntaak(TypedDict):
    code: str
    titel: str
    werkprocessen: list[Werkproces]


class Kwalificatie(TypedDict):
    naam: str  # exactly as in Crebo
    crebo: str
    niveau: int
    dossier: str
    dossier_crebo: str
    officieel: bool


class Leerbedrijf(TypedDict):
    """With a hidden address `naam` is the cover name, `plaats` and `leerbedrijf_id` are ""."""

    naam: str
    plaats: str
    leerbedrijf_id: str
    praktijkopleider: str
    functie: str


class LeerbedrijfDeel(TypedDict):
    """What was achieved at one leerbedrijf, and when."""

    leerbedrijf: Leerbedrijf
    van: str
    tot: str
    kerntaken: list[Kerntaak]


class Besluit(TypedDict):
    """The decision of the bevoegd gezag."""

    school: str
    ondertekenaar: str
    functie: str
    plaats: str
    datum: str


class Praktijkverklaring(TypedDict):
    nummer: str  # registernummer; "" on a concept
    huisstijl: Huisstijl
    beelden: dict[str, str]
    deelnemer: Persoon
    kwalificatie: Kwalificatie
    delen: list[LeerbedrijfDeel]
    besluit: Besluit
    onderdeel_mbo_verklaring: bool  # only for a school that confirmed it
    verificatie_url: str  # in the QR; "" on a concept
    verificatie_adres: str  # short, to type over


class Ondertekenaar(TypedDict):
    rol: str  # "Deelnemer", "Leerbedrijf", "School", "Wettelijk vertegenwoordiger"
    naam: str
    namens: str  # organisation, "" for a person who signs for him- or herself


class Afspraken(TypedDict):
    """Of one Plaatsing."""

    vorm: str  # "stage" or "leerbaan"
    dienstverband: str
    leerweg: str
    van: str
    tot: str
    uren_per_week: str
    uren_totaal: str


class School(TypedDict):
    naam: str
    brin: str
    contactpersoon: str


class Schaalwaarde(TypedDict):
    id: str
    naam: str
    uitleg: str


class Overeenkomst(TypedDict):
    """Praktijkovereenkomst with its first bpv-blad."""

    nummer: str  # traject number
    versie: int
    datum: str
    huisstijl: Huisstijl
    beelden: dict[str, str]
    deelnemer: Persoon
    leerbedrijf: Leerbedrijf
    school: School
    coordinator: str
    kwalificatie: Kwalificatie
    kerntaken: list[Kerntaak]
    afspraken: Afspraken
    schaal: list[Schaalwaarde]
    ondertekenaars: list[Ondertekenaar]


class Wijziging(TypedDict):
    """One agreed thing that changes, in words."""

    wat: str
    was: str
    wordt: str


class Instemming(TypedDict):
    """That a party agrees; `datum` is "" while that is still to be asked."""

    rol: str
    naam: str
    datum: str
    wijze: str


class BpvBlad(TypedDict):
    """A bpv-blad bij wijziging: 2, 3, ... (domein §6)."""

    nummer: str
    blad: int
    datum: str
    vanaf: str
    reden: str
    melden_tot: str
    huisstijl: Huisstijl
    beelden: dict[str, str]
    deelnemer: Persoon
    leerbedrijf: Leerbedrijf
    school: School
    coordinator: str
    kwalificatie: Kwalificatie
    wijzigingen: list[Wijziging]
    afspraken: Afspraken
    kerntaken: list[Kerntaak]
    instemmingen: list[Instemming]


class Overeengekomen(TypedDict):
    """What every paper of one version of the agreement begins with."""

    nummer: str
    versie: int
    datum: str
    huisstijl: Huisstijl
    beelden: dict[str, str]
    deelnemer: str
    leerbedrijf: Leerbedrijf
    school: str
    kwalificatie: Kwalificatie


class Werkproceskeuze(Overeengekomen):
    kerntaken: list[Kerntaak]


class Ondertekend(TypedDict):
    """What proves one signature; of one on paper `tijdstip`, `adres`, `browser` and `sha256` are ""."""

    rol: str
    naam: str
    functie: str
    datum: str
    tijdstip: str  # "23 november 2026, 10:15"
    wijze: str
    adres: str
    browser: str
    sha256: str
    vastgelegd_door: str  # who recorded a signature on paper; else ""
    nagekeken_door: str  # who looked at the scan besides; else ""
    nagekeken_op: str


class Ondertekening(Overeengekomen):
    """All signatures of one version of the agreement, and what proves them."""

    sha256: str  # of the agreement; "" where it was not made here
    handtekeningen: list[Ondertekend]


class Oordeel(TypedDict):
    """Judgement of one werkproces; `waarde` is the id of a Schaalwaarde, "" on an empty form."""

    code: str
    titel: str
    officieel: bool
    waarde: str
    toelichting: str
    bewijs: str


class KerntaakOordeel(TypedDict):
    code: str
    titel: str
    oordelen: list[Oordeel]


class Vraag(TypedDict):
    """One of the three questions; `antwoord` is "" on an empty form."""

    vraag: str
    keuzes: list[str]
    antwoord: str


class Beoordeling(TypedDict):
    """The beoordelingsformulier: empty to print (`ingevuld` False) or filled."""

    nummer: str
    ingevuld: bool
    datum: str
    beoordelaar: str
    namens: str  # filled on behalf of the leerbedrijf: by whom; else ""
    huisstijl: Huisstijl
    beelden: dict[str, str]
    deelnemer: str
    leerbedrijf: Leerbedrijf
    van: str
    tot: str
    school: str
    kwalificatie: Kwalificatie
    schaal: list[Schaalwaarde]
    kerntaken: list[KerntaakOordeel]
    vragen: list[Vraag]


SOORTEN: dict[str, type] = {
    "praktijkovereenkomst": Overeenkomst,
    "bpv_blad": BpvBlad,
    "werkproceskeuze": Werkproceskeuze,
    "ondertekening": Ondertekening,
    "beoordelingsformulier": Beoordeling,
    "praktijkverklaring": Praktijkverklaring,
}


def controleer(soort: str, facts: dict) -> None:
    """
    Refuse facts that do not fit their document, before anything is frozen.

    :raises FeitenOnvolledig: naming the place.
    """
    if soort in SOORTEN:
        _check(facts, SOORTEN[soort], soort)


def _check(value: Any, kind: Any, where: str) -> None:
    if is_typeddict(kind):
        _check_dict(value, get_type_hints(kind), where)
    elif get_origin(kind) is list:
        _expect(isinstance(value, list), where, kind)
        for number, item in enumerate(value):
            _check(item, get_args(kind)[0], f"{where}[{number}]")
    else:
        _expect(type(value) is (get_origin(kind) or kind), where, kind)


def _check_dict(value: Any, hints: dict[str, Any], where: str) -> None:
    _expect(isinstance(value, dict), where, dict)
    if value.keys() != hints.keys():
        raise FeitenOnvolledig(f"{where}: {', '.join(sorted(value.keys() ^ hints.keys()))}")
    for name, kind in hints.items():
        _check(value[name], kind, f"{where}.{name}")


def _expect(fits: bool, where: str, kind: Any) -> None:
    if not fits:
        raise FeitenOnvolledig(f"{where}: geen {getattr(kind, '__name__', kind)}")
