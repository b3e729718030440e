"""When something is due (domein §8): pure functions of dates, without a database."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajecten import termijnen
from trajecten.feiten import Feiten, Getekend, OpenTermijn, Pauze
from trajecten.regels import Doel, Ondertekenaar, Partij, Status

S = Status
AANGEMELD = Feiten(status=S.AANGEMELD, aangemeld_op=date(2026, 3, 2))
LOPEND = Feiten(
    status=S.LOPEND,
    aangemeld_op=date(2026, 1, 5),
    geinformeerd_op=date(2026, 1, 12),
    sinds={S.AANGEMELD: date(2026, 1, 5), S.LOPEND: date(2026, 3, 2)},
    startdatum=date(2026, 3, 2),
    einddatum=date(2026, 7, 31),
    begonnen_op=date(2026, 3, 2),
    eerste_werkdag=date(2026, 3, 2),
    laatste_controle_op=date(2026, 2, 20),
)


def due(f: Feiten, soort: str, sleutel: str = "") -> date | None:
    return next((e.op for e in termijnen.eisen(f) if e.soort == soort and e.sleutel == sleutel and e.vervuld_op is None), None)


@pytest.mark.parametrize(
    ("feiten", "soort", "op"),
    [
        (AANGEMELD, "informeren", date(2026, 3, 30)),  # + 20 wd
        (AANGEMELD, "intake_plannen", date(2026, 3, 16)),  # + 10 wd
        (replace(AANGEMELD, status=S.INTAKE, sinds={S.INTAKE: date(2026, 3, 9)}), "intake_besluit", date(2026, 3, 23)),
        (replace(AANGEMELD, status=S.MATCHING, sinds={S.MATCHING: date(2026, 3, 9)}), "match_vinden", date(2026, 4, 8)),
        (
            replace(AANGEMELD, status=S.MATCHING, sinds={S.MATCHING: date(2026, 3, 9)}, voorstel_wacht_sinds=date(2026, 3, 10)),
            "sbb_besluit",
            date(2026, 3, 24),
        ),
        (LOPEND, "eerste_contact", date(2026, 3, 16)),
        (LOPEND, "tussenevaluatie", date(2026, 5, 16)),  # halfway
        (LOPEND, "eindbeoordeling", date(2026, 7, 17)),  # einddatum - 10 wd
        (LOPEND, "einddatum", date(2026, 7, 31)),
        (LOPEND, "doorlooptijd", date(2026, 9, 2)),
        (LOPEND, "erkenning_hercheck", date(2026, 5, 21)),  # + 90 d
        (replace(LOPEND, inschrijving="aangevraagd", inschrijving_op=date(2026, 3, 2)), "inschrijving", date(2026, 3, 30)),
        (replace(LOPEND, status=S.VASTSTELLING, ingediend_op=date(2026, 7, 20)), "vaststelling", date(2026, 8, 17)),
        (replace(LOPEND, status=S.UITREIKING, vastgesteld_op=date(2026, 7, 31)), "uitreiking", date(2026, 8, 28)),
        (replace(LOPEND, status=S.NAZORG, uitgereikt_op=date(2026, 8, 31)), "nazorg_6", date(2027, 2, 28)),
    ],
)
def test_a_termijn_is_due_as_the_table_says(feiten, soort, op):
    assert due(feiten, soort) == op


def test_each_unsigned_party_has_its_own_termijn():
    asked = tuple(Getekend(o, 1, date(2026, 2, 2)) for o in (Ondertekenaar.DEELNEMER, Ondertekenaar.SCHOOL))
    f = replace(AANGEMELD, status=S.OVEREENKOMST, startdatum=date(2026, 3, 9), handtekeningen=asked)

    assert due(f, "pok_tekenen", "deelnemer:1") == date(2026, 3, 2)  # - 5 wd
    assert due(f, "pok_tekenen", "school:1") == date(2026, 3, 2)


def test_who_refused_to_sign_is_reminded_no_more_until_asked_anew():
    """The coordinator talks it over first (domein §3, aan zet)."""
    asked = Getekend(Ondertekenaar.SCHOOL, 1, date(2026, 2, 2))
    f = replace(AANGEMELD, status=S.OVEREENKOMST, startdatum=date(2026, 3, 9), handtekeningen=(asked,))
    assert due(f, "pok_tekenen", "school:1")

    refused = replace(f, handtekeningen=(replace(asked, geweigerd_op=date(2026, 2, 9)),))

    assert due(refused, "pok_tekenen", "school:1") is None


def test_an_extension_moves_what_is_counted_from_the_einddatum():
    longer = replace(LOPEND, einddatum=date(2026, 8, 31))

    assert due(longer, "eindbeoordeling") == date(2026, 8, 17)


def test_while_onderbroken_only_hervatten_and_einddatum_live():
    f = replace(LOPEND, status=S.ONDERBROKEN, pauzes=(Pauze(date(2026, 4, 1), None, date(2026, 5, 1)),))

    assert {e.soort for e in termijnen.eisen(f)} == {"hervatten", "einddatum"}


def test_a_pause_is_added_to_the_six_months():
    f = replace(LOPEND, pauzes=(Pauze(date(2026, 4, 1), date(2026, 4, 15), date(2026, 4, 15)),))

    assert due(f, "doorlooptijd") == date(2026, 9, 16)


@pytest.mark.parametrize("doel", [Doel.DIPLOMA, Doel.CERTIFICAAT])
def test_another_doel_has_no_eindbeoordeling_and_no_doorlooptijd(doel):
    soorten = {e.soort for e in termijnen.eisen(replace(LOPEND, doel=doel))}

    assert not soorten & {"eindbeoordeling", "doorlooptijd", "vaststelling", "uitreiking"}


@pytest.mark.parametrize("status", [S.AFGESLOTEN, S.GESTOPT, S.NIET_GESTART])
def test_an_ended_traject_asks_nothing(status):
    assert termijnen.eisen(replace(LOPEND, status=status)) == []


def test_a_closed_period_moves_the_due_date_to_the_first_open_day():
    closed = {Partij.LEERBEDRIJF: ((date(2026, 7, 13), date(2026, 7, 31)),)}

    assert due(replace(LOPEND, gesloten=closed), "eindbeoordeling") == date(2026, 8, 3)


def test_a_regio_and_a_school_may_have_their_own_number_of_days():
    f = replace(LOPEND, status=S.VASTSTELLING, ingediend_op=date(2026, 7, 20), afwijkingen={"vaststelling": 5})

    assert due(f, "vaststelling") == date(2026, 7, 27)


def test_a_moment_before_the_termijn_came_into_being_is_skipped():
    late = OpenTermijn("pok_tekenen", Partij.SCHOOL, date(2026, 3, 9), ontstaan_op=date(2026, 3, 9))

    assert termijnen.momenten(late) == [date(2026, 3, 9), date(2026, 3, 11), date(2026, 3, 16)]


def test_no_termijn_reminds_more_than_four_times():
    assert max(len(soort.momenten) for soort in termijnen.SOORTEN.values()) <= 4


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.sampled_from(sorted(termijnen.SOORTEN)))
def test_moments_are_in_order_and_never_before_the_termijn_exists(on, soort):
    moments = termijnen.momenten(OpenTermijn(soort, Partij.SCHOOL, on, ontstaan_op=on))

    assert moments == sorted(moments)
    assert moments[0] >= on
