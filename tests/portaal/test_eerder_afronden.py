"""The leerbedrijf says that somebody stops earlier, and goes on to the final assessment (domein §3, beoordeling_starten)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Recht, Rol
from basis.once import new_key
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, text
from trajecten import workflow
from trajecten.models import Plaatsing, Traject
from trajecten.regels import Partij, Status
from trajecten.workflow.herplaatsen import Afscheid

pytestmark = pytest.mark.django_db
S = Status
GOED = {"laatste_dag": "2026-05-15", "reden": "Heeft een baan gevonden"}


@pytest.fixture
def bedrijf(client, jolanda):
    client.force_login(jolanda)
    return client


def adres(row: Plaatsing, deur: str = "eerder_afronden") -> str:
    return reverse(f"portaal:{deur}", args=[row.code])


def stuur(page, traject, **data):
    return page.post(adres(traject.plaatsing), {"once": new_key(), **data})


@pytest.mark.parametrize("status", [S.LOPEND, S.ONDERBROKEN])
def test_with_a_last_day_and_a_reason_the_final_assessment_is_next(bedrijf, jolanda, w, status):
    traject = leven.naar(w, status)
    assert adres(traject.plaatsing) in text(bedrijf.get(adres(traject.plaatsing, "plaatsing")))
    assert "Wat gebeurt er daarna?" in text(bedrijf.get(adres(traject.plaatsing)))

    answer = stuur(bedrijf, traject, **GOED)

    assert (answer.status_code, answer["Location"]) == (303, adres(traject.plaatsing, "eindbeoordeling"))
    traject.refresh_from_db()
    assert (traject.status, traject.aan_zet) == (S.BEOORDELING, Partij.LEERBEDRIJF)
    assert traject.plaatsing.laatste_werkdag.isoformat() == "2026-05-15"
    assert not traject.onderbrekingen.filter(tot=None).exists()
    line = traject.gebeurtenissen.get(soort="beoordeling_starten")
    assert (line.door, line.reden, line.namens) == (jolanda, "Heeft een baan gevonden", "")
    assert bedrijf.get(answer["Location"]).status_code == 200
    assert adres(traject.plaatsing) not in text(bedrijf.get(adres(traject.plaatsing, "plaatsing")))


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        ({}, "Kies een datum."),
        ({"laatste_dag": "2026-05-15"}, "Vul dit veld in."),
        (GOED | {"laatste_dag": "2026-03-01"}, "Kies een laatste werkdag na de eerste werkdag."),
        (GOED | {"laatste_dag": "2027-05-15"}, "Kies een laatste werkdag op of vóór de einddatum"),
    ],
)
def test_without_a_good_day_and_a_reason_nothing_changes_and_what_was_typed_stays(bedrijf, w, data, zin):
    traject = leven.naar(w, S.LOPEND)

    answer = stuur(bedrijf, traject, **data)

    assert answer.status_code == 200 and zin in text(answer)
    assert data.get("reden", "") in text(answer)
    assert Traject.objects.get(pk=traject.pk).status == S.LOPEND
    assert traject.plaatsing.laatste_werkdag is None


def test_near_the_end_of_the_period_nothing_is_asked(bedrijf, w):
    traject = leven.naar(w, S.LOPEND)
    Plaatsing.objects.filter(traject=traject).update(einddatum=VANDAAG + timedelta(days=10))

    assert "laatste_dag" not in text(bedrijf.get(adres(traject.plaatsing)))
    assert stuur(bedrijf, traject).status_code == 303
    assert Traject.objects.get(pk=traject.pk).status == S.BEOORDELING


@pytest.mark.parametrize(
    ("status", "zin"),
    [
        (S.OVEREENKOMST, "nog niet begonnen"),
        (S.BEOORDELING, "De eindbeoordeling is al gevraagd."),
        (S.VASTSTELLING, "De eindbeoordeling is al klaar"),
    ],
)
def test_at_another_moment_it_says_what_can_be_done_and_names_no_status(bedrijf, w, status, zin):
    traject = leven.naar(w, status)

    shown = bedrijf.get(adres(traject.plaatsing))
    sent = stuur(bedrijf, traject, **GOED)

    assert (shown.status_code, sent.status_code) == (409, 409)
    assert zin in text(shown) and "staat nu op" not in text(sent)
    assert Traject.objects.get(pk=traject.pk).status == status


def test_for_another_doel_no_assessment_is_asked(bedrijf, w):
    traject = leven.naar(w, S.LOPEND)
    Traject.objects.filter(pk=traject.pk).update(doel="diploma")

    assert "Deelnemer stopt eerder" not in text(bedrijf.get(adres(traject.plaatsing, "plaatsing")))
    assert "hoort geen eindbeoordeling" in text(bedrijf.get(adres(traject.plaatsing)))
    assert stuur(bedrijf, traject, **GOED).status_code == 409
    assert Traject.objects.get(pk=traject.pk).status == S.LOPEND


def test_who_may_not_judge_a_former_leerbedrijf_and_the_school_do_not_do_it(client, w, jolanda):
    reader = iemand("Lees Mee", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.TEKENEN])
    school = iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.BEGELEIDEN, Recht.VASTSTELLEN], mandaat="B")
    traject = leven.naar(w, S.LOPEND)
    former = traject.plaatsing
    for user in (reader, school):
        client.force_login(user)
        assert "Deelnemer stopt eerder" not in text(client.get(adres(former, "plaatsing")))
        assert stuur(client, traject, **GOED).status_code == 403
    gone = Afscheid(former.eerste_werkdag + timedelta(days=7), 40)
    workflow.herplaatsen(traject=traject, reden="reistijd", afscheid=gone, by=w.coordinator, on=VANDAAG)
    client.force_login(jolanda)

    assert client.post(adres(former), {"once": new_key(), **GOED}).status_code == 403


def test_sent_twice_it_starts_once(bedrijf, w):
    traject = leven.naar(w, S.LOPEND)
    body = GOED | {"once": "k" * 22}

    first, second = (bedrijf.post(adres(traject.plaatsing), body) for _ in range(2))

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert traject.gebeurtenissen.filter(soort="beoordeling_starten").count() == 1
