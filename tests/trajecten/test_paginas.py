"""The pages of a coordinator at every step of the main line: they show what is so, and ask no more queries for more rows."""

import pytest
from django.urls import reverse

from tests.trajecten import leven
from trajecten import workflow
from trajecten.regels import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return leven.wereld()


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
