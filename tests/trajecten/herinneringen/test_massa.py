"""A rule that would send 500 mails at once asks first (issue 5, bad input)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from accounts.models import Rol, User
from basis.once import new_key
from berichten.models import Bericht
from tests.parallel import at_once
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.herinneringen.hulp import bundel
from trajecten.herinneringen import massa
from trajecten.models import GroteVerzending, Herinnering, Traject
from trajecten.models.tijd import Verzendbesluit
from trajecten.regels import Status
from trajecten.workflow import OvergangGeweigerd

pytestmark = pytest.mark.django_db
MAANDAG = date(2026, 5, 11)
DAG = timedelta(days=1)
V = Verzendbesluit


def om(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(autouse=True)
def hoogstens(monkeypatch):
    """Two mails are many."""
    monkeypatch.setattr(massa, "HOOGSTENS", 2)


@pytest.fixture
def traject(w) -> Traject:
    with transaction.atomic():
        return leven.in_status(w, Status.LOPEND)


def wachten(traject: Traject, *people: User | str) -> list[Herinnering]:
    """For each of these a reminder that waits for its mail."""
    row = traject.termijnen.create(
        soort="einddatum", sleutel=str(traject.termijnen.count()), partij="coordinator", op=MAANDAG, ontstaan_op=MAANDAG
    )
    made = []
    for person in people:
        whom = {"adres": person} if isinstance(person, str) else {"ontvanger": person}
        made.append(Herinnering.objects.create(termijn=row, moment=MAANDAG, sleutel=str(person), at=om(MAANDAG, 6), **whom))
    return made


@pytest.fixture
def drie(w) -> list[User | str]:
    return [w.coordinator, iemand("Mo Zaal", Rol.BEGELEIDER), "school@voorbeeld.test"]


def test_more_than_the_limit_waits_for_an_answer_and_less_does_not(w, traject, drie):
    other = leven.in_status(leven.wereld("FR"), Status.LOPEND)
    wachten(traject, *drie)
    wachten(other, other.behandelaar)

    assert bundel(om(MAANDAG)) == 1

    assert Bericht.objects.filter(sleutel__startswith="bundel:").get().aan == other.behandelaar.email
    asked = GroteVerzending.objects.get()
    assert (asked.regio, asked.aantal, asked.besluit) == (w.regio, 3, "")
    assert bundel(om(MAANDAG, 10)) == 0 and GroteVerzending.objects.count() == 1
    assert bundel(om(MAANDAG + DAG)) == 0


def test_as_many_as_the_limit_go(traject, drie):
    wachten(traject, *drie[:2])

    assert bundel(om(MAANDAG)) == 2 and not GroteVerzending.objects.exists()


def test_many_reminders_for_one_person_are_one_mail(traject, drie):
    for _ in range(4):
        wachten(traject, *drie[:2])

    assert bundel(om(MAANDAG)) == 2 and not GroteVerzending.objects.exists()


def test_what_went_out_earlier_that_day_counts_and_nobody_counts_twice(w, traject, drie):
    with time_machine.travel(om(MAANDAG)):
        wachten(traject, *drie[:2])
        assert bundel(om(MAANDAG)) == 2
        wachten(traject, *drie[:2])
        assert bundel(om(MAANDAG, 10)) == 0 and not GroteVerzending.objects.exists()  # they had theirs today

        wachten(traject, drie[2])
        bundel(om(MAANDAG, 11))

    assert GroteVerzending.objects.get().aantal == 1


def test_nothing_is_asked_in_the_night(traject, drie):
    wachten(traject, *drie)

    assert bundel(om(MAANDAG, 5)) == 0 and not GroteVerzending.objects.exists()


def test_after_yes_they_go_that_day_and_another_day_is_asked_again(w, traject, drie):
    wachten(traject, *drie)
    bundel(om(MAANDAG))

    assert massa.beslis(vraag=GroteVerzending.objects.get(), besluit=V.VERSTUUR, by=w.coordinator, at=om(MAANDAG, 10)) == 0

    assert bundel(om(MAANDAG, 10)) == 3
    wachten(traject, *drie)
    assert bundel(om(MAANDAG + DAG)) == 0 and GroteVerzending.objects.filter(besluit="").exists()


@pytest.mark.parametrize("at", [om(MAANDAG - 2 * DAG), om(MAANDAG - 3 * DAG, 22)])
def test_yes_in_the_weekend_or_late_at_night_is_for_the_working_day_after_it(w, traject, drie, at):
    wachten(traject, *drie)
    bundel(om(MAANDAG - 3 * DAG))
    massa.beslis(vraag=GroteVerzending.objects.get(), besluit=V.VERSTUUR, by=w.coordinator, at=at)
    assert bundel(om(MAANDAG - 2 * DAG)) == 0

    assert bundel(om(MAANDAG)) == 3
    wachten(traject, *drie)
    assert bundel(om(MAANDAG + DAG)) == 0, "for one day"


def test_who_decides_is_mailed_each_working_day_until_it_is_answered(w, traject, drie):
    beheerder = iemand("Bea Beheer", Rol.BEHEERDER)
    wachten(traject, *drie)
    for hour in (9, 10):
        bundel(om(MAANDAG, hour))
    assert sorted(Bericht.objects.values_list("aan", flat=True)) == sorted([beheerder.email, w.coordinator.email])
    mail = Bericht.objects.get(aan=w.coordinator.email)
    assert "In Regio GR staan 3 mails tegelijk klaar." in mail.tekst and traject.nummer not in mail.tekst

    bundel(om(MAANDAG + DAG))
    assert Bericht.objects.count() == 4
    massa.beslis(vraag=GroteVerzending.objects.get(), besluit=V.NIET, by=beheerder, at=om(MAANDAG + DAG, 10))
    bundel(om(MAANDAG + 2 * DAG))
    assert Bericht.objects.count() == 4


def test_after_no_they_stay_in_the_app_and_what_comes_later_goes(w, traject, drie):
    rows = wachten(traject, *drie)
    bundel(om(MAANDAG))

    assert massa.beslis(vraag=GroteVerzending.objects.get(), besluit=V.NIET, by=w.coordinator, at=om(MAANDAG, 10)) == 3

    assert bundel(om(MAANDAG, 10)) == 0
    assert {Herinnering.objects.get(pk=row.pk).geen_mail for row in rows} == {massa.TEGENGEHOUDEN}
    wachten(traject, drie[0])
    assert bundel(om(MAANDAG + DAG)) == 1


def test_after_no_who_has_no_account_is_called(w, traject):
    """The school and the deelnemer read nothing in the app: without a mail nobody would tell them (domein §8)."""
    school = traject.termijnen.create(soort="vaststelling", partij="school", op=MAANDAG, ontstaan_op=MAANDAG)
    done = traject.termijnen.create(soort="inschrijving", partij="school", op=MAANDAG, ontstaan_op=MAANDAG, vervuld_op=MAANDAG)
    for row in (school, done):
        wie = {"sleutel": "organisatie:1", "adres": "bpv@school.test"}
        Herinnering.objects.create(termijn=row, moment=MAANDAG, at=om(MAANDAG, 6), **wie)
    asked = GroteVerzending.objects.create(regio=w.regio, aantal=600, gevraagd_at=om(MAANDAG, 7))

    massa.beslis(vraag=asked, besluit=V.NIET, by=w.coordinator, at=om(MAANDAG, 10))

    call = Herinnering.objects.get(is_bel=True)
    assert (call.termijn, call.ontvanger, call.geen_mail) == (school, traject.behandelaar, massa.TEGENGEHOUDEN)
    assert bundel(om(MAANDAG, 11)) == 0


def test_decided_twice_is_once_and_otherwise_is_refused(w, traject, drie):
    wachten(traject, *drie)
    bundel(om(MAANDAG))
    asked = GroteVerzending.objects.get()
    massa.beslis(vraag=asked, besluit=V.NIET, by=w.coordinator, at=om(MAANDAG, 10))

    assert massa.beslis(vraag=asked, besluit=V.NIET, by=w.coordinator, at=om(MAANDAG, 11)) == 0
    with pytest.raises(OvergangGeweigerd, match="Coördinator GR was u voor en koos: niet mailen"):
        massa.beslis(vraag=asked, besluit=V.VERSTUUR, by=drie[1], at=om(MAANDAG, 11))


@pytest.mark.django_db(transaction=True)
def test_eight_runs_at_once_ask_once(traject, drie):
    wachten(traject, *drie)

    assert at_once([lambda: massa.vraag(at=om(MAANDAG))] * 8) == [None] * 8

    assert GroteVerzending.objects.count() == 1


def test_who_may_is_told_on_vandaag_and_meldingen_and_nobody_else(client, w, traject, drie):
    wachten(traject, *drie)
    bundel(om(MAANDAG))
    seen = {}
    with time_machine.travel(om(MAANDAG)):
        for user in (w.coordinator, iemand("Bea Beheer", Rol.BEHEERDER), drie[1], leven.wereld("FR").coordinator):
            client.force_login(user)
            seen[user.naam] = "er staan 3 mails klaar" in client.get(reverse("trajecten:meldingen")).content.decode()
        client.force_login(w.coordinator)
        assert "er staan 3 mails klaar" in client.get(reverse("trajecten:vandaag")).content.decode()

    assert seen == {"Coördinator GR": True, "Bea Beheer": True, "Mo Zaal": False, "Coördinator FR": False}


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (om(MAANDAG, 10), "De mails gaan binnen een kwartier uit."),
        (om(MAANDAG, 21), "op de eerstvolgende werkdag, vanaf 7 uur"),
        (om(MAANDAG - DAG, 10), "op de eerstvolgende werkdag, vanaf 7 uur"),
    ],
)
def test_the_page_says_what_they_are_and_one_press_decides(client, w, traject, drie, at, says):
    page = reverse("trajecten:grote_verzending")
    client.force_login(w.coordinator)
    assert "Er wordt niets tegengehouden" in client.get(page).content.decode()
    wachten(traject, *drie)
    bundel(om(MAANDAG - 3 * DAG))
    asked = GroteVerzending.objects.get()

    words = client.get(page).content.decode()
    assert "Er staan 3 mails klaar" in words and "3 herinneringen" in words and "Einddatum" in words
    url = reverse("trajecten:grote_verzending_besluit", args=[asked.code, "verstuur"])
    with time_machine.travel(at):
        done = client.post(url, {"once": new_key()}, follow=True)
    assert says in done.content.decode()
    late = client.post(reverse("trajecten:grote_verzending_besluit", args=[asked.code, "niet"]), {"once": new_key()}, follow=True)
    assert "was u voor" in late.content.decode()

    asked.refresh_from_db()
    assert (asked.besluit, asked.door) == ("verstuur", w.coordinator)
    nonsense = reverse("trajecten:grote_verzending_besluit", args=[asked.code, "morgen"])
    assert client.post(nonsense, {"once": new_key()}).status_code == 404
