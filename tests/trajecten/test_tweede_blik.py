"""Another coordinator looks at the scan of a signature, where a regio chose so: before the start, and told on the evidence."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Lidmaatschap, Rol
from basis.once import new_key
from tests.parallel import at_once
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.conftest import on_a_monday
from tests.trajecten.overgangen.hulp import VANDAAG, text
from trajecten import aan_zet, instelling, nakijken, overeenkomst, tweede_blik, workflow
from trajecten.models import Handtekening, RegioInstelling, Traject
from trajecten.nakijken import Blik
from trajecten.regels import Partij, Status
from trajecten.workflow import OvergangGeweigerd

__all__ = ["on_a_monday"]
pytestmark = pytest.mark.django_db
S = Status


@pytest.fixture
def collega(w):
    return iemand("Fenna Collega", Rol.COORDINATOR)


@pytest.fixture
def aan(w, collega):
    """The regio wants it, and has two coordinators."""
    return RegioInstelling.objects.create(regio=w.regio, tweede_blik=True)


@pytest.fixture
def traject(w):
    return leven.naar(w, S.OVEREENKOMST, on=VANDAAG - timedelta(days=21))


def van(traject, partij: str) -> Handtekening:
    return Handtekening.objects.get(pok_versie__plaatsing__traject=traject, pok_versie__vervallen_op=None, partij=partij)


def teken(w, traject, *partijen: str) -> None:
    for partij in partijen:
        row = van(traject, partij)
        overeenkomst.leg_vast(handtekening=row, getekend_op=VANDAAG, papier=leven.papier(), by=w.coordinator, on=VANDAAG)


def klopt(row: Handtekening, by, *, reden: str = "") -> Handtekening:
    row.refresh_from_db()
    return nakijken.kijk_na(handtekening=row, blik=Blik(row.document.sha256, reden), by=by, on=VANDAAG)


def start(w, traject):
    w.controleer(VANDAAG)
    return workflow.starten(
        traject=traject, eerste_werkdag=VANDAAG, inschrijving="ingeschreven", inschrijving_op=VANDAAG,
        identiteit=leven.identiteit(VANDAAG), by=w.coordinator, on=VANDAAG,
    )  # fmt: skip


def adres(row: Handtekening) -> str:
    return reverse("trajecten:nakijken", args=[row.code])


def stuur(client, row, **data):
    scan = row.document.sha256 if row.document else "0" * 64
    return client.post(adres(row), {"once": new_key(), "scan": scan, "oordeel": "klopt", "reden": "", **data})


def bewijzen(traject) -> list[dict]:
    return [row.document.facts for row in traject.documenten.filter(document__soort="ondertekening").select_related("document")]


# --- the choice of a regio ---------------------------------------------------------------------------------------------


def test_it_is_off_until_a_regio_with_two_coordinators_chooses_it(client, w):
    client.force_login(iemand("Bea Beheer", Rol.BEHEERDER))
    url = reverse("trajecten:instellingen")

    def bewaar(**data):
        versie = instelling.van(w.regio, save=False).versie
        return client.post(url, {"once": new_key(), "versie": versie, **data})

    refused = bewaar(tweede_blik="on")
    assert refused.status_code == 200 and "Een tweede blik kan pas als twee of meer" in text(refused)
    assert not RegioInstelling.objects.filter(tweede_blik=True).exists()

    other = iemand("Fenna Collega", Rol.COORDINATOR)
    assert bewaar(tweede_blik="on").status_code == 303
    assert tweede_blik.geldt(w.regio, on=VANDAAG)

    Lidmaatschap.objects.filter(user=other).update(tot=VANDAAG - timedelta(days=1))
    assert not tweede_blik.geldt(w.regio, on=VANDAAG)
    assert "De tweede blik slaapt" in text(client.get(url))
    assert bewaar(tweede_blik="on", aanwezigheid_altijd="on").status_code == 303, "what sleeps may stay"


def test_without_it_nothing_waits_and_the_evidence_says_that_nobody_else_looked(w, traject):
    teken(w, traject, "deelnemer", "leerbedrijf", "school")

    rows = bewijzen(traject)[0]["handtekeningen"]
    assert {(row["vastgelegd_door"], row["nagekeken_door"]) for row in rows} == {(w.coordinator.naam, "")}
    assert start(w, traject).status == S.LOPEND


# --- waiting -----------------------------------------------------------------------------------------------------------


def test_a_scan_waits_for_another_coordinator_and_the_start_names_who(w, aan, collega, traject):
    teken(w, traject, "deelnemer", "leerbedrijf", "school")

    with pytest.raises(OvergangGeweigerd, match=r"\(deelnemer en leerbedrijf en school\).*Dat kan Fenna Collega doen\."):
        start(w, traject)

    traject.refresh_from_db()
    assert (traject.status, traject.aan_zet, traject.aan_zet_reden) == (S.OVEREENKOMST, Partij.COORDINATOR, "tweede_blik:deelnemer")
    assert bewijzen(traject) == []


def test_after_the_last_look_the_evidence_tells_who_looked_and_the_start_goes_on(w, aan, collega, traject):
    teken(w, traject, "deelnemer", "leerbedrijf", "school")

    for partij in ("deelnemer", "leerbedrijf"):
        klopt(van(traject, partij), collega)
    assert bewijzen(traject) == []
    klopt(van(traject, "school"), collega)

    facts = bewijzen(traject)
    assert len(facts) == 1
    assert {row["nagekeken_door"] for row in facts[0]["handtekeningen"]} == {"Fenna Collega"}
    assert all("11 mei 2026" in row["nagekeken_op"] for row in facts[0]["handtekeningen"])
    line = traject.gebeurtenissen.filter(soort="tweede_blik").first()
    assert (line.door, line.namens) == (collega, "")
    assert Traject.objects.get(pk=traject.pk).aan_zet_reden == "starten"
    assert start(w, traject).status == S.LOPEND


def test_what_was_signed_in_the_portal_or_before_the_choice_waits_for_nobody(w, collega, traject):
    teken(w, traject, "deelnemer", "leerbedrijf", "school")
    RegioInstelling.objects.create(regio=w.regio, tweede_blik=True)

    assert tweede_blik.wachtend(traject.plaatsing, on=VANDAAG) == []
    assert start(w, traject).status == S.LOPEND


def test_a_scan_that_is_wrong_takes_the_signature_back_and_asks_again(page, w, aan, collega, traject):
    teken(w, traject, "deelnemer", "leerbedrijf", "school")
    scan = van(traject, "leerbedrijf").document

    klopt(van(traject, "leerbedrijf"), collega, reden="Dit is versie 1")

    row = van(traject, "leerbedrijf")
    assert (row.getekend_op, row.wijze, row.document, row.gevraagd_op) == (None, "", None, VANDAAG)
    assert (row.afgekeurd_reden, row.bekeken_door, row.vastgelegd_door) == ("Dit is versie 1", collega, w.coordinator)
    scan.refresh_from_db()
    assert scan.titel.endswith("(afgekeurd)") and traject.documenten.filter(document=scan).exists()
    line = traject.gebeurtenissen.get(soort="tweede_blik_niet")
    assert (line.reden, line.door) == ("Dit is versie 1", collega)
    traject.refresh_from_db()
    assert traject.aan_zet == Partij.LEERBEDRIJF
    assert traject.termijnen.filter(soort="pok_tekenen", partij="leerbedrijf", vervuld_op=None, vervallen_op=None).exists()
    shown = text(page.get(traject.get_absolute_url()))
    assert "klopt niet. Dit is versie 1" in shown and f"die {w.coordinator.naam} vastlegde, telt niet meer" in shown

    teken(w, traject, "leerbedrijf")  # the good paper
    assert van(traject, "leerbedrijf").afgekeurd_reden == ""
    assert {h.partij for h in tweede_blik.wachtend(traject.plaatsing, on=VANDAAG)} == {"deelnemer", "leerbedrijf", "school"}


# --- who ---------------------------------------------------------------------------------------------------------------


def test_who_recorded_it_cannot_be_the_second(page, w, aan, traject):
    teken(w, traject, "school")
    row = van(traject, "school")

    shown, sent = page.get(adres(row)), stuur(page, row)

    assert shown.status_code == 409 and "Iemand anders kijkt de scan na: Fenna Collega." in text(shown)
    assert sent.status_code == 200 and "U legde deze handtekening zelf vast." in text(sent)
    with pytest.raises(OvergangGeweigerd, match="zelf vast"):
        klopt(row, w.coordinator)
    assert van(traject, "school").bekeken_at is None


def test_only_a_coordinator_of_the_regio_looks(client, w, aan, traject):
    teken(w, traject, "school")
    row = van(traject, "school")
    begeleider = iemand("Bo Begeleider", Rol.BEGELEIDER)
    traject.betrokkenen.create(user=begeleider, vanaf=leven.BEGIN)
    school = iemand("Maaike", Rol.SCHOOL, organisatie=w.school)
    wanted = {begeleider: 403, school: 403, leven.wereld("FR").coordinator: 404}

    for user, status in wanted.items():
        client.force_login(user)
        assert (client.get(adres(row)).status_code, stuur(client, row).status_code) == (status, status)
        with pytest.raises(OvergangGeweigerd, match="mag u bij dit traject niet doen"):
            klopt(row, user)
    assert van(traject, "school").bekeken_at is None


def test_the_other_coordinators_find_it_on_vandaag_and_on_the_dossier(client, page, w, aan, collega, traject):
    teken(w, traject, "school")
    row, vandaag = van(traject, "school"), reverse("trajecten:vandaag")
    assert adres(row) not in text(page.get(vandaag)) and adres(row) not in text(page.get(traject.get_absolute_url()))
    client.force_login(collega)

    assert adres(row) in text(client.get(vandaag)) and "1 scan wacht op een tweede blik" in text(client.get(vandaag))
    assert adres(row) in text(client.get(traject.get_absolute_url()))

    assert "Open de scan" in text(client.get(adres(row)))
    assert stuur(client, row).status_code == 303
    assert adres(row) not in text(client.get(vandaag))
    assert "Scan nagekeken door Fenna Collega" in text(client.get(traject.get_absolute_url()))


def test_wrong_needs_a_reason(client, w, aan, collega, traject):
    teken(w, traject, "school")
    client.force_login(collega)
    row = van(traject, "school")

    answer = stuur(client, row, oordeel="klopt_niet")

    assert answer.status_code == 200 and "Schrijf op wat er niet klopt" in text(answer)
    assert van(traject, "school").getekend_op


# --- twice, at once, meanwhile ------------------------------------------------------------------------------------------


def test_sent_twice_it_counts_once_and_a_second_press_is_told(client, w, aan, collega, traject):
    teken(w, traject, "school")
    client.force_login(collega)
    row = van(traject, "school")
    key = {"once": "k" * 22}

    first, again, other = (
        stuur(client, row, **key),
        stuur(client, row, **key),
        stuur(client, row, oordeel="klopt_niet", reden="Toch"),
    )

    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    assert other.status_code == 200 and "al nagekeken" in text(other)
    assert traject.gebeurtenissen.filter(soort="tweede_blik").count() == 1


def test_another_scan_than_the_one_that_was_seen_is_not_judged(client, w, aan, collega, traject):
    teken(w, traject, "school")
    client.force_login(collega)
    row = van(traject, "school")

    answer = stuur(client, row, scan="f" * 64)

    assert "Er staat nu een andere scan" in text(answer)
    assert van(traject, "school").bekeken_at is None


@pytest.mark.django_db(transaction=True)
def test_of_two_who_look_at_once_one_counts(w, aan, collega, traject):
    third = iemand("Derde", Rol.COORDINATOR)
    teken(w, traject, "deelnemer", "leerbedrijf", "school")
    for partij in ("deelnemer", "leerbedrijf"):
        klopt(van(traject, partij), collega)
    row = van(traject, "school")
    presses = [(collega, ""), (third, "Verkeerde naam")] * 3

    ends = at_once([lambda by=by, reden=reden: klopt(van(traject, "school"), by, reden=reden) for by, reden in presses])

    assert sum(isinstance(end, Handtekening) for end in ends) == 1
    row.refresh_from_db()
    assert len(bewijzen(traject)) == (0 if row.afgekeurd_reden else 1)


# --- asleep ------------------------------------------------------------------------------------------------------------


def test_while_only_one_coordinator_is_left_nothing_waits_and_the_evidence_is_made_at_the_start(w, aan, collega, traject):
    teken(w, traject, "deelnemer", "leerbedrijf", "school")
    klopt(van(traject, "school"), collega)
    Lidmaatschap.objects.filter(user=collega).update(tot=VANDAAG - timedelta(days=1))

    assert aan_zet.bijwerken(Traject.objects.get(pk=traject.pk), on=VANDAAG).reden == "starten"
    start(w, traject)

    looked = {row["rol"]: row["nagekeken_door"] for row in bewijzen(traject)[0]["handtekeningen"]}
    assert looked == {"Deelnemer": "", "Leerbedrijf": "", "School": "Fenna Collega"}
    Lidmaatschap.objects.filter(user=collega).update(tot=None)
    assert tweede_blik.wachtend(traject.plaatsing, on=VANDAAG) == [], "what stands on paper is not looked at afterwards"


def test_scans_that_wait_cost_vandaag_no_query_each(client, w, aan, collega, django_assert_max_num_queries):
    client.force_login(collega)

    def visit():
        with django_assert_max_num_queries(40) as asked:
            client.get(reverse("trajecten:vandaag"), {"tab": "school"})
        return len(asked)

    def een(n: int) -> None:
        row = leven.naar(w, S.OVEREENKOMST, on=VANDAAG - timedelta(days=21), roepnaam=f"P{n}", telefoon=f"050 000 00 0{n}")
        teken(w, row, "deelnemer", "leerbedrijf", "school")

    een(0)
    visit()
    first = visit()
    for n in range(1, 4):
        een(n)

    assert visit() == first


def test_control_without_the_rule_the_database_still_refuses_the_one_who_recorded_it(w, aan, traject, monkeypatch):
    teken(w, traject, "school")
    monkeypatch.setattr(tweede_blik, "waarom_niet", lambda *args, **kwargs: "")

    with pytest.raises(IntegrityError, match="tweede_blik_van_een_ander"), transaction.atomic():
        klopt(van(traject, "school"), w.coordinator)
