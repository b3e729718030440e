"""Each signal on the day before and on the day, its sentence and what makes it another one; no database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from trajecten.erkenningsalarm import Alarm
from trajecten.feiten import Pauze
from trajecten.regels import GEEINDIGD, Doel, Status
from trajecten.signalen.regels import Feiten, Week, signalen

ON = date(2026, 5, 11)  # a Monday
AT = datetime(2026, 5, 8, 12, tzinfo=UTC)
S = Status


def dagen(n: int) -> timedelta:
    return timedelta(days=n)


def soorten(f: Feiten, on: date = ON) -> list[str]:
    return [signaal.soort for signaal in signalen(f, on=on)]


def een(f: Feiten, on: date = ON):
    [signaal] = signalen(f, on=on)
    return signaal


# --- geen contact ------------------------------------------------------------------------------------------------------

WERKT = Feiten(S.LOPEND, begin=(ON - dagen(90), "de start"), contact_op=ON - dagen(21))


def test_three_weeks_without_contact_is_a_signal_and_a_day_less_is_not():
    assert soorten(WERKT, ON - dagen(1)) == []
    assert een(WERKT).zin == "Er is 21 dagen geen contact geweest, voor het laatst op 20 april 2026."


def test_another_contact_makes_it_another_signal():
    assert een(WERKT).sleutel == een(WERKT, ON + dagen(9)).sleutel
    assert een(replace(WERKT, contact_op=ON), ON + dagen(21)).sleutel != een(WERKT).sleutel


def test_without_contact_it_counts_from_the_start():
    f = replace(WERKT, contact_op=None, begin=(ON - dagen(21), "de start"))

    assert soorten(f, ON - dagen(1)) == []
    assert een(f).zin == "Er is nog geen contact geweest sinds de start op 20 april 2026, 21 dagen geleden."


def test_contact_of_before_the_return_counts_from_the_return():
    f = replace(WERKT, contact_op=ON - dagen(60), begin=(ON - dagen(30), "het hervatten"))

    assert een(f).zin == "Er is nog geen contact geweest sinds het hervatten op 11 april 2026, 30 dagen geleden."


def test_contact_on_the_day_of_the_start_is_contact():
    assert "voor het laatst op" in een(replace(WERKT, begin=(ON - dagen(21), "de start"))).zin


@pytest.mark.parametrize("status", sorted(set(Status) - {S.LOPEND}))
def test_contact_is_looked_at_only_while_it_runs(status):
    assert soorten(replace(WERKT, status=status)) == []


# --- onderbroken -------------------------------------------------------------------------------------------------------


def pauze(duurt: int, terug: int) -> Feiten:
    """:param terug: in how many days."""
    return Feiten(S.ONDERBROKEN, pauze=Pauze(ON - dagen(duurt), None, ON + dagen(terug)))


@pytest.mark.parametrize(
    ("duurt", "terug", "verwacht"),
    [
        (14, 0, False),
        (15, 0, True),  # they were to be back today
        (15, -1, True),
        (15, 1, False),  # agreed on, and still to come
        (42, 1, False),
        (43, 1, True),  # so long that somebody should ask whether it still holds
    ],
)
def test_a_pause_is_a_signal_after_a_fortnight_unless_a_later_return_was_agreed(duurt, terug, verwacht):
    assert bool(signalen(pauze(duurt, terug), on=ON)) is verwacht


def test_a_pause_tells_how_long_and_what_was_agreed():
    assert een(pauze(15, -1)).zin == "De onderbreking duurt 15 dagen, sinds 26 april 2026; de terugkeer was gepland op 10 mei 2026."
    assert een(pauze(43, 1)).zin.endswith("; de terugkeer is gepland op 12 mei 2026.")


def test_another_pause_is_another_signal():
    assert een(pauze(15, 0)).sleutel != een(pauze(16, 0)).sleutel
    assert een(pauze(15, 0)).sleutel == een(pauze(15, 0), ON + dagen(3)).sleutel


def test_a_pause_nobody_wrote_down_is_no_signal():
    assert soorten(Feiten(S.ONDERBROKEN)) == []


# --- afwezig -----------------------------------------------------------------------------------------------------------


def weken(*uren: str, eerste: date = date(2026, 5, 4)) -> tuple[Week, ...]:
    """The newest first."""
    return tuple(Week(eerste - dagen(7 * n), Decimal(u), AT) for n, u in enumerate(uren))


def test_three_weeks_in_a_row_with_hours_missed_without_agreement_is_a_signal():
    assert soorten(Feiten(S.LOPEND, weken=weken("8", "8", "0", "8"))) == []
    assert een(Feiten(S.LOPEND, weken=weken("8", "4", "7.5", "0", "8"))).zin == (
        "In de laatste 3 ingevulde weken staat steeds 'afwezig niet afgesproken': samen 19,5 uur, tot en met week 19 (4 mei 2026)."
    )


def test_a_good_week_takes_it_away_and_a_week_without_entry_does_not():
    three = weken("8", "8", "8")
    gap = (three[0], replace(three[1], maandag=date(2026, 4, 20)), replace(three[2], maandag=date(2026, 4, 13)))

    assert soorten(Feiten(S.LOPEND, weken=weken("0", "8", "8", "8"))) == []
    assert soorten(Feiten(S.LOPEND, weken=gap)) == ["afwezig"]


def test_a_fourth_week_is_the_same_row_and_one_after_a_good_week_is_another():
    row = een(Feiten(S.LOPEND, weken=weken("8", "8", "8", "0")))
    longer = een(Feiten(S.LOPEND, weken=weken("8", "8", "8", "8", "0", eerste=date(2026, 5, 11))))
    another = een(Feiten(S.LOPEND, weken=weken("8", "8", "8", "0", eerste=date(2026, 6, 1))))

    assert longer.sleutel == row.sleutel
    assert another.sleutel != row.sleutel


def test_contact_written_down_after_the_last_of_them_has_looked_at_it():
    f = Feiten(S.LOPEND, weken=weken("8", "8", "8"))

    assert soorten(replace(f, contact_bekend=AT)) == ["afwezig"]
    assert soorten(replace(f, contact_bekend=AT + timedelta(minutes=1))) == []


def test_absence_is_looked_at_while_somebody_works_there_and_not_in_a_pause():
    f = Feiten(S.LOPEND, weken=weken("8", "8", "8"))

    assert {status for status in Status if soorten(replace(f, status=status))} == {S.LOPEND, S.BEOORDELING}


# --- werkprocessen -----------------------------------------------------------------------------------------------------

BIJNA = Feiten(S.LOPEND, einde=ON + dagen(30), gekozen=5, beoordeeld=2)


def test_thirty_days_before_the_end_under_half_is_a_signal():
    assert soorten(BIJNA, ON - dagen(1)) == []
    assert een(BIJNA).zin == "Nog 30 dagen tot de einddatum (10 juni 2026), en 2 van de 5 werkprocessen zijn beoordeeld."


@pytest.mark.parametrize(("gekozen", "beoordeeld", "verwacht"), [(4, 2, False), (4, 1, True), (3, 1, True), (0, 0, False)])
def test_half_is_enough_and_nothing_chosen_asks_nothing(gekozen, beoordeeld, verwacht):
    assert bool(soorten(replace(BIJNA, gekozen=gekozen, beoordeeld=beoordeeld))) is verwacht


def test_it_goes_on_until_the_last_day_and_then_the_termijnen_say_it():
    assert een(replace(BIJNA, einde=ON)).zin.startswith("De einddatum is vandaag, 11 mei 2026, en ")
    assert soorten(replace(BIJNA, einde=ON - dagen(1))) == []


@pytest.mark.parametrize(
    ("gekozen", "beoordeeld", "woorden"),
    [
        (5, 0, "en geen van de 5 werkprocessen is beoordeeld."),
        (5, 1, "en 1 van de 5 werkprocessen is beoordeeld."),
        (1, 0, "en het werkproces is nog niet beoordeeld."),
    ],
)
def test_the_sentence_is_dutch_for_none_and_one(gekozen, beoordeeld, woorden):
    assert een(replace(BIJNA, gekozen=gekozen, beoordeeld=beoordeeld, einde=ON + dagen(1))).zin == (
        f"Nog 1 dag tot de einddatum (12 mei 2026), {woorden}"
    )


def test_where_werkprocessen_are_optional_nothing_is_said():
    assert soorten(replace(BIJNA, doel=Doel.DIPLOMA)) == []


def test_a_later_einddatum_makes_it_another_signal():
    assert een(BIJNA).sleutel != een(replace(BIJNA, einde=ON + dagen(29))).sleutel


# --- erkenning ---------------------------------------------------------------------------------------------------------

BEDRIJF = Feiten(S.LOPEND, leerbedrijf="Kringloop Oost")


def test_a_lapsed_erkenning_says_what_the_alarm_says():
    lapsed = een(replace(BEDRIJF, alarm=Alarm(ON - dagen(3), True, "Vraag de erkenning opnieuw aan.")))

    assert lapsed.zin == "De erkenning van Kringloop Oost is vervallen per 8 mei 2026, 3 dagen geleden."
    assert lapsed.doen == "Vraag de erkenning opnieuw aan."


def test_one_that_is_going_to_lapse_is_another_signal_on_the_day_it_does():
    coming, there = (een(replace(BEDRIJF, alarm=Alarm(ON + dagen(n), n <= 0, "Doe iets."))) for n in (1, 0))

    assert coming.zin == "De erkenning van Kringloop Oost vervalt per 12 mei 2026, over 1 dag."
    assert there.zin == "De erkenning van Kringloop Oost is vervallen per 11 mei 2026, vandaag."
    assert coming.sleutel.partition(":")[0] != there.sleutel.partition(":")[0]


def test_a_check_is_a_signal_on_the_day_it_is_due():
    f = replace(BEDRIJF, hercheck_op=ON)

    assert soorten(f, ON - dagen(1)) == []
    assert een(f).zin == "De erkenning van Kringloop Oost is toe aan een nieuwe controle, sinds 11 mei 2026."
    assert een(replace(f, alarm=Alarm(ON, True, "Doe iets."))).sleutel.startswith("vervallen")


# --- doorlooptijd ------------------------------------------------------------------------------------------------------

LANG = Feiten(S.VASTSTELLING, begonnen_op=date(2025, 11, 10), lang_sinds=date(2026, 5, 10))


def test_six_months_is_long_on_the_day_after():
    assert soorten(LANG, date(2026, 5, 10)) == []
    assert een(LANG).zin == "Het traject duurt 6 maanden en 1 dag, sinds 10 november 2025."


def test_days_of_a_pause_are_left_out_of_the_duration():
    f = replace(LANG, begonnen_op=date(2025, 11, 3), pauzedagen=7)

    assert een(f).zin == "Het traject duurt 6 maanden en 1 dag, sinds 3 november 2025 en zonder 7 dagen onderbreking."


@pytest.mark.parametrize(
    ("begin", "woorden"),
    [
        (date(2025, 11, 11), "6 maanden,"),
        (date(2025, 10, 31), "6 maanden en 11 dagen,"),
        (date(2025, 11, 12), "5 maanden en 29 dagen,"),
    ],
)
def test_months_are_counted_as_on_a_calendar(begin, woorden):
    assert f"duurt {woorden}" in een(replace(LANG, begonnen_op=begin)).zin


# --- all of them -------------------------------------------------------------------------------------------------------

ALLES = Feiten(
    S.LOPEND,
    begin=(ON - dagen(90), "de start"),
    pauze=Pauze(ON - dagen(50), None, ON),
    weken=weken("8", "8", "8"),
    einde=ON,
    gekozen=3,
    leerbedrijf="Kringloop Oost",
    alarm=Alarm(ON, True, "Doe iets."),
    hercheck_op=ON - dagen(1),
    begonnen_op=date(2025, 1, 1),
    lang_sinds=date(2025, 7, 1),
)


@pytest.mark.parametrize("status", sorted(GEEINDIGD))
def test_an_ended_traject_has_no_signal_whatever_the_facts(status):
    assert len(soorten(ALLES)) == 5
    assert soorten(replace(ALLES, status=status)) == []


def test_every_sentence_is_one_with_a_figure_and_says_what_to_do():
    found = signalen(ALLES, on=ON) + signalen(replace(ALLES, status=S.ONDERBROKEN), on=ON)

    assert {signaal.soort for signaal in found} == {
        "geen_contact",
        "onderbroken",
        "afwezig",
        "werkprocessen",
        "erkenning",
        "doorlooptijd",
    }
    for signaal in found:
        assert signaal.zin.endswith(".") and signaal.zin.count(". ") == 0
        assert any(sign.isdigit() for sign in signaal.zin)
        assert signaal.doen
