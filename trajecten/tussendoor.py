"""
What somebody sees of a werkproces at any moment, kept item by item (domein §3 and §6; besluiten/0017).

The leerbedrijf judges: its Oordelen count at once. A coordinator or begeleider keeps an Indruk beside it, which counts nowhere.
Of a person, a werkproces and a day there is one row, which only its author changes; so two people never write over each other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from accounts.models import Rol, User
from accounts.permissions import Permission
from kwalificaties.models import Werkproces
from trajecten import gebeurtenissen, oordelen, terugweg, toegang
from trajecten.actie import actie
from trajecten.models import Beoordeling, Bewijsstuk, Indruk, Oordeel, Plaatsing, Traject
from trajecten.regels import AAN_HET_WERK
from trajecten.workflow import OvergangGeweigerd
from trajecten.workflow.oordeelrijen import check_oordelen


@dataclass(frozen=True)
class Eerder:
    """What was said of a werkproces before: by whom, on which day."""

    waarde: str
    datum: date
    wie: str
    toelichting: str


@dataclass(frozen=True)
class Rij:
    """
    One werkproces as somebody finds it.

    :param waarde: what counts now; "" while there is nothing. :param eigen: what this person said of it today.
    :param eerder: the newest first, without `eigen`. :param stukken: photos and files of the work.
    """

    werkproces: Werkproces
    waarde: str = ""
    eigen: Oordeel | Indruk | None = None
    eerder: list[Eerder] = field(default_factory=list)
    stukken: list[Bewijsstuk] = field(default_factory=list)

    @property
    def versie(self) -> int:
        return self.eigen.versie if self.eigen else 0

    @property
    def toelichting(self) -> str:
        return self.eigen.toelichting if self.eigen else ""


@dataclass(frozen=True)
class Gezien:
    """:param versie: of the own row of today when the form was opened; 0 when there was none."""

    waarde: str
    toelichting: str
    versie: int


class IntussenGewijzigd(OvergangGeweigerd):
    """The same person changed these werkprocessen in another window. Nothing was saved."""

    def __init__(self, werkprocessen: Iterable[int]):
        super().__init__("U veranderde dit intussen in een ander venster. Vergelijk hieronder en bewaar opnieuw.")
        self.werkprocessen = frozenset(werkprocessen)


@actie(Permission.TRAJECT_BEOORDELEN)
def beoordeel(*, traject: Traject, by: User, on: date, gezien: Mapping[int, Gezien]) -> list[Oordeel]:
    """
    Keep what somebody of the leerbedrijf sees, per werkproces key; what was said on earlier days stays.

    :raises IntussenGewijzigd: another window was first.
    :raises OvergangGeweigerd: not at work, not the leerbedrijf itself, or a werkproces or judgement that was not agreed.
    """
    if not toegang.is_eigen(by, Rol.WERKGEVER, Permission.TRAJECT_BEOORDELEN, traject, on=on):
        raise OvergangGeweigerd("Alleen het leerbedrijf zelf beoordeelt tussendoor. Leg een tussenevaluatie vast.")
    plaatsing = _check(traject, gezien)
    mine = _losse(plaatsing, by, on)
    given = {row.werkproces_id: row for row in mine.oordelen.all()} if mine else {}
    _check_versies(given, gezien)
    if mine is None and gezien:
        mine = Beoordeling.objects.create(
            plaatsing=plaatsing, soort="los", datum=on, beoordelaar=by.naam, ingediend_op=on, vastgelegd_door=by
        )
        gebeurtenissen.schrijf(traject, "tussendoor", by=by, on=on)
    if gezien:
        terugweg.vervalt(traject)  # a step that is taken back must not carry what was judged since
    return _schrijf(given, gezien, lambda pk: Oordeel(beoordeling=mine, werkproces_id=pk), gebeurtenissen.moment(on))


@actie(Permission.TRAJECT_VOORTGANG)
def kijk_mee(*, traject: Traject, by: User, on: date, gezien: Mapping[int, Gezien]) -> list[Indruk]:
    """
    Keep what a coordinator or begeleider sees, beside the judgement of the leerbedrijf; it counts nowhere.

    :raises IntussenGewijzigd: another window was first.
    :raises OvergangGeweigerd: not at work, somebody from outside, or a werkproces or judgement that was not agreed.
    """
    if not toegang.may(by, Permission.SCHERMEN_DOSSIER, traject, on=on):
        raise OvergangGeweigerd("Een eigen indruk leggen alleen coördinatoren en begeleiders vast.")
    plaatsing = _check(traject, gezien)
    given = {row.werkproces_id: row for row in _indrukken(plaatsing).filter(door=by, datum=on)}
    _check_versies(given, gezien)
    if gezien and not given:
        gebeurtenissen.schrijf(traject, "indruk", by=by, on=on)

    def make(pk: int) -> Indruk:
        return Indruk(plaatsing=plaatsing, werkproces_id=pk, datum=on, door=by)

    return _schrijf(given, gezien, make, gebeurtenissen.moment(on))


def _check(traject: Traject, gezien: Mapping[int, Gezien]) -> Plaatsing:
    plaatsing = traject.plaatsing
    if traject.status not in AAN_HET_WERK or plaatsing is None or plaatsing.eerste_werkdag is None:
        raise OvergangGeweigerd("Beoordelen kan zolang de deelnemer aan het werk is.")
    check_oordelen(plaatsing, {pk: (g.waarde, g.toelichting) for pk, g in gezien.items()})
    return plaatsing


def _check_versies(given: Mapping[int, Oordeel | Indruk], gezien: Mapping[int, Gezien]) -> None:
    """Without an own row of today nothing can be written over: the page was opened on an earlier day."""
    if other := [pk for pk, g in gezien.items() if pk in given and given[pk].versie != g.versie]:
        raise IntussenGewijzigd(other)


def _schrijf(given: Mapping, gezien: Mapping[int, Gezien], make: Callable, at: datetime) -> list:
    rows = []
    for pk, g in gezien.items():
        row = given.get(pk) or make(pk)
        row.waarde, row.toelichting, row.at = g.waarde, g.toelichting, at
        row.versie = row.versie + 1 if row.pk else 1
        row.save()
        rows.append(row)
    return rows


def _losse(plaatsing: Plaatsing, by: User, on: date) -> Beoordeling | None:
    return plaatsing.beoordelingen.filter(soort="los", datum=on, vastgelegd_door=by).prefetch_related("oordelen").first()


def _indrukken(plaatsing: Plaatsing):
    return plaatsing.indrukken.select_related("door")


def rijen(plaatsing: Plaatsing, by: User, *, on: date) -> list[Rij]:
    """For somebody of the leerbedrijf: every agreed werkproces with what counts, what they said today and what was said before."""
    mine = _losse(plaatsing, by, on)
    own = {row.werkproces_id: row for row in mine.oordelen.all()} if mine else {}
    earlier: dict[int, list[Eerder]] = defaultdict(list)
    rows = Oordeel.objects.filter(beoordeling__plaatsing=plaatsing).exclude(pk__in=[row.pk for row in own.values()])
    for row in rows.select_related("beoordeling").order_by("-beoordeling__datum", "-at", "-pk"):
        said = row.beoordeling
        earlier[row.werkproces_id].append(Eerder(row.waarde, said.datum, said.beoordelaar, row.toelichting))
    files = stukken(plaatsing)
    return [
        Rij(last.werkproces, last.waarde, own.get(last.werkproces.pk), earlier[last.werkproces.pk], files[last.werkproces.pk])
        for last in oordelen.laatste(plaatsing)
    ]


def stukken(plaatsing: Plaatsing) -> dict[int, list[Bewijsstuk]]:
    """Per werkproces key the photos and files that are there."""
    found: dict[int, list[Bewijsstuk]] = defaultdict(list)
    for row in plaatsing.bewijsstukken.filter(weg_op__isnull=True).select_related("document__document"):
        found[row.werkproces_id].append(row)
    return found


def indrukrijen(plaatsing: Plaatsing, by: User, *, on: date) -> list[Rij]:
    """For a coordinator or begeleider: every agreed werkproces with their own last impression; what others saw stands under it."""
    own: dict[int, Indruk] = {}
    mine: dict[int, str] = {}
    earlier: dict[int, list[Eerder]] = defaultdict(list)
    for row in _indrukken(plaatsing).order_by("-datum", "-at", "-pk"):
        if row.door_id == by.pk:
            mine.setdefault(row.werkproces_id, row.waarde)
        if row.door_id == by.pk and row.datum == on:
            own[row.werkproces_id] = row
        else:
            earlier[row.werkproces_id].append(Eerder(row.waarde, row.datum, row.door.naam, row.toelichting))
    chosen = plaatsing.werkprocessen.select_related("kerntaak").order_by("kerntaak__volgorde", "volgorde")
    return [Rij(w, mine.get(w.pk, ""), own.get(w.pk), earlier[w.pk]) for w in chosen]
