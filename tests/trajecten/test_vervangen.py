"""A verklaring with an error is replaced: over HTTP, what it says, who may, and what stays as it was."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Lidmaatschap, Recht, Rol, User
from basis.bsn import REFUSAL
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, post, scan, text, url
from trajecten import vervangen, workflow
from trajecten.models import SchoolAfspraak, Verklaring
from trajecten.regels import Status
from trajecten.vervangen import Verbetering
from trajecten.workflow import OvergangGeweigerd, Schoolbesluit
from trajecten.workflow.identiteit import Identiteit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel(datetime(2026, 5, 11, 10, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=True):
        yield


def identiteit(**anders) -> Identiteit:
    return Identiteit(**{**vars(leven.identiteit(VANDAAG)), **anders})


def vervang(w, traject, *, by=None, verklaring=None, papier=True, on=VANDAAG, **identiteit_anders) -> Verklaring:
    return vervangen.vervangen(
        traject=traject,
        by=by or w.coordinator,
        on=on,
        verklaring=verklaring or traject.verklaringen.get(status="geldig"),
        besluit=Schoolbesluit(on, "P. de Boer", "Directeur", papier=leven.papier() if papier else None),
        reden="Voornaam fout geschreven",
        wat=Verbetering(identiteit(**identiteit_anders), "P. de Boer", "Voorzitter examencommissie", "Groningen"),
    )


def formulier(opened, **anders):
    return {
        "verklaring": str(opened.code),
        "reden": "Voornaam fout geschreven",
        "voornamen": "Andries Lukas",
        "geslachtsnaam": "de Wit-Şahin",
        "geboortedatum": "1998-04-12",
        "geboorteplaats": "Winschoten",
        "geboorteland": "Nederland",
        "gezien_door": "M. Veen",
        "gezien_op": "2026-05-11",
        "ondertekenaar": "P. de Boer",
        "ondertekenaar_functie": "Voorzitter examencommissie",
        "ondertekenaar_plaats": "Groningen",
        "datum": "2026-05-11",
        "naam": "P. de Boer",
        "functie": "Directeur",
        "papier": scan(),
        "bsn_weg": "on",
        **anders,
    }


def refused(response, traject, *sentences):
    assert response.status_code == 200
    for sentence in sentences:
        assert sentence in text(response)
    assert traject.verklaringen.get().status == "geldig"
    traject.deelnemer.refresh_from_db()
    assert traject.deelnemer.voornamen == "Andries Łukasz"
    assert not traject.gebeurtenissen.filter(soort="vervangen").exists()


@pytest.mark.parametrize("status", [Status.UITREIKING, Status.NAZORG, Status.AFGESLOTEN])
def test_a_misspelt_name_gives_a_new_number_for_the_same_decision(page, w, status):
    traject = leven.naar(w, status)
    old = traject.verklaringen.get()
    address = url(traject, "vervangen")
    assert address in text(page.get(traject.get_absolute_url()))
    assert "Andries Łukasz de Wit-Şahin" in text(page.get(address)), "what was printed before"
    before = (traject.status, traject.resultaat, traject.vastgesteld_op, traject.uitgereikt_op)

    answer = post(page, address, formulier(old))

    assert answer.status_code == 303, text(answer)
    traject.refresh_from_db()
    assert (traject.status, traject.resultaat, traject.vastgesteld_op, traject.uitgereikt_op) == before
    old, new = traject.verklaringen.order_by("volgnummer")
    assert (old.status, old.status_op, old.status_reden) == ("vervangen", VANDAAG, "Voornaam fout geschreven")
    assert (new.status, new.vervangt, new.vaststelling, new.besloten_op) == ("geldig", old, old.vaststelling, old.besloten_op)
    assert new.nummer == "PV-GR-2026-0002" and new.uitgereikt_op is None
    assert new.verificatiecode != old.verificatiecode
    assert new.document.facts["deelnemer"]["naam"] == "Andries Lukas de Wit-Şahin"
    assert new.document.facts["delen"] == old.document.facts["delen"]
    assert old.document.facts["deelnemer"]["naam"] == "Andries Łukasz de Wit-Şahin", "what was decided is what was printed"
    line = traject.gebeurtenissen.get(soort="vervangen")
    assert (line.namens, line.naar) == ("school", "")
    assert ["Vervangt", "PV-GR-2026-0001"] in line.details and ["BSN onleesbaar", "ja"] in line.details
    dossier = text(page.get(traject.get_absolute_url()))
    assert "PV-GR-2026-0001" in dossier and "Vervangt PV-GR-2026-0001" in dossier and "(vervangen)" in dossier


def test_the_public_page_of_the_old_one_tells_of_a_newer_but_not_which(page, w):
    traject = leven.naar(w, Status.NAZORG)
    old = traject.verklaringen.get()
    new = vervang(w, traject, voornamen="Andries Lukas")

    shown = text(page.get(reverse("trajecten:verificatie", args=[old.verificatiecode])))

    assert "Vervangen op 11 mei 2026" in shown and "Er is een nieuwe verklaring" in shown
    assert new.nummer not in shown and new.verificatiecode not in shown
    assert "is geldig" in text(page.get(reverse("trajecten:verificatie", args=[new.verificatiecode])))


def test_what_cannot_be_is_refused_with_the_form_kept_and_nothing_changed(page, w):
    traject = leven.naar(w, Status.NAZORG)
    old = traject.verklaringen.get()
    address = url(traject, "vervangen")

    for anders, sentence in [
        ({"reden": ""}, "Vul dit veld in."),
        ({"reden": BSN}, REFUSAL),
        ({"papier": ""}, "Voeg het bestand toe."),
        ({"bsn_weg": ""}, "Maak het BSN op het bestand onleesbaar"),
        ({"datum": "2026-03-03"}, "Kies een besluitdatum op of na"),
        ({"datum": "2026-05-12"}, "deze datum ligt in de toekomst"),
        ({"geboorteplaats": ""}, "Vul dit veld in."),
        ({"geslachtsnaam": "李"}, "Latijnse"),
        ({"voornamen": "Andries Łukasz"}, "De nieuwe verklaring zou precies hetzelfde zeggen."),
        ({"verklaring": "8a3b6f70-0000-4000-8000-000000000000"}, "Open dit formulier opnieuw."),
    ]:
        refused(post(page, address, formulier(old, **anders)), traject, sentence, "M. Veen")
    assert Verklaring.objects.count() == 1


def test_the_second_of_two_is_told_that_it_was_replaced(page, w):
    traject = leven.naar(w, Status.NAZORG)
    opened = traject.verklaringen.get()
    vervang(w, traject, voornamen="Andries Lukas")

    answer = post(page, url(traject, "vervangen"), formulier(opened, voornamen="Andreas"))

    assert answer.status_code == 200
    assert "PV-GR-2026-0001 is al vervangen: nu geldt PV-GR-2026-0002." in text(answer)
    traject.deelnemer.refresh_from_db()
    assert (traject.deelnemer.voornamen, traject.verklaringen.count()) == ("Andries Lukas", 2)


def test_a_misspelt_name_of_who_decided_is_mended_and_the_decision_stays(page, w):
    traject = leven.naar(w, Status.UITREIKING)
    old = traject.verklaringen.get()

    answer = post(page, url(traject, "vervangen"), formulier(old, voornamen="Andries Łukasz", ondertekenaar="P. den Boer"))

    assert answer.status_code == 303, text(answer)
    new = traject.verklaringen.get(status="geldig")
    assert new.document.facts["besluit"]["ondertekenaar"] == "P. den Boer"
    assert new.document.facts["besluit"]["datum"] == old.document.facts["besluit"]["datum"]


def test_the_number_is_of_the_year_of_the_decision_and_leaves_no_gap(w):
    traject = leven.naar(w, Status.NAZORG)
    later = date(2027, 1, 12)

    new = vervang(w, traject, on=later, voornamen="Andries Lukas")
    newer = vervang(w, traject, on=later, voornamen="Andreas")

    assert [new.nummer, newer.nummer] == ["PV-GR-2026-0002", "PV-GR-2026-0003"]
    assert new.status_op is None and newer.besloten_op.year == 2026
    assert traject.verklaringen.filter(status="geldig").count() == 1


def test_it_is_handed_over_again_and_counted_once(page, w):
    traject = leven.naar(w, Status.NAZORG)
    handed_over = traject.uitgereikt_op
    new = vervang(w, traject, voornamen="Andries Lukas")
    address = url(traject, "overhandigd")
    assert address in text(page.get(traject.get_absolute_url()))
    facts = {"verklaring": str(new.code), "datum": "2026-05-11", "wijze": "opgehaald", "plaats": "Winschoten"}

    for anders, sentence in [
        ({"datum": "2026-05-08"}, "toen verving"),
        ({"plaats": ""}, "Vul in waar"),
        ({"wijze": ""}, "foutenlijst"),
    ]:
        answer = post(page, address, facts | anders)
        assert answer.status_code == 200 and sentence in text(answer)
    assert post(page, address, facts).status_code == 303

    new.refresh_from_db()
    traject.refresh_from_db()
    assert (new.uitgereikt_op, traject.uitgereikt_op) == (VANDAAG, handed_over)
    assert traject.status == Status.NAZORG
    assert "al overhandigd" in text(post(page, address, facts))
    assert address not in text(page.get(traject.get_absolute_url()))


def test_the_mbo_verklaring_that_was_to_follow_still_follows(w):
    traject = leven.naar(w, Status.UITREIKING)
    workflow.uitreiken(traject=traject, datum=VANDAAG, wijze="post", mbo_verklaring="volgt", by=w.coordinator, on=VANDAAG)
    traject.refresh_from_db()

    vervang(w, traject, voornamen="Andries Lukas")

    assert traject.termijnen.filter(soort="mbo_verklaring", vervuld_op=None, vervallen_op=None).exists()


def test_a_school_with_its_own_paper_gives_the_new_one_and_its_number(page, w):
    SchoolAfspraak.objects.create(regio=w.regio, school=w.school, verklaring_bron="school")
    traject = leven.naar(w, Status.VASTSTELLING)
    w.controleer(VANDAAG)
    own = {**vars(leven.besluit(w, VANDAAG)), "verklaring": leven.papier(), "school_nummer": "NLC-7"}
    workflow.vaststellen(traject=traject, besluit=workflow.Besluit(**own), by=w.coordinator, on=VANDAAG)
    old = traject.verklaringen.get()
    address = url(traject, "vervangen")

    assert "Voeg het bestand toe." in text(post(page, address, formulier(old, school_nummer="NLC-8")))
    assert post(page, address, formulier(old, school_nummer="NLC-8", school_verklaring=scan())).status_code == 303

    new = traject.verklaringen.get(status="geldig")
    assert (new.bron, new.school_nummer, new.nummer) == ("school", "NLC-8", "PV-GR-2026-0002")
    assert new.document.herkomst == "upload"


def _school(w, *rechten):
    user = User.objects.create_user(f"school{User.objects.count()}@voorbeeld.test", "School")
    Lidmaatschap.objects.create(
        user=user, regio=w.regio, rol=Rol.SCHOOL, organisatie=w.school, rechten=list(rechten), vanaf=leven.BEGIN
    )
    return user


def test_the_school_itself_needs_no_letter_and_another_may_not(w):
    traject = leven.naar(w, Status.UITREIKING)

    with pytest.raises(OvergangGeweigerd, match="schriftelijke besluit"):
        vervang(w, traject, papier=False, voornamen="Andries Lukas")
    for nobody in (_school(w, Recht.TEKENEN), leven.wereld("FR").coordinator):
        with pytest.raises(OvergangGeweigerd, match="mag u bij dit traject niet"):
            vervang(w, traject, by=nobody, voornamen="Andries Lukas")
    assert Verklaring.objects.count() == 1
    new = vervang(w, traject, by=_school(w, Recht.VASTSTELLEN), papier=False, voornamen="Andries Lukas")

    assert new.status == "geldig"
    assert traject.gebeurtenissen.get(soort="vervangen").namens == ""


def test_before_there_is_a_verklaring_the_page_says_so(page, w):
    traject = leven.naar(w, Status.VASTSTELLING)

    for verb in ("vervangen", "overhandigd"):
        answer = page.get(url(traject, verb))
        assert answer.status_code == 409 and "geen geldige verklaring" in text(answer)


def test_nobody_of_another_regio_finds_the_pages(client, w):
    traject = leven.naar(w, Status.NAZORG)
    client.force_login(leven.wereld("FR").coordinator)

    assert {client.get(url(traject, verb)).status_code for verb in ("vervangen", "overhandigd")} == {404}


def test_a_look_at_the_public_page_is_counted_but_is_no_history(client, w):
    verklaring = leven.naar(w, Status.UITREIKING).verklaringen.get()
    history = verklaring.events.count()

    for _ in range(2):
        client.get(reverse("trajecten:verificatie", args=[verklaring.verificatiecode]))

    verklaring.refresh_from_db()
    assert (verklaring.keren_gecontroleerd, verklaring.events.count()) == (2, history)
    Verklaring.objects.filter(pk=verklaring.pk).update(status_reden="Iets")
    assert verklaring.events.count() == history + 1, "control: a change does count as history"


def test_the_day_it_was_replaced_is_no_day_of_the_new_one(w):
    """A termijn that ran goes on: nothing is asked anew."""
    traject = leven.naar(w, Status.UITREIKING)
    before = list(traject.termijnen.order_by("pk").values_list("soort", "op", "vervuld_op", "vervallen_op"))

    vervang(w, traject, on=VANDAAG + timedelta(days=1), voornamen="Andries Lukas")

    assert list(traject.termijnen.order_by("pk").values_list("soort", "op", "vervuld_op", "vervallen_op")) == before
