"""The final assessment, over HTTP: what the pages show, do, keep and refuse."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from accounts.models import Rol
from basis.bsn import REFUSAL
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, done, post, refused, scan, text, url
from trajecten.models import Traject
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


def test_a_begeleider_who_handles_the_traject_waits_for_pages_that_show_less(client, w, beoordeling):
    """What a begeleider may do stands in test_workflow; these pages show the whole dossier."""
    begeleider = iemand("Begeleider", Rol.BEGELEIDER)
    client.force_login(begeleider)
    assert client.get(url(beoordeling, "beoordeling_indienen")).status_code == 404
    Traject.objects.filter(pk=beoordeling.pk).update(behandelaar=begeleider)

    for verb in ("beoordeling_indienen", "stoppen", "vaststellen", "matchen"):
        assert client.get(url(beoordeling, verb)).status_code == 403
    assert post(client, url(beoordeling, "beoordeling_indienen"), oordelen(w)).status_code == 403


def test_people_of_a_leerbedrijf_and_a_school_do_not_reach_these_pages(client, w, beoordeling):
    for rol, organisatie in ((Rol.WERKGEVER, w.leerbedrijf.organisatie), (Rol.SCHOOL, w.school)):
        client.force_login(iemand(rol, rol, organisatie=organisatie, rechten=["begeleiden", "vaststellen"], mandaat="Brief"))
        assert client.get(url(beoordeling, "beoordeling_indienen")).status_code == 403
        assert client.get(url(beoordeling, "vaststellen")).status_code == 403
