"""Leerbedrijven in the trades of the seed, all invented, with the people who work there and what SBB decided about them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from accounts.models import GeslotenPeriode, Organisatie, Regio, User
from basis.bsn import passes_elfproef
from kwalificaties.models import Kwalificatie, Werkproces
from praktijkleren.demo.agenda import moment
from werkgevers import erkenning as erkenningen
from werkgevers.leerbedrijf import notitie_schrijven, toevoegen
from werkgevers.models import Contactpersoon, Erkenning, Hoe, Leerbedrijf, Praktijkopleider

BEWIJS = [
    "Gezien in het openbare overzicht van erkende leerbedrijven.",
    "Het bedrijf staat er met dit leerbedrijf-ID en deze kwalificatie.",
    "Schermafdruk ligt in de teammap, kwalificatie en adres kloppen.",
]


@dataclass(frozen=True)
class Zaak:
    """
    One leerbedrijf as data.

    :param crebos: what it is erkend for; "25499/4" is for the first four werkprocessen only.
    """

    naam: str
    plaats: str
    postcode: str
    straat: str
    crebos: str
    opleiders: list[tuple[str, str]]
    contact: str = ""
    notitie: str = ""
    plaatsen: int | None = None
    schuilnaam: str = ""
    bouwvak: bool = False


@dataclass
class Bedrijf:
    """A leerbedrijf that can be chosen: its people, and per kwalificatie the werkprocessen within the erkenning."""

    leerbedrijf: Leerbedrijf
    opleiders: list[Praktijkopleider]
    erkend: list[tuple[Kwalificatie, Erkenning, list[Werkproces]]] = field(default_factory=list)


GRONINGEN = [
    Zaak("Bakkerij De Warme Hoek", "Winschoten", "9671 AA", "Langestraat 201", "25173 25252",
         [("A. Feenstra", "Meester-bakker"), ("Jolanda Eefting", "Ploegleider nacht")], "Bert Eefting",
         "Begint om 4 uur. Wie geen eigen vervoer heeft, komt hier niet op tijd.", 2),
    Zaak("Broodatelier Noord", "Groningen", "9711 AB", "Botermarkt 3a", "25173", [("Matthijs Ĳben", "Bakker")], "", "", 1),
    Zaak("Banketbakkerij Zoet & Zo", "Veendam", "9641 AC", "Kerkstraat 88", "25173/3", [("Truida Kamps", "Chef banket")]),
    Zaak("Kringloop Oost", "Sappemeer", "9611 AD", "Noorderstraat 401", "25499 25257",
         [("J. Mulder", "Werkleider"), ("Samira Bouzid", "Coach op de werkvloer"), ("T. Drent", "Werkleider textiel")],
         "Harm Brontsema", "Drie mensen tegelijk kan, meer niet: er is één lift.", 3),
    Zaak("Kringloopwinkel De Tweede Kans", "Assen", "9401 AE", "Vaart ZZ 90", "25167 25257/3",
         [("Marga Lubbers-Nĳenhuis", "Winkelmanager")], "Ria Oldenbeuving", "", 2),
    Zaak("Warenhuis Wessels", "Stadskanaal", "9501 AF", "Hoofdkade 12", "25167", [("Kim Wessels", "Afdelingschef")], "", "", 1),
    Zaak("Dorpssupermarkt Het Mandje", "Bedum", "9781 AG", "Molenweg 7", "25167 25257",
         [("R. Havinga", "Bedrijfsleider"), ("Ö. Kılıç", "Teamleider vers")], "R. Havinga"),
    Zaak("Klimaattechniek Noorderwind", "Hoogezand", "9601 AH", "Industrieweg 33", "25282/4",
         [("Wim Stuut", "Hoofdmonteur")], "Sanne Stuut", "VCA moet voor de eerste dag binnen zijn.", 1, bouwvak=True),
    Zaak("Van der Laan Koeling en Warmte", "Leek", "9351 AJ", "Euroweg 5", "25282",
         [("D. van der Laan", "Directeur"), ("Piotr Gołąb", "Monteur")], "D. van der Laan", "", 2, bouwvak=True),
    Zaak("Rijwielhuis Eelde", "Eelde", "9761 AK", "Hoofdweg 61", "25231", [("Jan Rozema", "Werkplaatschef")], "Jan Rozema", "", 1),
    Zaak("Fietspunt Stationsplein", "Groningen", "9726 AL", "Stationsplein 2", "25231/3 25255",
         [("Esther Wolters", "Teamleider"), ("Abel Tonkens", "Fietstechnicus")], "", "Vraagt eerst een week meelopen.", 2),
    Zaak("Hoveniersbedrijf Groenrijk-Buiten", "Roden", "9301 AM", "Ceintuurbaan 14", "25452 25258",
         [("Klaas-Jan Wĳmenga", "Voorman")], "Alie Wĳmenga", "", 2),
    Zaak("De Tuinkameraad", "Zuidhorn", "9801 AN", "Hanckemalaan 40", "25452", [("Femke Oldenburger", "Hovenier")]),
    Zaak("Groenbeheer Westerwolde", "Ter Apel", "9561 AP", "Markt 9", "25451 25452",
         [("G. Hartlief", "Uitvoerder"), ("Lammert Wubs", "Voorman")], "G. Hartlief", "Rijdt zelf langs de deelnemers.", 4),
    Zaak("Plantsoen & Park", "Delfzijl", "9934 AR", "Marktstraat 18", "25451", [("S. Ritzema", "Coördinator groen")]),
    Zaak("Eetcafé De Trechter", "Groningen", "9712 AS", "Poelestraat 77", "25168 25180",
         [("Nadia Achahbar", "Chef bediening"), ("Luc Bézard", "Souschef")], "Nadia Achahbar", "", 2),
    Zaak("Hotel Dollardzicht", "Termunterzijl", "9948 AT", "Havenweg 1", "25168/5",
         [("Hilde Boerma", "Bedrijfsleider")], "", "Bus rijdt niet op zondag.", 1),
    Zaak("Lunchroom Het Klaverblad", "Appingedam", "9901 AV", "Dijkstraat 30", "25180/4 25252", [("Toos Elema", "Kok")]),
    Zaak("Zorgboerderij De Hazelaar", "Vlagtwedde", "9541 AW", "Wollinghuizerweg 8", "25251",
         [("M. Potze", "Begeleider")], "M. Potze", "", 2),
    Zaak("Woonzorg Maarhof", "Winsum", "9951 AX", "Warfhuisterweg 3", "25498 25251",
         [("Grietje Zĳlstra", "Teamleider zorg"), ("Asha Jama", "Verzorgende")], "P. Kok-Smĳth", "", 2),
    Zaak("Thuiszorg Aan Zee", "Uithuizen", "9981 AZ", "Kerkstraat 15", "25498", [("Yvonne Ebels", "Wĳkverpleegkundige")]),
    Zaak("Opvanghuis Noord", "Groningen", "9715 BA", "Verzonnen laan 1", "25251 25499/5",
         [("E. Visser", "Coördinator dagbesteding")], "E. Visser", "Adres nooit doorgeven. Bel eerst met E. Visser.", 1,
         schuilnaam="Zorginstelling in Groningen"),
    Zaak("Magazijn Noord", "Hoogezand", "9601 BB", "Productieweg 2", "25371 25254",
         [("Tesfay Hoekstra", "Shiftleider"), ("I. Kremer", "Shiftleider avond")], "Ingrid Kremer", "", 5),
    Zaak("Pakketdienst Snelpad", "Veendam", "9641 BC", "Transportlaan 20", "25371", [("Henri Doornbos", "Planner")], "", "", 3),
    Zaak("Veilinghal Eelde Logistiek", "Eelde", "9761 BD", "Burgemeester Legroweg 80", "25254/3", [("A. Boĳink", "Voorman")]),
    Zaak("Schoonmaakgroep Spiegel", "Groningen", "9723 BE", "Osloweg 110", "25034 25499",
         [("Beata Kołodziejczyk", "Rayonleider"), ("Ali Demirtaş", "Objectleider")], "Beata Kołodziejczyk",
         "Werktijden tussen 6 en 9 uur of na 17 uur.", 4),
    Zaak("Facilitair Centrum De Borg", "Slochteren", "9621 BG", "Hoofdweg 30", "25499", [("Gea Pik", "Hoofd facilitair")]),
    Zaak("Timmerfabriek Ten Cate-Nauta", "Oude Pekela", "9665 BH", "Flessingsterrein 4", "25128",
         [("Eppo Nauta", "Werkplaatsleider")], "", "", 1, bouwvak=True),
    Zaak("Sportcentrum De Boei", "Stadskanaal", "9501 BJ", "Sportlaan 2", "25500", [("Jorn de Haas", "Beheerder")], "", "", 1),
]  # fmt: skip

ELDERS = [
    Zaak("Bakkerij {n}zicht", "{p}", "8000 AB", "Dorpsstraat 12", "25173", [("B. de Groot-Öztürk", "Bakker")]),
    Zaak("Kringloop {n}", "{p}", "8000 AC", "Handelsweg 8", "25257 25499", [("W. Stellingwerf", "Werkleider")], "W. Stellingwerf"),
    Zaak("Groenbedrijf {n}", "{p}", "8000 AD", "Bosrand 3", "25452", [("Ĳ. Postma", "Voorman")]),
    Zaak("Magazijn {n}", "{p}", "8000 AE", "Logistiekpark 40", "25371", [("Naomi Rĳkers", "Shiftleider")], "", "", 2),
]


def maak(rng: Random, regio: Regio, zaken: list[Zaak], by: User, *, sinds: date, on: date) -> list[Bedrijf]:
    """
    The leerbedrijven of one regio with their erkenningen, found and checked on the day `sinds`.

    :param on: today, on which the notes and closed periods look forward.
    """
    return [_bedrijf(rng, regio, zaak, by, sinds, on) for zaak in zaken]


def _bedrijf(rng: Random, regio: Regio, zaak: Zaak, by: User, sinds: date, on: date) -> Bedrijf:
    leerbedrijf = toevoegen(
        regio=regio,
        leerbedrijf_id=_leerbedrijf_id(rng),
        kvk=f"0{rng.randrange(10**7):07d}",
        naam=zaak.naam,
        straat=zaak.straat,
        postcode=zaak.postcode,
        plaats=zaak.plaats,
        telefoon="050 000 02 00",
    )
    leerbedrijf.verborgen_adres, leerbedrijf.schuilnaam = bool(zaak.schuilnaam), zaak.schuilnaam
    leerbedrijf.vrije_plaatsen = zaak.plaatsen
    leerbedrijf.sbb_adviseur, leerbedrijf.sbb_email = "N. Adviseur", "adviseur@sbb.example"
    leerbedrijf.save()
    leerbedrijf.bekend_bij.add(by)
    _mensen(leerbedrijf, zaak, by, on)
    bedrijf = Bedrijf(leerbedrijf, list(leerbedrijf.praktijkopleiders.all()))
    for token in zaak.crebos.split():
        bedrijf.erkend.append(_erkenning(rng, leerbedrijf, token, by, sinds))
    return bedrijf


def _mensen(leerbedrijf: Leerbedrijf, zaak: Zaak, by: User, on: date) -> None:
    Praktijkopleider.objects.bulk_create(
        Praktijkopleider(leerbedrijf=leerbedrijf, naam=naam, functie=functie, telefoon="06 00 99 00 01")
        for naam, functie in zaak.opleiders
    )
    if zaak.contact:
        Contactpersoon.objects.create(
            leerbedrijf=leerbedrijf, naam=zaak.contact, functie="Contactpersoon", email="contact@leerbedrijf.example"
        )
    if zaak.notitie:
        notitie_schrijven(leerbedrijf=leerbedrijf, tekst=zaak.notitie, by=by, at=moment(on - timedelta(days=60)))
    if zaak.bouwvak:
        for jaar in (on.year, on.year + 1):
            GeslotenPeriode.objects.create(
                organisatie=leerbedrijf.organisatie, van=date(jaar, 7, 27), tot=date(jaar, 8, 14), omschrijving="Bouwvak"
            )


def _leerbedrijf_id(rng: Random) -> str:
    """Nine digits that nobody can take for a BSN."""
    while passes_elfproef(number := f"100{rng.randrange(10**6):06d}"):
        pass
    return number


def _erkenning(
    rng: Random, leerbedrijf: Leerbedrijf, token: str, by: User, sinds: date
) -> tuple[Kwalificatie, Erkenning, list[Werkproces]]:
    crebo, _, part = token.partition("/")
    kwalificatie = Kwalificatie.objects.get(crebo=crebo, regio=None)
    scope = list(kwalificatie.werkprocessen())[: int(part) if part else None]
    made = erkenningen.registreren(
        leerbedrijf=leerbedrijf,
        kwalificatie=kwalificatie,
        sinds=sinds - timedelta(days=rng.randrange(100, 900)),
        datum=sinds,
        hoe=Hoe.STAGEMARKT,
        bewijs=rng.choice(BEWIJS),
        werkprocessen=scope if part else None,
        by=by,
        on=sinds,
    )
    return kwalificatie, made, scope


def zaken_elders(namen: list[tuple[str, str]]) -> list[Zaak]:
    """:param namen: (word in the name, place), one for each of ELDERS."""
    return [
        Zaak(z.naam.format(n=n), p, z.postcode, z.straat, z.crebos, z.opleiders, z.contact, z.notitie, z.plaatsen)
        for z, (n, p) in zip(ELDERS, namen, strict=True)
    ]


def organisatie(regio: Regio, soort: str) -> Organisatie:
    return Organisatie.objects.filter(regio=regio, soort=soort).get()
