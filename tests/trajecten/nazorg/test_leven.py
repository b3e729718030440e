"""From uitreiken to afgesloten by itself: answered by a link, by telephone, and not at all (issue 5, item 7; domein §3, §8)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from basis import outbox
from basis.dagen import add_months
from berichten.models import Bericht
from berichten.signals import bericht_mislukt
from tests.parallel import at_once
from tests.trajecten import berekend, leven
from tests.trajecten.nazorg.dagen import DAG, MAIL, in_nazorg, leef, nacht, ochtend, om, tokens
from trajecten import dossier, tasks, termijnen, tijdlijn, vraaglinks, workflow
from trajecten.herinneringen import plannen
from trajecten.herinneringen.vooruit import komende, met_ontvangers
from trajecten.models import Deelnemer, GroteVerzending, Herinnering, Nazorgmeting, Termijn, Traject
from trajecten.nazorg import onbekend, vraag
from trajecten.regels import Status
from trajecten.workflow.schoolbesluit import Schoolbesluit

pytestmark = pytest.mark.django_db
S = Status


def gemeten(traject: Traject) -> list[tuple]:
    return list(traject.nazorgmetingen.values_list("maand", "uitkomst", "hoe", "datum"))


def antwoord(token: str, uitkomst: str, on: date):
    with time_machine.travel(om(on, 12), tick=False):
        return vraag.antwoord(token, uitkomst=uitkomst, on=on, at=om(on, 12))


def verteld(traject: Traject, soort: str = "nazorg_0") -> list[tuple[date, str]]:
    rows = Herinnering.objects.filter(termijn__traject=traject, termijn__soort=soort).order_by("moment", "pk")
    return [(row.moment, "bel" if row.is_bel else row.adres) for row in rows]


# --- the whole of it -----------------------------------------------------------------------------------------------------------


def test_a_life_answered_by_link_by_telephone_and_twice_not_at_all(w, traject):
    begin = traject.uitgereikt_op
    leef(begin, begin + 3 * DAG)
    antwoord(tokens()[0], "werk_hier", begin + 3 * DAG)
    leef(begin + 4 * DAG, (three := add_months(begin, 3)) + 9 * DAG)
    dossier.nazorg(
        traject=traject, maand=3, uitkomst="opleiding", datum=three, hoe="telefoon", by=w.coordinator, on=three + 9 * DAG
    )
    leef(three + 10 * DAG, (six := add_months(begin, 6)) + 100 * DAG)
    assert Traject.objects.get(pk=traject.pk).status == S.NAZORG
    leef(six + 101 * DAG, (twelve := add_months(begin, 12)) + 43 * DAG)
    traject.refresh_from_db()
    assert traject.status == S.NAZORG, "not a day too early"
    berekend.klopt(traject, on=twelve + 43 * DAG)
    leef(last := twelve + 44 * DAG, last + 40 * DAG)

    traject.refresh_from_db()
    assert gemeten(traject) == [
        (0, "werk_hier", "link", begin + 3 * DAG),
        (3, "opleiding", "telefoon", three),
        (6, "onbekend", "geen", six + 44 * DAG),
        (12, "onbekend", "geen", last),
    ]
    assert (traject.status, traject.status_sinds, traject.einde_op) == (S.AFGESLOTEN, last, last)
    closed = traject.gebeurtenissen.get(soort="afsluiten")
    assert (closed.systeem, closed.door) == ("nazorg", None)
    assert list(traject.gebeurtenissen.filter(soort="nazorg_onbekend").values_list("systeem", flat=True)) == ["nazorg"] * 2
    assert traject.gebeurtenissen.get(soort="nazorg_antwoord").systeem == "vraaglink"
    assert not traject.termijnen.open().exists() and not Nazorgmeting.objects.exclude(traject=traject).exists()


def test_of_who_ended_without_a_verklaring_the_days_count_from_the_decision(w):
    traject = leven.naar(w, S.VASTSTELLING, email=MAIL)
    traject.plaatsing.beoordelingen.get(soort="eind").oordelen.update(waarde="oefenen")
    decided, recorded = traject.status_sinds + DAG, traject.status_sinds + 32 * DAG
    letter = Schoolbesluit(decided, "P. de Boer", "Directeur", papier=leven.papier())
    workflow.afronden(traject=traject, resultaat="geen", besluit=letter, by=w.coordinator, on=recorded)
    leef(recorded, recorded + 29 * DAG)
    assert not gemeten(traject), "its moments had passed when it was recorded: it was asked once, that day"
    leef(recorded + 30 * DAG, (twelve := add_months(decided, 12)) + 44 * DAG)

    traject.refresh_from_db()
    assert (traject.status, traject.status_sinds) == (S.AFGESLOTEN, twelve + 44 * DAG)
    assert gemeten(traject)[0] == (0, "onbekend", "geen", recorded + 30 * DAG)


# --- who is told when ----------------------------------------------------------------------------------------------------------


def test_the_deelnemer_gets_every_moment_and_who_sees_to_it_the_last(traject):
    begin = traject.uitgereikt_op
    leef(begin, begin + 30 * DAG)

    days = [begin, begin + 7 * DAG, begin + 14 * DAG]
    assert verteld(traject) == [(days[0], MAIL), (days[1], MAIL), (days[2], MAIL), (days[2], "bel")]
    assert [row.aan for row in Bericht.objects.filter(onderwerp__startswith="Wat doet u nu?")] == [MAIL] * 3


def test_without_an_address_somebody_calls_at_every_moment(w):
    traject = in_nazorg(w, email="")
    begin = traject.uitgereikt_op
    leef(begin, begin + 30 * DAG)

    assert verteld(traject) == [(begin + n * DAG, "bel") for n in (0, 7, 14)]
    assert not tokens()
    mail = Bericht.objects.filter(aan=w.coordinator.email).last()
    assert "Bel de deelnemer: nazorg: bij de uitreiking" in mail.tekst


def test_of_a_mail_that_came_back_somebody_calls(w, traject):
    begin = traject.uitgereikt_op
    leef(begin, begin)
    mail = Bericht.objects.get(aan=MAIL)

    with time_machine.travel(om(begin + DAG), tick=False):
        bericht_mislukt.send(sender=Bericht, bericht=mail)

    assert verteld(traject) == [(begin, MAIL), (begin + DAG, "bel")]
    assert Herinnering.objects.get(is_bel=True).ontvanger == w.coordinator


def test_the_preview_says_the_same(traject, w):
    begin = traject.uitgereikt_op
    plannen.plan(traject.pk, on=begin, at=om(begin))
    rows = met_ontvangers(komende(w.regio, Traject.objects.all(), on=begin + DAG), w.regio, on=begin + DAG)

    told = {row["vooruit"].moment: row for row in rows if row["vooruit"].termijn.soort == "nazorg_0"}
    second, third = told[begin + 7 * DAG], told[begin + 14 * DAG]
    assert (second["aan"], third["aan"]) == (f"{MAIL} (mail)", f"{MAIL} (mail), {w.coordinator.naam} (mail en app)")
    assert second["mail"].onderwerp == f"Wat doet u nu? ({traject.nummer})" and second["waarom"] == ""


def test_the_mail_names_nobody_and_tells_until_when(w, traject):
    begin = traject.uitgereikt_op
    leef(begin, begin)
    mail = Bericht.objects.get(aan=MAIL)

    for secret in ("Andries", "de Wit", "Kringloop", "Noorderlicht", "nazorg:", "uitreik"):
        assert secret not in mail.onderwerp + mail.tekst.replace("/portaal/nazorg/", "")
    assert traject.nummer in mail.tekst and w.kwalificatie.naam in mail.tekst
    assert f"tot en met {(begin + 43 * DAG).day} " in mail.tekst


# --- onbekend ------------------------------------------------------------------------------------------------------------------


def test_every_link_of_the_round_works_and_the_first_answer_counts(traject):
    begin = traject.uitgereikt_op
    leef(begin, begin + 20 * DAG)
    first, _, third = tokens()

    antwoord(first, "opleiding", begin + 20 * DAG)

    assert vraag.vind(third, at=om(begin + 20 * DAG, 13)) is None
    assert gemeten(traject) == [(0, "opleiding", "link", begin + 20 * DAG)]


def test_a_round_is_over_thirty_days_after_its_last_reminder_and_once(traject):
    begin = traject.uitgereikt_op
    leef(begin, begin + 43 * DAG)
    assert not gemeten(traject)
    token = tokens()[-1]
    assert vraag.vind(token, at=om(begin + 43 * DAG, 23))

    assert [nacht(begin + 44 * DAG) for _ in range(2)] == [1, 0]

    assert gemeten(traject) == [(0, "onbekend", "geen", begin + 44 * DAG)]
    assert vraag.vind(token, at=om(begin + 44 * DAG, 4)) is None
    traject.refresh_from_db()
    assert (traject.status, traject.aan_zet) == (S.NAZORG, "niemand")
    berekend.klopt(traject, on=begin + 44 * DAG)


def test_control_without_its_days_of_waiting_it_would_be_onbekend_at_once(traject, monkeypatch):
    begin = traject.uitgereikt_op
    leef(begin, begin + 15 * DAG)
    monkeypatch.setattr("trajecten.nazorg.rondes.OVER_NA", 0)

    assert nacht(begin + 15 * DAG) == 1


def test_after_months_of_standstill_the_question_goes_out_first_and_is_about_now(traject):
    begin = traject.uitgereikt_op
    back = add_months(begin, 13)
    while back.weekday() > 4:
        back += DAG
    leef(back, back)  # the night first: nothing was asked yet

    assert not gemeten(traject) and len(tokens()) == 1, "one mail, however many rounds passed"
    told = Herinnering.objects.filter(sleutel="deelnemer", bericht__isnull=False).get()
    assert told.termijn.soort == "nazorg_12"
    leef(back + DAG, back + 29 * DAG)
    assert not gemeten(traject)
    leef(back + 30 * DAG, back + 30 * DAG)

    assert [(maand, datum) for maand, _, _, datum in gemeten(traject)] == [(m, back + 30 * DAG) for m in (0, 3, 6, 12)]
    lines = traject.gebeurtenissen.filter(soort="nazorg_onbekend").order_by("pk")
    assert [line.details[0][0] for line in lines] == ["Bij uitreiking", "3 maanden", "6 maanden", "12 maanden"]
    traject.refresh_from_db()
    assert traject.status == S.AFGESLOTEN


def test_an_answer_after_a_standstill_closes_only_when_the_round_at_the_uitreiking_has_its_outcome(w, traject):
    back = add_months(traject.uitgereikt_op, 13)
    while back.weekday() > 4:
        back += DAG
    leef(back, back)
    antwoord(tokens()[0], "geen", back + DAG)
    traject.refresh_from_db()
    assert traject.status == S.NAZORG

    leef(back + 2 * DAG, back + 30 * DAG)

    traject.refresh_from_db()
    assert traject.status == S.AFGESLOTEN
    assert [uitkomst for _, uitkomst, _, _ in gemeten(traject)] == ["onbekend"] * 3 + ["geen"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_record_and_close_once(w):
    traject = in_nazorg(w)
    leef(traject.uitgereikt_op, traject.uitgereikt_op + 15 * DAG)
    on = add_months(traject.uitgereikt_op, 14)
    Termijn.objects.filter(traject=traject).update(kijk_op=None)

    found = at_once([lambda: onbekend.leg_vast(traject.pk, on=on)] * 4)

    assert sorted(found) == [0, 0, 0, 4]
    assert Nazorgmeting.objects.count() == 4 and traject.gebeurtenissen.filter(soort="afsluiten").count() == 1


def test_a_question_that_was_never_mailed_is_not_over(w, traject):
    """Of a regio in which somebody is asked first, and nobody answered for weeks."""
    begin = traject.uitgereikt_op
    held = GroteVerzending.objects.create(regio=w.regio, aantal=501, gevraagd_at=om(begin))
    leef(begin, begin + 60 * DAG)
    assert not tokens() and not gemeten(traject)
    held.delete()

    leef(back := begin + 61 * DAG, back + 29 * DAG)
    assert len(tokens()) == 1 and not gemeten(traject)
    sent = timezone.localdate(Bericht.objects.get(aan=MAIL).gemaakt_op)
    leef(back + 30 * DAG, sent + 30 * DAG)

    assert gemeten(traject) == [(0, "onbekend", "geen", sent + 30 * DAG)]


def test_the_nightly_task_does_it(traject):
    begin = traject.uitgereikt_op
    leef(begin, begin + 43 * DAG)

    with time_machine.travel(om(begin + 44 * DAG, 3), tick=False):
        tasks.nachtwerk()

    assert gemeten(traject) == [(0, "onbekend", "geen", begin + 44 * DAG)]


# --- what ends it --------------------------------------------------------------------------------------------------------------


def test_who_died_is_asked_nothing_and_nothing_is_recorded(w, traject):
    begin = traject.uitgereikt_op
    leef(begin, begin)
    (token,) = tokens()
    workflow.overlijden(traject=traject, by=w.coordinator, on=begin + DAG)

    leef(begin + DAG, begin + 60 * DAG)

    assert not gemeten(traject) and Bericht.objects.filter(aan=MAIL).count() == 1
    assert vraag.vind(token, at=om(begin + DAG)) is None


def test_a_mail_that_has_not_left_when_somebody_died_stays_here(w, traject, mailoutbox):
    """The mail server was away: the question would be read by who is left behind."""
    begin = traject.uitgereikt_op
    leef(begin, begin)
    other = in_nazorg(leven.wereld("FR"), email="ander@voorbeeld.test")
    with time_machine.travel(om(begin), tick=False):
        ochtend(begin)
    assert set(Bericht.objects.filter(status="wacht").values_list("aan", flat=True)) == {MAIL, "ander@voorbeeld.test"}

    workflow.overlijden(traject=traject, by=w.coordinator, on=begin)
    while outbox.drain():
        pass

    assert [mail.to for mail in mailoutbox] == [["ander@voorbeeld.test"]] and other.pk
    row = Bericht.objects.get(aan=MAIL)
    assert (row.status, row.tekst, row.html) == ("vervallen", "", "")
    (line,) = [line for line in tijdlijn.regels(traject, []) if line.titel.startswith("Herinnering")]
    assert ["Mail", "vervallen, niet verstuurd"] in line.details


def test_a_mail_that_asks_more_still_goes_when_somebody_died(w, traject):
    begin = traject.uitgereikt_op
    rest = {"soort": "einddatum", "partij": "coordinator", "op": begin, "ontstaan_op": begin, "kijk_op": begin}
    for sleutel, about in (("a", traject), ("b", leven.naar(w, S.LOPEND, roepnaam="Bea", telefoon="050 222 22 22"))):
        Traject.objects.filter(pk=about.pk).update(behandelaar=w.coordinator)
        about.termijnen.create(sleutel=sleutel, **rest)
    leef(begin, begin, met_nacht=False)

    workflow.overlijden(traject=traject, by=w.coordinator, on=begin)

    assert Bericht.objects.get(aan=w.coordinator.email).status == "wacht"


def test_after_the_decision_was_taken_back_the_old_link_stays_dead(w, traject):
    begin = traject.uitgereikt_op
    leef(begin, begin)
    Termijn.objects.filter(traject=traject, soort="nazorg_0").update(vervallen_op=begin)
    traject.termijnen.create(soort="nazorg_0", partij="coordinator", op=begin, ontstaan_op=begin + DAG, kijk_op=begin + DAG)

    assert vraag.vind(tokens()[0], at=om(begin + DAG)) is None


def test_what_was_closed_early_and_reopened_goes_on_and_closes_again(w, traject):
    begin, by = traject.uitgereikt_op, w.coordinator
    leef(begin, begin)
    dossier.nazorg(traject=traject, maand=0, uitkomst="geen", datum=begin, by=by, on=begin)
    workflow.afsluiten(traject=traject, by=by, on=begin + DAG)
    later = add_months(begin, 13)
    workflow.heropenen(traject=traject, reden="Toch nog vragen", by=by, on=later)

    leef(later, later + 40 * DAG)

    traject.refresh_from_db()
    assert traject.status == S.AFGESLOTEN
    assert [uitkomst for _, uitkomst, _, _ in gemeten(traject)] == ["geen"] + ["onbekend"] * 3
    workflow.heropenen(traject=traject, reden="Nog iets nakijken", by=by, on=later + 41 * DAG)
    leef(later + 41 * DAG, later + 60 * DAG)
    traject.refresh_from_db()
    assert traject.status == S.NAZORG, "reopened by hand with everything in, it is closed by hand"


def test_what_was_taken_over_with_nothing_known_ends_by_itself(w):
    begin = leven.BEGIN
    row = leven.overname(w, S.NAZORG, sinds=begin, deelnemer={"email": MAIL})
    on = add_months(begin, 14)
    traject = workflow.overnemen(regio=w.regio, overname=row, by=w.coordinator, on=on)
    due = traject.termijnen.get(soort="nazorg_12").op
    leef(on, due + 44 * DAG)

    traject.refresh_from_db()
    assert traject.status == S.AFGESLOTEN
    assert [(maand, uitkomst) for maand, uitkomst, _, _ in gemeten(traject)] == [(0, "onbekend"), (12, "onbekend")]
    assert len(tokens()) == 3, "two rounds at once are one question"


def test_a_mended_address_stops_the_links_of_the_old_one(w, traject):
    begin = traject.uitgereikt_op
    leef(begin, begin)

    vraaglinks.trek_in(traject, at=om(begin, 12))

    assert vraag.vind(tokens()[0], at=om(begin, 13)) is None


def test_of_who_was_anonymised_no_link_works(traject):
    begin = traject.uitgereikt_op
    leef(begin, begin)
    assert vraag.vind(tokens()[0], at=om(begin, 13))
    Traject.objects.filter(pk=traject.pk).update(geanonimiseerd_op=begin)

    assert vraag.vind(tokens()[0], at=om(begin, 13)) is None


# --- taking the uitreiking back ------------------------------------------------------------------------------------------------


def _net_uitgereikt(w: leven.Wereld) -> tuple[Traject, date]:
    traject = leven.naar(w, S.UITREIKING, on=leven.BEGIN + 7 * DAG, email=MAIL)
    day = traject.status_sinds + 7 * DAG
    with time_machine.travel(om(day, 9), tick=False):
        leven.STAPPEN[S.NAZORG](w, traject, day)
    return traject, day


def _terug(w: leven.Wereld, traject: Traject, day: date) -> None:
    at = om(day, 9) + timedelta(minutes=5)
    with time_machine.travel(at, tick=False):
        workflow.terugdraaien(traject=traject, by=w.coordinator, on=day, at=at)


def test_a_step_of_which_the_deelnemer_was_mailed_is_not_taken_back(w):
    traject, day = _net_uitgereikt(w)
    with time_machine.travel(om(day, 9), tick=False):
        ochtend(day)

    with pytest.raises(workflow.OvergangGeweigerd, match="bericht verstuurd"):
        _terug(w, traject, day)


def test_a_step_of_which_somebody_was_only_told_in_the_app_is_taken_back_with_what_was_told(w):
    traject, day = _net_uitgereikt(w)
    Deelnemer.objects.update(email="")
    plannen.plan(traject.pk, on=day, at=om(day))
    assert Herinnering.objects.filter(termijn__soort="nazorg_0").exists()

    _terug(w, traject, day)

    traject.refresh_from_db()
    assert traject.status == S.UITREIKING and not Herinnering.objects.filter(termijn__soort="nazorg_0").exists()


def test_every_moment_of_a_round_lies_before_its_end():
    assert all(termijnen.SOORTEN[f"nazorg_{n}"].momenten[-1] + 30 < 90 for n in (0, 3, 6, 12)), "no two rounds at once"


def test_nobody_finds_the_page_in_a_list(client):
    assert client.get(reverse("portaal:link_nazorg", args=["verzonnen" * 5])).status_code == 410
