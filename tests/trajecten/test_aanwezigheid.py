"""Attendance: several weeks at once, by whom it may, and two people who fill in the same weeks lose nothing."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Lidmaatschap, Rol, User
from basis.once import new_key
from tests.trajecten import leven
from trajecten import aanwezigheid
from trajecten.aanwezigheid import Invoer, Uren, WekenGewijzigd
from trajecten.feiten import Pauze
from trajecten.models import Aanwezigheid, Plaatsing
from trajecten.regels import Status
from trajecten.workflow import OvergangGeweigerd

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 5, 11)  # a Monday; who is lopend began on 30 March
EERSTE = date(2026, 3, 30)
WEKEN = [EERSTE + n * timedelta(days=7) for n in range(7)]
VOL = Uren(Decimal(24))


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel(datetime(2026, 5, 11, 10, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=True):
        yield


@pytest.fixture
def traject(w):
    return leven.naar(w, Status.LOPEND)


def leg_vast(w, traject, *invoer: Invoer, by=None):
    return aanwezigheid.leg_vast(
        traject=traject, by=by or w.coordinator, on=VANDAAG, plaatsing=traject.plaatsing, invoer=list(invoer)
    )


def formulier(page, traject, **uren: str) -> dict:
    """What a browser sends: the form as it was opened, with some cells changed; `gewerkt_2026_05_04="24"`."""
    form = page.get(reverse("trajecten:aanwezigheid", args=[traject.code])).context["form"]
    data = {bound.html_name: bound.value() or "" for bound in form}
    typed = {f"{naam[:-11]}-{naam[-10:].replace('_', '-')}": n for naam, n in uren.items()}
    return {**data, **typed, "once": new_key()}


def verstuur(page, traject, data):
    return page.post(reverse("trajecten:aanwezigheid", args=[traject.code]), data)


# --- the rule -------------------------------------------------------------------------------------------------------------


def test_hours_of_several_weeks_are_kept_with_who_and_stand_in_the_log(w, traject):
    changed = leg_vast(
        w,
        traject,
        Invoer(WEKEN[0], VOL, None),
        Invoer(WEKEN[1], Uren(Decimal("19.5"), Decimal("4.5")), None),
        Invoer(WEKEN[2], None, None),
    )

    rows = list(Aanwezigheid.objects.all())
    assert changed == 2
    assert [(r.week, r.gewerkt, r.afgesproken, r.niet_afgesproken) for r in rows] == [
        (WEKEN[0], 24, 0, 0),
        (WEKEN[1], Decimal("19.5"), Decimal("4.5"), 0),
    ]
    assert all(r.vastgelegd_door == w.coordinator and r.namens for r in rows)
    line = traject.gebeurtenissen.get(soort="aanwezigheid")
    assert line.namens == "leerbedrijf"
    assert line.details == [
        ["Week 14 (30 maart 2026)", "24 gewerkt"],
        ["Week 15 (6 april 2026)", "19,5 gewerkt, 4,5 afwezig afgesproken"],
    ]


def test_what_was_is_told_when_hours_change_and_an_emptied_week_has_none(w, traject):
    leg_vast(w, traject, Invoer(WEKEN[0], VOL, None), Invoer(WEKEN[1], VOL, None))

    leg_vast(w, traject, Invoer(WEKEN[0], Uren(Decimal(20)), VOL), Invoer(WEKEN[1], None, VOL))

    assert [r.gewerkt for r in Aanwezigheid.objects.all()] == [20]
    assert traject.gebeurtenissen.filter(soort="aanwezigheid").latest("pk").details == [
        ["Week 14 (30 maart 2026)", "20 gewerkt (was: 24 gewerkt)"],
        ["Week 15 (6 april 2026)", "leeggemaakt (was: 24 gewerkt)"],
    ]


def test_weeks_that_did_not_change_leave_no_trace(w, traject):
    leg_vast(w, traject, Invoer(WEKEN[0], VOL, None))
    before = traject.gebeurtenissen.count()

    assert leg_vast(w, traject, Invoer(WEKEN[0], VOL, VOL), Invoer(WEKEN[1], None, None)) == 0
    assert traject.gebeurtenissen.count() == before


@pytest.mark.parametrize(
    ("week", "uren", "zin"),
    [
        (EERSTE - timedelta(days=7), VOL, "valt buiten de werkperiode"),
        (VANDAAG + timedelta(days=7), VOL, "nog niet begonnen"),
        (WEKEN[3] + timedelta(days=2), VOL, "valt buiten de werkperiode"),  # not a Monday
        (WEKEN[3], Uren(Decimal(40), Decimal(21)), "In een week passen er hoogstens 60"),
        (WEKEN[3], Uren(Decimal(-1)), "0 of meer"),
    ],
)
def test_hours_that_cannot_be_are_refused_and_of_the_other_weeks_none_is_kept(w, traject, week, uren, zin):
    with pytest.raises(OvergangGeweigerd, match=zin):
        leg_vast(w, traject, Invoer(WEKEN[0], VOL, None), Invoer(week, uren, None))

    assert not Aanwezigheid.objects.exists()
    assert not traject.gebeurtenissen.filter(soort="aanwezigheid").exists()


def test_after_the_last_day_no_hours_go_in_and_stray_ones_can_be_taken_away(w, traject):
    leg_vast(w, traject, Invoer(WEKEN[5], VOL, None))
    Plaatsing.objects.filter(traject=traject).update(laatste_werkdag=WEKEN[4])

    with pytest.raises(OvergangGeweigerd, match="Maak die week leeg"):
        leg_vast(w, traject, Invoer(WEKEN[5], Uren(Decimal(8)), VOL))
    leg_vast(w, traject, Invoer(WEKEN[5], None, VOL), Invoer(WEKEN[4], Uren(Decimal(4)), None))

    assert [r.week for r in Aanwezigheid.objects.all()] == [WEKEN[4]]


def test_before_the_first_working_day_there_is_nothing_to_keep(w):
    traject = leven.naar(w, Status.OVEREENKOMST)

    with pytest.raises(OvergangGeweigerd, match="nog niet begonnen"):
        leg_vast(w, traject, Invoer(WEKEN[0], VOL, None))


def test_a_plaatsing_of_another_traject_is_refused(w, traject):
    other = leven.naar(w, Status.LOPEND, geboortejaar=1971)

    with pytest.raises(OvergangGeweigerd, match="nog niet begonnen"):
        aanwezigheid.leg_vast(
            traject=traject, by=w.coordinator, on=VANDAAG, plaatsing=other.plaatsing, invoer=[Invoer(WEKEN[0], VOL, None)]
        )
    assert not Aanwezigheid.objects.exists()


def test_a_begeleider_who_handles_the_traject_may_and_another_may_not(w, traject):
    own, other = (User.objects.create_user(f"{n}@voorbeeld.test", n, "een goed wachtwoord") for n in ("eigen", "ander"))
    for user in (own, other):
        Lidmaatschap.objects.create(user=user, regio=w.regio, rol=Rol.BEGELEIDER, vanaf=date(2020, 1, 1))
    traject.behandelaar = own
    traject.save(update_fields=["behandelaar"])

    leg_vast(w, traject, Invoer(WEKEN[0], VOL, None), by=own)
    with pytest.raises(OvergangGeweigerd, match="mag u bij dit traject niet doen"):
        leg_vast(w, traject, Invoer(WEKEN[1], VOL, None), by=other)

    assert [r.vastgelegd_door for r in Aanwezigheid.objects.all()] == [own]


def test_a_week_somebody_else_changed_is_refused_with_both_values(w, traject):
    leg_vast(w, traject, Invoer(WEKEN[0], Uren(Decimal(16)), None))

    with pytest.raises(WekenGewijzigd) as refused:
        leg_vast(w, traject, Invoer(WEKEN[0], VOL, None), Invoer(WEKEN[1], VOL, None))

    assert [(b.week, b.nu, b.getypt, b.door) for b in refused.value.botsingen] == [
        (WEKEN[0], Uren(Decimal(16)), VOL, w.coordinator.naam)
    ]
    assert [(r.week, r.gewerkt) for r in Aanwezigheid.objects.all()] == [(WEKEN[0], 16)]


def test_two_people_who_typed_the_same_do_not_clash(w, traject):
    leg_vast(w, traject, Invoer(WEKEN[0], VOL, None))

    assert leg_vast(w, traject, Invoer(WEKEN[0], VOL, None)) == 0


# --- which weeks are asked ------------------------------------------------------------------------------------------------


def _open(traject, *, ingevuld=(), pauzes=(), on=VANDAAG):
    return aanwezigheid.open_weken(traject.plaatsing, on=on, ingevuld=ingevuld, pauzes=pauzes)


def test_a_week_is_asked_once_it_is_over(w, traject):
    assert aanwezigheid.weken(traject.plaatsing, on=VANDAAG) == WEKEN
    assert _open(traject, ingevuld=WEKEN[:2]) == WEKEN[2:6]
    assert _open(traject, ingevuld=WEKEN[:2], on=VANDAAG - timedelta(days=1)) == WEKEN[2:5]


def test_a_week_that_was_paused_from_end_to_end_is_not_asked(w, traject):
    pauze = Pauze(WEKEN[1] + timedelta(days=2), WEKEN[4], WEKEN[4])

    assert _open(traject, pauzes=[pauze]) == [WEKEN[0], WEKEN[1], WEKEN[4], WEKEN[5]]


def test_the_last_week_is_asked_after_the_last_day(w, traject):
    Plaatsing.objects.filter(traject=traject).update(laatste_werkdag=VANDAAG - timedelta(days=4))

    assert aanwezigheid.weken(traject.plaatsing, on=VANDAAG)[-1] == WEKEN[5]
    assert _open(traject)[-1] == WEKEN[5]


# --- the page -------------------------------------------------------------------------------------------------------------


def test_the_page_keeps_hours_with_a_comma_and_leads_back_to_the_dossier(page, w, traject):
    answer = verstuur(page, traject, formulier(page, traject, gewerkt_2026_05_04="23,5", niet_afgesproken_2026_05_04="0,5"))

    assert answer.status_code == 303
    assert answer["Location"].startswith(traject.get_absolute_url())
    row = Aanwezigheid.objects.get()
    assert (row.week, row.gewerkt, row.afgesproken, row.niet_afgesproken) == (WEKEN[5], Decimal("23.5"), 0, Decimal("0.5"))


def test_weeks_without_hours_stand_first_and_earlier_weeks_behind_a_link(page, w, traject):
    Plaatsing.objects.filter(traject=traject).update(eerste_werkdag=EERSTE - timedelta(days=28))
    leg_vast(w, traject, Invoer(WEKEN[4], VOL, None), Invoer(WEKEN[5], VOL, None))
    address = reverse("trajecten:aanwezigheid", args=[traject.code])

    shown = page.get(address)
    every = page.get(f"{address}?alles=1")

    assert shown.context["form"].weken == [EERSTE - timedelta(days=7), *WEKEN[:4], WEKEN[6], WEKEN[5], WEKEN[4]]
    assert "Toon 3 eerdere weken, 3 nog leeg" in shown.content.decode()
    assert len(every.context["form"].weken) == 11
    assert "Toon" not in every.content.decode()


@pytest.mark.parametrize(
    ("uren", "zin"),
    [
        ({"gewerkt_2026_05_04": "veel"}, "Vul een getal in, zoals 24 of 7,5."),
        ({"gewerkt_2026_05_04": "-8"}, "Vul 0 of meer in."),
        ({"gewerkt_2026_05_04": "168"}, "Vul hoogstens"),
        ({"gewerkt_2026_05_04": "40", "afgesproken_2026_05_04": "40"}, "passen er hoogstens 60"),
        ({"was_2026_05_04": "x"}, "Open dit formulier opnieuw."),
    ],
)
def test_a_refused_form_comes_back_with_what_was_typed_and_keeps_nothing(page, w, traject, uren, zin):
    answer = verstuur(page, traject, formulier(page, traject, gewerkt_2026_04_06="17,25", **uren))

    words = answer.content.decode()
    assert answer.status_code == 200
    assert zin in words
    assert 'value="17,25"' in words
    assert not Aanwezigheid.objects.exists()


def test_who_comes_second_sees_both_and_may_then_save(page, w, traject):
    mine = formulier(page, traject, gewerkt_2026_05_04="24", gewerkt_2026_04_27="8")
    leg_vast(w, traject, Invoer(WEKEN[5], Uren(Decimal(16), Decimal(8)), None), Invoer(WEKEN[3], VOL, None))

    answer = verstuur(page, traject, mine)

    words = answer.content.decode()
    assert answer.status_code == 409
    assert "Een collega heeft intussen iets anders ingevuld bij week 19 (4 mei 2026)" in words
    assert "16 gewerkt, 8 afwezig afgesproken" in words
    assert Aanwezigheid.objects.count() == 2

    again = {bound.html_name: bound.value() or "" for bound in answer.context["form"]} | {"once": new_key()}
    assert verstuur(page, traject, again).status_code == 303
    found = {r.week: (r.gewerkt, r.afgesproken) for r in Aanwezigheid.objects.all()}
    assert found == {WEKEN[3]: (24, 0), WEKEN[4]: (8, 0), WEKEN[5]: (24, 0)}


def test_before_the_start_the_page_says_what_to_do_first(page, w):
    traject = leven.naar(w, Status.OVEREENKOMST)

    answer = page.get(reverse("trajecten:aanwezigheid", args=[traject.code]))

    assert answer.status_code == 409
    assert "Leg eerst de start vast" in answer.content.decode()


@pytest.mark.parametrize("nummer", ["2", "x", "-1", "9999"])
def test_a_plaatsing_that_is_not_there_is_not_found(page, traject, nummer):
    assert page.get(reverse("trajecten:aanwezigheid", args=[traject.code]) + f"?plaatsing={nummer}").status_code == 404


def test_the_page_takes_the_same_queries_for_one_week_and_for_many(page, w, traject):
    address = reverse("trajecten:aanwezigheid", args=[traject.code])
    page.get(address)
    with CaptureQueriesContext(connection) as few:
        page.get(address)
    leg_vast(w, traject, *(Invoer(week, VOL, None) for week in WEKEN))
    with CaptureQueriesContext(connection) as many:
        page.get(address)

    assert len(many) == len(few)
