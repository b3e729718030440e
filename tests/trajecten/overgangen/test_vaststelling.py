"""The decision of the school, over HTTP: what the pages show, do, keep and refuse."""

import pgtrigger
import pytest

from basis.bsn import REFUSAL
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, done, post, refused, scan, text, url
from trajecten.models import SchoolAfspraak
from trajecten.regels import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def vaststelling(w):
    traject = leven.naar(w, Status.VASTSTELLING)
    w.controleer(VANDAAG)
    return traject


def test_terugsturen_needs_a_reason(page, w, vaststelling):
    refused(post(page, url(vaststelling, "terugsturen"), {"reden": " "}), vaststelling, "Vul dit veld in.")
    refused(post(page, url(vaststelling, "terugsturen"), {"reden": BSN}), vaststelling, REFUSAL)
    done(post(page, url(vaststelling, "terugsturen"), {"reden": "Datum klopt niet"}), vaststelling, Status.BEOORDELING)


def besluit(w, **anders):
    first, second, _ = w.werkprocessen
    return {
        f"besluit-{first.code}": "ja",
        f"besluit-{second.code}": "nee",
        f"reden-{second.code}": "Nog te weinig gezien",
        "datum": "2026-05-11",
        "naam": "P. de Boer",
        "functie": "Voorzitter examencommissie",
        "plaats": "Groningen",
        "papier": scan(),
        "bsn_weg": "on",
        **anders,
    }


def test_vaststellen_registers_the_verklaring_with_what_the_school_decided(page, w, vaststelling):
    afspraak = {"regio": w.regio, "school": w.school, "ondertekenaar": "P. de Boer", "ondertekenaar_functie": "Directeur"}
    SchoolAfspraak.objects.create(**afspraak)
    assert 'value="Directeur"' in text(page.get(url(vaststelling, "vaststellen")))

    done(post(page, url(vaststelling, "vaststellen"), besluit(w)), vaststelling, Status.UITREIKING)

    regels = vaststelling.vaststellingen.get().regels
    assert list(regels.values_list("vastgesteld", "reden")) == [(True, ""), (False, "Nog te weinig gezien")]
    assert ["BSN onleesbaar", "ja"] in vaststelling.gebeurtenissen.get(soort="vaststellen").details


def test_vaststellen_shows_only_what_was_achieved(page, w, vaststelling):
    shown = text(page.get(url(vaststelling, "vaststellen")))

    achieved, _, practised = w.werkprocessen
    assert achieved.titel in shown and practised.titel not in shown


def test_vaststellen_refuses_and_keeps_the_form(page, w, vaststelling):
    first, second, third = w.werkprocessen
    address = url(vaststelling, "vaststellen")
    for anders, sentence in [
        ({f"reden-{second.code}": ""}, f"Vul in waarom de school dit niet vaststelt: {second.nummer}."),
        ({f"besluit-{first.code}": ""}, "Kies ja of nee."),
        ({f"besluit-{first.code}": "nee", f"reden-{first.code}": "Te kort"}, "De school stelt geen enkel werkproces vast."),
        ({"datum": "2026-03-02"}, "op of na de beoordeling"),
        ({"datum": "2026-05-12"}, "deze datum ligt in de toekomst"),
        ({"naam": ""}, "Vul dit veld in."),
        ({"functie": f"Voorzitter {BSN}"}, REFUSAL),
        ({"papier": ""}, "Voeg het bestand toe."),
    ]:
        refused(post(page, address, besluit(w, **anders)), vaststelling, sentence, "Groningen")
    assert not vaststelling.vaststellingen.exists()


def test_vaststellen_wants_a_check_of_the_erkenning_about_the_last_day_of_work(page, w, vaststelling):
    too_early = w.erkenning.checks.order_by("datum").first()
    with pgtrigger.ignore("werkgevers.ErkenningCheck:check_blijft"):
        w.erkenning.checks.exclude(pk=too_early.pk).delete()

    refused(
        post(page, url(vaststelling, "vaststellen"), besluit(w)), vaststelling, "Controleer eerst de erkenning van Kringloop Oost"
    )


def test_the_school_that_makes_its_own_verklaring_gives_the_paper_and_its_number(page, w, vaststelling):
    SchoolAfspraak.objects.create(regio=w.regio, school=w.school, verklaring_bron="school")
    address = url(vaststelling, "vaststellen")

    refused(post(page, address, besluit(w)), vaststelling, "Voeg het bestand toe.", "Kies het bestand opnieuw")
    done(post(page, address, besluit(w, verklaring=scan(), school_nummer="NLC-7")), vaststelling, Status.UITREIKING)

    assert vaststelling.verklaringen.get().school_nummer == "NLC-7"
