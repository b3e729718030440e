"""Signing in by a code in the mail: for people from outside only, once, for ten minutes, where it was asked for."""

import re
import statistics
import time
from datetime import timedelta

import pytest
import time_machine
from django.core import mail as mailbox
from django.test import Client
from django.utils import timezone

from accounts import inlogcode, passkeys, sign_in, toegang
from accounts.adapter import AccountAdapter
from accounts.models import Rol, User
from basis.dagen import today
from basis.models import OutboxRow
from basis.outbox import drain
from berichten.models import Bericht
from tests.personen import WACHTWOORD, LidmaatschapFactory, UserFactory

pytestmark = pytest.mark.django_db
VRAGEN, INVULLEN = "/inloggen/code/", "/inloggen/code/invullen/"


@pytest.fixture(autouse=True)
def has_been_offered_a_passkey(monkeypatch):
    """Else the first sign-in goes by way of that page."""
    monkeypatch.setattr(passkeys, "is_time_to_offer", lambda request, user: False)


def ask(client: Client, email: str, **extra):
    return client.post(VRAGEN, {"email": email, **extra})


def code_in_mail(aan: str) -> str:
    drain()
    newest = mailbox.outbox[-1]
    assert newest.to == [aan]
    return re.search(r"\d{4}-\d{4}", newest.body).group()


def fill_in(client: Client, code: str, **extra):
    return client.post(INVULLEN, {"code": code, **extra})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def _main(response, *emails: str) -> str:
    """What a visitor reads, without what they typed."""
    text = re.sub(r'value="[^"]*"', "", response.content.decode().partition("<main")[2])
    for email in emails:
        text = text.replace(email, "")
    return text


@pytest.mark.parametrize("who", ["praktijkopleider", "school", "consulent"])
def test_people_from_outside_sign_in_by_a_code(client, request, who):
    user = request.getfixturevalue(who)
    asked = ask(client, user.email.upper())
    assert asked.url == INVULLEN
    code = code_in_mail(user.email)

    response = fill_in(client, code)

    assert response.url == "/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_sign_in_page_sends_its_address_and_the_way_back_along(client, consulent):
    page = client.get("/begrippen/", follow=True).content.decode()
    action = re.search(r'formaction="([^"]+)"', page).group(1)

    asked = client.post(action, {"login": consulent.email, "password": "", "next": "/begrippen/"})
    response = client.post(asked.url, {"code": code_in_mail(consulent.email), "next": "/begrippen/"})

    assert response.url == "/begrippen/"


@pytest.mark.parametrize("where", ["https://kwaad.example/", "//kwaad.example/", "/\\kwaad.example/"])
def test_next_never_leads_to_another_house(client, consulent, where):
    ask(client, consulent.email, next=where)

    assert fill_in(client, code_in_mail(consulent.email), next=where).url == "/"


def test_a_code_typed_without_its_dash_counts_too(client, consulent):
    ask(client, consulent.email)

    fill_in(client, code_in_mail(consulent.email).replace("-", " "))

    assert is_in(client)


@pytest.mark.parametrize("who", ["coordinator", "beheerder", "begeleider", "programmamanager", "dubbelrol"])
def test_staff_get_no_code(client, request, who):
    """Also who is of the regio and of a leerbedrijf."""
    ask(client, request.getfixturevalue(who).email)
    drain(5)

    assert not Bericht.objects.exists()
    assert sign_in.waiting_code(_request(client)) == ""


def _request(client: Client):
    """Enough of a request to look into the session of this browser."""
    return type("Request", (), {"session": client.session})()


def test_control_without_the_rule_staff_would_get_one(client, coordinator, monkeypatch):
    monkeypatch.setattr(toegang, "mensen_van_buiten", lambda on: User.objects.filter(is_active=True))

    ask(client, coordinator.email)
    fill_in(client, code_in_mail(coordinator.email))

    assert is_in(client)


def test_the_rule_for_one_and_the_question_for_all_agree(
    coordinator, beheerder, begeleider, programmamanager, praktijkopleider, school, consulent, dubbelrol
):
    UserFactory()
    ended = LidmaatschapFactory(rol=Rol.CONSULENT, organisatie=consulent.lidmaatschappen.get().organisatie, tot="2021-01-01")
    LidmaatschapFactory(user=praktijkopleider, rol=Rol.COORDINATOR, tot="2021-01-01")
    outside = {user for user in User.objects.all() if toegang.is_van_buiten(user, today())}

    assert outside == set(toegang.mensen_van_buiten(today()))
    assert outside == {praktijkopleider, school, consulent}
    assert ended.user not in outside


def _strangers(coordinator) -> list[str]:
    UserFactory(email="gesloten@voorbeeld.test", is_active=False)
    return [coordinator.email, "gesloten@voorbeeld.test", "niemand@voorbeeld.test"]


def test_whoever_gets_no_code_reads_the_same_and_gets_nothing(client, consulent, coordinator):
    emails = [consulent.email, *_strangers(coordinator)]

    asked = [Client().post(VRAGEN, {"email": email}, follow=True) for email in emails]
    wrong = []
    for email in emails:
        browser = Client()
        ask(browser, email)
        wrong.append(fill_in(browser, "0000-0000"))
    drain(20)

    assert len({_main(answer, *emails) for answer in asked}) == 1
    assert len({_main(answer, *emails) for answer in wrong}) == 1
    assert {mail.aan for mail in Bericht.objects.all()} == {consulent.email}


def test_every_address_writes_one_promise_and_asks_the_database_as_often(client, consulent, coordinator, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    for email in (consulent.email, *_strangers(coordinator)):
        ask(client, email)

    assert OutboxRow.objects.filter(soort=inlogcode.SOORT).count() == 4
    assert not Bericht.objects.exists()


def _difference(known: str, unknown: str) -> float:
    """Milliseconds, the smallest of three medians of pairs: a busy machine tells nothing, a rule tells each time."""

    def timed(email: str) -> float:
        client = Client()
        started = time.perf_counter()
        ask(client, email)
        return (time.perf_counter() - started) * 1000

    def median() -> float:
        pairs = [(timed(known), timed(unknown)) if turn % 2 else (timed(unknown), timed(known))[::-1] for turn in range(20)]
        return abs(statistics.median(one - other for one, other in pairs))

    return min(median() for _ in range(3))


def test_the_time_of_an_answer_does_not_tell_who_gets_a_code(consulent, coordinator, settings):
    settings.ACCOUNT_RATE_LIMITS = False

    assert _difference(consulent.email, "niemand@voorbeeld.test") < 2
    assert _difference(consulent.email, coordinator.email) < 2


def test_control_mailing_in_the_request_would_tell(consulent, settings, monkeypatch):
    settings.ACCOUNT_RATE_LIMITS = False
    monkeypatch.setattr(AccountAdapter, "send_mail", lambda *args: time.sleep(0.01))  # what a mail server takes at least

    assert _difference(consulent.email, "niemand@voorbeeld.test") > 2


def test_three_wrong_codes_and_the_right_one_is_worthless(client, consulent):
    ask(client, consulent.email)
    code = code_in_mail(consulent.email)

    answers = [fill_in(client, "0000-0000") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert "Het ging te vaak mis" in client.get(VRAGEN).content.decode()
    assert fill_in(client, code).url == VRAGEN
    assert not is_in(client)


def test_control_with_more_attempts_the_right_one_would_count(client, consulent, settings):
    settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
    ask(client, consulent.email)
    code = code_in_mail(consulent.email)
    for _ in range(3):
        fill_in(client, "0000-0000")

    fill_in(client, code)

    assert is_in(client)


def test_a_code_lasts_ten_minutes(client, consulent):
    for minutes, counts in ((9, True), (11, False)):
        browser = Client()
        ask(browser, consulent.email)
        code = code_in_mail(consulent.email)
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
            fill_in(browser, code)
        assert is_in(browser) is counts


def test_a_code_works_once(client, consulent):
    ask(client, consulent.email)
    code = code_in_mail(consulent.email)
    fill_in(client, code)
    client.post("/uitloggen/")

    assert fill_in(client, code).url == VRAGEN
    assert not is_in(client)


def test_control_a_session_that_still_knew_it_would_let_it_in_again(client, consulent):
    ask(client, consulent.email)
    code, kept = code_in_mail(consulent.email), client.session["account_login"]
    fill_in(client, code)
    elsewhere = Client()
    session = elsewhere.session
    session["account_login"] = kept
    session.save()

    fill_in(elsewhere, code)

    assert is_in(elsewhere)


def test_a_second_code_makes_the_first_useless(client, consulent):
    ask(client, consulent.email)
    first = code_in_mail(consulent.email)
    ask(client, consulent.email)
    second = code_in_mail(consulent.email)

    assert "Deze klopt niet" in fill_in(client, first).content.decode()
    assert not is_in(client)
    fill_in(client, second)
    assert is_in(client)


def test_a_code_works_only_in_the_browser_that_asked_for_it(client, consulent):
    ask(client, consulent.email)
    code = code_in_mail(consulent.email)
    elsewhere = Client()

    assert fill_in(elsewhere, code).url == VRAGEN
    ask(elsewhere, consulent.email)
    fill_in(elsewhere, code)

    assert not is_in(elsewhere)


def test_an_account_closed_while_the_code_waits_does_not_come_in(client, consulent):
    ask(client, consulent.email)
    code = code_in_mail(consulent.email)
    User.objects.filter(pk=consulent.pk).update(is_active=False)

    response = fill_in(client, code)

    assert response.url == "/inloggen/"
    assert not is_in(client)


def test_the_session_gets_a_new_key_at_sign_in(client, consulent):
    ask(client, consulent.email)
    before = client.session.session_key

    fill_in(client, code_in_mail(consulent.email))

    assert client.session.session_key != before
    assert not client.session.__class__(before).load()


def test_nobody_gets_a_mailbox_full_of_codes(client, consulent):
    answers = [ask(Client(), consulent.email) for _ in range(4)]
    stranger = [ask(Client(), "niemand@voorbeeld.test") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert "te vaak kort na elkaar" in answers[3].content.decode()
    assert _main(answers[3]) == _main(stranger[3])
    assert OutboxRow.objects.filter(payload__email=consulent.email).count() == 3


def test_control_without_limits_they_would(client, consulent, settings):
    settings.ACCOUNT_RATE_LIMITS = False

    assert {ask(Client(), consulent.email).status_code for _ in range(4)} == {302}


def test_the_code_is_in_the_text_of_the_mail_only(client, consulent, caplog):
    asked = ask(client, consulent.email)
    code = code_in_mail(consulent.email)
    answer = fill_in(client, code)
    mail = Bericht.objects.get()

    assert code not in asked.url + answer.url + mail.onderwerp + mail.sleutel + mail.tekst + mail.html + caplog.text
    assert "10 minuten" in mailbox.outbox[-1].body
    assert OutboxRow.objects.get(soort=inlogcode.SOORT).payload == {}


def test_a_code_that_comes_too_late_is_not_mailed(client, consulent):
    ask(client, consulent.email)
    OutboxRow.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    drain(1)

    assert not Bericht.objects.exists()
    assert OutboxRow.objects.get().payload == {}


def test_a_promise_that_is_carried_out_twice_mails_once(client, consulent):
    ask(client, consulent.email)
    row = OutboxRow.objects.get()

    inlogcode.send_code(row)
    inlogcode.send_code(row)

    assert Bericht.objects.count() == 1


def test_a_password_still_counts_for_everybody(client, consulent):
    client.post("/inloggen/", {"login": consulent.email, "password": WACHTWOORD})

    assert is_in(client)


def test_while_a_code_waits_the_other_ways_to_sign_in_stay_open(client, consulent, coordinator):
    ask(client, consulent.email)

    assert client.get("/inloggen/").status_code == 200
    client.post("/inloggen/", {"login": coordinator.email, "password": WACHTWOORD})

    assert client.session["_auth_user_id"] == str(coordinator.pk)


@pytest.mark.parametrize(("email", "sentence"), [("", "Vul een e-mailadres in."), ("geen adres", "zoals naam@voorbeeld.nl")])
def test_an_address_that_is_none_comes_back(client, email, sentence):
    response = ask(client, email)

    assert sentence in response.content.decode()
    assert not OutboxRow.objects.exists()


def test_the_demo_shows_the_code_because_no_mail_arrives_there(client, consulent, settings):
    ask(client, consulent.email)
    code = sign_in.waiting_code(_request(client))
    assert code not in client.get(INVULLEN).content.decode()

    settings.DEMO = True

    assert code in client.get(INVULLEN).content.decode()


def test_somebody_without_a_password_chooses_one_by_mail(client, consulent):
    consulent.set_unusable_password()
    consulent.save()
    client.force_login(consulent)

    assert client.get("/wachtwoord/wijzigen/").url == "/wachtwoord/vergeten/"
    assert "Een wachtwoord kiezen" in client.get("/wachtwoord/vergeten/").content.decode()
    client.post("/wachtwoord/vergeten/", {"email": consulent.email})
    drain(1)
    assert Bericht.objects.get().aan == consulent.email
