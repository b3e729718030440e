"""The agreed changes or lasts longer: which paper follows is told before saving (domein §6, POK and bpv-blad)."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Organisatie
from basis.bsn import REFUSAL
from basis.dagen import add_working_days
from documenten.models import Document
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, done, post, refused, scan, text, url
from trajecten import bpv_blad, evaluaties, overeenkomst, wijziging, workflow
from trajecten.models import Handtekening, Plaatsing, SchoolAfspraak
from trajecten.regels import Partij, Status
from trajecten.wijziging import Gevolgsoort as G
from trajecten.workflow import LeesEerst, OvergangGeweigerd, Papierwerk
from werkgevers.models import Praktijkopleider

pytestmark = pytest.mark.django_db
S = Status


@pytest.fixture
def lopend(w):
    """Started on 30 March; the einddatum is 28 July."""
    return leven.naar(w, S.LOPEND)


def formulier(traject, **anders):
    """The page as it opens, with what a test changes."""
    p = traject.plaatsing
    return {
        "werkprocessen": [str(w.code) for w in p.werkprocessen.all()],
        "praktijkopleider": str(p.praktijkopleider.code),
        "school": str(p.school.code),
        "startdatum": p.startdatum.isoformat(),
        "einddatum": p.einddatum.isoformat(),
        "uren_per_week": "24",
        "uren_totaal": "400",
        "vorm": "stage",
        "dienstverband": "geen",
        "vanaf": VANDAAG.isoformat(),
        "reden": "De deelnemer krijgt een vaste dag op school.",
        **anders,
    }


def wijzig(w, traject, *, on=VANDAAG, gelezen=G.BLAD, verbetering=False, vanaf=None, akkoord=None, papier=None, **anders):
    traject.refresh_from_db()
    return workflow.afspraken_wijzigen(
        traject=traject,
        afgesproken=replace(wijziging.nu(traject.plaatsing), **anders),
        vanaf=vanaf or on,
        reden="Zo afgesproken",
        verbetering=verbetering,
        papierwerk=Papierwerk(gelezen, akkoord or {}, papier),
        by=w.coordinator,
        on=on,
    )


# --- which of the three, and why -------------------------------------------------------------------------------------


def test_the_page_tells_what_will_follow_before_anything_is_saved(page, w, lopend):
    address = url(lopend, "afspraken_wijzigen")
    data = formulier(lopend, uren_per_week="20", uren_totaal="320")
    assert page.get(address).status_code == 200

    told = post(page, address, data)

    refused(told, lopend, "Er komt een nieuw bpv-blad, want de deelnemer is al begonnen", "tien werkdagen", "Ik heb het gelezen")
    assert not lopend.plaatsing.bpv_bladen.exists() and lopend.plaatsing.uren_totaal == 400

    agreed = {"akkoord_deelnemer": "2026-05-08", "wijze_deelnemer": "telefoon"}
    done(post(page, address, data | agreed | {"gelezen": "blad"}), lopend, S.LOPEND)
    blad = lopend.plaatsing.bpv_bladen.get()
    assert blad.wijzigingen == [["Uren per week", "24", "20"], ["Uren in totaal", "400", "320"]]
    assert {i.partij: (i.gegeven_op, i.wijze) for i in blad.instemmingen.all()} == {
        "deelnemer": (date(2026, 5, 8), "telefoon"),
        "leerbedrijf": (None, ""),
        "school": (None, ""),
    }
    shown = text(page.get(lopend.get_absolute_url()))
    assert "Bpv-blad 2" in shown and "Akkoord vragen" in shown and "was 24" in shown


def test_what_became_something_else_meanwhile_is_told_again(page, w, lopend):
    SchoolAfspraak.objects.create(regio=w.regio, school=w.school, opnieuw_tekenen=True)

    told = post(page, url(lopend, "afspraken_wijzigen"), formulier(lopend, uren_totaal="320", gelezen="blad"))

    refused(told, lopend, "Er komt een nieuwe praktijkovereenkomst die iedereen tekent", "opnieuw tekent")


def test_before_the_start_a_change_is_a_new_version_and_every_signature_is_asked_again(page, w):
    traject = leven.naar(w, S.OVEREENKOMST)
    first = traject.plaatsing.pok_versies.get()
    leven.teken_alles(traject, w.coordinator, VANDAAG)
    address, data = url(traject, "afspraken_wijzigen"), formulier(traject, einddatum="2026-08-20")
    refused(post(page, address, data), traject, "Er komt een nieuwe versie", "iedereen tekent opnieuw")

    done(post(page, address, data | {"gelezen": "versie"}), traject, S.OVEREENKOMST)

    old, new = traject.plaatsing.pok_versies.order_by("versie")
    assert old == first and old.vervallen_op == VANDAAG and old.vervallen_reden.startswith("De deelnemer krijgt")
    assert old.handtekeningen.filter(getekend_op__isnull=False).count() == 3
    assert [h.partij for h in overeenkomst.ontbrekende(traject.plaatsing)] == ["deelnemer", "leerbedrijf", "school"]
    assert Document.objects.filter(soort="praktijkovereenkomst").count() == 2
    assert new.versie == 2
    assert "Vervallen op 11 mei 2026" in text(page.get(traject.get_absolute_url()))


def test_another_school_is_another_party_so_everybody_signs_a_new_agreement_while_the_work_goes_on(page, w, lopend):
    other = Organisatie.objects.create(soort="school", naam="Alpha College", brin="97ZZ")
    with pytest.raises(LeesEerst, match="de school is een van de partijen"):
        wijzig(w, lopend, school=other)

    wijzig(w, lopend, school=other, gelezen=G.NIEUWE_POK)

    lopend.refresh_from_db()
    assert lopend.status == S.LOPEND
    assert (lopend.plaatsing.school, lopend.plaatsing.inschrijving) == (other, "aangevraagd")
    open_soorten = set(lopend.termijnen.filter(vervuld_op=None, vervallen_op=None).values_list("soort", flat=True))
    assert {"pok_tekenen", "inschrijving"} <= open_soorten
    assert lopend.termijnen.filter(soort="pok_tekenen", vervuld_op=None).first().op == add_working_days(VANDAAG, 10)
    row = Handtekening.objects.get(pok_versie__versie=2, partij="deelnemer")
    signed = {"getekend_op": VANDAAG.isoformat(), "naam": row.naam, "papier": scan(), "bsn_weg": "on"}
    assert post(page, reverse("trajecten:handtekening", args=[row.code]), signed).status_code == 303
    overeenkomst.weiger(
        handtekening=Handtekening.objects.get(pok_versie__versie=2, partij="school"), reden="Nee", by=w.coordinator, on=VANDAAG
    )
    lopend.refresh_from_db()
    assert (lopend.aan_zet, lopend.aan_zet_reden) == (Partij.COORDINATOR, "geweigerd:school")


def test_a_typing_error_makes_no_paper_and_voids_nothing(page, w, lopend):
    address = url(lopend, "afspraken_wijzigen")
    data = formulier(lopend, startdatum="2026-04-01", verbetering="on")
    papers = Document.objects.count()
    refused(post(page, address, data), lopend, "Er verandert niets aan de afspraak")

    done(post(page, address, data | {"gelezen": "verbetering"}), lopend, S.LOPEND)

    assert lopend.plaatsing.startdatum == date(2026, 4, 1)
    assert lopend.plaatsing.pok_versies.get().vervallen_op is None
    assert (Document.objects.count(), lopend.plaatsing.bpv_bladen.count()) == (papers, 0)
    line = lopend.gebeurtenissen.get(soort="afspraken_wijzigen")
    assert ["Startdatum", "30 maart 2026 → 1 april 2026"] in line.details


@pytest.mark.parametrize(
    ("anders", "sentence"),
    [
        ({}, "U heeft nog niets gewijzigd."),
        ({"uren_totaal": "320", "reden": ""}, "Vul dit veld in."),
        ({"uren_totaal": "320", "reden": BSN}, REFUSAL),
        ({"einddatum": "2026-03-01"}, "Kies een einddatum na de startdatum."),
        ({"einddatum": "2026-09-30"}, "Kies &#x27;Verlengen&#x27; voor een latere einddatum."),
        ({"einddatum": "2026-05-04"}, "is al voorbij"),
        ({"startdatum": "2026-04-01"}, "de startdatum staat vast"),
        ({"uren_totaal": "320", "vanaf": "2026-01-01"}, "tussen de eerste werkdag en de einddatum"),
        ({"dienstverband": "ander"}, "bij welke organisatie"),
        ({"werkprocessen": []}, "Kies minstens één werkproces."),
        ({"uren_totaal": "320", "akkoord_school": "2026-05-08"}, "of laat beide open"),
    ],
)
def test_a_change_that_may_not_be_is_refused_and_the_form_kept(page, w, lopend, anders, sentence):
    before = wijziging.nu(lopend.plaatsing)

    refused(post(page, url(lopend, "afspraken_wijzigen"), formulier(lopend, **anders)), lopend, sentence)

    assert wijziging.nu(Plaatsing.objects.get(traject=lopend)) == before


def test_a_judged_werkproces_stays_and_a_new_one_must_be_within_the_erkenning(w, lopend):
    first, second, third = w.werkprocessen
    evaluaties.tussenevaluatie(
        traject=lopend, by=w.coordinator, on=VANDAAG, datum=VANDAAG, beoordelaar="J. Mulder", oordelen={first.pk: ("goed", "")}
    )
    with pytest.raises(OvergangGeweigerd, match="B1-K1-W1 is al beoordeeld"):
        wijzig(w, lopend, werkprocessen=frozenset({second}))
    wijzig(w, lopend, werkprocessen=frozenset({first}))
    w.erkenning.hele_kwalificatie = False
    w.erkenning.save()
    w.erkenning.werkprocessen.set([first, second])

    with pytest.raises(OvergangGeweigerd, match="geldt niet voor P1-K1-W2"):
        wijzig(w, lopend, werkprocessen=frozenset({first, third}))
    wijzig(w, lopend, werkprocessen=frozenset({first, second}))
    assert set(lopend.plaatsing.werkprocessen.all()) == {first, second}


def test_with_the_schools_own_paper_its_blad_is_asked_and_ours_not_made(page, w, lopend):
    SchoolAfspraak.objects.create(regio=w.regio, school=w.school, overeenkomst_bron="school")
    address, data = url(lopend, "afspraken_wijzigen"), formulier(lopend, uren_totaal="320", gelezen="blad")

    refused(post(page, address, data), lopend, "Voeg het bpv-blad van de school toe.")
    refused(post(page, address, data | {"papier": scan()}), lopend, "Maak het BSN op het bestand onleesbaar")
    done(post(page, address, data | {"papier": scan(), "bsn_weg": "on"}), lopend, S.LOPEND)

    blad = lopend.plaatsing.bpv_bladen.get()
    assert (blad.bron, blad.document.herkomst, blad.document.soort) == ("school", "upload", "bpv_blad")
    assert ["BSN onleesbaar", "ja"] in lopend.gebeurtenissen.get(soort="afspraken_wijzigen").details


def test_who_signs_while_the_agreement_is_changed_is_told_and_nothing_is_signed(page, w):
    traject = leven.naar(w, S.OVEREENKOMST)
    row = overeenkomst.ontbrekende(traject.plaatsing)[0]
    wijzig(w, traject, uren_totaal=320, gelezen=G.VERSIE)
    signed = {"getekend_op": VANDAAG.isoformat(), "naam": row.naam, "papier": scan(), "bsn_weg": "on"}

    answer = post(page, reverse("trajecten:handtekening", args=[row.code]), signed)

    assert "Deze versie van de overeenkomst wordt niet meer getekend." in text(answer)
    row.refresh_from_db()
    assert row.getekend_op is None


# --- longer ------------------------------------------------------------------------------------------------------------


def verlenging(**anders):
    return {"einddatum": "2026-09-15", "uren_totaal": "", "reden": "Meer tijd nodig om te oefenen.", **anders}


def test_verlengen_moves_the_einddatum_and_every_termijn_that_follows_from_it(page, w, lopend):
    address = url(lopend, "verlengen")
    before = {t.soort: t.op for t in lopend.termijnen.filter(soort__in=["einddatum", "eindbeoordeling"])}
    refused(post(page, address, verlenging()), lopend, "Er komt een nieuw bpv-blad")

    done(post(page, address, verlenging(gelezen="blad", uren_totaal="520")), lopend, S.LOPEND)

    assert (lopend.plaatsing.einddatum, lopend.plaatsing.uren_totaal) == (date(2026, 9, 15), 520)
    after = {t.soort: t.op for t in lopend.termijnen.filter(vervuld_op=None, vervallen_op=None)}
    assert after["einddatum"] == date(2026, 9, 15) and after["eindbeoordeling"] > before["eindbeoordeling"]
    assert lopend.status_sinds < VANDAAG, "a status that stays was not entered again"


@pytest.mark.parametrize(
    ("anders", "sentence"),
    [
        ({"einddatum": "2026-07-28"}, "Kies een einddatum na de huidige, 28 juli 2026."),
        ({"einddatum": "2026-06-01"}, "Kies een einddatum na de huidige, 28 juli 2026."),
        ({"einddatum": "2026-05-01"}, "deze datum is al voorbij"),
        ({"reden": ""}, "Vul dit veld in."),
        ({"reden": BSN}, REFUSAL),
    ],
)
def test_verlengen_refuses_and_keeps_the_form(page, lopend, anders, sentence):
    refused(post(page, url(lopend, "verlengen"), verlenging(**anders)), lopend, sentence)
    assert lopend.plaatsing.einddatum == date(2026, 7, 28)


def test_a_longer_period_than_six_months_is_told(page, lopend):
    refused(post(page, url(lopend, "verlengen"), verlenging(einddatum="2026-12-18")), lopend, "langer dan 6 maanden")


@pytest.mark.parametrize(("dagen", "naar"), [(60, S.LOPEND), (10, S.BEOORDELING)])
def test_in_beoordeling_a_longer_period_goes_on_learning_and_a_few_days_more_stay(w, dagen, naar):
    traject = leven.naar(w, S.BEOORDELING)
    Plaatsing.objects.filter(traject=traject).update(einddatum=VANDAAG)

    workflow.verlengen(
        traject=traject,
        einddatum=VANDAAG + timedelta(days=dagen),
        reden="Meer tijd",
        by=w.coordinator,
        on=VANDAAG,
        papierwerk=Papierwerk(G.BLAD),
    )

    traject.refresh_from_db()
    assert (traject.status, traject.laatste_werkdag, traject.plaatsing.laatste_werkdag) == (naar, None, None)


def test_after_the_einddatum_only_a_new_agreement_makes_it_longer(w, lopend):
    late = date(2026, 7, 30)
    more = {"traject": lopend, "einddatum": date(2026, 9, 15), "reden": "Meer tijd", "by": w.coordinator, "on": late}
    with pytest.raises(LeesEerst, match="de einddatum 28 juli 2026 is al voorbij"):
        workflow.verlengen(**more, papierwerk=Papierwerk(G.BLAD))
    workflow.verlengen(**more, papierwerk=Papierwerk(G.NIEUWE_POK))

    assert [v.vervallen_op for v in lopend.plaatsing.pok_versies.order_by("versie")] == [late, None]
    assert not lopend.plaatsing.bpv_bladen.exists()


def test_a_pause_may_be_made_longer_and_stays_a_pause(w):
    traject = leven.naar(w, S.ONDERBROKEN)
    more = {"einddatum": date(2026, 9, 15), "reden": "Inhalen", "papierwerk": Papierwerk(G.BLAD)}
    workflow.verlengen(traject=traject, by=w.coordinator, on=VANDAAG, **more)
    traject.refresh_from_db()
    assert (traject.status, traject.plaatsing.einddatum) == (S.ONDERBROKEN, date(2026, 9, 15))


# --- what the parties say to a blad ------------------------------------------------------------------------------------


@pytest.fixture
def blad(w, lopend):
    wijzig(w, lopend, uren_totaal=320)
    return lopend.plaatsing.bpv_bladen.get()


def test_an_agreement_is_recorded_once_with_its_day_and_way(page, w, lopend, blad):
    row = blad.instemmingen.get(partij="school")
    address = reverse("trajecten:instemming", args=[row.code])
    said = {"gegeven_op": VANDAAG.isoformat(), "wijze": "email", "naam": "P. de Boer"}

    for wrong in ("2026-05-10", "2026-05-12"):
        assert post(page, address, said | {"gegeven_op": wrong}).status_code == 200
    assert post(page, address, said).status_code == 303
    assert "misschien was een collega u voor" in text(post(page, address, said))

    row.refresh_from_db()
    assert (row.gegeven_op, row.wijze, row.naam, row.vastgelegd_door) == (VANDAAG, "email", "P. de Boer", w.coordinator)
    assert lopend.gebeurtenissen.get(soort="ingestemd").namens == Partij.SCHOOL


def test_a_reported_error_puts_the_coordinator_aan_zet_until_it_is_settled(page, w, lopend, blad):
    row = blad.instemmingen.get(partij="leerbedrijf")
    address = reverse("trajecten:instemming_fout", args=[row.code])
    settle = reverse("trajecten:instemming_afgehandeld", args=[row.code])
    assert REFUSAL in text(post(page, address, {"fout": BSN}))

    assert post(page, address, {"fout": "Het zijn 340 uur."}).status_code == 303

    lopend.refresh_from_db()
    assert (lopend.aan_zet, lopend.aan_zet_reden) == (Partij.COORDINATOR, "fout:leerbedrijf")
    assert "Leerbedrijf meldt een fout op het bpv-blad" in text(page.get(lopend.get_absolute_url()))
    assert "Handel die eerst af" in text(post(page, address, {"fout": "Nog een."}))
    assert post(page, settle, {}).status_code == 303
    lopend.refresh_from_db()
    assert lopend.aan_zet_reden != "fout:leerbedrijf"
    assert "Er staat geen gemelde fout open" in text(page.post(settle, {"once": "k" * 22}, follow=True))


def test_ten_working_days_later_an_error_is_reported_no_more(page, w, lopend, blad):
    row = blad.instemmingen.get(partij="leerbedrijf")
    last = bpv_blad.melden_tot(blad)
    assert last == add_working_days(VANDAAG, 10)
    bpv_blad.meld_fout(instemming=row, fout="Op de laatste dag", by=w.coordinator, on=last)
    bpv_blad.handel_af(instemming=row, by=w.coordinator, on=last)

    with time_machine.travel(datetime.combine(last + timedelta(days=1), time(10), ZoneInfo("Europe/Amsterdam"))):
        page.force_login(w.coordinator)
        answer = post(page, reverse("trajecten:instemming_fout", args=[row.code]), {"fout": "Te laat"})
    assert "Een fout melden kon tot en met" in text(answer)
    row.refresh_from_db()
    assert row.fout == "Op de laatste dag"


def test_a_minor_has_a_parent_who_agrees_too(w):
    traject = leven.naar(w, S.LOPEND, geboortejaar=2009, geboortemaand=1, geboortedag=2)
    type(traject.deelnemer).objects.update(geboortejaar=2009, geboortemaand=1, geboortedag=2)
    wijzig(w, traject, uren_totaal=320)

    partijen = traject.plaatsing.bpv_bladen.get().instemmingen.values_list("partij", flat=True)
    assert list(partijen) == ["deelnemer", "vertegenwoordiger", "leerbedrijf", "school"]


def test_another_praktijkopleider_is_no_other_party(w, lopend):
    other = Praktijkopleider.objects.create(leerbedrijf=w.leerbedrijf, naam="K. Jansen")
    strange = Praktijkopleider.objects.create(leerbedrijf=leven.wereld("FR").leerbedrijf, naam="Vreemd")

    with pytest.raises(OvergangGeweigerd, match="Kies een praktijkopleider van Kringloop Oost"):
        wijzig(w, lopend, praktijkopleider=strange)
    wijzig(w, lopend, praktijkopleider=other)
    assert lopend.plaatsing.bpv_bladen.get().wijzigingen == [["Praktijkopleider", "J. Mulder", "K. Jansen"]]


def test_only_a_coordinator_changes_what_was_agreed(w, lopend):
    stranger = leven.wereld("FR").coordinator
    with pytest.raises(OvergangGeweigerd, match="mag u bij dit traject niet doen"):
        workflow.verlengen(traject=lopend, einddatum=date(2026, 9, 15), reden="Meer", by=stranger, on=VANDAAG)
    assert lopend.plaatsing.einddatum == date(2026, 7, 28)
