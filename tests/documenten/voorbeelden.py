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


AFSPRAKEN = {
    "vorm": "leerbaan",
    "dienstverband": "arbeidsovereenkomst bij het leerbedrijf",
    "leerweg": "derde leerweg",
    "van": "2026-03-02",
    "tot": "2026-08-28",
    "uren_per_week": "24",
    "uren_totaal": "624",
}
ONDERTEKENAARS = [
    {"rol": "Deelnemer", "naam": NAAM, "namens": ""},
    {"rol": "Leerbedrijf", "naam": "Jorrit van der Meulen", "namens": "Bakkerij De Gouden Korenaar"},
    {"rol": "School", "naam": "drs. A.B. Hofstra-Wiersma", "namens": "Noorderpoort"},
]
SCHAAL = [
    {"id": "nog_niet", "naam": "Nog niet gedaan", "uitleg": "De deelnemer heeft dit werk nog niet kunnen doen."},
    {"id": "oefenen", "naam": "Oefenen", "uitleg": "De deelnemer doet dit werk met hulp of uitleg."},
    {"id": "voldoende", "naam": "Voldoende", "uitleg": "De deelnemer doet dit werk zelf, zoals het hoort."},
    {"id": "goed", "naam": "Goed", "uitleg": "De deelnemer doet dit werk zelf, ook als het anders loopt dan gewoon."},
]
VRAGEN = [
    {"vraag": "Werkt de deelnemer nog bij u?", "keuzes": ["Ja", "Nee"], "antwoord": ""},
    {"vraag": "Kon de deelnemer alle afgesproken taken oefenen?", "keuzes": ["Ja", "Nee"], "antwoord": ""},
    {
        "vraag": "Neemt u de deelnemer in dienst, of is die al in dienst?",
        "keuzes": ["Ja", "Nee", "Nog niet bekend"],
        "antwoord": "",
    },
]


def overeenkomst(**anders):
    return {
        "nummer": "GR-2026-0042",
        "versie": 1,
        "datum": "2026-02-12",
        "huisstijl": HUISSTIJL,
        "beelden": {},
        "deelnemer": PERSOON,
        "leerbedrijf": LEERBEDRIJF,
        "school": {"naam": "Noorderpoort", "brin": "25LW", "contactpersoon": "M. Öztürk"},
        "coordinator": "Marieke Veen",
        "kwalificatie": KWALIFICATIE,
        "kerntaken": kerntaken(),
        "afspraken": AFSPRAKEN,
        "schaal": SCHAAL,
        "ondertekenaars": ONDERTEKENAARS,
        **anders,
    }


def bpv_blad(**anders):
    same = ["nummer", "huisstijl", "beelden", "deelnemer", "leerbedrijf", "school", "coordinator", "kwalificatie", "kerntaken"]
    return {
        **{name: value for name, value in overeenkomst().items() if name in same},
        "blad": 2,
        "datum": "2026-06-01",
        "vanaf": "2026-06-08",
        "reden": "De deelnemer krijgt een vaste dag op school.",
        "melden_tot": "2026-06-15",
        "wijzigingen": [
            {"wat": "Uren per week", "was": "32", "wordt": "24"},
            {"wat": "Einddatum", "was": "28 augustus 2026", "wordt": "30 oktober 2026"},
        ],
        "afspraken": AFSPRAKEN,
        "instemmingen": [
            {"rol": "Deelnemer", "naam": NAAM, "datum": "2026-05-29", "wijze": "telefoon"},
            {"rol": "Leerbedrijf", "naam": "Bakkerij De Gouden Korenaar", "datum": "2026-05-29", "wijze": "e-mail"},
            {"rol": "School", "naam": "Noorderpoort", "datum": "", "wijze": ""},
        ],
        **anders,
    }


def werkproceskeuze(**anders):
    return {
        "nummer": "GR-2026-0042",
        "versie": 1,
        "datum": "2026-02-12",
        "huisstijl": HUISSTIJL,
        "beelden": {},
        "deelnemer": NAAM,
        "leerbedrijf": LEERBEDRIJF,
        "school": "Noorderpoort",
        "kwalificatie": KWALIFICATIE,
        "kerntaken": kerntaken(),
        **anders,
    }


def ondertekening(**anders):
    paper = {"functie": "", "tijdstip": "", "adres": "", "browser": "", "sha256": "", "datum": "2026-02-12"}
    paper |= {"nagekeken_door": "", "nagekeken_op": ""}
    online = {"wijze": "In het portaal", "datum": "2026-02-12", "tijdstip": "12 februari 2026, 10:15", "vastgelegd_door": ""}
    online |= {"nagekeken_door": "", "nagekeken_op": ""}
    online |= {"adres": "2001:db8::1", "browser": "Mozilla/5.0 (Linux; Android 14) " + "Gecko/20100101 " * 8, "sha256": "a" * 64}
    rows = [
        {"rol": "Deelnemer", "naam": NAAM, "wijze": "Op papier", "vastgelegd_door": "Marieke Veen", **paper},
        {"rol": "Leerbedrijf", "naam": "J. Mulder", "functie": "Eigenaar", **online},
        {"rol": "School", "naam": "P. de Boer", "functie": "Voorzitter examencommissie", **online},
    ]
    plain = werkproceskeuze()
    del plain["kerntaken"]
    return plain | {"sha256": "a" * 64, "handtekeningen": rows} | anders


def beoordeling(*, ingevuld=False, aantal=5, **anders):
    """`ingevuld` gives every werkproces a judgement, the last one a long note."""
    waarden = ["voldoende", "goed", "oefenen", "voldoende", "nog_niet"]
    taken = [
        {
            "code": k["code"],
            "titel": k["titel"],
            "oordelen": [
                {
                    **w,
                    "waarde": waarden[i % len(waarden)] if ingevuld else "",
                    "toelichting": "Werkt netjes en vraagt om hulp als het nodig is." if ingevuld and i else "",
                    "bewijs": "foto's in de map, gesprek van 14 augustus" if ingevuld and not i else "",
                }
                for i, w in enumerate(k["werkprocessen"])
            ],
        }
        for k in kerntaken(aantal)
    ]
    return {
        "nummer": "GR-2026-0042",
        "ingevuld": ingevuld,
        "datum": "2026-08-21" if ingevuld else "",
        "beoordelaar": "Jorrit van der Meulen" if ingevuld else "",
        "namens": "",
        "huisstijl": HUISSTIJL,
        "beelden": {},
        "deelnemer": NAAM,
        "leerbedrijf": LEERBEDRIJF,
        "van": "2026-03-02",
        "tot": "2026-08-28",
        "school": "Noorderpoort",
        "kwalificatie": KWALIFICATIE,
        "schaal": SCHAAL,
        "kerntaken": taken,
        "vragen": [{**v, "antwoord": "Ja" if ingevuld else ""} for v in VRAGEN],
        **anders,
    }
