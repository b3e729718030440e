"""Reminders as people see them: timeline, inbox and what will go out; and two runs at once (issue 5)."""

from datetime import date

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Recht, Rol
from basis.once import new_key
from berichten.models import Bericht
from tests.parallel import at_once
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.herinneringen.hulp import DAG, MAANDAG, loop, om, termijn
from trajecten import termijnen, termijnrijen, tijdlijn
from trajecten.herinneringen import plannen
from trajecten.herinneringen.vooruit import komende
from trajecten.models import Herinnering, Termijn, Traject
from trajecten.regels import Status

pytestmark = pytest.mark.django_db
S = Status


# --- what is seen of it --------------------------------------------------------------------------------------------------------


def test_every_mail_stands_in_the_timeline_with_what_became_of_it(traject, jolanda):
    termijn(traject)
    loop(MAANDAG)

    (line,) = [line for line in tijdlijn.regels(traject, []) if line.titel.startswith("Herinnering")]
    assert line.titel == "Herinnering gestuurd: eindbeoordeling"
    assert line.details == [["Aan", "Jolanda Smit"], ["Mail", "wordt verstuurd"]]


def test_one_that_was_switched_off_is_not_told(w, traject, jolanda):
    row = termijn(traject)
    row.overgeslagen.create(
        moment=termijnen.momenten(termijnrijen.als_open(row))[1], reden="Op vakantie", door=w.coordinator, at=om(MAANDAG)
    )

    loop(MAANDAG)

    assert not row.herinneringen.exists()


# --- the inbox -----------------------------------------------------------------------------------------------------------------


def test_the_inbox_has_what_one_person_was_told_and_a_count_in_the_menu(client, w, traject, jolanda):
    row = termijn(traject)
    loop(MAANDAG, 6)  # before any mail
    client.force_login(jolanda)

    shown = client.get(reverse("trajecten:meldingen"))

    words = shown.content.decode()
    assert "Eindbeoordeling" in words and traject.nummer in words and "Nieuw" in words
    assert reverse("portaal:plaatsing", args=[traject.plaatsing.code]) in words
    assert traject.deelnemer.achternaam not in words
    assert next(item for item in shown.context["menu"] if item["label"] == "Meldingen")["count"] == 1
    client.post(reverse("trajecten:meldingen_gelezen"), {"once": new_key(), "tot": shown.context["tot"]})
    assert row.herinneringen.get().gelezen_at
    assert "Nieuw" not in client.get(reverse("trajecten:meldingen")).content.decode()


def test_what_came_after_the_page_was_shown_stays_new(client, w, traject):
    client.force_login(w.coordinator)
    first = termijn(traject, "einddatum")
    plannen.plan(traject.pk, on=MAANDAG, at=om(MAANDAG, 8))
    later = termijn(traject, "doorlooptijd")
    plannen.plan(traject.pk, on=MAANDAG, at=om(MAANDAG, 10))

    client.post(reverse("trajecten:meldingen_gelezen"), {"once": new_key(), "tot": om(MAANDAG).isoformat()})

    assert first.herinneringen.get().gelezen_at and later.herinneringen.get().gelezen_at is None
    for nonsense in ("", "gisteren", "2026-05-11T09:00:00", "2026-02-30T09:00:00+00:00", "2026-05-11T09:00:00+99:00"):
        answer = client.post(reverse("trajecten:meldingen_gelezen"), {"once": new_key(), "tot": nonsense})
        assert answer["Location"] == reverse("trajecten:meldingen")
    assert later.herinneringen.get().gelezen_at is None


def test_what_is_done_leads_nowhere_and_says_so(client, w, traject):
    row = termijn(traject, "einddatum")
    loop(MAANDAG)
    Termijn.objects.filter(pk=row.pk).update(vervuld_op=MAANDAG)
    client.force_login(w.coordinator)

    words = client.get(reverse("trajecten:meldingen")).content.decode()

    assert "Gedaan" in words and traject.get_absolute_url() not in words


def test_the_inbox_takes_as_many_queries_for_one_as_for_many(client, w, traject):
    client.force_login(w.coordinator)
    termijn(traject, "einddatum")
    loop(MAANDAG)
    client.get(reverse("trajecten:meldingen"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("trajecten:meldingen"))
    for n in range(4):
        other = leven.in_status(w, S.LOPEND)
        termijn(other, "einddatum", op=MAANDAG - n * DAG)
    loop(MAANDAG)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("trajecten:meldingen"))

    assert len(many) == len(one)


# --- what will go out ------------------------------------------------------------------------------------------------------------


def vooruit(client, w, on: date = MAANDAG) -> str:
    with time_machine.travel(om(on)):
        client.force_login(w.coordinator)
        return client.get(reverse("trajecten:herinneringen")).content.decode()


def test_the_preview_shows_what_the_engine_then_sends(client, w, traject, jolanda):
    row = termijn(traject, op=MAANDAG + 7 * DAG, ontstaan_op=MAANDAG, kijk_op=MAANDAG)
    assert "Jolanda Smit" in vooruit(client, w)
    shown = [(v.termijn.pk, v.moment) for v in komende(w.regio, Traject.objects.all(), on=MAANDAG) if v.termijn.pk == row.pk]

    for n in range(15):
        loop(MAANDAG + n * DAG)

    assert shown and shown == [(row.pk, h.moment) for h in row.herinneringen.order_by("moment")]


def test_one_can_be_switched_off_with_a_reason_and_only_that_one(client, w, traject, jolanda):
    row = termijn(traject, op=MAANDAG + 7 * DAG, ontstaan_op=MAANDAG, kijk_op=MAANDAG)
    first, second, *_ = termijnen.momenten(termijnrijen.als_open(row))
    with time_machine.travel(om(MAANDAG)):
        client.force_login(w.coordinator)
        url = reverse("trajecten:herinnering_uit", args=[row.code, first.isoformat()])
        assert "Vul dit veld in" in client.post(url, {"once": new_key(), "reden": ""}).content.decode()

        answer = client.post(url, {"once": new_key(), "reden": "Ik bel vandaag zelf"})

    assert answer.status_code == 303
    assert "Uitgezet: Ik bel vandaag zelf" in vooruit(client, w)
    for n in range(30):
        loop(MAANDAG + n * DAG)
    assert [h.moment for h in row.herinneringen.order_by("moment")][0] == second
    line = traject.gebeurtenissen.get(soort="herinnering_overgeslagen")
    assert line.reden == "Ik bel vandaag zelf"


def test_what_went_out_cannot_be_switched_off(client, w, traject, jolanda):
    row = termijn(traject)
    loop(MAANDAG)
    day = row.herinneringen.get().moment
    with time_machine.travel(om(MAANDAG, 12)):
        client.force_login(w.coordinator)
        url = reverse("trajecten:herinnering_uit", args=[row.code, day.isoformat()])

        answer = client.post(url, {"once": new_key(), "reden": "Te laat"})
        nonsense = client.get(reverse("trajecten:herinnering_uit", args=[row.code, "morgen"]))

    assert "al verstuurd of niet meer nodig" in answer.content.decode()
    assert not row.overgeslagen.exists()
    assert nonsense.status_code == 404


def test_the_preview_takes_as_many_queries_for_one_as_for_many(client, w, traject, jolanda):
    termijn(traject, op=MAANDAG + 7 * DAG, kijk_op=MAANDAG)
    vooruit(client, w)
    with CaptureQueriesContext(connection) as one:
        vooruit(client, w)
    for n in range(4):
        termijn(leven.in_status(w, S.LOPEND), op=MAANDAG + (n + 5) * DAG, kijk_op=MAANDAG)
    with CaptureQueriesContext(connection) as many:
        vooruit(client, w)

    assert len(many) == len(one)


# --- two at once -----------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_many_runs_at_once_tell_everybody_once():
    """P7; the control is the constraint `herinnering_een_keer`, tested by name, and the key of a mail."""
    w = leven.wereld()
    iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.BEGELEIDEN])
    with transaction.atomic():
        made = [leven.in_status(w, S.LOPEND) for _ in range(6)]
    rows = [termijn(traject) for traject in made]

    results = at_once([lambda: loop(MAANDAG)] * 8)

    assert sum(results) == 1
    assert [row.herinneringen.count() for row in rows] == [1] * 6
    (mail,) = Bericht.objects.all()
    for told in Herinnering.objects.filter(termijn__in=rows):
        assert (told.bericht == mail) == (told.termijn.traject.nummer in mail.tekst)  # nothing counts as told that was not
    left = Herinnering.objects.filter(bericht=None).exists()  # planned by another run while this mail was written
    assert loop(MAANDAG + DAG) == int(left)
