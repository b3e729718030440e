"""
The lists of domein §3: codes are fixed here, labels and use are data per regio (`Lijstwaarde`); a retired value stays readable.

Never a value: kind of benefit, arbeidsbeperking, banenafspraak, beschut werk, diagnosis, detentie.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trajecten.models import Lijstwaarde


@dataclass(frozen=True)
class Waarde:
    """
    :param soort: for stop reasons: positief, buiten_deelnemer or overig (domein §3).
    :param aan: whether a regio starts with this value in use (keuze).
    """

    code: str
    label: str
    soort: str = ""
    aan: bool = True


def _waarden(*rows: tuple[str, str], soort: str = "") -> list[Waarde]:
    return [Waarde(code, label, soort) for code, label in rows]


OVERLIJDEN, OVERIG, DUBBEL = "overlijden", "overig", "dubbel_aangemeld"
LAATST = 100  # behind every order a regio gave

_BUITEN_DEELNEMER = _waarden(
    ("leerbedrijf_stopt", "Leerbedrijf stopt"),
    ("erkenning_vervallen", "Erkenning vervallen"),
    ("praktijkopleider_weg", "Praktijkopleider weg"),
    ("financiering", "Financiering"),
    ("school_stopt", "School stopt"),
    soort="buiten_deelnemer",
)

LIJSTEN: dict[str, list[Waarde]] = {
    "startpunt": [
        *_waarden(
            ("werkzoekend", "Werkzoekend"),
            ("werkend", "Werkend"),
            ("schoolverlater", "Schoolverlater"),
            ("ontwikkelbedrijf", "Werkt bij ontwikkelbedrijf"),
        ),
        Waarde("dagbesteding", "Dagbesteding", aan=False),
        Waarde("anders", "Anders"),
    ],
    "doelgroep": _waarden(
        ("zonder_startkwalificatie", "Zonder startkwalificatie"),
        ("statushouder", "Statushouder of inburgeraar"),
        ("jongere", "Jongere tot 27"),
        ("vijftig_plus", "50 jaar en ouder"),
        ("onder_niveau", "Werkt onder niveau"),
    ),
    "stoppen": [
        *_waarden(("baan_gevonden", "Baan gevonden"), ("andere_opleiding", "Andere opleiding of ander traject"), soort="positief"),
        *_BUITEN_DEELNEMER,
        *_waarden(
            ("persoonlijk", "Persoonlijke omstandigheden"),
            ("motivatie", "Motivatie"),
            ("komt_niet", "Komt niet opdagen"),
            ("taal", "Taal"),
            ("vervoer_kinderopvang", "Vervoer of kinderopvang"),
            ("klik_werkplek", "Klik op de werkplek"),
            ("verhuizing", "Verhuizing"),
            ("niet_bereikbaar", "Niet meer bereikbaar"),
            (OVERLIJDEN, "Overlijden"),
            (OVERIG, "Overig"),
            soort="overig",
        ),
    ],
    "onderbreken": _waarden(
        ("persoonlijk", "Persoonlijke omstandigheden"),
        ("verlof", "Verlof of vakantie"),
        ("geen_werk", "Geen passend werk of bedrijf dicht"),
        ("wisseling_praktijkopleider", "Wisseling praktijkopleider"),
        ("wachten_papieren", "Wachten op papieren"),
        (OVERIG, "Overig"),
    ),
    "niet_starten": _waarden(
        ("ziet_ervan_af", "Deelnemer ziet ervan af"),
        ("ingetrokken", "Aanmelding ingetrokken"),
        ("andere_route", "Andere route past beter"),
        ("geen_leerbedrijf", "Geen leerbedrijf gevonden"),
        ("leerbedrijf_trekt_terug", "Leerbedrijf trekt zich terug"),
        ("geen_erkenning", "Geen erkenning"),
        ("school_schrijft_niet_in", "School schrijft niet in"),
        ("geen_financiering", "Geen financiering"),
        ("niet_bereikbaar", "Niet bereikbaar"),
        (DUBBEL, "Dubbel aangemeld"),
        (OVERLIJDEN, "Overlijden"),
        (OVERIG, "Overig"),
    ),
    "herplaatsen": [
        *_BUITEN_DEELNEMER,
        *_waarden(
            ("klik_werkplek", "Klik op de werkplek"),
            ("reistijd", "Reistijd"),
            ("ander_werk", "Ander werk past beter"),
            (OVERIG, "Overig"),
            soort="overig",
        ),
    ],
    "belemmering": _waarden(
        ("geen_erkenning", "Geen erkenning"),
        ("geen_leerbedrijf", "Geen leerbedrijf gevonden"),
        ("financiering", "Financiering"),
        ("niet_ingeschreven", "Niet ingeschreven"),
        ("tijdsduur", "Tijdsduur"),
        ("ondersteuning", "Ondersteuning op de werkplek"),
        ("taal", "Taal"),
        ("vervoer_kinderopvang", "Vervoer of kinderopvang"),
        ("kennis", "Kennis of bekendheid"),
        ("anders", "Anders"),
    ),
    "uitkomst": _waarden(
        ("werk_hier", "Betaald werk bij dit leerbedrijf"),
        ("werk_elders", "Betaald werk elders"),
        ("ontwikkelbedrijf", "Werk bij ontwikkelbedrijf"),
        ("werk_en_opleiding", "Werk en opleiding (bbl)"),
        ("opleiding", "Opleiding"),
        ("vrijwillig_dagbesteding", "Vrijwilligerswerk of dagbesteding"),
        ("geen", "Geen werk of opleiding"),
        ("onbekend", "Onbekend"),
    ),
    "aanmelder": _waarden(
        ("gemeente", "Gemeente"),
        ("uwv", "UWV"),
        ("sw_bedrijf", "SW-bedrijf"),
        ("school", "School"),
        ("doorstroompunt", "Doorstroompunt"),
        ("leerbedrijf", "Leerbedrijf"),
        ("deelnemer", "Deelnemer zelf"),
        ("anders", "Anders"),
    ),
    "contact": _waarden(
        ("telefoon", "Telefoon"),
        ("gesprek", "Gesprek"),
        ("bezoek", "Bezoek op de werkplek"),
        ("mail", "E-mail"),
        ("bericht", "App of sms"),
        ("anders", "Anders"),
    ),
    "financiering": _waarden(
        ("subsidie_praktijkleren", "Subsidie praktijkleren derde leerweg"),
        ("loonkostensubsidie", "Loonkostensubsidie"),
        ("slim", "SLIM"),
        ("esf", "ESF+"),
        ("social_return", "Social return"),
        ("gemeente", "Gemeente"),
        ("oo_fonds", "O&O-fonds"),
        ("eigen_bijdrage", "Eigen bijdrage"),
        ("anders", "Anders"),
    ),
    "schaal": _waarden(
        ("niet_gedaan", "Nog niet gedaan"),
        ("oefenen", "Oefenen"),
        ("voldoende", "Voldoende"),
        ("goed", "Goed"),
    ),
}
SCHAAL_UITLEG = {
    "niet_gedaan": "Heeft dit werk nog niet gedaan.",
    "oefenen": "Doet dit werk met hulp of uitleg.",
    "voldoende": "Doet dit werk regelmatig zelf en goed.",
    "goed": "Doet dit werk altijd zelf en goed, ook als het druk of anders is.",
}
# The three questions of the eindbeoordeling (domein §6); the third feeds nazorg 0.
VRAGEN = [
    ("werkt_nog", "Werkt de deelnemer nog bij u?"),
    ("kon_alles_oefenen", "Kon de deelnemer alle afgesproken taken oefenen?"),
    ("in_dienst", "Neemt u de deelnemer in dienst of is die al in dienst?"),
]
BEHAALD = frozenset({"voldoende", "goed"})


def codes(lijst: str) -> list[str]:
    return [waarde.code for waarde in LIJSTEN[lijst]]


def soort_van(lijst: str, code: str) -> str:
    """The kind of a reason: positief, buiten_deelnemer or overig. :raises KeyError: no such code."""
    return {waarde.code: waarde.soort for waarde in LIJSTEN[lijst]}[code]


def label(regio, lijst: str, code: str) -> str:
    """How this regio calls a value, in use or retired; the code itself for a value nobody knows any more."""
    return labels(regio, lijst).get(code, code)


def labels(regio, lijst: str) -> dict[str, str]:
    """Code -> how this regio calls it, of every value: what is retired stays readable where it was chosen."""
    return {waarde.code: row.label if row else waarde.label for waarde, row in _volgorde(regio, lijst)}


def keuzes(regio, lijst: str, *, ook: Collection[str] = ()) -> list[tuple[str, str]]:
    """
    (code, label) of what this regio has in use, in its own order.

    :param ook: what was chosen already, and may stay although it is no longer in use.
    """
    rows = _volgorde(regio, lijst)
    return [(w.code, row.label if row else w.label) for w, row in rows if (row.aan if row else w.aan) or w.code in ook]


def schaal_uitleg(regio) -> dict[str, str]:
    """Code -> the line that explains this step of the scale, in the words of this regio."""
    return {w.code: (row.uitleg if row else "") or SCHAAL_UITLEG[w.code] for w, row in _volgorde(regio, "schaal")}


def _volgorde(regio, lijst: str) -> "list[tuple[Waarde, Lijstwaarde | None]]":
    """Every value with the row of this regio, in its order; a value that came later stands behind them."""
    from trajecten.models import Lijstwaarde

    own = {row.code: row for row in Lijstwaarde.objects.filter(regio=regio, lijst=lijst)}
    pairs = [(waarde, own.get(waarde.code)) for waarde in LIJSTEN[lijst]]
    return sorted(pairs, key=lambda pair: pair[1].volgorde if pair[1] else LAATST)
