"""Who works at a leerbedrijf or a school in the portal: invited and let go by a coordinator or a colleague (domein §1; issue 4)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Lidmaatschap, Recht, Rol, Uitnodiging
from basis.dagen import now, today
from basis.once import new_key
from berichten.models import Bericht
from tests.personen import LidmaatschapFactory, OrganisatieFactory, iemand

pytestmark = pytest.mark.django_db
ALLES = [Recht.BEGELEIDEN, Recht.TEKENEN, Recht.UITNODIGEN]


@pytest.fixture
def baas(groningen, bakkerij):
    return iemand("Berta Baas", Rol.WERKGEVER, organisatie=bakkerij, rechten=ALLES)


def adres(naam, organisatie, **meer):
    return reverse(f"accounts:{naam}", kwargs={"code": organisatie.code, **meer})


def nodig_uit(client, organisatie, rechten=("begeleiden",), email="nieuw@voorbeeld.test"):
    data = {"once": new_key(), "naam": "Nina Nieuw", "email": email, "rechten": list(rechten)}
    return client.post(adres("mens_uitnodigen", organisatie), data)


def text(answer) -> str:
    return answer.content.decode()


def test_a_coordinator_invites_somebody_of_a_leerbedrijf_for_two_weeks(client, coordinator, bakkerij):
    client.force_login(coordinator)

    answer = nodig_uit(client, bakkerij, ["begeleiden", "tekenen"])

    assert answer.status_code == 303
    row = Uitnodiging.objects.get()
    assert (row.rol, row.organisatie, row.rechten, row.door) == (Rol.WERKGEVER, bakkerij, ["begeleiden", "tekenen"], coordinator)
    assert row.vervalt_op - row.verstuurd_op == timedelta(days=14)
    assert "14 dagen geldig" in Bericht.objects.get().tekst
    shown = text(client.get(answer["Location"]))
    assert "Nina Nieuw" in shown and "geldig tot en met" in shown


def test_a_coordinator_invites_somebody_of_a_school_but_the_mandate_comes_after(client, coordinator, noorderpoort):
    client.force_login(coordinator)

    page = client.get(adres("mens_uitnodigen", noorderpoort))
    refused = nodig_uit(client, noorderpoort, ["vaststellen"])

    assert "met het mandaat van de school" in text(page)
    assert refused.status_code == 200 and not Uitnodiging.objects.exists()
    assert nodig_uit(client, noorderpoort).status_code == 303


def test_a_colleague_invites_within_the_own_organisation_with_no_more_than_own_rights(client, groningen, bakkerij, fietsenmaker):
    who = iemand("Carla Contact", Rol.WERKGEVER, organisatie=bakkerij, rechten=[Recht.BEGELEIDEN, Recht.UITNODIGEN])
    client.force_login(who)

    assert "Mag tekenen" not in text(client.get(adres("mens_uitnodigen", bakkerij)))
    assert nodig_uit(client, bakkerij, ["tekenen"]).status_code == 200
    assert not Uitnodiging.objects.exists()
    assert nodig_uit(client, bakkerij, ["begeleiden"]).status_code == 303
    assert nodig_uit(client, fietsenmaker).status_code == 404


def test_who_may_not_invite_does_not_find_the_page(client, groningen, bakkerij, begeleider, beheerder):
    reader = iemand("Lees Mee", Rol.WERKGEVER, organisatie=bakkerij, rechten=[Recht.BEGELEIDEN])

    for who in (reader, begeleider, beheerder):
        client.force_login(who)
        assert client.get(adres("mensen", bakkerij)).status_code == 404
        assert nodig_uit(client, bakkerij).status_code == 404


def test_a_beheerder_who_is_also_of_one_leerbedrijf_manages_that_one_only(client, beheerder, groningen, bakkerij, fietsenmaker):
    LidmaatschapFactory(user=beheerder, regio=groningen, rol=Rol.WERKGEVER, organisatie=bakkerij, rechten=ALLES)
    client.force_login(beheerder)

    assert client.get(adres("mensen", bakkerij)).status_code == 200
    assert client.get(adres("mensen", fietsenmaker)).status_code == 404


def test_a_school_is_shared_but_its_people_are_of_one_regio(client, coordinator, andere_regio, school, noorderpoort):
    client.force_login(andere_regio)
    assert school.naam not in text(client.get(adres("mensen", noorderpoort)))

    client.force_login(coordinator)
    assert school.naam in text(client.get(adres("mensen", noorderpoort)))


def test_an_invitation_is_sent_again_and_withdrawn(client, coordinator, bakkerij):
    client.force_login(coordinator)
    nodig_uit(client, bakkerij)
    Uitnodiging.objects.update(vervalt_op=now() - timedelta(days=1))
    row = Uitnodiging.objects.get()
    assert "Verlopen op" in text(client.get(adres("mensen", bakkerij)))

    client.post(adres("mens_opnieuw", bakkerij, uitnodiging=row.code), {"once": new_key()})
    row.refresh_from_db()
    assert row.is_open(now()) and Bericht.objects.count() == 2

    client.post(adres("mens_intrekken", bakkerij, uitnodiging=row.code), {"once": new_key()})
    row.refresh_from_db()
    assert row.ingetrokken_op and row.naam not in text(client.get(adres("mensen", bakkerij)))


def test_an_invitation_of_another_organisation_is_not_found_here(client, baas, coordinator, bakkerij, fietsenmaker):
    client.force_login(coordinator)
    nodig_uit(client, fietsenmaker)
    row = Uitnodiging.objects.get()

    client.force_login(baas)
    answer = client.post(adres("mens_intrekken", bakkerij, uitnodiging=row.code), {"once": new_key()})

    assert answer.status_code == 404
    row.refresh_from_db()
    assert row.ingetrokken_op is None


def test_who_left_has_no_access_from_now_on_and_the_account_stays(client, baas, bakkerij, praktijkopleider):
    client.force_login(baas)
    lid = praktijkopleider.lidmaatschappen.get()

    answer = client.post(adres("mens_weg", bakkerij, lid=lid.code), {"once": new_key()})

    assert answer.status_code == 303
    praktijkopleider.refresh_from_db()
    assert praktijkopleider.is_active and praktijkopleider.lidmaatschappen_on(today()) == []


def test_the_last_one_who_may_invite_stays_until_somebody_else_may(client, baas, bakkerij, coordinator):
    client.force_login(baas)
    own = baas.lidmaatschappen.get()

    refused = client.post(adres("mens_weg", bakkerij, lid=own.code), {"once": new_key()}, follow=True)
    assert "de laatste die collega" in text(refused)
    assert Lidmaatschap.objects.geldig(on=today()).filter(pk=own.pk).exists()

    iemand("Tweede Baas", Rol.WERKGEVER, organisatie=bakkerij, rechten=ALLES)
    assert client.post(adres("mens_weg", bakkerij, lid=own.code), {"once": new_key()}).status_code == 303
    assert not Lidmaatschap.objects.geldig(on=today()).filter(pk=own.pk).exists()


def test_control_a_coordinator_may_end_the_last_one_too(client, baas, bakkerij, coordinator):
    client.force_login(coordinator)

    client.post(adres("mens_weg", bakkerij, lid=baas.lidmaatschappen.get().code), {"once": new_key()})

    assert not Lidmaatschap.objects.geldig(on=today()).filter(user=baas).exists()


def test_collegas_leads_to_the_own_organisation_or_lets_choose(client, baas, bakkerij, groningen, fietsenmaker):
    client.force_login(baas)
    assert client.get(reverse("accounts:collegas"))["Location"] == adres("mensen", bakkerij)

    LidmaatschapFactory(user=baas, regio=groningen, rol=Rol.WERKGEVER, organisatie=fietsenmaker, rechten=ALLES)
    shown = text(client.get(reverse("accounts:collegas")))
    assert str(bakkerij) in shown and str(fietsenmaker) in shown


def test_somebody_who_works_there_already_is_not_invited_again(client, coordinator, praktijkopleider, bakkerij):
    client.force_login(coordinator)

    answer = nodig_uit(client, bakkerij, email=praktijkopleider.email)

    assert "heeft deze rol al" in text(answer)


def test_an_organisation_of_another_kind_has_no_such_page(client, coordinator, groningen):
    uwv = OrganisatieFactory(regio=groningen, soort="uwv")
    client.force_login(coordinator)

    assert client.get(adres("mensen", uwv)).status_code == 404
