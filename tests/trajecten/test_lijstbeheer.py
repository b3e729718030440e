"""The lists of domein §3 as a beheerder makes them those of the regio: names, use and order; the codes are fixed."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from basis.once import new_key
from tests.trajecten import leven
from trajecten import beeld, lijstbeheer, lijsten
from trajecten.forms.aanmelden import AanmeldenForm
from trajecten.models import Lijstwaarde, Lijstwijziging
from trajecten.regels import Status

pytestmark = pytest.mark.django_db
CODES = lijsten.codes("startpunt")
NU = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def als_beheerder(client, beheerder):
    client.force_login(beheerder)
    return client


def url(lijst: str = "startpunt") -> str:
    return reverse("trajecten:lijst", args=[lijst])


def ingevuld(client, lijst: str = "startpunt", **anders) -> dict:
    """The form as the page shows it, with some values typed over; None unticks."""
    form = client.get(url(lijst)).context["form"]
    data = {bound.html_name: bound.value() for bound in form} | anders
    return {key: "on" if value is True else value for key, value in data.items() if value is not False and value is not None} | {
        "once": new_key()
    }


def stuur(client, lijst: str = "startpunt", **anders):
    return client.post(url(lijst), ingevuld(client, lijst, **anders))


def fouten(response) -> str:
    assert response.status_code == 200
    return str(response.context["form"].errors)


def test_beheer_leads_to_every_list(als_beheerder):
    assert reverse("trajecten:lijsten") in als_beheerder.get(reverse("accounts:beheer")).content.decode()
    html = als_beheerder.get(reverse("trajecten:lijsten")).content.decode()

    assert set(lijstbeheer.NAMEN) == set(lijsten.LIJSTEN)
    for lijst in lijsten.LIJSTEN:
        assert url(lijst) in html
        assert als_beheerder.get(url(lijst)).status_code == 200


def test_a_regio_gives_a_value_its_own_name_and_who_did_so_is_kept(als_beheerder, beheerder, groningen, friesland):
    response = stuur(als_beheerder, label_werkzoekend="Zoekt werk")

    assert response.status_code == 303
    assert lijsten.label(groningen, "startpunt", "werkzoekend") == "Zoekt werk"
    assert ("werkzoekend", "Zoekt werk") in lijsten.keuzes(groningen, "startpunt")
    assert lijsten.label(friesland, "startpunt", "werkzoekend") == "Werkzoekend"
    change = Lijstwijziging.objects.get()
    assert (change.door, change.nummer, change.details) == (beheerder, 1, [["Werkzoekend", "heet nu Zoekt werk"]])
    assert "heet nu Zoekt werk" in als_beheerder.get(url()).content.decode()


def test_a_value_that_is_off_is_not_offered_and_stays_readable_where_it_was_chosen(als_beheerder):
    w = leven.wereld()
    traject = leven.naar(w, Status.AANGEMELD)
    type(traject).objects.filter(pk=traject.pk).update(startpunt="werkend", doelgroepen=["jongere"])
    traject.belemmeringen.create(soort="taal", van=leven.BEGIN)

    stuur(als_beheerder, label_werkend="Werkt al", aan_werkend=None)
    stuur(als_beheerder, "doelgroep", aan_jongere=None)
    stuur(als_beheerder, "belemmering", label_taal="Nederlands", aan_taal=None)

    form = AanmeldenForm(regio=w.regio)
    assert "werkend" not in dict(form.fields["startpunt"].choices)
    assert "jongere" not in dict(form.fields["doelgroepen"].choices)
    traject.refresh_from_db()
    page = beeld.dossier(traject, w.coordinator, on=leven.BEGIN)
    assert (page["startpunt"], page["doelgroepen"], page["belemmeringen"]) == ("Werkt al", ["Jongere tot 27"], ["Nederlands"])
    assert ("taal", "Nederlands") in lijsten.keuzes(w.regio, "belemmering", ook=["taal"])
    assert "taal" not in dict(lijsten.keuzes(w.regio, "belemmering"))


def test_a_default_that_is_off_can_be_put_in_use(als_beheerder, groningen):
    assert "dagbesteding" not in dict(lijsten.keuzes(groningen, "startpunt"))

    stuur(als_beheerder, aan_dagbesteding="on")

    assert "dagbesteding" in dict(lijsten.keuzes(groningen, "startpunt"))


@pytest.mark.parametrize(
    ("code", "plaats", "volgorde"),
    [
        ("anders", "1", ["anders", *CODES[:-1]]),
        ("werkzoekend", "3", [*CODES[1:3], "werkzoekend", *CODES[3:]]),
        ("werkzoekend", "1", CODES),
        ("werkend", "99", [CODES[0], *CODES[2:], "werkend"]),
    ],
)
def test_a_value_goes_to_the_place_that_is_typed(als_beheerder, groningen, code, plaats, volgorde):
    stuur(als_beheerder, **{f"plaats_{code}": plaats})

    assert list(lijsten.labels(groningen, "startpunt")) == volgorde


@pytest.mark.parametrize(
    ("lijst", "anders", "zin"),
    [
        ("startpunt", {f"aan_{code}": None for code in CODES}, "Laat minstens één waarde aan"),
        ("startpunt", {"label_werkend": "werkzoekend"}, "staat er twee keer in"),
        ("startpunt", {"label_werkend": ""}, "Geef “Werkend” een naam."),
        ("startpunt", {"label_werkend": "Bijstandsuitkering"}, "gezondheid, soort uitkering en straf leggen we niet vast"),
        ("doelgroep", {"label_jongere": "Heeft een arbeidsbeperking"}, "leggen we niet vast"),
        ("onderbreken", {"label_persoonlijk": "Ziekte"}, "leggen we niet vast"),
        ("schaal", {"uitleg_goed": "Ook met een diagnose"}, "leggen we niet vast"),
        ("schaal", {"uitleg_goed": ""}, "Leg deze stap uit in één zin."),
        ("startpunt", {"label_werkend": "123456782"}, "BSN"),
        ("startpunt", {"label_werkend": "工作"}, "komt ook op papier"),
        ("startpunt", {"plaats_werkend": "0"}, "Vul een getal in van 1 tot en met 99."),
        ("startpunt", {"versie": ""}, "Open dit formulier opnieuw."),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(als_beheerder, lijst, anders, zin):
    response = stuur(als_beheerder, lijst, **anders)

    assert zin in fouten(response)
    assert not Lijstwaarde.objects.exists()
    assert not Lijstwijziging.objects.exists()
    for name, value in anders.items():
        if value and name.startswith("label_"):
            assert value in response.content.decode()


@pytest.mark.parametrize(
    ("lijst", "code"),
    [("stoppen", "overlijden"), ("stoppen", "overig"), ("niet_starten", "dubbel_aangemeld"), ("uitkomst", "onbekend")],
)
def test_what_the_system_needs_stays_on_whatever_is_sent(als_beheerder, groningen, lijst, code):
    stuur(als_beheerder, lijst, **{f"aan_{code}": None, f"label_{code}": "Anders gezegd"})

    assert (code, "Anders gezegd") in lijsten.keuzes(groningen, lijst)


@pytest.mark.parametrize(
    ("nieuw", "zin"),
    [
        (lambda rows: rows[1:], "liggen vast"),
        (lambda rows: [*rows, lijstbeheer.Regel("eigen", "Eigen bedacht", True, 9)], "liggen vast"),
        (lambda rows: [lijstbeheer.Regel(r.code, r.label, r.code != "goed", r.volgorde, r.uitleg) for r in rows], "blijft aan"),
        (lambda rows: [lijstbeheer.Regel(r.code, r.label, True, 9 - r.volgorde, r.uitleg) for r in rows], "houden hun volgorde"),
    ],
)
def test_the_scale_keeps_its_steps_in_their_order_and_gets_no_others(beheerder, groningen, nieuw, zin):
    rows = lijstbeheer.regels(groningen, "schaal")

    with pytest.raises(lijstbeheer.LijstGeweigerd, match=zin):
        lijstbeheer.bewaar(regio=groningen, lijst="schaal", nieuw=nieuw(rows), geopend_met=0, by=beheerder, at=NU)

    assert not Lijstwaarde.objects.exists()


def test_the_scale_has_the_words_of_the_regio_on_paper(als_beheerder, groningen):
    stuur(als_beheerder, "schaal", label_oefenen="Leert het", uitleg_oefenen="Doet het samen met een collega.")

    assert lijsten.label(groningen, "schaal", "oefenen") == "Leert het"
    assert lijsten.schaal_uitleg(groningen)["oefenen"] == "Doet het samen met een collega."
    assert lijsten.schaal_uitleg(groningen)["goed"] == lijsten.SCHAAL_UITLEG["goed"]


def test_of_two_who_edit_at_once_the_second_sees_both_and_can_go_on(als_beheerder, groningen):
    late = ingevuld(als_beheerder, label_werkend="Heeft werk")
    stuur(als_beheerder, label_werkend="Aan het werk")

    response = als_beheerder.post(url(), late)

    html = response.content.decode()
    assert response.status_code == 409
    assert "Aan het werk" in html and "Heeft werk" in html
    assert lijsten.label(groningen, "startpunt", "werkend") == "Aan het werk"
    again = response.context["form"].data.copy()
    again["once"] = new_key()
    assert als_beheerder.post(url(), again).status_code == 303
    assert lijsten.label(groningen, "startpunt", "werkend") == "Heeft werk"
    assert Lijstwijziging.objects.count() == 2


def test_saving_what_is_there_already_is_no_change(als_beheerder):
    assert stuur(als_beheerder).status_code == 303

    assert not Lijstwijziging.objects.exists()
    assert not Lijstwaarde.objects.exists()


def test_a_list_that_does_not_exist_is_not_found(als_beheerder):
    assert als_beheerder.get(url("uitkeringen")).status_code == 404


def test_a_coordinator_may_not(client, coordinator):
    client.force_login(coordinator)

    assert client.get(url()).status_code == client.get(reverse("trajecten:lijsten")).status_code == 403


def test_the_page_asks_the_database_as_much_after_many_changes(als_beheerder):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            als_beheerder.get(url("stoppen"))
        return len(asked)

    stuur(als_beheerder, "stoppen", label_taal="Nederlands")
    queries()
    before = queries()
    for n in range(3):
        stuur(als_beheerder, "stoppen", label_taal=f"Taal {n}", label_vervoer_kinderopvang=f"Vervoer {n}")

    assert queries() == before
