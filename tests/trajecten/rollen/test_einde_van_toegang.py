"""
Access ends by its date, over HTTP, on the day after the last: 404, as if the traject had never been (domein §1 and §7).

What a person may know but has no dossier of is 403, so that the two can be told apart.
"""

from datetime import timedelta

import pytest

from accounts.models import Lidmaatschap, Organisatie, Recht, Rol
from basis.dagen import add_months
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG
from trajecten.models import Plaatsing, Traject
from trajecten.regels import Status

pytestmark = pytest.mark.django_db
S = Status
DAG = timedelta(days=1)
LEZEN, KENNEN, WEG = 200, 403, 404


@pytest.fixture
def gemeente(w):
    return Organisatie.objects.create(soort="gemeente", naam="Gemeente Oldambt")


def vraag(client, user, traject) -> int:
    client.force_login(user)
    return client.get(traject.get_absolute_url()).status_code


def sluit(user, tot) -> None:
    Lidmaatschap.objects.filter(user=user).update(tot=tot)


@pytest.mark.parametrize(("tot", "antwoord"), [(None, LEZEN), (VANDAAG, LEZEN), (VANDAAG - DAG, WEG)])
def test_a_part_in_a_traject_through_its_last_day(client, w, tot, antwoord):
    wie, traject = iemand("Hanneke", Rol.BEGELEIDER), leven.in_status(w, S.LOPEND)
    traject.betrokkenen.create(user=wie, vanaf=VANDAAG - 5 * DAG, tot=tot)

    assert vraag(client, wie, traject) == antwoord


@pytest.mark.parametrize("rol", [Rol.COORDINATOR, Rol.BEGELEIDER])
@pytest.mark.parametrize(("tot", "antwoord"), [(VANDAAG, LEZEN), (VANDAAG - DAG, WEG)])
def test_a_membership_through_its_last_day_also_of_the_behandelaar(client, w, rol, tot, antwoord):
    wie = iemand("Hanneke", rol)
    traject = leven.in_status(w, S.LOPEND, behandelaar=wie)
    traject.betrokkenen.create(user=wie, vanaf=VANDAAG - 5 * DAG)
    sluit(wie, tot)

    assert vraag(client, wie, traject) == antwoord


def test_a_begeleider_who_is_taken_off_while_signed_in_is_out_at_the_next_page(client, w):
    wie = iemand("Hanneke", Rol.BEGELEIDER)
    traject = leven.in_status(w, S.LOPEND, behandelaar=wie)
    assert vraag(client, wie, traject) == LEZEN

    Traject.objects.filter(pk=traject.pk).update(behandelaar=w.coordinator)

    assert client.get(traject.get_absolute_url()).status_code == WEG


@pytest.mark.parametrize("status", [S.GESTOPT, S.NIET_GESTART])
@pytest.mark.parametrize(
    ("einde", "antwoord"), [(VANDAAG, KENNEN), (add_months(VANDAAG, -3), KENNEN), (add_months(VANDAAG, -3) - DAG, WEG)]
)
def test_a_consulent_until_three_months_after_the_end(client, w, gemeente, status, einde, antwoord):
    wie = iemand("Anita", Rol.CONSULENT, organisatie=gemeente)
    traject = leven.in_status(w, status, consulent=wie, aanmelder=gemeente, einde_op=einde)

    assert vraag(client, wie, traject) == antwoord
    assert (traject.nummer in client.get("/portaal/aanmeldingen/").content.decode()) is (antwoord == KENNEN)


def test_a_consulent_until_afsluiten(client, w, gemeente):
    wie = iemand("Anita", Rol.CONSULENT, organisatie=gemeente)
    own = {"consulent": wie, "aanmelder": gemeente}

    assert vraag(client, wie, leven.in_status(w, S.NAZORG, **own)) == KENNEN
    assert vraag(client, wie, leven.in_status(w, S.AFGESLOTEN, **own, einde_reden="", einde_op=VANDAAG)) == WEG


@pytest.mark.parametrize(("maanden", "rol"), [(3, Rol.WERKGEVER), (12, Rol.SCHOOL)])
@pytest.mark.parametrize(("later", "antwoord"), [(0, KENNEN), (1, WEG)])
def test_leerbedrijf_and_school_so_many_months_after_their_part(client, w, maanden, rol, later, antwoord):
    organisatie = w.leerbedrijf.organisatie if rol == Rol.WERKGEVER else w.school
    wie = iemand("Buiten", rol, organisatie=organisatie, rechten=[Recht.BEGELEIDEN])
    last = add_months(VANDAAG, -maanden) - later * DAG
    traject = leven.in_status(w, S.NAZORG, vastgesteld_op=last)
    Plaatsing.objects.filter(traject=traject).update(laatste_werkdag=last)

    assert vraag(client, wie, traject) == antwoord


def test_a_leerbedrijf_before_overeenkomst_knows_nothing(client, w):
    wie = iemand("Buiten", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.BEGELEIDEN])

    assert vraag(client, wie, leven.in_status(w, S.MATCHING)) == WEG


def test_a_role_that_ended_leaves_the_other_role_as_it_is(client, w, gemeente):
    """A begeleider who is also consulent keeps the aanmelding and loses the dossier."""
    wie = iemand("Beide", Rol.BEGELEIDER)
    Lidmaatschap.objects.create(user=wie, regio=w.regio, rol=Rol.CONSULENT, organisatie=gemeente, vanaf=VANDAAG - DAG)
    traject = leven.in_status(w, S.LOPEND, behandelaar=wie, consulent=wie, aanmelder=gemeente)
    assert vraag(client, wie, traject) == LEZEN

    Lidmaatschap.objects.filter(user=wie, rol=Rol.BEGELEIDER).update(tot=VANDAAG - DAG)

    assert vraag(client, wie, traject) == KENNEN
    assert traject.nummer in client.get("/portaal/aanmeldingen/").content.decode()
