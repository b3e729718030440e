"""What is done to a dossier besides the overgangen, by its pages: bad input keeps the form and changes nothing."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from basis.dagen import today
from tests.trajecten import leven
from trajecten import overeenkomst, tasks
from trajecten.models import Belemmering, Contactmoment, Handtekening, Nazorgmeting, Notitie, Traject
from trajecten.regels import Ondertekenaar, Partij, Status
from trajecten.tasks import vraag_beoordelingen, werk_bij

pytestmark = pytest.mark.django_db
BSN = "Zijn nummer is 123.456.782"


@pytest.fixture
def w():
    return leven.wereld(on=today() - timedelta(days=200))


@pytest.fixture
def post(client, w):
    client.force_login(w.coordinator)
    keys = iter(range(1000))

    def send(name: str, row, data: dict, *args):
        data = {"once": f"{next(keys):022}", **data}
        return client.post(reverse(f"trajecten:{name}", args=[row.code, *args]), data)

    return send


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("scan.pdf", leven.papier().content, "application/pdf")


def contact(**anders) -> dict:
    return {"soort": "telefoon", "datum": today().isoformat(), "met_wie": "deelnemer", "samenvatting": "Gaat goed.", **anders}


def test_a_contact_stands_in_the_timeline(post, client, w):
    traject = leven.naar(w, Status.INTAKE, on=today() - timedelta(days=30))

    answer = post("contact", traject, contact(volgende_stap="Bel maandag"))

    assert answer.status_code == 303
    page = client.get(traject.get_absolute_url()).content.decode()
    assert "Telefoon met deelnemer" in page
    assert "Bel maandag" in page


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"samenvatting": BSN}, "burgerservicenummer"),
        ({"datum": (today() + timedelta(days=1)).isoformat()}, "toekomst"),
        ({"datum": "31-02-2026"}, "bestaande datum"),
        ({"met_wie": ""}, "Vul dit veld in"),
    ],
)
def test_a_refused_contact_keeps_the_form_and_saves_nothing(post, w, fout, zin):
    traject = leven.naar(w, Status.INTAKE, on=today() - timedelta(days=30))

    answer = post("contact", traject, contact(**fout))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert zin in page
    assert "Gaat goed." in page or "samenvatting" in fout
    assert not Contactmoment.objects.exists()


def test_a_note_with_a_bsn_is_refused(post, w):
    traject = leven.naar(w, Status.AANGEMELD, on=today())

    answer = post("notitie", traject, {"tekst": BSN})

    assert "burgerservicenummer" in answer.content.decode()
    assert not Notitie.objects.exists()


def test_ticking_belemmeringen_twice_changes_nothing_the_second_time(post, w):
    traject = leven.naar(w, Status.MATCHING, on=today() - timedelta(days=30))

    post("belemmeringen", traject, {"soorten": ["taal", "financiering"]})
    post("belemmeringen", traject, {"soorten": ["taal", "financiering"]})
    post("belemmeringen", traject, {"soorten": ["taal"]})

    assert set(Belemmering.objects.filter(tot__isnull=True).values_list("soort", flat=True)) == {"taal"}
    assert Belemmering.objects.count() == 2
    assert traject.gebeurtenissen.filter(soort="belemmeringen").count() == 2


def test_another_behandelaar_is_logged_and_must_be_a_colleague_of_this_regio(post, w):
    traject = leven.naar(w, Status.AANGEMELD, on=today())
    stranger = leven.wereld("FR").coordinator

    refused = post("behandelaar", traject, {"nieuw": str(stranger.code)})

    traject.refresh_from_db()
    assert refused.status_code == 200
    assert traject.behandelaar == w.coordinator


def test_a_signature_on_paper_counts_from_its_date_and_moves_the_turn(post, w):
    traject = leven.naar(w, Status.OVEREENKOMST, on=today() - timedelta(days=22))
    row = Handtekening.objects.get(partij=Ondertekenaar.DEELNEMER)
    signed = row.pok_versie.gemaakt_op

    answer = post(
        "handtekening", row, {"getekend_op": signed.isoformat(), "papier": scan(), "bsn_weg": "on", "naam": "Andries de Wit"}
    )

    row.refresh_from_db()
    traject.refresh_from_db()
    assert answer.status_code == 303
    assert (row.getekend_op, row.wijze) == (signed, "papier")
    assert row.document.sha256
    assert traject.aan_zet == Partij.LEERBEDRIJF


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"papier": SimpleUploadedFile("scan.pdf", b"MZ\x90\x00 no pdf", "application/pdf")}, "PDF, JPEG of PNG"),
        ({"bsn_weg": ""}, "BSN onleesbaar"),
        ({"getekend_op": (today() + timedelta(days=2)).isoformat()}, "toekomst"),
        ({"getekend_op": "2020-01-01"}, "bestond op die dag nog niet"),
    ],
)
def test_a_refused_signature_changes_nothing(post, w, fout, zin):
    leven.naar(w, Status.OVEREENKOMST, on=today() - timedelta(days=22))
    row = Handtekening.objects.get(partij=Ondertekenaar.DEELNEMER)
    good = {"getekend_op": row.pok_versie.gemaakt_op.isoformat(), "papier": scan(), "bsn_weg": "on"}

    answer = post("handtekening", row, {**good, **fout})

    row.refresh_from_db()
    assert zin in answer.content.decode()
    assert row.getekend_op is None


def test_a_refusal_to_sign_puts_the_coordinator_aan_zet_until_it_is_asked_again(post, w):
    traject = leven.naar(w, Status.OVEREENKOMST, on=today() - timedelta(days=22))
    row = Handtekening.objects.get(partij=Ondertekenaar.SCHOOL)

    post("handtekening_weigeren", row, {"reden": "Eerst een andere begeleider."})
    traject.refresh_from_db()
    assert (traject.aan_zet, traject.aan_zet_reden) == (Partij.COORDINATOR, "geweigerd:school")

    post("handtekening_opnieuw", row, {})
    traject.refresh_from_db()
    assert traject.aan_zet == Partij.DEELNEMER


def test_a_minor_needs_a_parent_and_who_turned_18_before_signing_does_not(w):
    on = date(2026, 3, 2)
    traject = leven.naar(w, Status.MATCHING, on=on, geboortejaar=2008, geboortemaand=3, geboortedag=20)
    traject = leven.STAPPEN[Status.OVEREENKOMST](w, traject, date(2026, 3, 18))
    asked = Handtekening.objects.filter(pok_versie__plaatsing__traject=traject)
    assert Ondertekenaar.VERTEGENWOORDIGER in set(asked.values_list("partij", flat=True))

    day = date(2026, 3, 20)
    overeenkomst.leg_vast(
        handtekening=asked.get(partij=Ondertekenaar.DEELNEMER), getekend_op=day, papier=leven.papier(), by=w.coordinator, on=day
    )

    assert Ondertekenaar.VERTEGENWOORDIGER not in set(asked.values_list("partij", flat=True))


def test_nazorg_after_twelve_months_closes_the_dossier_by_itself(post, w):
    traject = leven.naar(w, Status.NAZORG, on=today() - timedelta(days=500))

    for maand in (0, 12):
        post("nazorg", traject, {"uitkomst": "werk_hier", "hoe": "telefoon", "datum": today().isoformat()}, maand)

    traject.refresh_from_db()
    assert traject.status == Status.AFGESLOTEN
    assert traject.gebeurtenissen.get(soort="afsluiten").systeem == "nazorg"
    assert Nazorgmeting.objects.count() == 2


def test_the_night_asks_for_the_assessment_fifteen_working_days_before_the_end_and_once(w):
    traject = leven.naar(w, Status.LOPEND, on=date(2026, 3, 2))
    end = traject.plaatsing.einddatum

    assert vraag_beoordelingen(on=end - timedelta(days=40)) == (0, 0)
    assert vraag_beoordelingen(on=end - timedelta(days=14)) == (1, 0)
    assert vraag_beoordelingen(on=end - timedelta(days=14)) == (0, 0)

    traject.refresh_from_db()
    assert traject.status == Status.BEOORDELING
    assert traject.gebeurtenissen.get(soort="beoordeling_starten").systeem == "termijnen"


def test_the_night_finds_who_is_aan_zet_by_the_passing_of_days(w):
    traject = leven.naar(w, Status.LOPEND, on=date(2026, 3, 2))
    assert traject.aan_zet == Partij.NIEMAND

    werk_bij(traject.pk, on=traject.eerste_werkdag + timedelta(days=17))

    traject.refresh_from_db()
    assert (traject.aan_zet, traject.aan_zet_reden) == (Partij.COORDINATOR, "eerste_contact")


def test_two_people_who_edit_one_deelnemer_see_both_texts(post, client, w):
    traject = leven.naar(w, Status.AANGEMELD, on=today())
    d = traject.deelnemer
    form = {"roepnaam": d.roepnaam, "achternaam": d.achternaam, "telefoon": d.telefoon, "versie": d.versie, "geboren_2": "1998"}

    first = post("gegevens", traject, {**form, "roepnaam": "Dries"})
    second = post("gegevens", traject, {**form, "roepnaam": "Andreas"})

    assert first.status_code == 303
    assert second.status_code == 409
    assert "Dries" in second.content.decode()
    assert "Andreas" in second.content.decode()
    assert Traject.objects.get(pk=traject.pk).deelnemer.roepnaam == "Dries"


def test_one_traject_with_a_fault_does_not_keep_the_others_waiting_and_is_told(w, monkeypatch):
    traject = leven.naar(w, Status.LOPEND, on=date(2026, 3, 2))
    other = leven.naar(w, Status.AANGEMELD, on=date(2026, 3, 2), roepnaam="Fatma", achternaam="Yıldız", telefoon="050 111 11 11")
    real, seen = tasks.werk_bij, []

    def sometimes(pk, *, on):
        if pk == traject.pk:
            raise ValueError("a fault")
        seen.append(pk)
        real(pk, on=on)

    monkeypatch.setattr(tasks, "werk_bij", sometimes)

    with pytest.raises(tasks.NachtwerkOnvolledig, match="1 trajecten"):
        tasks.nachtwerk()

    assert seen == [other.pk]


def test_who_was_assessed_before_the_einddatum_worked_until_it(w):
    traject = leven.in_status(w, Status.VASTSTELLING, eerste_werkdag=leven.BEGIN)
    traject.plaatsingen.update(eerste_werkdag=leven.BEGIN)
    end = traject.plaatsing.einddatum

    assert tasks.sluit_werk_af(on=end) == 0
    traject.refresh_from_db()
    assert traject.laatste_werkdag is None

    tasks.sluit_werk_af(on=end + timedelta(days=1))

    traject.refresh_from_db()
    assert traject.laatste_werkdag == traject.plaatsing.laatste_werkdag == end
