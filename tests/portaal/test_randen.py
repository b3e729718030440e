"""What a reading with fresh eyes found in the portal: each of these went wrong once, or would have."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import Recht, Rol, Uitnodiging
from basis.dagen import now
from basis.once import new_key
from tests.personen import LidmaatschapFactory, OrganisatieFactory, iemand
from tests.portaal.test_link import adres as linkadres
from tests.portaal.test_link import qr, teken
from tests.portaal.test_thuis import ALLES, DAG, adres, besluit, gemaakt, stuur, van, wat
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, text
from trajecten import aanwezigheid, bpv_blad, dossier, evaluaties, oordelen, tekenlinks, toegang, toegang_portaal, workflow
from trajecten.aanwezigheid import Invoer, Uren, WekenGewijzigd
from trajecten.models import Deelnemer, Plaatsing, PokVersie, SchoolAfspraak, Tekenlink, Traject
from trajecten.regels import Status
from trajecten.workflow.herplaatsen import Afscheid
from werkgevers.models import Leerbedrijf

pytestmark = pytest.mark.django_db
S = Status


@pytest.fixture
def jolanda(w):
    return iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=ALLES)


@pytest.fixture
def maaike(w):
    return iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[*ALLES, Recht.VASTSTELLEN], mandaat="Brief")


def test_a_refusal_to_the_school_never_names_a_safe_house_or_asks_what_only_a_coordinator_can_do(als, w, maaike):
    traject = leven.naar(w, S.VASTSTELLING)
    Leerbedrijf.objects.filter(pk=w.leerbedrijf.pk).update(verborgen_adres=True, schuilnaam="Huis Noord")
    Plaatsing.objects.filter(traject=traject).update(laatste_werkdag=VANDAAG)  # the last check is too long before that

    answer = stuur(als(maaike), "vaststellen", traject.plaatsing, **besluit(traject))

    assert "Dit moet de coördinator eerst in orde maken." in text(answer)
    assert "Kringloop" not in text(answer)
    assert not traject.vaststellingen.exists()


def test_somebody_of_a_former_leerbedrijf_acts_on_behalf_of_the_one_that_took_its_place(w, jolanda):
    """An SW-bedrijf whose jobcoach is begeleider too: what is recorded about another leerbedrijf is marked so."""
    traject = leven.naar(w, S.LOPEND)
    LidmaatschapFactory(user=jolanda, regio=w.regio, rol=Rol.BEGELEIDER, organisatie=None)
    Traject.objects.filter(pk=traject.pk).update(behandelaar=jolanda)
    Plaatsing.objects.filter(pk=traject.plaatsing.pk).update(laatste_werkdag=VANDAAG, huidig=True)
    other = Leerbedrijf.objects.create(regio=w.regio, organisatie=OrganisatieFactory(regio=w.regio), leerbedrijf_id="100009999")
    former = traject.plaatsing
    Plaatsing.objects.filter(pk=former.pk).update(volgnummer=9)
    was = {name: getattr(former, name) for name in ["school", "praktijkopleider", "vorm", "dienstverband", "uren_per_week"]}
    was |= {name: getattr(former, name) for name in ["uren_totaal", "startdatum", "einddatum", "eerste_werkdag"]}
    Plaatsing.objects.filter(pk=former.pk).update(huidig=False)
    Plaatsing.objects.create(traject=traject, volgnummer=10, leerbedrijf=other, **was)
    traject.refresh_from_db()

    row = evaluaties.tussenevaluatie(traject=traject, by=jolanda, on=VANDAAG, datum=VANDAAG, beoordelaar="B. Ander", oordelen={})

    assert row.namens, "the leerbedrijf that judges is another one"
    assert not toegang.is_eigen(jolanda, Rol.WERKGEVER, toegang.Permission.TRAJECT_BEOORDELEN, traject, on=VANDAAG)


def test_the_school_that_confirms_the_enrolment_itself_does_it_on_nobodys_behalf(als, w, maaike):
    traject = leven.naar(w, S.OVEREENKOMST)

    stuur(als(maaike), "inschrijven", traject.plaatsing, datum=VANDAAG)

    assert traject.gebeurtenissen.get(soort="ingeschreven").namens == ""


def test_a_code_shown_to_a_parent_does_not_stop_a_deelnemer_who_came_of_age(w):
    traject = leven.naar(w, S.OVEREENKOMST, on=VANDAAG - 21 * DAG, geboortejaar=2010)
    gemaakt(traject)
    qr(w, traject, "vertegenwoordiger")

    Deelnemer.objects.filter(pk=traject.deelnemer_id).update(geboortejaar=1998)
    dossier.gegevens(traject=traject, by=w.coordinator, on=VANDAAG, bewaar=lambda: None, gewijzigd="Geboortedatum")

    assert [h.partij for h in traject.plaatsing.pok_versies.get().handtekeningen.all()] == ["deelnemer", "leerbedrijf", "school"]


def test_what_the_school_said_of_a_former_leerbedrijf_is_not_shown_to_the_next(w):
    traject = leven.naar(w, S.VASTSTELLING)
    workflow.terugsturen(traject=traject, reden="Over de kassa", by=w.coordinator, on=VANDAAG)
    traject.refresh_from_db()
    assert oordelen.teruggestuurd(traject) == "Over de kassa"

    gone = Afscheid(traject.plaatsing.laatste_werkdag or VANDAAG, 40)
    workflow.herplaatsen(traject=traject, reden="reistijd", afscheid=gone, by=w.coordinator, on=VANDAAG)
    traject.refresh_from_db()
    traject.status = S.BEOORDELING  # as it will be there once

    assert oordelen.teruggestuurd(traject) == ""


@pytest.mark.parametrize("bron", ["school", "eerder"])
def test_an_agreement_that_was_not_made_here_is_no_task_and_the_page_says_it_is_signed_on_paper(als, w, jolanda, bron):
    traject = leven.naar(w, S.OVEREENKOMST)
    PokVersie.objects.update(bron=bron, document=None)

    assert wat(jolanda) == []
    assert "tekent u op papier" in text(als(jolanda).get(adres("tekenen", van(traject, "leerbedrijf"))))


def test_an_agreement_that_could_not_be_made_says_whom_to_call(als, w, jolanda):
    traject = leven.naar(w, S.OVEREENKOMST)
    document = traject.plaatsing.pok_versies.get().document
    type(document).objects.filter(pk=document.pk).update(status="mislukt", reden="Stuk")

    assert "Bel de coördinator" in text(als(jolanda).get(adres("tekenen", van(traject, "leerbedrijf"))))


@pytest.fixture
def blad(w):
    traject = leven.naar(w, S.LOPEND)
    leven.wijzig(w, traject, VANDAAG)
    return traject.plaatsing.bpv_bladen.get()


def test_who_is_gone_is_asked_nothing_any_more(als, w, jolanda, blad):
    traject = blad.plaatsing.traject
    assert wat(jolanda) == ["Wijziging van de afspraken"]

    workflow.overlijden(traject=traject, by=w.coordinator, on=VANDAAG)

    assert wat(jolanda) == []
    answer = stuur(als(jolanda), "instemmen", blad.instemmingen.get(partij="leerbedrijf"))
    assert "loopt niet meer" in text(answer)


def test_after_an_error_was_dealt_with_the_consent_is_asked_again(w, jolanda, blad):
    row = blad.instemmingen.get(partij="leerbedrijf")
    bpv_blad.meld_fout(instemming=row, fout="Klopt niet", by=jolanda, on=VANDAAG)
    assert wat(jolanda) == []

    bpv_blad.handel_af(instemming=row, by=w.coordinator, on=VANDAAG)

    assert wat(jolanda) == ["Wijziging van de afspraken"]


def test_an_enrolment_that_can_no_longer_be_confirmed_is_no_task(w, maaike):
    traject = leven.naar(w, S.LOPEND)
    Plaatsing.objects.filter(traject=traject).update(inschrijving="aangevraagd", inschrijving_op=VANDAAG)
    traject.termijnen.create(soort="inschrijving", partij="school", op=VANDAAG, ontstaan_op=VANDAAG)
    assert wat(maaike) == ["Inschrijving bevestigen"]

    Traject.objects.filter(pk=traject.pk).update(status=S.NAZORG)

    assert wat(maaike) == []


def test_of_two_roles_only_the_one_whose_access_goes_on_counts(w, jolanda):
    """Of the leerbedrijf and of the school at once; the school's time ended earlier."""
    plaatsing = leven.naar(w, S.NAZORG).plaatsing
    LidmaatschapFactory(user=jolanda, regio=w.regio, rol=Rol.SCHOOL, organisatie=w.school, rechten=ALLES)
    assert len(toegang_portaal.als(jolanda, plaatsing, on=VANDAAG)) == 2

    Traject.objects.filter(pk=plaatsing.traject_id).update(vastgesteld_op=VANDAAG - 400 * DAG)
    Plaatsing.objects.filter(pk=plaatsing.pk).update(laatste_werkdag=VANDAAG)
    plaatsing.refresh_from_db()

    assert [lid.rol for lid in toegang_portaal.als(jolanda, plaatsing, on=VANDAAG)] == [Rol.WERKGEVER]


def test_a_leerbedrijf_that_is_asked_again_after_months_can_answer(als, w, jolanda):
    plaatsing = leven.naar(w, S.BEOORDELING).plaatsing
    long_ago = VANDAAG - 200 * DAG
    Plaatsing.objects.filter(pk=plaatsing.pk).update(eerste_werkdag=long_ago, laatste_werkdag=long_ago + 90 * DAG)

    assert als(jolanda).get(adres("eindbeoordeling", plaatsing)).status_code == 200


def test_a_school_sees_a_diploma_no_longer_a_year_after_it_was_decided(w, maaike):
    traject = leven.naar(w, S.LOPEND)
    Traject.objects.filter(pk=traject.pk).update(status=S.NAZORG, afgerond_op=VANDAAG - 360 * DAG)
    assert toegang_portaal.plaatsingen(maaike, on=VANDAAG).exists()

    Traject.objects.filter(pk=traject.pk).update(afgerond_op=VANDAAG - 370 * DAG)
    assert not toegang_portaal.plaatsingen(maaike, on=VANDAAG).exists()


def test_the_function_of_somebody_else_is_not_filled_in_for_who_decides(als, w, maaike):
    afspraak, _ = SchoolAfspraak.objects.get_or_create(regio=w.regio, school=w.school)
    SchoolAfspraak.objects.filter(pk=afspraak.pk).update(ondertekenaar="P. de Boer", ondertekenaar_functie="Voorzitter")
    traject = leven.naar(w, S.VASTSTELLING)

    form = als(maaike).get(adres("vaststellen", traject.plaatsing)).context["form"]

    assert (form["naam"].value(), form["functie"].value()) == ("Maaike Boonstra", "")


def test_a_parent_nobody_knows_types_an_own_name(w, client):
    traject = leven.naar(w, S.OVEREENKOMST, on=VANDAAG - 21 * DAG, geboortejaar=2010)
    gemaakt(traject)
    token = qr(w, traject, "vertegenwoordiger")

    page = client.get(linkadres(token))
    assert page.context["form"]["naam"].value() == "" and "Ouder of voogd</h1>" not in text(page)
    assert "Vul" in text(teken(client, token, naam=""))


def test_a_mended_address_stops_what_was_mailed_to_the_old_one(w, client):
    traject = leven.naar(w, S.OVEREENKOMST, on=VANDAAG - 21 * DAG)
    Deelnemer.objects.filter(pk=traject.deelnemer_id).update(email="fout@voorbeeld.test")
    gemaakt(traject)
    who = {"by": w.coordinator, "on": VANDAAG}
    asked = van(traject, "deelnemer")
    tekenlinks.stuur(handtekening=asked, at=now(), **who)

    def mend():
        Deelnemer.objects.filter(pk=traject.deelnemer_id).update(email="goed@voorbeeld.test")

    traject.refresh_from_db()
    dossier.gegevens(traject=traject, bewaar=mend, gewijzigd="E-mailadres", **who)

    assert not Tekenlink.objects.filter(ingetrokken_op=None).exists()
    tekenlinks.stuur(handtekening=asked, at=now(), **who)  # need not wait a day
    assert Tekenlink.objects.filter(ingetrokken_op=None).count() == 1


def test_what_was_signed_can_be_fetched_for_a_quarter_of_an_hour(w, client):
    traject = leven.naar(w, S.OVEREENKOMST, on=VANDAAG - 21 * DAG)
    gemaakt(traject)
    token = qr(w, traject)
    teken(client, token)
    assert tekenlinks.vind_getekend(token, at=now())

    Tekenlink.objects.update(gebruikt_op=now() - timedelta(minutes=16), vervalt_op=now() + 10 * DAG)

    assert tekenlinks.vind_getekend(token, at=now()) is None


def test_a_begeleider_is_not_named_to_who_may_not_know_who_registered(als, w, jolanda):
    traject = leven.naar(w, S.LOPEND)
    coach = iemand("Bo van het UWV", Rol.BEGELEIDER)
    assert w.coordinator.naam in text(als(jolanda).get(adres("plaatsing", traject.plaatsing)))

    Traject.objects.filter(pk=traject.pk).update(behandelaar=coach)

    shown = text(als(jolanda).get(adres("plaatsing", traject.plaatsing)))
    assert "Bo van het UWV" not in shown and coach.email not in shown
    assert w.regio.titel in shown


def test_whom_somebody_was_inviting_is_invited_no_more_once_they_left(als, w, jolanda):
    organisatie = w.leerbedrijf.organisatie
    boss = iemand("Berta Baas", Rol.WERKGEVER, organisatie=organisatie, rechten=[*ALLES, Recht.UITNODIGEN])
    data = {"once": new_key(), "naam": "Prive", "email": "prive@voorbeeld.test", "rechten": ["begeleiden"]}
    als(boss).post(reverse("accounts:mens_uitnodigen", args=[organisatie.code]), data)
    assert Uitnodiging.objects.get().is_open(now())

    lid = boss.lidmaatschappen.get()
    als(w.coordinator).post(reverse("accounts:mens_weg", args=[organisatie.code, lid.code]), {"once": new_key()})

    assert not Uitnodiging.objects.get().is_open(now())


def test_who_of_the_regio_filled_in_the_same_week_is_not_named_to_the_leerbedrijf(w, jolanda):
    plaatsing = leven.naar(w, S.LOPEND).plaatsing
    week = plaatsing.eerste_werkdag - timedelta(days=plaatsing.eerste_werkdag.weekday())
    hours = {"traject": plaatsing.traject, "on": VANDAAG, "plaatsing": plaatsing}
    aanwezigheid.leg_vast(by=w.coordinator, invoer=[Invoer(week, Uren(Decimal(8)), None)], **hours)

    with pytest.raises(WekenGewijzigd) as own:
        aanwezigheid.leg_vast(by=jolanda, invoer=[Invoer(week, Uren(Decimal(16)), None)], **hours)
    with pytest.raises(WekenGewijzigd) as inside:
        aanwezigheid.leg_vast(by=w.coordinator, invoer=[Invoer(week, Uren(Decimal(16)), None)], **hours)

    assert [b.door for b in own.value.botsingen] == ["iemand van de regio"]
    assert [b.door for b in inside.value.botsingen] == [w.coordinator.naam]


def test_a_school_that_makes_its_own_verklaring_is_offered_no_concept_of_ours(als, w, maaike):
    plaatsing = leven.naar(w, S.VASTSTELLING).plaatsing
    concept = adres("concept", plaatsing)
    assert concept in als(maaike).get(adres("vaststellen", plaatsing)).content.decode()

    SchoolAfspraak.objects.update_or_create(regio=w.regio, school=w.school, defaults={"verklaring_bron": "school"})

    assert f'href="{concept}"' not in als(maaike).get(adres("vaststellen", plaatsing)).content.decode()
