"""The pages of a coordinator at every step of the main line: they show what is so, and ask no more queries for more rows."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from tests.trajecten import leven
from trajecten import dossier, workflow
from trajecten.regels import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def ingelogd(client, w):
    client.force_login(w.coordinator)
    return client


@pytest.mark.parametrize("status", leven.ROUTE)
def test_the_dossier_shows_number_phase_and_next_step(ingelogd, w, status):
    traject = leven.naar(w, status)

    page = ingelogd.get(traject.get_absolute_url())

    assert page.status_code == 200
    assert traject.nummer in page.content.decode()
    assert "Fase " in page.content.decode()
    assert f"<title>{traject.nummer}" in page.content.decode()


def test_vandaag_shows_a_task_with_one_button_for_what_waits_for_me(ingelogd, w):
    traject = leven.naar(w, Status.MATCHING)

    page = ingelogd.get(reverse("trajecten:vandaag")).content.decode()

    assert traject.nummer in page
    assert "Leerbedrijf zoeken" in page
    assert reverse("trajecten:matchen", args=[traject.code]) in page


def test_vandaag_without_trajecten_says_what_to_do(ingelogd):
    page = ingelogd.get(reverse("trajecten:vandaag")).content.decode()

    assert "Nog geen trajecten" in page
    assert reverse("trajecten:aanmelden") in page


@pytest.mark.parametrize("name", ["trajecten:vandaag", "trajecten:trajecten"])
def test_a_list_asks_the_same_number_of_queries_when_rows_double(ingelogd, w, name, django_assert_max_num_queries):
    def visit(expect):
        with django_assert_max_num_queries(60) as asked:
            page = ingelogd.get(reverse(name), {"tab": "alles"}).content.decode()
        assert page.count('class="rij"') == expect
        return len(asked)

    for n in range(2):
        leven.naar(w, Status.OVEREENKOMST, roepnaam=f"Een{n}", achternaam=f"Persoon{n}", telefoon=f"050 000 00 0{n}")
    visit(2)  # the first visit of a session asks more
    first = visit(2)
    for n in range(2, 4):
        leven.naar(w, Status.OVEREENKOMST, roepnaam=f"Een{n}", achternaam=f"Persoon{n}", telefoon=f"050 000 00 0{n}")

    assert visit(4) == first


def test_searching_a_name_puts_a_code_in_the_url_and_finds_without_marks(ingelogd, w):
    found = leven.naar(w, Status.AANGEMELD, roepnaam="Łukasz", achternaam="Đorđević")
    other = leven.naar(w, Status.AANGEMELD, roepnaam="Fatma", achternaam="Yıldız", telefoon="050 111 11 11")

    answer = ingelogd.post(reverse("trajecten:zoeken"), {"zoek": "dordev luk", "once": "x" * 22})
    page = ingelogd.get(answer["Location"]).content.decode()

    assert "dordev" not in answer["Location"]
    assert found.nummer in page
    assert other.nummer not in page


def test_another_regio_finds_nothing_of_ours(client, w):
    traject = leven.naar(w, Status.OVEREENKOMST)
    stranger = leven.wereld("FR").coordinator
    client.force_login(stranger)

    assert client.get(traject.get_absolute_url()).status_code == 404
    assert traject.nummer not in client.get(reverse("trajecten:trajecten")).content.decode()
    assert traject.nummer not in client.get(reverse("trajecten:vandaag"), {"tab": "alles"}).content.decode()


def test_the_memory_of_a_leerbedrijf_tells_how_it_went_and_how_fast_it_answers(ingelogd, w):
    leven.naar(w, Status.NAZORG)
    stopped = leven.naar(w, Status.LOPEND, roepnaam="Fatma", achternaam="Yıldız", telefoon="050 111 11 11")
    workflow.stoppen(
        traject=stopped,
        reden="verhuizing",
        laatste_dag=stopped.eerste_werkdag,
        uren_gedaan=8,
        by=w.coordinator,
        on=stopped.eerste_werkdag,
    )

    answer = ingelogd.get(reverse("trajecten:leerbedrijf_geheugen", args=[w.leerbedrijf.code]))

    found = answer.context["geheugen"]
    assert (found.trajecten, found.verklaringen, found.gestopt, found.lopend) == (2, 1, 1, 0)
    assert found.antwoord_dagen == 0  # two signatures on the day it was aan zet, one assessment after a week
    assert stopped.nummer in answer.content.decode()


def test_the_public_page_tells_the_status_and_never_the_name(client, w):
    traject = leven.naar(w, Status.UITREIKING)
    verklaring = traject.verklaringen.get()

    page = client.get(reverse("trajecten:verificatie", args=[verklaring.verificatiecode]))

    text = page.content.decode()
    assert page.status_code == 200
    assert all(fact in text for fact in ("Geldig", verklaring.nummer, "Noorderlicht College", verklaring.initialen, "25499"))
    assert not any(secret in text for secret in ("Andries", "de Wit", "Winschoten", "1998", "B1-K1-W1", "Kringloop"))
    verklaring.refresh_from_db()
    assert verklaring.keren_gecontroleerd == 1


@pytest.mark.parametrize("status", ["vervangen", "ingetrokken"])
def test_the_public_page_says_when_a_verklaring_no_longer_counts(client, w, status):
    verklaring = leven.naar(w, Status.UITREIKING).verklaringen.get()
    type(verklaring).objects.filter(pk=verklaring.pk).update(status=status)

    page = client.get(reverse("trajecten:verificatie", args=[verklaring.verificatiecode])).content.decode()

    assert status.capitalize() in page
    assert "is geldig" not in page


def test_guessing_codes_is_stopped_after_thirty_a_minute(client, w, monkeypatch):
    monkeypatch.setattr("basis.snelheid.time", SimpleNamespace(time=lambda: 1_000.0))  # one window

    answers = [client.get(reverse("trajecten:verificatie", args=[f"gok{n:019}"])).status_code for n in range(31)]

    assert answers == [404] * 30 + [429]


def test_control_without_the_limit_guessing_goes_on(client, w, monkeypatch):
    monkeypatch.setattr("trajecten.views.verificatie.within_limit", lambda *args, **kwargs: True)

    assert {client.get(reverse("trajecten:verificatie", args=[f"gok{n:019}"])).status_code for n in range(32)} == {404}


def test_a_measurement_of_later_waits_for_its_time(ingelogd, w):
    traject = leven.naar(w, Status.NAZORG)

    with pytest.raises(workflow.OvergangGeweigerd, match="kan vanaf"):
        dossier.nazorg(
            traject=traject, maand=12, uitkomst="geen", datum=traject.uitgereikt_op, by=w.coordinator, on=traject.uitgereikt_op
        )

    assert not traject.nazorgmetingen.exists()
    assert "vanaf" in ingelogd.get(traject.get_absolute_url()).content.decode()
