"""The window in which a subsidy can be asked: who is told, until when, and how a leerbedrijf says that it did (domein §8, §9)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Recht, Rol
from basis.once import new_key
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.herinneringen.hulp import bundel
from trajecten import aan_zet, financiering, financieringsregels, termijnen, workflow
from trajecten.feiten import Feiten, Subsidie, lees
from trajecten.herinneringen import plannen
from trajecten.models import Financiering, FinancieringRegel, Herinnering, Traject
from trajecten.regels import Partij, Status
from trajecten.termijnrijen import als_open
from trajecten.workflow.herplaatsen import Afscheid

pytestmark = pytest.mark.django_db
S = Status
DAG = timedelta(days=1)
SUBSIDIE = "subsidie_praktijkleren"
SLUIT = date(2026, 11, 27)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def om(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=AMSTERDAM)


@pytest.fixture
def venster():
    days = {"geldig_van": date(2026, 8, 1), "venster_van": om(date(2026, 11, 2)), "venster_tot": om(SLUIT, 17)}
    return FinancieringRegel.objects.create(bron=SUBSIDIE, vermelding="RVO, aanvraagperiode van 2026", **days)


@pytest.fixture
def traject(w) -> Traject:
    return leven.naar(w, S.LOPEND)


def bron(traject: Traject, **anders) -> Financiering:
    plaatsing = traject.plaatsing
    days = {"van": plaatsing.startdatum, "tot": plaatsing.einddatum}
    return traject.financieringen.create(**({"bron": SUBSIDIE, "plaatsing": plaatsing} | days | anders))


def bij(traject: Traject, on: date) -> list:
    aan_zet.bijwerken(traject, on=on)
    return list(traject.termijnen.open().filter(soort="subsidie").order_by("sleutel"))


# --- the rule ------------------------------------------------------------------------------------------------------------------


def test_the_window_that_counts_is_the_first_that_closes_after_the_period(venster):
    later = FinancieringRegel.objects.create(
        bron=SUBSIDIE, geldig_van=date(2027, 8, 1), venster_tot=om(date(2027, 11, 26), 17), vermelding="2027"
    )

    assert financieringsregels.venster(SUBSIDIE, date(2026, 9, 30)) == venster
    assert financieringsregels.venster(SUBSIDIE, SLUIT) == venster
    assert financieringsregels.venster(SUBSIDIE, SLUIT + DAG) == later
    assert financieringsregels.venster(SUBSIDIE, date(2025, 11, 1)) is None  # more than a year ago
    assert financieringsregels.venster("slim", date(2026, 9, 30)) is None


def test_the_leerbedrijf_and_who_sees_to_it_are_told_and_a_closed_period_moves_nothing():
    f = Feiten(
        status=S.NAZORG,
        aangemeld_op=date(2026, 1, 5),
        subsidies=(Subsidie("7", SLUIT, zelf=True),),
        gesloten={Partij.LEERBEDRIJF: ((date(2026, 11, 20), date(2026, 12, 20)),)},
    )

    asked = {(e.partij, e.op) for e in termijnen.eisen(f) if e.soort == "subsidie"}

    assert asked == {(Partij.LEERBEDRIJF, SLUIT), (Partij.COORDINATOR, SLUIT)}
    other = replace(f, subsidies=(Subsidie("7", SLUIT, zelf=False),))
    assert [e.partij for e in termijnen.eisen(other) if e.soort == "subsidie"] == [Partij.COORDINATOR]


def test_it_waits_until_the_window_closes_and_no_longer(traject, venster):
    bron(traject)

    rows = bij(traject, SLUIT)

    assert [(row.partij, row.op) for row in rows] == [("coordinator", SLUIT), ("leerbedrijf", SLUIT)]
    early = replace(als_open(rows[0]), ontstaan_op=date(2026, 1, 1))
    assert [(SLUIT - day).days for day in termijnen.momenten(early)] == [42, 30, 7]
    assert bij(traject, SLUIT + DAG) == []


@pytest.mark.parametrize("anders", [{"bron": "slim"}, {"status": "afgewezen"}, {"status": "toegekend"}, {"tot": SLUIT + DAG}])
def test_what_needs_no_asking_is_not_asked(traject, venster, anders):
    bron(traject, **anders)

    assert bij(traject, date(2026, 10, 1)) == []


def test_a_pause_asks_it_not_and_the_return_does(w, traject, venster):
    bron(traject)
    on = traject.status_sinds + 7 * DAG
    assert bij(traject, on)
    back, words = on + 14 * DAG, {"reden": "overig", "toelichting": "Even weg"}
    workflow.onderbreken(traject=traject, van=on, verwacht_terug=back, by=w.coordinator, on=on, **words)
    traject.refresh_from_db()
    assert bij(traject, on) == []

    workflow.hervatten(traject=traject, datum=back, by=w.coordinator, on=back)

    traject.refresh_from_db()
    assert len(bij(traject, back)) == 2


def test_of_a_former_leerbedrijf_the_coordinator_is_told_and_not_the_next_one(w, traject, venster):
    """The next one may not even know of it (domein §7)."""
    row = bron(traject)
    on = traject.status_sinds + 28 * DAG
    assert {r.partij for r in bij(traject, on)} == {"coordinator", "leerbedrijf"}

    gone = Afscheid(on, 80, oordelen={})
    traject = workflow.herplaatsen(traject=traject, reden="reistijd", afscheid=gone, by=w.coordinator, on=on)
    assert [r.partij for r in bij(traject, on)] == ["coordinator"], "also while another leerbedrijf is looked for"
    leven.STAPPEN[S.OVEREENKOMST](w, traject, on + 7 * DAG)
    traject = Traject.objects.get(pk=traject.pk)
    leven.STAPPEN[S.LOPEND](w, traject, on + 21 * DAG)
    traject = Traject.objects.get(pk=traject.pk)

    assert [(r.partij, r.sleutel) for r in bij(traject, on + 21 * DAG)] == [("coordinator", f"coordinator:{row.pk}")]
    own = bron(traject)
    assert f"leerbedrijf:{own.pk}" in {r.sleutel for r in bij(traject, on + 21 * DAG)}


def test_the_person_of_the_leerbedrijf_gets_one_mail_and_it_stops_when_it_was_asked(w, traject, venster):
    boss = iemand("Berta Baas", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.TEKENEN])
    bron(traject)
    first = SLUIT - 42 * DAG
    traject.termijnen.open().update(kijk_op=None)
    rows = bij(traject, traject.status_sinds)
    (row,) = [row for row in rows if row.partij == "leerbedrijf"]

    plannen.plan(traject.pk, on=first, at=om(first))
    assert bundel(om(first)) >= 1
    assert [h.ontvanger for h in Herinnering.objects.filter(termijn=row)] == [boss]
    financiering.aangevraagd(traject=traject, by=boss, on=first, plaatsing=traject.plaatsing, datum=first)

    row.refresh_from_db()
    assert row.vervuld_op == first
    assert not traject.termijnen.open().filter(soort="subsidie").exists()


def test_the_facts_name_each_subsidy_by_itself(traject, venster):
    one, two = bron(traject), bron(traject, van=date(2026, 1, 1), tot=date(2026, 2, 1), voor="school")

    found = {s.sleutel: s.zelf for s in lees(traject, on=date(2026, 5, 1)).subsidies}

    assert found == {str(one.pk): True, str(two.pk): False}


# --- the page of the leerbedrijf -------------------------------------------------------------------------------------------------


@pytest.fixture
def boss(client, w):
    user = iemand("Berta Baas", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.TEKENEN])
    client.force_login(user)
    with time_machine.travel(om(SLUIT - 30 * DAG)):
        yield user


def stuur(client, traject: Traject, datum: str):
    url = reverse("portaal:subsidie", args=[traject.plaatsing.code])
    return client.post(url, {"datum": datum, "once": new_key()}, follow=True)


def test_the_leerbedrijf_reads_until_when_and_says_it_was_asked(client, traject, venster, boss):
    row = bron(traject, bedrag_gevraagd=1234)
    bij(traject, SLUIT - 30 * DAG)
    url = reverse("portaal:subsidie", args=[traject.plaatsing.code])

    assert url in client.get(reverse("portaal:thuis")).content.decode()
    words = client.get(url).content.decode()
    assert "27 november 2026" in words and "eH3" in words and "1234" not in words
    done = stuur(client, traject, "26-10-2026")

    assert "De coördinator ziet dat de subsidie is aangevraagd." in done.content.decode()
    row.refresh_from_db()
    assert (row.status, row.aangevraagd_op) == ("aangevraagd", date(2026, 10, 26))
    line = traject.gebeurtenissen.filter(soort="financiering").get()
    assert line.door == boss and "1234" not in str(line.details)
    assert client.get(url).status_code == 409


@pytest.mark.parametrize(
    ("datum", "zin"),
    [("", "Kies een datum."), ("31-12-2026", "toekomst"), ("01-01-2026", "op of na de eerste werkdag"), ("gisteren", "datum")],
)
def test_a_wrong_day_is_told_and_nothing_changes(client, traject, venster, boss, datum, zin):
    row = bron(traject)

    assert zin in stuur(client, traject, datum).content.decode()
    row.refresh_from_db()
    assert (row.status, row.aangevraagd_op) == ("overwogen", None)


def test_who_may_not_sign_for_the_leerbedrijf_may_not_say_so(client, w, traject, venster):
    bron(traject)
    others = [
        iemand("Mo Zaal", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.BEGELEIDEN]),
        iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.TEKENEN]),
    ]
    for user in others:
        client.force_login(user)
        assert stuur(client, traject, "26-10-2026").status_code == 403

    assert not Financiering.objects.exclude(status="overwogen").exists()


def test_a_coordinator_records_the_day_on_the_dossier(client, w, traject, venster):
    row = bron(traject)
    bij(traject, date(2026, 5, 1))
    client.force_login(w.coordinator)
    data = {"bron": SUBSIDIE, "plaatsing": str(traject.plaatsing.code), "voor": "leerbedrijf", "versie": row.versie}
    data |= {"van": "30-03-2026", "tot": "30-09-2026", "aangevraagd_op": "26-10-2026"}
    with time_machine.travel(om(date(2026, 10, 27))):
        url = reverse("trajecten:financiering", args=[row.code])
        wrong = client.post(url, data | {"status": "overwogen", "once": new_key()})
        assert "Kies dan Aangevraagd" in wrong.content.decode()
        client.post(url, data | {"status": "aangevraagd", "once": new_key()})

    assert set(traject.termijnen.filter(soort="subsidie").values_list("vervuld_op", flat=True)) == {date(2026, 10, 26)}
