"""Before somebody's access ends the page says what would be left behind; a regio without a coordinator is seen (issue 5)."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from accounts.models import Afwezigheid, Lidmaatschap, Rol, User
from berichten.models import Bericht
from tests.personen import LidmaatschapFactory, iemand
from tests.trajecten import leven
from tests.trajecten.herinneringen.hulp import bundel
from tests.trajecten.overgangen.hulp import VANDAAG, post, text
from trajecten.herinneringen import plannen
from trajecten.models import Herinnering
from trajecten.overdracht import vertrek
from trajecten.regels import Partij, Status

pytestmark = pytest.mark.django_db
S = Status
DAG = timedelta(days=1)
NU = datetime.combine(VANDAAG, time(10), ZoneInfo("Europe/Amsterdam"))
EERST = "Draag eerst het werk over"
LAATSTE = "is de laatste coördinator van"
GEEN = "heeft geen coördinator"


@pytest.fixture
def page(client, beheerder):
    client.force_login(beheerder)
    return client


@pytest.fixture
def bram(w):
    """Handles two, has a part in one, and stands in once."""
    wie = iemand("Bram Oosterhuis", Rol.BEGELEIDER)
    for _ in range(2):
        leven.in_status(w, S.LOPEND, behandelaar=wie)
    leven.in_status(w, S.GESTOPT, behandelaar=wie)
    leven.in_status(w, S.LOPEND, behandelaar=w.coordinator).betrokkenen.create(user=wie, vanaf=VANDAAG)
    Afwezigheid.objects.create(user=w.coordinator, regio=w.regio, vervanger=wie, van=VANDAAG + DAG, tot=VANDAAG + DAG)
    return wie


def van(page, user: User, name: str) -> str:
    """A page of a beheerder about the first membership of somebody."""
    return text(page.get(reverse(f"accounts:{name}", args=[user.lidmaatschappen.first().code]))).partition("<main")[2]


def beheer(page) -> str:
    return text(page.get(reverse("accounts:beheer"))).partition("<main")[2]


@pytest.mark.parametrize("name", ["lid", "lid_sluiten"])
def test_before_the_end_it_says_how_many_and_offers_the_handing_over(page, bram, name):
    shown = van(page, bram, name)

    assert EERST in shown
    assert "is behandelaar van 2 open trajecten, werkt mee in 1 open traject en vervangt 1 keer een collega." in shown
    assert f"{reverse('trajecten:overdragen')}?van={bram.code}" in shown
    assert "Ana Sok" not in shown  # by number only: a beheerder knows no deelnemer


def test_of_another_regio_nothing_counts_and_of_who_has_nothing_nothing_is_said(page, w, bram):
    elders = leven.wereld("FR")
    hanneke = iemand("Hanneke Wierda", Rol.BEGELEIDER)
    LidmaatschapFactory(user=hanneke, regio=elders.regio, rol=Rol.BEGELEIDER)
    leven.in_status(elders, S.LOPEND, behandelaar=hanneke)

    assert EERST not in van(page, hanneke, "lid_sluiten")
    assert EERST not in van(page, iemand("Manager", Rol.PROGRAMMAMANAGER), "lid_sluiten")


def test_nothing_is_stopped_and_what_is_left_behind_is_seen_until_it_is_handed_over(page, w, bram):
    assert "van wie geen toegang meer heeft" not in beheer(page)

    post(page, reverse("accounts:lid_sluiten", args=[bram.lidmaatschappen.get().code]), {})

    bram.refresh_from_db()
    assert not bram.is_active
    assert "2 open trajecten van wie geen toegang meer heeft" in beheer(page)
    own = list(vertrek.verweesd(w.regio, on=VANDAAG))
    address = f"{reverse('trajecten:overdragen')}?van={bram.code}"
    response = post(page, address, {"naar": w.coordinator.code, "trajecten": [t.code for t in own]})
    assert response.status_code == 303
    assert "van wie geen toegang meer heeft" not in beheer(page)


def test_after_the_handing_over_the_page_of_this_person_says_nothing(page, w, bram):
    address = f"{reverse('trajecten:overdragen')}?van={bram.code}"
    form = page.get(address).context["form"]
    ticked = {name: form[name].value() for name in form.fields if name != "naar"}
    hanneke = iemand("Hanneke Wierda", Rol.BEGELEIDER)

    post(page, address, {"naar": hanneke.code, **ticked})

    shown = van(page, bram, "lid_sluiten")
    assert "behandelaar van" not in shown and "vervangt" not in shown
    assert "werkt mee in 1 open traject." in shown  # that is for a coordinator


@pytest.mark.parametrize("name", ["lid", "lid_sluiten"])
def test_before_the_last_coordinator_leaves_the_page_warns(page, w, name):
    assert LAATSTE in van(page, w.coordinator, name)

    iemand("Yusuf Demir", Rol.COORDINATOR)

    assert LAATSTE not in van(page, w.coordinator, name)


@pytest.mark.parametrize("ander", [{"regio": "FR"}, {"tot": VANDAAG - DAG}, {"vanaf": VANDAAG + DAG}])
def test_a_coordinator_elsewhere_or_on_other_days_is_none(page, w, ander):
    iemand("Yusuf Demir", Rol.COORDINATOR, **ander)

    assert LAATSTE in van(page, w.coordinator, "lid")


def test_a_regio_without_a_coordinator_is_seen_by_the_beheerder(page, w):
    assert GEEN not in beheer(page)

    post(page, reverse("accounts:lid_sluiten", args=[w.coordinator.lidmaatschappen.get().code]), {})

    shown = beheer(page)
    assert f"{w.regio} {GEEN}" in shown and reverse("accounts:lid_uitnodigen") in shown
    iemand("Nieuwe", Rol.COORDINATOR)
    assert GEEN not in beheer(page)


def test_without_a_coordinator_the_beheerder_is_told_by_number_only(page, w, beheerder):
    traject = leven.naar(w, S.LOPEND, roepnaam="Qsentinel", achternaam="Qachter")
    traject.termijnen.open().delete()
    since = VANDAAG - 60 * DAG
    rest = {"op": VANDAAG, "ontstaan_op": since, "kijk_op": VANDAAG}
    traject.termijnen.create(soort="einddatum", partij=Partij.COORDINATOR, **rest)
    Lidmaatschap.objects.filter(rol=Rol.COORDINATOR).update(tot=VANDAAG - DAG)

    plannen.plan(traject.pk, on=VANDAAG, at=NU)
    bundel(NU)

    assert Herinnering.objects.get().ontvanger == beheerder
    mail = Bericht.objects.get()
    assert mail.aan == beheerder.email and traject.nummer in mail.tekst
    told = text(page.get(reverse("trajecten:meldingen")))
    link = reverse("trajecten:behandelaar", args=[traject.code])
    assert traject.nummer in told and link in told
    pages = [mail.tekst, mail.onderwerp, told, text(page.get(link))]
    assert not any(word in words for word in ("Qsentinel", "Qachter") for words in pages)
