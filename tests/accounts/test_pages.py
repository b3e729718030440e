"""Every page of accounts renders (an undefined variable fails), for whoever it is for."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", ["account_login", "account_reset_password", "account_reset_password_done", "account_reset_password_from_key_done"]
)
def test_the_signed_out_pages_render(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert "placeholder" not in response.content.decode()


@pytest.mark.parametrize("name", ["account_change_password", "account_logout"])
def test_the_signed_in_pages_of_allauth_render(client, coordinator, name):
    client.force_login(coordinator)

    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["beheer", "leden", "lid_uitnodigen", "regio", "organisaties", "organisatie_nieuw"])
def test_the_pages_of_a_beheerder_render(client, beheerder, consulent, name):
    client.force_login(beheerder)

    assert client.get(reverse(f"accounts:{name}")).status_code == 200


@pytest.mark.parametrize("name", ["lid", "lid_rechten", "lid_sluiten"])
def test_the_pages_of_one_member_render(client, beheerder, school, name):
    client.force_login(beheerder)

    assert client.get(reverse(f"accounts:{name}", args=[school.lidmaatschappen.get().code])).status_code == 200


def test_the_pages_of_a_coordinator_render(client, coordinator, school):
    client.force_login(coordinator)

    assert client.get(reverse("accounts:beheer")).status_code == 200
    assert client.get(reverse("accounts:mandaten")).status_code == 200
    assert client.get(reverse("accounts:mandaat_geven", args=[school.lidmaatschappen.get().code])).status_code == 200
