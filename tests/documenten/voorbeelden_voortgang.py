"""Facts of the papers about how it goes, of invented people; `**anders` replaces what a test is about."""

from datetime import date, timedelta

from tests.documenten.voorbeelden import HUISSTIJL, KWALIFICATIE, LEERBEDRIJF, NAAM, SCHAAL, kerntaken

HOOFD = {
    "nummer": "GR-2026-0042",
    "datum": "2026-05-11",
    "huisstijl": HUISSTIJL,
    "beelden": {},
    "deelnemer": NAAM,
    "leerbedrijf": LEERBEDRIJF,
    "school": "Noorderpoort",
    "kwalificatie": KWALIFICATIE,
    "van": "2026-03-02",
    "tot": "2026-08-28",
}


def standen(aantal: int = 5) -> list[dict]:
    words = ["Voldoende", "Oefenen", "", "Goed", "Nog niet gedaan"]
    made, n = [], 0
    for kerntaak in kerntaken(aantal):
        rows = []
        for werkproces in kerntaak["werkprocessen"]:
            oordeel = words[n % len(words)]
            note = "Bakt zelf, ook als het druk is.\nVraagt om uitleg bij glutenvrij." if n == 0 else ""
            rows.append({**werkproces, "oordeel": oordeel, "datum": "2026-04-13" if oordeel else "", "toelichting": note})
            n += 1
        made.append({"code": kerntaak["code"], "titel": kerntaak["titel"], "standen": rows})
    return made


def voortgangsverslag(**anders) -> dict:
    return {
        **HOOFD,
        "beoordelaar": "Jorrit van der Meulen",
        "namens": "Marieke Veen",
        "aanwezig": "deelnemer, Jorrit van der Meulen, jobcoach Ž. Čapek-Øvergård",
        "besproken": "Het tempo went. Werkt het liefst in de vroege ploeg.",
        "afspraken": "Volgende maand zelf het deeg plannen.\nDe school stuurt het rooster van de cursus.",
        "volgende": "8 juni 2026, 10:30, Bakkerij De Gouden Korenaar",
        "schaal": SCHAAL,
        "kerntaken": standen(),
        **anders,
    }


def weken(aantal: int, *, leeg: tuple[int, ...] = ()) -> list[dict]:
    first = date(2026, 3, 2)
    return [
        {
            "nummer": str((week := first + timedelta(days=7 * n)).isocalendar().week),
            "van": week.isoformat(),
            "tot": (week + timedelta(days=6)).isoformat(),
            "gewerkt": "" if n in leeg else "19,5",
            "afgesproken": "" if n in leeg else "4,5",
            "niet_afgesproken": "" if n in leeg else "0",
            "ingevuld": n not in leeg,
        }
        for n in range(aantal)
    ]


def aanwezigheidsoverzicht(aantal: int = 26, *, leeg: tuple[int, ...] = (), **anders) -> dict:
    return {
        **HOOFD,
        "uren_per_week": "24",
        "weken": weken(aantal, leeg=leeg),
        "gewerkt": "507",
        "afgesproken": "117",
        "niet_afgesproken": "0",
        "leeg": len(leeg),
        **anders,
    }


def begeleidingsverklaring(**anders) -> dict:
    return {
        **HOOFD,
        "uren": "507",
        "begeleiders": [
            {"naam": "Jorrit van der Meulen", "rol": "praktijkopleider, meesterbakker"},
            {"naam": "M. Öztürk", "rol": "contactpersoon van Noorderpoort"},
            {"naam": "Marieke Veen", "rol": "volgde het traject vanuit Werk in Zicht Groningen"},
        ],
        "evaluaties": [
            {"datum": "2026-04-13", "soort": "Tussenevaluatie", "met": "deelnemer, Jorrit van der Meulen"},
            {"datum": "2026-08-21", "soort": "Eindbeoordeling", "met": "Jorrit van der Meulen"},
        ],
        "kerntaken": kerntaken(),
        **anders,
    }


def aanmeldformulier(**anders) -> dict:
    return {
        "huisstijl": HUISSTIJL,
        "beelden": {},
        "startpunten": ["Werkzoekend", "Werkend", "Schoolverlater", "Werkt bij ontwikkelbedrijf", "Anders"],
        "doelgroepen": ["Zonder startkwalificatie", "Statushouder of inburgeraar", "Jongere tot 27", "50 jaar en ouder"],
        "aanmelders": ["Gemeente", "UWV", "SW-bedrijf", "School", "Doorstroompunt", "Leerbedrijf", "Deelnemer zelf", "Anders"],
        **anders,
    }


def intakeformulier(**anders) -> dict:
    return {"huisstijl": HUISSTIJL, "beelden": {}, **anders}
