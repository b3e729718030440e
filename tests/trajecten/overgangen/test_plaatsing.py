"""Matchen and starten, over HTTP: what the pages show, do, keep and refuse."""

from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from basis.bsn import REFUSAL
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, done, post, refused, text, ticks, url
from trajecten.regels import Status

pytestmark = pytest.mark.django_db


def match_url(traject, w, **anders):
    query = {"leerbedrijf": w.leerbedrijf.code, "kwalificatie": w.kwalificatie.code, **anders}
    return url(traject, "matchen") + "?" + urlencode(query)


def afspraken(w, **anders):
    return {
        "werkprocessen": [str(x.code) for x in w.werkprocessen],
        "praktijkopleider": str(w.opleider.code),
        "school": str(w.school.code),
        "vorm": "stage",
        "dienstverband": "geen",
        "startdatum": "2026-05-25",
        "einddatum": "2026-09-24",
        "uren_per_week": "24,5",
        "uren_totaal": "",
        **anders,
    }


@pytest.fixture
def matching(w):
    w.controleer(VANDAAG)
    return leven.naar(w, Status.MATCHING)


def test_matchen_leads_from_leerbedrijf_by_kwalificatie_to_the_afspraken(page, w, matching):
    address = url(matching, "matchen")

    first = text(page.get(address))
    second = text(page.get(f"{address}?leerbedrijf={w.leerbedrijf.code}"))
    third = text(page.get(match_url(matching, w)))

    assert "Kringloop Oost, Sappemeer" in first and "Met een erkenning" in first
    assert f"?leerbedrijf={w.leerbedrijf.code}&amp;kwalificatie={w.kwalificatie.code}" in second
    assert "B1-K1-W2 Maakt ruimtes gebruiksklaar" in third and "Gecontroleerd op 11 mei 2026" in third


def test_matchen_makes_the_plaatsing_and_proposes_the_hours(page, w, matching):
    response = post(page, match_url(matching, w), afspraken(w))

    done(response, matching, Status.OVEREENKOMST)
    plaatsing = matching.plaatsing
    assert plaatsing.werkprocessen.count() == 3
    assert (plaatsing.uren_per_week, plaatsing.uren_totaal) == (Decimal("24.5"), 431)  # 123 days are 17.57 weeks


def test_matchen_asks_to_confirm_what_is_unusual(page, w, matching):
    odd = afspraken(w, startdatum="2026-05-04", einddatum="2026-06-30")

    asked = post(page, match_url(matching, w), odd)
    refused(asked, matching, "De startdatum 4 mei 2026 is al voorbij.", "korter dan 3 of langer dan 6 maanden")
    half = post(page, match_url(matching, w), odd, bevestig=ticks(asked)[:1], bevestig_reden="Was al begonnen")
    refused(half, matching, "Lees wat ongewoon is", "Was al begonnen")
    done(
        post(page, match_url(matching, w), odd, bevestig=ticks(asked), bevestig_reden="Was al begonnen"),
        matching,
        Status.OVEREENKOMST,
    )

    assert ["Bevestigd", "Was al begonnen"] in matching.gebeurtenissen.get(soort="matchen").details


@pytest.mark.parametrize(
    ("anders", "sentence"),
    [
        ({"einddatum": "2026-05-25"}, "Kies een einddatum na de startdatum."),
        ({"dienstverband": "ander"}, "Vul in bij welke organisatie"),
        ({"dienstverband_organisatie": BSN}, REFUSAL),
        ({"werkprocessen": []}, "Kies minstens één werkproces."),
        ({"werkprocessen": ["00000000-0000-4000-8000-000000000000"]}, "Kies alleen werkprocessen van deze kwalificatie."),
        ({"uren_per_week": "61"}, "60"),
        ({"uren_per_week": "veel"}, "Voer een getal in."),
        ({"praktijkopleider": "x"}, "Kies een van de mogelijkheden uit de lijst."),
    ],
)
def test_matchen_refuses_and_keeps_the_form(page, w, matching, anders, sentence):
    response = post(page, match_url(matching, w), afspraken(w, **anders))

    refused(response, matching, sentence, "2026-05-25")
    assert not matching.plaatsingen.exists()


def test_matchen_refuses_a_werkproces_of_another_kwalificatie(page, w, matching):
    other = list(leven.kwalificatie("25960").werkprocessen())[-1]

    response = post(page, match_url(matching, w), afspraken(w, werkprocessen=[str(other.code)]))

    refused(response, matching, "Kies alleen werkprocessen van deze kwalificatie.")


def test_matchen_offers_only_what_the_erkenning_is_for(page, w, matching):
    inside, outside, _ = w.werkprocessen
    w.erkenning.hele_kwalificatie = False
    w.erkenning.save()
    w.erkenning.werkprocessen.set([inside])

    assert outside.titel not in text(page.get(match_url(matching, w)))
    refused(post(page, match_url(matching, w), afspraken(w)), matching, "waarvoor het leerbedrijf erkend is")
    done(post(page, match_url(matching, w), afspraken(w, werkprocessen=[str(inside.code)])), matching, Status.OVEREENKOMST)


def test_matchen_refuses_a_leerbedrijf_without_erkenning_and_one_checked_too_long_ago(page, w):
    traject = leven.naar(w, Status.MATCHING)
    old = post(page, match_url(traject, w), afspraken(w))
    other = leven.kwalificatie("25960")
    without = post(page, match_url(traject, w, kwalificatie=other.code), afspraken(w, werkprocessen=[]))

    refused(
        old,
        traject,
        "de laatste controle is meer dan 30 dagen geleden",
        reverse("werkgevers:erkenning_controle", args=[w.erkenning.code]),
    )
    refused(without, traject, "is niet erkend voor")


def test_matchen_knows_no_leerbedrijf_of_another_regio(page, w, matching):
    vreemd = leven.wereld("FR")

    assert str(vreemd.leerbedrijf.code) not in text(page.get(url(matching, "matchen")))
    assert "Kies een van de mogelijkheden" in text(page.get(match_url(matching, w, leerbedrijf=vreemd.leerbedrijf.code)))
    response = post(page, match_url(matching, w), afspraken(w, praktijkopleider=str(vreemd.opleider.code)))
    refused(response, matching, "Kies een van de mogelijkheden uit de lijst.")
    assert page.get(match_url(matching, w, kwalificatie="x")).status_code == 404


def start(**anders):
    return {
        "eerste_werkdag": "2026-05-04",
        "inschrijving": "ingeschreven",
        "inschrijving_op": "2026-05-01",
        "voornamen": "Andries Łukasz",
        "geslachtsnaam": "de Wit-Şahin",
        "geboortedatum": "1998-04-12",
        "geboorteplaats": "Winschoten",
        "geboorteland": "Nederland",
        "gezien_door": "M. Veen",
        "gezien_op": "2026-04-20",
        **anders,
    }


@pytest.fixture
def overeenkomst(w):
    return leven.naar(w, Status.OVEREENKOMST)


def test_starten_takes_over_the_names_of_the_identiteitsbewijs(page, w, overeenkomst):
    leven.teken_alles(overeenkomst, w.coordinator, date(2026, 5, 1))
    assert page.get(url(overeenkomst, "starten")).status_code == 200

    done(post(page, url(overeenkomst, "starten"), start()), overeenkomst, Status.LOPEND)

    assert overeenkomst.deelnemer.officiele_naam == "Andries Łukasz de Wit-Şahin"
    assert overeenkomst.plaatsing.inschrijving == "ingeschreven"


def test_starten_waits_for_every_signature(page, w, overeenkomst):
    assert "Nog niet iedereen heeft getekend" in text(page.get(url(overeenkomst, "starten")))

    response = post(page, url(overeenkomst, "starten"), start())

    refused(response, overeenkomst, "Nog niet iedereen heeft de overeenkomst getekend.", "Winschoten")


@pytest.mark.parametrize(
    ("anders", "sentence"),
    [
        ({"eerste_werkdag": "2026-05-12"}, "deze datum ligt in de toekomst"),
        ({"geslachtsnaam": "Шевченко"}, "Latijnse letters"),
        ({"gezien_door": f"M. Veen {BSN}"}, REFUSAL),
        ({"inschrijving": ""}, "Maak een keuze."),
        ({"eerste_werkdag": "2026-04-27"}, "De eerste werkdag ligt vóór de laatste handtekening"),
        ({"geboortedatum": "30-02-1998"}, "Vul een bestaande datum in"),
    ],
)
def test_starten_refuses_and_keeps_the_form(page, w, overeenkomst, anders, sentence):
    leven.teken_alles(overeenkomst, w.coordinator, date(2026, 5, 1))

    refused(post(page, url(overeenkomst, "starten"), start(**anders)), overeenkomst, sentence, "Andries Łukasz")


def test_starten_before_the_last_signature_is_confirmed_with_a_reason(page, w, overeenkomst):
    leven.teken_alles(overeenkomst, w.coordinator, date(2026, 5, 1))
    early = start(eerste_werkdag="2026-04-27")
    asked = post(page, url(overeenkomst, "starten"), early)

    response = post(page, url(overeenkomst, "starten"), early, bevestig=ticks(asked), bevestig_reden="Post was traag")

    done(response, overeenkomst, Status.LOPEND)
