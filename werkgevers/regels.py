"""The dates and states of an erkenning as pure functions (source: domein §4, SBB-reglement). Imports no models."""

from dataclasses import dataclass
from datetime import date, timedelta

from basis.dagen import add_months, add_working_days

BESLUIT_WERKDAGEN = 10  # SBB decides
BRIEF_WERKDAGEN = 20  # SBB's written notice
BEZWAAR_WEKEN = 6
NIEUWE_AANVRAAG_MAANDEN = 6  # after a refusal
HERBEOORDELING_MAANDEN = 48
HERCHECK_DAGEN = 90


@dataclass(frozen=True)
class Klok:
    """When SBB must answer a request, and what may follow a refusal; None where it does not apply."""

    besluit_uiterlijk: date | None
    brief_uiterlijk: date | None
    bezwaar_tot: date | None
    nieuwe_aanvraag_vanaf: date | None


def klok(*, aangevraagd_op: date | None, besluit_op: date | None, brief_op: date | None, afgewezen: bool) -> Klok:
    """
    The clock of one request.

    The time for an objection runs from the written notice; until that is known, from the decision.
    """
    return Klok(
        besluit_uiterlijk=add_working_days(aangevraagd_op, BESLUIT_WERKDAGEN) if aangevraagd_op and not besluit_op else None,
        brief_uiterlijk=add_working_days(aangevraagd_op, BRIEF_WERKDAGEN) if aangevraagd_op and not brief_op else None,
        bezwaar_tot=(brief_op or besluit_op) + timedelta(weeks=BEZWAAR_WEKEN) if afgewezen and besluit_op else None,
        nieuwe_aanvraag_vanaf=nieuwe_aanvraag_vanaf(besluit_op) if afgewezen and besluit_op else None,
    )


def nieuwe_aanvraag_vanaf(afgewezen_op: date) -> date:
    """The first day on which SBB takes a new request after a refusal."""
    return add_months(afgewezen_op, NIEUWE_AANVRAAG_MAANDEN)


def herbeoordeling(sinds: date) -> date:
    """SBB re-assesses every four years."""
    return add_months(sinds, HERBEOORDELING_MAANDEN)


def geldt(*, sinds: date | None, vervallen_per: date | None, on: date) -> bool:
    """Whether an erkenning holds on this day; `vervallen_per` is the first day without."""
    return sinds is not None and sinds <= on and (vervallen_per is None or on < vervallen_per)


def laatste_dag_voor_hercheck(on: date) -> date:
    """A check before this day is too old, and asks to be made again."""
    return on - timedelta(days=HERCHECK_DAGEN)


def hercheck_nodig(*, laatste_check: date | None, on: date) -> bool:
    return laatste_check is None or laatste_check < laatste_dag_voor_hercheck(on)
