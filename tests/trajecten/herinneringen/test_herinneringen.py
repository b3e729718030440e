"""Whom to tell of a termijn, on which day, and in one mail a day (issue 5; domein §8; besluiten/0018)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Afwezigheid, Lidmaatschap, Recht, Rol, User
from basis.once import new_key
from berichten.models import Bericht
from berichten.signals import bericht_mislukt
from documenten.models import Document
from tests.parallel import at_once
from tests.personen import LidmaatschapFactory, iemand
from tests.trajecten import leven
from tests.trajecten.herinneringen.bundel import bundel
from trajecten import tasks, termijnen, termijnrijen, tijdlijn, workflow
from trajecten.herinneringen import bundelen, plannen, woorden
from trajecten.herinneringen.vooruit import komende, met_ontvangers, zet_uit
from trajecten.models import Deelnemer, GroteVerzending, Herinnering, SchoolAfspraak, Tekenlink, Termijn, Traject
from trajecten.regels import Partij, Status
from trajecten.workflow import OvergangGeweigerd
from trajecten.workflow.herplaatsen import Afscheid
from werkgevers.models import Contactpersoon, Praktijkopleider

pytestmark = pytest.mark.django_db
S = Status
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MAANDAG = date(2026, 5, 11)
DAG = timedelta(days=1)


def om(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), AMSTERDAM)


@pytest.fixture
def w():
    return leven.wereld()


@pytest.fixture
def jolanda(w):
    return iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.BEGELEIDEN])


@pytest.fixture
def traject(w) -> Traject:
    """At work; of its termijnen only those the test makes are open."""
    made = leven.naar(w, S.LOPEND)
    made.termijnen.open().update(vervallen_op=MAANDAG)
    Traject.objects.filter(pk=made.pk).update(behandelaar=w.coordinator)
    made.refresh_from_db()
    return made


def termijn(traject: Traject, soort: str = "eindbeoordeling", op: date = MAANDAG, **anders) -> Termijn:
    partij = {"eindbeoordeling": Partij.LEERBEDRIJF, "tussenevaluatie": Partij.LEERBEDRIJF, "vaststelling": Partij.SCHOOL}
    rest = {"partij": partij.get(soort, Partij.COORDINATOR), "ontstaan_op": op - 60 * DAG, "kijk_op": op - 60 * DAG} | anders
    return traject.termijnen.create(soort=soort, op=op, **rest)


def loop(on: date, hour: int = 9) -> int:
    """One run of the task. :returns: how many mails were written."""
    for pk in plannen.aan_de_beurt(on=on):
        plannen.plan(pk, on=on, at=om(on, hour))
    return bundel(om(on, hour))


def wie(row: Termijn) -> list[str]:
    return [h.ontvanger.naam if h.ontvanger else h.adres for h in row.herinneringen.order_by("pk")]


# --- when --------------------------------------------------------------------------------------------------------------------


def test_somebody_who_can_do_it_is_told_on_the_day_and_once(traject, jolanda):
    row = termijn(traject, op=MAANDAG + 7 * DAG)  # the first moment is five working days before

    assert loop(MAANDAG - 4 * DAG) == 0 and not Herinnering.objects.exists()
    assert loop(MAANDAG - 3 * DAG) == 1  # Ascension Day lies in between
    assert loop(MAANDAG) == 0

    assert wie(row) == ["Jolanda Smit"]
    mail = Bericht.objects.get()
    assert mail.aan == jolanda.email
    assert mail.message_id == f"<{mail.code}@localhost>"


def test_what_was_missed_while_nothing_ran_is_told_once(traject, jolanda):
    row = termijn(traject, op=MAANDAG - 20 * DAG)
    assert len([day for day in termijnen.momenten(termijnrijen.als_open(row)) if day < MAANDAG]) == 4

    loop(MAANDAG)

    (told,) = row.herinneringen.all()
    assert told.moment == termijnen.momenten(termijnrijen.als_open(row))[-1]
    row.refresh_from_db()
    assert row.kijk_op is None


def test_every_moment_is_told_and_never_more_than_four(traject, jolanda):
    row = termijn(traject, op=MAANDAG)
    day = MAANDAG - 30 * DAG
    while day < MAANDAG + 60 * DAG:
        loop(day)
        day += DAG

    moments = [h.moment for h in row.herinneringen.order_by("moment")]
    assert moments == termijnen.momenten(termijnrijen.als_open(row))
    assert len(moments) == 4
    assert Bericht.objects.count() == 4


def test_the_request_goes_out_at_once_and_not_again_when_only_the_day_moves(w, traject):
    school = iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.VASTSTELLEN], mandaat="Brief")
    row = termijn(traject, "vaststelling", op=MAANDAG + 28 * DAG, ontstaan_op=MAANDAG, kijk_op=MAANDAG)

    assert loop(MAANDAG) == 1
    Termijn.objects.filter(pk=row.pk).update(op=MAANDAG + 60 * DAG, ontstaan_op=MAANDAG + DAG, kijk_op=MAANDAG + DAG)
    assert loop(MAANDAG + DAG) == 0

    assert wie(row) == [school.naam]


def test_what_was_done_before_the_mail_needs_none(traject, jolanda):
    row = termijn(traject)
    plannen.plan(traject.pk, on=MAANDAG, at=om(MAANDAG))
    Termijn.objects.filter(pk=row.pk).update(vervuld_op=MAANDAG)

    assert bundel(om(MAANDAG)) == 0

    assert row.herinneringen.get().geen_mail == bundelen.AL_GEDAAN
    assert loop(MAANDAG + 20 * DAG) == 0


ZATERDAG = date(2026, 5, 9)


def test_what_was_put_off_in_the_weekend_needs_no_mail_about_another_day(traject):
    """The erkenning was checked, the hours filled in: the row stays open, for a later day."""
    row = termijn(traject, "erkenning_hercheck", op=ZATERDAG)
    loop(ZATERDAG)
    Termijn.objects.filter(pk=row.pk).update(op=ZATERDAG + 90 * DAG, ontstaan_op=ZATERDAG, kijk_op=ZATERDAG)

    assert loop(MAANDAG) == 0

    assert row.herinneringen.get().geen_mail == bundelen.ANDERE_DAG
    assert loop(date(2026, 8, 7)) == 1  # that later day


def test_what_is_asked_at_once_is_asked_also_when_its_day_moved_in_the_weekend(w, traject):
    iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.VASTSTELLEN], mandaat="Brief")
    row = termijn(traject, "vaststelling", op=MAANDAG + 28 * DAG, ontstaan_op=ZATERDAG, kijk_op=ZATERDAG)
    loop(ZATERDAG)
    Termijn.objects.filter(pk=row.pk).update(op=MAANDAG + 60 * DAG, ontstaan_op=ZATERDAG + DAG, kijk_op=ZATERDAG + DAG)

    assert loop(MAANDAG) == 1


def test_what_was_told_twice_before_the_mail_stands_in_it_once(traject, jolanda):
    row = termijn(traject, "tussenevaluatie", op=ZATERDAG)
    GroteVerzending.objects.create(regio=traject.regio, aantal=501, gevraagd_at=om(ZATERDAG))  # nothing goes out
    for n in range(14):
        assert loop(ZATERDAG + n * DAG) == 0
    assert row.herinneringen.count() == 2
    GroteVerzending.objects.all().delete()

    assert loop(ZATERDAG + 14 * DAG + 3 * DAG) == 1  # after Whit Monday

    mail = Bericht.objects.get(aan=jolanda.email)
    assert mail.tekst.count(traject.nummer) == 1 and "1 taak" in mail.onderwerp
    assert set(row.herinneringen.values_list("bericht", flat=True)) == {mail.pk}


def test_while_somebody_pauses_nobody_is_told_of_the_work(w, jolanda):
    traject = leven.naar(w, S.ONDERBROKEN)

    for n in range(200):
        loop(traject.status_sinds + n * DAG)

    told = set(Herinnering.objects.filter(at__gte=om(traject.status_sinds)).values_list("termijn__soort", flat=True))
    assert told <= {"hervatten", "einddatum"} and told


@pytest.mark.parametrize(
    ("day", "hour", "mails"),
    [
        (MAANDAG, 9, 1),
        (MAANDAG, 6, 0),
        (date(2026, 5, 9), 9, 0),  # a Saturday
        (date(2026, 5, 14), 9, 0),  # Ascension Day
        (date(2026, 4, 27), 9, 0),  # King's Day
    ],
)
def test_mail_goes_on_working_days_from_seven(traject, jolanda, day, hour, mails):
    termijn(traject, op=day)

    assert loop(day, hour) == mails
    assert Herinnering.objects.count() == 1  # in the app it stands at once


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
@pytest.mark.parametrize(("hour", "minute"), [(0, 0), (2, 30), (23, 59)])
def test_the_nights_in_which_the_clock_changes_skip_and_double_nothing(traject, jolanda, day, hour, minute):
    """P8. Both are Sundays: nothing is mailed before Monday, and then once."""
    row = termijn(traject, op=day)
    for at in (om(day, hour, minute), om(day, hour, minute)):
        plannen.plan(traject.pk, on=day, at=at)
        assert bundel(at) == 0

    assert loop(day + DAG) == 1
    assert row.herinneringen.count() == 1


def test_one_mail_that_cannot_be_written_does_not_keep_the_others_waiting(traject, jolanda, monkeypatch):
    termijn(traject)
    termijn(traject, "tussenevaluatie", partij=Partij.COORDINATOR)
    real = bundelen.mail

    def sometimes(pk: int, *, at: datetime) -> int:
        if Herinnering.objects.get(pk=pk).ontvanger == jolanda:
            raise ValueError("a fault")
        return real(pk, at=at)

    monkeypatch.setattr(bundelen, "mail", sometimes)
    with time_machine.travel(om(MAANDAG), tick=False), pytest.raises(tasks.NachtwerkOnvolledig):
        tasks.herinneringen()

    assert Bericht.objects.get().aan == traject.behandelaar.email


# --- one mail a day ------------------------------------------------------------------------------------------------------------


def test_all_that_waits_for_somebody_goes_in_one_mail_and_what_comes_later_waits_a_day(w, traject, jolanda):
    other = leven.naar(w, S.LOPEND, roepnaam="Bea", telefoon="050 222 22 22")
    other.termijnen.open().update(vervallen_op=MAANDAG)
    first, second = termijn(traject), termijn(other)

    assert loop(MAANDAG) == 1
    later = termijn(other, "tussenevaluatie")
    assert loop(MAANDAG, 15) == 0
    assert loop(MAANDAG + DAG) == 1

    mails = [row.herinneringen.get().bericht for row in (first, second, later)]
    assert mails[0] == mails[1] != mails[2]
    assert "2 taken" in mails[0].onderwerp and traject.nummer in mails[0].tekst and other.nummer in mails[0].tekst


def test_a_mail_names_nobody(traject, jolanda):
    Deelnemer.objects.filter(pk=traject.deelnemer_id).update(
        roepnaam="QSENTINELA", achternaam="QSENTINELB", email="q@sentinel.test"
    )
    termijn(traject)

    loop(MAANDAG)

    mail = Bericht.objects.get()
    words = (mail.onderwerp + mail.tekst + mail.html).lower()
    assert "sentinel" not in words and str(traject.deelnemer.geboortejaar) not in words
    assert not {status.label.lower() for status in Status} & set(words.split())
    assert traject.nummer in mail.tekst and traject.kwalificatie.naam in mail.tekst
    assert mail.tekst.count("http://localhost:8000/") == 1  # one thing to press


def test_what_is_late_is_not_asked_for_a_day_that_has_passed(w, traject, jolanda):
    termijn(traject, op=MAANDAG - 3 * DAG)

    loop(MAANDAG)

    assert "had klaar moeten zijn op 8 mei 2026" in Bericht.objects.get().tekst


def test_who_may_no_longer_sign_in_gets_nothing(traject, jolanda):
    termijn(traject)
    plannen.plan(traject.pk, on=MAANDAG, at=om(MAANDAG))
    User.objects.filter(pk=jolanda.pk).update(is_active=False)

    assert bundel(om(MAANDAG)) == 0


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


def te_tekenen(traject: Traject) -> Termijn:
    """The agreement of today is made; what is asked of the deelnemer."""
    versie = traject.plaatsing.pok_versies.get()
    made = {"status": "klaar", "sha256": "a" * 64, "bytes": 1, "bestand": "er.pdf", "media_type": "application/pdf"}
    Document.objects.filter(pk=versie.document_id).update(**made, klaar_op=om(MAANDAG))
    return traject.termijnen.open().get(soort="pok_tekenen", sleutel__startswith="deelnemer")


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


# --- what is seen of it --------------------------------------------------------------------------------------------------------


def test_every_mail_stands_in_the_timeline_with_what_became_of_it(traject, jolanda):
    termijn(traject)
    loop(MAANDAG)

    (line,) = [line for line in tijdlijn.regels(traject, []) if line.titel.startswith("Herinnering")]
    assert line.titel == "Herinnering gestuurd: eindbeoordeling"
    assert line.details == [["Aan", "Jolanda Smit"], ["Mail", "wordt verstuurd"]]


def test_one_that_was_switched_off_is_not_told(w, traject, jolanda):
    row = termijn(traject)
    row.overgeslagen.create(
        moment=termijnen.momenten(termijnrijen.als_open(row))[1], reden="Op vakantie", door=w.coordinator, at=om(MAANDAG)
    )

    loop(MAANDAG)

    assert not row.herinneringen.exists()


# --- the inbox -----------------------------------------------------------------------------------------------------------------


def test_the_inbox_has_what_one_person_was_told_and_a_count_in_the_menu(client, w, traject, jolanda):
    row = termijn(traject)
    loop(MAANDAG, 6)  # before any mail
    client.force_login(jolanda)

    shown = client.get(reverse("trajecten:meldingen"))

    words = shown.content.decode()
    assert "Eindbeoordeling" in words and traject.nummer in words and "Nieuw" in words
    assert reverse("portaal:plaatsing", args=[traject.plaatsing.code]) in words
    assert traject.deelnemer.achternaam not in words
    assert next(item for item in shown.context["menu"] if item["label"] == "Meldingen")["count"] == 1
    client.post(reverse("trajecten:meldingen_gelezen"), {"once": new_key(), "tot": shown.context["tot"]})
    assert row.herinneringen.get().gelezen_at
    assert "Nieuw" not in client.get(reverse("trajecten:meldingen")).content.decode()


def test_what_came_after_the_page_was_shown_stays_new(client, w, traject):
    client.force_login(w.coordinator)
    first = termijn(traject, "einddatum")
    plannen.plan(traject.pk, on=MAANDAG, at=om(MAANDAG, 8))
    later = termijn(traject, "doorlooptijd")
    plannen.plan(traject.pk, on=MAANDAG, at=om(MAANDAG, 10))

    client.post(reverse("trajecten:meldingen_gelezen"), {"once": new_key(), "tot": om(MAANDAG).isoformat()})

    assert first.herinneringen.get().gelezen_at and later.herinneringen.get().gelezen_at is None
    for nonsense in ("", "gisteren", "2026-05-11T09:00:00", "2026-02-30T09:00:00+00:00", "2026-05-11T09:00:00+99:00"):
        answer = client.post(reverse("trajecten:meldingen_gelezen"), {"once": new_key(), "tot": nonsense})
        assert answer["Location"] == reverse("trajecten:meldingen")
    assert later.herinneringen.get().gelezen_at is None


def test_what_is_done_leads_nowhere_and_says_so(client, w, traject):
    row = termijn(traject, "einddatum")
    loop(MAANDAG)
    Termijn.objects.filter(pk=row.pk).update(vervuld_op=MAANDAG)
    client.force_login(w.coordinator)

    words = client.get(reverse("trajecten:meldingen")).content.decode()

    assert "Gedaan" in words and traject.get_absolute_url() not in words


def test_the_inbox_takes_as_many_queries_for_one_as_for_many(client, w, traject):
    client.force_login(w.coordinator)
    termijn(traject, "einddatum")
    loop(MAANDAG)
    client.get(reverse("trajecten:meldingen"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("trajecten:meldingen"))
    for n in range(4):
        other = leven.in_status(w, S.LOPEND)
        termijn(other, "einddatum", op=MAANDAG - n * DAG)
    loop(MAANDAG)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("trajecten:meldingen"))

    assert len(many) == len(one)


# --- what will go out ------------------------------------------------------------------------------------------------------------


def vooruit(client, w, on: date = MAANDAG) -> str:
    with time_machine.travel(om(on)):
        client.force_login(w.coordinator)
        return client.get(reverse("trajecten:herinneringen")).content.decode()


def test_the_preview_shows_what_the_engine_then_sends(client, w, traject, jolanda):
    row = termijn(traject, op=MAANDAG + 7 * DAG, ontstaan_op=MAANDAG, kijk_op=MAANDAG)
    assert "Jolanda Smit" in vooruit(client, w)
    shown = [(v.termijn.pk, v.moment) for v in komende(w.regio, Traject.objects.all(), on=MAANDAG) if v.termijn.pk == row.pk]

    for n in range(15):
        loop(MAANDAG + n * DAG)

    assert shown and shown == [(row.pk, h.moment) for h in row.herinneringen.order_by("moment")]


def test_one_can_be_switched_off_with_a_reason_and_only_that_one(client, w, traject, jolanda):
    row = termijn(traject, op=MAANDAG + 7 * DAG, ontstaan_op=MAANDAG, kijk_op=MAANDAG)
    first, second, *_ = termijnen.momenten(termijnrijen.als_open(row))
    with time_machine.travel(om(MAANDAG)):
        client.force_login(w.coordinator)
        url = reverse("trajecten:herinnering_uit", args=[row.code, first.isoformat()])
        assert "Vul dit veld in" in client.post(url, {"once": new_key(), "reden": ""}).content.decode()

        answer = client.post(url, {"once": new_key(), "reden": "Ik bel vandaag zelf"})

    assert answer.status_code == 303
    assert "Uitgezet: Ik bel vandaag zelf" in vooruit(client, w)
    for n in range(30):
        loop(MAANDAG + n * DAG)
    assert [h.moment for h in row.herinneringen.order_by("moment")][0] == second
    line = traject.gebeurtenissen.get(soort="herinnering_overgeslagen")
    assert line.reden == "Ik bel vandaag zelf"


def test_what_went_out_cannot_be_switched_off(client, w, traject, jolanda):
    row = termijn(traject)
    loop(MAANDAG)
    day = row.herinneringen.get().moment
    with time_machine.travel(om(MAANDAG, 12)):
        client.force_login(w.coordinator)
        url = reverse("trajecten:herinnering_uit", args=[row.code, day.isoformat()])

        answer = client.post(url, {"once": new_key(), "reden": "Te laat"})
        nonsense = client.get(reverse("trajecten:herinnering_uit", args=[row.code, "morgen"]))

    assert "al verstuurd of niet meer nodig" in answer.content.decode()
    assert not row.overgeslagen.exists()
    assert nonsense.status_code == 404


def test_the_preview_takes_as_many_queries_for_one_as_for_many(client, w, traject, jolanda):
    termijn(traject, op=MAANDAG + 7 * DAG, kijk_op=MAANDAG)
    vooruit(client, w)
    with CaptureQueriesContext(connection) as one:
        vooruit(client, w)
    for n in range(4):
        termijn(leven.in_status(w, S.LOPEND), op=MAANDAG + (n + 5) * DAG, kijk_op=MAANDAG)
    with CaptureQueriesContext(connection) as many:
        vooruit(client, w)

    assert len(many) == len(one)


# --- two at once -----------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_many_runs_at_once_tell_everybody_once():
    """P7; the control is the constraint `herinnering_een_keer`, tested by name, and the key of a mail."""
    w = leven.wereld()
    iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.BEGELEIDEN])
    with transaction.atomic():
        made = [leven.in_status(w, S.LOPEND) for _ in range(6)]
    rows = [termijn(traject) for traject in made]

    results = at_once([lambda: loop(MAANDAG)] * 8)

    assert sum(results) == 1
    assert [row.herinneringen.count() for row in rows] == [1] * 6
    (mail,) = Bericht.objects.all()
    for told in Herinnering.objects.filter(termijn__in=rows):
        assert (told.bericht == mail) == (told.termijn.traject.nummer in mail.tekst)  # nothing counts as told that was not
    left = Herinnering.objects.filter(bericht=None).exists()  # planned by another run while this mail was written
    assert loop(MAANDAG + DAG) == int(left)
