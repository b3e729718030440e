"""The whole demo: regio's, people, leerbedrijven, and every traject told from its aanmelding to today."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from random import Random

from django.db.models import Count, Q

from accounts.models import Organisatie, Regio, User
from basis.dagen import add_months, now
from kwalificaties.catalogus import laad_startcatalogus, laad_voorbeelden
from kwalificaties.models import Kwalificatie
from praktijkleren.demo import (
    accounts,
    afwezig,
    bedrijven,
    na_de_start,
    namen,
    portaal,
    regios,
    van_eerder,
    verhalen,
    voor_de_start,
)
from praktijkleren.demo.agenda import Agenda, moment
from praktijkleren.demo.plek import Leven, Plek
from praktijkleren.demo.verhalen import Verhaal
from trajecten import betrokkenen, financieringsregels
from trajecten.mailteksten import teksten as mailteksten
from trajecten.models import Plaatsing, Traject
from trajecten.regels import Ondertekenaar, Partij, Status
from werkgevers import erkenning as erkenningen
from werkgevers.models import Hoe, Uitkomst

ZAAD = 20260
ELDERS = {
    "FR": [("Oanset", "Drachten"), ("It Lân", "Heerenveen"), ("De Greiden", "Sneek"), ("Foarút", "Leeuwarden")],
    "DR": [("Veen", "Emmen"), ("Esdoorn", "Hoogeveen"), ("Drentheland", "Coevorden"), ("Zuid", "Emmen")],
    "ZW": [("Vecht", "Zwolle"), ("Hanze", "Kampen"), ("Vechtdal", "Ommen"), ("Hessen", "Zwolle")],
    "FV": [("Polder", "Lelystad"), ("Nieuwland", "Almere"), ("Zuiderzee", "Dronten"), ("Poort", "Almere")],
}
STAPPEN: dict[str, Callable[[Leven, date], Traject]] = {
    **{stap: getattr(voor_de_start, stap) for stap in ("aanmelden", "intake_starten", "intake_afronden", "matchen")},
    **{f"teken_{o.value}": partial(voor_de_start.teken, wie=o) for o in Ondertekenaar},
    **{
        stap: getattr(na_de_start, stap)
        for stap in (
            "starten", "eerste_contact", "tussenevaluatie", "hercontrole", "beoordeling_starten", "indienen", "vaststellen",
            "uitreiken",
        )
    },
    **{f"nazorg_{maand}": partial(na_de_start.nazorg, maand=maand) for maand in (0, 3, 6, 12)},
    "onderbroken": na_de_start.pauzeren,
    "gestopt": na_de_start.stoppen,
    "niet_gestart": na_de_start.niet_starten,
    "afgesloten": na_de_start.afsluiten,
}  # fmt: skip


EIGEN_VRAAG = "Hoe gaat het bij uw leerbedrijf? U leert voor {kwalificatie} (traject {nummer}). We horen het graag van uzelf."


def laad(*, on: date, klein: bool = False) -> None:
    """Fill an empty database; the same `on` gives the same demo. :param klein: a dozen trajecten of one regio."""
    rng = Random(ZAAD)
    begin = on - timedelta(days=1000)
    laad_startcatalogus(on=on, at=now())
    laad_voorbeelden(on=on, at=now())
    financieringsregels.laad()
    made = regios.maak_regios()
    scholen = regios.maak_scholen(made, _vakanties(on))
    coordinatoren = accounts.maak(made, vanaf=begin)
    agenda = Agenda(tot=on)
    for code, regio in made.items():
        plek = _plek(rng, regio, coordinatoren[code], scholen[code], begin, on)
        _vertel(rng, plek, verhalen.voor(code, klein=klein), agenda)
        if code == "GR":
            _nieuws_van_sbb(plek, agenda, on)
            van_eerder.zet(plek, agenda, on)
    agenda.vertel()
    _betrek(made["GR"], coordinatoren["GR"][0], on)
    afwezig.plan(made["GR"], on=on)
    _eigen_woorden(made["GR"], coordinatoren["GR"][0], on)
    drukste = {partij: _drukste(made["GR"], partij) for partij in (Partij.LEERBEDRIJF, Partij.SCHOOL)}
    accounts.maak_portaal(made["GR"], drukste[Partij.SCHOOL], drukste[Partij.LEERBEDRIJF], vanaf=begin)
    portaal.vul(on=on)


def _drukste(regio: Regio, partij: Partij) -> Organisatie:
    """Where most different things wait for this party."""
    path = {Partij.LEERBEDRIJF: "leerbedrijf__organisatie", Partij.SCHOOL: "school"}[partij]
    asked = Q(traject__termijnen__partij=partij, traject__termijnen__vervuld_op=None, traject__termijnen__vervallen_op=None)
    rows = Plaatsing.objects.filter(asked, traject__regio=regio, huidig=True).values(path)
    kinds = Count("traject__termijnen__soort", distinct=True)
    first = rows.annotate(soorten=kinds, aantal=Count("traject", distinct=True)).order_by("-soorten", "-aantal", path).first()
    return Organisatie.objects.get(pk=first[path])


def _betrek(regio: Regio, by: User, on: date) -> None:
    """The begeleider works along with a colleague's deelnemers: with some until a day."""
    wie = User.objects.get(naam="Hanneke Wierda")
    others = regio.trajecten.filter(status__in=[Status.MATCHING, Status.LOPEND]).exclude(behandelaar=wie).order_by("nummer")
    for n, traject in enumerate(others[::7]):
        betrokkenen.erbij(traject=traject, by=by, on=on, wie=wie, vanaf=on, tot=add_months(on, 2) if n % 2 else None)


def _eigen_woorden(regio: Regio, by: User, on: date) -> None:
    """How this regio asks a deelnemer how it goes."""
    words = {"inleiding": EIGEN_VRAAG, "slot": "Groet van {regio}. Bellen mag ook: {coordinator}."}
    mailteksten.bewaar(regio=regio, soort="reactie", geopend_met=0, by=by, at=moment(on, 30), **words)


def _vakanties(on: date) -> list[tuple[date, date, str]]:
    winter = on.year if on.month > 1 else on.year - 1
    return [
        (date(winter, 12, 21), date(winter + 1, 1, 3), "Kerstvakantie"),
        (date(on.year, 7, 11), date(on.year, 8, 23), "Zomervakantie"),
    ]


def _plek(rng: Random, regio: Regio, coordinatoren: list[User], scholen: list, begin: date, on: date) -> Plek:
    partners = regios.maak_partners(regio)
    plek = Plek(regio, coordinatoren, list(regio.gemeenten.order_by("cbs_code")), partners, scholen)
    is_gr = regio.regiocode == "GR"
    zaken = bedrijven.GRONINGEN if is_gr else bedrijven.zaken_elders(ELDERS[regio.regiocode])
    plek.bedrijven = bedrijven.maak(rng, regio, zaken, coordinatoren[0], sinds=begin + timedelta(days=3), on=on)
    plek.kaarten = [(b, *e) for b in plek.bedrijven for e in b.erkend if b.leerbedrijf.organisatie.naam not in VERVALLEN]
    rng.shuffle(plek.kaarten)
    if is_gr:
        own = plek.bij("Kringloop Oost").leerbedrijf.organisatie
        plek.consulent, plek.consulent_van = accounts.maak_buitenstaanders(regio, scholen[0][1], own, vanaf=begin)
        plek.begeleider = User.objects.get(naam="Hanneke Wierda")
    return plek


def _vertel(rng: Random, plek: Plek, alle: list[Verhaal], agenda: Agenda) -> None:
    told = [verhaal for verhaal in alle for _ in range(verhaal.aantal)]
    for verhaal, mens in zip(told, namen.mensen(rng, len(told)), strict=True):
        by = rng.choice([*plek.coordinatoren[:1], *plek.coordinatoren])
        own = Random(rng.random())
        leven = Leven(plek, mens, verhaal, verhalen.dagen(verhaal, own, agenda.tot), own, agenda, by)
        for stap, doe in STAPPEN.items():
            if dag := leven.plan.get(stap):
                agenda.zet(dag, partial(doe, leven))


VERVALLEN = {"Hotel Dollardzicht", "Sportcentrum De Boei"}  # given out by hand, or not at all


def _nieuws_van_sbb(plek: Plek, agenda: Agenda, on: date) -> None:
    """An erkenning that lapsed while somebody works there, one long gone, a refusal, and a successor that counts as well."""
    by = plek.coordinatoren[0]

    agenda.zet(on - timedelta(days=6), lambda on: _vervalt(plek, by, on, "Hotel Dollardzicht"))
    agenda.zet(add_months(on, -7), lambda on: _vervalt(plek, by, on, "Sportcentrum De Boei"))
    agenda.zet(on - timedelta(days=80), lambda on: _afgewezen(plek, by, on))
    agenda.zet(on - timedelta(days=400), lambda on: _opvolger(plek, by, on))


def _vervalt(plek: Plek, by: User, on: date, naam: str) -> None:
    erkenningen.controle_vastleggen(
        erkenning=plek.bij(naam).erkend[0][1],
        datum=on,
        hoe=Hoe.SBB_CONTACT,
        uitkomst=Uitkomst.VERVALLEN,
        bewijs="Gehoord van de SBB-adviseur.",
        vervallen_per=on,
        by=by,
        on=on,
    )


def _afgewezen(plek: Plek, by: User, on: date) -> None:
    """Asked three weeks before; SBB refused."""
    kok = Kwalificatie.objects.get(crebo="25180", regio=None)
    bedrijf = plek.bij("Dorpssupermarkt Het Mandje").leerbedrijf
    asked = erkenningen.aanvragen(leerbedrijf=bedrijf, kwalificatie=kok, aangevraagd_op=on - timedelta(days=13), by=by, on=on)
    erkenningen.besluit_vastleggen(erkenning=asked, erkend=False, besluit_op=on, by=by, on=on)


def _opvolger(plek: Plek, by: User, on: date) -> None:
    """25498 counts for 25960 as well, where Stagemarkt says so; from that day somebody can be placed there for it."""
    bedrijf = plek.bij("Woonzorg Maarhof")
    oud, erkenning, _ = bedrijf.erkend[0]
    nieuw = oud.opvolger
    erkenningen.opvolger_bevestigen(
        erkenning=erkenning, kwalificatie=nieuw, datum=on, hoe=Hoe.STAGEMARKT, bron="Staat zo op Stagemarkt.", by=by, on=on
    )
    plek.kaarten.append((bedrijf, nieuw, erkenning, list(nieuw.werkprocessen())))
