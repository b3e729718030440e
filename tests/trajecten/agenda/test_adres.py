"""The secret address: made on request, shown once, withdrawn, and worth no more than its owner's access (M02, M10, M17, M18)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Lidmaatschap, Rol, User
from basis.models import ReadLog
from basis.once import new_key
from basis.sleutels import hash_token
from berichten.models import Bericht
from tests.personen import iemand
from tests.trajecten.agenda.conftest import NU, events, haal, titels
from tests.trajecten.overgangen.hulp import VANDAAG
from trajecten.agenda import adressen
from trajecten.models import AgendaAdres
from trajecten.views import agenda as views

pytestmark = pytest.mark.django_db
PAGINA = "/account/agenda/"


@pytest.fixture
def als(client) -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


def stuur(page: Client, deur: str, **data):
    return page.post(reverse(f"trajecten:{deur}"), {"once": new_key(), **data})


def adres_op(response) -> str:
    return response.context["vers"]


# --- the page ------------------------------------------------------------------------------------------------------------


def test_the_address_is_made_on_request_shown_once_and_kept_as_a_hash(w, lopend, plan, als):
    plan(lopend)
    page = als(w.coordinator)
    empty = page.get(PAGINA)
    made = stuur(page, "agenda_maken", ook_termijnen="on")
    first, again = page.get(PAGINA), page.get(PAGINA)
    url = adres_op(first)
    token = url.removeprefix("http://localhost:8000/agenda/").removesuffix(".ics")
    row = AgendaAdres.objects.get()

    assert "Maak een adres" in empty.content.decode() and not AgendaAdres.objects.exclude(pk=row.pk).exists()
    assert (made.status_code, made["Location"]) == (303, PAGINA)
    assert url in first.content.decode() and "U ziet dit adres één keer" in first.content.decode()
    assert token not in again.content.decode()
    assert len(token) == 43
    assert row.token_hash == hash_token(token) != token
    assert (row.ook_termijnen, row.ook_collegas) == (True, False)
    assert events(haal(token).content)


def test_the_token_is_left_nowhere_once_it_was_shown(w, als):
    page = als(w.coordinator)
    stuur(page, "agenda_maken")
    token = adres_op(page.get(PAGINA)).removeprefix("http://localhost:8000/agenda/").removesuffix(".ics")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{token}%"])
            assert cursor.fetchone() == (0,), table
    assert token not in str(dict(page.session))


def test_whoever_made_an_address_is_told_by_a_mail_that_does_not_hold_it(w, als):
    page = als(w.coordinator)
    stuur(page, "agenda_maken")
    url = adres_op(page.get(PAGINA))
    mail = Bericht.objects.get()

    assert (mail.aan, mail.onderwerp) == (w.coordinator.email, "Er is een agenda-adres gemaakt")
    assert url not in mail.tekst and "/agenda/" in mail.tekst
    assert f"http://localhost:8000{PAGINA}" in mail.tekst


def test_a_new_address_ends_the_old_one_and_keeps_the_choices(w, lopend, plan, als):
    plan(lopend)
    page = als(w.coordinator)
    stuur(page, "agenda_maken", ook_collegas="on")
    old = adres_op(page.get(PAGINA))
    stuur(page, "agenda_maken")
    new = adres_op(page.get(PAGINA))

    assert old != new
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    assert adressen.van(w.coordinator).ook_collegas


def test_a_withdrawn_address_ends_at_once(w, als):
    page = als(w.coordinator)
    stuur(page, "agenda_maken")
    url = adres_op(page.get(PAGINA))
    before = Client().get(url).status_code
    answer = stuur(page, "agenda_intrekken")

    assert (before, Client().get(url).status_code) == (200, 404)
    assert answer.status_code == 303
    assert "Maak een adres" in page.get(PAGINA).content.decode()
    assert stuur(page, "agenda_intrekken").status_code == 303, "twice is as once"


def test_choices_change_without_another_address(w, lopend, plan, als):
    plan(lopend)
    page = als(w.coordinator)
    stuur(page, "agenda_maken")
    url = adres_op(page.get(PAGINA))
    token = url.removeprefix("http://localhost:8000/agenda/").removesuffix(".ics")
    before = titels(token)
    stuur(page, "agenda_keuzes", ook_termijnen="on")

    assert not [t for t in before if t.startswith("Termijn")]
    assert [t for t in titels(token) if t.startswith("Termijn")]


def test_choices_for_an_address_that_is_gone_are_refused_in_words(w, als):
    page = als(w.coordinator)
    answer = page.post(reverse("trajecten:agenda_keuzes"), {"once": new_key(), "ook_termijnen": "on"}, follow=True)

    assert "U hebt geen agenda-adres meer. Maak een nieuw adres." in answer.content.decode()
    assert not AgendaAdres.objects.exists()


def test_who_opens_no_dossiers_has_nothing_to_choose_and_cannot_post_it(praktijkopleider, als):
    page = als(praktijkopleider)
    asked = page.get(PAGINA)
    stuur(page, "agenda_maken", ook_termijnen="on", ook_collegas="on")
    row = AgendaAdres.objects.get()

    assert "ook_termijnen" not in asked.content.decode()
    assert (row.ook_termijnen, row.ook_collegas) == (False, False)


@pytest.mark.parametrize("rol", [Rol.BEHEERDER, Rol.PROGRAMMAMANAGER])
def test_who_sees_no_appointments_gets_no_address(w, als, rol):
    page = als(iemand("Iemand", rol))

    assert page.get(PAGINA).status_code == 403
    for deur in ("agenda_maken", "agenda_keuzes", "agenda_intrekken"):
        assert stuur(page, deur).status_code == 403
    assert not AgendaAdres.objects.exists()


def test_a_stranger_changes_nobody_elses_address(w, token, als, praktijkopleider):
    address = token(w.coordinator, ook_collegas=True)
    page = als(praktijkopleider)
    stuur(page, "agenda_intrekken")
    stuur(page, "agenda_keuzes")

    assert haal(address).status_code == 200
    assert adressen.van(w.coordinator).ook_collegas


def test_the_page_is_found_below_ones_name_and_from_the_notices(w, als, praktijkopleider):
    for user in (w.coordinator, praktijkopleider):
        assert f'href="{PAGINA}"' in als(user).get(reverse("trajecten:meldingen")).content.decode()
    assert f'href="{PAGINA}"' not in als(iemand("B", Rol.BEHEERDER)).get(reverse("accounts:beveiliging")).content.decode()


# --- the address ---------------------------------------------------------------------------------------------------------


def test_unknown_withdrawn_disabled_and_ended_get_one_answer(w, lopend, plan, token):
    plan(lopend)
    withdrawn, now = token(w.coordinator), None
    now = token(w.coordinator)
    disabled, ended = iemand("Uit", Rol.COORDINATOR), iemand("Weg", Rol.COORDINATOR)
    addresses = {"withdrawn": withdrawn, "unknown": "x" * 43, "disabled": token(disabled), "ended": token(ended)}
    alive = [haal(addresses[name]).status_code for name in ("disabled", "ended")]
    User.objects.filter(pk=disabled.pk).update(is_active=False)
    Lidmaatschap.objects.filter(user=ended).update(tot=VANDAAG - timedelta(days=1))
    answers = {name: haal(address) for name, address in addresses.items()}

    assert alive == [200, 200]
    assert haal(now).status_code == 200
    assert {answer.status_code for answer in answers.values()} == {404}
    assert len({answer.content for answer in answers.values()}) == 1


def test_of_two_memberships_the_one_that_ended_gives_nothing_more(w, lopend, plan, token, praktijkopleider):
    plan(lopend)
    Lidmaatschap.objects.create(user=praktijkopleider, regio=w.regio, rol=Rol.BEGELEIDER, vanaf=VANDAAG)
    address = token(praktijkopleider)
    before = titels(address)
    Lidmaatschap.objects.filter(user=praktijkopleider, rol=Rol.WERKGEVER).update(tot=VANDAAG - timedelta(days=1))

    assert len(before) == 1
    assert (haal(address).status_code, titels(address)) == (200, [])


def test_control_without_the_check_of_the_account_a_closed_one_goes_on(w, token, monkeypatch):
    address = token(w.coordinator)
    User.objects.filter(pk=w.coordinator.pk).update(is_active=False)
    monkeypatch.setattr(type(AgendaAdres.objects.all()), "werkend", lambda rows: rows.filter(ingetrokken_at=None))
    monkeypatch.setattr(adressen, "mag", lambda user, on: adressen.VOOR)

    assert haal(address).status_code == 200


def test_unknown_and_withdrawn_cost_the_same_questions(w, token):
    """M17: one question to the database either way, so that time tells nothing."""
    withdrawn = token(w.coordinator)
    token(w.coordinator)

    def asked(address: str) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            assert adressen.vind(address, on=VANDAAG) is None
        return [q["sql"].replace(hash_token(address), "hash") for q in queries]

    def seconds(address: str) -> float:
        begun = perf_counter()
        adressen.vind(address, on=VANDAAG)
        return perf_counter() - begun

    assert asked(withdrawn) == asked("x" * 43)
    assert len(asked(withdrawn)) == 1
    times = [(seconds(withdrawn), seconds("x" * 43)) for _ in range(50)]
    assert abs(median(a for a, _ in times) - median(b for _, b in times)) < 0.002


def test_too_many_tries_from_one_address_are_refused(w, token, monkeypatch):
    monkeypatch.setattr(views, "PER_UUR", 2)
    address = token(w.coordinator)

    assert [haal(address).status_code for _ in range(3)] == [200, 200, 429]


def test_the_answer_is_a_private_file_that_nobody_keeps(w, token):
    response = haal(token(w.coordinator))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="praktijkleren.ics"'
    assert "private" in response["Cache-Control"] and "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_the_page_tells_when_it_was_last_fetched_and_no_dossier_counts_as_read(w, lopend, plan, token, als):
    plan(lopend)
    address = token(w.coordinator)
    page = als(w.coordinator)
    before = page.get(PAGINA).content.decode()
    reads = ReadLog.objects.count()
    haal(address)
    row = AgendaAdres.objects.get()
    first = row.opgehaald_at
    haal(address)
    row.refresh_from_db()

    assert "Nog niet" in before
    assert first and row.opgehaald_at == first, "twice in ten minutes is one write"
    assert "Nog niet" not in page.get(PAGINA).content.decode()
    assert ReadLog.objects.count() == reads


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_leave_one_address(w):
    def press(n: int) -> str:
        try:
            return adressen.maak(User.objects.get(pk=w.coordinator.pk), ook_collegas=False, ook_termijnen=True, at=NU)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        tokens = list(pool.map(press, range(4)))

    assert AgendaAdres.objects.filter(ingetrokken_at=None).count() == 1
    assert [adressen.vind(token, on=VANDAAG) is not None for token in tokens].count(True) == 1


# --- one appointment -----------------------------------------------------------------------------------------------------


def test_an_appointment_is_a_file_of_its_own_and_counts_as_reading(w, lopend, plan, als):
    row = plan(lopend, plaats="Werkplein")
    page = als(w.coordinator)
    dossier = page.get(lopend.get_absolute_url()).content.decode()
    url = reverse("trajecten:afspraak", args=[row.code])
    response = page.get(url)
    (found,) = events(response.content)

    assert f'href="{url}"' in dossier
    assert response["Content-Disposition"] == f'attachment; filename="{lopend.nummer}-evaluatie.ics"'
    assert (found["summary"], found["location"]) == (f"Evaluatie {lopend.nummer} (A. d.W.)", "Werkplein")
    assert ReadLog.objects.filter(user_id=w.coordinator.pk, object_code=lopend.code, view="afspraak").count() == 1


def test_a_leerbedrijf_and_a_school_find_it_on_the_page_of_their_plaatsing(w, lopend, plan, als, praktijkopleider, school):
    row, intake = plan(lopend, plaats="Werkplein"), plan(lopend, "intake")
    url = reverse("portaal:afspraak", args=[row.code])

    for user in (praktijkopleider, school):
        page = als(user)
        shown = page.get(reverse("portaal:plaatsing", args=[lopend.plaatsing.code])).content.decode()
        (found,) = events(page.get(url).content)
        assert f'href="{url}"' in shown and "Werkplein" in shown and "Intakegesprek" not in shown
        assert found["url"].endswith(reverse("portaal:plaatsing", args=[lopend.plaatsing.code]))
        assert page.get(reverse("portaal:afspraak", args=[intake.code])).status_code == 404
        assert ReadLog.objects.filter(user_id=user.pk, object_code=lopend.code, view="afspraak").exists()


def test_of_somebody_elses_traject_there_is_no_file(w, lopend, plan, als):
    row = plan(lopend)
    begeleider, ander = iemand("Begeleider", Rol.BEGELEIDER), iemand("Ander", Rol.COORDINATOR, regio="FR")

    for user in (begeleider, ander):
        assert als(user).get(reverse("trajecten:afspraak", args=[row.code])).status_code == 404
        assert als(user).get(reverse("portaal:afspraak", args=[row.code])).status_code == 404
    assert not ReadLog.objects.filter(view="afspraak").exists()
