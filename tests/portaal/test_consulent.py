"""A consulent at work: what Mijn aanmeldingen shows, a new aanmelding, withdrawing one, handing one over (domein §1, §3, §7)."""

from dataclasses import fields
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Lidmaatschap, Organisatie, Recht, Rol
from basis.dagen import add_months
from tests.personen import LidmaatschapFactory, RegioFactory, iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, post, text
from trajecten import consulent, dossier, toegang, workflow
from trajecten.models import Deelnemer, Traject
from trajecten.regels import Status
from trajecten.workflow import OvergangGeweigerd
from trajecten.workflow.aanmelding import Aanmelder
from werkgevers.models import Leerbedrijf

pytestmark = pytest.mark.django_db
S = Status
DAG = timedelta(days=1)
LIJST = "/portaal/aanmeldingen/"


def adres(name, traject) -> str:
    return reverse(f"portaal:{name}", args=[traject.code])


def rij(page, traject):
    return next((r for r in page.get(LIJST).context["rijen"] if r.code == traject.code), None)


# --- Mijn aanmeldingen -----------------------------------------------------------------------------------------------------


def test_the_row_has_the_fields_of_domein_7_and_no_others():
    assert {f.name for f in fields(consulent.EigenAanmelding)} == {
        "code", "naam", "nummer", "regio", "fase", "volgende_datum", "leerbedrijf", "einddatum", "resultaat", "einde",
        "einde_woord", "is_in_te_trekken",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("status", "fase", "resultaat"),
    [
        (S.AANGEMELD, "Werving", ""),
        (S.INTAKE, "Intake", ""),
        (S.OVEREENKOMST, "Plaatsing en inschrijving", ""),
        (S.LOPEND, "Praktijkleren", ""),
        (S.BEOORDELING, "Praktijkleren", ""),
        (S.VASTSTELLING, "Uitreiking", ""),
        (S.NAZORG, "Nazorg", "Praktijkverklaring"),
    ],
)
def test_every_step_shows_its_phase_and_what_comes(page, w, eigen, status, fase, resultaat):
    traject = eigen(leven.naar(w, status))

    found = rij(page, traject)

    assert (found.naam, found.nummer, found.fase, found.resultaat) == ("Andries de Wit", traject.nummer, fase, resultaat)
    assert found.leerbedrijf == ("Kringloop Oost" if traject.plaatsing else "")
    assert found.einddatum == (traject.plaatsing.einddatum if traject.plaatsing else None)
    assert "Andries de Wit" in text(page.get(LIJST))


def test_the_next_date_is_what_was_planned_else_the_start(page, w, eigen):
    traject = eigen(leven.naar(w, S.INTAKE, on=VANDAAG - 7 * DAG))
    assert rij(page, traject).volgende_datum == VANDAAG  # the intakegesprek is today

    dossier.plan(traject=traject, soort="intake", datum=VANDAAG + 3 * DAG, by=w.coordinator, on=VANDAAG)
    later = eigen(leven.naar(w, S.OVEREENKOMST, on=VANDAAG - 21 * DAG, roepnaam="Bea", telefoon="050 222 22 22"))

    assert rij(page, traject).volgende_datum == VANDAAG + 3 * DAG
    assert rij(page, later).volgende_datum == later.plaatsing.startdatum


def test_of_what_stopped_only_the_date_is_shown(page, w, eigen):
    traject = eigen(leven.naar(w, S.LOPEND))
    first = traject.plaatsing.eerste_werkdag
    workflow.stoppen(traject=traject, reden="motivatie", laatste_dag=first, uren_gedaan=8, by=w.coordinator, on=VANDAAG)

    found, shown = rij(page, traject), text(page.get(LIJST))

    assert (found.einde, found.fase, found.leerbedrijf, found.einddatum) == (first, "", "", None)
    assert not any(word in shown for word in ("Motivatie", "Kringloop", "Praktijkleren</span>"))


def test_a_pause_or_a_check_is_not_told(page, w, eigen):
    traject = eigen(leven.in_status(w, S.ONDERBROKEN))

    assert rij(page, traject).fase == "Praktijkleren"
    assert "nderbroken" not in text(page.get(LIJST))


def test_a_safe_house_is_called_by_its_cover_name(page, w, eigen):
    Leerbedrijf.objects.filter(pk=w.leerbedrijf.pk).update(verborgen_adres=True, schuilnaam="Huis Noord")
    eigen(leven.naar(w, S.LOPEND))

    shown = text(page.get(LIJST))

    assert "Huis Noord" in shown
    assert "Kringloop" not in shown and "Sappemeer" not in shown


def test_only_own_aanmeldingen_are_listed_until_they_are_closed(page, w, eigen, sander):
    own, of_colleague = eigen(leven.in_status(w, S.INTAKE)), eigen(leven.in_status(w, S.INTAKE))
    Traject.objects.filter(pk=of_colleague.pk).update(consulent=sander)
    last = add_months(VANDAAG, -3)
    stopped, long_ago = (eigen(leven.in_status(w, S.GESTOPT, einde_op=day)) for day in (last, last - DAG))
    withdrawn, withdrawn_long_ago = (eigen(leven.in_status(w, S.NIET_GESTART, einde_op=day)) for day in (last, last - DAG))
    closed = eigen(leven.in_status(w, S.AFGESLOTEN))

    found = {r.code for r in page.get(LIJST).context["rijen"]}

    assert found == {own.code, stopped.code, withdrawn.code}
    assert not found & {of_colleague.code, long_ago.code, withdrawn_long_ago.code, closed.code}


def test_the_list_asks_as_many_queries_for_more_rows(page, w, eigen, django_assert_max_num_queries):
    def visit():
        with django_assert_max_num_queries(20) as asked:
            page.get(LIJST)
        return len(asked)

    eigen(leven.naar(w, S.LOPEND))
    visit()
    first = visit()
    for n in range(3):
        eigen(leven.naar(w, S.LOPEND, roepnaam=f"P{n}", telefoon=f"050 000 00 0{n}"))

    assert visit() == first


def test_signing_in_leads_to_mijn_aanmeldingen_with_a_menu_of_its_own(page):
    answer = page.get(reverse("accounts:start"), follow=True)

    assert answer.redirect_chain[-1][0] == LIJST
    assert [item["label"] for item in answer.context["menu"]] == ["Mijn aanmeldingen"]
    assert answer.context["aanmeld_url"] == reverse("portaal:aanmelden")
    assert answer.context["zoek_url"] == ""
    assert "Nog geen aanmeldingen" in text(answer)


def test_somebody_of_two_regios_sees_both_with_their_names(page, w, eigen, anita, gemeente):
    other = leven.wereld("FR")
    LidmaatschapFactory(user=anita, regio=RegioFactory(regiocode="FR"), rol=Rol.CONSULENT, organisatie=gemeente)
    here, there = eigen(leven.naar(w, S.AANGEMELD)), eigen(leven.naar(other, S.AANGEMELD))

    shown = text(page.get(LIJST, {"regio": "GR"}))

    assert here.nummer in shown and there.nummer in shown
    assert "Regio FR" in shown


def test_who_is_also_of_the_leerbedrijf_gets_none_of_its_fields_here(client, w, eigen, gemeente):
    """An SW-bedrijf that is aanmelder and leerbedrijf in one: its consulent gets none of the leerbedrijf's screens (domein §1)."""
    both = iemand("Sjors Wind", Rol.CONSULENT, organisatie=gemeente)
    LidmaatschapFactory(user=both, rol=Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.BEGELEIDEN])
    placed = eigen(leven.naar(w, S.LOPEND))  # at the own leerbedrijf, but somebody else's aanmelding
    client.force_login(both)

    shown = text(client.get(LIJST))

    assert toegang.visible_trajecten(both, on=VANDAAG).filter(pk=placed.pk).exists()
    assert placed.nummer not in shown
    assert client.get(adres("overdragen", placed)).status_code == 404
    assert client.get(placed.get_absolute_url()).status_code == 403


# --- aanmelden -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def formulier(w, gemeente):
    return {
        "roepnaam": "Fatma", "achternaam": "Yıldız", "geboortedatum_0": "", "geboortedatum_1": "", "geboortedatum_2": "1998",
        "telefoon": "06 12 34 56 78", "gemeente": str(w.gemeente.code), "startpunt": "werkzoekend",
    }  # fmt: skip


def meld_aan(page, data, **meer):
    return post(page, reverse("portaal:aanmelden"), data, **meer)


def test_an_aanmelding_on_the_phone_is_hers_and_of_her_gemeente(page, w, anita, gemeente, formulier):
    response = meld_aan(page, formulier, doelgroepen=["jongere"])

    traject = Traject.objects.get()
    assert response["Location"] == LIJST
    assert (traject.consulent, traject.aanmelder, traject.aanmelder_soort) == (anita, gemeente, "gemeente")
    assert (traject.status, traject.behandelaar, traject.doelgroepen) == (S.AANGEMELD, None, ["jongere"])
    assert traject.gebeurtenissen.get().door == anita
    assert traject.nummer in text(page.get(LIJST))
    assert toegang.leesbare_trajecten(w.coordinator, on=VANDAAG).bij_mij(w.coordinator, on=VANDAAG).get() == traject


def test_who_may_be_known_already_gets_the_same_answer_and_only_the_coordinator_sees_it(page, client, w, formulier):
    known = leven.naar(w, S.AANGEMELD, roepnaam="Fatma", achternaam="Yıldız", telefoon="06 12 34 56 78")

    response = meld_aan(page, formulier)

    double = Traject.objects.exclude(pk=known.pk).get()
    shown = text(page.get(response["Location"]))
    assert response.status_code == 303
    assert double.mogelijk_dubbel
    assert f"De aanmelding is verstuurd en heeft nummer {double.nummer}." in shown
    assert known.nummer not in shown and "dubbel" not in shown.lower()
    client.force_login(w.coordinator)
    assert "Mogelijk dubbel aangemeld" in text(client.get(double.get_absolute_url()))


@pytest.mark.parametrize(
    ("weg", "zin"),
    [
        ({"telefoon": ""}, "Vul in hoe we de deelnemer bereiken"),
        ({"roepnaam": "", "achternaam": ""}, "Vul een roepnaam of een achternaam in."),
        ({"gemeente": ""}, "gemeente"),
        ({"startpunt": ""}, "startpunt"),
        ({"roepnaam": BSN}, "burgerservicenummer"),
    ],
)
def test_what_is_missing_is_said_and_the_form_kept(page, formulier, weg, zin):
    response = meld_aan(page, formulier | weg)

    assert response.status_code == 200
    assert zin.lower() in text(response).lower()
    assert not Traject.objects.exists() and not Deelnemer.objects.exists()


def test_who_works_for_several_organisations_chooses_one(page, w, anita, gemeente, formulier):
    uwv = Organisatie.objects.create(soort="uwv", regio=w.regio, naam="UWV Groningen")
    LidmaatschapFactory(user=anita, regio=w.regio, rol=Rol.CONSULENT, organisatie=uwv)
    stranger = Organisatie.objects.create(soort="uwv", regio=w.regio, naam="UWV Elders")

    refused = meld_aan(page, formulier)
    wrong = meld_aan(page, formulier, organisatie=str(stranger.code))
    meld_aan(page, formulier, organisatie=str(uwv.code))

    assert "organisatie" in refused.context["form"].errors and "organisatie" in wrong.context["form"].errors
    assert Traject.objects.get().aanmelder == uwv


def test_the_workflow_takes_no_aanmelding_in_the_name_of_another(w, anita, sander, gemeente):
    uwv = Organisatie.objects.create(soort="uwv", regio=w.regio, naam="UWV Groningen")
    base = leven.aanmelding(w)
    for aanmelder in (
        Aanmelder("uwv", uwv, consulent=anita),
        Aanmelder("gemeente", gemeente, consulent=sander),
        Aanmelder("gemeente", gemeente),
    ):
        with pytest.raises(OvergangGeweigerd, match="namens uw eigen organisatie"):
            workflow.aanmelden(regio=w.regio, aanmelding=type(base)(**vars(base) | {"aanmelder": aanmelder}), by=anita, on=VANDAAG)

    assert not Traject.objects.exists()


# --- intrekken -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [S.AANGEMELD, S.INTAKE])
def test_an_own_aanmelding_is_withdrawn_with_a_reason(page, w, anita, eigen, status):
    traject = eigen(leven.naar(w, status))

    response = post(page, adres("intrekken", traject), {"reden": "ziet_ervan_af"})

    traject.refresh_from_db()
    assert response["Location"] == LIJST
    assert (traject.status, traject.einde_reden) == (S.NIET_GESTART, "ziet_ervan_af")
    assert traject.gebeurtenissen.get(soort="niet_starten").door == anita
    assert rij(page, traject).einde == VANDAAG
    assert adres("intrekken", traject) not in text(page.get(LIJST))


@pytest.mark.parametrize("status", [S.MATCHING, S.OVEREENKOMST, S.ONDERBROKEN])
def test_further_on_withdrawing_is_refused_without_a_word_about_the_status(page, w, eigen, status):
    traject = eigen(leven.in_status(w, status))

    answers = page.get(adres("intrekken", traject)), post(page, adres("intrekken", traject), {"reden": "ziet_ervan_af"})

    for answer in answers:
        assert answer.status_code == 409
        assert "Intrekken kan niet meer" in text(answer)
        assert status.label.lower() not in text(answer).lower()
    traject.refresh_from_db()
    assert traject.status == status
    assert adres("intrekken", traject) not in text(page.get(LIJST))


def test_a_step_that_a_colleague_took_meanwhile_is_not_told_either(page, w, eigen, monkeypatch):
    traject = eigen(leven.naar(w, S.INTAKE))

    def first(**kwargs):
        Traject.objects.filter(pk=traject.pk).update(status=S.MATCHING)
        raise OvergangGeweigerd("dit traject staat nu op matching")

    monkeypatch.setattr(workflow, "niet_starten", first)
    shown = text(post(page, adres("intrekken", traject), {"reden": "ziet_ervan_af"}))

    assert "Intrekken kan niet meer" in shown
    assert "matching" not in shown


def test_overig_needs_words_and_a_reason_outside_the_list_is_refused(page, w, eigen):
    traject = eigen(leven.naar(w, S.AANGEMELD))

    assert "Schrijf bij de reden" in text(post(page, adres("intrekken", traject), {"reden": "overig"}))
    assert "reden" in post(page, adres("intrekken", traject), {"reden": "geen_leerbedrijf"}).context["form"].errors
    traject.refresh_from_db()
    assert traject.status == S.AANGEMELD


# --- overdragen ------------------------------------------------------------------------------------------------------------


def test_a_colleague_takes_over_and_the_old_one_sees_it_no_longer(page, client, w, anita, sander, eigen):
    traject = eigen(leven.naar(w, S.LOPEND))

    response = post(page, adres("overdragen", traject), {"collega": str(sander.code)})

    traject.refresh_from_db()
    assert response["Location"] == LIJST
    assert (traject.consulent, traject.aanmelder_naam) == (sander, "Sander Pot")
    assert traject.gebeurtenissen.get(soort="consulent").details == [["Van", "Anita Jager"], ["Naar", "Sander Pot"]]
    assert rij(page, traject) is None
    assert page.get(adres("overdragen", traject)).status_code == 404
    client.force_login(sander)
    assert rij(client, traject).nummer == traject.nummer


def test_only_an_active_colleague_of_the_same_organisation_and_regio_can_take_over(page, w, anita, sander, gemeente, eigen):
    traject = eigen(leven.naar(w, S.AANGEMELD))
    uwv = Organisatie.objects.create(soort="uwv", regio=w.regio, naam="UWV Groningen")
    gone = iemand("Is Weg", Rol.CONSULENT, organisatie=gemeente)
    Lidmaatschap.objects.filter(user=gone).update(tot=VANDAAG - DAG)
    others = [gone, iemand("Van UWV", Rol.CONSULENT, organisatie=uwv), w.coordinator, anita]
    others.append(iemand("Van Elders", Rol.CONSULENT, organisatie=gemeente, regio="FR"))

    for other in others:
        response = post(page, adres("overdragen", traject), {"collega": str(other.code)})
        assert "collega" in response.context["form"].errors, other
        with pytest.raises(OvergangGeweigerd):
            consulent.draag_over(traject=traject, by=anita, on=VANDAAG, collega=other)
    with pytest.raises(OvergangGeweigerd):
        consulent.draag_over(traject=traject, by=sander, on=VANDAAG, collega=sander)

    traject.refresh_from_db()
    assert traject.consulent == anita


def test_without_a_colleague_the_page_says_whom_to_ask(page, w, eigen):
    shown = text(page.get(adres("overdragen", eigen(leven.naar(w, S.AANGEMELD)))))

    assert "Vraag de regio om een collega uit te nodigen" in shown


@pytest.mark.parametrize("name", ["intrekken", "overdragen"])
def test_a_colleague_without_a_part_in_it_finds_nothing(client, w, sander, eigen, name):
    traject = eigen(leven.naar(w, S.AANGEMELD))
    client.force_login(sander)

    assert client.get(adres(name, traject)).status_code == 404
    assert post(client, adres(name, traject), {"reden": "ingetrokken"}).status_code == 404
    traject.refresh_from_db()
    assert traject.status == S.AANGEMELD
