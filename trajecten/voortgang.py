"""How it goes per werkproces over time: every judgement so far, of the way and of the end, side by side by date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.permissions import Permission
from kwalificaties.models import Werkproces
from trajecten import aanwezigheid, financiering, lijsten
from trajecten.lijsten import BEHAALD
from trajecten.models import Beoordeling, Oordeel, Plaatsing, SchoolAfspraak, Traject


@dataclass(frozen=True)
class Moment:
    """A column: one assessment. `telt` is False for an eindbeoordeling that was sent back and made anew."""

    beoordeling: Beoordeling
    telt: bool

    @property
    def soort(self) -> str:
        return self.beoordeling.get_soort_display() if self.telt else "Teruggestuurd"


@dataclass(frozen=True)
class Cel:
    """A judgement in the words of this regio; `woord` is "" where a werkproces was left open."""

    woord: str = ""
    is_behaald: bool = False
    toelichting: str = ""


@dataclass(frozen=True)
class Regel:
    werkproces: Werkproces
    cellen: list[Cel]


@dataclass(frozen=True)
class Voortgang:
    """Of one Plaatsing: the assessments, the newest first, and per werkproces what each said."""

    plaatsing: Plaatsing
    momenten: list[Moment]
    regels: list[Regel]

    @property
    def laatste_afspraken(self) -> Beoordeling | None:
        """The last evaluation in which something was agreed or discussed."""
        told = [m.beoordeling for m in self.momenten if m.beoordeling.afspraken or m.beoordeling.opmerking]
        return told[0] if told else None


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
    own = plaatsing.beoordelingen.filter(zonder_leerbedrijf="").prefetch_related("oordelen").select_related("verslag")
    beoordelingen = list(own.order_by("-datum", "-pk"))
    last_end = max((b.pk for b in beoordelingen if b.soort == "eind"), default=None)
    momenten = [Moment(b, b.soort != "eind" or b.pk == last_end) for b in beoordelingen]
    given = [{o.werkproces_id: o for o in b.oordelen.all()} for b in beoordelingen]
    regels = [Regel(w, [_cel(row.get(w.pk), words) for row in given]) for w in _werkprocessen(plaatsing)]
    return Voortgang(plaatsing, momenten, regels)


def _werkprocessen(plaatsing: Plaatsing) -> Iterable[Werkproces]:
    return plaatsing.werkprocessen.select_related("kerntaak").order_by("kerntaak__volgorde", "volgorde")


def _cel(oordeel: Oordeel | None, words: dict[str, str]) -> Cel:
    if oordeel is None:
        return Cel()
    return Cel(words.get(oordeel.waarde, oordeel.waarde), oordeel.waarde in BEHAALD, oordeel.toelichting)


def stand_op(plaatsing: Plaatsing, beoordeling: Beoordeling) -> list[Stand]:
    """Every agreed werkproces as it stood after this assessment: what was judged later, or on a later day, is not in it."""
    rows = (
        Oordeel.objects.filter(beoordeling__plaatsing=plaatsing, beoordeling__datum__lte=beoordeling.datum)
        .exclude(beoordeling__datum=beoordeling.datum, beoordeling__pk__gt=beoordeling.pk)
        .select_related("beoordeling")
        .order_by("beoordeling__datum", "beoordeling__pk")
    )
    last = {row.werkproces_id: row for row in rows}
    return [_stand(w, last.get(w.pk)) for w in _werkprocessen(plaatsing)]


def _stand(werkproces: Werkproces, row: Oordeel | None) -> Stand:
    if row is None:
        return Stand(werkproces)
    return Stand(werkproces, row.waarde, row.beoordeling.datum, row.toelichting)
