"""Handing over, closing, stopping, over HTTP: what the pages show, do, keep and refuse."""

import pytest
from django.urls import reverse

from basis.bsn import REFUSAL
from basis.once import new_key
from documenten.models import Document
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, done, post, refused, text, ticks, url
from trajecten import dossier, evaluaties
from trajecten.models import Plaatsing
from trajecten.regels import Status

pytestmark = pytest.mark.django_db


def uitreiking(**anders):
    return {"datum": "2026-05-11", "wijze": "bijeenkomst", "plaats": "Winschoten", "mbo_verklaring": "volgt", **anders}


def test_uitreiken_records_how_and_where(page, w):
    traject = leven.naar(w, Status.UITREIKING)
    address = url(traject, "uitreiken")
    assert page.get(address).status_code == 200

    refused(post(page, address, uitreiking(plaats="")), traject, "Vul in waar de verklaring is uitgereikt.")
    refused(post(page, address, uitreiking(datum="2026-03-01")), traject, "op of na het besluit van de school", "Winschoten")
    refused(post(page, address, uitreiking(plaats=BSN)), traject, REFUSAL)
    done(post(page, address, uitreiking(wijze="post", plaats="")), traject, Status.NAZORG)


def test_afsluiten_waits_for_the_nazorg_at_uitreiking(page, w):
    traject = leven.naar(w, Status.NAZORG)
    address = url(traject, "afsluiten")
    assert reverse("trajecten:nazorg", args=[traject.code, 0]) in text(page.get(address))

    refused(post(page, address, {}), traject, "Leg eerst de nazorg bij de uitreiking vast.")
    dossier.nazorg(traject=traject, maand=0, uitkomst="werk_hier", datum=VANDAAG, by=w.coordinator, on=VANDAAG)
    done(post(page, address, {}), traject, Status.AFGESLOTEN)


def test_afsluiten_before_the_uitreiking_is_only_for_overlijden(page, w):
    traject = leven.naar(w, Status.UITREIKING)
    address = url(traject, "afsluiten")

    refused(post(page, address, {}), traject, "Leg eerst vast dat de verklaring is uitgereikt.")
    done(post(page, address, {"overleden": "on"}), traject, Status.AFGESLOTEN)
    assert traject.einde_reden == "overlijden"


def stop(**anders):
    return {"reden": "baan_gevonden", "laatste_dag": "2026-05-08", "uren_gedaan": "80", **anders}


def test_stoppen_keeps_reason_day_and_hours(page, w):
    traject = leven.naar(w, Status.LOPEND)
    address = url(traject, "stoppen")
    assert "Verder gegaan" in text(page.get(address))

    refused(post(page, address, stop(reden="overig")), traject, "Schrijf bij de reden", "80")
    refused(post(page, address, stop(laatste_dag="2026-01-01")), traject, "op of na de eerste werkdag")
    refused(post(page, address, stop(laatste_dag="2026-05-12")), traject, "deze datum ligt in de toekomst")
    refused(post(page, address, stop(uren_gedaan="-1")), traject, "0")
    refused(post(page, address, stop(toelichting=BSN)), traject, REFUSAL)
    done(post(page, address, stop()), traject, Status.GESTOPT)


def test_stoppen_first_offers_what_was_achieved(page, w):
    traject = leven.naar(w, Status.LOPEND)
    evaluaties.tussenevaluatie(
        traject=traject,
        by=w.coordinator,
        on=VANDAAG,
        datum=VANDAAG,
        beoordelaar="J. Mulder",
        oordelen={w.werkprocessen[0].pk: ("goed", "")},
    )
    address = url(traject, "stoppen")
    assert url(traject, "beoordeling_starten") in text(page.get(address))

    asked = post(page, address, stop())
    refused(asked, traject, "De deelnemer heeft al iets behaald (B1-K1-W1).")
    done(post(page, address, stop(), bevestig=ticks(asked), bevestig_reden="Wil het niet"), traject, Status.GESTOPT)


def test_uitreiken_waits_for_a_verklaring_that_could_not_be_made_and_it_is_made_again_from_the_dossier(page, w):
    traject = leven.naar(w, Status.UITREIKING)
    paper = traject.verklaringen.get().document
    Document.objects.filter(pk=paper.pk).update(status="mislukt", reden="Het lettertype ontbrak")
    again = reverse("trajecten:document_opnieuw", args=[traject.documenten.get(document=paper).code])

    refused(post(page, url(traject, "uitreiken"), uitreiking()), traject, "kon niet worden gemaakt")
    assert again in text(page.get(traject.get_absolute_url()))
    assert post(page, again, {}).status_code == 303

    paper.refresh_from_db()
    assert (paper.status, paper.reden) == ("besteld", "")
    assert traject.gebeurtenissen.filter(soort="document_opnieuw").exists()
    assert "wordt al gemaakt of is al klaar" in text(page.post(again, {"once": new_key()}, follow=True))
    done(post(page, url(traject, "uitreiken"), uitreiking()), traject, Status.NAZORG)


def test_a_last_day_after_the_agreed_end_is_confirmed(page, w):
    traject = leven.naar(w, Status.LOPEND)
    Plaatsing.objects.update(einddatum="2026-05-01")

    asked = post(page, url(traject, "stoppen"), stop())
    refused(asked, traject, "na de einddatum van de overeenkomst, 1 mei 2026")
    confirmed = stop(bevestig=ticks(asked), bevestig_reden="Mocht de week afmaken")
    done(post(page, url(traject, "stoppen"), confirmed), traject, Status.GESTOPT)
