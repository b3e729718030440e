"""The link at the foot of a mail: works without signing in, for years, for this address and what its mail was about (issue 5)."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from basis import outbox
from berichten import afmelden
from berichten.models import Afmelding, Afmeldlink, Bericht, Hoe
from tests.trajecten import leven
from tests.trajecten.herinneringen.hulp import MAANDAG, loop, om, te_tekenen, termijn
from trajecten.models import Traject
from trajecten.regels import Status
from trajecten.views import afmelden as views
from trajecten.voorkeuren import afmelden as links

pytestmark = pytest.mark.django_db
ADRES = "chef@bakkerij.test"
EEN_KLIK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def traject(w) -> Traject:
    made = leven.naar(w, Status.LOPEND)
    made.termijnen.open().update(vervallen_op=MAANDAG)
    return made


@pytest.fixture
def token() -> str:
    return afmelden.maak_link("Chef@Bakkerij.test", ["voortgang", "start"], at=om(MAANDAG))


@pytest.fixture(autouse=True)
def die_dag(time_machine):
    time_machine.move_to(om(MAANDAG, 12), tick=False)


@pytest.fixture
def streng() -> Client:
    """As in production: a form without its token from us is refused."""
    return Client(enforce_csrf_checks=True)


def url(name: str, token: str) -> str:
    return reverse(f"trajecten:{name}", args=[token])


def uit() -> set[str]:
    return afmelden.groepen_uit(ADRES)


# --- at the foot of a mail -----------------------------------------------------------------------------------------------------


def test_a_mail_of_what_can_be_switched_off_says_so_at_its_foot_and_in_its_headers(mailoutbox, traject, jolanda):
    termijn(traject, "tussenevaluatie")
    loop(MAANDAG)

    outbox.drain()

    (mail,) = mailoutbox
    page = re.search(r"http://localhost:8000/afmelden/([\w-]{43})/", mail.body)
    assert f'href="{page[0]}"' in mail.alternatives[0][0] and "Deze mails niet meer krijgen" in mail.alternatives[0][0]
    assert mail.extra_headers["List-Unsubscribe"] == f"<http://localhost:8000/afmelden/{page[1]}/direct/>"
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = afmelden.vind(page[1], at=om(MAANDAG))
    assert (link.adres, link.groepen) == (jolanda.email, ["voortgang"])
    kept = Bericht.objects.get()
    assert (kept.afmelden, kept.tekst) == ("", ""), "what gives access goes with the text"


def test_a_mail_of_two_groups_stops_both(traject, w):
    termijn(traject, "einddatum")
    termijn(traject, "eerste_contact")

    loop(MAANDAG)

    assert Afmeldlink.objects.get().groepen == ["start", "termijnen"]


def test_what_is_obligatory_cannot_be_stopped_from_its_mail(mailoutbox, w, traject, jolanda):
    termijn(traject, "eindbeoordeling")
    loop(MAANDAG)
    signs = leven.naar(w, Status.OVEREENKOMST, email="deelnemer@voorbeeld.test", roepnaam="Bea", telefoon="050 222 22 22")
    loop(te_tekenen(signs).ontstaan_op)

    outbox.drain()

    assert {"deelnemer@voorbeeld.test", jolanda.email} <= {mail.to[0] for mail in mailoutbox}
    for mail in mailoutbox:
        assert "/afmelden/" not in mail.body + mail.alternatives[0][0] + str(mail.extra_headers)
    assert not Afmeldlink.objects.exists()


def test_the_link_is_random_kept_hashed_and_names_nobody(token):
    link = Afmeldlink.objects.get()

    assert re.fullmatch(r"[\w-]{43}", token) and token not in str(Afmeldlink.objects.values().get())
    assert link.adres == ADRES
    assert afmelden.maak_link(ADRES, ["voortgang"], at=om(MAANDAG)) != afmelden.maak_link(ADRES, ["voortgang"], at=om(MAANDAG))


def test_it_works_for_years_and_not_for_ever(token):
    later = om(MAANDAG) + afmelden.GELDIG

    assert afmelden.vind(token, at=later - timedelta(days=1))
    assert afmelden.vind(token, at=later) is None
    afmelden.ruim_op(at=later)
    assert not Afmeldlink.objects.exists()


# --- the page ------------------------------------------------------------------------------------------------------------------


def test_looking_stops_nothing_because_mail_scanners_look(client, token):
    for name in ("afmelden", "afmelden_direct", "afmelden_klaar"):
        assert client.get(url(name, token)).status_code in (200, 303)
        client.head(url(name, token))

    assert not Afmelding.objects.exists()


def test_the_page_says_what_stops_and_what_goes_on_and_names_nobody(client, w, jolanda):
    token = afmelden.maak_link(jolanda.email, ["voortgang"], at=om(MAANDAG))

    words = client.get(url("afmelden", token)).content.decode()

    assert "Voortgang en evaluaties" in words and "Uitreiking en nazorg" not in words
    assert "Alleen de school kan dat nemen" in words and "inlogcodes" in words
    assert jolanda.email not in words and "Jolanda" not in words


def test_who_presses_gets_no_more_of_what_was_ticked_and_can_undo_it(client, token):
    answer = client.post(url("afmelden", token), {"stop": ["voortgang"]})

    assert (answer.status_code, answer["Location"]) == (303, url("afmelden_klaar", token))
    assert uit() == {"voortgang"} and Afmelding.objects.get().hoe == Hoe.LINK
    words = client.get(answer["Location"]).content.decode()
    assert "U krijgt deze mails niet meer" in words and "Toch weer mail krijgen" in words
    again = client.post(url("afmelden_terug", token))
    assert (again.status_code, uit()) == (303, set())
    assert "U krijgt deze mails weer" in client.get(again["Location"]).content.decode()


def test_nothing_ticked_is_asked_again(client, token):
    answer = client.post(url("afmelden", token), {"csrfmiddlewaretoken": "x"})  # as a browser sends it

    assert answer.status_code == 200 and "Kies wat u niet meer wilt krijgen" in answer.content.decode()
    assert not uit()


def test_a_link_stops_nothing_but_what_its_mail_was_about(client, token):
    answer = client.post(url("afmelden", token), {"stop": ["voortgang", "afronding"]})

    assert answer.status_code == 200 and not uit()
    links.stop(Afmeldlink.objects.get(), ["afronding", "voortgang"], hoe=Hoe.LINK, at=om(MAANDAG))
    assert uit() == {"voortgang"}


def test_undoing_gives_back_nothing_that_was_stopped_elsewhere(client, token):
    afmelden.meld_af(ADRES, ["afronding"], hoe=Hoe.LINK, at=om(MAANDAG))
    client.post(url("afmelden", token), {"stop": ["voortgang", "start"]})

    client.post(url("afmelden_terug", token))

    assert uit() == {"afronding"}


def test_who_pressed_already_sees_that_it_is_done(client, token):
    client.post(url("afmelden", token), {"stop": ["voortgang", "start"]})

    assert client.get(url("afmelden", token))["Location"] == url("afmelden_klaar", token)


@pytest.mark.parametrize("name", ["afmelden", "afmelden_direct", "afmelden_klaar", "afmelden_terug"])
def test_a_token_that_is_none_gets_one_answer(client, token, name):
    ask = client.post if name == "afmelden_terug" else client.get

    answers = [ask(url(name, guess)) for guess in ("x", "a" * 43)]

    assert [a.status_code for a in answers] == [410, 410]
    assert len({re.sub(rb'nonce="[^"]*"', b"", a.content) for a in answers}) == 1
    assert not Afmelding.objects.exists()


# --- the button of a mail program (RFC 8058) -----------------------------------------------------------------------------------


def test_a_mail_program_unsubscribes_with_one_post_without_cookie_or_token_of_ours(streng, token):
    answer = streng.post(url("afmelden_direct", token), EEN_KLIK)

    assert (answer.status_code, answer.content) == (200, b"Afgemeld.")
    assert uit() == {"voortgang", "start"}
    assert set(Afmelding.objects.values_list("hoe", flat=True)) == {Hoe.MAILPROGRAMMA}
    assert not answer.cookies


def test_pressed_twice_is_once(streng, token):
    first = streng.post(url("afmelden_direct", token), EEN_KLIK)
    kept = list(Afmelding.objects.values())

    again = streng.post(url("afmelden_direct", token), EEN_KLIK)

    assert (again.status_code, list(Afmelding.objects.values())) == (first.status_code, kept)


@pytest.mark.parametrize("data", [{}, {"List-Unsubscribe": "Nee"}, {"stop": "voortgang"}])
def test_another_post_there_stops_nothing_and_leads_to_the_page(streng, token, data):
    answer = streng.post(url("afmelden_direct", token), data)

    assert (answer.status_code, answer["Location"]) == (303, url("afmelden", token))
    assert not uit()


@pytest.mark.parametrize("name", ["afmelden", "afmelden_terug"])
def test_no_other_door_takes_a_form_without_our_token(streng, token, name):
    afmelden.meld_af(ADRES, ["start"], hoe=Hoe.LINK, at=om(MAANDAG))

    assert streng.post(url(name, token), {"stop": ["voortgang"]} | EEN_KLIK).status_code == 403
    assert uit() == {"start"}


def test_whose_account_is_signed_in_makes_no_difference(client, w, jolanda, token):
    client.force_login(w.coordinator)

    client.post(url("afmelden_direct", token), EEN_KLIK)

    assert uit() == {"voortgang", "start"} and not afmelden.groepen_uit(w.coordinator.email)


def test_guessing_is_slowed_down(client, token, monkeypatch):
    monkeypatch.setattr(views, "PER_UUR", 3)
    answers = [client.get(url("afmelden", f"gok{n}")).status_code for n in range(5)]

    assert answers == [410, 410, 410, 429, 429]
    assert client.post(url("afmelden_direct", token), EEN_KLIK).status_code == 429 and not uit()


def test_control_without_the_count_guessing_goes_on(client, monkeypatch):
    monkeypatch.setattr(views, "PER_UUR", 3)
    monkeypatch.setattr(views, "within_limit", lambda *args, **kwargs: True)

    assert {client.get(url("afmelden", f"gok{n}")).status_code for n in range(5)} == {410}
