"""Signals on the dossier and on Vandaag: read from what people recorded, kept away for a while, and seen by who may."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import afwezig
from accounts.models import Rol
from basis.dagen import now
from basis.once import new_key
from tests.personen import iemand
from tests.trajecten import leven
from trajecten import aanwezigheid, dossier, evaluaties, toegang, tussendoor, vraaglinks, workflow
from trajecten.aanwezigheid import Invoer, Uren
from trajecten.models import EvenNiet, Termijn, Traject
from trajecten.regels import Status
from trajecten.signalen import nu
from trajecten.signalen.even_niet import even_niet
from trajecten.workflow import OvergangGeweigerd
from werkgevers.models import Erkenning

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 5, 11)
MORGEN = VANDAAG + timedelta(days=1)
GESTART = date(2026, 3, 30)


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel(datetime(2026, 5, 11, 10, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=True):
        yield


@pytest.fixture
def traject(w):
    """At work since 30 March, and nobody spoke to anybody since."""
    return leven.naar(w, Status.LOPEND)


def live(traject, on: date = VANDAAG) -> list[str]:
    return [s.soort for s in nu.van_een(Traject.objects.get(pk=traject.pk), on=on).live]


def zin(traject, soort: str, on: date = VANDAAG) -> str:
    return nu.van_een(Traject.objects.get(pk=traject.pk), on=on).met(soort).zin


def bel(w, traject, datum: date = VANDAAG):
    words = {"soort": "telefoon", "met_wie": "deelnemer", "samenvatting": "Het gaat goed."}
    return dossier.contact(traject=traject, by=w.coordinator, on=VANDAAG, datum=datum, **words)


def stil(w, traject, soort="geen_contact", tot: date = VANDAAG + timedelta(days=7), reden="Op vakantie.", **anders):
    found = nu.van_een(Traject.objects.get(pk=traject.pk), on=anders.get("on", VANDAAG)).met(soort)
    rest = {"by": w.coordinator, "on": VANDAAG, "at": now(), "sleutel": found.sleutel if found else "2026-03-30"}
    return even_niet(traject=traject, soort=soort, tot=tot, reden=reden, **(rest | anders))


def vandaag(client, **query) -> str:
    return " ".join(client.get(reverse("trajecten:vandaag"), query).content.decode().split())


# --- read from what was recorded ---------------------------------------------------------------------------------------


def test_contact_of_any_kind_that_was_held_counts(w, traject):
    assert zin(traject, "geen_contact") == "Er is nog geen contact geweest sinds de start op 30 maart 2026, 42 dagen geleden."
    dossier.plan(traject=traject, by=w.coordinator, on=VANDAAG, soort="evaluatie", datum=VANDAAG)
    dossier.notitie(traject=traject, by=w.coordinator, on=VANDAAG, tekst="Bellen.")

    assert "geen_contact" in live(traject), "a plan and a note are no contact"

    bel(w, traject, VANDAAG - timedelta(days=20))
    assert "geen_contact" not in live(traject)


def _evaluatie(w, traject):
    seen = {w.werkprocessen[0].pk: ("oefenen", "")}
    evaluaties.tussenevaluatie(traject=traject, by=w.coordinator, on=VANDAAG, datum=VANDAAG, beoordelaar="J. Mulder", oordelen=seen)


def _reactie(w, traject):
    token = vraaglinks.toon(traject=traject, by=w.coordinator, on=VANDAAG, at=now())
    vraaglinks.antwoord(token, tekst="Het gaat goed.", on=VANDAAG, at=now())


def _indruk(w, traject):
    seen = {w.werkprocessen[0].pk: tussendoor.Gezien("oefenen", "", 0)}
    tussendoor.kijk_mee(traject=traject, by=w.coordinator, on=VANDAAG, gezien=seen)


@pytest.mark.parametrize("doe", [bel, _evaluatie, _reactie, _indruk])
def test_each_of_them_takes_the_signal_away(w, traject, doe):
    assert "geen_contact" in live(traject)

    doe(w, traject)

    assert "geen_contact" not in live(traject)
    assert "geen_contact" in live(traject, VANDAAG + timedelta(days=21))


def test_a_pause_takes_the_place_of_no_contact_and_after_it_counting_starts_anew(w, traject):
    workflow.onderbreken(
        traject=traject, reden="verlof", van=VANDAAG - timedelta(days=20), verwacht_terug=VANDAAG, by=w.coordinator, on=VANDAAG
    )
    assert live(traject) == ["onderbroken"]

    workflow.hervatten(traject=traject, datum=VANDAAG, by=w.coordinator, on=VANDAAG)

    assert live(traject) == []
    assert zin(traject, "geen_contact", VANDAAG + timedelta(days=21)).startswith(
        "Er is nog geen contact geweest sinds het hervatten"
    )


def test_what_was_taken_over_counts_from_the_overname(w):
    taken = workflow.overnemen(regio=w.regio, overname=leven.overname(w, Status.LOPEND), by=w.coordinator, on=VANDAAG)

    assert "geen_contact" not in live(taken, VANDAAG + timedelta(days=20))
    assert "sinds het overnemen op 11 mei 2026" in zin(taken, "geen_contact", VANDAAG + timedelta(days=21))


def weken(w, traject, *niet: str) -> None:
    """Hours missed without agreement in the weeks since the start."""
    plaatsing = Traject.objects.get(pk=traject.pk).plaatsing
    invoer = [
        Invoer(GESTART + timedelta(weeks=n), Uren(Decimal(16), Decimal(0), Decimal(uren)), None) for n, uren in enumerate(niet)
    ]
    aanwezigheid.leg_vast(traject=traject, by=w.coordinator, on=VANDAAG, plaatsing=plaatsing, invoer=invoer)


def test_three_weeks_of_absence_are_read_from_the_hours_and_a_call_settles_it(w, traject):
    weken(w, traject, "0", "8", "8")
    assert "afwezig" not in live(traject)
    plaatsing = Traject.objects.get(pk=traject.pk).plaatsing
    fourth = Invoer(GESTART + timedelta(weeks=3), Uren(Decimal(20), Decimal(0), Decimal(4)), None)
    aanwezigheid.leg_vast(traject=traject, by=w.coordinator, on=VANDAAG, plaatsing=plaatsing, invoer=[fourth])

    assert "samen 20 uur, tot en met week 17 (20 april 2026)" in zin(traject, "afwezig")

    bel(w, traject)
    assert "afwezig" not in live(traject)


def test_weeks_of_before_a_pause_do_not_count_after_it(w, traject):
    weken(w, traject, "8", "8", "8")
    assert "afwezig" in live(traject)
    workflow.onderbreken(
        traject=traject, reden="verlof", van=date(2026, 4, 20), verwacht_terug=date(2026, 4, 27), by=w.coordinator, on=VANDAAG
    )
    workflow.hervatten(traject=traject, datum=date(2026, 4, 27), by=w.coordinator, on=VANDAAG)

    assert "afwezig" not in live(traject)


def test_rated_is_what_this_leerbedrijf_judged_of_what_was_agreed(w, traject):
    einde = Traject.objects.get(pk=traject.pk).plaatsing.einddatum
    on = einde - timedelta(days=30)
    assert "werkprocessen" not in live(traject, on - timedelta(days=1))
    assert "geen van de 3 werkprocessen is beoordeeld" in zin(traject, "werkprocessen", on)
    _evaluatie(w, traject)
    assert "1 van de 3 werkprocessen is beoordeeld" in zin(traject, "werkprocessen", on)

    seen = {x.pk: ("voldoende", "") for x in w.werkprocessen[:2]}
    evaluaties.tussenevaluatie(traject=traject, by=w.coordinator, on=VANDAAG, datum=VANDAAG, beoordelaar="J. Mulder", oordelen=seen)

    assert "werkprocessen" not in live(traject, on), "two of three, one of them twice"


def test_the_check_of_the_erkenning_and_the_duration_follow_their_termijnen(w, traject):
    due = traject.termijnen.get(soort="erkenning_hercheck", vervuld_op=None, vervallen_op=None).op
    long = traject.termijnen.get(soort="doorlooptijd", vervuld_op=None, vervallen_op=None).op
    assert long == date(2026, 9, 30)

    assert "erkenning" not in live(traject, due - timedelta(days=1))
    assert "toe aan een nieuwe controle" in zin(traject, "erkenning", due)
    assert "doorlooptijd" not in live(traject, long)
    assert "duurt 6 maanden en 1 dag, sinds 30 maart 2026" in zin(traject, "doorlooptijd", long + timedelta(days=1))


@pytest.mark.parametrize("reden", ["overlijden", "verhuizing"])
def test_who_died_or_stopped_has_no_signal_any_more(w, traject, reden):
    stil(w, traject)
    assert live(traject, VANDAAG + timedelta(days=7))

    workflow.stoppen(traject=traject, reden=reden, laatste_dag=VANDAAG, uren_gedaan=10, by=w.coordinator, on=VANDAAG)

    found = nu.van_een(Traject.objects.get(pk=traject.pk), on=VANDAAG + timedelta(days=7))
    assert (found.live, found.stil) == ([], [])


# --- even niet ---------------------------------------------------------------------------------------------------------


def test_a_signal_stays_away_until_its_day_and_is_logged(w, traject):
    stil(w, traject, tot=MORGEN)

    assert live(traject) == []
    assert live(traject, MORGEN) == ["geen_contact"]
    line = traject.gebeurtenissen.get(soort="even_niet")
    assert (line.door, line.reden) == (w.coordinator, "Op vakantie.")
    assert line.details == [["Signaal", "Geen contact"], ["Tot", "12 mei 2026"]]


def test_the_same_twice_is_once_and_another_day_takes_its_place(w, traject):
    first = stil(w, traject)
    assert stil(w, traject).pk == first.pk
    assert traject.gebeurtenissen.filter(soort="even_niet").count() == 1

    stil(w, traject, tot=MORGEN)

    assert EvenNiet.objects.get().tot == MORGEN
    assert traject.gebeurtenissen.filter(soort="even_niet").count() == 2


def test_one_signal_kept_away_leaves_the_others(w, traject):
    weken(w, traject, "8", "8", "8")
    stil(w, traject)

    assert live(traject) == ["afwezig"]


def test_it_is_back_at_once_when_the_facts_start_anew(w, traject):
    def pauzeer(van: date):
        workflow.onderbreken(traject=traject, reden="verlof", van=van, verwacht_terug=MORGEN, by=w.coordinator, on=VANDAAG)
        Traject.objects.get(pk=traject.pk).onderbrekingen.filter(tot=None).update(verwacht_terug=VANDAAG)

    pauzeer(date(2026, 4, 6))
    stil(w, traject, "onderbroken", tot=VANDAAG + timedelta(days=60))
    assert live(traject) == []
    workflow.hervatten(traject=traject, datum=date(2026, 4, 20), by=w.coordinator, on=VANDAAG)

    pauzeer(date(2026, 4, 22))

    assert live(traject) == ["onderbroken"]


@pytest.mark.parametrize("tot", [VANDAAG, VANDAAG - timedelta(days=1), VANDAAG + timedelta(days=91)])
def test_a_day_that_is_over_or_far_away_is_refused(w, traject, tot):
    with pytest.raises(OvergangGeweigerd, match="Kies een dag na vandaag, tot en met 9 augustus 2026"):
        stil(w, traject, tot=tot)

    assert live(traject) == ["geen_contact"]
    assert not traject.gebeurtenissen.filter(soort="even_niet").exists()
    assert stil(w, traject, tot=VANDAAG + timedelta(days=90))


def test_a_signal_that_is_no_more_or_about_something_else_is_not_kept_away(w, traject):
    with pytest.raises(OvergangGeweigerd, match="er niet meer"):
        stil(w, traject, "onderbroken")
    with pytest.raises(OvergangGeweigerd, match="gaat nu over iets anders"):
        stil(w, traject, sleutel="2026-01-01")

    assert not EvenNiet.objects.exists()


@pytest.mark.parametrize("rol", [Rol.BEHEERDER, Rol.BEGELEIDER, Rol.PROGRAMMAMANAGER])
def test_who_has_no_part_in_it_keeps_nothing_away(w, traject, rol):
    somebody = iemand(f"Een {rol}", rol)

    with pytest.raises(OvergangGeweigerd, match="Dit mag u bij dit traject niet doen"):
        stil(w, traject, by=somebody)

    assert live(traject) == ["geen_contact"]
    traject.betrokkenen.create(user=iemand("Begeleider erbij", Rol.BEGELEIDER), vanaf=VANDAAG)
    assert stil(w, traject, by=traject.betrokkenen.get().user), "control: with a part in it somebody may"


# --- the pages ---------------------------------------------------------------------------------------------------------


def adres(traject, soort="geen_contact") -> str:
    return reverse("trajecten:signaal_even_niet", args=[traject.code, soort])


def test_the_dossier_says_why_what_to_do_and_where(page, traject):
    words = " ".join(page.get(traject.get_absolute_url()).content.decode().split())

    assert "Er is nog geen contact geweest sinds de start op 30 maart 2026, 42 dagen geleden." in words
    assert f'href="{reverse("trajecten:contact", args=[traject.code])}">Leg contact vast' in words
    assert f'href="{adres(traject)}"' in words


def test_even_niet_on_the_page_and_what_the_dossier_tells_of_it(page, traject):
    form = page.get(adres(traject)).context["form"]
    sent = {"once": new_key(), "tot": "2026-05-20", "reden": "Is op reis.", "sleutel": form["sleutel"].value()}

    answer = page.post(adres(traject), sent)

    assert (answer.status_code, answer["Location"]) == (303, traject.get_absolute_url())
    words = " ".join(page.get(traject.get_absolute_url()).content.decode().split())
    assert "42 dagen geleden" not in words
    assert "<b>Geen contact</b>, weer vanaf 20 mei 2026. Is op reis." in words
    assert "Signaal even niet" in words
    again = page.get(adres(traject)).content.decode()
    assert "Is op reis." in again and "2026-05-20" in again, "another day can be chosen"


def test_a_refused_form_keeps_what_was_typed(page, traject):
    sleutel = page.get(adres(traject)).context["form"]["sleutel"].value()

    answer = page.post(adres(traject), {"once": new_key(), "tot": "2026-05-11", "reden": "Is op reis.", "sleutel": sleutel})
    bsn = page.post(adres(traject), {"once": new_key(), "tot": "2026-05-20", "reden": "Bel 123456782", "sleutel": sleutel})

    assert "Kies een dag na vandaag" in answer.content.decode() and "Is op reis." in answer.content.decode()
    assert bsn.status_code == 200 and "Bel 123456782" in bsn.content.decode()
    assert not EvenNiet.objects.exists()


def test_a_signal_that_went_while_somebody_typed_says_so(page, w, traject):
    sleutel = page.get(adres(traject)).context["form"]["sleutel"].value()
    bel(w, traject)

    answer = page.post(adres(traject), {"once": new_key(), "tot": "2026-05-20", "reden": "Is op reis.", "sleutel": sleutel})
    gone = page.get(adres(traject), follow=True)

    assert "Dit signaal is er niet meer, of het gaat nu over iets anders" in answer.content.decode()
    assert "Is op reis." in answer.content.decode()
    assert gone.redirect_chain == [(traject.get_absolute_url(), 303)]
    assert "Dit signaal is er niet meer." in gone.content.decode()
    assert page.get(adres(traject, "nergens")).status_code == 404


def test_vandaag_counts_and_lists_the_same_and_what_is_mine_first(page, w, traject):
    collega = iemand("Collega", Rol.COORDINATOR)
    theirs = leven.naar(w, Status.LOPEND, roepnaam="Fatma", geboortejaar=1960, telefoon="050 111 11 11")
    Traject.objects.filter(pk=theirs.pk).update(behandelaar=collega)
    leven.naar(w, Status.MATCHING, roepnaam="Nog", geboortejaar=1961, telefoon="050 111 11 12")

    mine, everything = vandaag(page, tab="signalen"), vandaag(page, tab="signalen", wie="alle")

    assert "Signalen <b>1</b>" in vandaag(page)
    assert "Van u <b>1</b>" in mine and "Alle <b>2</b>" in mine
    assert mine.count('class="rij"') == 1 and traject.nummer in mine and theirs.nummer not in mine
    assert everything.count('class="rij"') == 2 and theirs.nummer in everything


def test_a_traject_of_nobody_is_everybodys(page, traject):
    Traject.objects.filter(pk=traject.pk).update(behandelaar=None)

    assert "Van u <b>1</b>" in vandaag(page, tab="signalen")


def test_who_stands_in_for_a_colleague_finds_theirs_with_the_own(page, w, traject):
    collega = iemand("Collega", Rol.COORDINATOR)
    Traject.objects.filter(pk=traject.pk).update(behandelaar=collega)
    assert "Van u <b>0</b>" in vandaag(page, tab="signalen")

    afwezig.plan(user=collega, van=VANDAAG, tot=MORGEN, vervangers={w.regio: w.coordinator}, on=VANDAAG)

    assert "Van u <b>1</b>" in vandaag(page, tab="signalen")


def test_without_signals_there_is_no_tab_and_its_page_says_what_comes_there(page, w):
    leven.naar(w, Status.MATCHING)

    assert "Signalen <b>" not in vandaag(page)
    assert "Geen signalen bij u" in vandaag(page, tab="signalen")


def test_from_vandaag_one_goes_back_to_vandaag(page, traject):
    back = f"{reverse('trajecten:vandaag')}?tab=signalen"
    form = page.get(adres(traject), {"van": "vandaag"})
    sent = {"once": new_key(), "tot": "2026-05-20", "reden": "Is op reis.", "sleutel": form.context["form"]["sleutel"].value()}

    assert f'href="{back}">Annuleren' in form.content.decode()
    assert page.post(f"{adres(traject)}?van=vandaag", sent)["Location"] == back


def test_the_alarm_of_an_erkenning_can_be_kept_away_too(page, w, traject):
    bel(w, traject)
    Erkenning.objects.filter(pk=w.erkenning.pk).update(status="vervallen", vervallen_per=VANDAAG)
    assert 'id="erkenning"' in page.get(traject.get_absolute_url()).content.decode()
    assert 'id="signalen"' not in page.get(traject.get_absolute_url()).content.decode(), "said once"
    assert "Een erkenning vervalt tijdens" in vandaag(page)

    stil(w, traject, "erkenning")

    assert 'id="erkenning"' not in page.get(traject.get_absolute_url()).content.decode()
    assert "Een erkenning vervalt tijdens" not in vandaag(page)
    assert "Erkenning vervallen" in page.get(reverse("trajecten:trajecten")).content.decode(), "the list keeps the fact"


# --- who sees it -------------------------------------------------------------------------------------------------------


def test_a_begeleider_sees_those_they_have_a_part_in_without_what_they_may_not_do(client, w, traject):
    begeleider = iemand("Begeleider", Rol.BEGELEIDER)
    other = leven.naar(w, Status.LOPEND, roepnaam="Fatma", geboortejaar=1960, telefoon="050 111 11 11")
    traject.betrokkenen.create(user=begeleider, vanaf=VANDAAG)
    workflow.onderbreken(
        traject=traject, reden="verlof", van=VANDAAG - timedelta(days=20), verwacht_terug=VANDAAG, by=w.coordinator, on=VANDAAG
    )
    client.force_login(begeleider)

    words = vandaag(client, tab="signalen", wie="alle")

    assert traject.nummer in words and other.nummer not in words
    assert reverse("trajecten:hervatten", args=[traject.code]) not in words
    assert reverse("trajecten:contact", args=[traject.code]) in words
    assert client.get(adres(other)).status_code == 404


def test_another_regio_sees_nothing_of_it(client, w, traject):
    client.force_login(leven.wereld("FR").coordinator)

    assert traject.nummer not in vandaag(client, tab="signalen", wie="alle")
    assert "Signalen <b>" not in vandaag(client)
    assert client.get(adres(traject)).status_code == 404


def test_control_a_list_that_forgets_the_regio_shows_it(client, w, traject, monkeypatch):
    everything = SimpleNamespace(filter=lambda **kwargs: Traject.objects.all())
    monkeypatch.setattr(toegang, "leesbare_trajecten", lambda user, *, on: everything)
    client.force_login(leven.wereld("FR").coordinator)

    assert traject.nummer in vandaag(client, tab="signalen", wie="alle")


def test_no_mail_and_no_reminder_is_made_of_a_signal(w, traject, mailoutbox):
    waiting = Termijn.objects.open().count()
    assert live(traject)

    stil(w, traject)

    assert Termijn.objects.open().count() == waiting
    assert mailoutbox == []


# --- what it costs -----------------------------------------------------------------------------------------------------


def _alles(w, n: int) -> Traject:
    """One traject with no contact, three absences, hardly a werkproces rated, and an erkenning that lapses."""
    found = leven.naar(w, Status.LOPEND, roepnaam=f"Ander{n}", geboortejaar=1960 + n, telefoon=f"050 000 00 0{n}")
    weken(w, found, "8", "8", "8")
    found.plaatsingen.update(einddatum=VANDAAG + timedelta(days=20))
    return found


@pytest.mark.parametrize("query", [{}, {"tab": "signalen"}, {"tab": "signalen", "wie": "alle"}])
def test_vandaag_takes_as_many_queries_for_one_signal_as_for_many(page, w, query):
    _alles(w, 1)
    vandaag(page, **query)
    with CaptureQueriesContext(connection) as one:
        vandaag(page, **query)
    for n in (2, 3, 4):
        _alles(w, n)

    with CaptureQueriesContext(connection) as four:
        words = vandaag(page, **query)

    assert "Signalen <b>4</b>" in words
    assert len(four) == len(one)


def test_the_signals_of_a_list_are_read_in_thirteen_queries(w, django_assert_num_queries):
    _alles(w, 1)

    with django_assert_num_queries(13):
        found = nu.overzicht(Traject.objects.filter(regio=w.regio), w.coordinator, on=VANDAAG)

    assert [s.soort for s in found.per_traject.popitem()[1].live] == ["geen_contact", "afwezig", "werkprocessen"]


def test_what_ended_or_is_of_another_regio_is_not_even_read(w, traject):
    leven.naar(w, Status.GESTOPT, roepnaam="Weg", geboortejaar=1960, telefoon="050 111 11 11")
    leven.naar(leven.wereld("FR"), Status.LOPEND, roepnaam="Elders", geboortejaar=1961, telefoon="050 111 11 12")

    own = Traject.objects.filter(regio=w.regio)

    assert list(nu.geladen(own)) == [traject]
