"""What every page does, over HTTP: what the pages show, do, keep and refuse."""

import pytest
from django.urls import resolve

from basis.templatetags.basis import icon
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, done, post, refused, text, url
from trajecten import knoppen
from trajecten.regels import Status

pytestmark = pytest.mark.django_db


def test_the_second_of_two_presses_reads_what_happened(page, w):
    traject = leven.naar(w, Status.AANGEMELD)
    address = url(traject, "intake_starten")
    done(post(page, address, {"datum": "2026-05-20"}), traject, Status.INTAKE)

    response = post(page, address, {"datum": "2026-05-21", "plaats": "Elders"})

    refused(response, traject, "Intake plannen kan niet meer", "misschien was een collega u voor", "Elders")
    assert traject.planningen.count() == 1


VERBS = ["intake_starten", "intake_afronden", "niet_starten", "matchen", "starten", "beoordeling_starten", "beoordeling_indienen"]
VERBS += ["terugsturen", "vaststellen", "uitreiken", "afsluiten", "stoppen", "onderbreken", "hervatten", "herplaatsen", "afronden"]
VERBS += ["afspraken_wijzigen", "verlengen", "vaststelling_intrekken"]


@pytest.mark.parametrize("verb", VERBS)
def test_a_page_opened_at_the_wrong_moment_says_so(page, w, verb):
    traject = leven.naar(w, Status.AFGESLOTEN)

    response = page.get(url(traject, verb))

    assert response.status_code == 409
    assert "kan nu niet: dit traject staat op" in text(response)
    assert traject.get_absolute_url() in text(response)


@pytest.mark.parametrize("verb", VERBS)
def test_a_coordinator_of_another_regio_finds_nothing(client, w, verb):
    traject = leven.naar(w, Status.AANGEMELD)
    client.force_login(leven.wereld("FR").coordinator)

    assert client.get(url(traject, verb)).status_code == 404
    assert post(client, url(traject, verb), {}).status_code == 404


@pytest.mark.parametrize("knop", knoppen.KNOPPEN.values(), ids=lambda knop: knop.overgang)
def test_every_button_leads_to_a_page_and_has_a_drawing(w, knop):
    traject = leven.naar(w, Status.AANGEMELD)

    assert resolve(knop.url(traject)).view_name == knop.url_name
    assert "<svg" in icon(knop.icoon)


def test_a_coordinator_has_the_buttons_of_the_moment_with_the_dangerous_ones_last(w):
    traject = leven.naar(w, Status.BEOORDELING)

    found = knoppen.knoppen(traject, w.coordinator, on=VANDAAG)

    assert found[0].overgang == "beoordeling_indienen"
    assert {"afspraken_wijzigen", "verlengen", "onderbreken", "herplaatsen", "afronden"} < {knop.overgang for knop in found}
    assert [knop.overgang for knop in found if knop.gevaar] == [found[-1].overgang] == ["stoppen"]


def test_nobody_of_another_regio_has_a_button(w):
    traject = leven.naar(w, Status.BEOORDELING)

    assert knoppen.knoppen(traject, leven.wereld("FR").coordinator, on=VANDAAG) == []


def test_the_dossier_offers_what_can_be_done_now(page, w):
    traject = leven.naar(w, Status.BEOORDELING)

    shown = text(page.get(traject.get_absolute_url()))

    assert url(traject, "beoordeling_indienen") in shown and url(traject, "stoppen") in shown
    assert url(traject, "uitreiken") not in shown


BEA = {"roepnaam": "Bea", "achternaam": "Smid", "geboortejaar": 1971, "telefoon": "050 765 43 21"}
