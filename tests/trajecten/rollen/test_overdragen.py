"""Handing over trajecten, several at once: by a coordinator, and by a beheerder who sees numbers and status only (domein §1)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Lidmaatschap, Rol
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, post, text
from trajecten import dossier, overdragen
from trajecten.models import Traject
from trajecten.regels import Status

pytestmark = pytest.mark.django_db
S = Status
DAG = timedelta(days=1)


@pytest.fixture
def collega(w):
    return iemand("Yusuf Demir", Rol.COORDINATOR)


@pytest.fixture
def drie(w):
    steps = enumerate((S.AANGEMELD, S.MATCHING, S.LOPEND))
    return [leven.naar(w, status, roepnaam=f"P{n}", telefoon=f"050 000 00 0{n}") for n, status in steps]


@pytest.fixture
def page(client, w):
    client.force_login(w.coordinator)
    return client


def adres(van) -> str:
    return f"{reverse('trajecten:overdragen')}?van={van.code if van else 'niemand'}"


def stuur(page, van, naar, trajecten):
    return post(page, adres(van), {"naar": naar.code, "trajecten": [t.code for t in trajecten]})


def wie(trajecten) -> list:
    return [Traject.objects.get(pk=t.pk).behandelaar for t in trajecten]


def test_the_chosen_ones_get_another_behandelaar_and_the_rest_stays(page, w, drie, collega):
    response = stuur(page, w.coordinator, collega, drie[:2])

    assert response["Location"] == reverse("trajecten:overdragen")
    assert wie(drie) == [collega, collega, w.coordinator]
    for traject in drie[:2]:
        line = traject.gebeurtenissen.get(soort="behandelaar")
        assert line.details == [["Van", "Coördinator GR"], ["Naar", "Yusuf Demir"]]
        assert line.door == w.coordinator
    shown = text(page.get(response["Location"]))
    assert f"Overgedragen aan Yusuf Demir: {drie[0].nummer}, {drie[1].nummer}." in shown


def test_everything_is_ticked_beforehand_and_names_are_for_a_coordinator(page, w, drie):
    form = page.get(adres(w.coordinator)).context["form"]

    assert form["trajecten"].value() == [t.code for t in drie]
    assert "P0 de Wit" in text(page.get(adres(w.coordinator)))


def test_a_beheerder_sees_numbers_and_status_only_and_hands_over(client, w, drie, collega):
    client.force_login(iemand("Geert Bultena", Rol.BEHEERDER))

    shown = text(client.get(adres(w.coordinator)))
    response = stuur(client, w.coordinator, collega, drie)

    assert all(t.nummer in shown for t in drie)
    assert "Matching" in shown
    assert not any(name in shown for name in ("P0", "de Wit", w.leerbedrijf.organisatie.naam))
    assert response.status_code == 303
    assert wie(drie) == [collega] * 3


def test_somebody_who_left_and_nobody_at_all_can_be_chosen(page, w, drie, collega):
    gone = iemand("Is Weg", Rol.BEGELEIDER)
    dossier.behandelaar(traject=drie[0], by=w.coordinator, on=VANDAAG, nieuw=gone)
    Lidmaatschap.objects.filter(user=gone).update(tot=VANDAAG - DAG)
    Traject.objects.filter(pk=drie[1].pk).update(behandelaar=None)

    labels = dict(page.get(reverse("trajecten:overdragen")).context["wie"]).values()
    stuur(page, gone, collega, drie[:1])
    stuur(page, None, collega, drie[1:2])

    assert list(labels) == ["Nog niemand (1)", "Coördinator GR (1)", "Is Weg (1)"]
    assert wie(drie) == [collega, collega, w.coordinator]


def test_each_row_says_what_became_of_it(w, drie, collega):
    shown = list(Traject.objects.filter(pk__in=[t.pk for t in drie]))
    third = iemand("Derde", Rol.COORDINATOR)
    dossier.behandelaar(traject=drie[1], by=w.coordinator, on=VANDAAG, nieuw=third)

    uitslagen = overdragen.draag_over(trajecten=shown, naar=collega, by=w.coordinator, on=VANDAAG)

    assert [bool(u.reden) for u in uitslagen] == [False, True, False]
    assert "Derde is nu behandelaar" in uitslagen[1].reden
    assert wie(drie) == [collega, third, collega]


def test_an_ended_traject_is_not_offered_and_not_handed_over(page, w, drie, collega):
    ended = leven.in_status(w, S.GESTOPT)

    response = stuur(page, w.coordinator, collega, [ended])

    assert ended.nummer not in text(page.get(adres(w.coordinator)))
    assert response.status_code == 200
    assert wie([ended]) == [w.coordinator]


def test_only_a_colleague_with_access_today_can_take_over(page, w, drie):
    left = iemand("Is Weg", Rol.COORDINATOR)
    Lidmaatschap.objects.filter(user=left).update(tot=VANDAAG - DAG)
    stranger = iemand("Van Elders", Rol.COORDINATOR, regio="FR")

    for naar in (left, stranger, iemand("Beheer", Rol.BEHEERDER), w.coordinator):
        response = stuur(page, w.coordinator, naar, drie)
        assert response.status_code == 200
        assert "naar" in response.context["form"].errors

    assert wie(drie) == [w.coordinator] * 3


def test_a_begeleider_hands_nothing_over(client, w, drie, collega):
    begeleider = iemand("Hanneke", Rol.BEGELEIDER)
    Traject.objects.filter(pk=drie[0].pk).update(behandelaar=begeleider)
    client.force_login(begeleider)

    assert stuur(client, begeleider, collega, drie[:1]).status_code == 403
    assert wie(drie[:1]) == [begeleider]


def test_the_page_asks_as_many_queries_for_more_rows(page, w, drie, django_assert_max_num_queries):
    def visit():
        with django_assert_max_num_queries(40) as asked:
            assert page.get(adres(w.coordinator)).status_code == 200
        return len(asked)

    visit()
    first = visit()
    for n in range(3, 7):
        leven.naar(w, S.AANGEMELD, roepnaam=f"P{n}", telefoon=f"050 000 00 0{n}")

    assert visit() == first
