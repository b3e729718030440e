"""The pages of the overgangen over HTTP: what each shows, does, keeps and refuses."""

from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pgtrigger
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Rol
from basis.bsn import REFUSAL
from basis.once import new_key
from tests.personen import iemand
from tests.trajecten import leven
from trajecten import dossier
from trajecten.models import Deelnemer, SchoolAfspraak, Traject
from trajecten.regels import Status

pytestmark = pytest.mark.django_db

VANDAAG = date(2026, 5, 11)  # ten weeks after leven.BEGIN, a Monday
BSN = "123456782"


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel(datetime(2026, 5, 11, 10, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=True):
        yield


@pytest.fixture
def w():
    return leven.wereld()


@pytest.fixture
def page(client, w):
    client.force_login(w.coordinator)
    return client


def url(traject, verb):
    return reverse(f"trajecten:{verb}", args=[traject.code])


def post(page, address, data, **meer):
    return page.post(address, {"once": new_key(), **data, **meer})


def text(response) -> str:
    return response.content.decode()


def refused(response, traject, *sentences):
    """Shown again with the reasons, and the traject is as it was."""
    assert response.status_code == 200, response.status_code
    for sentence in sentences:
        assert sentence in text(response)
    status, changed = traject.status, traject.gebeurtenissen.count()
    traject.refresh_from_db()
    assert traject.status == status
    assert traject.gebeurtenissen.count() == changed


def done(response, traject, status):
    """Answered by a redirect to the dossier, with this status."""
    assert response.status_code == 303, text(response)
    assert response["Location"] == traject.get_absolute_url()
    traject.refresh_from_db()
    assert traject.status == status


# --- aanmelden -----------------------------------------------------------------------------------------------------


def aanmelding(w, **anders):
    return {
        "roepnaam": "Aïsha",
        "achternaam": "El Idrissi",
        "geboortedatum_0": "",
        "geboortedatum_1": "",
        "geboortedatum_2": "2001",
        "telefoon": "06 12 34 56 78",
        "gemeente": str(w.gemeente.code),
        "startpunt": "werkzoekend",
        "doelgroepen": ["jongere"],
        "aanmelder_soort": "gemeente",
        "aanmelder_naam": "A. Consulent",
        "doel": "praktijkverklaring",
        "leerweg": "derde_leerweg",
        **anders,
    }


AANMELDEN = "/trajecten/aanmelden/"


def test_aanmelden_registers_somebody_of_whom_only_the_year_of_birth_is_known(page, w):
    assert page.get(AANMELDEN).status_code == 200

    response = post(page, AANMELDEN, aanmelding(w))

    traject = Traject.objects.get()
    assert response["Location"] == traject.get_absolute_url()
    assert (traject.deelnemer.geboortejaar, traject.deelnemer.geboortemaand) == (2001, None)
    assert traject.doelgroepen == ["jongere"]
    assert traject.behandelaar == w.coordinator


@pytest.mark.parametrize(
    ("anders", "sentence"),
    [
        ({"roepnaam": "", "achternaam": ""}, "Vul een roepnaam of een achternaam in."),
        ({"telefoon": ""}, "Vul in hoe we de deelnemer bereiken"),
        ({"geboortedatum_2": ""}, "Vul in elk geval het geboortejaar in."),
        ({"geboortedatum_0": "30", "geboortedatum_1": "2"}, "Vul een dag in die bestaat."),
        ({"geboortedatum_0": "30"}, "Kies ook de maand, of laat de dag leeg."),
        ({"geboortedatum_2": "2099"}, "Kies een geboortedatum in het verleden."),
        ({"aanmelder_naam": ""}, "Vul in wie de deelnemer aanmeldt"),
        ({"aanmelder_contact": f"bsn {BSN}"}, REFUSAL),
        ({"startpunt": "dagbesteding"}, "Kies een van de mogelijkheden uit de lijst."),
        ({"gemeente": "geen code"}, "Kies een van de mogelijkheden uit de lijst."),
    ],
)
def test_aanmelden_says_what_is_missing_and_keeps_the_form(page, w, anders, sentence):
    response = post(page, AANMELDEN, aanmelding(w, **{"achternaam": "Bewaard", **anders}))

    assert response.status_code == 200
    assert sentence in text(response)
    assert "Bewaard" in text(response) or "achternaam" in anders
    assert not Deelnemer.objects.exists()


def test_aanmelden_shows_the_dossier_of_a_likely_duplicate_and_goes_on_after_a_confirmation(page, w):
    known = leven.naar(w, Status.INTAKE)
    same = aanmelding(w, roepnaam="Andries", achternaam="de Wit", geboortedatum_2="1998")

    asked = post(page, AANMELDEN, same)
    without_reason = post(page, AANMELDEN, same, bevestig=ticks(asked))
    response = post(page, AANMELDEN, same, bevestig=ticks(asked), bevestig_reden="Neef met dezelfde naam")

    assert known.nummer in text(asked) and known.get_absolute_url() in text(asked)
    assert "Vul de reden in." in text(without_reason)
    assert response.status_code == 303
    assert Traject.objects.latest("pk").gebeurtenissen.get().details == [["Bevestigd", "Neef met dezelfde naam"]]


def test_a_tick_for_another_duplicate_does_not_count(page, w):
    leven.naar(w, Status.INTAKE)
    same = aanmelding(w, roepnaam="Andries", achternaam="de Wit", geboortedatum_2="1998")
    asked = post(page, AANMELDEN, same)
    leven.naar(w, Status.AANGEMELD, roepnaam="Bea", achternaam="Smid", geboortejaar=1971, telefoon="050 765 43 21")
    other = aanmelding(w, roepnaam="Bea", achternaam="Smid", geboortedatum_2="1971")

    response = post(page, AANMELDEN, other, bevestig=ticks(asked), bevestig_reden="Neef met dezelfde naam")

    assert "Lees wat ongewoon is" in text(response)
    assert Traject.objects.count() == 2


def ticks(response) -> list[str]:
    """The values of the questions a page asks."""
    return [value for value, _ in response.context["form"].fields["bevestig"].widget.choices]


def test_aanmelden_is_for_a_coordinator_of_the_active_regio(client, w, page):
    client.force_login(iemand("Begeleider", Rol.BEGELEIDER))
    assert client.get(AANMELDEN).status_code == 403
    client.force_login(w.coordinator)
    assert client.get(AANMELDEN + "?regio=FR").status_code == 404


def test_the_same_aanmelding_twice_is_one(page, w):
    data = aanmelding(w, once=new_key())

    first, again = page.post(AANMELDEN, data), page.post(AANMELDEN, data)

    assert first["Location"] == again["Location"]
    assert Traject.objects.count() == 1


def test_aanmelden_refuses_an_organisation_of_another_regio(page, w):
    vreemd = leven.wereld("FR").leerbedrijf.organisatie

    response = post(page, AANMELDEN, aanmelding(w, aanmelder_organisatie=str(vreemd.code)))

    assert "Kies een van de mogelijkheden uit de lijst." in text(response)
    assert "Kringloop Oost" in text(response) and str(vreemd.code) not in text(page.get(AANMELDEN))
    assert not Traject.objects.exists()


# --- intake --------------------------------------------------------------------------------------------------------


def test_intake_starten_plans_the_gesprek(page, w):
    traject = leven.naar(w, Status.AANGEMELD)
    address = url(traject, "intake_starten")
    assert page.get(address).status_code == 200

    response = post(page, address, {"datum": "2026-05-20", "tijd": "10:30", "plaats": "Werkplein"})

    done(response, traject, Status.INTAKE)
    assert traject.planningen.get().plaats == "Werkplein"


def test_intake_starten_refuses_a_day_before_the_aanmelding(page, w):
    traject = leven.naar(w, Status.AANGEMELD)

    response = post(page, url(traject, "intake_starten"), {"datum": "2026-03-01", "plaats": "Werkplein"})

    refused(response, traject, "op of na de aanmelding", "Werkplein")


def verslag(**anders):
    return {
        "datum": "2026-05-10",
        "aanwezig": "deelnemer en jobcoach",
        "startkwalificatie": "nee",
        "opleiding": "vmbo",
        "gewenst_werk": "groen",
        "uren_beschikbaar": "24",
        "beschikbaar_vanaf": "2026-06-01",
        "vervoer_nodig": "ja",
        "kinderopvang_nodig": "nee",
        "taalhulp_nodig": "nee",
        "past": "ja",
        "past_toelichting": "Werkt graag buiten.",
        "identiteit_gelezen": "on",
        "geinformeerd_op": "2026-05-10",
        **anders,
    }


def test_intake_afronden_keeps_the_verslag(page, w):
    traject = leven.naar(w, Status.INTAKE)
    address = url(traject, "intake_afronden")
    assert page.get(address).status_code == 200

    done(post(page, address, verslag()), traject, Status.MATCHING)

    assert traject.intakeverslag.vervoer_nodig is True
    assert traject.intakeverslag.taalhulp_nodig is False


@pytest.mark.parametrize(
    ("anders", "sentence"),
    [
        ({"datum": "2026-05-12"}, "deze datum ligt in de toekomst"),
        ({"geinformeerd_op": ""}, "Kies een datum."),
        ({"past": "nee"}, "De praktijkverklaring past niet bij deze deelnemer."),
        ({"identiteit_gelezen": ""}, "Vink aan dat u dit heeft gelezen."),
        ({"past_toelichting": f"Heeft 1234 56 782, zie {BSN}"}, REFUSAL),
        ({"taalhulp_nodig": ""}, "Kies ja of nee."),
    ],
)
def test_intake_afronden_refuses_and_keeps_what_was_typed(page, w, anders, sentence):
    traject = leven.naar(w, Status.INTAKE)

    response = post(page, url(traject, "intake_afronden"), verslag(**anders))

    refused(response, traject, sentence, "deelnemer en jobcoach")


def test_niet_starten_asks_for_a_reason_of_the_list(page, w):
    traject = leven.naar(w, Status.MATCHING)
    address = url(traject, "niet_starten")
    assert page.get(address).status_code == 200

    refused(post(page, address, {"toelichting": "Verhuisd"}), traject, "Kies een reden.", "Verhuisd")
    refused(post(page, address, {"reden": "overig"}), traject, "Schrijf bij de reden")
    done(post(page, address, {"reden": "andere_route", "toelichting": "Naar bbl"}), traject, Status.NIET_GESTART)


# --- matchen and starten --------------------------------------------------------------------------------------------


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


# --- beoordeling and besluit ------------------------------------------------------------------------------------------


def scan(content: bytes | None = None, name: str = "scan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, leven.papier().content if content is None else content, "application/pdf")


def test_beoordeling_starten_early_asks_for_a_last_day_and_a_reason(page, w):
    traject = leven.naar(w, Status.LOPEND)
    address = url(traject, "beoordeling_starten")
    assert "Eerder afronden" in text(page.get(address))

    refused(post(page, address, {"laatste_dag": "2026-05-20"}), traject, "Vul de laatste werkdag in en de reden", "2026-05-20")
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
    refused(post(page, url(traject, "beoordeling_starten"), {}), traject, "Alleen voor een praktijkverklaring")


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


# --- the end --------------------------------------------------------------------------------------------------------


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
    dossier.tussenevaluatie(
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


# --- what every page does -------------------------------------------------------------------------------------------


def test_the_second_of_two_presses_reads_what_happened(page, w):
    traject = leven.naar(w, Status.AANGEMELD)
    address = url(traject, "intake_starten")
    done(post(page, address, {"datum": "2026-05-20"}), traject, Status.INTAKE)

    response = post(page, address, {"datum": "2026-05-21", "plaats": "Elders"})

    refused(response, traject, "Intake plannen kan niet meer", "misschien was een collega u voor", "Elders")
    assert traject.planningen.count() == 1


VERBS = ["intake_starten", "intake_afronden", "niet_starten", "matchen", "starten", "beoordeling_starten", "beoordeling_indienen"]
VERBS += ["terugsturen", "vaststellen", "uitreiken", "afsluiten", "stoppen"]


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
