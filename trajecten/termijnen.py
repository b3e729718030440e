"""
When is something due: one table, pure functions of dates (domein §8; all keuze unless a law is named).

`eisen` tells what must be done by when, given the facts; `termijnrijen` keeps the stored rows in line with it. Days are calendar
days ("d") or working days ("wd"); a due date in a closed period of the party moves to its first open day.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from basis.dagen import add_months, add_working_days, is_working_day
from trajecten.feiten import Feiten, Getekend, OpenTermijn
from trajecten.regels import AAN_HET_WERK, GEEINDIGD, Doel, Partij, Status
from trajecten.termijnregels.soorten import SOORTEN

S, P = Status, Partij
TEKENEN_NA_DE_START = 10  # wd, keuze


@dataclass(frozen=True)
class Eis:
    """What must be done by a party by a day; `vervuld_op` when it was."""

    soort: str
    partij: Partij
    op: date
    sleutel: str = ""
    vervuld_op: date | None = None


def te_vragen(soort: str, partij: Partij) -> Partij:
    """Who can tell: whom the reminders go to first, and who is called when no mail helps."""
    return SOORTEN[soort].eerst or partij


def momenten(termijn: OpenTermijn) -> list[date]:
    """
    The days on which is reminded, earliest first.

    A moment before the termijn came into being is skipped; when none is left, the request itself is the moment (domein §8).
    """
    soort = SOORTEN[termijn.soort]
    step = add_working_days if soort.eenheid == "wd" else _add_days
    days = [step(termijn.op, n) for n in termijn.momenten or soort.momenten]
    return [day for day in days if day >= termijn.ontstaan_op] or [termijn.ontstaan_op]


def herinnerdagen(termijn: OpenTermijn) -> list[date]:
    """The days on which somebody is told: of what is asked, where that is done at once, and the moments (domein §8)."""
    days = momenten(termijn)
    return [termijn.ontstaan_op, *days] if SOORTEN[termijn.soort].meteen and days[0] > termijn.ontstaan_op else days


def eisen(f: Feiten) -> list[Eis]:
    """All that must be done, or was done, given these facts; an ended traject asks nothing (domein §3, §8)."""
    if f.status in GEEINDIGD:
        return []
    rules = _BIJ_ONDERBREKING if f.status == S.ONDERBROKEN else _REGELS
    asked = [eis for rule in rules for eis in rule(f) if not _is_voorbij(f, eis)]
    return [_open_dag(f, _na_overname(f, eis)) for eis in asked]


# Of what began before the system: nobody does these any more once their day had passed.
VOORBIJ_BIJ_OVERNAME = frozenset({"eerste_contact", "tussenevaluatie", "doorlooptijd", "nazorg_3", "nazorg_6"})
NA_OVERNAME = 10  # keuze: wd after the overname for what should have been done before it


def _was_te_laat(f: Feiten, eis: Eis) -> bool:
    return f.overgenomen_op is not None and eis.vervuld_op is None and eis.op < f.overgenomen_op


def _is_voorbij(f: Feiten, eis: Eis) -> bool:
    """A step that passed before the traject came here is asked no more."""
    return eis.soort in VOORBIJ_BIJ_OVERNAME and _was_te_laat(f, eis)


def _na_overname(f: Feiten, eis: Eis) -> Eis:
    """What was due before the traject came here is due some days after it: it is not late for what happened elsewhere."""
    if f.overgenomen_op is None or not _was_te_laat(f, eis):
        return eis
    return replace(eis, op=add_working_days(f.overgenomen_op, NA_OVERNAME))


def _add_days(day: date, n: int) -> date:
    return day + timedelta(days=n)


def _dagen(f: Feiten, soort: str) -> int:
    return f.afwijkingen.get(soort, SOORTEN[soort].dagen)


def _wd(f: Feiten, day: date, soort: str, sign: int = 1) -> date:
    return add_working_days(day, sign * _dagen(f, soort))


def _open_dag(f: Feiten, eis: Eis) -> Eis:
    """The first day on or after the due date on which the party is open; a window closes for everybody."""
    if eis.soort == "subsidie":
        return eis
    day = eis.op
    for van, tot in sorted(f.gesloten.get(eis.partij, ())):
        if van <= day <= tot:
            day = tot + timedelta(days=1)
            while not is_working_day(day):
                day += timedelta(days=1)
    return Eis(eis.soort, eis.partij, day, eis.sleutel, eis.vervuld_op)


def _informeren(f: Feiten) -> Iterator[Eis]:
    yield Eis("informeren", P.COORDINATOR, _wd(f, f.aangemeld_op, "informeren"), vervuld_op=f.geinformeerd_op)


def _intake(f: Feiten) -> Iterator[Eis]:
    started = f.sinds.get(S.INTAKE)
    if f.status == S.AANGEMELD or started:
        done = None if f.status == S.AANGEMELD else started
        yield Eis("intake_plannen", P.COORDINATOR, _wd(f, f.aangemeld_op, "intake_plannen"), vervuld_op=done)
    if f.status != S.AANGEMELD and started:
        due = _wd(f, f.intakegesprek_op or started, "intake_besluit")
        yield Eis("intake_besluit", P.COORDINATOR, due, vervuld_op=None if f.status == S.INTAKE else f.sinds.get(S.MATCHING))


def _matching(f: Feiten) -> Iterator[Eis]:
    since = f.sinds.get(S.MATCHING)
    if f.status in {S.MATCHING, S.OVEREENKOMST} and since:
        done = f.sinds.get(S.OVEREENKOMST) if f.status == S.OVEREENKOMST else None
        yield Eis("match_vinden", P.COORDINATOR, since + timedelta(days=_dagen(f, "match_vinden")), vervuld_op=done)
    if f.status == S.MATCHING and f.voorstel_wacht_sinds:
        yield Eis("sbb_besluit", P.COORDINATOR, _wd(f, f.voorstel_wacht_sinds, "sbb_besluit"))


def _overeenkomst(f: Feiten) -> Iterator[Eis]:
    if f.startdatum is None:
        return
    for h in f.handtekeningen:
        if h.geweigerd_op:  # the coordinator talks it over, and asks anew (domein §3, aan zet)
            continue
        if f.status in {S.OVEREENKOMST, *AAN_HET_WERK} or h.getekend_op:
            due = _tekenen(f, h)
            yield Eis("pok_tekenen", h.ondertekenaar.partij, due, _wie_tekent(h), h.getekend_op)
    if f.status == S.OVEREENKOMST or f.eerste_werkdag:
        yield Eis("start_bevestigen", P.COORDINATOR, f.startdatum, vervuld_op=f.eerste_werkdag)


def _wie_tekent(h: Getekend) -> str:
    """Who, and which paper: versions are counted anew at each leerbedrijf."""
    return f"{h.ondertekenaar.value}:{h.versie}" + (f":{h.plaatsing}" if h.plaatsing > 1 else "")


def _tekenen(f: Feiten, h: Getekend) -> date:
    """Before the start; a new agreement after it within ten working days (keuze)."""
    if f.startdatum is None or (f.eerste_werkdag and h.gevraagd_op >= f.eerste_werkdag):
        return add_working_days(h.gevraagd_op, TEKENEN_NA_DE_START)
    return _wd(f, f.startdatum, "pok_tekenen", -1)


def _inschrijving(f: Feiten) -> Iterator[Eis]:
    if f.inschrijving and f.inschrijving_op:
        done = f.inschrijving_op if f.inschrijving == "ingeschreven" else None
        yield Eis("inschrijving", P.SCHOOL, _wd(f, f.inschrijving_op, "inschrijving"), vervuld_op=done)


def _praktijk(f: Feiten) -> Iterator[Eis]:
    if f.status not in AAN_HET_WERK | {S.VASTSTELLING} or f.eerste_werkdag is None or f.einddatum is None:
        return
    if f.status == S.LOPEND or (f.eerste_contact_op and f.status != S.VASTSTELLING):
        due = _wd(f, f.eerste_werkdag, "eerste_contact")
        yield Eis("eerste_contact", P.COORDINATOR, due, vervuld_op=f.eerste_contact_op)
    halfway = f.eerste_werkdag + (f.einddatum - f.eerste_werkdag) / 2
    if f.status == S.LOPEND or f.tussenevaluatie_op:
        yield Eis("tussenevaluatie", P.LEERBEDRIJF, halfway, vervuld_op=f.tussenevaluatie_op)
    if f.doel == Doel.PRAKTIJKVERKLARING:
        done = f.ingediend_op if f.status == S.VASTSTELLING else None
        yield Eis("eindbeoordeling", P.LEERBEDRIJF, _eindbeoordeling(f, f.einddatum), vervuld_op=done)


def _aanwezigheid(f: Feiten) -> Iterator[Eis]:
    """So many days without hours, counted from the first week that has none."""
    if f.uren_gevraagd and f.status in AAN_HET_WERK and f.uren_leeg_vanaf:
        yield Eis("aanwezigheid", P.LEERBEDRIJF, f.uren_leeg_vanaf + timedelta(days=_dagen(f, "aanwezigheid")))


def _eindbeoordeling(f: Feiten, einddatum: date) -> date:
    """Before the last day; asked late, or again after it was sent back, never before the day it was asked."""
    due = _wd(f, f.laatste_werkdag or einddatum, "eindbeoordeling", -1)
    return max(due, f.sinds.get(S.BEOORDELING, due)) if f.status == S.BEOORDELING else due


def _einddatum(f: Feiten) -> Iterator[Eis]:
    if f.einddatum and f.status in AAN_HET_WERK | {S.VASTSTELLING}:
        if f.status == S.BEOORDELING and f.einddatum < f.sinds.get(S.BEOORDELING, f.einddatum):
            return  # it had passed when the eindbeoordeling was asked, or asked again: that is what waits
        done = f.sinds.get(S.VASTSTELLING) if f.status == S.VASTSTELLING else None
        yield Eis("einddatum", P.COORDINATOR, f.einddatum, vervuld_op=done)


def _doorlooptijd(f: Feiten) -> Iterator[Eis]:
    if f.begonnen_op is None or f.doel != Doel.PRAKTIJKVERKLARING or (f.status == S.NAZORG and f.uitgereikt_op is None):
        return
    paused = sum(((p.tot or p.verwacht_terug) - p.van).days for p in f.pauzes)
    due = add_months(f.begonnen_op, _dagen(f, "doorlooptijd")) + timedelta(days=paused)
    yield Eis("doorlooptijd", P.COORDINATOR, due, vervuld_op=f.uitgereikt_op)


def _vaststelling(f: Feiten) -> Iterator[Eis]:
    if f.ingediend_op and f.status in {S.VASTSTELLING, S.UITREIKING} and f.doel == Doel.PRAKTIJKVERKLARING:
        asked = max(f.ingediend_op, f.sinds.get(S.VASTSTELLING, f.ingediend_op))  # again, after a decision was withdrawn
        due = add_working_days(asked, f.besluit_in) if f.besluit_in else _wd(f, asked, "vaststelling")
        yield Eis("vaststelling", P.SCHOOL, due, vervuld_op=f.vastgesteld_op)


def _uitreiking(f: Feiten) -> Iterator[Eis]:
    if f.vastgesteld_op and f.status in {S.UITREIKING, S.NAZORG} and f.doel == Doel.PRAKTIJKVERKLARING:
        due = f.vastgesteld_op + timedelta(days=_dagen(f, "uitreiking"))
        yield Eis("uitreiking", P.COORDINATOR, due, vervuld_op=f.uitgereikt_op)
    if f.uitgereikt_op and f.mbo_verklaring == "volgt":
        due = _wd(f, f.uitgereikt_op, "mbo_verklaring")
        yield Eis("mbo_verklaring", P.SCHOOL, due, vervuld_op=f.mbo_verklaring_op)


def _erkenning(f: Feiten) -> Iterator[Eis]:
    if f.laatste_controle_op and f.status in {S.LOPEND, S.BEOORDELING, S.VASTSTELLING}:
        due = f.laatste_controle_op + timedelta(days=_dagen(f, "erkenning_hercheck"))
        yield Eis("erkenning_hercheck", P.COORDINATOR, due)


def _hervatten(f: Feiten) -> Iterator[Eis]:
    for pauze in f.pauzes:
        done = pauze.tot if f.status != S.ONDERBROKEN or pauze.tot else None
        if pauze.tot is None or done:
            yield Eis("hervatten", P.COORDINATOR, pauze.verwacht_terug, pauze.van.isoformat(), done)


def _nazorg(f: Feiten) -> Iterator[Eis]:
    """Counted from the uitreiking; of who ended without a verklaring from the day that was decided."""
    begin = f.uitgereikt_op or f.afgerond_op or f.sinds.get(S.NAZORG)
    if f.status != S.NAZORG or begin is None:
        return
    for maand in (0, 3, 6, 12):
        soort = f"nazorg_{maand}"
        yield Eis(soort, P.COORDINATOR, add_months(begin, _dagen(f, soort)), vervuld_op=f.nazorg.get(maand))


def _subsidie(f: Feiten) -> Iterator[Eis]:
    """Of the leerbedrijf that asks it, and of who sees to it; also while another leerbedrijf is looked for."""
    for s in f.subsidies:
        for partij in [P.LEERBEDRIJF, P.COORDINATOR] if s.zelf else [P.COORDINATOR]:
            yield Eis("subsidie", partij, s.sluit_op, f"{partij.value}:{s.sleutel}", s.aangevraagd_op)


Rule = Callable[[Feiten], Iterator[Eis]]
_REGELS: list[Rule] = [
    _informeren, _intake, _matching, _overeenkomst, _inschrijving, _praktijk, _aanwezigheid, _einddatum, _doorlooptijd,
    _vaststelling, _uitreiking, _erkenning, _hervatten, _nazorg, _subsidie,
]  # fmt: skip
_BIJ_ONDERBREKING: list[Rule] = [_hervatten, _einddatum]  # while onderbroken only these live (domein §8)
