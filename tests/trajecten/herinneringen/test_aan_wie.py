"""Whom to tell of a termijn, and how much of it (domein §1, §8; besluiten/0018)."""

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Afwezigheid, Lidmaatschap, Recht, Rol
from basis.once import new_key
from berichten.models import Bericht
from berichten.signals import bericht_mislukt
from tests.personen import LidmaatschapFactory, iemand
from tests.trajecten import leven
from tests.trajecten.herinneringen.hulp import DAG, MAANDAG, bundel, loop, om, te_tekenen, termijn, wie
from trajecten import workflow
from trajecten.herinneringen import bundelen, woorden
from trajecten.herinneringen.vooruit import komende, met_ontvangers, zet_uit
from trajecten.models import Herinnering, SchoolAfspraak, Tekenlink, Traject
from trajecten.regels import Status
from trajecten.workflow import OvergangGeweigerd
from trajecten.workflow.herplaatsen import Afscheid
from werkgevers.models import Contactpersoon, Praktijkopleider

pytestmark = pytest.mark.django_db
S = Status


# --- whom ----------------------------------------------------------------------------------------------------------------------


def test_without_anybody_in_the_portal_the_mail_goes_to_the_praktijkopleider(traject):
    Praktijkopleider.objects.filter(pk=traject.plaatsing.praktijkopleider_id).update(email="opleider@bedrijf.test")
    row = termijn(traject)

    loop(MAANDAG)

    assert wie(row) == ["opleider@bedrijf.test"]
    assert "U hebt nog geen account" in Bericht.objects.get().tekst


def test_somebody_who_may_not_judge_is_not_asked_to(w, traject):
    iemand("Alleen Tekenen", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.TEKENEN])
    Contactpersoon.objects.create(leerbedrijf=w.leerbedrijf, naam="C", email="contact@bedrijf.test")
    Praktijkopleider.objects.update(email="")
    row = termijn(traject)

    loop(MAANDAG)

    assert wie(row) == ["contact@bedrijf.test"]


def test_a_party_without_address_becomes_a_call_for_the_behandelaar(w, traject):
    Praktijkopleider.objects.update(email="")
    row = termijn(traject)

    loop(MAANDAG)

    told = row.herinneringen.get()
    assert (told.ontvanger, told.is_bel) == (w.coordinator, True)
    assert "Bel het leerbedrijf: eindbeoordeling" in Bericht.objects.get().tekst


def test_a_mail_that_comes_back_becomes_a_call(w, traject, jolanda):
    row = termijn(traject)
    loop(MAANDAG)
    mail = Bericht.objects.get()

    bericht_mislukt.send(sender=Bericht, bericht=mail)

    told = row.herinneringen.get(is_bel=True)
    assert told.ontvanger == w.coordinator


def test_the_contact_of_a_school_is_mailed(w, traject):
    SchoolAfspraak.objects.update_or_create(regio=w.regio, school=w.school, defaults={"contact_email": "bpv@school.test"})
    row = termijn(traject, "vaststelling")

    loop(MAANDAG)

    assert wie(row) == ["bpv@school.test"]


def test_without_behandelaar_the_coordinators_are_told_and_without_those_the_beheerders(w, traject):
    Traject.objects.filter(pk=traject.pk).update(behandelaar=None)
    row = termijn(traject, "einddatum")
    loop(MAANDAG)
    assert wie(row) == [w.coordinator.naam]

    beheerder = iemand("Bas Beheer", Rol.BEHEERDER)
    Lidmaatschap.objects.filter(rol=Rol.COORDINATOR).update(tot=MAANDAG - DAG)
    other = termijn(traject, "doorlooptijd")
    loop(MAANDAG)
    assert wie(other) == [beheerder.naam]


def test_a_beheerder_is_told_by_number_only_in_the_app_and_by_mail(client, w, traject):
    """domein §1: of a traject only number, status and dates; who opens dossiers is told of what kwalificatie it is."""
    beheerder, kwalificatie = iemand("Bas Beheer", Rol.BEHEERDER), traject.kwalificatie.naam
    termijn(traject, "einddatum")
    loop(MAANDAG)
    Lidmaatschap.objects.filter(rol=Rol.COORDINATOR).update(tot=MAANDAG)
    termijn(traject, "doorlooptijd", op=MAANDAG + DAG)
    termijn(traject, "vaststelling", op=MAANDAG + DAG)
    loop(MAANDAG + DAG)

    told, shown = Bericht.objects.get(aan=w.coordinator.email), Bericht.objects.get(aan=beheerder.email)
    assert kwalificatie in told.tekst and f"({traject.nummer})" in told.tekst
    assert f"traject {traject.nummer}" in shown.tekst and "2 taken" in shown.tekst  # one to do, one to call about
    assert kwalificatie not in shown.tekst + shown.html and "gestart in" not in shown.tekst + shown.html
    with time_machine.travel(om(MAANDAG + DAG)):
        client.force_login(beheerder)
        page = client.get(reverse("trajecten:meldingen")).content.decode()
        assert traject.nummer in page and kwalificatie not in page and traject.deelnemer.achternaam not in page
        assert reverse("trajecten:behandelaar", args=[traject.code]) in page
        client.force_login(w.coordinator)  # whose last day was yesterday
        page = client.get(reverse("trajecten:meldingen")).content.decode()
        assert traject.nummer in page and kwalificatie not in page


def test_a_beheerder_who_is_also_begeleider_knows_of_others_dossiers_no_more_than_a_beheerder(client, w, traject):
    bas = iemand("Bas Beheer", Rol.BEHEERDER)
    LidmaatschapFactory(user=bas, regio=w.regio, rol=Rol.BEGELEIDER)
    own = leven.in_status(w, S.LOPEND, behandelaar=bas)
    for about in (traject, own):
        row = termijn(about, "doorlooptijd", sleutel="proef")
        Herinnering.objects.create(termijn=row, moment=MAANDAG, sleutel=f"user:{bas.pk}", ontvanger=bas, at=om(MAANDAG))

    with time_machine.travel(om(MAANDAG)):
        bundel(om(MAANDAG))
        client.force_login(bas)
        shown = {rij.post.over: rij.url for rij in client.get(reverse("trajecten:meldingen")).context["meldingen"]}

        assert set(shown) == {woorden.over(own), f"traject {traject.nummer}"}
        assert [client.get(url).status_code for url in shown.values()] == [200, 200]
    mail = Bericht.objects.get(aan=bas.email).tekst
    assert woorden.over(own) in mail and woorden.over(traject) not in mail and traject.nummer in mail


def test_only_a_coordinator_switches_a_reminder_off(client, w, traject):
    """The preview is a coordinator's; a begeleider who stands in for one silences nothing (domein §1)."""
    hanneke = iemand("Hanneke Wierda", Rol.BEGELEIDER)
    Afwezigheid.objects.create(user=w.coordinator, regio=w.regio, vervanger=hanneke, van=MAANDAG, tot=MAANDAG)
    row = termijn(traject, "einddatum", op=MAANDAG + DAG, kijk_op=MAANDAG)
    moment = komende(w.regio, Traject.objects.filter(pk=traject.pk), on=MAANDAG)[0].moment
    url = reverse("trajecten:herinnering_uit", args=[row.code, moment.isoformat()])

    with time_machine.travel(om(MAANDAG)):
        client.force_login(hanneke)
        assert client.get(traject.get_absolute_url()).status_code == 200
        assert client.post(url, {"once": new_key(), "reden": "Al gebeld"}).status_code == 403
    with pytest.raises(OvergangGeweigerd, match="mag u bij dit traject niet"):
        zet_uit(termijn=row, moment=moment, reden="Al gebeld", by=hanneke, on=MAANDAG, at=om(MAANDAG))
    assert not row.overgeslagen.exists()


def test_the_preview_shows_a_beheerder_the_mail_they_will_get(w, traject):
    iemand("Bas Beheer", Rol.BEHEERDER)
    hanneke = iemand("Hanneke Wierda", Rol.BEGELEIDER)
    Afwezigheid.objects.create(user=w.coordinator, regio=w.regio, vervanger=hanneke, van=MAANDAG + DAG, tot=MAANDAG + DAG)
    Traject.objects.filter(pk=traject.pk).update(behandelaar=None)
    for day in (MAANDAG, MAANDAG + DAG):
        termijn(traject, "einddatum", op=day, sleutel=str(day), kijk_op=MAANDAG)
    coming = [v for v in komende(w.regio, Traject.objects.all(), on=MAANDAG) if v.moment == v.termijn.op]

    here, away = [row["mail"].tekst for row in met_ontvangers(coming, w.regio, on=MAANDAG)]

    assert traject.kwalificatie.naam in here
    assert traject.kwalificatie.naam not in away and f"traject {traject.nummer}" in away


def test_a_deelnemer_gets_the_link_to_sign_by_and_no_second_on_a_day(w):
    traject = leven.naar(w, S.OVEREENKOMST, email="deelnemer@voorbeeld.test")
    row = te_tekenen(traject)
    day = row.ontstaan_op

    loop(day)

    assert Tekenlink.objects.count() == 1
    told = row.herinneringen.get()
    assert told.bericht.aan == "deelnemer@voorbeeld.test" and "/portaal/link/" in told.bericht.tekst
    Herinnering.objects.filter(pk=told.pk).update(bericht=None)
    bundel(om(day, 12))
    told.refresh_from_db()
    assert told.geen_mail == bundelen.AL_GEMAILD and Tekenlink.objects.count() == 1


def test_the_link_waits_for_the_agreement_that_is_being_made(w):
    traject = leven.naar(w, S.OVEREENKOMST, email="deelnemer@voorbeeld.test")
    row = traject.termijnen.open().get(soort="pok_tekenen", sleutel__startswith="deelnemer")
    day = row.ontstaan_op

    loop(day)
    told = row.herinneringen.get()
    assert (told.bericht, told.geen_mail) == (None, "")
    te_tekenen(traject)
    loop(day, 10)

    told.refresh_from_db()
    assert told.bericht.aan == "deelnemer@voorbeeld.test"


def test_after_another_leerbedrijf_the_deelnemer_gets_the_link_of_the_agreement_of_now(w):
    """The agreement of the former leerbedrijf was signed, and still counts for what was done there."""
    traject = leven.naar(w, S.LOPEND, email="deelnemer@voorbeeld.test")
    on = traject.status_sinds + 28 * DAG
    gone = Afscheid(on, 80, oordelen={w.werkprocessen[0].pk: ("goed", "")})
    traject = workflow.herplaatsen(traject=traject, reden="reistijd", afscheid=gone, by=w.coordinator, on=on)
    leven.STAPPEN[S.OVEREENKOMST](w, traject, on + 7 * DAG)
    traject = Traject.objects.get(pk=traject.pk)
    row = te_tekenen(traject)
    assert traject.plaatsingen.count() == 2

    loop(row.ontstaan_op)

    assert row.herinneringen.get().bericht is not None
    assert Tekenlink.objects.get().handtekening.pok_versie.plaatsing == traject.plaatsing


def test_nobody_is_to_call_a_colleague_whose_own_mail_came_back(w, traject, client):
    row = termijn(traject, "einddatum")
    loop(MAANDAG)
    mail = Bericht.objects.get()
    assert mail.aan == w.coordinator.email

    bericht_mislukt.send(sender=Bericht, bericht=mail)

    assert not row.herinneringen.filter(is_bel=True).exists()
    client.force_login(w.coordinator)
    assert client.get(reverse("trajecten:meldingen")).status_code == 200
