"""Another traject for the same deelnemer, beside an open one or after one that ended; the person is made once."""

import pytest

from accounts.models import Lidmaatschap, Organisatie, Rol, User
from basis.bsn import REFUSAL
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, post, text, ticks, url
from trajecten import workflow
from trajecten.models import Deelnemer, Traject
from trajecten.regels import Doel, Partij, Status
from trajecten.workflow import OvergangGeweigerd

pytestmark = pytest.mark.django_db


def data(w, **anders):
    return {
        "gemeente": str(w.gemeente.code),
        "startpunt": "werkend",
        "aanmelder_soort": "gemeente",
        "aanmelder_naam": "A. Consulent",
        "aangemeld_op": "2026-05-11",
        "doel": "diploma",
        "leerweg": "bbl",
        **anders,
    }


def test_after_the_end_of_one_traject_another_begins_for_the_same_deelnemer(page, w):
    oud = leven.naar(w, Status.AFGESLOTEN)
    seen = oud.deelnemer.identiteit_gezien_op
    address = url(oud, "nieuw_traject")
    assert page.get(address).context["form"].initial["startpunt"] == "werkzoekend"

    answer = post(page, address, data(w))

    nieuw = Traject.objects.get(vervolg_op=oud)
    assert (answer.status_code, answer["Location"]) == (303, nieuw.get_absolute_url())
    assert (nieuw.deelnemer, nieuw.status, nieuw.doel, nieuw.aan_zet) == (oud.deelnemer, "aangemeld", "diploma", Partij.COORDINATOR)
    assert nieuw.nummer != oud.nummer and nieuw.behandelaar == w.coordinator
    assert Deelnemer.objects.count() == 1 and seen and nieuw.deelnemer.identiteit_gezien_op == seen
    assert nieuw.termijnen.filter(soort="intake_plannen").exists()
    assert oud.gebeurtenissen.get(soort="vervolg").details == [["Traject", nieuw.nummer]]
    assert ["Vervolg op", oud.nummer] in nieuw.gebeurtenissen.get(soort="aanmelden").details
    assert "Vervolg op" in text(page.get(nieuw.get_absolute_url())) and oud.nummer in text(page.get(nieuw.get_absolute_url()))
    assert "Vervolgd door" in text(page.get(oud.get_absolute_url())) and nieuw.nummer in text(page.get(oud.get_absolute_url()))


def test_beside_an_open_traject_it_asks_why_and_then_both_run(page, w):
    oud = leven.naar(w, Status.LOPEND)
    address = url(oud, "nieuw_traject")

    asked = post(page, address, data(w))

    assert f"heeft nog een open traject: {oud.nummer}" in text(asked) and oud.get_absolute_url() in text(asked)
    assert Traject.objects.count() == 1
    answer = post(page, address, data(w), bevestig=ticks(asked), bevestig_reden="Een tweede deel bij een ander bedrijf")
    assert answer.status_code == 303
    nieuw = Traject.objects.get(vervolg_op=oud)
    assert ["Bevestigd", "Een tweede deel bij een ander bedrijf"] in nieuw.gebeurtenissen.get().details
    oud.refresh_from_db()
    assert oud.status == Status.LOPEND


def test_bad_input_keeps_the_form_and_makes_nothing(page, w):
    oud = leven.naar(w, Status.AFGESLOTEN)
    address = url(oud, "nieuw_traject")
    for wrong, sentence in [
        ({"gemeente": "nergens"}, "Kies een van de mogelijkheden"),
        ({"aangemeld_op": "2026-05-12"}, "toekomst"),
        ({"aangemeld_op": "2024-05-12"}, "niet langer dan een jaar geleden"),
        ({"aanmelder_naam": BSN}, REFUSAL),
        ({"aanmelder_naam": ""}, "wie de deelnemer aanmeldt"),
        ({"startpunt": "verzonnen"}, ""),
    ]:
        answer = post(page, address, data(w, **wrong))
        assert answer.status_code == 200 and sentence in text(answer), wrong
    assert Traject.objects.count() == Deelnemer.objects.count() == 1


def test_nobody_begins_a_traject_for_who_died(page, w):
    oud = leven.naar(w, Status.UITREIKING)
    workflow.afsluiten(traject=oud, by=w.coordinator, on=VANDAAG, overleden=True)

    assert "is overleden" in text(post(page, url(oud, "nieuw_traject"), data(w)))
    assert Traject.objects.count() == 1


def test_only_a_coordinator_of_the_regio_begins_another(client, w):
    gemeente = Organisatie.objects.create(soort="gemeente", naam="Gemeente Oldambt")
    consulent = User.objects.create_user("c@voorbeeld.test", "C")
    Lidmaatschap.objects.create(user=consulent, regio=w.regio, rol=Rol.CONSULENT, organisatie=gemeente, vanaf=leven.BEGIN)
    oud = leven.naar(w, Status.INTAKE)
    Traject.objects.update(consulent=consulent, aanmelder=gemeente)
    client.force_login(consulent)

    assert post(client, url(oud, "nieuw_traject"), data(w)).status_code == 403
    for user in (consulent, leven.wereld("FR").coordinator):
        with pytest.raises(OvergangGeweigerd, match="Vraag het een coördinator"):
            workflow.vervolg(traject=oud, aanmelding=leven.aanmelding(w), by=user, on=VANDAAG)

    assert Traject.objects.filter(regio=w.regio).count() == 1


def test_the_second_of_two_presses_makes_no_third(page, w):
    oud = leven.naar(w, Status.AFGESLOTEN)
    body = data(w) | {"once": "k" * 22}

    assert page.post(url(oud, "nieuw_traject"), body)["Location"] == page.post(url(oud, "nieuw_traject"), body)["Location"]

    assert Traject.objects.count() == 2
    assert Traject.objects.get(vervolg_op=oud).doel == Doel.DIPLOMA


def test_a_begeleider_sees_only_those_they_have_a_part_in(client, w):
    oud = leven.naar(w, Status.AFGESLOTEN)
    nieuw = workflow.vervolg(traject=oud, aanmelding=leven.aanmelding(w), by=w.coordinator, on=VANDAAG)
    begeleider = User.objects.create_user("b@voorbeeld.test", "B")
    Lidmaatschap.objects.create(user=begeleider, regio=w.regio, rol=Rol.BEGELEIDER, vanaf=leven.BEGIN)
    Traject.objects.filter(pk=nieuw.pk).update(behandelaar=begeleider)
    client.force_login(begeleider)

    shown = text(client.get(nieuw.get_absolute_url()))

    assert nieuw.nummer in shown
    assert f'href="{oud.get_absolute_url()}"' not in shown
