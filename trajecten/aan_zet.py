"""
Who is aan zet, and since when (domein §3, "Aan zet"): pure `partij`, and `bijwerken`, the only writer of Beurt.

Every overgang, signature and erkenning check and the nightly task call `bijwerken`; it does nothing when nothing changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trajecten import termijnen, termijnrijen
from trajecten.feiten import Feiten, Getekend, OpenTermijn, lees
from trajecten.regels import AAN_HET_WERK, GEEINDIGD, Ondertekenaar, Partij, Status

S, P = Status, Partij
_TIE = list(Ondertekenaar)
AANVULLEN_IN = frozenset({S.OVEREENKOMST, S.LOPEND, S.BEOORDELING, S.VASTSTELLING})  # nobody else can be asked without a Plaatsing


@dataclass(frozen=True)
class AanZet:
    """
    :param reden: which rule it was: a soort of termijn, "bel:<soort>", "geweigerd:<wie>", "fout:<wie>", "tekenen:<wie>",
        "tweede_blik:<wie>", a status, or empty.
    """

    partij: Partij
    reden: str = ""


def partij(f: Feiten, waiting: list[OpenTermijn], *, on: date) -> AanZet:
    """The first rule of domein §3 that fits."""
    if f.status in GEEINDIGD:
        return AanZet(P.NIEMAND)
    if found := _geweigerd(f) or _onbeantwoord(waiting, on):
        return found
    if f.mist_plaatsing and f.status in AANVULLEN_IN:
        return AanZet(P.COORDINATOR, "plaatsing_aanvullen")
    if f.status in {S.AANGEMELD, S.INTAKE, S.UITREIKING}:
        return AanZet(P.COORDINATOR, f.status.value)
    if f.status == S.MATCHING:
        return _matching(waiting, on)
    if f.status == S.OVEREENKOMST:
        return _tekenen(f)
    if f.status == S.BEOORDELING:
        return AanZet(P.LEERBEDRIJF, "eindbeoordeling")
    if f.status == S.VASTSTELLING:
        return AanZet(P.SCHOOL, "vaststelling")
    return _eerste_termijn(waiting, on)


def _geweigerd(f: Feiten) -> AanZet | None:
    """A refused signature, or an error reported on a bpv-blad: both are talked over by the coordinator."""
    if f.status not in {S.OVEREENKOMST, *AAN_HET_WERK}:
        return None
    if refused := [h for h in f.handtekeningen if h.geweigerd_op]:
        return AanZet(P.COORDINATOR, f"geweigerd:{refused[0].ondertekenaar.value}")
    return AanZet(P.COORDINATOR, f"fout:{f.gemelde_fouten[0].value}") if f.gemelde_fouten else None


def _onbeantwoord(waiting: list[OpenTermijn], on: date) -> AanZet | None:
    """A termijn whose last reminder passed unanswered goes to the behandelaar as "bel ..."."""
    for termijn in waiting:
        if termijnen.momenten(termijn)[-1] < on:
            own = termijn.partij == P.COORDINATOR
            return AanZet(P.COORDINATOR, termijn.soort if own else f"bel:{termijn.soort}:{termijn.partij.value}")
    return None


def _matching(waiting: list[OpenTermijn], on: date) -> AanZet:
    asked = [t for t in waiting if t.soort == "sbb_besluit"]
    return AanZet(P.SBB, "sbb_besluit") if asked and on <= asked[0].op else AanZet(P.COORDINATOR, "matching")


def _tekenen(f: Feiten) -> AanZet:
    unsigned = [h for h in f.handtekeningen if h.getekend_op is None]
    if not unsigned:
        waits = [h for h in f.handtekeningen if h.wacht_op_blik]
        return AanZet(P.COORDINATOR, f"tweede_blik:{waits[0].ondertekenaar.value}" if waits else "starten")
    first = min(unsigned, key=_asked)
    return AanZet(first.ondertekenaar.partij, f"tekenen:{first.ondertekenaar.value}")


def _asked(h: Getekend) -> tuple[date, int]:
    return h.gevraagd_op, _TIE.index(h.ondertekenaar)


def _eerste_termijn(waiting: list[OpenTermijn], on: date) -> AanZet:
    """Lopend, onderbroken, nazorg: the open termijn with the earliest due date whose first reminder moment has come."""
    for termijn in waiting:
        if termijnen.momenten(termijn)[0] <= on:
            return AanZet(termijn.partij, termijn.soort)
    return AanZet(P.NIEMAND)


_STORED = ["volgende_termijn", "volgende_termijn_soort", "aan_zet", "aan_zet_sinds", "aan_zet_reden"]


def bijwerken(traject, *, on: date, also: Iterable[str] = ()) -> AanZet:
    """
    Recompute termijnen and aan zet of a traject whose row the caller has locked, and store what changed.

    :param also: fields the caller changed, to be saved in the same UPDATE: a status and who is aan zet belong together.
    :returns: who is aan zet now.
    """
    before = [getattr(traject, name) for name in _STORED]
    f = lees(traject, on=on)
    return leg_vast(traject, f, termijnrijen.bijwerken(traject, f, on=on), on=on, also=also, before=before)


def leg_vast(
    traject, f: Feiten, waiting: list[OpenTermijn], *, on: date, also: Iterable[str] = (), before: list | None = None
) -> AanZet:
    """
    Store who is aan zet by facts and termijnen that were read already: by themselves when only days went by.

    :param before: the stored fields as they were, when they were touched since.
    """
    before = before or [getattr(traject, name) for name in _STORED]
    now = partij(f, waiting, on=on)
    _write_turn(traject, now, on)
    if also or before != [getattr(traject, name) for name in _STORED]:
        traject.save(update_fields=[*_STORED, *also])
    return now


def _write_turn(traject, now: AanZet, on: date) -> None:
    turn = traject.beurten.filter(tot__isnull=True).first()
    traject.aan_zet_reden = now.reden
    if turn and turn.partij == now.partij:
        return
    if turn:
        turn.tot = max(on, turn.sinds)
        turn.save(update_fields=["tot"])
    traject.beurten.create(partij=now.partij, sinds=on)
    traject.aan_zet, traject.aan_zet_sinds = now.partij, on


def wachtdagen(traject, *, on: date) -> int:
    """Calendar days since the party became aan zet, pauses left out, 0 on the day itself; reads the prefetched onderbrekingen."""
    paused = sum(
        max(0, (min(p.tot or on, on) - max(p.van, traject.aan_zet_sinds)).days)
        for p in traject.onderbrekingen.all()
        if p.van < on and (p.tot is None or p.tot > traject.aan_zet_sinds)
    )
    return max(0, (on - traject.aan_zet_sinds).days - paused)
