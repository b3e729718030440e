"""An invitation works once, for one address, for a week (M02)."""

from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from django.utils import timezone

from accounts import uitnodigen
from accounts.models import Lidmaatschap, Recht, Rol, Uitnodiging, User
from basis.once import new_key
from berichten.models import Bericht
from tests.parallel import at_once
from tests.personen import OrganisatieFactory, UserFactory

NEW = {"naam": "Nieuwe Collega", "wachtwoord": "vier woorden op rij"}
EMAIL = "nieuw@voorbeeld.test"


@pytest.mark.django_db
def test_an_invited_person_makes_an_account_and_signs_in(client, invite, link):
    invite()

    response = client.post(link(EMAIL), NEW, follow=True)

    assert "Uw account is klaar" in response.content.decode()
    user = User.objects.get(email=EMAIL)
    assert [(lid.regio.regiocode, lid.rol) for lid in user.lidmaatschappen.all()] == [("GR", "coordinator")]
    assert client.login(email=EMAIL, password=NEW["wachtwoord"])


@pytest.mark.django_db
def test_the_token_is_nowhere_in_the_table_of_invitations(invite, link):
    invitation = invite()

    token = link(EMAIL).split("/")[2]

    assert len(token) >= 43
    assert token not in str(Uitnodiging.objects.filter(pk=invitation.pk).values().get())


@pytest.mark.django_db
def test_looking_at_the_link_consumes_nothing(client, invite, link):
    invite()

    for _ in range(3):
        assert client.get(link(EMAIL)).status_code == 200
    client.head(link(EMAIL))

    assert not User.objects.filter(email=EMAIL).exists()
    assert Uitnodiging.objects.get().aanvaard_op is None


@pytest.mark.django_db
def test_a_link_works_once(client, invite, link):
    invite()
    path = link(EMAIL)
    client.post(path, NEW)

    again = client.post(path, {"naam": "Iemand Anders", "wachtwoord": "heel iets anders dan toen"})

    assert again.status_code == 410
    assert authenticate(None, email=EMAIL, password="heel iets anders dan toen") is None
    assert Lidmaatschap.objects.filter(user__email=EMAIL).count() == 1


@pytest.mark.django_db
def test_an_expired_link_does_nothing(client, invite, link):
    invite()
    Uitnodiging.objects.update(vervalt_op=timezone.now())

    assert client.get(link(EMAIL)).status_code == 410
    assert client.post(link(EMAIL), NEW).status_code == 410
    assert not User.objects.filter(email=EMAIL).exists()


@pytest.mark.django_db
def test_a_link_lasts_a_week(invite):
    invitation = invite()

    assert invitation.is_open(invitation.verstuurd_op + timedelta(days=7, seconds=-1))
    assert not invitation.is_open(invitation.verstuurd_op + timedelta(days=7))


@pytest.mark.django_db
def test_a_withdrawn_link_does_nothing(client, invite, link, beheerder):
    invitation = invite()
    client.force_login(beheerder)
    client.post(f"/beheer/uitnodigingen/{invitation.code}/intrekken/", {"once": new_key()})
    client.logout()

    assert client.post(link(EMAIL), NEW).status_code == 410
    assert not User.objects.filter(email=EMAIL).exists()


@pytest.mark.django_db
def test_sending_again_makes_the_old_link_worthless(client, invite, link, beheerder):
    invitation = invite()
    old = link(EMAIL)
    client.force_login(beheerder)
    client.post(f"/beheer/uitnodigingen/{invitation.code}/opnieuw/", {"once": new_key()})
    client.logout()

    assert client.post(old, NEW).status_code == 410
    assert link(EMAIL) != old
    assert client.post(link(EMAIL), NEW).status_code == 303


@pytest.mark.django_db
def test_an_unknown_token_is_answered_like_an_old_one(client, invite, link):
    invite()
    Uitnodiging.objects.update(vervalt_op=timezone.now())

    unknown, old = client.get("/uitnodiging/nooit-bestaan/"), client.get(link(EMAIL))

    assert unknown.status_code == old.status_code == 410
    assert _main(unknown) == _main(old)


def _main(response) -> str:
    return response.content.decode().partition("<main")[2]


@pytest.mark.django_db
def test_somebody_else_cannot_accept_with_a_forwarded_link(client, invite, link, andere_regio):
    invite()
    client.force_login(andere_regio)

    response = client.post(link(EMAIL))

    assert "voor een ander e-mailadres" in response.content.decode()
    assert {lid.regio.regiocode for lid in andere_regio.lidmaatschappen.all()} == {"FR"}
    assert Uitnodiging.objects.get().aanvaard_op is None


@pytest.mark.django_db
def test_the_owner_of_an_account_signs_in_to_accept(client, invite, link, andere_regio):
    invite(email=andere_regio.email)
    path = link(andere_regio.email)

    assert "Log in om de uitnodiging te aanvaarden" in client.get(path).content.decode()
    assert "Log in om" in client.post(path, NEW).content.decode()  # no new password by way of an invitation
    client.force_login(andere_regio)
    assert client.post(path).status_code == 303

    andere_regio.refresh_from_db()
    assert andere_regio.check_password("een goed wachtwoord")
    assert {lid.regio.regiocode for lid in andere_regio.lidmaatschappen.all()} == {"FR", "GR"}


@pytest.mark.django_db
def test_what_is_posted_cannot_change_what_was_promised(client, invite, link):
    invite(rol="programmamanager")

    client.post(link(EMAIL), {**NEW, "rol": "beheerder", "email": "ander@voorbeeld.test", "rechten": "catalogusbeheer"})

    lid = Lidmaatschap.objects.get(user__email=EMAIL)
    assert (lid.rol, lid.rechten) == ("programmamanager", [])
    assert not User.objects.filter(email="ander@voorbeeld.test").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wachtwoord", "sentence"),
    [
        ("kort", "minstens 12 tekens"),
        ("nieuw@voorbeeld.test", "minder lijkt op uw naam"),
        ("Nieuwe Collega", "minder lijkt op uw naam"),
        ("1qaz2wsx3edc", "te vaak gebruikt"),
        ("", "Kies een wachtwoord."),
    ],
)
def test_a_weak_password_is_refused_and_the_link_stays_good(client, invite, link, wachtwoord, sentence):
    invite()

    response = client.post(link(EMAIL), {"naam": "Nieuwe Collega", "wachtwoord": wachtwoord})

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert Uitnodiging.objects.get().aanvaard_op is None


@pytest.mark.django_db
def test_the_role_decides_which_organisation_and_rights_fit(groningen, beheerder, noorderpoort, bakkerij):
    def refused(rol, organisatie, rechten=()):
        with pytest.raises(uitnodigen.UitnodigingGeweigerd):
            uitnodigen.uitnodigen(
                email=EMAIL,
                naam="X",
                regio=groningen,
                rol=rol,
                organisatie=organisatie,
                rechten=list(rechten),
                by=beheerder,
                at=timezone.now(),
            )

    refused(Rol.SCHOOL, None)
    refused(Rol.SCHOOL, bakkerij)
    refused(Rol.COORDINATOR, noorderpoort)
    refused(Rol.SCHOOL, noorderpoort, [Recht.VASTSTELLEN])
    refused(Rol.BEHEERDER, None, [Recht.CATALOGUSBEHEER])
    assert not Uitnodiging.objects.exists()


@pytest.mark.django_db
def test_the_form_does_not_know_the_leerbedrijven_of_another_regio(client, invite, friesland):
    elsewhere = OrganisatieFactory(leerbedrijf=True, regio=friesland)

    with pytest.raises(Uitnodiging.DoesNotExist):
        invite(rol="werkgever", organisatie=str(elsewhere.code))


@pytest.mark.django_db
def test_inviting_twice_replaces_the_invitation_and_inviting_a_member_is_refused(client, beheerder, coordinator, invite):
    invite()
    client.force_login(beheerder)
    form = {"naam": "Nieuwe Collega", "email": EMAIL.upper(), "rol": "coordinator", "once": new_key()}
    client.post("/beheer/leden/uitnodigen/", form)
    member = client.post("/beheer/leden/uitnodigen/", form | {"email": coordinator.email, "once": new_key()})

    assert Uitnodiging.objects.count() == 1
    assert Bericht.objects.filter(aan=EMAIL).count() == 2
    assert "heeft deze rol al" in member.content.decode()


@pytest.mark.django_db
def test_a_closed_account_opens_again_by_a_new_invitation_with_a_new_password(client, invite, link):
    user = UserFactory(email=EMAIL, is_active=False)
    invite()

    client.post(link(EMAIL), NEW)

    user.refresh_from_db()
    assert user.is_active and user.check_password(NEW["wachtwoord"])


def _accept_20_times(path: str) -> list[int]:
    def accept() -> int:
        return Client().post(path, NEW).status_code

    return at_once([accept] * 20)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_accept_at_once_one_succeeds(invite, link):
    invite()

    answers = _accept_20_times(link(EMAIL))

    assert answers.count(303) == 1
    assert Lidmaatschap.objects.filter(user__email=EMAIL).count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_looking_first_and_writing_later_lets_several_succeed(invite, link):
    """The same twenty without M02's defence: each has looked before the first one writes."""
    invite()
    token = link(EMAIL).split("/")[2]
    all_looked = Barrier(20)

    def careless() -> bool:
        row = uitnodigen.find(token, at=timezone.now())
        all_looked.wait(timeout=30)
        return bool(row and Uitnodiging.objects.filter(pk=row.pk).update(aanvaard_op=timezone.now()))

    assert at_once([careless] * 20).count(True) == 20


@pytest.fixture
def invite_outside(invite, noorderpoort):
    return lambda: invite(rol="school", organisatie=str(noorderpoort.code))


@pytest.mark.django_db
def test_somebody_from_outside_needs_no_password_and_is_in_at_once(client, invite_outside, link):
    invite_outside()
    page = client.get(link(EMAIL)).content.decode()
    before = client.session.session_key

    response = client.post(link(EMAIL), {"naam": "Nieuwe Docent", "wachtwoord": ""})

    user = User.objects.get(email=EMAIL)
    assert "(niet verplicht)" in page and "code die u per e-mail krijgt" in page
    assert response.url == "/"
    assert client.session["_auth_user_id"] == str(user.pk) and client.session.session_key != before
    assert not user.has_usable_password()
    assert authenticate(None, email=EMAIL, password="") is None


@pytest.mark.django_db
def test_somebody_from_outside_may_choose_a_password(client, invite_outside, link):
    invite_outside()
    refused = client.post(link(EMAIL), {**NEW, "wachtwoord": "kort"})
    assert "minstens 12 tekens" in refused.content.decode()

    client.post(link(EMAIL), NEW)

    assert User.objects.get(email=EMAIL).check_password(NEW["wachtwoord"])


@pytest.mark.django_db
def test_an_old_password_does_not_come_back_to_life(client, invite_outside, link):
    UserFactory(email=EMAIL, is_active=False)
    invite_outside()

    client.post(link(EMAIL), {"naam": "Nieuwe Docent", "wachtwoord": ""})

    assert not User.objects.get(email=EMAIL).has_usable_password()


@pytest.mark.django_db
def test_looking_at_a_link_signs_nobody_in_and_a_used_one_neither(client, invite_outside, link):
    invite_outside()
    path = link(EMAIL)
    client.get(path)
    assert "_auth_user_id" not in client.session
    Client().post(path, NEW)

    assert client.post(path, NEW).status_code == 410
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
@pytest.mark.parametrize("rol", ["coordinator", "begeleider", "beheerder", "programmamanager"])
def test_staff_choose_a_password_and_show_that_they_know_it(client, invite, link, rol):
    invite(rol=rol)

    refused = client.post(link(EMAIL), {**NEW, "wachtwoord": ""})
    accepted = client.post(link(EMAIL), NEW)

    assert "Kies een wachtwoord." in refused.content.decode()
    assert accepted.url == "/inloggen/"
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_control_a_rule_that_asks_nobody_for_a_password_is_noticed(client, invite, link, monkeypatch):
    monkeypatch.setattr(uitnodigen, "needs_password", lambda uitnodiging: False)
    invite()

    client.post(link(EMAIL), {**NEW, "wachtwoord": ""})

    assert "_auth_user_id" in client.session
