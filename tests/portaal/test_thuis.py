"""What somebody of a leerbedrijf or a school finds in the portal, and what they do there (domein §1, §3, §6, §7)."""

from dataclasses import fields
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisatie, Recht, Rol
from basis.dagen import add_months
from basis.once import new_key
from documenten.models import Document
from tests.personen import LidmaatschapFactory, OrganisatieFactory, RegioFactory, iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, text
from trajecten import overeenkomst, portaaltaken, tekenen, toegang_portaal, workflow, zicht
from trajecten.models import Handtekening, Plaatsing, Traject
from trajecten.regels import Partij, Status
from trajecten.workflow import OvergangGeweigerd
from trajecten.workflow.herplaatsen import Afscheid
from werkgevers.models import Leerbedrijf

pytestmark = pytest.mark.django_db
S = Status
DAG = timedelta(days=1)
ALLES = [Recht.BEGELEIDEN, Recht.TEKENEN]
SHA = "a" * 64


@pytest.fixture
def jolanda(w):
    return iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=ALLES)


@pytest.fixture
def maaike(w):
    rechten = [*ALLES, Recht.VASTSTELLEN]
    return iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=rechten, mandaat="Brief")


def adres(deur: str, rij=None) -> str:
    return reverse(f"portaal:{deur}", args=[rij.code] if rij else [])


def stuur(page, deur, rij, **data):
    return page.post(adres(deur, rij), {"once": new_key(), **data})


def gemaakt(traject: Traject) -> Document:
    """The agreement is there to be read."""
    versie = traject.plaatsing.pok_versies.get(vervallen_op=None)
    made = {"status": "klaar", "sha256": SHA, "bytes": 1, "bestand": "er.pdf", "media_type": "application/pdf"}
    Document.objects.filter(pk=versie.document_id).update(**made, klaar_op=timezone.now())
    return Document.objects.get(pk=versie.document_id)


def van(traject: Traject, partij: str) -> Handtekening:
    return Handtekening.objects.get(pok_versie__plaatsing__traject=traject, pok_versie__vervallen_op=None, partij=partij)


def wat(user, on: date = VANDAAG) -> list[str]:
    return [taak.soort.wat for taak in portaaltaken.taken(user, on=on)]


# --- what is to be done ------------------------------------------------------------------------------------------------------


def test_signing_in_leads_to_what_is_to_be_done(als, w, jolanda):
    traject = leven.naar(w, S.OVEREENKOMST)

    answer = als(jolanda).get(reverse("accounts:start"), follow=True)

    assert answer.redirect_chain[-1][0] == adres("thuis")
    assert [item["label"] for item in answer.context["menu"]] == ["Te doen", "Meldingen"]
    assert "Praktijkovereenkomst tekenen" in text(answer)
    assert adres("tekenen", van(traject, "leerbedrijf")) in answer.content.decode()


@pytest.mark.parametrize(
    ("status", "bedrijf", "school"),
    [
        (S.OVEREENKOMST, ["Praktijkovereenkomst tekenen"], ["Praktijkovereenkomst tekenen"]),
        (S.LOPEND, [], []),
        (S.BEOORDELING, ["Eindbeoordeling"], []),
        (S.VASTSTELLING, [], ["Besluit over de werkprocessen"]),
        (S.UITREIKING, [], []),
    ],
)
def test_each_party_is_asked_its_own_part(w, jolanda, maaike, status, bedrijf, school):
    traject = leven.naar(w, status)

    assert wat(jolanda, traject.status_sinds) == bedrijf
    assert wat(maaike, traject.status_sinds) == school


def test_who_may_not_do_it_is_not_asked(w):
    reader = iemand("Lees Mee", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.UITNODIGEN])
    teacher = iemand("Wim Docent", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.BEGELEIDEN])
    for n, status in enumerate([S.OVEREENKOMST, S.BEOORDELING, S.VASTSTELLING]):
        leven.naar(w, status, roepnaam=f"P{n}", telefoon=f"050 000 00 0{n}")

    assert wat(reader) == wat(teacher) == []
    assert toegang_portaal.plaatsingen(reader, on=VANDAAG).count() == 3, "they may read"


def test_a_tussenevaluatie_is_asked_from_its_first_reminder_on(w, jolanda):
    traject = leven.naar(w, S.LOPEND)
    due = traject.termijnen.get(soort="tussenevaluatie").op

    assert wat(jolanda, due - 15 * DAG) == []
    assert wat(jolanda, due) == ["Tussenevaluatie"]


def test_nothing_to_do_says_so(als, w, jolanda):
    assert "Nog geen deelnemers" in text(als(jolanda).get(adres("thuis")))

    leven.naar(w, S.LOPEND)

    assert "Niets te doen: mooi zo" in text(als(jolanda).get(adres("thuis")))


def test_the_home_page_asks_as_many_queries_for_more_rows(als, w, jolanda, django_assert_max_num_queries):
    page = als(jolanda)

    def visit():
        with django_assert_max_num_queries(30) as asked:
            page.get(adres("thuis"))
        return len(asked)

    leven.naar(w, S.OVEREENKOMST)
    visit()
    first = visit()
    for n in range(3):
        leven.naar(w, S.OVEREENKOMST, roepnaam=f"P{n}", telefoon=f"050 000 00 0{n}")

    assert visit() == first


def test_somebody_of_two_regios_sees_both_with_their_names(als, w, jolanda):
    other = leven.wereld("FR")
    LidmaatschapFactory(
        user=jolanda,
        regio=RegioFactory(regiocode="FR"),
        rol=Rol.WERKGEVER,
        organisatie=other.leerbedrijf.organisatie,
        rechten=ALLES,
    )
    here, there = leven.naar(w, S.OVEREENKOMST), leven.naar(other, S.OVEREENKOMST)

    shown = text(als(jolanda).get(adres("thuis"), {"regio": "GR"}))

    assert here.nummer in shown and there.nummer in shown
    assert "Regio FR" in shown


# --- what is seen ------------------------------------------------------------------------------------------------------------


def test_the_shapes_have_the_fields_of_domein_7_and_no_others():
    assert {f.name for f in fields(zicht.Persoon)} == {
        "officiele_naam", "geboren", "geboorteplaats", "geboorteland", "adres", "telefoon", "email", "vooropleiding",
    }  # fmt: skip
    assert {f.name for f in fields(zicht.Zicht)} == {
        "regel", "doel", "vorm", "dienstverband", "uren_per_week", "uren_totaal", "leerbedrijf", "plaats", "school",
        "praktijkopleider", "contacten", "werkprocessen", "evaluaties", "papieren", "persoon", "inschrijving", "inschrijving_op",
        "eerder",
    }  # fmt: skip


def test_a_leerbedrijf_sees_nothing_of_the_person_and_a_school_does(als, w, jolanda, maaike):
    plaatsing = leven.naar(w, S.LOPEND).plaatsing
    deelnemer = plaatsing.traject.deelnemer

    of_leerbedrijf, of_school = (text(als(wie).get(adres("plaatsing", plaatsing))) for wie in (jolanda, maaike))

    assert deelnemer.naam in of_leerbedrijf and deelnemer.naam in of_school
    assert deelnemer.geboorteplaats not in of_leerbedrijf and deelnemer.geboorteplaats in of_school
    assert deelnemer.telefoon not in of_leerbedrijf


def test_a_safe_house_is_called_by_its_cover_name_also_to_the_school(als, w, maaike):
    Leerbedrijf.objects.filter(pk=w.leerbedrijf.pk).update(verborgen_adres=True, schuilnaam="Huis Noord")
    plaatsing = leven.naar(w, S.LOPEND).plaatsing

    shown = text(als(maaike).get(adres("plaatsing", plaatsing)))

    assert "Huis Noord" in shown
    assert "Kringloop" not in shown and "Sappemeer" not in shown


def test_another_leerbedrijf_of_the_same_regio_knows_of_nothing(als, w):
    other = Leerbedrijf.objects.create(regio=w.regio, organisatie=OrganisatieFactory(regio=w.regio), leerbedrijf_id="100009999")
    stranger = iemand("Vera Vreemd", Rol.WERKGEVER, organisatie=other.organisatie, rechten=ALLES)
    elsewhere = iemand("Ans Ander", Rol.SCHOOL, organisatie=Organisatie.objects.create(soort="school", naam="Terra", brin="91TR"))
    traject = leven.naar(w, S.OVEREENKOMST)

    for wie in (stranger, elsewhere):
        assert als(wie).get(adres("plaatsing", traject.plaatsing)).status_code == 404
        assert als(wie).get(adres("tekenen", van(traject, "leerbedrijf"))).status_code == 404
        assert "Nog geen deelnemers" in text(als(wie).get(adres("thuis")))


def test_a_former_leerbedrijf_reads_its_own_plaatsing_and_does_nothing_any_more(als, w, jolanda):
    traject = leven.naar(w, S.LOPEND)
    former = traject.plaatsing
    gone = Afscheid(former.eerste_werkdag + 7 * DAG, 40)
    workflow.herplaatsen(traject=traject, reden="reistijd", afscheid=gone, by=w.coordinator, on=VANDAAG)
    page = als(jolanda)

    assert "Geëindigd" in text(page.get(adres("plaatsing", former)))
    assert page.get(adres("uren", former)).status_code == 403
    assert page.get(adres("evaluatie", former)).status_code == 403


def test_access_of_a_leerbedrijf_ends_three_months_after_its_plaatsing(als, w, jolanda):
    plaatsing = leven.naar(w, S.NAZORG).plaatsing
    last = add_months(VANDAAG, -3)

    Plaatsing.objects.filter(pk=plaatsing.pk).update(eerste_werkdag=last - 90 * DAG, laatste_werkdag=last)
    assert als(jolanda).get(adres("plaatsing", plaatsing)).status_code == 200

    Plaatsing.objects.filter(pk=plaatsing.pk).update(laatste_werkdag=last - DAG)
    assert als(jolanda).get(adres("plaatsing", plaatsing)).status_code == 404
    assert toegang_portaal.plaatsingen(jolanda, on=VANDAAG).count() == 0


def test_of_what_is_void_no_paper_is_shown(als, w, jolanda):
    traject = leven.naar(w, S.OVEREENKOMST)
    leven.wijzig(w, traject, VANDAAG)

    shown = text(als(jolanda).get(adres("plaatsing", traject.plaatsing)))

    assert "Praktijkovereenkomst, versie 2" in shown and "Werkproceskeuze, versie 2" in shown
    assert "versie 1" not in shown


def test_a_paper_of_the_dossier_that_is_not_of_the_parties_is_not_given(als, w, jolanda, maaike):
    traject = leven.naar(w, S.NAZORG)
    own = {row.document.soort: row for row in traject.documenten.select_related("document")}

    assert "praktijkverklaring" in own
    assert als(jolanda).get(adres("document", own["praktijkverklaring"])).status_code == 404
    assert als(jolanda).get(adres("document", own["handtekening"])).status_code == 404
    assert als(maaike).get(adres("document", own["handtekening"])).status_code == 404


# --- signing -----------------------------------------------------------------------------------------------------------------


def teken(page, rij, **anders):
    data = {"naam": "Jolanda Smit", "functie": "Eigenaar", "gezien": SHA, "akkoord": "on"}
    return page.post(adres("tekenen", rij), {"once": new_key()} | data | anders, headers={"User-Agent": "Proef/1.0"})


def test_the_agreement_is_signed_with_what_proves_it(als, w, jolanda):
    traject = leven.naar(w, S.OVEREENKOMST)
    gemaakt(traject)
    asked = van(traject, "leerbedrijf")

    answer = teken(als(jolanda), asked)

    assert answer.status_code == 303 and answer["Location"] == adres("plaatsing", traject.plaatsing)
    asked.refresh_from_db()
    assert (asked.wijze, asked.getekend_op, asked.getekend_door, asked.sha256) == ("portaal", VANDAAG, jolanda, SHA)
    assert (asked.naam, asked.functie, asked.adres, asked.browser) == ("Jolanda Smit", "Eigenaar", "127.0.0.1", "Proef/1.0")
    line = traject.gebeurtenissen.get(soort="getekend")
    assert line.door == jolanda and line.namens == ""
    assert wat(jolanda) == []


def test_after_the_last_signature_the_coordinator_is_aan_zet(als, w, jolanda, maaike):
    traject = leven.naar(w, S.OVEREENKOMST, on=VANDAAG - 21 * DAG)
    gemaakt(traject)
    scan = {"getekend_op": VANDAAG, "papier": leven.papier()}
    overeenkomst.leg_vast(handtekening=van(traject, "deelnemer"), by=w.coordinator, on=VANDAAG, **scan)
    teken(als(jolanda), van(traject, "leerbedrijf"))
    traject.refresh_from_db()
    assert traject.aan_zet == Partij.SCHOOL

    teken(als(maaike), van(traject, "school"))

    traject.refresh_from_db()
    assert traject.aan_zet == Partij.COORDINATOR


def test_signing_twice_says_that_it_is_there_and_changes_nothing(als, w, jolanda):
    traject = leven.naar(w, S.OVEREENKOMST)
    gemaakt(traject)
    page, asked = als(jolanda), van(traject, "leerbedrijf")
    teken(page, asked)

    answer = teken(page, asked, naam="Een ander")

    assert answer.status_code == 409
    assert "De handtekening staat er al" in text(answer)
    asked.refresh_from_db()
    assert asked.naam == "Jolanda Smit"


def test_a_file_that_was_replaced_meanwhile_is_not_signed_but_shown(als, w, jolanda):
    traject = leven.naar(w, S.OVEREENKOMST)
    gemaakt(traject)
    page, asked = als(jolanda), van(traject, "leerbedrijf")

    answer = teken(page, asked, gezien="b" * 64)

    assert "intussen veranderd" in text(answer)
    assert f'value="{SHA}"' in answer.content.decode(), "the page is now about the file that is there"
    assert "checked" not in answer.content.decode(), "and asks to read it again"
    asked.refresh_from_db()
    assert asked.getekend_op is None


def test_a_version_that_is_void_cannot_be_signed(als, w, jolanda):
    traject = leven.naar(w, S.OVEREENKOMST)
    gemaakt(traject)
    page, asked = als(jolanda), van(traject, "leerbedrijf")
    leven.wijzig(w, traject, VANDAAG)

    answer = teken(page, asked)

    assert answer.status_code == 409 and "geldt niet meer" in text(answer)
    asked.refresh_from_db()
    assert asked.getekend_op is None
    assert van(traject, "leerbedrijf").pk != asked.pk, "and the new one is asked"


def test_without_reading_or_before_the_file_is_there_nothing_is_signed(als, w, jolanda):
    traject = leven.naar(w, S.OVEREENKOMST)
    page, asked = als(jolanda), van(traject, "leerbedrijf")

    early = teken(page, asked, gezien="")
    gemaakt(traject)
    unread = teken(page, asked, akkoord="")

    assert "wordt nog gemaakt" in text(early)
    assert "Lees de overeenkomst en zet dan dit vinkje." in text(unread)
    asked.refresh_from_db()
    assert asked.getekend_op is None


def test_nobody_signs_for_another_party(als, w, jolanda, maaike):
    traject = leven.naar(w, S.OVEREENKOMST)
    gemaakt(traject)
    proof = tekenen.Bewijs(gezien=SHA, naam="X")

    for partij, wie in (("leerbedrijf", maaike), ("school", jolanda), ("deelnemer", jolanda), ("leerbedrijf", w.coordinator)):
        with pytest.raises(OvergangGeweigerd, match="niet tekenen"):
            tekenen.teken(handtekening=van(traject, partij), bewijs=proof, by=wie, on=VANDAAG)
        assert teken(als(wie), van(traject, partij)).status_code == 404
    assert not Handtekening.objects.exclude(getekend_op=None).exists()


def test_who_has_no_right_to_sign_is_told_so(als, w):
    reader = iemand("Bo Begeleider", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.BEGELEIDEN])
    traject = leven.naar(w, S.OVEREENKOMST)
    gemaakt(traject)

    assert teken(als(reader), van(traject, "leerbedrijf")).status_code == 403


def test_who_does_not_sign_says_why_and_the_coordinator_is_aan_zet(als, w, jolanda):
    traject = leven.naar(w, S.OVEREENKOMST)

    answer = stuur(als(jolanda), "weigeren", van(traject, "leerbedrijf"), reden="De uren kloppen niet")

    assert answer.status_code == 303
    traject.refresh_from_db()
    assert traject.aan_zet == Partij.COORDINATOR
    line = traject.gebeurtenissen.get(soort="geweigerd")
    assert (line.reden, line.namens, line.door) == ("De uren kloppen niet", "", jolanda)
    assert wat(jolanda) == []


# --- a change of what was agreed ---------------------------------------------------------------------------------------------


@pytest.fixture
def blad(w):
    traject = leven.naar(w, S.LOPEND)
    leven.wijzig(w, traject, VANDAAG)
    return traject.plaatsing.bpv_bladen.get()


def test_a_change_is_agreed_to_with_one_press(als, blad, jolanda):
    row = blad.instemmingen.get(partij="leerbedrijf")
    assert wat(jolanda) == ["Wijziging van de afspraken"]

    answer = stuur(als(jolanda), "instemmen", row)

    assert answer.status_code == 303
    row.refresh_from_db()
    assert (row.gegeven_op, row.wijze, row.naam) == (VANDAAG, "portaal", "Jolanda Smit")
    assert blad.plaatsing.traject.gebeurtenissen.get(soort="ingestemd").namens == ""
    assert wat(jolanda) == []
    assert als(jolanda).get(adres("instemmen", row)).status_code == 409


def test_an_error_is_reported_within_ten_working_days(als, blad, jolanda):
    row = blad.instemmingen.get(partij="leerbedrijf")

    stuur(als(jolanda), "fout_melden", row, fout="Het zijn 24 uren")

    row.refresh_from_db()
    assert row.fout == "Het zijn 24 uren"
    assert blad.plaatsing.traject.gebeurtenissen.get(soort="fout_gemeld").namens == ""


def test_after_ten_working_days_a_report_is_refused_with_whom_to_call(als, blad, jolanda):
    type(blad).objects.filter(pk=blad.pk).update(gemaakt_op=VANDAAG - 30 * DAG)
    row = blad.instemmingen.get(partij="leerbedrijf")

    answer = stuur(als(jolanda), "fout_melden", row, fout="Te laat")

    assert "Bel de coördinator" in text(answer)
    row.refresh_from_db()
    assert row.fout_gemeld_op is None


def test_nobody_agrees_for_another_party(als, blad, maaike, jolanda):
    row = blad.instemmingen.get(partij="leerbedrijf")

    assert stuur(als(maaike), "instemmen", row).status_code == 404
    assert stuur(als(jolanda), "fout_melden", blad.instemmingen.get(partij="deelnemer"), fout="X").status_code == 404


# --- the work ----------------------------------------------------------------------------------------------------------------


def test_hours_are_filled_in_by_the_leerbedrijf_itself(als, w, jolanda):
    plaatsing = leven.naar(w, S.LOPEND).plaatsing
    week = plaatsing.eerste_werkdag - timedelta(days=plaatsing.eerste_werkdag.weekday())
    page = als(jolanda)
    form = page.get(adres("uren", plaatsing)).context["form"]
    data = {bound.html_name: bound.value() or "" for bound in form} | {f"gewerkt-{week}": "24"}

    answer = stuur(page, "uren", plaatsing, **data)

    assert answer.status_code == 303 and answer["Location"] == adres("plaatsing", plaatsing)
    row = plaatsing.aanwezigheid.get(week=week)
    assert (row.gewerkt, row.namens, row.vastgelegd_door) == (24, False, jolanda)
    assert plaatsing.traject.gebeurtenissen.get(soort="aanwezigheid").namens == ""


def test_hours_that_cannot_be_stay_on_the_page_with_the_reason(als, w, jolanda):
    plaatsing = leven.naar(w, S.LOPEND).plaatsing
    week = plaatsing.eerste_werkdag - timedelta(days=plaatsing.eerste_werkdag.weekday())

    answer = stuur(als(jolanda), "uren", plaatsing, **{f"gewerkt-{week}": "50", f"afgesproken-{week}": "30"})

    assert "passen er hoogstens 60" in text(answer) and 'value="50"' in answer.content.decode()
    assert not plaatsing.aanwezigheid.exists()


def test_a_tussenevaluatie_of_the_leerbedrijf_is_its_own(als, w, jolanda):
    plaatsing = leven.naar(w, S.LOPEND).plaatsing
    first = plaatsing.werkprocessen.first()
    data = {"datum": VANDAAG, "beoordelaar": "Jolanda Smit", "aanwezig": "de deelnemer", f"oordeel-{first.code}": "oefenen"}

    answer = stuur(als(jolanda), "evaluatie", plaatsing, **data)

    assert answer.status_code == 303
    row = plaatsing.beoordelingen.get()
    assert (row.namens, row.vastgelegd_door, row.oordelen.get().waarde) == (False, jolanda, "oefenen")
    assert "Oefenen" in text(als(jolanda).get(adres("plaatsing", plaatsing)))


def test_what_was_handed_in_is_closed_until_the_school_sends_it_back_with_its_reason_on_top(als, w, jolanda, maaike):
    traject = leven.naar(w, S.VASTSTELLING)
    assert als(jolanda).get(adres("eindbeoordeling", traject.plaatsing)).status_code == 409

    answer = stuur(als(maaike), "terugsturen", traject.plaatsing, reden="Schrijf ook op hoe het met de kassa gaat")

    assert answer.status_code == 303
    shown = als(jolanda).get(adres("eindbeoordeling", traject.plaatsing))
    assert shown.status_code == 200
    assert "Schrijf ook op hoe het met de kassa gaat" in text(shown)
    assert traject.gebeurtenissen.get(soort="terugsturen").namens == ""


# --- the school --------------------------------------------------------------------------------------------------------------


def test_the_school_confirms_the_enrolment(als, w, maaike):
    plaatsing = leven.naar(w, S.OVEREENKOMST).plaatsing

    late = stuur(als(maaike), "inschrijven", plaatsing, datum=VANDAAG + DAG)
    answer = stuur(als(maaike), "inschrijven", plaatsing, datum=VANDAAG)

    assert late.status_code == 200 and answer.status_code == 303
    plaatsing.refresh_from_db()
    assert (plaatsing.inschrijving, plaatsing.inschrijving_op) == ("ingeschreven", VANDAAG)
    assert als(maaike).get(adres("inschrijven", plaatsing)).status_code == 409


def besluit(traject, **anders):
    werk = {w.code: "ja" for w in traject.plaatsing.werkprocessen.all()[:2]}
    return {
        "datum": VANDAAG,
        "naam": "Maaike Boonstra",
        "functie": "Directeur",
        "plaats": "Groningen",
        **{f"besluit-{code}": ja for code, ja in werk.items()},
        **anders,
    }


def test_the_school_decides_without_a_letter(als, w, maaike):
    traject = leven.naar(w, S.VASTSTELLING)
    w.controleer(VANDAAG)

    answer = stuur(als(maaike), "vaststellen", traject.plaatsing, **besluit(traject))

    assert answer.status_code == 303, answer.context["form"].errors
    decided = traject.vaststellingen.get()
    assert (decided.namens, decided.besluit, decided.vastgelegd_door) == (False, None, maaike)
    traject.refresh_from_db()
    assert traject.status == S.UITREIKING


def test_a_no_without_a_reason_changes_nothing(als, w, maaike):
    traject = leven.naar(w, S.VASTSTELLING)
    w.controleer(VANDAAG)
    first = traject.plaatsing.werkprocessen.first()

    answer = stuur(als(maaike), "vaststellen", traject.plaatsing, **besluit(traject, **{f"besluit-{first.code}": "nee"}))

    assert "waarom de school dit niet vaststelt" in text(answer)
    assert not traject.vaststellingen.exists()


def test_without_the_right_to_decide_there_is_no_decision(als, w):
    teacher = iemand("Wim Docent", Rol.SCHOOL, organisatie=w.school, rechten=ALLES)
    traject = leven.naar(w, S.VASTSTELLING)

    for deur in ("vaststellen", "terugsturen", "concept_maken"):
        assert stuur(als(teacher), deur, traject.plaatsing, reden="X").status_code == 403
    assert not traject.vaststellingen.exists()


def test_a_concept_is_made_and_read_by_the_school(als, w, maaike):
    traject = leven.naar(w, S.VASTSTELLING)
    page = als(maaike)

    assert stuur(page, "concept_maken", traject.plaatsing)["Location"] == adres("concept", traject.plaatsing)
    assert "Het concept wordt gemaakt" in text(page.get(adres("concept", traject.plaatsing)))
