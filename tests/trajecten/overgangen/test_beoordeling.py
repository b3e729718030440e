"""The final assessment, over HTTP: what the pages show, do, keep and refuse."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from accounts.models import Rol
from basis.bsn import REFUSAL
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, done, post, refused, scan, text, url
from trajecten import evaluaties, termijnen, termijnrijen, workflow
from trajecten.models import Traject
from trajecten.oordelen import behaald as oordelen_van
from trajecten.regels import Status

pytestmark = pytest.mark.django_db


def test_beoordeling_starten_early_asks_for_a_last_day_and_a_reason(page, w):
    traject = leven.naar(w, Status.LOPEND)
    address = url(traject, "beoordeling_starten")
    assert "Eerder afronden" in text(page.get(address))

    refused(post(page, address, {"laatste_dag": "2026-05-20"}), traject, "Vul dit veld in.", "2026-05-20")
    refused(post(page, address, {"laatste_dag": "2027-01-01", "reden": "Klaar"}), traject, "op of vóór de einddatum")
    refused(post(page, address, {"laatste_dag": "2026-01-01", "reden": "Klaar"}), traject, "na de eerste werkdag")
    done(post(page, address, {"laatste_dag": "2026-05-20", "reden": "Heeft een baan"}), traject, Status.BEOORDELING)


def test_beoordeling_starten_at_the_end_asks_nothing(page, w):
    traject = leven.naar(w, Status.LOPEND)
    with time_machine.travel(datetime(2026, 7, 21, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))):  # the einddatum is 28 July
        page.force_login(w.coordinator)
        assert "laatste_dag" not in text(page.get(url(traject, "beoordeling_starten")))
        done(post(page, url(traject, "beoordeling_starten"), {}), traject, Status.BEOORDELING)


def test_an_eindbeoordeling_belongs_to_a_praktijkverklaring(page, w):
    traject = leven.naar(w, Status.LOPEND)
    Traject.objects.filter(pk=traject.pk).update(doel="diploma")

    assert "Dit traject heeft een ander doel." in page.get(url(traject, "beoordeling_starten")).content.decode()
    early = {"laatste_dag": "2026-05-20", "reden": "Klaar"}
    refused(post(page, url(traject, "beoordeling_starten"), early), traject, "Alleen voor een praktijkverklaring")


def oordelen(w, **anders):
    given = zip(w.werkprocessen, ["voldoende", "goed", "oefenen"], strict=True)
    return {
        "datum": "2026-05-08",
        "beoordelaar": "J. Mulder",
        **{f"oordeel-{x.code}": waarde for x, waarde in given},
        "werkt_nog": "ja",
        "kon_alles_oefenen": "nee",
        "in_dienst": "ja",
        "papier": scan(),
        "bsn_weg": "on",
        **anders,
    }


@pytest.fixture
def beoordeling(w):
    return leven.naar(w, Status.BEOORDELING)


def test_beoordeling_indienen_on_paper_keeps_every_judgement_and_logs_the_tick(page, w, beoordeling):
    shown = text(page.get(url(beoordeling, "beoordeling_indienen")))
    assert "Doet dit werk regelmatig zelf en goed." in shown and "Maak het BSN onleesbaar" in shown

    first = w.werkprocessen[0]
    data = oordelen(w, **{f"noot-{first.code}": "Werkt zelfstandig."})
    done(post(page, url(beoordeling, "beoordeling_indienen"), data), beoordeling, Status.VASTSTELLING)

    row = beoordeling.plaatsing.beoordelingen.get(soort="eind")
    assert row.namens and row.document and (row.kon_alles_oefenen, row.in_dienst) == (False, True)
    assert row.oordelen.get(werkproces=first).toelichting == "Werkt zelfstandig."
    assert ["BSN onleesbaar", "ja"] in beoordeling.gebeurtenissen.get(soort="beoordeling_indienen").details


@pytest.mark.parametrize(
    ("anders", "sentence"),
    [
        ({"datum": "2026-05-12"}, "deze datum ligt in de toekomst"),
        ({"datum": "2026-03-02"}, "Kies een datum na de eerste werkdag."),
        ({"papier": ""}, "Voeg het bestand toe."),
        ({"bsn_weg": ""}, "Maak het BSN op het bestand onleesbaar en zet dan dit vinkje."),
        ({"opmerking": BSN}, REFUSAL),
        ({"werkt_nog": ""}, "Kies ja of nee."),
    ],
)
def test_beoordeling_indienen_refuses_and_keeps_the_form(page, w, beoordeling, anders, sentence):
    response = post(page, url(beoordeling, "beoordeling_indienen"), oordelen(w, **anders))

    refused(response, beoordeling, sentence, "J. Mulder")
    assert not beoordeling.plaatsing.beoordelingen.exists()


def test_a_refused_form_with_a_file_asks_for_the_file_again(page, w, beoordeling):
    missing = oordelen(w)
    del missing[f"oordeel-{w.werkprocessen[1].code}"]

    response = post(page, url(beoordeling, "beoordeling_indienen"), missing)

    refused(response, beoordeling, "Kies een oordeel.", "Kies het bestand opnieuw")


@pytest.mark.parametrize(
    ("paper", "sentence"),
    [
        (scan(b"gewone tekst"), "Kies een PDF, JPEG of PNG: dit bestand is iets anders."),
        (scan(name=f"{BSN}.pdf"), "in de naam staat een getal dat een BSN kan zijn"),
        (scan(b""), "dit bestand is leeg"),
    ],
)
def test_a_paper_that_is_not_right_is_refused_with_the_form_kept(page, w, beoordeling, paper, sentence):
    refused(post(page, url(beoordeling, "beoordeling_indienen"), oordelen(w, papier=paper)), beoordeling, sentence, "J. Mulder")


def test_a_judgement_outside_the_scale_is_no_choice(page, w, beoordeling):
    strange = oordelen(w, **{f"oordeel-{w.werkprocessen[0].code}": "tien"})

    refused(post(page, url(beoordeling, "beoordeling_indienen"), strange), beoordeling, "Kies een oordeel van de schaal.")


def test_a_begeleider_who_handles_the_traject_hands_in_the_assessment_and_no_more(client, w, beoordeling):
    begeleider = iemand("Begeleider", Rol.BEGELEIDER)
    client.force_login(begeleider)
    assert client.get(url(beoordeling, "beoordeling_indienen")).status_code == 404
    Traject.objects.filter(pk=beoordeling.pk).update(behandelaar=begeleider)

    for verb in ("stoppen", "vaststellen", "matchen", "herplaatsen", "verlengen"):
        assert client.get(url(beoordeling, verb)).status_code == 403
        assert post(client, url(beoordeling, verb), {}).status_code == 403
    done(post(client, url(beoordeling, "beoordeling_indienen"), oordelen(w)), beoordeling, Status.VASTSTELLING)


def test_people_of_a_leerbedrijf_and_a_school_do_not_reach_these_pages(client, w, beoordeling):
    for rol, organisatie in ((Rol.WERKGEVER, w.leerbedrijf.organisatie), (Rol.SCHOOL, w.school)):
        client.force_login(iemand(rol, rol, organisatie=organisatie, rechten=["begeleiden", "vaststellen"], mandaat="Brief"))
        assert client.get(url(beoordeling, "beoordeling_indienen")).status_code == 403
        assert client.get(url(beoordeling, "vaststellen")).status_code == 403


# --- without the leerbedrijf -----------------------------------------------------------------------------------------


def laatste(traject):
    return url(traject, "laatste_oordelen")


WEG = {"waarom": "weg", "toelichting": "Het bedrijf is failliet; de curator neemt niet op."}


@pytest.fixture
def half(w):
    """In beoordeling, with an evaluation on the way in which one werkproces was good."""
    traject = leven.naar(w, Status.LOPEND)
    day = date(2026, 5, 8)
    first, second, _ = w.werkprocessen
    given = {first.pk: ("goed", ""), second.pk: ("oefenen", "")}
    evaluaties.tussenevaluatie(traject=traject, by=w.coordinator, on=day, datum=day, beoordelaar="J. Mulder", oordelen=given)
    workflow.beoordeling_starten(traject=traject, by=w.coordinator, on=day, laatste_dag=day, reden="Bedrijf stopt")
    traject.refresh_from_db()
    return traject


def test_the_last_recorded_judgements_of_a_leerbedrijf_that_is_gone_go_to_the_school_on_their_own_days(page, w, half):
    given_on = half.plaatsing.beoordelingen.get(soort="tussen").datum
    assert "laatst vastgelegde oordelen" in text(page.get(url(half, "beoordeling_indienen")))
    shown = text(page.get(laatste(half)))
    assert "Goed" in shown and "Geen oordeel" in shown

    done(post(page, laatste(half), WEG), half, Status.VASTSTELLING)

    achieved = oordelen_van(half)
    assert [(o.werkproces, o.datum) for o in achieved] == [(w.werkprocessen[0], given_on)]
    row = half.plaatsing.beoordelingen.get(soort="eind")
    assert (row.zonder_leerbedrijf, row.document, row.oordelen.count()) == ("weg", None, 0)
    assert "Het leerbedrijf deed de eindbeoordeling niet zelf" in text(page.get(url(half, "vaststellen")))
    assert half.gebeurtenissen.get(soort="beoordeling_indienen").reden == WEG["toelichting"]


def test_the_last_judgements_go_without_a_silent_leerbedrijf_only_after_its_last_reminder(page, w, half):
    silent = WEG | {"waarom": "stil"}
    refused(post(page, laatste(half), silent), half, "de laatste herinnering is nog niet voorbij")

    last = termijnen.momenten(next(t for t in termijnrijen.open_termijnen(half) if t.soort == "eindbeoordeling"))[-1]
    with time_machine.travel(datetime.combine(last + timedelta(days=1), time(10), ZoneInfo("Europe/Amsterdam"))):
        page.force_login(w.coordinator)
        done(post(page, laatste(half), silent), half, Status.VASTSTELLING)


def test_the_last_judgements_need_words_a_reason_and_at_least_one_judgement(page, w, half):
    beoordeling = leven.naar(w, Status.BEOORDELING, roepnaam="Bea", achternaam="Smid", geboortejaar=1971, telefoon="050 765 43 21")
    refused(post(page, laatste(half), {"waarom": "weg"}), half, "Vul dit veld in.")
    refused(post(page, laatste(half), {"waarom": "zomaar", "toelichting": BSN}), half, REFUSAL)
    assert "laatst vastgelegde oordelen" not in text(page.get(url(beoordeling, "beoordeling_indienen")))
    refused(post(page, laatste(beoordeling), WEG), beoordeling, "Er is nog geen enkel oordeel vastgelegd.")


def test_a_new_eindbeoordeling_of_the_leerbedrijf_counts_again_after_the_school_sent_the_last_judgements_back(page, w, half):
    post(page, laatste(half), WEG)
    workflow.terugsturen(traject=half, reden="Het bedrijf is er weer", by=w.coordinator, on=date(2026, 5, 11))
    done(post(page, url(half, "beoordeling_indienen"), oordelen(w)), half, Status.VASTSTELLING)

    assert [o.waarde for o in oordelen_van(half)] == ["voldoende", "goed"]
    assert "niet zelf" not in text(page.get(url(half, "vaststellen")))
