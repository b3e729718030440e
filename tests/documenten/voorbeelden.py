"""Facts of invented people, for each soort of document; `**anders` replaces what a test is about."""

from datetime import UTC, datetime

NAAM = "Łukasz Şahin Ğülşen Ĳsbrand Nguyễn Đorđe"
GEMAAKT_OP = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HUISSTIJL = {"regio": "Werk in Zicht Groningen", "kleur": "#0b5c58", "contact": "050 123 45 67 · praktijkleren@voorbeeld.nl"}
LEERBEDRIJF = {
    "naam": "Bakkerij De Gouden Korenaar",
    "plaats": "Sappemeer",
    "leerbedrijf_id": "100214837",
    "praktijkopleider": "Jorrit van der Meulen",
    "functie": "meesterbakker",
}
KWALIFICATIE = {
    "naam": "Uitvoerend bakker",
    "crebo": "25185",
    "niveau": 2,
    "dossier": "Brood en banket",
    "dossier_crebo": "23057",
    "officieel": True,
}
PERSOON = {"naam": NAAM, "geboortedatum": "1998-05-03", "geboorteplaats": "Łódź", "geboorteland": "Polen"}
TITELS = [
    "Bereidt de werkzaamheden voor en stemt af",
    "Maakt deeg en beslag",
    "Verwerkt deeg tot halffabricaten en eindproducten",
    "Bakt producten af en werkt ze af",
    "Verpakt producten en slaat ze op",
    "Maakt de werkplek schoon en houdt machines bij",
]


def kerntaken(aantal=5, *, officieel=True, per_kerntaak=3):
    """`aantal` werkprocessen over as many kerntaken as they need."""
    rijen = []
    for begin in range(0, aantal, per_kerntaak):
        nummer = begin // per_kerntaak + 1
        werk = [
            {"code": f"B1-K{nummer}-W{i - begin + 1}", "titel": TITELS[i % len(TITELS)], "officieel": officieel}
            for i in range(begin, min(begin + per_kerntaak, aantal))
        ]
        rijen.append({"code": f"B1-K{nummer}", "titel": "Vervaardigt brood- en banketproducten", "werkprocessen": werk})
    return rijen


def praktijkverklaring(**anders):
    deel = {"leerbedrijf": LEERBEDRIJF, "van": "2026-03-02", "tot": "2026-08-28", "kerntaken": kerntaken()}
    return {
        "nummer": "PV-GR-2026-0074",
        "huisstijl": HUISSTIJL,
        "beelden": {},
        "deelnemer": PERSOON,
        "kwalificatie": KWALIFICATIE,
        "delen": [deel],
        "besluit": {
            "school": "Noorderpoort",
            "ondertekenaar": "drs. A.B. Hofstra-Wiersma",
            "functie": "Voorzitter examencommissie",
            "plaats": "Groningen",
            "datum": "2026-09-04",
        },
        "onderdeel_mbo_verklaring": True,
        "verificatie_url": "https://praktijkleren.voorbeeld.nl/v/7Qd2mXw9Lk3RtYpVbN8sHc",
        "verificatie_adres": "praktijkleren.voorbeeld.nl/v/7Qd2mXw9Lk3RtYpVbN8sHc",
        **anders,
    }
