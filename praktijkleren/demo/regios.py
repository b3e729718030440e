"""Five regio's of the north with their gemeenten (names and CBS codes are facts), schools and partners."""

from dataclasses import dataclass

from accounts.models import Gemeente, GeslotenPeriode, Organisatie, OrganisatieSoort, Regio
from trajecten.models import SchoolAfspraak

S = OrganisatieSoort

REGIOS = {
    "GR": ("Groningen", "#0b5c58"),
    "FR": ("Friesland", "#1d4f91"),
    "DR": ("Drenthe", "#7a2f5d"),
    "ZW": ("Regio Zwolle", "#2f5d1f"),
    "FV": ("Flevoland", "#5b3f8c"),
}
GEMEENTEN = {
    "GR": {
        "GM0014": "Groningen", "GM1979": "Eemsdelta", "GM1966": "Het Hogeland", "GM1952": "Midden-Groningen", "GM1895": "Oldambt",
        "GM0765": "Pekela", "GM0037": "Stadskanaal", "GM0047": "Veendam", "GM1969": "Westerkwartier", "GM1950": "Westerwolde",
        "GM1680": "Aa en Hunze", "GM0106": "Assen", "GM1699": "Noordenveld", "GM1730": "Tynaarlo",
    },
    "FR": {
        "GM0080": "Leeuwarden", "GM0090": "Smallingerland", "GM0074": "Heerenveen", "GM1900": "Súdwest-Fryslân",
        "GM0059": "Achtkarspelen", "GM1891": "Dantumadiel", "GM1940": "De Fryske Marren", "GM0072": "Harlingen",
        "GM1970": "Noardeast-Fryslân", "GM0085": "Ooststellingwerf", "GM0086": "Opsterland", "GM0737": "Tytsjerksteradiel",
        "GM1949": "Waadhoeke", "GM0098": "Weststellingwerf",
    },
    "DR": {
        "GM0114": "Emmen", "GM0118": "Hoogeveen", "GM1681": "Borger-Odoorn", "GM0109": "Coevorden", "GM1690": "De Wolden",
        "GM1731": "Midden-Drenthe",
    },
    "ZW": {
        "GM0193": "Zwolle", "GM0166": "Kampen", "GM0148": "Dalfsen", "GM0119": "Meppel", "GM0175": "Ommen", "GM0180": "Staphorst",
        "GM1708": "Steenwijkerland", "GM1896": "Zwartewaterland", "GM1701": "Westerveld", "GM0244": "Hattem",
    },
    "FV": {
        "GM0034": "Almere", "GM0995": "Lelystad", "GM0303": "Dronten", "GM0171": "Noordoostpolder", "GM0184": "Urk",
        "GM0050": "Zeewolde",
    },
}  # fmt: skip


@dataclass(frozen=True)
class School:
    """:param brin: invented, in the right form. `regios`: where it works; `naam` of the signatory and the rest are invented."""

    naam: str
    brin: str
    plaats: str
    regios: str
    ondertekenaar: str
    functie: str
    contact: str
    werkdagen: int = 20
    artikel: bool = False


SCHOLEN = [
    School("Noorderpoort", "91NP", "Groningen", "GR DR", "P.J. de Boer-Hazewinkel", "Voorzitter examencommissie",
           "Ilse Wolthuis", artikel=True),
    School("Alfa-college", "91AC", "Groningen", "GR DR", "drs. R. Ubbens", "Directeur maatwerk", "Mehmet Koçak"),
    School("Terra", "91TR", "Assen", "GR FR DR", "E. van Ĳzendoorn", "Teammanager praktijkleren", "Froukje Sinnema",
           werkdagen=15, artikel=True),
    School("Firda", "91FI", "Leeuwarden", "FR", "S. Wiarda", "Voorzitter examencommissie", "Jelmer Bouma"),
    School("Drenthe College", "91DC", "Emmen", "DR", "mr. H. Zwiers", "Voorzitter examencommissie", "Carla Pepping"),
    School("Deltion College", "91DE", "Zwolle", "ZW", "A.M. Kok-Röder", "Directeur bedrijfsvoering", "Sven Lokhorst"),
    School("ROC van Flevoland", "91FL", "Almere", "FV", "B. Çetin", "Voorzitter examencommissie", "Naomi de Rooij"),
]  # fmt: skip

PARTNERS = [
    (S.UWV, "UWV {regio}"),
    (S.SW_BEDRIJF, "Ontwikkelbedrijf De Schakel {regio}"),
    (S.DOORSTROOMPUNT, "Doorstroompunt {regio}"),
    (S.LEERWERKLOKET, "Werkcentrum {regio}"),
]


def maak_regios() -> dict[str, Regio]:
    made = {}
    for nummer, (code, (naam, kleur)) in enumerate(REGIOS.items()):
        made[code] = Regio.objects.create(
            regiocode=code,
            naam=naam,
            merkkleur=kleur,
            telefoon=f"050 000 00 1{nummer}",
            email=f"praktijkleren-{code.lower()}@voorbeeld.test",
        )
        Gemeente.objects.bulk_create(Gemeente(cbs_code=cbs, naam=n, regio=made[code]) for cbs, n in GEMEENTEN[code].items())
    return made


def maak_scholen(regios: dict[str, Regio], vakanties: list[tuple]) -> dict[str, list[tuple[School, Organisatie]]]:
    """Shared organisations, with what each regio agreed with them. :returns: per regiocode the schools it works with."""
    per_regio: dict[str, list[tuple[School, Organisatie]]] = {code: [] for code in regios}
    for school in SCHOLEN:
        organisatie = Organisatie.objects.create(
            soort=S.SCHOOL, naam=school.naam, brin=school.brin, plaats=school.plaats, telefoon="050 000 01 00"
        )
        GeslotenPeriode.objects.bulk_create(
            GeslotenPeriode(organisatie=organisatie, van=van, tot=tot, omschrijving=wat) for van, tot, wat in vakanties
        )
        for code in school.regios.split():
            per_regio[code].append((school, organisatie))
            _afspraak(regios[code], school, organisatie)
    return per_regio


def _afspraak(regio: Regio, school: School, organisatie: Organisatie) -> None:
    SchoolAfspraak.objects.create(
        regio=regio,
        school=organisatie,
        vaststelling_werkdagen=school.werkdagen,
        artikel_bevestigd=school.artikel,
        contact_naam=school.contact,
        contact_email=f"praktijkleren@{school.naam.lower().replace(' ', '-')}.example",
        contact_telefoon="050 000 01 01",
        ondertekenaar=school.ondertekenaar,
        ondertekenaar_functie=school.functie,
    )


def maak_partners(regio: Regio) -> list[Organisatie]:
    """Gemeenten as organisations, and the partners that belong to one regio."""
    gemeenten = [
        Organisatie.objects.create(soort=S.GEMEENTE, naam=f"Gemeente {g.naam}", gemeente=g, plaats=g.naam)
        for g in regio.gemeenten.order_by("cbs_code")
    ]
    others = [Organisatie.objects.create(soort=s, regio=regio, naam=naam.format(regio=regio.naam)) for s, naam in PARTNERS]
    return gemeenten + others
