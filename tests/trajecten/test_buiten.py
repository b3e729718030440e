"""What a dossier tells of its leerbedrijf and school: who can sign in, who was here, how fast they answer."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from accounts import uitnodigen
from accounts.models import Lidmaatschap, Recht, Rol, Uitnodiging, User
from tests.personen import LidmaatschapFactory, RegioFactory, iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.conftest import on_a_monday
from tests.trajecten.overgangen.hulp import VANDAAG, text
from trajecten import buiten, reactietijd
from trajecten.models import Betrokkene, Beurt, Plaatsing
from trajecten.reactietijd import Reactietijd
from trajecten.regels import Partij, Status

__all__ = ["on_a_monday"]
pytestmark = pytest.mark.django_db
S, P = Status, Partij
NU = datetime(2026, 5, 11, 8, tzinfo=UTC)


@pytest.fixture
def traject(w):
    return leven.naar(w, S.LOPEND)


def van(traject, partij: Partij = P.LEERBEDRIJF) -> buiten.Buitenpartij:
    return next(row for row in buiten.van(traject.plaatsing, on=VANDAAG, at=NU) if row.partij == partij)


def nodig_uit(w, email: str, *, at: datetime = NU, **anders) -> Uitnodiging:
    whom = {"rol": Rol.WERKGEVER, "organisatie": w.leerbedrijf.organisatie, "rechten": []} | anders
    return uitnodigen.uitnodigen(email=email, naam="Nina Nieuw", regio=w.regio, by=w.coordinator, at=at, **whom)


def beurten(traject, *dagen: int, partij: Partij = P.LEERBEDRIJF) -> None:
    for n in dagen:
        Beurt.objects.create(traject=traject, partij=partij, sinds=VANDAAG - timedelta(days=n), tot=VANDAAG)


# --- who can sign in ---------------------------------------------------------------------------------------------------


def test_people_who_can_sign_in_are_counted_per_party_and_only_here_and_now(w, traject):
    elsewhere = RegioFactory(regiocode="FR")
    for n in range(2):
        iemand(f"Persoon {n}", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie)
    gone = iemand("Weg", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie)
    Lidmaatschap.objects.filter(user=gone).update(tot=VANDAAG - timedelta(days=1))
    LidmaatschapFactory(user=iemand("Bea", Rol.BEHEERDER), regio=elsewhere, rol=Rol.SCHOOL, organisatie=w.school)

    assert (van(traject).mensen, van(traject, P.SCHOOL).mensen) == (2, 0)


def test_invitations_are_told_apart_by_whether_they_still_work(w, traject):
    nodig_uit(w, "een@voorbeeld.test")
    nodig_uit(w, "twee@voorbeeld.test", at=NU - timedelta(days=30))
    withdrawn = nodig_uit(w, "drie@voorbeeld.test")
    uitnodigen.intrekken(withdrawn, at=NU)
    nodig_uit(w, "vier@voorbeeld.test", rol=Rol.SCHOOL, organisatie=w.school)

    row, school = van(traject), van(traject, P.SCHOOL)

    assert (row.verstuurd, row.verlopen) == (1, 1)
    assert (school.verstuurd, school.verlopen) == (1, 0)


# --- last seen ---------------------------------------------------------------------------------------------------------


def test_who_was_here_last_is_kept_once_in_ten_minutes(client, w, traject):
    user = iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie)
    client.force_login(user)
    url = reverse("portaal:thuis")

    def seen_at(minutes: int) -> datetime:
        with time_machine.travel(NU + timedelta(minutes=minutes), tick=False):
            client.get(url)
        return User.objects.get(pk=user.pk).gezien_at

    assert seen_at(0) == NU
    assert seen_at(9) == NU, "within ten minutes nothing is written"
    assert seen_at(10) == NU + timedelta(minutes=10)
    assert van(traject).gezien == NU + timedelta(minutes=10)


def test_a_page_that_only_asks_how_long_there_is_is_no_sign_of_life(client, w):
    user = iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie)
    client.force_login(user)

    client.get(reverse("accounts:sessie_over"))
    client.post(reverse("accounts:sessie_bewaren"))

    assert User.objects.get(pk=user.pk).gezien_at is None


@pytest.mark.parametrize("rol", [Rol.COORDINATOR, Rol.BEGELEIDER, Rol.BEHEERDER])
def test_of_colleagues_it_is_not_kept(client, groningen, rol):
    user = iemand("Collega", rol)
    client.force_login(user)

    client.get(reverse("accounts:beveiliging"))

    assert User.objects.get(pk=user.pk).gezien_at is None


def test_the_page_of_who_works_there_tells_it_too(client, page, w):
    user = iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie)
    User.objects.filter(pk=user.pk).update(last_login=NU - timedelta(days=9), gezien_at=NU - timedelta(days=3))
    iemand("Nog Nooit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie)

    shown = text(page.get(reverse("accounts:mensen", args=[w.leerbedrijf.organisatie.code])))

    assert "Laatst gezien op 8 mei 2026" in shown and "Nog niet ingelogd" in shown


# --- how fast they answer ----------------------------------------------------------------------------------------------


def test_from_three_closed_turns_on_the_median_is_told(w):
    traject = leven.naar(w, S.MATCHING)
    leven._matchen(w, traject, VANDAAG)
    Beurt.objects.filter(traject=traject, partij=P.LEERBEDRIJF).delete()
    bedrijf = w.leerbedrijf.organisatie

    beurten(traject, 2, 30)
    assert reactietijd.van(w.regio, P.LEERBEDRIJF, bedrijf) == Reactietijd(None, 2)
    beurten(traject, 5)
    assert reactietijd.van(w.regio, P.LEERBEDRIJF, bedrijf) == Reactietijd(5, 3)


def test_open_turns_other_parties_and_other_organisations_do_not_count(w, traject):
    before = reactietijd.van(w.regio, P.LEERBEDRIJF, w.leerbedrijf.organisatie).aantal
    traject.beurten.filter(tot=None).update(partij=P.LEERBEDRIJF)
    beurten(traject, 9, 9, 9, partij=P.SCHOOL)
    other = leven.wereld("FR")
    beurten(leven.naar(other, S.LOPEND), 9, 9, 9)

    assert reactietijd.van(w.regio, P.LEERBEDRIJF, w.leerbedrijf.organisatie).aantal == before


def test_a_traject_that_was_at_two_leerbedrijven_says_nothing_of_either(w, traject):
    beurten(traject, 1, 1, 1)
    assert reactietijd.van(w.regio, P.LEERBEDRIJF, w.leerbedrijf.organisatie).aantal >= 3, "control: alone it counts"
    other = leven.wereld("FR").leerbedrijf
    second = Plaatsing.objects.get(traject=traject)
    Plaatsing.objects.filter(traject=traject).update(huidig=False)
    second.pk, second._state.adding, second.code = None, True, uuid4()
    second.leerbedrijf, second.volgnummer, second.huidig = other, 2, True
    second.save()

    assert reactietijd.van(w.regio, P.LEERBEDRIJF, w.leerbedrijf.organisatie).aantal == 0


# --- on the dossier ----------------------------------------------------------------------------------------------------


def test_a_coordinator_reads_it_on_the_dossier_with_the_ways_on(page, w, traject):
    iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.BEGELEIDEN])
    nodig_uit(w, "twee@voorbeeld.test", at=NU - timedelta(days=30))

    shown = text(page.get(traject.get_absolute_url()))

    assert "1 persoon kan inloggen" in shown and "Nog nooit ingelogd" in shown and "1 verlopen" in shown
    assert "nog te weinig om te zeggen" in shown
    for organisatie in (w.leerbedrijf.organisatie, w.school):
        assert reverse("accounts:mensen", args=[organisatie.code]) in shown
    for partij in ("leerbedrijf", "school"):
        assert reverse(f"portaal:meekijken_{partij}", args=[traject.plaatsing.code]) in shown


def test_a_begeleider_and_a_dossier_without_plaatsing_have_none_of_it(client, page, w, traject):
    assert "portaal/meekijken" not in text(page.get(leven.naar(w, S.MATCHING, roepnaam="Bea", telefoon="050 1").get_absolute_url()))
    begeleider = iemand("Bo Begeleider", Rol.BEGELEIDER)
    Betrokkene.objects.create(traject=traject, user=begeleider, vanaf=leven.BEGIN)
    client.force_login(begeleider)

    shown = client.get(traject.get_absolute_url())

    assert shown.status_code == 200 and 'id="buiten"' not in text(shown)


def test_more_people_and_more_turns_ask_no_more_queries(w, traject, django_assert_num_queries):
    plaatsing = Plaatsing.objects.for_portaal().get(traject=traject)
    with django_assert_num_queries(4):
        buiten.van(plaatsing, on=VANDAAG, at=NU)
    for n in range(4):
        iemand(f"Persoon {n}", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie)
        nodig_uit(w, f"nieuw{n}@voorbeeld.test")
        beurten(traject, n)

    with django_assert_num_queries(4):
        buiten.van(plaatsing, on=VANDAAG, at=NU)
