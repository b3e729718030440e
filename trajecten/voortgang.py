"""How it goes per werkproces over time: every judgement so far, of the way and of the end, side by side by date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.permissions import Permission
from kwalificaties.models import Werkproces
from trajecten import aanwezigheid, financiering, lijsten, oordelen
from trajecten.lijsten import BEHAALD
from trajecten.models import Beoordeling, Bewijsstuk, Indruk, Oordeel, Plaatsing, SchoolAfspraak, Traject


@dataclass(frozen=True)
class Cel:
    """A judgement in the words of this regio; `woord` is "" where a werkproces was left open."""

    waarde: str = ""
    woord: str = ""
    toelichting: str = ""

    @property
    def is_behaald(self) -> bool:
        return self.waarde in BEHAALD


@dataclass(frozen=True)
class Moment:
    """
    A column: what one assessment said, or somebody's own impression of one day.

    :param cellen: per werkproces key. :param beoordeling: None of an impression.
    """

    datum: date
    soort: str
    wie: str
    cellen: dict[int, Cel]
    beoordeling: Beoordeling | None = None


@dataclass(frozen=True)
class Regel:
    """
    A row.

    :param nu: what counts of the leerbedrijf. :param indruk: the last impression of a coordinator or begeleider.
    """

    werkproces: Werkproces
    nu: Cel
    indruk: Cel
    cellen: list[Cel]

    @property
    def verschilt(self) -> bool:
        return bool(self.nu.waarde and self.indruk.waarde) and self.nu.waarde != self.indruk.waarde


@dataclass(frozen=True)
class Voortgang:
    """Of one Plaatsing: every moment, the newest first, and per werkproces what each said."""

    plaatsing: Plaatsing
    momenten: list[Moment]
    regels: list[Regel]
    stukken: list[Bewijsstuk]

    @property
    def laatste_afspraken(self) -> Beoordeling | None:
        """The last evaluation in which something was agreed or discussed."""
        held = [m.beoordeling for m in self.momenten if m.beoordeling]
        return next((b for b in held if b.afspraken or b.opmerking), None)

    @property
    def heeft_indruk(self) -> bool:
        return any(regel.indruk.waarde for regel in self.regels)

    @property
    def verschillen(self) -> int:
        return sum(regel.verschilt for regel in self.regels)


@dataclass(frozen=True)
class Stand:
    """Where one werkproces stands: its last judgement on or before a day; `waarde` "" while there is none."""

    werkproces: Werkproces
    waarde: str = ""
    datum: date | None = None
    toelichting: str = ""


def hoe_het_gaat(traject: Traject, plaatsing: Plaatsing | None, *, mag: frozenset[Permission], on: date) -> dict:
    """What the dossier shows of it, and of what pays for it to who may know."""
    return {
        "voortgang": voortgang(traject),
        "aanwezigheid": aanwezigheid.samenvatting(traject, plaatsing, on=on),
        "financiering": financiering.rijen(traject, on=on) if Permission.TRAJECT_FINANCIERING in mag else [],
        "mist_onderwijsovereenkomst": _mist_onderwijsovereenkomst(traject, plaatsing),
    }


def _mist_onderwijsovereenkomst(traject: Traject, plaatsing: Plaatsing | None) -> bool:
    """Whether the school wants one and it is not in the dossier."""
    if plaatsing is None:
        return False
    wanted = SchoolAfspraak.objects.filter(regio=traject.regio_id, school=plaatsing.school_id, onderwijsovereenkomst=True)
    return wanted.exists() and not traject.documenten.filter(document__soort="onderwijsovereenkomst").exists()


def voortgang(traject: Traject) -> list[Voortgang]:
    """Of every Plaatsing with something to show, the current one first; the same queries for one and for ten assessments."""
    rows = traject.plaatsingen.select_related("leerbedrijf__organisatie").order_by("-huidig", "-volgnummer")
    words = lijsten.labels(traject.regio, "schaal")
    found = [_van(plaatsing, words) for plaatsing in rows]
    return [v for v in found if v.plaatsing.huidig or v.momenten]


def _van(plaatsing: Plaatsing, words: dict[str, str]) -> Voortgang:
    seen = list(plaatsing.indrukken.select_related("door").order_by("-datum", "-at", "-pk"))
    momenten = [*_beoordelingen(plaatsing, words), *_indrukken(seen, words)]
    own = {row.werkproces_id: _cel(row, words) for row in reversed(seen)}
    momenten.sort(key=lambda m: (m.datum, m.beoordeling is None), reverse=True)
    counts = {row.werkproces.pk: Cel(row.waarde, words.get(row.waarde, row.waarde)) for row in oordelen.laatste(plaatsing)}
    regels = []
    for w in _werkprocessen(plaatsing):
        cellen = [m.cellen.get(w.pk, Cel()) for m in momenten]
        regels.append(Regel(w, counts[w.pk], own.get(w.pk, Cel()), cellen))
    stukken = plaatsing.bewijsstukken.filter(weg_op__isnull=True).select_related("document__document", "door")
    return Voortgang(plaatsing, momenten, regels, list(stukken))


def _beoordelingen(plaatsing: Plaatsing, words: dict[str, str]) -> Iterable[Moment]:
    """The newest first; an eindbeoordeling that was sent back and made anew is called so."""
    own = plaatsing.beoordelingen.filter(zonder_leerbedrijf="").prefetch_related("oordelen").select_related("verslag")
    rows = list(own.order_by("-datum", "-pk"))
    last_end = max((row.pk for row in rows if row.soort == "eind"), default=None)
    for row in rows:
        soort = row.get_soort_display() if row.soort != "eind" or row.pk == last_end else "Teruggestuurd"
        yield Moment(row.datum, soort, row.beoordelaar, {o.werkproces_id: _cel(o, words) for o in row.oordelen.all()}, row)


def _indrukken(seen: Iterable[Indruk], words: dict[str, str]) -> Iterable[Moment]:
    """Of each person and day one; :param seen: the newest first."""
    found: dict[tuple[date, int], tuple[str, dict[int, Cel]]] = {}
    for row in seen:
        found.setdefault((row.datum, row.door_id), (row.door.naam, {}))[1][row.werkproces_id] = _cel(row, words)
    return [Moment(day, "Eigen indruk", who, cellen) for (day, _), (who, cellen) in found.items()]


def _werkprocessen(plaatsing: Plaatsing) -> Iterable[Werkproces]:
    return plaatsing.werkprocessen.select_related("kerntaak").order_by("kerntaak__volgorde", "volgorde")


def _cel(row: Oordeel | Indruk, words: dict[str, str]) -> Cel:
    return Cel(row.waarde, words.get(row.waarde, row.waarde), row.toelichting)


def stand_op(plaatsing: Plaatsing, beoordeling: Beoordeling) -> list[Stand]:
    """Every agreed werkproces as it stood after this assessment: what was judged later, or on a later day, is not in it."""
    rows = (
        oordelen.geldend(plaatsing)
        .filter(beoordeling__datum__lte=beoordeling.datum)
        .exclude(beoordeling__datum=beoordeling.datum, beoordeling__pk__gt=beoordeling.pk)
        .select_related("beoordeling")
        .order_by("beoordeling__datum", "at", "pk")
    )
    last = {row.werkproces_id: row for row in rows}
    return [_stand(w, last.get(w.pk)) for w in _werkprocessen(plaatsing)]


def _stand(werkproces: Werkproces, row: Oordeel | None) -> Stand:
    if row is None:
        return Stand(werkproces)
    return Stand(werkproces, row.waarde, row.beoordeling.datum, row.toelichting)
