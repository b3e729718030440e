"""Where two of the ways that go differently meet: what a second pair of eyes found, one test each."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.models import Organisatie, Rol
from basis.once import new_key
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.berekend import klopt
from tests.trajecten.verhaal import Verhaal
from trajecten import betrokkenen, doel, evaluaties, financiering, wijziging, workflow
from trajecten.models import Financiering, Traject
from trajecten.regels import Status
from trajecten.workflow import BevestigingNodig, OvergangGeweigerd
from trajecten.workflow.herplaatsen import Afscheid

pytestmark = pytest.mark.django_db
S = Status
WEEK = timedelta(days=7)


def herplaatst(w, **anders) -> Traject:
    """Worked for four weeks, achieved something, and another leerbedrijf is sought."""
    traject = leven.naar(w, S.LOPEND)
    on = traject.status_sinds + 4 * WEEK
    gone = Afscheid(on, 80, oordelen={w.werkprocessen[0].pk: ("goed", "")})
    return workflow.herplaatsen(traject=traject, reden="reistijd", afscheid=gone, by=w.coordinator, on=on, **anders)


def test_at_the_second_leerbedrijf_everybody_is_asked_to_sign_by_a_day(w):
    traject = herplaatst(w)
    leven.STAPPEN[S.OVEREENKOMST](w, traject, traject.status_sinds + WEEK)

    waiting = traject.termijnen.filter(soort="pok_tekenen", vervuld_op=None, vervallen_op=None)
    assert set(waiting.values_list("sleutel", flat=True)) == {"deelnemer:1:2", "leerbedrijf:1:2", "school:1:2"}
    klopt(Traject.objects.get(pk=traject.pk), on=traject.status_sinds)


def test_the_signed_agreement_of_a_leerbedrijf_where_somebody_worked_stays_valid(w):
    former = herplaatst(w).plaatsingen.get()
    assert former.pok_versies.get().vervallen_op is None


def test_a_pause_that_was_taken_over_ends_when_another_leerbedrijf_is_sought(w):
    on = leven.BEGIN + 10 * WEEK
    traject = workflow.overnemen(regio=w.regio, overname=leven.overname(w, S.ONDERBROKEN), by=w.coordinator, on=on)
    again = {"traject": traject, "reden": "reistijd", "by": w.coordinator, "on": on}
    with pytest.raises(OvergangGeweigerd, match="Vul de laatste werkdag"):
        workflow.herplaatsen(**again)

    workflow.herplaatsen(**again, afscheid=Afscheid(on, 80))

    traject.refresh_from_db()
    assert (traject.laatste_werkdag, traject.onderbrekingen.get().tot) == (on, on)


def test_a_last_day_after_the_einddatum_is_confirmed_also_when_another_leerbedrijf_is_sought(w):
    v = Verhaal(w, S.LOPEND).later(days=130)
    v.vraagt("na de einddatum van de overeenkomst", "herplaatsen", reden="reistijd", laatste_dag=v.on, uren_gedaan="300")
    v.doe("herplaatsen", reden="reistijd", laatste_dag=v.on, uren_gedaan="300")
    assert v.t.status == S.MATCHING


def test_in_a_pause_during_the_beoordeling_the_doel_stands(w):
    traject = leven.naar(w, S.BEOORDELING)
    on = traject.status_sinds
    workflow.onderbreken(traject=traject, reden="verlof", van=on, verwacht_terug=on + WEEK, by=w.coordinator, on=on)

    with pytest.raises(OvergangGeweigerd, match="het doel staat nu vast"):
        doel.wijzig(traject=traject, by=w.coordinator, on=on, doel="diploma", leerweg="bbl", reden="Hele opleiding")


@pytest.mark.parametrize("status", [S.BEOORDELING, S.VASTSTELLING])
def test_another_doel_passes_neither_beoordeling_nor_vaststelling(w, status):
    traject = leven.naar(w, status)
    Traject.objects.filter(pk=traject.pk).update(doel="diploma")
    step = leven.STAPPEN[S.VASTSTELLING if status == S.BEOORDELING else S.UITREIKING]

    with pytest.raises(OvergangGeweigerd, match="alleen bij een praktijkverklaring"):
        step(w, traject, traject.status_sinds + WEEK)
    assert not traject.verklaringen.exists()


def test_a_decision_is_never_older_than_what_it_is_about(w):
    traject = leven.naar(w, S.LOPEND)
    on = traject.status_sinds + 4 * WEEK
    given = {w.werkprocessen[0].pk: ("goed", "")}
    evaluaties.tussenevaluatie(traject=traject, by=w.coordinator, on=on, datum=on, beoordelaar="J. Mulder", oordelen=given)
    workflow.beoordeling_starten(traject=traject, by=w.coordinator, on=on, laatste_dag=on, reden="Bedrijf stopt")
    workflow.laatste_oordelen_indienen(traject=traject, waarom="weg", toelichting="Failliet", by=w.coordinator, on=on)
    w.controleer(on)

    early = leven.besluit(w, date(2025, 12, 1), behaald=1)
    with pytest.raises(OvergangGeweigerd, match="Kies een besluitdatum op of na de beoordeling"):
        workflow.vaststellen(traject=traject, besluit=early, by=w.coordinator, on=on)
    workflow.vaststellen(traject=traject, besluit=leven.besluit(w, on, behaald=1), by=w.coordinator, on=on)


@pytest.mark.parametrize("wat", ["school", "einddatum"])
def test_another_school_or_a_later_einddatum_is_no_typing_error(w, wat):
    traject = leven.naar(w, S.LOPEND)
    other = Organisatie.objects.create(soort="school", naam="Alpha College", brin="97ZZ")
    now = wijziging.nu(traject.plaatsing)
    changed = replace(now, school=other) if wat == "school" else replace(now, einddatum=now.einddatum + WEEK)
    mended = {"vanaf": traject.status_sinds, "reden": "Typefout", "verbetering": True, "by": w.coordinator}

    with pytest.raises(OvergangGeweigerd, match="typefout|Verlengen"):
        workflow.afspraken_wijzigen(traject=traject, afgesproken=changed, on=traject.status_sinds, **mended)


def test_the_second_of_two_who_change_the_agreement_is_told_and_undoes_nothing(w):
    v = Verhaal(w, S.LOPEND).later(days=7)
    opened = wijziging.stand(v.t.plaatsing)
    v.doe("afspraken_wijzigen", uren_per_week="20", uren_totaal="320", reden="Minder uren")

    v.weigert(
        "Een collega wijzigde de afspraken intussen",
        "afspraken_wijzigen",
        uren_totaal="380",
        reden="Meer",
        gelezen="blad",
        stand=opened,
    )
    assert v.t.plaatsing.uren_totaal == 320


def test_the_page_names_every_difference_before_it_is_saved(w):
    v = Verhaal(w, S.LOPEND).later(days=7)
    v.vraagt("Uren in totaal: 400 wordt 320", "afspraken_wijzigen", uren_totaal="320", reden="Minder uren")


def test_after_a_withdrawn_decision_the_mbo_verklaring_and_the_doorlooptijd_are_watched_again(w):
    v = Verhaal(w, S.UITREIKING).doe("uitreiken", wijze="werkplek", plaats="Winschoten", mbo_verklaring="volgt")
    v.later(days=3).doe("mbo_verklaring", datum=v.on)
    v.doe("vaststelling_intrekken", reden="Vergissing", naam="P. de Boer", functie="Voorzitter")
    assert "doorlooptijd" in v.open_termijnen()

    yes = {f"besluit-{x.code}": "ja" for x in w.werkprocessen[:2]}
    v.controleer().doe("vaststellen", naam="P. de Boer", functie="Voorzitter", plaats="Groningen", **yes)
    v.later(days=2).doe("uitreiken", wijze="werkplek", plaats="Winschoten", mbo_verklaring="volgt")
    assert "mbo_verklaring" in v.open_termijnen()


def test_a_begeleider_reads_neither_who_pays_nor_of_other_dossiers_in_the_timeline(w, client):
    traject = leven.naar(w, S.LOPEND)
    on, by = traject.status_sinds, w.coordinator
    row = Financiering(traject=traject, bron="loonkostensubsidie", van=on, tot=on + 20 * WEEK)
    financiering.bewaar(traject=traject, by=by, on=on, row=row, bewaar=row.save)
    follow = workflow.vervolg(
        traject=traject,
        aanmelding=leven.aanmelding(w),
        by=by,
        on=on,
        bevestigd=workflow.Bevestiging(frozenset({"tweede_traject"}), "Wil meer leren"),
    )
    begeleider = iemand("Bo Jobcoach", Rol.BEGELEIDER)
    for row in (traject, follow):
        betrokkenen.erbij(traject=row, by=by, on=on, wie=begeleider, vanaf=on)

    told = {}
    for user in (by, begeleider):
        client.force_login(user)
        told[user] = "".join(client.get(row.get_absolute_url()).content.decode() for row in (traject, follow))
    assert "Loonkostensubsidie" in told[by] and "Vervolg op" in told[by], "control"
    assert "oonkostensubsidie" not in told[begeleider]


def test_who_worked_already_ends_before_a_start_only_after_a_word_about_it(w):
    traject = herplaatst(w)
    stop = {"traject": traject, "reden": "geen_leerbedrijf", "by": w.coordinator, "on": traject.status_sinds}
    with pytest.raises(BevestigingNodig, match="behaalde B1-K1-W1"):
        workflow.niet_starten(**stop)
    yes = workflow.Bevestiging(frozenset({"al_gewerkt"}), "Wil stoppen")
    assert workflow.niet_starten(**stop, bevestigd=yes).status == S.NIET_GESTART


def test_a_death_ends_every_open_traject_of_the_deelnemer(w):
    traject = leven.naar(w, S.LOPEND)
    on = traject.status_sinds
    other = workflow.vervolg(
        traject=traject,
        aanmelding=leven.aanmelding(w),
        by=w.coordinator,
        on=on,
        bevestigd=workflow.Bevestiging(frozenset({"tweede_traject"}), "Wil meer leren"),
    )

    workflow.overlijden(traject=traject, by=w.coordinator, on=on)

    other.refresh_from_db()
    assert (other.status, other.einde_reden) == (S.NIET_GESTART, "overlijden")
    assert not other.termijnen.filter(vervuld_op=None, vervallen_op=None).exists()


def test_what_is_taken_over_did_not_come_to_its_step_before_its_first_working_day(w):
    taken = replace(leven.overname(w, S.LOPEND), eerste_werkdag=leven.BEGIN + WEEK)
    with pytest.raises(OvergangGeweigerd, match="op of na de eerste werkdag"):
        workflow.overnemen(regio=w.regio, overname=taken, by=w.coordinator, on=leven.BEGIN + 4 * WEEK)


def test_who_is_assessed_after_a_reopening_finds_the_form_ready(w):
    v = Verhaal(w, S.GESTOPT)
    v.later(days=200).doe("heropenen", reden="Wil de verklaring toch halen.", werkt_nog="nee")
    assert v.papieren()[-1] == "beoordelingsformulier"


def test_nothing_is_added_to_a_dossier_without_a_person(w, client):
    traject = leven.naar(w, S.AFGESLOTEN)
    Traject.objects.filter(pk=traject.pk).update(geanonimiseerd_op=date(2026, 6, 1))
    client.force_login(w.coordinator)

    note = {"once": new_key(), "tekst": "Nog iets"}
    answer = client.post(reverse("trajecten:notitie", args=[traject.code]), note)

    assert "zijn de persoonsgegevens verwijderd" in answer.content.decode()
    assert not traject.notities.exists()
