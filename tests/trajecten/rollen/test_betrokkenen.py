"""A coordinator puts a begeleider in a dossier, from a day and through a day, and takes them out (domein §1)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Lidmaatschap, Rol
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, post, text, url
from trajecten import betrokkenen, toegang
from trajecten.regels import Status
from trajecten.workflow import OvergangGeweigerd

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


@pytest.fixture
def begeleider(w):
    return iemand("Hanneke Wierda", Rol.BEGELEIDER)


@pytest.fixture
def traject(w):
    return leven.naar(w, Status.LOPEND)


def erbij(page, traject, wie, vanaf=VANDAAG, tot=""):
    return post(page, url(traject, "betrokkenen"), {"wie": wie.code, "vanaf": vanaf.isoformat(), "tot": str(tot)})


def ziet(user, traject, on=VANDAAG) -> bool:
    user.forget_lidmaatschappen()
    return toegang.visible_trajecten(user, on=on).filter(pk=traject.pk).exists()


def test_a_begeleider_put_in_a_dossier_reads_it_from_that_day_through_the_last(page, traject, begeleider):
    response = erbij(page, traject, begeleider, VANDAAG + DAG, VANDAAG + 3 * DAG)

    assert response["Location"] == traject.get_absolute_url()
    days = [VANDAAG + n * DAG for n in range(5)]
    assert [ziet(begeleider, traject, day) for day in days] == [False, True, True, True, False]
    line = traject.gebeurtenissen.get(soort="betrokken")
    assert ["Wie", "Hanneke Wierda"] in line.details
    shown = text(page.get(traject.get_absolute_url()))
    assert "Hanneke Wierda" in shown and "tot en met do 14 mei" in shown


def test_the_last_day_moves_and_may_be_left_out(page, traject, begeleider):
    erbij(page, traject, begeleider, tot=VANDAAG + DAG)
    row = traject.betrokkenen.get()

    post(page, reverse("trajecten:betrokkene_tot", args=[row.code]), {"tot": ""})

    row.refresh_from_db()
    assert row.tot is None
    assert ziet(begeleider, traject, VANDAAG + 300 * DAG)
    assert traject.gebeurtenissen.filter(soort="betrokken_tot").count() == 1


def test_taking_somebody_out_ends_access_at_once_and_keeps_what_was(page, traject, begeleider):
    row = traject.betrokkenen.create(user=begeleider, vanaf=VANDAAG - 9 * DAG)
    assert ziet(begeleider, traject)

    answer = post(page, reverse("trajecten:betrokkene_weg", args=[row.code]), {})

    assert answer.status_code == 303
    assert not ziet(begeleider, traject)
    assert traject.betrokkenen.get().tot == VANDAAG - DAG
    assert traject.gebeurtenissen.filter(soort="betrokken_weg").exists()


def test_taking_somebody_out_on_the_first_day_leaves_only_the_log(page, traject, begeleider):
    erbij(page, traject, begeleider)

    post(page, reverse("trajecten:betrokkene_weg", args=[traject.betrokkenen.get().code]), {})

    assert not traject.betrokkenen.exists()
    assert not ziet(begeleider, traject)
    assert {g.soort for g in traject.gebeurtenissen.filter(soort__startswith="betrokken")} == {"betrokken", "betrokken_weg"}


def test_the_end_of_a_membership_ends_the_part_as_well(traject, begeleider):
    traject.betrokkenen.create(user=begeleider, vanaf=VANDAAG)
    lid = begeleider.lidmaatschappen.get()
    Lidmaatschap.objects.filter(pk=lid.pk).update(tot=VANDAAG)

    assert [ziet(begeleider, traject, day) for day in (VANDAAG, VANDAAG + DAG)] == [True, False]


def test_a_begeleider_who_has_a_part_already_is_not_put_in_twice(page, traject, begeleider):
    erbij(page, traject, begeleider)

    response = erbij(page, traject, begeleider, VANDAAG + DAG)

    assert response.status_code == 200
    assert "Hanneke Wierda is al betrokken, vanaf 11 mei 2026" in text(response)
    assert traject.betrokkenen.count() == 1


@pytest.mark.parametrize(
    ("vanaf", "tot", "zin"),
    [
        (VANDAAG - DAG, "", "Kies vandaag of een latere dag"),
        (VANDAAG + 2 * DAG, VANDAAG + DAG, "Kies een laatste dag op of na het begin"),
    ],
)
def test_days_out_of_order_are_refused_with_the_form_kept(page, traject, begeleider, vanaf, tot, zin):
    response = erbij(page, traject, begeleider, vanaf, tot)

    assert zin in text(response)
    assert f'value="{vanaf.isoformat()}"' in text(response)
    assert not traject.betrokkenen.exists()


def test_only_a_begeleider_of_this_regio_can_be_put_in(w, traject):
    stranger = iemand("Van Elders", Rol.BEGELEIDER, regio="FR")
    for wie in (stranger, w.coordinator):
        with pytest.raises(OvergangGeweigerd, match="Kies een begeleider van deze regio"):
            betrokkenen.erbij(traject=traject, by=w.coordinator, on=VANDAAG, wie=wie, vanaf=VANDAAG)

    assert not traject.betrokkenen.exists()


def test_a_begeleider_puts_nobody_in_and_takes_nobody_out(client, w, traject, begeleider):
    row = traject.betrokkenen.create(user=begeleider, vanaf=VANDAAG)
    other = iemand("Ander", Rol.BEGELEIDER)
    client.force_login(begeleider)

    assert erbij(client, traject, other).status_code == 403
    assert post(client, reverse("trajecten:betrokkene_weg", args=[row.code]), {}).status_code == 403
    assert url(traject, "betrokkenen") not in text(client.get(traject.get_absolute_url()))
    with pytest.raises(OvergangGeweigerd, match="mag u bij dit traject niet doen"):
        betrokkenen.weg(traject=traject, by=begeleider, on=VANDAAG, betrokkene=row)
    assert list(traject.betrokkenen.all()) == [row]


def test_what_a_colleague_took_away_is_not_changed_any_more(w, traject, begeleider):
    row = traject.betrokkenen.create(user=begeleider, vanaf=VANDAAG - DAG)
    betrokkenen.weg(traject=traject, by=w.coordinator, on=VANDAAG, betrokkene=row)

    with pytest.raises(OvergangGeweigerd, match="al beëindigd"):
        betrokkenen.tot_en_met(traject=traject, by=w.coordinator, on=VANDAAG, betrokkene=row, tot=None)

    row.refresh_from_db()
    assert row.tot == VANDAAG - DAG
