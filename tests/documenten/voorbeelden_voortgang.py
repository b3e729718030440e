"""Facts of the papers about how it goes, of invented people; `**anders` replaces what a test is about."""

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
