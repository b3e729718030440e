"""From aanmelden to niet starten, over HTTP: what the pages show, do, keep and refuse."""

from datetime import date

import pytest

from accounts.models import Rol
from basis.bsn import REFUSAL
from basis.once import new_key
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, done, post, refused, text, ticks, url
from trajecten import workflow
from trajecten.dubbel import koppelen
from trajecten.models import Deelnemer, Traject
from trajecten.regels import Status
from trajecten.workflow import BevestigingNodig, OvergangGeweigerd

pytestmark = pytest.mark.django_db


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
        ({"datum": "2026-03-01"}, "op of na de aanmelding"),
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


def test_an_aanmelding_that_came_in_earlier_counts_from_that_day(page, w):
    post(page, AANMELDEN, aanmelding(w, aangemeld_op="2025-12-30"))

    traject = Traject.objects.get()
    assert (traject.aangemeld_op, traject.nummer[:8]) == (date(2025, 12, 30), "GR-2025-")
    assert traject.termijnen.get(soort="intake_plannen").op == date(2026, 1, 14)
    assert traject.gebeurtenissen.get().details == [["Aangemeld op", "30 december 2025"]]


@pytest.mark.parametrize(
    ("day", "sentence"), [("2026-05-12", "in de toekomst"), ("2025-05-09", "niet langer dan een jaar geleden")]
)
def test_an_aanmelding_of_tomorrow_or_of_long_ago_is_refused(page, w, day, sentence):
    assert sentence in text(post(page, AANMELDEN, aanmelding(w, aangemeld_op=day)))
    assert not Traject.objects.exists()


# --- somebody who was known already ------------------------------------------------------------------------------------


@pytest.fixture
def dubbel(w):
    """A dossier of somebody, and a newer one that knows more of the same person."""
    known = leven.naar(w, Status.INTAKE)
    newer = workflow.aanmelden(
        regio=w.regio,
        aanmelding=leven.aanmelding(w, geboortemaand=4, geboortedag=12, email="andries@voorbeeld.test"),
        by=w.coordinator,
        on=VANDAAG,
        bevestigd=workflow.Bevestiging(frozenset({"dubbel"}), "Nog niet zeker"),
    )
    Traject.objects.filter(pk=newer.pk).update(mogelijk_dubbel=True)
    return known, newer


def test_koppelen_gives_both_dossiers_one_deelnemer_with_all_that_was_known(page, w, dubbel):
    known, newer = dubbel
    assert f"Zelfde persoon als {known.nummer}" in text(page.get(newer.get_absolute_url()))

    response = post(page, url(newer, "koppelen"), {"ander": str(known.code)})

    newer.refresh_from_db()
    assert response["Location"] == newer.get_absolute_url()
    assert newer.deelnemer == known.deelnemer and not newer.mogelijk_dubbel
    one = Deelnemer.objects.get()
    assert (one.geboortedag, one.email, one.telefoon) == (12, "andries@voorbeeld.test", "050 123 45 67")
    assert known.gebeurtenissen.get(soort="gekoppeld").details == [["Met", newer.nummer]]
    assert "Mogelijk dubbel" not in text(page.get(newer.get_absolute_url()))


def test_koppelen_is_only_with_somebody_who_is_like_this_deelnemer(page, w, dubbel):
    _, newer = dubbel
    other = leven.naar(w, Status.AANGEMELD, roepnaam="Bea", achternaam="Smid", geboortejaar=1971, telefoon="050 765 43 21")

    for ander in (str(other.code), "", str(newer.code)):
        answer = page.post(url(newer, "koppelen"), {"once": new_key(), "ander": ander}, follow=True)
        assert "Kies het andere dossier van deze deelnemer." in text(answer)
    with pytest.raises(OvergangGeweigerd):
        koppelen(traject=newer, ander=other, by=w.coordinator, on=VANDAAG)
    assert Deelnemer.objects.count() == 3


def test_after_koppelen_matchen_asks_about_the_second_open_traject(page, w, dubbel):
    known, newer = dubbel
    koppelen(traject=newer, ander=known, by=w.coordinator, on=VANDAAG)
    for status in (Status.INTAKE, Status.MATCHING):
        newer = leven.STAPPEN[status](w, newer, VANDAAG)

    with pytest.raises(BevestigingNodig) as asked:
        leven.STAPPEN[Status.OVEREENKOMST](w, newer, VANDAAG)
    assert known.nummer in str(asked.value)
