from datetime import date

import pytest

from werkgevers import regels


def test_klok_of_an_open_request_gives_the_days_on_which_sbb_must_answer():
    klok = regels.klok(aangevraagd_op=date(2026, 11, 2), besluit_op=None, brief_op=None, afgewezen=False)

    assert klok.besluit_uiterlijk == date(2026, 11, 16)
    assert klok.brief_uiterlijk == date(2026, 11, 30)
    assert klok.bezwaar_tot is klok.nieuwe_aanvraag_vanaf is None


def test_klok_skips_national_holidays():
    klok = regels.klok(aangevraagd_op=date(2026, 12, 21), besluit_op=None, brief_op=None, afgewezen=False)

    assert klok.besluit_uiterlijk == date(2027, 1, 6)  # Christmas Day and New Year's Day are both on a Friday


def test_klok_of_a_refusal_counts_the_objection_from_the_brief():
    dates = {"aangevraagd_op": date(2026, 1, 5), "besluit_op": date(2026, 1, 15), "afgewezen": True}

    assert regels.klok(**dates, brief_op=None).bezwaar_tot == date(2026, 2, 26)
    assert regels.klok(**dates, brief_op=date(2026, 1, 22)).bezwaar_tot == date(2026, 3, 5)


def test_klok_of_a_decision_no_longer_waits_for_it():
    klok = regels.klok(aangevraagd_op=date(2026, 1, 5), besluit_op=date(2026, 1, 15), brief_op=date(2026, 1, 20), afgewezen=False)

    assert klok == regels.Klok(None, None, None, None)


@pytest.mark.parametrize(
    ("afgewezen_op", "vanaf"),
    [
        (date(2026, 1, 15), date(2026, 7, 15)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
    ],
)
def test_new_request_may_follow_six_months_after_a_refusal(afgewezen_op, vanaf):
    assert regels.nieuwe_aanvraag_vanaf(afgewezen_op) == vanaf


def test_herbeoordeling_is_four_years_on():
    assert regels.herbeoordeling(date(2024, 2, 29)) == date(2028, 2, 29)
    assert regels.herbeoordeling(date(2026, 3, 1)) == date(2030, 3, 1)


@pytest.mark.parametrize(
    ("sinds", "vervallen_per", "geldt"),
    [
        (None, None, False),
        (date(2026, 9, 15), None, True),
        (date(2026, 9, 16), None, False),
        (date(2026, 1, 1), date(2026, 9, 15), False),
        (date(2026, 1, 1), date(2026, 9, 16), True),
    ],
)
def test_an_erkenning_holds_from_its_first_day_until_the_day_it_lapsed(sinds, vervallen_per, geldt):
    assert regels.geldt(sinds=sinds, vervallen_per=vervallen_per, on=date(2026, 9, 15)) is geldt


@pytest.mark.parametrize(
    ("laatste_check", "nodig"),
    [(None, True), (date(2026, 6, 16), True), (date(2026, 6, 17), False), (date(2026, 9, 15), False)],
)
def test_hercheck_is_needed_after_ninety_days_or_without_a_check(laatste_check, nodig):
    assert regels.hercheck_nodig(laatste_check=laatste_check, on=date(2026, 9, 15)) is nodig
