"""Who is aan zet (domein §3, "Aan zet"): the first rule that fits, as a pure function."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.trajecten import leven
from trajecten import aan_zet
from trajecten.feiten import Feiten, Getekend, OpenTermijn
from trajecten.models import Onderbreking
from trajecten.regels import Ondertekenaar, Partij, Status

S, P = Status, Partij
ON = date(2026, 3, 16)
FEITEN = Feiten(status=S.AANGEMELD, aangemeld_op=date(2026, 3, 2))


def wie(status: Status, *termijnen: OpenTermijn, **feiten) -> tuple[Partij, str]:
    found = aan_zet.partij(replace(FEITEN, status=status, **feiten), list(termijnen), on=ON)
    return found.partij, found.reden


def open_(soort: str, partij: Partij, op: date, ontstaan: date = date(2026, 3, 2)) -> OpenTermijn:
    return OpenTermijn(soort, partij, op, ontstaan)


@pytest.mark.parametrize("status", [S.AFGESLOTEN, S.GESTOPT, S.NIET_GESTART])
def test_nobody_is_aan_zet_when_it_ended(status):
    assert wie(status) == (P.NIEMAND, "")


@pytest.mark.parametrize("status", [S.AANGEMELD, S.INTAKE, S.UITREIKING])
def test_the_coordinator_is_aan_zet_at_his_own_steps(status):
    assert wie(status)[0] == P.COORDINATOR


def test_sbb_is_aan_zet_while_its_termijn_runs_and_then_the_coordinator():
    assert wie(S.MATCHING, open_("sbb_besluit", P.COORDINATOR, ON)) == (P.SBB, "sbb_besluit")
    assert wie(S.MATCHING, open_("sbb_besluit", P.COORDINATOR, ON - timedelta(days=1)))[0] == P.COORDINATOR
    assert wie(S.MATCHING) == (P.COORDINATOR, "matching")


def test_of_the_unsigned_the_one_asked_first_and_at_a_tie_the_deelnemer():
    asked = (
        Getekend(Ondertekenaar.SCHOOL, 1, date(2026, 3, 10)),
        Getekend(Ondertekenaar.LEERBEDRIJF, 1, date(2026, 3, 10)),
        Getekend(Ondertekenaar.DEELNEMER, 1, date(2026, 3, 10)),
    )

    assert wie(S.OVEREENKOMST, handtekeningen=asked) == (P.DEELNEMER, "tekenen:deelnemer")
    earlier = (replace(asked[0], gevraagd_op=date(2026, 3, 9)), *asked[1:])
    assert wie(S.OVEREENKOMST, handtekeningen=earlier)[0] == P.SCHOOL


def test_a_parent_who_must_sign_counts_as_the_deelnemer():
    assert wie(S.OVEREENKOMST, handtekeningen=(Getekend(Ondertekenaar.VERTEGENWOORDIGER, 1, ON),)) == (
        P.DEELNEMER,
        "tekenen:vertegenwoordiger",
    )


def test_when_all_signed_the_coordinator_confirms_the_start():
    signed = (Getekend(Ondertekenaar.SCHOOL, 1, ON, getekend_op=ON),)

    assert wie(S.OVEREENKOMST, handtekeningen=signed) == (P.COORDINATOR, "starten")


def test_a_refused_signature_goes_to_the_coordinator():
    refused = (Getekend(Ondertekenaar.SCHOOL, 1, ON, geweigerd_op=ON),)

    assert wie(S.OVEREENKOMST, handtekeningen=refused) == (P.COORDINATOR, "geweigerd:school")


def test_a_termijn_whose_last_reminder_passed_becomes_a_call_for_the_coordinator():
    due = date(2026, 3, 2)  # last moment + 10 wd = 16 March

    assert wie(S.VASTSTELLING, open_("vaststelling", P.SCHOOL, due)) == (P.SCHOOL, "vaststelling")
    assert wie(S.VASTSTELLING, open_("vaststelling", P.SCHOOL, due - timedelta(days=3))) == (
        P.COORDINATOR,
        "bel:vaststelling:school",
    )


@pytest.mark.parametrize("status", [S.LOPEND, S.ONDERBROKEN, S.NAZORG])
def test_what_runs_waits_for_nobody_until_a_first_reminder_moment(status):
    later = open_("tussenevaluatie", P.LEERBEDRIJF, date(2026, 5, 15))
    soon = open_("tussenevaluatie", P.LEERBEDRIJF, date(2026, 3, 20))

    assert wie(status, later) == (P.NIEMAND, "")
    assert wie(status, soon, later) == (P.LEERBEDRIJF, "tussenevaluatie")


@pytest.mark.django_db
def test_beurten_together_are_all_calendar_days_and_one_is_open():
    w = leven.wereld()
    traject = leven.naar(w, S.VASTSTELLING)
    end = date(2026, 12, 31)

    beurten = list(traject.beurten.order_by("sinds", "pk"))
    days = sum(((b.tot or end) - b.sinds).days for b in beurten)

    assert days == (end - traject.aangemeld_op).days
    assert [b.tot is None for b in beurten] == [False] * (len(beurten) - 1) + [True]
    assert traject.aan_zet == beurten[-1].partij
    assert traject.aan_zet_sinds == beurten[-1].sinds


@pytest.mark.django_db
def test_bijwerken_writes_nothing_when_nothing_changed(django_assert_max_num_queries):
    w = leven.wereld()
    traject = leven.naar(w, S.LOPEND)
    on = traject.status_sinds

    with django_assert_max_num_queries(40) as asked:
        aan_zet.bijwerken(traject, on=on)

    assert not [q for q in asked.captured_queries if q["sql"].startswith(("UPDATE", "INSERT"))]


@pytest.mark.django_db
def test_wachtdagen_leave_a_pause_out_and_are_zero_on_the_day_itself():
    w = leven.wereld()
    traject = leven.in_status(w, S.LOPEND, aan_zet_sinds=date(2026, 3, 2))
    assert aan_zet.wachtdagen(traject, on=date(2026, 3, 2)) == 0

    Onderbreking.objects.create(
        traject=traject, van=date(2026, 3, 4), tot=date(2026, 3, 9), verwacht_terug=date(2026, 3, 9), reden="verlof"
    )

    assert aan_zet.wachtdagen(traject, on=date(2026, 3, 12)) == 10 - 5
