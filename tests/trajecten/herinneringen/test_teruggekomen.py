"""Who refused the last mail gets no other: somebody calls, until the address is another or takes one again (domein §8)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import Recht, Rol
from berichten import teruggekomen
from berichten.models import Bericht, Status
from berichten.teruggekomen import KOMT_TERUG
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.herinneringen.hulp import bundel
from trajecten import tijdlijn
from trajecten.herinneringen import plannen
from trajecten.models import Termijn, Traject
from trajecten.regels import Status as S
from werkgevers.models import Praktijkopleider

pytestmark = pytest.mark.django_db
MAANDAG = date(2026, 5, 11)
DAG = timedelta(days=1)


def om(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)


@pytest.fixture
def traject(w) -> Traject:
    Praktijkopleider.objects.update(email="opleider@voorbeeld.test")
    return leven.in_status(w, S.LOPEND)


@pytest.fixture
def row(traject) -> Termijn:
    """The leerbedrijf is asked; its moments are five working days before, on the day and five after."""
    days = {"op": MAANDAG, "ontstaan_op": MAANDAG - 60 * DAG, "kijk_op": MAANDAG}
    return traject.termijnen.create(soort="tussenevaluatie", partij="leerbedrijf", **days)


def mail(aan: str, status: Status, at: datetime, reden: str = "") -> Bericht:
    n = Bericht.objects.count()
    sent = at if status == Status.VERZONDEN else None
    return Bericht.objects.create(
        sleutel=f"m{n}",
        aan=aan,
        onderwerp="Taak",
        message_id=f"<m{n}@x>",
        status=status,
        reden=reden,
        gemaakt_op=at,
        verzonden_op=sent,
    )


def geweigerd(aan: str, at: datetime) -> Bericht:
    return mail(aan, Status.MISLUKT, at, "geweigerd (550)")


def loop(row: Termijn) -> list[str]:
    plannen.plan(row.traject_id, on=MAANDAG, at=om(MAANDAG))
    bundel(om(MAANDAG))
    return sorted(Bericht.objects.filter(gemaakt_op__gt=om(MAANDAG + DAG)).values_list("aan", flat=True))


def test_after_a_refusal_somebody_calls_and_no_other_mail_goes_there(w, row):
    geweigerd("opleider@voorbeeld.test", om(MAANDAG - 7 * DAG))

    assert loop(row) == [w.coordinator.email]

    (told,) = row.herinneringen.all()
    assert told.is_bel and told.ontvanger == w.coordinator


@pytest.mark.parametrize(
    "since",
    [
        lambda: mail("opleider@voorbeeld.test", Status.VERZONDEN, om(MAANDAG - DAG)),
        lambda: Praktijkopleider.objects.update(email="nieuw@voorbeeld.test"),
        lambda: Bericht.objects.update(gemaakt_op=om(MAANDAG - 31 * DAG)),
        lambda: Bericht.objects.update(reden="later (451)"),
    ],
)
def test_what_took_a_mail_since_or_is_another_address_gets_one(row, since):
    geweigerd("opleider@voorbeeld.test", om(MAANDAG - 7 * DAG))
    since()

    loop(row)

    (told,) = row.herinneringen.all()
    assert not told.is_bel and told.bericht


def test_who_has_an_account_finds_it_in_the_app_and_is_called(w, traject, row):
    boss = iemand("Berta Baas", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.BEGELEIDEN])
    geweigerd(boss.email, om(MAANDAG - 7 * DAG))

    assert loop(row) == [w.coordinator.email]

    found = {h.ontvanger: (h.is_bel, h.geen_mail) for h in row.herinneringen.all()}
    assert found == {boss: (False, KOMT_TERUG), w.coordinator: (True, "")}
    assert [["Aan", "Berta Baas"], ["Mail", KOMT_TERUG]] in [line.details for line in tijdlijn.regels(traject, [])]


def test_a_colleague_whose_mail_comes_back_is_told_in_the_app_only(w, traject):
    geweigerd(w.coordinator.email, om(MAANDAG - 7 * DAG))
    own = traject.termijnen.create(soort="einddatum", partij="coordinator", op=MAANDAG, ontstaan_op=MAANDAG, kijk_op=MAANDAG)

    assert loop(own) == []

    (told,) = own.herinneringen.all()
    assert (told.is_bel, told.geen_mail) == (False, KOMT_TERUG)


def test_of_many_addresses_it_is_one_question(django_assert_num_queries):
    for n in range(5):
        geweigerd(f"a{n}@voorbeeld.test", om(MAANDAG))

    with django_assert_num_queries(1):
        found = teruggekomen.adressen([f"a{n}@voorbeeld.test" for n in range(3)] + ["b@voorbeeld.test", ""], on=MAANDAG)

    assert found == {"a0@voorbeeld.test", "a1@voorbeeld.test", "a2@voorbeeld.test"}
