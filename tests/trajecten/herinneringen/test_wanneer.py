"""On which day somebody is told of a termijn, and in one mail a day (issue 5; domein §8; besluiten/0018)."""

from datetime import date, datetime

import pytest
import time_machine

from accounts.models import Recht, Rol, User
from berichten.models import Bericht
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.herinneringen.hulp import DAG, MAANDAG, bundel, loop, om, termijn, wie
from trajecten import tasks, termijnen, termijnrijen
from trajecten.herinneringen import bundelen, plannen
from trajecten.models import Deelnemer, GroteVerzending, Herinnering, Termijn
from trajecten.regels import Partij, Status

pytestmark = pytest.mark.django_db
S = Status


# --- when --------------------------------------------------------------------------------------------------------------------


def test_somebody_who_can_do_it_is_told_on_the_day_and_once(traject, jolanda):
    row = termijn(traject, op=MAANDAG + 7 * DAG)  # the first moment is five working days before

    assert loop(MAANDAG - 4 * DAG) == 0 and not Herinnering.objects.exists()
    assert loop(MAANDAG - 3 * DAG) == 1  # Ascension Day lies in between
    assert loop(MAANDAG) == 0

    assert wie(row) == ["Jolanda Smit"]
    mail = Bericht.objects.get()
    assert mail.aan == jolanda.email
    assert mail.message_id == f"<{mail.code}@localhost>"


def test_what_was_missed_while_nothing_ran_is_told_once(traject, jolanda):
    row = termijn(traject, op=MAANDAG - 20 * DAG)
    assert len([day for day in termijnen.momenten(termijnrijen.als_open(row)) if day < MAANDAG]) == 4

    loop(MAANDAG)

    (told,) = row.herinneringen.all()
    assert told.moment == termijnen.momenten(termijnrijen.als_open(row))[-1]
    row.refresh_from_db()
    assert row.kijk_op is None


def test_every_moment_is_told_and_never_more_than_four(traject, jolanda):
    row = termijn(traject, op=MAANDAG)
    day = MAANDAG - 30 * DAG
    while day < MAANDAG + 60 * DAG:
        loop(day)
        day += DAG

    moments = [h.moment for h in row.herinneringen.order_by("moment")]
    assert moments == termijnen.momenten(termijnrijen.als_open(row))
    assert len(moments) == 4
    assert Bericht.objects.count() == 4


def test_the_request_goes_out_at_once_and_not_again_when_only_the_day_moves(w, traject):
    school = iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.VASTSTELLEN], mandaat="Brief")
    row = termijn(traject, "vaststelling", op=MAANDAG + 28 * DAG, ontstaan_op=MAANDAG, kijk_op=MAANDAG)

    assert loop(MAANDAG) == 1
    Termijn.objects.filter(pk=row.pk).update(op=MAANDAG + 60 * DAG, ontstaan_op=MAANDAG + DAG, kijk_op=MAANDAG + DAG)
    assert loop(MAANDAG + DAG) == 0

    assert wie(row) == [school.naam]


def test_what_was_done_before_the_mail_needs_none(traject, jolanda):
    row = termijn(traject)
    plannen.plan(traject.pk, on=MAANDAG, at=om(MAANDAG))
    Termijn.objects.filter(pk=row.pk).update(vervuld_op=MAANDAG)

    assert bundel(om(MAANDAG)) == 0

    assert row.herinneringen.get().geen_mail == bundelen.AL_GEDAAN
    assert loop(MAANDAG + 20 * DAG) == 0


ZATERDAG = date(2026, 5, 9)


def test_what_was_put_off_in_the_weekend_needs_no_mail_about_another_day(traject):
    """The erkenning was checked, the hours filled in: the row stays open, for a later day."""
    row = termijn(traject, "erkenning_hercheck", op=ZATERDAG)
    loop(ZATERDAG)
    Termijn.objects.filter(pk=row.pk).update(op=ZATERDAG + 90 * DAG, ontstaan_op=ZATERDAG, kijk_op=ZATERDAG)

    assert loop(MAANDAG) == 0

    assert row.herinneringen.get().geen_mail == bundelen.ANDERE_DAG
    assert loop(date(2026, 8, 7)) == 1  # that later day


def test_what_is_asked_at_once_is_asked_also_when_its_day_moved_in_the_weekend(w, traject):
    iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.VASTSTELLEN], mandaat="Brief")
    row = termijn(traject, "vaststelling", op=MAANDAG + 28 * DAG, ontstaan_op=ZATERDAG, kijk_op=ZATERDAG)
    loop(ZATERDAG)
    Termijn.objects.filter(pk=row.pk).update(op=MAANDAG + 60 * DAG, ontstaan_op=ZATERDAG + DAG, kijk_op=ZATERDAG + DAG)

    assert loop(MAANDAG) == 1


def test_what_was_told_twice_before_the_mail_stands_in_it_once(traject, jolanda):
    row = termijn(traject, "tussenevaluatie", op=ZATERDAG)
    GroteVerzending.objects.create(regio=traject.regio, aantal=501, gevraagd_at=om(ZATERDAG))  # nothing goes out
    for n in range(14):
        assert loop(ZATERDAG + n * DAG) == 0
    assert row.herinneringen.count() == 2
    GroteVerzending.objects.all().delete()

    assert loop(ZATERDAG + 14 * DAG + 3 * DAG) == 1  # after Whit Monday

    mail = Bericht.objects.get(aan=jolanda.email)
    assert mail.tekst.count(traject.nummer) == 1 and "1 taak" in mail.onderwerp
    assert set(row.herinneringen.values_list("bericht", flat=True)) == {mail.pk}


def test_while_somebody_pauses_nobody_is_told_of_the_work(w, jolanda):
    traject = leven.naar(w, S.ONDERBROKEN)

    for n in range(200):
        loop(traject.status_sinds + n * DAG)

    told = set(Herinnering.objects.filter(at__gte=om(traject.status_sinds)).values_list("termijn__soort", flat=True))
    assert told <= {"hervatten", "einddatum"} and told


@pytest.mark.parametrize(
    ("day", "hour", "mails"),
    [
        (MAANDAG, 9, 1),
        (MAANDAG, 6, 0),
        (date(2026, 5, 9), 9, 0),  # a Saturday
        (date(2026, 5, 14), 9, 0),  # Ascension Day
        (date(2026, 4, 27), 9, 0),  # King's Day
    ],
)
def test_mail_goes_on_working_days_from_seven(traject, jolanda, day, hour, mails):
    termijn(traject, op=day)

    assert loop(day, hour) == mails
    assert Herinnering.objects.count() == 1  # in the app it stands at once


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
@pytest.mark.parametrize(("hour", "minute"), [(0, 0), (2, 30), (23, 59)])
def test_the_nights_in_which_the_clock_changes_skip_and_double_nothing(traject, jolanda, day, hour, minute):
    """P8. Both are Sundays: nothing is mailed before Monday, and then once."""
    row = termijn(traject, op=day)
    for at in (om(day, hour, minute), om(day, hour, minute)):
        plannen.plan(traject.pk, on=day, at=at)
        assert bundel(at) == 0

    assert loop(day + DAG) == 1
    assert row.herinneringen.count() == 1


def test_one_mail_that_cannot_be_written_does_not_keep_the_others_waiting(traject, jolanda, monkeypatch):
    termijn(traject)
    termijn(traject, "tussenevaluatie", partij=Partij.COORDINATOR)
    real = bundelen.mail

    def sometimes(pk: int, *, at: datetime) -> int:
        if Herinnering.objects.get(pk=pk).ontvanger == jolanda:
            raise ValueError("a fault")
        return real(pk, at=at)

    monkeypatch.setattr(bundelen, "mail", sometimes)
    with time_machine.travel(om(MAANDAG), tick=False), pytest.raises(tasks.NachtwerkOnvolledig):
        tasks.herinneringen()

    assert Bericht.objects.get().aan == traject.behandelaar.email


# --- one mail a day ------------------------------------------------------------------------------------------------------------


def test_all_that_waits_for_somebody_goes_in_one_mail_and_what_comes_later_waits_a_day(w, traject, jolanda):
    other = leven.naar(w, S.LOPEND, roepnaam="Bea", telefoon="050 222 22 22")
    other.termijnen.open().update(vervallen_op=MAANDAG)
    first, second = termijn(traject), termijn(other)

    assert loop(MAANDAG) == 1
    later = termijn(other, "tussenevaluatie")
    assert loop(MAANDAG, 15) == 0
    assert loop(MAANDAG + DAG) == 1

    mails = [row.herinneringen.get().bericht for row in (first, second, later)]
    assert mails[0] == mails[1] != mails[2]
    assert "2 taken" in mails[0].onderwerp and traject.nummer in mails[0].tekst and other.nummer in mails[0].tekst


def test_a_mail_names_nobody(traject, jolanda):
    Deelnemer.objects.filter(pk=traject.deelnemer_id).update(
        roepnaam="QSENTINELA", achternaam="QSENTINELB", email="q@sentinel.test"
    )
    termijn(traject)

    loop(MAANDAG)

    mail = Bericht.objects.get()
    words = (mail.onderwerp + mail.tekst + mail.html).lower()
    assert "sentinel" not in words and str(traject.deelnemer.geboortejaar) not in words
    assert not {status.label.lower() for status in Status} & set(words.split())
    assert traject.nummer in mail.tekst and traject.kwalificatie.naam in mail.tekst
    assert mail.tekst.count("http://localhost:8000/") == 1  # one thing to press


def test_what_is_late_is_not_asked_for_a_day_that_has_passed(w, traject, jolanda):
    termijn(traject, op=MAANDAG - 3 * DAG)

    loop(MAANDAG)

    assert "had klaar moeten zijn op 8 mei 2026" in Bericht.objects.get().tekst


def test_who_may_no_longer_sign_in_gets_nothing(traject, jolanda):
    termijn(traject)
    plannen.plan(traject.pk, on=MAANDAG, at=om(MAANDAG))
    User.objects.filter(pk=jolanda.pk).update(is_active=False)

    assert bundel(om(MAANDAG)) == 0
