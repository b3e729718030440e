"""
Signals: when should somebody look at a traject, and why (all of it keuze).

A signal is no termijn: nobody is aan zet by it and no mail is made of it. Each rule is a pure function of the facts; its sentence
has the figures and blames nobody. `sleutel` tells which facts it is about: when those start anew, it is another signal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from basis.dagen import add_months
from basis.templatetags.basis import datum, getal, meervoud
from trajecten.aanwezigheid import week_in_woorden
from trajecten.erkenningsalarm import ZOLANG, Alarm
from trajecten.feiten import Pauze
from trajecten.regels import GEEINDIGD, Doel, Status

S = Status
PAUZE_AFGESPROKEN = 42  # keuze: days a pause stays quiet while the agreed return is still to come
MINSTENS = 2  # keuze: one in so many werkprocessen is rated by then: half of them


@dataclass(frozen=True)
class Soort:
    """
    :param drempel: in the unit of its rule. :param bij: the statuses in which it is looked at.
    """

    naam: str
    drempel: int
    bij: frozenset[Status]


# All keuze. While somebody pauses only the pause itself, its erkenning and no more: what waits for their return is no news.
SOORTEN: dict[str, Soort] = {
    "geen_contact": Soort("Geen contact", 21, frozenset({S.LOPEND})),  # days since the last contact
    "onderbroken": Soort("Lange onderbreking", 14, frozenset({S.ONDERBROKEN})),  # more days than this
    "afwezig": Soort("Vaak afwezig zonder afspraak", 3, frozenset({S.LOPEND, S.BEOORDELING})),  # weeks in a row
    "werkprocessen": Soort("Weinig werkprocessen beoordeeld", 30, frozenset({S.LOPEND, S.BEOORDELING})),  # days to the last day
    "erkenning": Soort("Erkenning", 0, ZOLANG),  # days past the check that was due
    # Months: those of the termijn of that name, which a regio may change.
    "doorlooptijd": Soort("Traject duurt lang", 0, frozenset({S.LOPEND, S.BEOORDELING, S.VASTSTELLING, S.UITREIKING})),
}


@dataclass(frozen=True)
class Week:
    """A week with an entry in the attendance; `bekend` is when it was last written down."""

    maandag: date
    niet_afgesproken: Decimal
    bekend: datetime


@dataclass(frozen=True)
class Feiten:
    """
    :param begin: from which day contact counts when there was none since, and what that day was ("de start").
    :param contact_bekend: when the last contactmoment was written down.
    :param weken: with an entry, the newest first; none of before the last pause.
    :param einde: the last day of work, or the day that was agreed.
    :param hercheck_op: the day by which the erkenning was to be checked again, once it came; `lang_sinds` likewise of the duration.
    """

    status: Status
    doel: Doel = Doel.PRAKTIJKVERKLARING
    begin: tuple[date, str] | None = None
    contact_op: date | None = None
    contact_bekend: datetime | None = None
    pauze: Pauze | None = None
    pauzedagen: int = 0
    weken: tuple[Week, ...] = ()
    einde: date | None = None
    gekozen: int = 0
    beoordeeld: int = 0
    leerbedrijf: str = ""
    alarm: Alarm | None = None
    hercheck_op: date | None = None
    begonnen_op: date | None = None
    lang_sinds: date | None = None


@dataclass(frozen=True)
class Signaal:
    """:param zin: why, in one sentence. :param doen: what can be done about it."""

    soort: str
    sleutel: str
    zin: str
    doen: str

    @property
    def naam(self) -> str:
        return SOORTEN[self.soort].naam


def signalen(f: Feiten, *, on: date) -> list[Signaal]:
    """Everything these facts call for on this day; of an ended traject nothing."""
    if f.status in GEEINDIGD:
        return []
    found = [rule(f, on) for soort, rule in _REGELS.items() if f.status in SOORTEN[soort].bij]
    return [signaal for signaal in found if signaal]


def _geen_contact(f: Feiten, on: date) -> Signaal | None:
    """Counted from the last contact; from the start, the return or the overname when there was none since."""
    if f.begin is None:
        return None
    begin, what = f.begin
    last = max(begin, f.contact_op or begin)
    days = (on - last).days
    if days < SOORTEN["geen_contact"].drempel:
        return None
    if f.contact_op and f.contact_op >= begin:
        why = f"Er is {days} dagen geen contact geweest, voor het laatst op {datum(last)}."
    else:
        why = f"Er is nog geen contact geweest sinds {what} op {datum(last)}, {days} dagen geleden."
    return Signaal("geen_contact", last.isoformat(), why, "Bel of bezoek de deelnemer, en leg vast wat u besprak.")


def _onderbroken(f: Feiten, on: date) -> Signaal | None:
    """While the agreed return is still to come, a pause that was agreed on is no news until it lasts very long."""
    if f.pauze is None:
        return None
    days, back = (on - f.pauze.van).days, f.pauze.verwacht_terug
    if days <= (SOORTEN["onderbroken"].drempel if back <= on else PAUZE_AFGESPROKEN):
        return None
    agreed = f"de terugkeer was gepland op {datum(back)}" if back <= on else f"de terugkeer is gepland op {datum(back)}"
    why = f"De onderbreking duurt {days} dagen, sinds {datum(f.pauze.van)}; {agreed}."
    todo = "Vraag hoe het ervoor staat. Werkt de deelnemer weer, hervat het traject dan. Zo niet, spreek af hoe het verder gaat."
    return Signaal("onderbroken", f.pauze.van.isoformat(), why, todo)


def _afwezig(f: Feiten, on: date) -> Signaal | None:
    """
    Hours are kept per week, so an absence is a week with hours missed without agreement. A week without an entry tells nothing and
    does not break the row. Once contact was written down after the last of them, it has been looked at.
    """
    row = []
    for week in f.weken:
        if not week.niet_afgesproken:
            break
        row.append(week)
    if len(row) < SOORTEN["afwezig"].drempel or (f.contact_bekend and f.contact_bekend > row[0].bekend):
        return None
    hours = sum((week.niet_afgesproken for week in row), Decimal(0))
    why = (
        f"In de laatste {len(row)} ingevulde weken staat steeds 'afwezig niet afgesproken': samen {getal(hours)} uur, "
        f"tot en met {week_in_woorden(row[0].maandag)}."
    )
    todo = "Vraag de deelnemer en het leerbedrijf hoe het gaat, en leg vast wat u afspreekt."
    return Signaal("afwezig", row[-1].maandag.isoformat(), why, todo)


def _werkprocessen(f: Feiten, on: date) -> Signaal | None:
    """Only for a praktijkverklaring: for a certificaat or diploma werkprocessen are optional (domein §2)."""
    if f.einde is None or f.doel != Doel.PRAKTIJKVERKLARING or f.beoordeeld * MINSTENS >= f.gekozen:
        return None
    left = (f.einde - on).days
    if not 0 <= left <= SOORTEN["werkprocessen"].drempel:
        return None
    end = datum(f.einde)
    when = f"Nog {meervoud(left, 'dag,dagen')} tot de einddatum ({end})" if left else f"De einddatum is vandaag, {end}"
    why = f"{when}, en {_beoordeeld(f)}."
    todo = "Loop met het leerbedrijf de werkprocessen na. Is er meer tijd nodig, spreek dan een latere einddatum af."
    return Signaal("werkprocessen", f.einde.isoformat(), why, todo)


def _beoordeeld(f: Feiten) -> str:
    if f.gekozen == 1:
        return "het werkproces is nog niet beoordeeld"
    return f"{f.beoordeeld or 'geen'} van de {f.gekozen} werkprocessen {'zijn' if f.beoordeeld > 1 else 'is'} beoordeeld"


def _erkenning(f: Feiten, on: date) -> Signaal | None:
    """What `erkenningsalarm` found, else a check that is due."""
    if f.alarm:
        verb = "is vervallen" if f.alarm.is_vervallen else "vervalt"
        why = f"De erkenning van {f.leerbedrijf} {verb} per {datum(f.alarm.per)}, {_afstand((f.alarm.per - on).days)}."
        return Signaal("erkenning", f"{'vervallen' if f.alarm.is_vervallen else 'vervalt'}:{f.alarm.per}", why, f.alarm.doen)
    if f.hercheck_op is None or (on - f.hercheck_op).days < SOORTEN["erkenning"].drempel:
        return None
    why = f"De erkenning van {f.leerbedrijf} is toe aan een nieuwe controle, sinds {datum(f.hercheck_op)}."
    todo = "Kijk op Stagemarkt of bij SBB of de erkenning nog geldt, en leg dat vast."
    return Signaal("erkenning", f"controle:{f.hercheck_op}", why, todo)


def _afstand(days: int) -> str:
    if not days:
        return "vandaag"
    return f"over {meervoud(days, 'dag,dagen')}" if days > 0 else f"{meervoud(-days, 'dag,dagen')} geleden"


def _doorlooptijd(f: Feiten, on: date) -> Signaal | None:
    if f.lang_sinds is None or f.begonnen_op is None or on <= f.lang_sinds:
        return None
    why = f"Het traject duurt {_duur(f.begonnen_op, on - timedelta(days=f.pauzedagen))}, sinds {datum(f.begonnen_op)}"
    why += f" en zonder {meervoud(f.pauzedagen, 'dag,dagen')} onderbreking." if f.pauzedagen else "."
    todo = "Kijk wat er nog nodig is: de eindbeoordeling, het besluit van de school of de uitreiking."
    return Signaal("doorlooptijd", f.lang_sinds.isoformat(), why, todo)


def _duur(begin: date, end: date) -> str:
    """6 maanden en 12 dagen"""
    months = (end.year - begin.year) * 12 + end.month - begin.month
    months -= add_months(begin, months) > end
    days = (end - add_months(begin, months)).days
    return meervoud(months, "maand,maanden") + (f" en {meervoud(days, 'dag,dagen')}" if days else "")


Rule = Callable[[Feiten, date], Signaal | None]
_REGELS: dict[str, Rule] = {
    "erkenning": _erkenning,
    "onderbroken": _onderbroken,
    "geen_contact": _geen_contact,
    "afwezig": _afwezig,
    "werkprocessen": _werkprocessen,
    "doorlooptijd": _doorlooptijd,
}
