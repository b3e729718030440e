"""The pages about being away: planned, changed, ended; what Vandaag says; and what happened meanwhile (issue 5)."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Afwezigheid, Lidmaatschap, Rol
from basis.models import ReadLog
from tests.personen import LidmaatschapFactory, RegioFactory, iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, post, text
from trajecten import dossier, gebeurtenissen, toegang, zicht
from trajecten.afwezig import terug
from trajecten.models import Traject
from trajecten.regels import Status

pytestmark = pytest.mark.django_db
S = Status
DAG = timedelta(days=1)


@pytest.fixture
def bram(w):
    return iemand("Bram Oosterhuis", Rol.BEGELEIDER)


@pytest.fixture
def hanneke(w):
    return iemand("Hanneke Wierda", Rol.BEGELEIDER)


@pytest.fixture
def als(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def adres(name: str, *args) -> str:
    return reverse(f"trajecten:{name}", args=args)


def meld(page, vervanger, van=VANDAAG, tot=VANDAAG + 4 * DAG):
    days = {"van": van.isoformat(), "tot": tot.isoformat()}
    return post(page, adres("afwezig_melden"), {**days, "vervanger_GR": vervanger.code if vervanger else ""})


def weg(w, wie, vervanger, van: int, tot: int) -> Afwezigheid:
    days = {"van": VANDAAG + van * DAG, "tot": VANDAAG + tot * DAG}
    return Afwezigheid.objects.create(user=wie, regio=w.regio, vervanger=vervanger, **days)


# --- planned -----------------------------------------------------------------------------------------------------------------


def test_a_begeleider_says_when_they_are_away_and_who_stands_in(als, w, bram, hanneke):
    page = als(bram)

    response = meld(page, hanneke)

    assert response["Location"] == adres("afwezigheid")
    row = Afwezigheid.objects.get()
    assert (row.user, row.vervanger, row.van, row.tot) == (bram, hanneke, VANDAAG, VANDAAG + 4 * DAG)
    shown = text(page.get(response["Location"]))
    assert "U bent afwezig van 11 mei 2026 tot en met 15 mei 2026. Hanneke Wierda vervangt." in shown
    assert "Nu afwezig" in shown and "Haal weg" in shown


def test_the_form_asks_for_nothing_but_days_and_who(als, bram):
    form = als(bram).get(adres("afwezig_melden")).context["form"]

    assert list(form.fields) == ["van", "tot", "vervanger_GR"]


@pytest.mark.parametrize(
    ("van", "tot", "zin"),
    [
        (VANDAAG + 4 * DAG, VANDAAG + DAG, "Kies een laatste dag op of na de eerste dag"),
        (VANDAAG - 40 * DAG, VANDAAG + DAG, "Kies een eerste dag op of na 10 april 2026"),
        (VANDAAG, VANDAAG + 500 * DAG, "Kies hoogstens een jaar"),
    ],
)
def test_days_that_cannot_be_are_refused_with_the_form_kept(als, bram, hanneke, van, tot, zin):
    response = meld(als(bram), hanneke, van, tot)

    assert response.status_code == 200
    shown = text(response)
    assert zin in shown
    assert f'value="{van.isoformat()}"' in shown and f'value="{hanneke.code}" selected' in shown
    assert not Afwezigheid.objects.exists()


def test_nobody_chosen_is_asked_for_and_nothing_is_kept(als, bram, hanneke):
    response = meld(als(bram), None)

    assert response.context["form"].errors["vervanger_GR"] == ["Kies een collega."]
    assert not Afwezigheid.objects.exists()


def test_who_has_no_colleague_is_told_whom_to_ask(als, w):
    Lidmaatschap.objects.exclude(user=w.coordinator).delete()

    shown = text(als(w.coordinator).get(adres("afwezig_melden")))

    assert "Er is nog niemand die u kan vervangen" in shown and "Vraag de beheerder" in shown


def test_who_works_in_two_regios_chooses_in_each_and_may_leave_one_out(als, w, bram, hanneke):
    drenthe = RegioFactory(regiocode="DR", naam="Drenthe")
    LidmaatschapFactory(user=bram, regio=drenthe, rol=Rol.BEGELEIDER)
    tom = iemand("Tom", Rol.COORDINATOR, regio="DR")
    page = als(bram)
    days = {"van": VANDAAG.isoformat(), "tot": VANDAAG.isoformat()}
    none = post(page, adres("afwezig_melden"), {**days, "vervanger_GR": "", "vervanger_DR": ""})

    post(page, adres("afwezig_melden"), {**days, "vervanger_GR": "", "vervanger_DR": tom.code})

    assert "Kies in minstens één regio wie vervangt." in text(none)
    assert [(row.regio, row.vervanger) for row in Afwezigheid.objects.all()] == [(drenthe, tom)]


@pytest.mark.parametrize("rol", [Rol.COORDINATOR, Rol.BEHEERDER])
def test_a_colleague_who_fell_ill_is_written_down_by_who_may(als, w, bram, hanneke, rol):
    page = als(iemand("Geert Bultena", rol))
    data = {"wie": bram.code, "van": str(VANDAAG - 3 * DAG), "tot": str(VANDAAG + DAG), "vervanger": hanneke.code}

    response = post(page, adres("afwezig_collega"), data)

    assert Afwezigheid.objects.get().user == bram
    shown = text(page.get(response["Location"]))
    assert "Bram Oosterhuis is afwezig van 8 mei 2026" in shown and "Hanneke Wierda vervangt" in shown


def test_a_begeleider_writes_down_nobody_else_and_sees_no_others(als, w, bram, hanneke):
    row = weg(w, w.coordinator, bram, 3, 5)
    page = als(hanneke)

    assert page.get(adres("afwezig_collega")).status_code == 403
    assert page.get(adres("afwezig_wijzigen", row.code)).status_code == 404
    assert post(page, adres("afwezig_einde", row.code), {}).status_code == 404
    assert w.coordinator.naam not in text(page.get(adres("afwezigheid")))
    assert Afwezigheid.objects.filter(pk=row.pk).exists()


def test_who_stands_in_is_told_that_nobody_does_for_them(als, w, bram, hanneke):
    weg(w, bram, hanneke, 3, 9)

    page = als(hanneke)
    response = meld(page, w.coordinator)

    shown = text(page.get(response["Location"]))
    assert "U zou in die dagen Bram Oosterhuis vervangen. De herinneringen gaan dan naar de coördinatoren." in shown


def test_a_deputy_who_is_away_is_refused_and_nothing_typed_is_lost(als, w, bram, hanneke):
    weg(w, hanneke, w.coordinator, 2, 9)

    response = meld(als(bram), hanneke)

    assert "Hanneke Wierda is zelf afwezig van 13 mei 2026 tot en met 20 mei 2026" in text(response)
    assert f'value="{hanneke.code}" selected' in text(response)
    assert not Afwezigheid.objects.filter(user=bram).exists()


# --- changed and ended -------------------------------------------------------------------------------------------------------


def test_days_and_deputy_are_changed_and_the_first_day_of_what_began_stays(als, w, bram, hanneke):
    row = weg(w, bram, hanneke, -2, 4)
    page = als(bram)
    assert page.get(adres("afwezig_wijzigen", row.code)).context["form"].fields["van"].disabled

    data = {"van": "2026-01-01", "tot": str(VANDAAG + 9 * DAG), "vervanger": w.coordinator.code}
    post(page, adres("afwezig_wijzigen", row.code), data)

    row.refresh_from_db()
    assert (row.van, row.tot, row.vervanger) == (VANDAAG - 2 * DAG, VANDAAG + 9 * DAG, w.coordinator)


def test_a_change_that_is_refused_keeps_what_was_typed_and_what_stood(als, w, bram, hanneke):
    row = weg(w, bram, hanneke, 3, 9)
    weg(w, w.coordinator, hanneke, 5, 6)

    data = {"van": str(row.van), "tot": str(row.tot), "vervanger": w.coordinator.code}
    response = post(als(bram), adres("afwezig_wijzigen", row.code), data)

    assert "is zelf afwezig" in text(response) and f'value="{w.coordinator.code}" selected' in text(response)
    row.refresh_from_db()
    assert row.vervanger == hanneke


def test_back_early_ends_the_access_of_the_deputy_at_once(als, w, bram, hanneke):
    traject = leven.in_status(w, S.LOPEND, behandelaar=bram)
    row = weg(w, bram, hanneke, -2, 4)
    assert toegang.visible_trajecten(hanneke, on=VANDAAG).get() == traject
    page = als(bram)

    response = post(page, adres("afwezig_einde", row.code), {})

    assert "Bram Oosterhuis is er weer." in text(page.get(response["Location"]))
    assert not toegang.visible_trajecten(hanneke, on=VANDAAG).exists()


def test_what_was_planned_is_taken_away_and_what_is_over_cannot_be(als, w, bram, hanneke):
    planned, over = weg(w, bram, hanneke, 3, 9), weg(w, bram, hanneke, -9, -3)
    page = als(bram)

    post(page, adres("afwezig_einde", planned.code), {})
    response = post(page, adres("afwezig_einde", over.code), {})

    assert list(Afwezigheid.objects.all()) == [over]
    assert "al voorbij of weggehaald" in text(page.get(response["Location"]))


def test_the_page_is_reached_by_the_own_name_and_by_beheer(als, w, bram, beheerder):
    assert adres("afwezigheid") in text(als(bram).get(adres("vandaag"))).partition("<main")[0]
    assert adres("afwezigheid") in text(als(beheerder).get(reverse("accounts:beheer"))).partition("<main")[2]


def test_the_page_asks_as_many_queries_for_more_rows(als, w, bram, hanneke, django_assert_max_num_queries):
    page = als(w.coordinator)

    def visit() -> int:
        with django_assert_max_num_queries(25) as asked:
            assert page.get(adres("afwezigheid")).status_code == 200
        return len(asked)

    for n in range(2):
        weg(w, bram, w.coordinator, 10 * n, 10 * n + 1), weg(w, w.coordinator, bram, 10 * n + 4, 10 * n + 5)
        weg(w, w.coordinator, bram, -10 * n - 8, -10 * n - 7)
    visit()
    first = visit()
    for n in range(2, 6):
        weg(w, bram, w.coordinator, 10 * n, 10 * n + 1), weg(w, w.coordinator, bram, 10 * n + 4, 10 * n + 5)
        weg(w, w.coordinator, bram, -10 * n - 8, -10 * n - 7)

    assert visit() == first


# --- Vandaag -----------------------------------------------------------------------------------------------------------------


def test_vandaag_says_for_whom_one_stands_in_and_marks_the_rows(als, w, bram, hanneke):
    leven.in_status(w, S.LOPEND, behandelaar=bram, aan_zet="coordinator")
    weg(w, bram, hanneke, 0, 4)

    shown = text(als(hanneke).get(adres("vandaag")))

    assert "U vervangt Bram Oosterhuis tot en met vr 15 mei" in shown
    assert "<small>Voor Bram Oosterhuis</small>" in shown


def test_the_dossier_says_that_who_handles_it_is_away(als, w, bram, hanneke):
    traject = leven.naar(w, S.LOPEND)
    Traject.objects.filter(pk=traject.pk).update(behandelaar=bram)
    row = weg(w, bram, hanneke, 0, 4)
    page = als(w.coordinator)
    words = "Afwezig tot en met vr 15 mei. Hanneke Wierda vervangt."

    assert words in text(page.get(traject.get_absolute_url()))
    row.delete()
    assert words not in text(page.get(traject.get_absolute_url()))


@pytest.mark.parametrize(("rol", "naam"), [(Rol.COORDINATOR, "Yusuf Demir"), (Rol.BEGELEIDER, "Regio GR")])
def test_outside_the_coordinator_who_stands_in_is_named_and_never_a_begeleider(w, rol, naam):
    traject = leven.in_status(w, S.LOPEND, behandelaar=w.coordinator)
    assert zicht.contacten(traject.plaatsing, on=VANDAAG)[0].naam == w.coordinator.naam

    weg(w, w.coordinator, iemand("Yusuf Demir", rol), 0, 4)

    assert zicht.contacten(traject.plaatsing, on=VANDAAG)[0].naam == naam
    assert zicht.contacten(traject.plaatsing, on=VANDAAG + 9 * DAG)[0].naam == w.coordinator.naam


def test_vandaag_tells_who_looks_in_that_they_stand_as_away(als, w, bram, hanneke):
    weg(w, bram, hanneke, 0, 4)

    assert "U staat als afwezig tot en met 15 mei 2026" in text(als(bram).get(adres("vandaag")))


def gebeurd(w, bram, hanneke) -> Traject:
    """Hanneke wrote a note while Bram was away, and he himself one before."""
    traject = leven.naar(w, S.LOPEND)
    Traject.objects.filter(pk=traject.pk).update(behandelaar=bram)
    weg(w, bram, hanneke, -4, -1)
    for days, by in ((6, bram), (3, hanneke), (2, bram)):
        with time_machine.travel(VANDAAG - days * DAG):
            wie = {"traject": traject, "by": by, "on": VANDAAG - days * DAG}
            dossier.notitie(tekst=f"Gebeld, {days} dagen geleden.", **wie)
            dossier.geinformeerd(datum=VANDAAG - days * DAG, **wie)
    return traject


def test_back_again_vandaag_offers_what_happened_until_it_was_read(als, w, bram, hanneke):
    traject = gebeurd(w, bram, hanneke)
    row = Afwezigheid.objects.get()
    page = als(bram)

    assert "gebeurde er iets in 1 dossier van u" in text(page.get(adres("vandaag")))
    shown = text(page.get(adres("afwezig_gebeurd", row.code)))
    assert traject.nummer in shown and traject.get_absolute_url() in shown
    assert "Gebeld, 3 dagen geleden." in shown and "Deelnemer geïnformeerd over privacy" in shown
    assert "6 dagen" not in shown and "2 dagen" not in shown  # before it, and by oneself

    post(page, adres("afwezig_gezien", row.code), {})
    assert 'id="terug"' not in text(page.get(adres("vandaag")))
    assert adres("afwezig_gebeurd", row.code) in text(page.get(adres("afwezigheid")))
    assert "Gebeld, 3 dagen geleden." in text(page.get(adres("afwezig_gebeurd", row.code)))


@pytest.mark.parametrize(("tot", "offered"), [(-1, True), (-14, True), (-15, False), (0, False)])
def test_it_is_offered_from_the_day_after_for_a_fortnight(w, bram, hanneke, tot, offered):
    weg(w, bram, hanneke, tot - 3, tot)

    assert bool(terug.ongelezen(bram, w.regio, on=VANDAAG)) is offered


def test_when_nothing_happened_it_says_so(als, w, bram, hanneke):
    row = weg(w, bram, hanneke, -4, -1)
    page = als(bram)

    assert "gebeurde er niets in uw dossiers" in text(page.get(adres("vandaag")))
    assert "Er gebeurde niets in uw dossiers" in text(page.get(adres("afwezig_gebeurd", row.code)))


def test_only_who_was_away_reads_it_and_only_of_what_they_may_open_now(als, w, bram, hanneke):
    traject = gebeurd(w, bram, hanneke)
    row = Afwezigheid.objects.get()
    for user in (hanneke, w.coordinator, iemand("Beheer", Rol.BEHEERDER)):
        assert als(user).get(adres("afwezig_gebeurd", row.code)).status_code == 404
        assert post(als(user), adres("afwezig_gezien", row.code), {}).status_code == 404

    Traject.objects.filter(pk=traject.pk).update(behandelaar=w.coordinator)

    assert traject.nummer not in text(als(bram).get(adres("afwezig_gebeurd", row.code)))
    row.refresh_from_db()
    assert row.gezien_at is None


def test_reading_what_happened_is_reading_those_dossiers(als, w, bram, hanneke):
    """vertrouwen §3: the notes stand here in full, so it is logged as the dossier itself is, and of no other dossier."""
    traject, quiet = gebeurd(w, bram, hanneke), leven.in_status(w, S.LOPEND, behandelaar=bram)
    row, page = Afwezigheid.objects.get(), als(bram)
    page.get(adres("vandaag"))
    assert not ReadLog.objects.exists()  # a number is no reading

    page.get(adres("afwezig_gebeurd", row.code))

    read = ReadLog.objects.get()
    assert (read.user_id, read.soort, read.object_code, read.view) == (bram.pk, "traject", traject.code, "afwezig_gebeurd")
    assert not ReadLog.objects.filter(object_code=quiet.code).exists()


def test_what_a_begeleider_may_not_know_of_a_dossier_is_not_told_here_either(als, w, bram, hanneke):
    traject = gebeurd(w, bram, hanneke)
    with time_machine.travel(VANDAAG - 3 * DAG):
        gebeurtenissen.schrijf(traject, "financiering", by=w.coordinator, on=VANDAAG - 3 * DAG)
    row = Afwezigheid.objects.get()

    assert "Financiering" not in text(als(bram).get(adres("afwezig_gebeurd", row.code)))
    LidmaatschapFactory(user=bram, regio=w.regio, rol=Rol.COORDINATOR)
    assert "Financiering bijgewerkt" in text(als(bram).get(adres("afwezig_gebeurd", row.code)))


def test_what_happened_asks_as_many_queries_for_more_dossiers_and_goes_in_pages(
    als, w, bram, hanneke, django_assert_max_num_queries
):
    weg(w, bram, hanneke, -4, -1)
    row, page = Afwezigheid.objects.get(), als(bram)

    def dossiers(n: int) -> None:
        for _ in range(n):
            traject = leven.in_status(w, S.LOPEND, behandelaar=bram)
            traject.notities.create(tekst="Gebeld.", door=hanneke, at=toen())

    def visit() -> int:
        with django_assert_max_num_queries(40) as asked:
            assert page.get(adres("afwezig_gebeurd", row.code)).status_code == 200
        return len(asked)

    dossiers(2)
    visit()
    first = visit()
    dossiers(7)
    assert visit() == first
    dossiers(4)
    response = page.get(adres("afwezig_gebeurd", row.code) + "?pagina=2")
    assert response.context["page_obj"].paginator.num_pages == 2
    assert len(response.context["dossiers"]) == 3


def toen() -> datetime:
    return datetime.combine(VANDAAG - 2 * DAG, time(12), UTC)
