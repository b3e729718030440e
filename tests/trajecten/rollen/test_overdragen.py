"""Handing over trajecten, several at once: by a coordinator, and by a beheerder who sees numbers and status only (domein §1)."""

from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse

from accounts.models import Afwezigheid, Lidmaatschap, Rol
from basis.dagen import now
from basis.once import new_key
from tests.parallel import at_once
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, post, text
from trajecten import dossier, toegang
from trajecten.models import Overdracht, Traject
from trajecten.overdracht import overdragen
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
    return [leven.naar(w, status, roepnaam=f"Deelnemer{n}", telefoon=f"050 000 00 0{n}") for n, status in steps]


def adres(van) -> str:
    return f"{reverse('trajecten:overdragen')}?van={van.code if van else 'niemand'}"


def stuur(page, van, naar, trajecten):
    return post(page, adres(van), {"naar": naar.code, "trajecten": [t.code for t in trajecten]})


def wie(trajecten) -> list:
    return [Traject.objects.get(pk=t.pk).behandelaar for t in trajecten]


def test_the_chosen_ones_get_another_behandelaar_and_the_rest_stays(page, w, drie, collega):
    response = stuur(page, w.coordinator, collega, drie[:2])

    assert response["Location"] == Overdracht.objects.get().get_absolute_url()
    assert wie(drie) == [collega, collega, w.coordinator]
    for traject in drie[:2]:
        line = traject.gebeurtenissen.get(soort="behandelaar")
        assert line.details == [["Van", "Coördinator GR"], ["Naar", "Yusuf Demir"]]
        assert line.door == w.coordinator
    shown = text(page.get(response["Location"]))
    assert "Overgedragen aan Yusuf Demir" in shown and "Van Coördinator GR" in shown
    assert [t.nummer in shown for t in drie] == [True, True, False]


def test_everything_is_ticked_beforehand_and_names_are_for_a_coordinator(page, w, drie):
    form = page.get(adres(w.coordinator)).context["form"]

    assert form["trajecten"].value() == [t.code for t in drie]
    assert "Deelnemer0 de Wit" in text(page.get(adres(w.coordinator)))


def test_a_beheerder_sees_numbers_and_status_only_and_hands_over(client, w, drie, collega):
    client.force_login(iemand("Geert Bultena", Rol.BEHEERDER))

    shown = text(client.get(adres(w.coordinator)))
    response = stuur(client, w.coordinator, collega, drie)

    assert all(t.nummer in shown for t in drie)
    assert "Matching" in shown
    assert not any(name in shown for name in ("Deelnemer0", "de Wit", w.leerbedrijf.organisatie.naam))
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

    assert list(labels) == ["Nog niemand (1)", "Coördinator GR (1)", "Is Weg (1), heeft geen toegang meer"]
    assert wie(drie) == [collega, collega, w.coordinator]


def test_each_row_says_what_became_of_it(page, w, drie, collega):
    """A colleague took one while the page was open, and one ended."""
    third = iemand("Derde", Rol.COORDINATOR)
    dossier.behandelaar(traject=drie[1], by=w.coordinator, on=VANDAAG, nieuw=third)
    ended = leven.in_status(w, S.GESTOPT)

    response = stuur(page, w.coordinator, collega, [*drie, ended])

    rows = {rij.traject: rij.reden for rij in Overdracht.objects.get().rijen.all()}
    assert [rows[t] for t in (*drie, ended)] == [
        "", "Een collega was u voor: Derde is nu behandelaar.", "", "Dit traject is intussen beëindigd."
    ]  # fmt: skip
    assert wie([*drie, ended]) == [collega, third, collega, w.coordinator]
    shown = text(page.get(response["Location"]))
    assert "2 van 4 niet overgedragen" in shown and "Derde is nu behandelaar" in shown


def test_when_nothing_went_the_result_says_so(page, w, drie, collega):
    third = iemand("Derde", Rol.COORDINATOR)
    dossier.behandelaar(traject=drie[1], by=w.coordinator, on=VANDAAG, nieuw=third)

    response = stuur(page, w.coordinator, collega, drie[1:2])

    assert "Er is niets overgedragen" in text(page.get(response["Location"]))


def test_without_a_tick_or_a_colleague_the_form_asks_for_it(page, w, drie, collega):
    response = post(page, adres(w.coordinator), {"naar": collega.code})
    without = post(page, adres(w.coordinator), {"trajecten": [drie[0].code]})

    assert "Kies minstens één regel om over te dragen." in text(response)
    assert "naar" in without.context["form"].errors
    assert without.context["form"]["trajecten"].value() == [str(drie[0].code)]
    assert not Overdracht.objects.exists() and wie(drie) == [w.coordinator] * 3


def test_an_ended_traject_is_not_offered(page, w, drie, collega):
    ended = leven.in_status(w, S.GESTOPT)

    assert ended.nummer not in text(page.get(adres(w.coordinator)))


# --- what somebody does besides -----------------------------------------------------------------------------------------------


@pytest.fixture
def jobcoach(w, drie):
    """Handles one, has a part in another for two more weeks, and stands in for the coordinator next week."""
    wie = iemand("Bram Oosterhuis", Rol.BEGELEIDER)
    Traject.objects.filter(pk=drie[0].pk).update(behandelaar=wie)
    drie[1].betrokkenen.create(user=wie, vanaf=VANDAAG - 9 * DAG, tot=VANDAAG + 14 * DAG)
    days = {"van": VANDAAG + 7 * DAG, "tot": VANDAAG + 11 * DAG}
    Afwezigheid.objects.create(user=w.coordinator, regio=w.regio, vervanger=wie, **days)
    return wie


def alles(page, van, naar):
    """Everything the page ticked beforehand."""
    form = page.get(adres(van)).context["form"]
    ticked = {name: form[name].value() for name in ("trajecten", "betrokken", "vervangingen") if name in form.fields}
    return ticked, post(page, adres(van), {"naar": naar.code, **ticked})


def test_everything_of_a_leaver_goes_to_another_begeleider(page, w, drie, jobcoach):
    hanneke = iemand("Hanneke Wierda", Rol.BEGELEIDER)

    ticked, response = alles(page, jobcoach, hanneke)

    assert [len(ticked[name]) for name in ("trajecten", "betrokken", "vervangingen")] == [1, 1, 1]
    assert wie(drie[:1]) == [hanneke]
    old, new = drie[1].betrokkenen.order_by("vanaf")
    assert (old.user, old.tot) == (jobcoach, VANDAAG - DAG)
    assert (new.user, new.vanaf, new.tot) == (hanneke, VANDAAG, VANDAAG + 14 * DAG)
    assert Afwezigheid.objects.get().vervanger == hanneke
    assert not toegang.visible_trajecten(jobcoach, on=VANDAAG).exists()
    assert "3 regels" in text(page.get(response["Location"]))
    assert str(jobcoach.code) not in dict(page.get(reverse("trajecten:overdragen")).context["wie"])


def test_a_coordinator_needs_no_part_and_nobody_stands_in_for_themselves(page, w, drie, jobcoach):
    _, response = alles(page, jobcoach, w.coordinator)

    assert not drie[1].betrokkenen.nu_en_straks(on=VANDAAG).exists()
    assert Afwezigheid.objects.get().vervanger == jobcoach
    rows = Overdracht.objects.get().rijen
    assert "niemand kan zichzelf vervangen" in rows.get(soort="vervanger").reden
    assert set(rows.exclude(soort="vervanger").values_list("reden", flat=True)) == {""}


def test_a_beheerder_gives_no_part_in_a_dossier(client, w, drie, jobcoach):
    """On a traject a beheerder only appoints a behandelaar (domein §1); a part ends with the access of who leaves."""
    client.force_login(iemand("Geert Bultena", Rol.BEHEERDER))
    part = drie[1].betrokkenen.get()

    ticked, _ = alles(client, jobcoach, w.coordinator)
    post(client, adres(jobcoach), {"naar": w.coordinator.code, "betrokken": [part.code]})

    assert ticked.keys() == {"trajecten", "vervangingen"}
    part.refresh_from_db()
    assert part.tot == VANDAAG + 14 * DAG


def test_a_part_or_absence_of_somebody_else_is_left_alone(page, w, drie, jobcoach, collega):
    other = iemand("Ander", Rol.BEGELEIDER)
    part = drie[2].betrokkenen.create(user=other, vanaf=VANDAAG)
    away = Afwezigheid.objects.create(user=collega, regio=w.regio, vervanger=other, van=VANDAAG, tot=VANDAAG)
    data = {"naar": w.coordinator.code, "betrokken": [part.code], "vervangingen": [away.code]}

    post(page, adres(jobcoach), data)

    assert Overdracht.objects.get().rijen.exclude(reden="").count() == 2
    part.refresh_from_db(), away.refresh_from_db()
    assert part.tot is None and away.vervanger == other


def test_the_same_form_sent_twice_hands_over_once(page, w, drie, collega):
    data = {"naar": collega.code, "trajecten": [t.code for t in drie], "once": new_key()}

    first, second = page.post(adres(w.coordinator), data), page.post(adres(w.coordinator), data)

    assert first["Location"] == second["Location"]
    assert Overdracht.objects.count() == 1
    assert drie[0].gebeurtenissen.filter(soort="behandelaar").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_hand_over_the_same_at_once_one_gets_them_all(w, drie):
    people = [iemand(f"Collega {n}", Rol.COORDINATOR) for n in range(8)]
    wie_en_wanneer = {"regio": w.regio, "van": w.coordinator, "by": w.coordinator, "on": VANDAAG, "at": now()}
    shown = list(Traject.objects.filter(pk__in=[t.pk for t in drie]))

    made = at_once([partial(overdragen.draag_over, naar=naar, trajecten=shown, **wie_en_wanneer) for naar in people])

    refused = [{bool(rij.reden) for rij in one.rijen.all()} for one in made]
    assert sorted(refused, key=str) == [{False}, *[{True}] * 7]
    (winner,) = [one.naar for one, no in zip(made, refused, strict=True) if no == {False}]
    assert wie(drie) == [winner] * 3
    assert all(t.gebeurtenissen.filter(soort="behandelaar").count() == 1 for t in drie)


@pytest.mark.django_db(transaction=True)
def test_control_who_does_not_look_whose_it_is_now_takes_it_from_the_other(w, drie, monkeypatch):
    def blind(shown, todo) -> None:
        dossier.behandelaar(traject=shown, by=todo.by, on=todo.on, nieuw=todo.naar)

    monkeypatch.setitem(overdragen.DOE, overdragen.Soort.BEHANDELAAR, blind)
    people = [iemand(f"Collega {n}", Rol.COORDINATOR) for n in range(2)]
    rest = {"regio": w.regio, "van": w.coordinator, "by": w.coordinator, "on": VANDAAG, "at": now(), "trajecten": drie[:1]}

    made = at_once([partial(overdragen.draag_over, naar=naar, **rest) for naar in people])

    assert not any(rij.reden for one in made for rij in one.rijen.all())
    assert drie[0].gebeurtenissen.filter(soort="behandelaar").count() == 2


def test_the_result_is_for_who_may_hand_over_in_this_regio(client, w, drie, collega):
    made = overdragen.draag_over(
        regio=w.regio, van=w.coordinator, naar=collega, by=w.coordinator, on=VANDAAG, at=now(), trajecten=drie[:1]
    )
    answers = {}
    for rol, regio in ((Rol.BEHEERDER, "GR"), (Rol.BEGELEIDER, "GR"), (Rol.COORDINATOR, "FR")):
        client.force_login(iemand(f"{rol} {regio}", rol, regio=regio))
        answers[rol, regio] = client.get(made.get_absolute_url()).status_code

    assert list(answers.values()) == [200, 404, 404]


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
        leven.naar(w, S.AANGEMELD, roepnaam=f"Deelnemer{n}", telefoon=f"050 000 00 0{n}")

    assert visit() == first
