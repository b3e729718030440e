"""One chart of every kind, with all that makes drawing hard: long names, nothing shown, zeros, two years of months."""

from rapportage.grafieken import Grafiek, Punt, Reeks, klein_veelvoud, kolommen, staven, trechter, verdeling

MAANDEN = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
KWARTALEN = ["K1", "K2", "K3", "K4"]
UITKOMSTEN = [
    "Betaald werk bij dit leerbedrijf",
    "Betaald werk elders",
    "Werk bij ontwikkelbedrijf",
    "Werk en opleiding (bbl)",
    "Opleiding",
    "Vrijwilligerswerk of dagbesteding",
    "Geen",
    "Onbekend",
]
LANG = "Stichting Werkvoorziening & Zonen <Noord> in de gemeente Súdwest-Fryslân en omstreken"


def punt(label: str, waarde: float | None, tekst: str = "") -> Punt:
    return Punt(label, waarde, tekst or ("< 5" if waarde is None else f"{waarde:g}".replace(".", ",")))


def reeks(naam: str, labels: list[str], waarden: list[float | None], noot: str = "") -> Reeks:
    return Reeks(naam, [punt(label, waarde) for label, waarde in zip(labels, waarden, strict=True)], noot)


def procenten(naam: str, waarden: list[float | None], noot: str) -> Reeks:
    points = zip(UITKOMSTEN, waarden, strict=True)
    return Reeks(naam, [punt(label, waarde, "" if waarde is None else f"{waarde} %") for label, waarde in points], noot)


def grafieken(voor: str = "") -> list[Grafiek]:
    """:param voor: before every key, for a page that shows them twice."""
    dit_jaar = reeks("2026", MAANDEN, [12, 8, 15, 20, 134, 18, 9, None, 22, 17, 11, 0])
    vorig_jaar = reeks("2025", MAANDEN, [10, 9, 12, 14, 120, None, 5, 8, 19, 15, 9, 7])
    return [
        staven(f"{voor}staven", "Wachtdagen per partij", "Kalenderdagen aan zet.", _partijen(), koppen=("Partij", "Wachtdagen")),
        trechter(f"{voor}trechter", "Van aanmelding tot verklaring", "Aangemeld in 2025.", _stappen()),
        kolommen(f"{voor}kolommen", "Instroom per maand", "Zonder dubbel aangemeld.", [dit_jaar, vorig_jaar]),
        kolommen(f"{voor}een", "Uitgereikt per maand", "", [dit_jaar]),
        verdeling(f"{voor}een-balk", "Uitkomst bij uitreiking", "", [procenten("Alle", [30, 20, None, 12, 6, 10, 9, 5], "n = 74")]),
        verdeling(f"{voor}balken", "Uitkomst na 0, 3, 6 en 12 maanden", "Met het startpunt ernaast.", _nazorg()),
        klein_veelvoud(f"{voor}regios", "Uitgereikt per regio", "Per kwartaal.", _regios()),
        staven(f"{voor}leeg", "Redenen van stoppen", "In 2026.", []),
    ]


def _partijen() -> list[Punt]:
    return [
        punt("Leerbedrijf", 1231, "1.231 dagen"),
        punt(LANG, 812.5, "812,5 dagen"),
        punt("Coördinator", None, "afgeschermd"),
        punt("SBB", 0),
        punt("Arbeidsmarktregioprojectcoördinatievergadering", 1, "1 dag"),
    ]


def _stappen() -> list[Punt]:
    return [punt("Aangemeld", 164), punt("Intake gehad", 140), punt("Gestart", None, "afgeschermd"), punt("Uitgereikt", 61)]


def _nazorg() -> list[Reeks]:
    return [
        procenten("Bij uitreiking", [30, 20, 8, 12, 6, 10, 9, 5], "n = 74, 95 % bekend"),
        procenten("Na 3 maanden", [28, 22, None, 12, 6, 10, 17, None], "n = 60, 91 % bekend"),
        procenten("Na 6 maanden", [40, 35, 1, 4, 2, 8, 10, 0], "n = 42, 88 % bekend"),
        procenten("Na 12 maanden", [None] * 8, "minder dan 5 bekend"),
    ]


def _regios() -> list[Reeks]:
    return [
        reeks("Groningen", KWARTALEN, [20, 34, 12, 40]),
        reeks("Drechtsteden", KWARTALEN, [5, None, 8, 12]),
        reeks("Zuid-Kennemerland en IJmond", KWARTALEN, [None] * 4),
        reeks("Zeeland", KWARTALEN, [0] * 4),
    ]
