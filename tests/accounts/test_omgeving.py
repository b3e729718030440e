"""The menu, the regio switcher and where signing in leads."""

import pytest
from django.urls import reverse

from accounts import menu
from accounts.models import Rol
from accounts.permissions import RECHTEN
from tests.personen import LidmaatschapFactory, RegioFactory

pytestmark = pytest.mark.django_db


def _labels(response) -> list[str]:
    return [line["label"] for line in response.context["menu"]]


def test_every_line_of_the_menu_leads_somewhere():
    assert all(reverse(item.url_name) for item in [*menu._items.values(), *menu._bar.values()])


def test_a_coordinator_begins_at_vandaag_and_a_beheerder_at_beheer(client, coordinator, beheerder):
    client.force_login(coordinator)
    assert client.get("/").url == reverse("trajecten:vandaag")
    client.force_login(beheerder)
    assert client.get("/").url == reverse("accounts:beheer")


def test_a_role_without_screens_is_told_whom_to_call_and_nothing_else(client, groningen, programmamanager):
    groningen.telefoon, groningen.email = "050 123 45 67", "regio@voorbeeld.test"
    groningen.save()
    client.force_login(programmamanager)

    response = client.get("/")

    text = response.content.decode()
    assert "050 123 45 67" in text and "regio@voorbeeld.test" in text
    assert response.context["menu"] == [] and not response.context["zoek_url"]


def test_somebody_whose_access_ended_sees_no_regio(client, coordinator):
    coordinator.lidmaatschappen.update(tot="2020-02-01")
    client.force_login(coordinator)

    text = client.get("/").content.decode()

    assert "U hebt nu geen toegang" in text
    assert "Groningen" not in text


def test_the_menu_holds_what_the_role_allows(client, coordinator, beheerder):
    client.force_login(coordinator)
    assert _labels(client.get("/beheer/"))[:3] == ["Vandaag", "Meldingen", "Trajecten"]
    client.force_login(beheerder)
    assert "Trajecten" not in _labels(client.get("/beheer/"))


def test_one_line_of_the_menu_is_the_current_one(client, beheerder):
    client.force_login(beheerder)

    lines = client.get("/beheer/leden/").context["menu"]

    assert [line["label"] for line in lines if line["current"]] == ["Beheer"]


def test_the_regio_stands_in_the_address_for_whoever_has_several(client, beheerder, friesland):
    LidmaatschapFactory(user=beheerder, regio=friesland, rol=Rol.BEHEERDER)
    client.force_login(beheerder)

    page = client.get("/beheer/leden/?regio=GR")

    assert page.context["regio"].regiocode == "GR"
    assert [regio.regiocode for regio in page.context["regios"]] == ["FR", "GR"]
    assert all(line["url"].endswith("?regio=GR") for line in page.context["menu"])
    assert client.get("/?regio=FR").url == "/beheer/?regio=FR"


@pytest.mark.parametrize("regio", ["FR", "XX", "gr", "GR' OR 1=1", ""])
def test_a_regio_one_does_not_belong_to_is_unknown_whether_it_exists_or_not(client, beheerder, friesland, regio):
    client.force_login(beheerder)

    assert client.get("/beheer/leden/", {"regio": regio}).status_code == 404
    assert client.get("/", {"regio": regio}).status_code == 404


def test_a_role_in_one_regio_gives_nothing_in_another(client, coordinator, friesland):
    LidmaatschapFactory(user=coordinator, regio=friesland, rol=Rol.BEHEERDER)
    client.force_login(coordinator)

    assert client.get("/beheer/leden/?regio=FR").status_code == 200
    assert client.get("/beheer/leden/?regio=GR").status_code == 403


def test_the_number_of_queries_does_not_grow_with_regios(client, beheerder, django_assert_max_num_queries):
    for code in ("AA", "AB", "AC", "AD", "AE"):
        LidmaatschapFactory(user=beheerder, regio=RegioFactory(regiocode=code), rol=Rol.BEHEERDER)
    client.force_login(beheerder)
    client.get("/beheer/?regio=GR")  # the first page notes in the session when it began

    with django_assert_max_num_queries(6):  # session, user, lidmaatschappen, new meldingen; a coordinator? and work of who left?
        client.get("/beheer/?regio=GR")


def test_every_role_has_a_row_in_the_table_of_permissions():
    assert set(RECHTEN) == set(Rol)
