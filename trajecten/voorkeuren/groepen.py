"""
The groups of reminders of which mail can be switched off, and what cannot and why (keuze; a handful, not one per termijn).

Switched off is: no mail. In the app everything stands, and what is late becomes a call all the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from trajecten.regels import Partij

P = Partij
UITGEZET = "uitgezet door ontvanger"


@dataclass(frozen=True)
class Groep:
    """
    :param voor: the parties that may get mail of it.
    """

    naam: str
    uitleg: str
    soorten: frozenset[str]
    voor: frozenset[Partij]


GROEPEN: dict[str, Groep] = {
    "begin": Groep(
        "Intake en leerbedrijf zoeken",
        "Een intake plannen en afronden, een leerbedrijf vinden, het besluit van SBB.",
        frozenset({"intake_plannen", "intake_besluit", "match_vinden", "sbb_besluit"}),
        frozenset({P.COORDINATOR}),
    ),
    "start": Groep(
        "Inschrijving en start",
        "De inschrijving door de school, de eerste werkdag en het eerste contact daarna.",
        frozenset({"inschrijving", "start_bevestigen", "eerste_contact"}),
        frozenset({P.COORDINATOR, P.SCHOOL}),
    ),
    "voortgang": Groep(
        "Voortgang en evaluaties",
        "De tussenevaluatie, de aanwezigheid en de vraag hoe het gaat.",
        frozenset({"tussenevaluatie", "aanwezigheid"}),
        frozenset({P.COORDINATOR, P.LEERBEDRIJF, P.DEELNEMER}),
    ),
    "termijnen": Groep(
        "Termijnen van het traject",
        "De einddatum, hervatten na een onderbreking, zes maanden na de start, een erkenning opnieuw controleren.",
        frozenset({"einddatum", "hervatten", "doorlooptijd", "erkenning_hercheck"}),
        frozenset({P.COORDINATOR}),
    ),
    "subsidie": Groep(
        "Subsidie",
        "De laatste dag om subsidie aan te vragen.",
        frozenset({"subsidie"}),
        frozenset({P.COORDINATOR, P.LEERBEDRIJF}),
    ),
    "afronding": Groep(
        "Uitreiking en nazorg",
        "De uitreiking, de mbo-verklaring van de school en de vragen in de maanden daarna.",
        frozenset({"uitreiking", "mbo_verklaring", "nazorg_0", "nazorg_3", "nazorg_6", "nazorg_12"}),
        frozenset({P.COORDINATOR, P.SCHOOL, P.DEELNEMER}),
    ),
}

# What only this person can do, or what the law asks: who may get mail of it, and why it cannot be switched off.
VERPLICHT: dict[str, tuple[frozenset[Partij], str]] = {
    "pok_tekenen": (
        frozenset({P.LEERBEDRIJF, P.SCHOOL, P.DEELNEMER}),
        "De praktijkovereenkomst tekenen. Niemand anders kan dat voor u doen.",
    ),
    "eindbeoordeling": (frozenset({P.LEERBEDRIJF}), "De eindbeoordeling. Zonder uw oordeel komt er geen praktijkverklaring."),
    "vaststelling": (frozenset({P.SCHOOL}), "Het besluit van de school. Alleen de school kan dat nemen."),
    "informeren": (frozenset({P.COORDINATOR}), "De deelnemer informeren over privacy. De privacywet (AVG) verplicht dat."),
}
BELLEN = "Een partij bellen die geen mail krijgt of die laat is. Anders doet niemand het."
ACCOUNT = "Uw account: inlogcodes, uitnodigingen en wijzigingen van uw wachtwoord. Dat is voor uw veiligheid."


def verplicht(partijen: Iterable[Partij] | None = None) -> list[str]:
    """Of what mail always goes, and why. :param partijen: None for somebody of whom we know no more than an address."""
    own = frozenset(P if partijen is None else partijen)
    found = [words for voor, words in VERPLICHT.values() if voor & own and (partijen is not None or P.COORDINATOR not in voor)]
    calls = [BELLEN] if partijen is not None and P.COORDINATOR in own else []
    return [*found, *calls, ACCOUNT]


_GROEP_VAN = {soort: code for code, groep in GROEPEN.items() for soort in groep.soorten}


def groep_van(soort: str) -> str:
    """The group of this termijn; "" for what cannot be switched off."""
    return _GROEP_VAN.get(soort, "")


def van_partijen(partijen: Iterable[Partij]) -> dict[str, Groep]:
    """The groups of which one of these parties may get mail."""
    own = frozenset(partijen)
    return {code: groep for code, groep in GROEPEN.items() if groep.voor & own}
