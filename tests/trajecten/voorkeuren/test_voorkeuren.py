"""Of what somebody gets mail: groups, of which some cannot be switched off (issue 5, item 3; domein §8)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Rol
from basis.once import new_key
from berichten import afmelden
from berichten.models import Afmelding, Bericht, Hoe
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.herinneringen.hulp import DAG, MAANDAG, loop, om, termijn, wie
from trajecten import tijdlijn
from trajecten.herinneringen import plannen, wensen
from trajecten.herinneringen.wie import Adresboek
from trajecten.models import Herinnering, SchoolAfspraak, Traject
from trajecten.regels import Partij, Status
from trajecten.termijnen import SOORTEN
from trajecten.voorkeuren.groepen import ACCOUNT, BELLEN, GROEPEN, UITGEZET, VERPLICHT, groep_van
from werkgevers.models import Praktijkopleider

pytestmark = pytest.mark.django_db
PAGINA = "trajecten:mailvoorkeuren"


@pytest.fixture
def traject(w) -> Traject:
    made = leven.naar(w, Status.LOPEND)
    made.termijnen.open().update(vervallen_op=MAANDAG)
    Traject.objects.filter(pk=made.pk).update(behandelaar=w.coordinator)
    made.refresh_from_db()
    return made


def zonder(adres: str, *groepen: str) -> None:
    afmelden.meld_af(adres, groepen, hoe=Hoe.LINK, at=om(MAANDAG))


def opleider(traject: Traject) -> str:
    Praktijkopleider.objects.filter(pk=traject.plaatsing.praktijkopleider_id).update(email="Opleider@bedrijf.test")
    return "opleider@bedrijf.test"


# --- the groups ----------------------------------------------------------------------------------------------------------------


def test_every_termijn_is_of_one_group_or_cannot_be_switched_off():
    of_groups = [soort for groep in GROEPEN.values() for soort in groep.soorten]

    assert sorted(of_groups + list(VERPLICHT)) == sorted(SOORTEN)
    assert len(GROEPEN) <= 6


def test_what_only_one_person_can_do_or_the_law_asks_is_of_no_group():
    assert {soort for soort in SOORTEN if not groep_van(soort)} == {
        "pok_tekenen", "eindbeoordeling", "vaststelling", "informeren",
    }  # fmt: skip


# --- off is no mail ------------------------------------------------------------------------------------------------------------


def test_who_switched_a_group_off_gets_no_mail_of_it_and_finds_it_in_the_app(client, traject, jolanda):
    zonder(jolanda.email, "voortgang")
    row = termijn(traject, "tussenevaluatie")

    assert loop(MAANDAG) == 0

    told = row.herinneringen.get()
    assert (told.ontvanger, told.geen_mail, told.bericht) == (jolanda, UITGEZET, None)
    assert not Bericht.objects.exists()
    client.force_login(jolanda)
    assert "Tussenevaluatie" in client.get(reverse("trajecten:meldingen")).content.decode()
    (line,) = [line for line in tijdlijn.regels(traject, []) if line.titel.startswith("Herinnering")]
    assert (line.titel, line.details) == (
        "Herinnering zonder mail: tussenevaluatie",
        [["Aan", "Jolanda Smit"], ["Mail", "uitgezet door ontvanger"]],
    )


def test_control_without_asking_what_they_want_the_mail_goes(traject, jolanda, monkeypatch):
    monkeypatch.setattr(afmelden, "uit", lambda adressen: set())
    zonder(jolanda.email, "voortgang")
    termijn(traject, "tussenevaluatie")

    assert loop(MAANDAG) == 1


def test_what_is_obligatory_and_the_other_groups_go_on(traject, jolanda):
    zonder(jolanda.email, *(code for code in GROEPEN if code != "start"))
    row, off = termijn(traject, "eindbeoordeling"), termijn(traject, "tussenevaluatie")

    assert loop(MAANDAG) == 1

    mail = Bericht.objects.get()
    assert row.herinneringen.get().bericht == mail and off.herinneringen.get().bericht is None
    assert "1 taak" in mail.onderwerp and "Tussenevaluatie" not in mail.tekst


def test_what_was_switched_off_between_the_reminder_and_the_mail_holds(traject, jolanda):
    row = termijn(traject, "tussenevaluatie", op=MAANDAG - DAG)
    assert loop(MAANDAG - DAG) == 0  # a Sunday: in the app at once, the mail on Monday
    zonder(jolanda.email, "voortgang")

    assert loop(MAANDAG) == 0

    assert [h.geen_mail for h in row.herinneringen.all()] == [UITGEZET] * row.herinneringen.count()
    assert row.herinneringen.exists()


def test_an_address_without_account_that_wants_none_becomes_a_call(w, traject):
    zonder(opleider(traject), "voortgang")
    row, must = termijn(traject, "tussenevaluatie"), termijn(traject, "eindbeoordeling")

    loop(MAANDAG)

    told = row.herinneringen.get()
    assert (told.ontvanger, told.is_bel) == (w.coordinator, True)
    assert {mail.aan for mail in Bericht.objects.all()} == {w.coordinator.email, "Opleider@bedrijf.test"}
    assert "Bel het leerbedrijf: tussenevaluatie" in Bericht.objects.get(aan=w.coordinator.email).tekst
    assert wie(must) == ["Opleider@bedrijf.test"]


def test_the_contact_of_a_school_that_wants_none_becomes_a_call(w, traject):
    SchoolAfspraak.objects.update_or_create(regio=w.regio, school=w.school, defaults={"contact_email": "bpv@school.test"})
    zonder("bpv@school.test", "start")
    row = termijn(traject, "inschrijving", partij=Partij.SCHOOL)

    loop(MAANDAG)

    assert wie(row) == [w.coordinator.naam] and row.herinneringen.get().is_bel


def test_an_address_that_unsubscribes_while_its_mail_waits_becomes_a_call(w, traject):
    adres = opleider(traject)
    row = termijn(traject, "tussenevaluatie", op=MAANDAG - DAG)
    loop(MAANDAG - DAG)
    zonder(adres, "voortgang")

    assert loop(MAANDAG) == 0
    assert row.herinneringen.get(is_bel=False).geen_mail == UITGEZET
    assert row.herinneringen.get(is_bel=True).ontvanger == w.coordinator

    assert loop(MAANDAG + DAG) == 1  # to whoever calls
    assert "Bel het leerbedrijf" in Bericht.objects.get().tekst


def test_a_call_is_mailed_whatever_the_caller_switched_off(w, traject):
    zonder(w.coordinator.email, *GROEPEN)
    Praktijkopleider.objects.update(email="")
    row, own = termijn(traject, "tussenevaluatie"), termijn(traject, "einddatum")

    loop(MAANDAG)

    assert row.herinneringen.get().bericht is not None
    assert own.herinneringen.get().geen_mail == UITGEZET
    assert wensen.groep(row.herinneringen.get()) == ""


def test_the_book_of_addresses_asks_what_people_want_once_for_one_and_for_many(w, traject, jolanda):
    for _ in range(3):
        leven.in_status(w, Status.LOPEND)
    found = list(Traject.objects.select_related("deelnemer"))
    with CaptureQueriesContext(connection) as one:
        Adresboek(found[:1], on=MAANDAG)
    with CaptureQueriesContext(connection) as many:
        Adresboek(found, on=MAANDAG)

    assert len(one) == len(many)
    assert sum("berichten_afmelding" in q["sql"] for q in many) == 1


# --- the page ------------------------------------------------------------------------------------------------------------------


def kies(client, *groepen: str):
    return client.post(reverse(PAGINA), {"once": new_key(), "mail": groepen})


def test_somebody_chooses_and_finds_the_choice_back(client, w):
    client.force_login(w.coordinator)
    page = client.get(reverse(PAGINA))
    assert page.context["form"]["mail"].value() == list(GROEPEN)

    answer = kies(client, "begin", "start")

    assert (answer.status_code, answer["Location"]) == (303, reverse("trajecten:meldingen"))
    assert afmelden.groepen_uit(w.coordinator.email) == GROEPEN.keys() - {"begin", "start"}
    assert client.get(reverse(PAGINA)).context["form"]["mail"].value() == ["begin", "start"]
    kies(client, *GROEPEN)
    assert not Afmelding.objects.exists()


@pytest.mark.parametrize(
    ("rol", "groepen", "verplicht", "niet"),
    [
        (Rol.COORDINATOR, list(GROEPEN), BELLEN, "Het besluit van de school"),
        (Rol.WERKGEVER, ["voortgang", "subsidie"], "De eindbeoordeling", "Het besluit van de school"),
        (Rol.SCHOOL, ["start", "afronding"], "Het besluit van de school", "De eindbeoordeling"),
        (Rol.PROGRAMMAMANAGER, [], ACCOUNT, "De eindbeoordeling"),
    ],
)
def test_everybody_sees_the_groups_they_may_get_mail_of_and_what_cannot_be_switched_off(client, w, rol, groepen, verplicht, niet):
    own = {Rol.WERKGEVER: w.leerbedrijf.organisatie, Rol.SCHOOL: w.school}.get(rol)
    client.force_login(iemand("Kees de Jong", rol, organisatie=own))

    page = client.get(reverse(PAGINA))

    words = page.content.decode()
    assert [code for code, _ in page.context["form"].fields["mail"].choices] == groepen
    assert verplicht in words and niet not in words
    assert "Kees" in words and ("Niets om uit te zetten" in words) == (not groepen)


def test_a_group_that_is_not_there_is_refused_and_changes_nothing(client, w, jolanda):
    client.force_login(jolanda)

    answer = kies(client, "voortgang", "verplicht")

    assert answer.status_code == 200 and "Kies een van de mogelijkheden" in answer.content.decode()
    assert not Afmelding.objects.exists()


def test_what_somebody_does_not_see_keeps_what_it_was(client, jolanda):
    zonder(jolanda.email, "afronding")  # from the time they were something else
    client.force_login(jolanda)

    kies(client, "voortgang", "subsidie")

    assert afmelden.groepen_uit(jolanda.email) == {"afronding"}


def test_one_chooses_for_oneself_only(client, w, jolanda):
    client.force_login(jolanda)

    kies(client)

    assert afmelden.groepen_uit(jolanda.email) == {"voortgang", "subsidie"}
    assert not afmelden.groepen_uit(w.coordinator.email)


def test_the_page_is_found_from_the_inbox(client, w):
    client.force_login(w.coordinator)

    assert reverse(PAGINA) in client.get(reverse("trajecten:meldingen")).content.decode()


def test_the_preview_tells_who_gets_no_mail(client, w, traject, jolanda):
    zonder(jolanda.email, "voortgang")
    termijn(traject, "tussenevaluatie")
    boek = Adresboek([traject], on=MAANDAG)

    (told,) = boek.ontvangers(traject.termijnen.open().get(), traject)

    assert told.geen_mail == UITGEZET
    plannen.plan(traject.pk, on=MAANDAG, at=om(MAANDAG))
    assert Herinnering.objects.get().geen_mail == UITGEZET
