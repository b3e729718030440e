"""How long one stays signed in, and that a closed account stops at once (M18, M21)."""

import pytest
from django.test import Client

from accounts.middleware import BEGAN, SEEN
from accounts.models import User

pytestmark = pytest.mark.django_db
MINUTE, HOUR = 60, 3600


def _page(client: Client) -> int:
    return client.get("/wachtwoord/wijzigen/").status_code


def _earlier(client: Client, *, began: int = 0, seen: int = 0) -> None:
    """As if the session began, or was last used, so many seconds earlier."""
    session = client.session
    session[BEGAN] -= began
    session[SEEN] -= seen
    session.save()


@pytest.fixture
def signed_in(client, request):
    def do(user: User) -> Client:
        client.force_login(user)
        assert _page(client) == 200
        return client

    return do


def test_half_an_hour_of_nothing_ends_the_session(signed_in, coordinator):
    client = signed_in(coordinator)
    _earlier(client, seen=30 * MINUTE - 20)
    assert _page(client) == 200

    _earlier(client, seen=30 * MINUTE)

    assert _page(client) == 302
    assert "Voor uw veiligheid bent u uitgelogd" in client.get("/inloggen/").content.decode()


@pytest.mark.parametrize("who", ["praktijkopleider", "school", "consulent"])
def test_people_from_outside_get_a_quarter_of_an_hour(signed_in, request, who):
    client = signed_in(request.getfixturevalue(who))
    _earlier(client, seen=15 * MINUTE)

    assert _page(client) == 302


def test_somebody_who_is_also_of_the_regio_gets_half_an_hour(signed_in, dubbelrol):
    client = signed_in(dubbelrol)
    _earlier(client, seen=15 * MINUTE)

    assert _page(client) == 200


def test_ten_hours_is_the_most_however_busy(signed_in, coordinator):
    client = signed_in(coordinator)
    _earlier(client, began=10 * HOUR - 20)
    assert _page(client) == 200

    _earlier(client, began=20)

    assert _page(client) == 302


def test_working_keeps_the_session_and_staying_signed_in_is_one_light_request(signed_in, coordinator):
    client = signed_in(coordinator)
    _earlier(client, seen=20 * MINUTE)
    assert client.get("/sessie/").status_code == 204
    _earlier(client, seen=20 * MINUTE)

    assert _page(client) == 200


def test_control_without_the_limits_an_old_session_goes_on(signed_in, coordinator, settings):
    client = signed_in(coordinator)
    _earlier(client, began=30 * HOUR, seen=30 * HOUR)
    settings.SESSION_IDLE_SECONDS = settings.SESSION_ABSOLUTE_SECONDS = 100 * HOUR

    assert _page(client) == 200


def test_a_closed_account_is_out_at_its_next_request(signed_in, coordinator):
    client = signed_in(coordinator)
    User.objects.filter(pk=coordinator.pk).update(is_active=False)

    assert _page(client) == 302
    assert client.get("/beheer/", headers={"HX-Request": "true"}).status_code == 401


def test_control_a_session_that_is_not_checked_against_the_account_goes_on(signed_in, coordinator, monkeypatch):
    client = signed_in(coordinator)
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    monkeypatch.setattr("allauth.account.auth_backends.AuthenticationBackend.user_can_authenticate", lambda self, user: True)

    assert _page(client) == 200


def test_an_ended_membership_is_out_at_the_next_request(signed_in, beheerder):
    client = signed_in(beheerder)
    assert client.get("/beheer/leden/").status_code == 200

    beheerder.lidmaatschappen.update(tot="2021-01-01")

    assert client.get("/beheer/leden/").status_code == 404
