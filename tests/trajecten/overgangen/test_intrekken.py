"""The school takes its decision back, over HTTP and beside a colleague who was first."""

from datetime import timedelta

import pytest
from django.urls import reverse

from basis.bsn import REFUSAL
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, done, post, refused, scan, text, url
from trajecten import dossier, workflow
from trajecten.regels import Status
from trajecten.workflow import OvergangGeweigerd, Schoolbesluit

pytestmark = pytest.mark.django_db


def brief(opened, **anders):
    wie = {"datum": "2026-05-11", "naam": "P. de Boer", "functie": "Voorzitter examencommissie", "papier": scan(), "bsn_weg": "on"}
    return {"verklaring": str(opened.code), "reden": "Het dossier was van een ander", **wie, **anders}


@pytest.mark.parametrize("status", [Status.UITREIKING, Status.NAZORG])
def test_the_verklaring_counts_no_more_and_the_school_decides_again(page, w, status):
    traject = leven.naar(w, status)
    verklaring = traject.verklaringen.get()
    address = url(traject, "vaststelling_intrekken")
    assert "Vervang de verklaring" in text(page.get(address))

    refused(post(page, address, brief(verklaring, reden="")), traject, "Vul dit veld in.")
    refused(post(page, address, brief(verklaring, reden=BSN)), traject, REFUSAL)
    refused(post(page, address, brief(verklaring, papier="")), traject, "Voeg het bestand toe.")
    refused(post(page, address, brief(verklaring, datum="2026-03-03")), traject, "Kies een besluitdatum op of na")
    refused(post(page, address, brief(verklaring, verklaring="")), traject, "Open dit formulier opnieuw.")
    verklaring.refresh_from_db()
    assert verklaring.status == "geldig" and not traject.documenten.filter(document__titel__contains="ingetrokken").exists()
    done(post(page, address, brief(verklaring)), traject, Status.VASTSTELLING)

    verklaring.refresh_from_db()
    assert (verklaring.status, verklaring.status_op) == ("ingetrokken", VANDAAG)
    assert verklaring.vaststelling.ingetrokken_op == VANDAAG
    assert (traject.vastgesteld_op, traject.uitgereikt_op, traject.resultaat) == (None, None, "")
    assert (traject.aan_zet, traject.aan_zet_reden) == ("school", "vaststelling")
    waiting = traject.termijnen.get(soort="vaststelling", vervuld_op=None, vervallen_op=None)
    assert waiting.op == VANDAAG + timedelta(days=30), "20 working days from the withdrawal; Hemelvaart and Pinksteren are none"
    line = traject.gebeurtenissen.get(soort="vaststelling_intrekken")
    assert (line.namens, line.reden) == ("school", "Het dossier was van een ander")
    public = text(page.get(reverse("trajecten:verificatie", args=[verklaring.verificatiecode])))
    assert "Ingetrokken op 11 mei 2026" in public and "ander" not in public
    assert "Het dossier was van een ander" in text(page.get(traject.get_absolute_url()))


def test_after_it_the_school_decides_again_under_the_next_number_and_nazorg_goes_on(w):
    traject = leven.naar(w, Status.NAZORG)
    dossier.nazorg(traject=traject, maand=0, uitkomst="werk_hier", datum=VANDAAG, by=w.coordinator, on=VANDAAG)
    first = traject.verklaringen.get()
    besluit = Schoolbesluit(VANDAAG, "P. de Boer", "Directeur", papier=leven.papier())
    workflow.vaststelling_intrekken(traject=traject, verklaring=first, besluit=besluit, reden="Fout", by=w.coordinator, on=VANDAAG)
    w.controleer(VANDAAG)
    workflow.vaststellen(traject=traject, besluit=leven.besluit(w, VANDAAG, behaald=2), by=w.coordinator, on=VANDAAG)
    workflow.uitreiken(traject=traject, datum=VANDAAG, wijze="post", mbo_verklaring="ja", by=w.coordinator, on=VANDAAG)

    traject.refresh_from_db()
    numbers = [(v.volgnummer, v.status) for v in traject.verklaringen.order_by("volgnummer")]
    assert numbers == [(1, "ingetrokken"), (2, "geldig")]
    assert traject.nazorgmetingen.count() == 1
    assert not traject.termijnen.filter(soort="nazorg_0", vervuld_op=None, vervallen_op=None).exists()


def test_a_verklaring_that_was_replaced_meanwhile_is_not_the_one_withdrawn(page, w):
    from tests.trajecten.test_vervangen import vervang

    traject = leven.naar(w, Status.UITREIKING)
    opened = traject.verklaringen.get()
    new = vervang(w, traject, voornamen="Andries Lukas")

    refused(
        post(page, url(traject, "vaststelling_intrekken"), brief(opened)),
        traject,
        f"{opened.nummer} is al vervangen: nu geldt {new.nummer}.",
        "Het dossier was van een ander",
    )
    new.refresh_from_db()
    assert new.status == "geldig"


def test_what_ended_without_a_verklaring_has_none_to_withdraw(page, w):
    traject = leven.naar(w, Status.NAZORG)
    type(traject).objects.filter(pk=traject.pk).update(resultaat="geen")

    answer = page.get(url(traject, "vaststelling_intrekken"))

    assert answer.status_code == 409 and "eindigde zonder praktijkverklaring" in text(answer)


def test_a_coordinator_cannot_withdraw_without_the_letter(w):
    traject = leven.naar(w, Status.UITREIKING)

    with pytest.raises(OvergangGeweigerd, match="schriftelijke besluit"):
        workflow.vaststelling_intrekken(
            traject=traject,
            verklaring=traject.verklaringen.get(),
            besluit=Schoolbesluit(VANDAAG, "P. de Boer", "Directeur"),
            reden="Fout",
            by=w.coordinator,
            on=VANDAAG,
        )
    assert traject.verklaringen.get().status == "geldig"
