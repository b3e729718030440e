"""Who pays for a traject: sources, the proofs they ask, and what a subsidy changes elsewhere."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from accounts.models import Lidmaatschap, Recht, Rol, User
from basis.bsn import REFUSAL
from basis.once import new_key
from documenten.models import Document
from tests.trajecten import leven
from trajecten import aan_zet, aanwezigheid, dossier, financiering, financieringsregels, papieren, toegang, workflow
from trajecten.aanwezigheid import Invoer, Uren
from trajecten.models import (
    Financiering,
    FinancieringRegel,
    Handtekening,
    Lijstwaarde,
    Plaatsing,
    RegioInstelling,
    SchoolAfspraak,
    Traject,
)
from trajecten.regels import Partij, Status
from trajecten.workflow import OvergangGeweigerd

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 5, 11)  # a Monday; who is lopend began on 30 March
SUBSIDIE = "subsidie_praktijkleren"


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel(datetime(2026, 5, 11, 10, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=True):
        yield


@pytest.fixture(autouse=True)
def regels(db):
    financieringsregels.laad()


@pytest.fixture
def traject(w):
    return leven.naar(w, Status.LOPEND)


def subsidie(w, traject: Traject, **anders) -> Financiering:
    """A subsidy row on the current Plaatsing, kept by the rule itself."""
    values = {"bron": SUBSIDIE, "plaatsing": traject.plaatsing, "van": date(2026, 3, 30), "tot": date(2026, 7, 28)} | anders
    row = Financiering(**values)
    financiering.bewaar(traject=traject, by=w.coordinator, on=VANDAAG, row=row, bewaar=row.save)
    return row


def invulling(traject, **anders) -> dict:
    return {
        "once": new_key(),
        "versie": "1",
        "bron": SUBSIDIE,
        "plaatsing": str(traject.plaatsing.code),
        "voor": "leerbedrijf",
        "status": "aangevraagd",
        "van": "2026-03-30",
        "tot": "2026-07-28",
        "bedrag_gevraagd": "1147,50",
        "bedrag_toegekend": "",
        "notitie": "Samen met De Berk aangevraagd.",
        **anders,
    }


def nieuw(page, traject, data):
    return page.post(reverse("trajecten:financiering_nieuw", args=[traject.code]), data)


def vul_alle_weken(w, traject) -> None:
    weeks = aanwezigheid.weken(traject.plaatsing, on=VANDAAG)
    aanwezigheid.leg_vast(
        traject=traject,
        by=w.coordinator,
        on=VANDAAG,
        plaatsing=traject.plaatsing,
        invoer=[Invoer(week, Uren(Decimal(24)), None) for week in weeks],
    )


# --- the rules, as data ---------------------------------------------------------------------------------------------------


def test_the_rule_of_a_source_comes_from_the_file_and_is_read_twice_without_harm():
    financieringsregels.laad()

    rule = financieringsregels.regel(SUBSIDIE, on=VANDAAG)
    assert FinancieringRegel.objects.count() == 1
    assert (rule.max_bedrag, rule.weken_vol, rule.weken_binnen, rule.bewaarjaren, rule.per_bestand) == (2700, 40, 52, 5, 5)
    assert rule.venster_tot.astimezone(ZoneInfo("Europe/Amsterdam")).strftime("%d-%m-%Y %H:%M") == "28-11-2025 17:00"
    assert financieringsregels.regel(SUBSIDIE, on=date(2020, 1, 1)) is None
    assert financieringsregels.regel("gemeente", on=VANDAAG) is None


@pytest.mark.parametrize(
    ("tot", "bedrag", "weken"),
    [
        (date(2026, 7, 26), "1147.50", 17),  # 17 weeks to the day
        (date(2026, 7, 27), "1215.00", 18),  # a week that began
        (date(2027, 6, 30), "2700.00", 40),  # never more than the whole
        (date(2026, 3, 30), "67.50", 1),
    ],
)
def test_the_most_it_pays_is_pro_rata_of_the_weeks(tot, bedrag, weken):
    found = financieringsregels.hoogste(financieringsregels.regel(SUBSIDIE, on=VANDAAG), van=date(2026, 3, 30), tot=tot)

    assert (found.bedrag, found.weken) == (Decimal(bedrag), weken)


def test_a_rule_of_another_year_is_another_row_and_the_old_one_goes_on_for_what_began_before():
    old = FinancieringRegel.objects.get()
    FinancieringRegel.objects.filter(pk=old.pk).update(geldig_tot=date(2026, 7, 31))
    FinancieringRegel.objects.create(bron=SUBSIDIE, geldig_van=date(2026, 8, 1), max_bedrag=2500, weken_vol=40, vermelding="2026")

    assert financieringsregels.regel(SUBSIDIE, on=date(2026, 7, 31)) == old
    assert financieringsregels.regel(SUBSIDIE, on=date(2026, 8, 1)).max_bedrag == 2500


def test_the_command_reads_a_file_of_the_user_and_brings_a_row_up_to_date(tmp_path, capsys):
    row = {"bron": "slim", "geldig_van": "2026-01-01", "max_bedrag": "24999.00", "vermelding": "RVO, SLIM 2026"}
    file = tmp_path / "regels.json"
    for vermelding in ("RVO, SLIM 2026", "RVO, SLIM 2026, gewijzigd"):
        file.write_text(json.dumps([row | {"vermelding": vermelding}]))
        call_command("laad_financieringsregels", str(file))

    assert FinancieringRegel.objects.get(bron="slim").vermelding == "RVO, SLIM 2026, gewijzigd"
    assert "1 regels ingelezen" in capsys.readouterr().out


# --- a source -------------------------------------------------------------------------------------------------------------


def test_a_source_is_kept_and_the_log_names_no_amount(page, w, traject):
    answer = nieuw(page, traject, invulling(traject))

    row = Financiering.objects.get()
    assert answer.status_code == 303
    assert (row.bron, row.plaatsing, row.status, row.bedrag_gevraagd) == (
        SUBSIDIE,
        traject.plaatsing,
        "aangevraagd",
        Decimal("1147.50"),
    )
    line = traject.gebeurtenissen.get(soort="financiering")
    assert line.details == [["Bron", "Subsidie praktijkleren derde leerweg"], ["Wat", "toegevoegd"]]
    assert "1147" not in str(line.details)


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"tot": "2026-03-01"}, "Kies een einddatum op of na de begindatum."),
        ({"bedrag_gevraagd": "-5"}, "Vul een bedrag van 0 of meer in."),
        ({"bedrag_toegekend": "veel"}, "Vul een bedrag in zonder punten"),
        ({"bedrag_gevraagd": "12,345"}, "twee cijfers achter de komma"),
        ({"bron": ""}, "Kies een bron."),
        ({"bron": "loterij"}, "Kies een van de mogelijkheden uit de lijst."),
        ({"notitie": "BSN 123456782"}, REFUSAL),
        ({"plaatsing": "00000000-0000-0000-0000-000000000007"}, "Kies een van de mogelijkheden uit de lijst."),
    ],
)
def test_a_refused_source_comes_back_with_what_was_typed_and_is_not_kept(page, traject, fout, zin):
    answer = nieuw(page, traject, invulling(traject, **fout))

    words = answer.content.decode()
    assert answer.status_code == 200
    assert zin in words
    assert "De Berk" in words or "notitie" in fout
    assert not Financiering.objects.exists()


def test_the_same_source_twice_in_a_period_is_refused_unless_the_first_was(w, traject):
    first = subsidie(w, traject)
    with pytest.raises(OvergangGeweigerd, match="Deze bron staat er al van 30 maart 2026"):
        subsidie(w, traject, van=date(2026, 7, 28), tot=date(2026, 9, 1))
    with pytest.raises(OvergangGeweigerd, match="staat er al"):
        subsidie(w, traject, plaatsing=None)

    subsidie(w, traject, bron="slim")
    subsidie(w, traject, van=date(2026, 7, 29), tot=date(2026, 9, 1))
    Financiering.objects.filter(pk=first.pk).update(status="afgewezen")
    subsidie(w, traject)

    assert Financiering.objects.filter(bron=SUBSIDIE).count() == 3


def test_changing_a_source_does_not_clash_with_itself_and_two_people_lose_nothing(page, w, traject):
    row = subsidie(w, traject)
    address = reverse("trajecten:financiering", args=[row.code])

    assert page.post(address, invulling(traject, bedrag_toegekend="1000")).status_code == 303
    late = page.post(address, invulling(traject, bedrag_toegekend="900"))

    row.refresh_from_db()
    assert late.status_code == 409
    assert "Iemand anders was u voor" in late.content.decode()
    assert (row.bedrag_toegekend, row.versie) == (1000, 2)


def test_a_source_by_mistake_can_be_taken_away_and_the_log_keeps_it(page, w, traject):
    row = subsidie(w, traject)

    assert page.post(reverse("trajecten:financiering_weg", args=[row.code]), {"once": new_key()}).status_code == 303

    assert not Financiering.objects.exists()
    assert traject.gebeurtenissen.filter(soort="financiering").count() == 2


def test_a_begeleider_sees_no_money(client, w, traject):
    begeleider = User.objects.create_user("b@voorbeeld.test", "Begeleider", "een goed wachtwoord")
    Lidmaatschap.objects.create(user=begeleider, regio=w.regio, rol=Rol.BEGELEIDER, vanaf=date(2020, 1, 1))
    Traject.objects.filter(pk=traject.pk).update(behandelaar=begeleider)
    row = subsidie(w, traject, bedrag_gevraagd=Decimal("1234.50"))
    client.force_login(begeleider)

    words = client.get(traject.get_absolute_url()).content.decode()

    assert "1.234,50" not in words
    assert 'id="financiering"' not in words
    assert client.get(reverse("trajecten:financiering", args=[row.code])).status_code == 403


# --- proofs ---------------------------------------------------------------------------------------------------------------


def staten(traject) -> list[str]:
    traject = Traject.objects.get(pk=traject.pk)
    (row,) = financiering.rijen(traject, on=VANDAAG)
    return [bewijs.staat for bewijs in row.bewijzen]


def test_each_proof_says_what_is_missing_until_it_is_complete(w, traject):
    subsidie(w, traject)
    assert staten(traject) == ["compleet", "ontbreekt", "later"]

    vul_alle_weken(w, traject)
    Handtekening.objects.filter(partij="school").update(getekend_op=None, wijze="")
    assert staten(traject) == ["ontbreekt", "compleet", "later"]

    Plaatsing.objects.update(laatste_werkdag=VANDAAG)
    assert staten(traject) == ["ontbreekt", "compleet", "ontbreekt"]


def test_the_statement_of_guidance_is_made_then_signed_then_complete(page, w, traject):
    subsidie(w, traject)
    Plaatsing.objects.update(laatste_werkdag=VANDAAG)
    make = reverse("trajecten:begeleidingsverklaring", args=[traject.plaatsing.code])
    assert make in page.get(traject.get_absolute_url()).content.decode()

    assert page.post(make, {"once": new_key()}).status_code == 303
    assert staten(traject)[2] == "bijna"
    traject = Traject.objects.get(pk=traject.pk)
    dossier.document(
        traject=traject,
        by=w.coordinator,
        on=VANDAAG,
        titel="Getekend",
        papier=leven.papier(),
        bsn_weg=True,
        soort="begeleidingsverklaring",
    )
    assert staten(traject)[2] == "compleet"


def test_a_statement_of_guidance_needs_a_subsidy_and_an_end(w, traject):
    def make():
        return papieren.begeleidingsverklaring(traject=traject, by=w.coordinator, on=VANDAAG, plaatsing=traject.plaatsing)

    with pytest.raises(OvergangGeweigerd, match="hoort bij een subsidie"):
        make()
    subsidie(w, traject)
    with pytest.raises(OvergangGeweigerd, match="na de laatste werkdag"):
        make()
    assert not traject.documenten.filter(document__soort="begeleidingsverklaring").exists()


def test_the_dossier_shows_rows_proofs_and_the_most_it_pays(page, w, traject):
    subsidie(w, traject, bedrag_gevraagd=Decimal("1147.50"))

    words = page.get(traject.get_absolute_url()).content.decode()

    for expected in (
        "€ 1.147,50 gevraagd",
        "hoogstens € 1.215,00 (18 van 40 weken)",
        "Nog 6 weken zonder uren",
        "Compleet",
        "Later",
    ):
        assert expected in words


def test_a_refused_subsidy_asks_no_proof(w, traject):
    subsidie(w, traject, status="afgewezen")

    assert staten(traject) == []


# --- what a subsidy changes elsewhere -------------------------------------------------------------------------------------


def termijn(traject):
    return traject.termijnen.filter(soort="aanwezigheid", vervallen_op__isnull=True, vervuld_op__isnull=True).first()


def test_attendance_is_asked_of_the_leerbedrijf_14_days_after_the_first_empty_week(w, traject):
    assert termijn(traject) is None

    subsidie(w, traject)
    assert (termijn(traject).op, termijn(traject).partij) == (date(2026, 4, 13), Partij.LEERBEDRIJF)

    vul_alle_weken(w, traject)  # through the week of today
    assert termijn(traject).op == date(2026, 5, 18) + timedelta(days=14)


def test_attendance_is_asked_without_a_subsidy_where_the_regio_asks_it_of_all(client, w, traject):
    beheerder = User.objects.create_user("beheer@voorbeeld.test", "Beheerder", "een goed wachtwoord")
    Lidmaatschap.objects.create(user=beheerder, regio=w.regio, rol=Rol.BEHEERDER, vanaf=date(2020, 1, 1))
    client.force_login(beheerder)
    address = reverse("trajecten:instellingen")
    assert client.get(address).status_code == 200
    assert not RegioInstelling.objects.exists()

    client.post(address, {"once": new_key(), "versie": "1", "aanwezigheid_altijd": "on"})
    aan_zet.bijwerken(traject, on=VANDAAG)

    assert RegioInstelling.objects.get().aanwezigheid_altijd
    assert termijn(traject).op == date(2026, 4, 13)


def test_attendance_unanswered_becomes_a_call_and_filled_in_it_is_gone(w, traject):
    dossier.contact(
        traject=traject, by=w.coordinator, on=VANDAAG, soort="telefoon", datum=VANDAAG, met_wie="deelnemer", samenvatting="Goed."
    )
    subsidie(w, traject)
    traject.refresh_from_db()
    assert (traject.aan_zet, traject.aan_zet_reden) == (Partij.LEERBEDRIJF, "aanwezigheid")

    aan_zet.bijwerken(traject, on=VANDAAG + timedelta(days=8))
    assert (traject.aan_zet, traject.aan_zet_reden) == (Partij.COORDINATOR, "bel:aanwezigheid:leerbedrijf")

    vul_alle_weken(w, traject)
    traject.refresh_from_db()
    assert "aanwezigheid" not in traject.aan_zet_reden


@pytest.mark.parametrize(("met", "maanden"), [(False, 3), (True, 13)])
def test_the_leerbedrijf_sees_its_plaatsing_longer_with_a_subsidy(w, traject, met, maanden):
    werkgever = User.objects.create_user("w@voorbeeld.test", "Werkgever", "een goed wachtwoord")
    Lidmaatschap.objects.create(
        user=werkgever,
        regio=w.regio,
        rol=Rol.WERKGEVER,
        organisatie=w.leerbedrijf.organisatie,
        rechten=[Recht.BEGELEIDEN],
        vanaf=date(2020, 1, 1),
    )
    if met:
        subsidie(w, traject)
    workflow.stoppen(traject=traject, reden="motivatie", laatste_dag=VANDAAG, uren_gedaan=100, by=w.coordinator, on=VANDAAG)

    def ziet(on: date) -> bool:
        return toegang.visible_trajecten(werkgever, on=on).filter(pk=traject.pk).exists()

    last = date(2026 + (5 + maanden - 1) // 12, (5 + maanden - 1) % 12 + 1, 11)
    assert ziet(last)
    assert not ziet(last + timedelta(days=1))


# --- papers ---------------------------------------------------------------------------------------------------------------


def test_an_overview_of_attendance_is_made_once_for_the_same_hours_and_keeps_them(page, w, traject):
    address = reverse("trajecten:aanwezigheidsoverzicht", args=[traject.plaatsing.code])
    answer = page.post(address, {"once": new_key()}, follow=True)
    assert "Er staan nog geen uren" in answer.content.decode()
    vul_alle_weken(w, traject)

    for _ in range(2):
        page.post(address, {"once": new_key()})
    first = traject.documenten.get(document__soort="aanwezigheidsoverzicht").document
    week = aanwezigheid.weken(traject.plaatsing, on=VANDAAG)[0]
    aanwezigheid.leg_vast(
        traject=traject,
        by=w.coordinator,
        on=VANDAAG,
        plaatsing=traject.plaatsing,
        invoer=[Invoer(week, Uren(Decimal(8)), Uren(Decimal(24)))],
    )
    page.post(address, {"once": new_key()})

    first.refresh_from_db()
    assert traject.documenten.filter(document__soort="aanwezigheidsoverzicht").count() == 2
    assert first.facts["gewerkt"] == "168"
    assert first.facts["weken"][0] | {"tot": ""} == {
        "nummer": "14",
        "van": "2026-03-30",
        "tot": "",
        "gewerkt": "24",
        "afgesproken": "0",
        "niet_afgesproken": "0",
        "ingevuld": True,
    }


def test_a_school_that_wants_an_onderwijsovereenkomst_sees_it_missing_until_it_is_there(page, w, traject):
    assert "Onderwijsovereenkomst ontbreekt" not in page.get(traject.get_absolute_url()).content.decode()
    SchoolAfspraak.objects.update_or_create(regio=w.regio, school=w.school, defaults={"onderwijsovereenkomst": True})
    assert "Onderwijsovereenkomst ontbreekt" in page.get(traject.get_absolute_url()).content.decode()

    dossier.document(
        traject=traject,
        by=w.coordinator,
        on=VANDAAG,
        titel="Van school",
        papier=leven.papier(),
        bsn_weg=True,
        soort="onderwijsovereenkomst",
    )

    assert "Onderwijsovereenkomst ontbreekt" not in page.get(traject.get_absolute_url()).content.decode()


def test_outsiders_never_read_the_name_of_a_hidden_leerbedrijf_on_these_papers(w, traject):
    subsidie(w, traject)
    vul_alle_weken(w, traject)
    Plaatsing.objects.update(laatste_werkdag=VANDAAG)
    type(w.leerbedrijf).objects.filter(pk=w.leerbedrijf.pk).update(verborgen_adres=True, schuilnaam="Leerbedrijf Noord")
    plaatsing = Traject.objects.get(pk=traject.pk).plaatsing

    made = [
        make(traject=traject, by=w.coordinator, on=VANDAAG, plaatsing=plaatsing)
        for make in (papieren.aanwezigheidsoverzicht, papieren.begeleidingsverklaring)
    ]

    assert all("Kringloop" not in str(document.facts) for document in made)
    assert all(document.facts["leerbedrijf"]["naam"] == "Leerbedrijf Noord" for document in made)


def test_the_empty_forms_are_made_once_and_anew_when_a_list_changes(page, w):
    address, make = reverse("trajecten:formulieren"), reverse("trajecten:formulieren_maken")
    assert "Nog niet gemaakt" in page.get(address).content.decode()

    page.post(make, {"once": new_key()})
    page.post(make, {"once": new_key()})
    assert "worden gemaakt" in page.get(address).content.decode()
    assert page.get(reverse("trajecten:formulier", args=["aanmeldformulier"])).status_code == 404  # not ready yet

    assert Document.objects.filter(soort__in=["aanmeldformulier", "intakeformulier"]).count() == 2
    Lijstwaarde.objects.create(regio=w.regio, lijst="startpunt", code="werkzoekend", label="Zoekt werk")
    assert "Nog niet gemaakt" in page.get(address).content.decode()
    page.post(make, {"once": new_key()})
    assert Document.objects.filter(soort="aanmeldformulier").count() == 2
    assert Document.objects.filter(soort="intakeformulier").count() == 1


def test_a_form_of_another_soort_is_not_found(page):
    assert page.get(reverse("trajecten:formulier", args=["praktijkverklaring"])).status_code == 404
