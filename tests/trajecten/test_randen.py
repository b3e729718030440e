"""The edges of the guards of domein §3: days out of order, ages, two roles in one person, an erkenning that changes on the way."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import Lidmaatschap, Recht, Rol
from accounts.permissions import Permission
from basis.once import new_key
from documenten.models import Document
from kwalificaties.models import Werkproces
from tests.trajecten import leven
from trajecten import dossier, evaluaties, oordelen, overeenkomst, workflow
from trajecten.models import Handtekening, SchoolAfspraak
from trajecten.models.deelnemer import Deelnemer
from trajecten.regels import Doel, Ondertekenaar, Status
from trajecten.taken import taak
from trajecten.tasks import werk_bij
from trajecten.verklaringen import initialen
from trajecten.workflow import Bevestiging, BevestigingNodig, OvergangGeweigerd
from werkgevers import erkenning as erkenningen
from werkgevers.models import Erkenning, ErkenningCheck

pytestmark = pytest.mark.django_db
S = Status
WEEK = timedelta(days=7)


def sinds(traject) -> date:
    return traject.status_sinds


def weigert(zin: str, do, /, traject, **feiten) -> None:
    """Refused with this sentence, and the status as it was."""
    with pytest.raises(OvergangGeweigerd, match=zin):
        do(traject=traject, **feiten)
    before = traject.status
    traject.refresh_from_db()
    assert traject.status == before


# --- intake --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["gesprek", "geinformeerd"])
def test_the_intake_cannot_have_been_before_the_aanmelding(w, name):
    traject = leven.naar(w, S.INTAKE)
    on, before = sinds(traject) + WEEK, traject.aangemeld_op - timedelta(days=1)
    days = {"gesprek": on, "geinformeerd": on, name: before}

    weigert(
        "op of na de aanmelding",
        workflow.intake_afronden,
        traject,
        geinformeerd_op=days["geinformeerd"],
        by=w.coordinator,
        on=on,
        **leven.verslag(days["gesprek"]),
    )
    with pytest.raises(OvergangGeweigerd, match="aanmelding"):
        dossier.geinformeerd(traject=traject, datum=before, by=w.coordinator, on=on)


# --- matchen -------------------------------------------------------------------------------------------------------


def match(w, traject, on: date, start: date, **anders):
    bevestigd = anders.pop("bevestigd", Bevestiging())
    return workflow.matchen(
        traject=traject, afspraken=leven.afspraken(w, start, **anders), by=w.coordinator, on=on, bevestigd=bevestigd
    )


def test_an_agreement_whose_period_is_over_is_refused_whatever_is_confirmed(w):
    traject = leven.naar(w, S.MATCHING)
    on = sinds(traject)
    w.controleer(on)

    with pytest.raises(OvergangGeweigerd, match="al voorbij. Kies een einddatum"):
        match(w, traject, on, on - timedelta(days=150), bevestigd=Bevestiging(frozenset({"start_voorbij"}), "Liep al"))


@pytest.mark.parametrize("doel", [Doel.DIPLOMA, Doel.CERTIFICAAT])
def test_for_another_doel_werkprocessen_and_the_months_are_free(w, doel):
    traject = leven.naar(w, S.MATCHING)
    type(traject).objects.filter(pk=traject.pk).update(doel=doel)
    on = sinds(traject)
    w.controleer(on)

    matched = match(w, traject, on, on + WEEK, einddatum=on + timedelta(days=700), werkprocessen=[])

    assert matched.status == S.OVEREENKOMST
    assert not Document.objects.filter(soort="werkproceskeuze").exists()


def test_control_a_praktijkverklaring_needs_a_werkproces_and_asks_about_the_months(w):
    traject = leven.naar(w, S.MATCHING)
    on = sinds(traject)
    w.controleer(on)

    with pytest.raises(OvergangGeweigerd, match="minstens één werkproces"):
        match(w, traject, on, on + WEEK, werkprocessen=[])
    with pytest.raises(BevestigingNodig) as asked:
        match(w, traject, on, on + WEEK, einddatum=on + timedelta(days=700))
    assert [vraag.code for vraag in asked.value.vragen] == ["duur"]


def test_a_kwalificatie_that_takes_nobody_in_any_more_is_confirmed(w):
    traject = leven.naar(w, S.MATCHING)
    on = sinds(traject)
    w.controleer(on)
    w.kwalificatie.einde_instroom = on
    w.kwalificatie.save()

    with pytest.raises(BevestigingNodig, match="instroom"):
        match(w, traject, on, on + WEEK)


def test_a_werkproces_of_the_regio_under_the_number_of_an_official_one_is_not_in_the_scope(w):
    traject = leven.naar(w, S.MATCHING)
    on = sinds(traject)
    w.controleer(on)
    official = w.werkprocessen[0]
    w.erkenning.hele_kwalificatie = False
    w.erkenning.save()
    w.erkenning.werkprocessen.set([official])
    own = Werkproces.objects.create(kerntaak=official.kerntaak, nummer=official.nummer, titel="Zelf bedacht", regio=w.regio)

    with pytest.raises(OvergangGeweigerd, match="geldt niet voor"):
        match(w, traject, on, on + WEEK, werkprocessen=[own])
    assert match(w, traject, on, on + WEEK, werkprocessen=[official]).status == S.OVEREENKOMST


def test_the_school_that_makes_its_own_agreement_still_gets_our_werkproceskeuze(w):
    SchoolAfspraak.objects.create(regio=w.regio, school=w.school, overeenkomst_bron="school")

    leven.naar(w, S.OVEREENKOMST)

    assert list(Document.objects.values_list("soort", flat=True)) == ["werkproceskeuze"]


def test_the_signature_board_calls_a_hidden_leerbedrijf_by_its_cover_name(w):
    w.leerbedrijf.verborgen_adres, w.leerbedrijf.schuilnaam = True, "Bedrijf Noord"
    w.leerbedrijf.save()

    leven.naar(w, S.OVEREENKOMST)

    assert Handtekening.objects.get(partij="leerbedrijf").naam == "Bedrijf Noord"


def test_no_paper_or_its_facts_tell_where_a_hidden_leerbedrijf_is(w):
    w.leerbedrijf.verborgen_adres, w.leerbedrijf.schuilnaam, w.leerbedrijf.kvk = True, "Bedrijf Noord", "87654321"
    w.leerbedrijf.save()
    leven.naar(w, S.UITREIKING)

    for document in Document.objects.exclude(facts=None):
        told = f"{document.facts} {document.titel} {document.bestandsnaam}"
        assert not [secret for secret in ("Kringloop Oost", "Sappemeer", "100273554", "87654321") if secret in told], document.soort
    assert "Bedrijf Noord" in str(Document.objects.get(soort="praktijkverklaring").facts)


# --- who signs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("maand", "dag", "on", "minor"),
    [
        (None, None, date(2026, 12, 30), True),
        (None, None, date(2026, 12, 31), False),
        (2, None, date(2026, 2, 27), True),
        (2, None, date(2026, 3, 1), False),
        (4, None, date(2026, 4, 29), True),
        (4, None, date(2026, 4, 30), False),
        (2, 29, date(2026, 2, 28), True),
        (2, 29, date(2026, 3, 1), False),
    ],
)
def test_with_part_of_a_date_of_birth_the_latest_possible_birthday_counts(maand, dag, on, minor):
    assert Deelnemer(geboortejaar=2008, geboortemaand=maand, geboortedag=dag).is_minderjarig(on) is minor


def start(w, traject, on, **identiteit):
    return workflow.starten(
        traject=traject,
        eerste_werkdag=on,
        inschrijving=identiteit.pop("inschrijving", "ingeschreven"),
        inschrijving_op=on,
        identiteit=replace(leven.identiteit(on), **identiteit),
        by=w.coordinator,
        on=on,
    )


def test_who_turns_out_to_be_a_minor_by_the_identiteitsbewijs_needs_a_parent_who_signs(w, client):
    traject = leven.naar(w, S.OVEREENKOMST)
    on = sinds(traject) + WEEK
    leven.teken_alles(traject, w.coordinator, on)
    born = date(2008, 12, 1)

    with pytest.raises(OvergangGeweigerd, match="ouder of voogd"):
        start(w, traject, on, geboortedatum=born)

    Deelnemer.objects.filter(pk=traject.deelnemer_id).update(geboortejaar=2008, geboortemaand=12, geboortedag=1)
    dossier.gegevens(traject=traject, by=w.coordinator, on=on, bewaar=lambda: None, gewijzigd="Geboortedatum")
    traject.refresh_from_db()
    assert [h.partij for h in overeenkomst.ontbrekende(traject.plaatsing)] == [Ondertekenaar.VERTEGENWOORDIGER]
    assert traject.aan_zet == "deelnemer"

    leven.teken_alles(traject, w.coordinator, on)
    assert start(w, traject, on, geboortedatum=born).status == S.LOPEND


def test_a_mended_date_of_birth_asks_the_parent_no_longer(w):
    traject = leven.naar(w, S.OVEREENKOMST, geboortejaar=2009)
    on = sinds(traject)
    assert traject.plaatsing.pok_versies.get().handtekeningen.count() == 4

    Deelnemer.objects.filter(pk=traject.deelnemer_id).update(geboortejaar=1999)
    dossier.gegevens(traject=traject, by=w.coordinator, on=on, bewaar=lambda: None, gewijzigd="Geboortedatum")

    assert traject.plaatsing.pok_versies.get().handtekeningen.count() == 3


def test_the_date_of_birth_is_mended_on_the_page_until_the_identiteitsbewijs_was_seen(w, client):
    client.force_login(w.coordinator)
    traject = leven.naar(w, S.INTAKE)
    page = reverse("trajecten:gegevens", args=[traject.code])
    typed = {"once": new_key(), "versie": "1", "roepnaam": "Andries", "achternaam": "de Wit", "telefoon": "050 123 45 67"}
    day = {"geboren_0": "12", "geboren_1": "4", "geboren_2": "1997"}
    assert 'value="1998"' in client.get(page).content.decode()

    assert "in het verleden" in client.post(page, typed | day | {"geboren_2": "2099"}).content.decode()
    assert client.post(page, typed | day | {"versie": str(traject.deelnemer.versie)}).status_code == 303

    traject.deelnemer.refresh_from_db()
    assert traject.deelnemer.geboortedatum == date(1997, 4, 12)
    assert traject.gebeurtenissen.get(soort="gegevens").details == [["Gewijzigd", "Geboortedatum"]]
    Deelnemer.objects.update(identiteit_gezien_op=date(2026, 3, 1))
    assert "geboren_2" not in client.get(page).content.decode()


# --- starten -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"inschrijving": ""}, "is ingeschreven of dat"),
        ({"geboorteplaats": ""}, "geboorteplaats"),
        ({"gezien_door": ""}, "wie dat bewijs zag"),
        ({"voornamen": "", "geslachtsnaam": ""}, "naam"),
        ({"geboortedatum": date(2999, 1, 1)}, "geboortedatum"),
    ],
)
def test_starten_needs_enrolment_and_the_whole_identity(w, anders, zin):
    traject = leven.naar(w, S.OVEREENKOMST)
    on = sinds(traject) + WEEK
    leven.teken_alles(traject, w.coordinator, on)

    with pytest.raises(OvergangGeweigerd, match=zin):
        start(w, traject, on, **anders)


def test_the_start_stands_on_the_erkenning_of_that_day(w):
    traject = leven.naar(w, S.OVEREENKOMST)
    on = sinds(traject) + WEEK
    leven.teken_alles(traject, w.coordinator, on)
    Erkenning.objects.filter(pk=w.erkenning.pk).update(status="vervallen", vervallen_per=on)

    with pytest.raises(OvergangGeweigerd, match="vervallen"):
        start(w, traject, on)
    again = Erkenning.objects.create(leerbedrijf=w.leerbedrijf, kwalificatie=w.kwalificatie, status="erkend", sinds=on)

    start(w, traject, on)
    assert traject.plaatsingen.get().erkenning == again


def test_a_check_of_an_erkenning_that_was_given_anew_answers_the_hercheck_of_a_running_traject(w):
    traject = leven.naar(w, S.LOPEND)
    on = sinds(traject) + 4 * WEEK
    before = traject.termijnen.get(soort="erkenning_hercheck").op
    Erkenning.objects.filter(pk=w.erkenning.pk).update(status="vervallen", vervallen_per=on)
    again = Erkenning.objects.create(leerbedrijf=w.leerbedrijf, kwalificatie=w.kwalificatie, status="erkend", sinds=on)
    seen = {"erkenning": again, "datum": on, "hoe": "stagemarkt", "by": w.coordinator, "on": on, "bewijs": "Gezien."}

    erkenningen.controle_vastleggen(**seen, uitkomst="niet_gevonden")
    assert traject.termijnen.get(soort="erkenning_hercheck").op == before
    erkenningen.controle_vastleggen(**seen, uitkomst="erkend")
    assert traject.termijnen.get(soort="erkenning_hercheck").op == on + timedelta(days=90)


# --- the final assessment ------------------------------------------------------------------------------------------


def indienen(w, traject, on, datum, **waarden):
    eind = leven.eindoordeel(w, datum)
    given = {pk: (waarden.get("alles", waarde), noot) for pk, (waarde, noot) in eind.oordelen.items()}
    return workflow.beoordeling_indienen(
        traject=traject, eindoordeel=replace(eind, oordelen=given), by=w.coordinator, on=on, papier=leven.papier()
    )


def test_a_final_assessment_from_before_the_last_evaluation_is_refused(w):
    traject = leven.naar(w, S.BEOORDELING)
    on = sinds(traject) + WEEK
    evaluaties.tussenevaluatie(traject=traject, by=w.coordinator, on=on, datum=on, beoordelaar="J. Mulder", oordelen={})

    with pytest.raises(OvergangGeweigerd, match="nog iets beoordeeld"):
        indienen(w, traject, on, on - timedelta(days=1))


def test_what_was_sent_back_counts_no_more_even_when_the_new_assessment_has_an_earlier_date(w):
    traject = leven.naar(w, S.BEOORDELING)
    on = sinds(traject) + WEEK
    indienen(w, traject, on, on, alles="goed")
    workflow.terugsturen(traject=traject, reden="Te vroeg", by=w.coordinator, on=on)

    indienen(w, traject, on, on - timedelta(days=2), alles="oefenen")

    assert {o.waarde for o in oordelen.laatste(traject.plaatsing)} == {"oefenen"}


def test_the_leerbedrijf_has_time_again_after_the_assessment_was_sent_back(w):
    traject = leven.naar(w, S.VASTSTELLING)
    on = traject.plaatsing.einddatum + timedelta(days=30)
    w.controleer(on)
    workflow.terugsturen(traject=traject, reden="Onvolledig", by=w.coordinator, on=on)

    werk_bij(traject.pk, on=on + timedelta(days=3))

    traject.refresh_from_db()
    assert traject.termijnen.get(soort="eindbeoordeling", vervuld_op=None).op == on
    assert traject.aan_zet == "leerbedrijf"


def test_who_is_coordinator_and_also_of_the_school_decides_for_it_only_with_its_right(w):
    lid = Lidmaatschap.objects.create(
        user=w.coordinator, regio=w.regio, organisatie=w.school, rol=Rol.SCHOOL, rechten=[], vanaf=date(2020, 1, 1)
    )
    traject = leven.naar(w, S.VASTSTELLING)
    on = sinds(traject) + WEEK
    w.controleer(on)
    decision = replace(leven.besluit(w, on), papier=None)

    with pytest.raises(OvergangGeweigerd, match="schriftelijke besluit"):
        workflow.vaststellen(traject=traject, besluit=decision, by=w.coordinator, on=on)

    lid.rechten = [Recht.VASTSTELLEN]
    lid.save()
    workflow.vaststellen(traject=traject, besluit=decision, by=w.coordinator, on=on)
    assert not traject.vaststellingen.get().namens


def test_who_is_coordinator_and_also_of_the_leerbedrijf_judges_for_it_only_with_its_right(w):
    Lidmaatschap.objects.create(
        user=w.coordinator,
        regio=w.regio,
        organisatie=w.leerbedrijf.organisatie,
        rol=Rol.WERKGEVER,
        rechten=[Recht.TEKENEN],
        vanaf=date(2020, 1, 1),
    )
    traject = leven.naar(w, S.BEOORDELING)
    on = sinds(traject) + WEEK

    with pytest.raises(OvergangGeweigerd, match="papieren beoordelingsformulier"):
        workflow.beoordeling_indienen(traject=traject, eindoordeel=leven.eindoordeel(w, on), by=w.coordinator, on=on)


# --- the decision --------------------------------------------------------------------------------------------------


def besluit(w, traject, on):
    return workflow.vaststellen(traject=traject, besluit=leven.besluit(w, on), by=w.coordinator, on=on)


def test_an_erkenning_that_was_not_found_at_the_last_check_carries_no_decision(w):
    traject = leven.naar(w, S.VASTSTELLING)
    on = sinds(traject) + WEEK
    w.controleer(on - timedelta(days=1))
    ErkenningCheck.objects.create(
        erkenning=w.erkenning, datum=on, door=w.coordinator, hoe="stagemarkt", uitkomst="niet_gevonden", bewijs="Weg."
    )

    with pytest.raises(OvergangGeweigerd, match="gevonden"):
        besluit(w, traject, on)
    w.controleer(on)
    assert besluit(w, traject, on).status == S.UITREIKING


def test_an_erkenning_that_began_after_the_last_day_of_work_carries_no_decision(w):
    traject = leven.naar(w, S.VASTSTELLING)
    last = traject.plaatsing.laatste_werkdag
    on = sinds(traject) + WEEK
    Erkenning.objects.filter(pk=w.erkenning.pk).update(sinds=last + timedelta(days=1))
    w.controleer(on)

    with pytest.raises(OvergangGeweigerd, match="geldt pas vanaf"):
        besluit(w, traject, on)


def test_a_verklaring_never_tells_of_days_after_its_decision(w):
    traject = leven.naar(w, S.LOPEND)
    on = sinds(traject) + timedelta(days=30)
    workflow.beoordeling_starten(traject=traject, by=w.coordinator, on=on, laatste_dag=on + timedelta(days=30), reden="Klaar")
    indienen(w, traject, on, on)
    w.controleer(on)

    besluit(w, traject, on)

    deel = Document.objects.get(soort="praktijkverklaring").facts["delen"][0]
    assert deel["tot"] == on.isoformat()


@pytest.mark.parametrize(
    ("voornamen", "geslachtsnaam", "wanted"),
    [
        ("Łukasz Jan", "de Wit-Şahin", "Ł.J. d.W."),
        ("IJsbrand", "'t Hart", "IJ. t.H."),
        ("Ĳsbrand", "’s-Gravesande", "Ĳ. s."),
        ("", "Sok", "S."),
        ("Şule", "(van) D'Angelo", "Ş. v.D."),
        ("-", "Nguyễn", "N."),
    ],
)
def test_initials_are_letters_of_the_name(voornamen, geslachtsnaam, wanted):
    assert initialen(voornamen, geslachtsnaam) == wanted


# --- nazorg and buttons --------------------------------------------------------------------------------------------


def meet(w, traject, maand, on):
    return dossier.nazorg(traject=traject, maand=maand, uitkomst="werk_hier", datum=on, by=w.coordinator, on=on)


def test_nazorg_is_measured_when_its_months_have_passed_and_then_closes_in_any_order(w):
    traject = leven.naar(w, S.NAZORG)
    on = traject.uitgereikt_op
    with pytest.raises(OvergangGeweigerd, match="kan vanaf"):
        meet(w, traject, 12, on + timedelta(days=30))
    with pytest.raises(OvergangGeweigerd, match="kan vanaf"):
        dossier.nazorg(traject=traject, maand=0, uitkomst="werk_hier", datum=on - timedelta(days=1), by=w.coordinator, on=on)

    year = on + timedelta(days=365)
    meet(w, traject, 12, year)
    traject.refresh_from_db()
    assert traject.status == S.NAZORG
    meet(w, traject, 0, year)
    traject.refresh_from_db()
    assert traject.status == S.AFGESLOTEN


@pytest.mark.parametrize(
    ("status", "doel", "reden", "knop"),
    [
        (S.LOPEND, Doel.PRAKTIJKVERKLARING, "einddatum", "Vraag beoordeling"),
        (S.LOPEND, Doel.DIPLOMA, "einddatum", "Rond af"),
        (S.BEOORDELING, Doel.PRAKTIJKVERKLARING, "einddatum", "Bekijk"),
        (S.LOPEND, Doel.PRAKTIJKVERKLARING, "eindbeoordeling", "Bekijk"),
    ],
)
def test_a_task_has_no_button_that_only_leads_to_a_refusal(w, status, doel, reden, knop):
    traject = leven.in_status(w, status, doel=doel, aan_zet_reden=reden)

    assert taak(traject, on=leven.BEGIN, mag=frozenset(Permission)).knop == knop


def test_stoppen_on_the_first_working_day_itself_is_possible_and_before_it_is_not(w):
    traject = leven.naar(w, S.LOPEND)
    first = traject.plaatsing.eerste_werkdag
    stop = {"reden": "motivatie", "uren_gedaan": 4, "by": w.coordinator, "on": first}

    weigert("op of na de eerste werkdag", workflow.stoppen, traject, laatste_dag=first - timedelta(days=1), **stop)
    assert workflow.stoppen(traject=traject, laatste_dag=first, **stop).status == S.GESTOPT


def test_hours_are_as_they_were_agreed(w):
    traject = leven.naar(w, S.MATCHING)
    on = sinds(traject)
    w.controleer(on)
    match(w, traject, on, on + WEEK, uren_per_week=Decimal("20.0"))

    assert Document.objects.get(soort="praktijkovereenkomst").facts["afspraken"]["uren_per_week"] == "20"
