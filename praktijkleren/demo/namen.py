"""Invented people of every origin: names as on an identiteitsbewijs, in Latin letters, and a roepnaam in any script."""

from dataclasses import dataclass
from random import Random

from basis.tekst import search_text


@dataclass(frozen=True)
class Mens:
    """:param voornamen: as on the identiteitsbewijs; `roepnaam` is how they call themselves."""

    roepnaam: str
    voornamen: str
    achternaam: str
    geboorteplaats: str
    geboorteland: str
    telefoon: str

    @property
    def email(self) -> str:
        """An address at a domain that nobody can own."""
        return ".".join(search_text(f"{self.voornamen.split()[0]} {self.achternaam}").split()) + "@voorbeeld.test"


@dataclass(frozen=True)
class Herkomst:
    """
    :param deel: of every hundred people or so.
    :param voornamen: (voornamen, roepnaam); an empty roepnaam is the first of the voornamen.
    """

    deel: int
    voornamen: list[tuple[str, str]]
    achternamen: list[str]
    plaatsen: list[tuple[str, str]]


def _zelfde(*namen: str) -> list[tuple[str, str]]:
    return [(naam, "") for naam in namen]


NEDERLAND = [
    (plaats, "Nederland") for plaats in ["Groningen", "Winschoten", "Veendam", "Delfzijl", "Stadskanaal", "Assen", "Emmen"]
]

HERKOMSTEN = [
    Herkomst(
        40,
        [
            ("Hendrik Jan", "Henk"), ("Geertruida Maria", "Truus"), ("Kornelis", "Kees-Jan"), ("Anna Wilhelmina", "Anneke"),
            ("Ĳsbrand", ""), ("Wiebrechje", "Wietske"), ("Bo", ""), ("Jantje Catharina Elisabeth", "Jannie"), ("Rick", ""),
            ("Chantal", ""), ("Daniëlle", ""), ("Renée Sophie", "Renée"), ("Andries", ""), ("Kimberley", "Kim"), ("Sjoerd", ""),
            ("Zoë", ""), ("Tjeerd Reinder", "Tjeerd"), ("Mariëlle", ""), ("Dennis", ""), ("Priscilla", "Cilla"),
        ],
        [
            "de Wit", "van den Berg", "Wiersema", "Bultena", "Dĳkstra", "Oosterhuis", "Hoekstra", "Mulder", "Postma", "Veenstra",
            "van der Meulen-Kuipers", "Kloosterman", "Ĳzerman", "’t Hart", "op ’t Ende", "Reininga", "Huizinga", "Bos", "Smit",
            "Tuinstra", "Nĳenhuis", "Blaauw", "Crébas",
        ],
        NEDERLAND,
    ),
    Herkomst(8, _zelfde("Gülşen", "Çağrı", "Ayşe Nur", "Oğuzhan", "İbrahim", "Şükran"),
             ["Yıldız", "Öztürk", "Şahin", "Gündoğdu", "Işık", "Çelik", "Ağaoğlu"],
             [("Gümüşhane", "Turkije"), ("Iğdır", "Turkije"), *NEDERLAND[:2]]),
    Herkomst(7, [("Mohammad", "محمد"), ("Fatima", "فاطمة"), ("Yusuf", "يوسف"), ("Rania", "رانيا"), ("Khalid", "خالد")],
             ["Al-Khatib", "Haddad", "El Amrani", "Abdulrahman", "Darwish"],
             [("Homs", "Syrië"), ("Aleppo", "Syrië"), ("Nador", "Marokko"), ("Mosul", "Irak")]),
    Herkomst(5, [("Tesfay", "ተስፋይ"), ("Miriam", "ሚርያም"), ("Samuel", "ሳሙኤል"), ("Selam", "ሰላም")],
             ["Haile", "Ghebremedhin", "Tekle", "Weldegebriel"], [("Asmara", "Eritrea"), ("Keren", "Eritrea")]),
    Herkomst(5, [("Olena", "Олена"), ("Andrii", "Андрій"), ("Oksana", "Оксана"), ("Yevhen", "Євген")],
             ["Kovalenko", "Shevchuk", "Tkachenko-Bondar", "Lysenko"], [("Charkiv", "Oekraïne"), ("Odesa", "Oekraïne")]),
    Herkomst(5, [("Thị Phương", "Phương"), ("Văn Đức", "Đức"), ("Thị Ngọc Ánh", "Ánh"), ("Hữu Nghĩa", "Nghĩa")],
             ["Nguyễn", "Trần", "Đỗ", "Vũ", "Lý"], [("Đà Nẵng", "Vietnam"), ("Cần Thơ", "Vietnam")]),
    Herkomst(4, _zelfde("Łukasz", "Zbigniew", "Michał"), ["Wiśniewski", "Ścibor", "Kołodziejczyk"], [("Łódź", "Polen")]),
    Herkomst(3, _zelfde("Małgorzata", "Agnieszka Józefa"), ["Wiśniewska", "Żółkiewska-Ćwikła", "Gołąb"], [("Rzeszów", "Polen")]),
    Herkomst(2, _zelfde("Ștefan", "Ioana-Mădălina"), ["Ionescu-Țurcanu", "Brânză"], [("Brașov", "Roemenië")]),
    Herkomst(2, _zelfde("Rayshell", "Winston Orlando"), ["Martina", "Pinas"], [("Willemstad", "Curaçao")]),
    Herkomst(2, _zelfde("Abdirahman", "Hodan"), ["Warsame", "Jama"], [("Mogadishu", "Somalië")]),
    Herkomst(2, _zelfde("João", "Inês Conceição"), ["Gonçalves", "Simões"], [("Évora", "Portugal")]),
    Herkomst(1, [("Georgios", "Γιώργος"), ("Eleni", "Ελένη")], ["Vasileiou", "Petridi"], [("Athene", "Griekenland")]),
    Herkomst(1, [("Xiaoming", "小明"), ("Li", "丽")], ["Zhang", "Wu"], [("Chengdu", "China")]),
    Herkomst(1, _zelfde("Jiří", "Ondřej"), ["Dvořák", "Kučera"], [("Plzeň", "Tsjechië")]),
    Herkomst(1, _zelfde("Győző", "Erzsébet"), ["Szűcs", "Kővári"], [("Győr", "Hongarije")]),
    Herkomst(1, _zelfde("Đorđe", "Željka"), ["Živković", "Šarić"], [("Niš", "Servië")]),
    Herkomst(1, _zelfde("Íñigo", "Ainhoa"), ["Muñoz", "Ibáñez"], [("Logroño", "Spanje")]),
    Herkomst(1, _zelfde("Françoise", "Loïc"), ["Lefèvre", "D’Haëne"], [("Besançon", "Frankrijk")]),
    Herkomst(1, _zelfde("Jürgen", "Käthe"), ["Groß", "Bäßler"], [("Düsseldorf", "Duitsland")]),
    Herkomst(1, _zelfde("Siobhán", "Ruairí"), ["Ó Súilleabháin", "Ní Dhónaill"], [("Galway", "Ierland")]),
    Herkomst(1, _zelfde("Søren", "Åse"), ["Bjørnstad", "Ærø"], [("Tromsø", "Noorwegen")]),
    Herkomst(1, _zelfde("Kārlis", "Ģirts"), ["Bērziņš", "Kļaviņš"], [("Rīga", "Letland")]),
    Herkomst(1, _zelfde("Gëzim", "Zenë"), ["Hoxha", "Çela"], [("Vlorë", "Albanië")]),
]  # fmt: skip

# In every large regio: the longest and the shortest, and letters that are easily lost on the way to paper.
BIJZONDER = [
    ("Anna-Sophia", "Anna-Sophia Wilhelmina", "van Ĳsselsteyn van den Oudenhoven-Westerwolde", "Assen", "Nederland"),
    ("Bo", "Bo", "Li", "Groningen", "Nederland"),
    ("Þórunn", "Þórunn", "Guðmundsdóttir", "Akureyri", "IJsland"),
    ("Žydrūnas", "Žydrūnas", "Kazlauskas", "Šiauliai", "Litouwen"),
    ("Ġorġ", "Ġorġ", "Ħaber", "Birżebbuġa", "Malta"),
    ("Õnne", "Õnne", "Mägi", "Pärnu", "Estland"),
    ("Ľubomír", "Ľubomír", "Ďurčo", "Košice", "Slowakije"),
]


def mensen(rng: Random, aantal: int) -> list[Mens]:
    """So many different people: no two with the same name or telephone number."""
    rijen = list(BIJZONDER) if aantal > 100 else []
    namen = {(roepnaam, achternaam) for roepnaam, _, achternaam, _, _ in rijen}
    while len(rijen) < aantal:
        rij = _iemand(rng)
        if (rij[0], rij[2]) not in namen:
            namen.add((rij[0], rij[2]))
            rijen.append(rij)
    rng.shuffle(rijen)
    return [Mens(*rij, telefoon=_telefoon(n)) for n, rij in enumerate(rijen)]


def _iemand(rng: Random) -> tuple[str, str, str, str, str]:
    herkomst = rng.choices(HERKOMSTEN, weights=[h.deel for h in HERKOMSTEN])[0]
    voornamen, roepnaam = rng.choice(herkomst.voornamen)
    return (roepnaam or voornamen.split()[0], voornamen, rng.choice(herkomst.achternamen), *rng.choice(herkomst.plaatsen))


def _telefoon(n: int) -> str:
    """No provider gives out 06 00."""
    return f"06 00 {n // 10000:02d} {n // 100 % 100:02d} {n % 100:02d}"
