"""Who is away and who stands in: the rules, and what the database refuses whoever writes it (issue 5; ADR 0019)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import afwezig
from accounts.models import Afwezigheid, Lidmaatschap, Rol, User
from tests.eenmaal import controleer_uitgesteld
from tests.parallel import at_once
from tests.personen import LidmaatschapFactory, RegioFactory, iemand

pytestmark = pytest.mark.django_db
ON = date(2026, 5, 11)
DAG = timedelta(days=1)


@pytest.fixture
def bram(groningen):
    return iemand("Bram Oosterhuis", Rol.BEGELEIDER)


@pytest.fixture
def hanneke(groningen):
    return iemand("Hanneke Wierda", Rol.BEGELEIDER)


@pytest.fixture
def weg(groningen, bram, hanneke):
    """:returns: a function that plans an absence of Bram, counted in days from today."""

    def plan(van: int = 0, tot: int = 4, wie: User = bram, vervanger: User = hanneke) -> Afwezigheid:
        days = {"van": ON + van * DAG, "tot": ON + tot * DAG}
        (row,) = afwezig.plan(user=wie, **days, vervangers={groningen: vervanger}, on=ON)
        return row

    return plan


def geweigerd(zin: str):
    return pytest.raises(afwezig.AfwezigGeweigerd, match=zin)


def test_an_absence_counts_from_its_first_day_through_its_last(weg):
    weg(1, 3)

    counted = [Afwezigheid.objects.telt(on=ON + n * DAG).exists() for n in range(5)]

    assert counted == [False, True, True, True, False]


@pytest.mark.parametrize(
    ("van", "tot", "zin"),
    [
        (3, 2, "op of na de eerste dag"),
        (-4, -1, "niet voor vandaag"),
        (-32, 3, "Kies een eerste dag op of na 10 april 2026"),
        (0, 367, "hoogstens een jaar"),
    ],
)
def test_days_that_cannot_be_are_refused(weg, van, tot, zin):
    with geweigerd(zin):
        weg(van, tot)

    assert not Afwezigheid.objects.exists()


def test_somebody_who_fell_ill_last_week_can_be_written_down_today(weg):
    assert weg(-7, 4).van == ON - 7 * DAG


def test_periods_of_one_person_do_not_overlap_and_may_follow_each_other(weg):
    weg(0, 4)

    with geweigerd("Bram Oosterhuis is al afwezig van 11 mei 2026 tot en met 15 mei 2026"):
        weg(4, 8)

    assert weg(5, 8)


def test_a_deputy_is_a_colleague_of_this_regio_with_access_on_those_days(weg, bram, beheerder):
    leaver = iemand("Gaat Weg", Rol.COORDINATOR, tot=ON + 2 * DAG)
    for wie in (beheerder, iemand("Van Elders", Rol.COORDINATOR, regio="FR"), leaver):
        with geweigerd("heeft niet al die dagen toegang"):
            weg(vervanger=wie)
    with geweigerd("niemand kan zichzelf vervangen"):
        weg(vervanger=bram)

    assert weg(0, 2, vervanger=leaver)


def test_a_colleague_who_is_away_in_those_days_is_no_deputy(weg, bram, hanneke):
    weg(0, 4)

    with geweigerd("Bram Oosterhuis is zelf afwezig van 11 mei 2026 tot en met 15 mei 2026"):
        weg(4, 9, wie=hanneke, vervanger=bram)

    assert weg(5, 9, wie=hanneke, vervanger=bram)


def test_a_deputy_may_fall_ill_and_is_told_for_whom_nobody_stands_in_then(weg, groningen, bram, hanneke, coordinator):
    row = weg(0, 4)

    assert afwezig.vervangt(hanneke, [groningen], ON + 3 * DAG, ON + 9 * DAG) == [row]
    assert afwezig.vervangt(hanneke, [groningen], ON + 5 * DAG, ON + 9 * DAG) == []
    assert weg(3, 9, wie=hanneke, vervanger=coordinator)


def test_only_who_handles_trajecten_in_a_regio_can_be_away_there(weg, beheerder):
    with geweigerd("geen coördinator of begeleider van Groningen"):
        weg(wie=beheerder)


def test_somebody_of_two_regios_has_a_deputy_in_each_or_only_in_one(groningen, bram, hanneke):
    drenthe = RegioFactory(regiocode="DR", naam="Drenthe")
    LidmaatschapFactory(user=bram, regio=drenthe, rol=Rol.COORDINATOR)
    elders = iemand("Tom", Rol.COORDINATOR, regio="DR")
    days = {"van": ON, "tot": ON + DAG}

    rows = afwezig.plan(user=bram, **days, vervangers={groningen: hanneke, drenthe: elders}, on=ON)

    assert {(row.regio, row.vervanger) for row in rows} == {(groningen, hanneke), (drenthe, elders)}
    with geweigerd("minstens één regio"):
        afwezig.plan(user=bram, van=ON + 9 * DAG, tot=ON + 9 * DAG, vervangers={}, on=ON)


def test_what_is_refused_in_one_regio_is_planned_in_none(groningen, bram, hanneke):
    drenthe = RegioFactory(regiocode="DR", naam="Drenthe")
    LidmaatschapFactory(user=bram, regio=drenthe, rol=Rol.COORDINATOR)

    with geweigerd("heeft niet al die dagen toegang in Drenthe"):
        afwezig.plan(user=bram, van=ON, tot=ON, vervangers={groningen: hanneke, drenthe: hanneke}, on=ON)

    assert not Afwezigheid.objects.exists()


def test_days_and_deputy_can_be_changed_but_not_a_first_day_that_has_been(weg, coordinator, hanneke):
    running, later = weg(-2, 4), weg(10, 12)

    afwezig.wijzig(running, van=running.van, tot=ON + 6 * DAG, vervanger=coordinator, on=ON)
    afwezig.wijzig(later, van=ON + 9 * DAG, tot=later.tot, vervanger=hanneke, on=ON)
    for van in (ON, ON - 5 * DAG):
        with geweigerd("De eerste dag is al geweest"):
            afwezig.wijzig(running, van=van, tot=running.tot, vervanger=coordinator, on=ON)

    running.refresh_from_db(), later.refresh_from_db()
    assert (running.tot, running.vervanger, later.van) == (ON + 6 * DAG, coordinator, ON + 9 * DAG)


def test_back_early_ends_it_yesterday_and_what_had_not_begun_leaves_no_row(weg):
    running, later = weg(-2, 4), weg(10, 12)

    afwezig.beeindig(running, on=ON)
    afwezig.beeindig(later, on=ON)

    assert Afwezigheid.objects.get().tot == ON - DAG
    with geweigerd("al voorbij of weggehaald"):
        afwezig.beeindig(later, on=ON)
    with geweigerd("al voorbij of weggehaald"):
        afwezig.wijzig(running, van=running.van, tot=ON, vervanger=running.vervanger, on=ON)


def test_who_came_back_and_falls_ill_the_same_day_can_be_away_again(weg):
    afwezig.beeindig(weg(-2, 4), on=ON)

    assert weg(0, 9)


def test_nobody_stands_in_for_who_lost_access(weg, bram):
    weg()
    assert Afwezigheid.objects.telt(on=ON).exists()

    Lidmaatschap.objects.filter(user=bram).update(tot=ON - DAG)

    assert not Afwezigheid.objects.telt(on=ON).exists()


def test_each_change_is_kept_in_its_history_and_reading_what_happened_is_none(weg, coordinator):
    row = weg()
    afwezig.wijzig(row, van=row.van, tot=row.tot, vervanger=coordinator, on=ON)
    Afwezigheid.objects.filter(pk=row.pk).update(gezien_at=None)
    afwezig.beeindig(row, on=ON)

    history = Afwezigheid.pgh_event_model.objects.filter(pgh_obj_id=row.pk).order_by("pgh_id")

    assert [event.pgh_label for event in history] == ["insert", "update", "delete"]


# --- what the database refuses -----------------------------------------------------------------------------------------------

BREEKT = {
    "afwezigheid_in_volgorde": lambda row: Afwezigheid.objects.update(tot=row.van - DAG),
    "niemand_vervangt_zichzelf": lambda row: Afwezigheid.objects.update(vervanger=row.user),
    "een_keer_tegelijk_afwezig": lambda row: Afwezigheid.objects.create(
        user=row.user, regio=row.regio, van=row.tot, tot=row.tot, vervanger=row.vervanger
    ),
}


def test_every_constraint_is_tried():
    assert {constraint.name for constraint in Afwezigheid._meta.constraints} == BREEKT.keys()


@pytest.mark.parametrize("name", BREEKT)
def test_the_database_refuses_what_cannot_be_and_control_without_it_goes_in(weg, name):
    row = weg()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BREEKT[name](row)
    controleer_uitgesteld()
    with connection.cursor() as cursor:
        for guard in {name, "een_keer_tegelijk_afwezig"}:  # which cannot read days in the wrong order either
            cursor.execute(f"ALTER TABLE accounts_afwezigheid DROP CONSTRAINT {guard}")
    BREEKT[name](row)


@pytest.mark.django_db(transaction=True)
def test_two_who_appoint_each_other_at_once_do_not_both_leave(groningen, bram, hanneke):
    days = {"van": ON, "tot": ON + DAG, "on": ON}

    answers = at_once(
        [
            lambda: afwezig.plan(user=bram, vervangers={groningen: hanneke}, **days),
            lambda: afwezig.plan(user=hanneke, vervangers={groningen: bram}, **days),
        ]
    )

    assert sum(isinstance(answer, afwezig.AfwezigGeweigerd) for answer in answers) == 1
    assert Afwezigheid.objects.count() == 1
