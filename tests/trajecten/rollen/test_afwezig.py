"""While somebody is away: what their deputy sees, may do and is told, and not a day longer (domein §8; ADR 0019)."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import afwezig
from accounts.models import Afwezigheid, Lidmaatschap, Rol, User
from accounts.permissions import RECHTEN, Permission
from tests.eenmaal import ongedaan
from tests.personen import LidmaatschapFactory, RegioFactory, iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG
from trajecten import bereik, dossier, toegang, vandaag
from trajecten.herinneringen import inbox, plannen, vooruit
from trajecten.herinneringen.wie import Adresboek
from trajecten.models import Betrokkene, Herinnering, Traject
from trajecten.regels import Partij, Status

pytestmark = pytest.mark.django_db
S, P = Status, Permission
DAG = timedelta(days=1)
NU = datetime.combine(VANDAAG, time(10), ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def bram(w):
    return iemand("Bram Oosterhuis", Rol.BEGELEIDER)


@pytest.fixture
def hanneke(w):
    return iemand("Hanneke Wierda", Rol.BEGELEIDER)


def van(w, wie: User | None, status: Status = S.LOPEND, **velden) -> Traject:
    return leven.in_status(w, status, behandelaar=wie, aan_zet=Partij.COORDINATOR, **velden)


def weg(w, wie: User, vervanger: User, van: int = 0, tot: int = 4) -> Afwezigheid:
    days = {"van": VANDAAG + van * DAG, "tot": VANDAAG + tot * DAG}
    return Afwezigheid.objects.create(user=wie, regio=w.regio, vervanger=vervanger, **days)


def ziet(user: User, traject: Traject, on=VANDAAG) -> bool:
    """Asked both ways, because they must agree."""
    listed = toegang.visible_trajecten(user, on=on).filter(pk=traject.pk).exists()
    assert bool(toegang.rollen(user, traject, on=on)) == listed
    return listed


# --- what a deputy sees and may do -------------------------------------------------------------------------------------------


def test_a_deputy_sees_what_the_absent_one_handles_or_has_a_part_in_on_those_days_only(w, bram, hanneke):
    handled, part, nobodys = van(w, bram), van(w, w.coordinator), van(w, w.coordinator)
    Betrokkene.objects.create(traject=part, user=bram, vanaf=VANDAAG, tot=VANDAAG + 2 * DAG)
    weg(w, bram, hanneke, 1, 3)

    days = [VANDAAG + n * DAG for n in range(5)]

    assert [ziet(hanneke, handled, day) for day in days] == [False, True, True, True, False]
    assert [ziet(hanneke, part, day) for day in days] == [False, True, True, False, False]  # not longer than the absent one
    assert not any(ziet(hanneke, nobodys, day) for day in days)


def test_a_begeleider_gets_no_more_than_the_rights_of_a_begeleider(w, hanneke):
    traject = van(w, w.coordinator)
    weg(w, w.coordinator, hanneke)

    mag = toegang.rechten_bij(hanneke, traject, on=VANDAAG)

    assert mag == RECHTEN[Rol.BEGELEIDER]
    assert P.TRAJECT_VOORTGANG in mag and not mag & {P.TRAJECT_STOPPEN, P.TRAJECT_BEHANDELAAR, P.TRAJECT_BETROKKENEN}


def test_who_is_away_keeps_their_own_access(w, bram, hanneke):
    traject = van(w, bram)
    weg(w, bram, hanneke)

    assert ziet(bram, traject)


def test_standing_in_does_not_reach_through_somebody_who_stands_in(w, bram, hanneke):
    third = iemand("Derde", Rol.BEGELEIDER)
    traject = van(w, bram)
    weg(w, bram, hanneke)
    weg(w, hanneke, third)

    assert ziet(hanneke, traject)
    assert not ziet(third, traject)


def test_standing_in_counts_in_that_regio_only(w, bram, hanneke):
    elders = leven.wereld("FR")
    for user in (bram, hanneke):
        LidmaatschapFactory(user=user, regio=elders.regio, rol=Rol.BEGELEIDER)
    here, there = van(w, bram), van(elders, bram)
    weg(w, bram, hanneke)

    assert ziet(hanneke, here) and not ziet(hanneke, there)
    assert here in Traject.objects.all().bij_mij(hanneke, on=VANDAAG)
    assert there not in Traject.objects.all().bij_mij(hanneke, on=VANDAAG)


@pytest.mark.parametrize("wie", ["bram", "hanneke"])
def test_without_a_role_of_their_own_nobody_stands_in_and_for_who_left_neither(w, bram, hanneke, wie):
    traject = van(w, bram)
    weg(w, bram, hanneke)
    assert ziet(hanneke, traject)

    Lidmaatschap.objects.filter(user={"bram": bram, "hanneke": hanneke}[wie]).update(tot=VANDAAG - DAG)
    hanneke.forget_lidmaatschappen()

    assert not ziet(hanneke, traject)


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in (Rol.COORDINATOR, Rol.BEGELEIDER, Rol.BEHEERDER)])
def test_another_role_reaches_nothing_more_by_standing_in(w, bram, rol):
    """The rules refuse it; should a row say so all the same, it counts for nothing."""
    traject = van(w, bram, S.MATCHING)
    organisatie = {Rol.WERKGEVER: w.leerbedrijf.organisatie, Rol.SCHOOL: w.school, Rol.CONSULENT: w.school}.get(rol)
    user = iemand("Ander", rol, organisatie=organisatie)
    weg(w, bram, user)

    assert not ziet(user, traject)


def test_control_a_deputy_whose_days_are_not_asked_sees_too_long(w, bram, hanneke, monkeypatch):
    traject = van(w, bram)
    weg(w, bram, hanneke, 0, 1)
    later = VANDAAG + 2 * DAG
    assert not ziet(hanneke, traject, later)

    monkeypatch.setattr(bereik, "_afwezigen", lambda lid, on: Afwezigheid.objects.filter(vervanger=lid.user_id).values("user"))

    assert ziet(hanneke, traject, later)


# --- the list and the question about one are the same --------------------------------------------------------------------------

ROLLEN = st.sampled_from([Rol.COORDINATOR, Rol.BEGELEIDER, Rol.BEHEERDER, Rol.PROGRAMMAMANAGER])
DAGEN = st.integers(-3, 3)
AFWEZIGHEDEN = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), DAGEN, st.integers(0, 3)), max_size=4)
MENSEN = st.lists(st.tuples(ROLLEN, st.sampled_from(["GR", "FR"]), DAGEN), min_size=4, max_size=4)
DELEN = st.lists(st.tuples(st.integers(0, 3), DAGEN, st.integers(0, 3)), max_size=3)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mensen=MENSEN, afwezigheden=AFWEZIGHEDEN, delen=DELEN, behandelaar=st.integers(0, 3))
def test_whoever_is_away_the_list_holds_exactly_what_somebody_has_a_role_in(w, mensen, afwezigheden, delen, behandelaar):
    with ongedaan():
        people = [_iemand(n, *mens) for n, mens in enumerate(mensen)]
        traject = van(w, people[behandelaar])
        for wie, vanaf, duur in delen:
            _zonder_botsing(lambda: traject.betrokkenen.create(user=people[wie], **_dagen(vanaf, duur, "vanaf")))  # noqa: B023
        for wie, voor, begin, duur in afwezigheden:
            rest = {"user": people[wie], "vervanger": people[voor], "regio": w.regio}
            _zonder_botsing(lambda: Afwezigheid.objects.create(**rest, **_dagen(begin, duur, "van")))  # noqa: B023

        for user in people:
            seen = ziet(user, traject)
            assert not seen or _mag_weten(user, traject)


def _iemand(n: int, rol: Rol, regio: str, einde: int) -> User:
    user = User.objects.create_user(f"iemand-{n}@voorbeeld.test", f"Iemand {n}")
    days = {"vanaf": VANDAAG - 30 * DAG, "tot": VANDAAG + einde * DAG}
    LidmaatschapFactory(user=user, rol=rol, regio=RegioFactory(regiocode=regio), **days)
    return user


def _dagen(begin: int, duur: int, eerste: str) -> dict:
    return {eerste: VANDAAG + begin * DAG, "tot": VANDAAG + (begin + duur) * DAG}


def _zonder_botsing(maak) -> None:
    """What the database refuses is no case."""
    try:
        with transaction.atomic():
            maak()
    except IntegrityError:
        return


def _mag_weten(user: User, traject: Traject) -> bool:
    """The rule of domein §1 and ADR 0019 once more, in plain Python."""
    lids = list(user.lidmaatschappen.filter(regio=traject.regio, vanaf__lte=VANDAAG, tot__gte=VANDAAG))
    if any(lid.rol in (Rol.COORDINATOR, Rol.BEHEERDER) for lid in lids):
        return True
    deel = {traject.behandelaar_id} | {b.user_id for b in traject.betrokkenen.all() if b.vanaf <= VANDAAG <= b.tot}
    rows = [a for a in Afwezigheid.objects.filter(vervanger=user, regio=traject.regio) if a.van <= VANDAAG <= a.tot]
    return any(lid.rol == Rol.BEGELEIDER for lid in lids) and bool(deel & {user.pk, *(a.user_id for a in rows)})


def test_control_a_list_that_forgets_who_stands_in_no_longer_agrees(w, bram, hanneke, monkeypatch):
    traject = van(w, bram)
    weg(w, bram, hanneke)
    monkeypatch.setattr(toegang, "visible_trajecten", lambda user, *, on: Traject.objects.filter(behandelaar=user))

    with pytest.raises(AssertionError):
        ziet(hanneke, traject)


# --- Bij mij -----------------------------------------------------------------------------------------------------------------


def test_what_waits_for_who_is_away_stands_with_the_deputy_and_says_for_whom(w, bram, hanneke):
    theirs, own, others = van(w, bram), van(w, hanneke), van(w, w.coordinator)
    weg(w, bram, hanneke)
    dossiers = toegang.leesbare_trajecten(hanneke, on=VANDAAG)

    page = vandaag.tab(dossiers, "mij", hanneke, on=VANDAAG).for_overview()
    rows = {rij.traject: rij for rij in vandaag.rijen(page, hanneke, on=VANDAAG)}

    assert rows.keys() == {theirs, own}
    assert (rows[theirs].voor, rows[own].voor) == ("Bram Oosterhuis", "")
    assert all(rij.bij_mij for rij in rows.values())
    assert vandaag.counts(dossiers, hanneke, on=VANDAAG)["mij"] == 2
    assert vandaag.counts(dossiers, hanneke, on=VANDAAG + 9 * DAG)["mij"] == 1
    assert others not in rows


def test_for_a_coordinator_it_stands_with_them_and_no_longer_with_a_colleague(w, bram):
    traject = van(w, bram)
    weg(w, bram, w.coordinator)
    dossiers = toegang.leesbare_trajecten(w.coordinator, on=VANDAAG)

    for on, name in ((VANDAAG, "mij"), (VANDAAG + 9 * DAG, "collega")):
        counted = vandaag.counts(dossiers, w.coordinator, on=on)
        found = {tab for tab in ("mij", "collega") if traject in vandaag.tab(dossiers, tab, w.coordinator, on=on)}
        assert found == {name}
        assert {tab for tab in ("mij", "collega") if counted[tab]} == {name}


# --- who is told -------------------------------------------------------------------------------------------------------------


def termijn(traject: Traject, soort: str = "einddatum", partij: Partij = Partij.COORDINATOR):
    since = VANDAAG - 60 * DAG
    return traject.termijnen.create(soort=soort, partij=partij, op=VANDAAG, ontstaan_op=since, kijk_op=VANDAAG - DAG)


def gehoord(traject: Traject, op=VANDAAG) -> list[str]:
    row = traject.termijnen.open().first() or termijn(traject)
    return [str(o) for o in Adresboek([traject], on=VANDAAG).ontvangers(row, traject, op=op)]


def test_the_deputy_is_told_instead_and_in_the_app_too(w, bram, hanneke):
    traject = van(w, bram)
    termijn(traject)
    weg(w, bram, hanneke)

    plannen.plan(traject.pk, on=VANDAAG, at=NU)

    assert [row.ontvanger for row in Herinnering.objects.all()] == [hanneke]
    assert gehoord(traject, VANDAAG + 9 * DAG) == ["Bram Oosterhuis"]


def test_what_the_deputy_was_told_leads_to_the_dossier_for_as_long_as_they_stand_in(w, bram, hanneke):
    traject = van(w, bram)
    termijn(traject)
    weg(w, bram, hanneke, 0, 1)
    plannen.plan(traject.pk, on=VANDAAG, at=NU)

    urls = [inbox.meldingen(inbox.van(hanneke), hanneke, on=VANDAAG + n * DAG)[0].url for n in (0, 1, 2)]

    assert urls == [traject.get_absolute_url(), traject.get_absolute_url(), ""]


def test_the_deputy_is_who_calls_a_party_that_no_mail_reaches(w, bram, hanneke):
    traject = van(w, bram)
    row = termijn(traject, "eindbeoordeling", Partij.LEERBEDRIJF)
    weg(w, bram, hanneke)

    (told,) = Adresboek([traject], on=VANDAAG).ontvangers(row, traject)

    assert (told.user, told.is_bel) == (hanneke, True)


def test_with_the_deputy_away_too_the_coordinators_who_are_there_are_told(w, bram, hanneke):
    collega = iemand("Yusuf Demir", Rol.COORDINATOR)
    traject = van(w, bram)
    weg(w, bram, hanneke)
    weg(w, hanneke, collega)
    assert gehoord(traject) == [w.coordinator.naam, "Yusuf Demir"]

    weg(w, w.coordinator, collega)
    assert gehoord(traject) == ["Yusuf Demir"]


def test_with_every_coordinator_away_a_beheerder_is_told_and_without_one_they_are_all_the_same(w):
    traject = van(w, None)
    weg(w, w.coordinator, iemand("Hanneke", Rol.BEGELEIDER))
    assert gehoord(traject) == [w.coordinator.naam]

    iemand("Bas Beheer", Rol.BEHEERDER)
    assert gehoord(traject) == ["Bas Beheer"]


def test_control_who_does_not_ask_who_is_away_tells_the_absent_one(w, bram, hanneke, monkeypatch):
    traject = van(w, bram)
    weg(w, bram, hanneke)
    monkeypatch.setattr(Adresboek, "_vervanger", lambda self, regio, user, op: None)

    assert gehoord(traject) == ["Bram Oosterhuis"]


def test_a_deputy_who_lost_access_is_not_told(w, bram, hanneke):
    traject = van(w, bram)
    weg(w, bram, hanneke)
    Lidmaatschap.objects.filter(user=hanneke).update(tot=VANDAAG - DAG)

    assert gehoord(traject) == [w.coordinator.naam]


def test_what_was_written_to_somebody_before_they_left_stays_with_them_and_the_next_goes_to_the_deputy(w, bram, hanneke):
    traject = van(w, bram)
    row = termijn(traject)
    plannen.plan(traject.pk, on=VANDAAG, at=NU)
    weg(w, bram, hanneke, 1, 30)
    traject.termijnen.filter(pk=row.pk).update(op=VANDAAG + 14 * DAG, kijk_op=VANDAAG + DAG)

    for n in range(1, 16):
        plannen.plan(traject.pk, on=VANDAAG + n * DAG, at=NU + n * DAG)

    told = [h.ontvanger for h in Herinnering.objects.order_by("moment")]
    assert told[0] == bram and set(told[1:]) == {hanneke}


def test_the_preview_names_who_is_there_on_the_day_itself(w, bram, hanneke):
    traject = van(w, bram)
    row = termijn(traject)
    weg(w, bram, hanneke, 5, 9)
    coming = [vooruit.Vooruit(row, VANDAAG + n * DAG) for n in (1, 6)]

    found = [rij["aan"] for rij in vooruit.met_ontvangers(coming, w.regio, on=VANDAAG)]

    assert [words.partition(" (")[0] for words in found] == ["Bram Oosterhuis", "Hanneke Wierda"]


def test_the_names_in_the_timeline_are_those_of_who_did_it(w, bram, hanneke):
    traject = van(w, bram)
    (row,) = afwezig.plan(user=bram, van=VANDAAG, tot=VANDAAG, vervangers={w.regio: hanneke}, on=VANDAAG)

    dossier.notitie(traject=traject, by=hanneke, on=VANDAAG, tekst="Gebeld.")

    assert traject.notities.get().door == hanneke
    assert row.vervanger == hanneke
