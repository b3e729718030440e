"""Whether what was promised gets done: in words for a beheerder, in numbers for a monitor (issue 5)."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Rol
from basis.models import OutboxRow
from berichten import stand
from berichten.models import Bericht, Status
from berichten.post import verstuur
from praktijkleren import lokaal
from tests.personen import iemand

pytestmark = pytest.mark.django_db
MINUUT = timedelta(minutes=1)


def mail(sleutel: str = "een") -> Bericht:
    context = {"zin": "Er is iets veranderd.", "advies": "Kijk dan", "link": f"{settings.SITE_URL}/"}
    with transaction.atomic():
        return verstuur(
            aan="a@voorbeeld.test", onderwerp="O", template="accounts/mail/wijziging.txt", context=context, sleutel=sleutel
        )


def nu(**later) -> stand.Stand:
    return stand.stand(at=timezone.now() + timedelta(**later))


@pytest.fixture
def beheer(client):
    client.force_login(iemand("Bas Beheer", Rol.BEHEERDER))
    return client


def test_with_nothing_to_do_all_goes_by_itself(beheer):
    assert nu().is_goed and nu().zinnen() == []

    assert "Alles gaat vanzelf." in beheer.get(reverse("trajecten:verzenden")).content.decode()
    answer = beheer.get(reverse("gezondheid"))
    assert (answer.status_code, answer.json()["oudste_bericht_seconden"]) == (200, 0)


def test_work_that_nobody_takes_up_is_told_after_three_minutes():
    mail()

    assert nu(minutes=2).is_goed
    late = nu(minutes=5)
    assert not late.is_goed and "Er is al 5 minuten niets verwerkt" in late.zinnen()[0]


def test_a_long_queue_of_which_somebody_does_one_now_is_no_dead_worker():
    mail("een")
    mail("twee")
    at = timezone.now() + 5 * MINUUT
    first = OutboxRow.objects.filter(soort="mail").earliest("pk")

    OutboxRow.objects.filter(pk=first.pk).update(claimed_until=at + MINUUT)
    assert stand.stand(at=at).is_goed
    OutboxRow.objects.filter(pk=first.pk).update(claimed_until=at - MINUUT)  # and dies
    assert not stand.stand(at=at).is_goed


def test_a_mail_server_that_takes_nothing_is_told_with_its_reason(beheer):
    bericht = mail()
    Bericht.objects.filter(pk=bericht.pk).update(gemaakt_op=timezone.now() - 40 * MINUUT)
    OutboxRow.objects.filter(soort="mail").update(
        attempts=3, last_error="ConnectionRefusedError", available_at=timezone.now() + 5 * MINUUT
    )

    words = beheer.get(reverse("trajecten:verzenden")).content.decode()

    assert "De oudste mail wacht al 40 minuten." in words and "ConnectionRefusedError" in words
    assert "niets verwerkt" not in words  # the worker is busy trying
    answer = beheer.get(reverse("gezondheid"))
    assert answer.status_code == 503 and answer.json()["oudste_bericht_seconden"] >= 2400


def test_work_in_hand_is_not_work_that_stands_still():
    mail()
    OutboxRow.objects.update(claimed_until=timezone.now() + 20 * MINUUT)

    assert nu(minutes=10).werk is None


def test_a_broker_that_is_gone_is_told_within_two_seconds(settings):
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{lokaal.free_port()}/0"
    started = timezone.now()

    found = nu()

    assert timezone.now() - started < timedelta(seconds=2)
    assert not found.makelaar and "Valkey" in found.zinnen()[0]


def test_mails_that_came_back_are_counted_for_a_week():
    bericht = mail()
    Bericht.objects.filter(pk=bericht.pk).update(status=Status.MISLUKT, tekst="", html="")

    assert (nu().teruggekomen, nu(days=8).teruggekomen) == (1, 0)


def test_the_numbers_name_nobody(client):
    bericht = mail()

    answer = client.get(reverse("gezondheid")).content.decode()

    assert bericht.aan not in answer and set(client.get(reverse("gezondheid")).json()) == {
        "oudste_werk_seconden",
        "oudste_bericht_seconden",
        "wachtende_berichten",
        "makelaar",
    }


@pytest.mark.parametrize("rol", [Rol.COORDINATOR, Rol.BEGELEIDER, Rol.PROGRAMMAMANAGER])
def test_the_page_is_the_beheerders(client, rol):
    client.force_login(iemand("Iemand Anders", rol))

    assert client.get(reverse("trajecten:verzenden")).status_code == 403
