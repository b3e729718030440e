"""Taking back the last overgang: every row as it was, the log kept, and what cannot be taken back told with its repair."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from accounts.models import Lidmaatschap, Rol, User
from basis.dagen import now
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, post, text, url
from trajecten import aan_zet, dossier, tasks, terugweg, workflow
from trajecten.models import (
    Belemmering,
    Beurt,
    Intakeverslag,
    Onderbreking,
    Plaatsing,
    Planning,
    Termijn,
    Terugweg,
    Traject,
    Verklaring,
)
from trajecten.regels import TERUGDRAAIBAAR, Doel, Overgang, Status
from trajecten.workflow import OvergangGeweigerd, Schoolbesluit
from trajecten.workflow.terugdraaien import HERSTEL, waarom_niet

pytestmark = pytest.mark.django_db
S, OV = Status, Overgang
NU = datetime(2026, 5, 11, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
ROWS = [Beurt, Termijn, Planning, Belemmering, Onderbreking, Intakeverslag, Plaatsing, Verklaring]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NU, tick=False) as clock:
        yield clock


def stand(traject) -> dict:
    """Every column of every row an overgang may touch."""
    rows = {model: list(model.objects.filter(traject=traject).order_by("pk").values()) for model in ROWS}
    return rows | {Traject: Traject.objects.filter(pk=traject.pk).values().get()}


def stop(w, traject, **anders):
    facts = {"reden": "motivatie", "laatste_dag": VANDAAG, "uren_gedaan": 80, "toelichting": "Geen zin meer"}
    return workflow.stoppen(traject=traject, **{**facts, **anders}, by=w.coordinator, on=VANDAAG)


def afronden(w, traject):
    besluit = Schoolbesluit(VANDAAG, "A", "Coördinator")
    return workflow.afronden(
        traject=traject, resultaat="diploma", besluit=besluit, laatste_dag=VANDAAG, by=w.coordinator, on=VANDAAG
    )


def _stap(status: Status) -> Callable:
    return lambda w, traject: leven.STAPPEN[status](w, traject, VANDAAG)


def wie(w) -> dict:
    return {"by": w.coordinator, "on": VANDAAG}


STAPPEN: dict[Overgang, tuple[Status, Callable]] = {
    OV.INTAKE_STARTEN: (S.AANGEMELD, _stap(S.INTAKE)),
    OV.INTAKE_AFRONDEN: (S.INTAKE, _stap(S.MATCHING)),
    OV.NIET_STARTEN: (S.OVEREENKOMST, lambda w, t: workflow.niet_starten(traject=t, reden="ziet_ervan_af", **wie(w))),
    OV.STARTEN: (S.OVEREENKOMST, _stap(S.LOPEND)),
    OV.ONDERBREKEN: (S.LOPEND, _stap(S.ONDERBROKEN)),
    OV.HERVATTEN: (S.ONDERBROKEN, lambda w, t: workflow.hervatten(traject=t, datum=VANDAAG, **wie(w))),
    OV.TERUGSTUREN: (S.VASTSTELLING, lambda w, t: workflow.terugsturen(traject=t, reden="Datum klopt niet", **wie(w))),
    OV.AFRONDEN: (S.LOPEND, afronden),
    OV.UITREIKEN: (S.UITREIKING, _stap(S.NAZORG)),
    OV.AFSLUITEN: (S.UITREIKING, lambda w, t: workflow.afsluiten(traject=t, overleden=True, **wie(w))),
    OV.STOPPEN: (S.LOPEND, stop),
}


def test_every_step_that_can_be_taken_back_is_here():
    assert set(STAPPEN) == TERUGDRAAIBAAR
    assert set(HERSTEL) == set(Overgang), "of every other the page tells how it is repaired"


@pytest.mark.parametrize("overgang", STAPPEN)
def test_all_is_as_it_was_and_the_step_can_be_made_again(w, overgang):
    status, doe = STAPPEN[overgang]
    traject = leven.naar(w, status)
    if overgang == OV.AFRONDEN:
        Traject.objects.filter(pk=traject.pk).update(doel=Doel.DIPLOMA)
        aan_zet.bijwerken(Traject.objects.get(pk=traject.pk), on=VANDAAG)
    if overgang == OV.STARTEN:
        leven.teken_alles(traject, w.coordinator, VANDAAG)
    if status not in {S.UITREIKING}:
        dossier.belemmeringen(traject=traject, soorten=["taal"], **wie(w))
        dossier.plan(traject=traject, soort="evaluatie", datum=VANDAAG, **wie(w))
    aan_zet.bijwerken(Traject.objects.get(pk=traject.pk), on=VANDAAG)
    before = stand(traject)
    traject.refresh_from_db()
    doe(w, traject)
    assert stand(traject) != before

    workflow.terugdraaien(traject=traject, at=now(), **wie(w))

    assert stand(traject) == before
    aan_zet.bijwerken(Traject.objects.get(pk=traject.pk), on=VANDAAG)
    assert stand(traject) == before, "as if computed from scratch"
    assert not Terugweg.objects.exists()
    line = traject.gebeurtenissen.get(soort="teruggedraaid")
    assert (line.door, line.naar, line.draait_terug.soort) == (w.coordinator, status, overgang)
    doe(w, Traject.objects.get(pk=traject.pk))
    assert traject.gebeurtenissen.filter(soort=overgang).count() >= 2


def test_the_page_takes_it_back_and_the_dossier_says_so(page, w):
    traject = stop(w, leven.naar(w, S.LOPEND))
    address = url(traject, "terugdraaien")
    shown = text(page.get(traject.get_absolute_url()))
    assert address in shown and "Dat kan tot 10:15 uur." in shown
    shown = text(page.get(address))
    assert "gaat terug naar lopend" in shown

    answer = post(page, address, {"stap": page.get(address).context["merk"]})

    assert answer.status_code == 303
    traject.refresh_from_db()
    assert traject.status == S.LOPEND
    shown = text(page.get(traject.get_absolute_url()))
    assert "Gestopt (teruggedraaid)" in shown and "Laatste stap teruggedraaid" in shown
    assert "Vergissing?" not in shown


def _refused(page, traject, *sentences):
    before = stand(traject)
    for answer in (page.get(url(traject, "terugdraaien")), post(page, url(traject, "terugdraaien"), {})):
        assert answer.status_code == 200
        for sentence in sentences:
            assert sentence in text(answer)
    assert stand(traject) == before
    assert traject.gebeurtenissen.filter(soort="teruggedraaid").count() <= 1


def test_after_a_quarter_of_an_hour_another_overgang_repairs_it(page, w, clock):
    traject = stop(w, leven.naar(w, S.LOPEND))
    clock.shift(timedelta(minutes=15, seconds=1))

    _refused(page, traject, "tot 15 minuten", "Kies &#x27;Traject heropenen&#x27;.")
    assert "Vergissing?" not in text(page.get(traject.get_absolute_url()))


def test_a_colleague_cannot_take_it_back(client, w):
    traject = stop(w, leven.naar(w, S.LOPEND))
    colleague = User.objects.create_user("collega@voorbeeld.test", "Collega")
    Lidmaatschap.objects.create(user=colleague, regio=w.regio, rol=Rol.COORDINATOR, vanaf=date(2020, 1, 1))
    client.force_login(colleague)

    _refused(client, traject, "alleen worden teruggedraaid door wie het vastlegde")
    assert "Vergissing?" not in text(client.get(traject.get_absolute_url()))


def test_what_has_a_document_is_repaired_by_another_overgang(page, w):
    traject = leven.naar(w, S.LOPEND)
    workflow.beoordeling_starten(traject=traject, laatste_dag=VANDAAG, reden="Klaar", **wie(w))

    _refused(page, traject, "er is een document bij gemaakt", "Kies &#x27;Verlengen&#x27;.")


def test_a_paper_that_came_with_the_step_keeps_it(page, w):
    traject = leven.naar(w, S.VASTSTELLING)
    letter = Schoolbesluit(VANDAAG, "P. de Boer", "Directeur", papier=leven.papier())
    workflow.afronden(traject=traject, resultaat="geen", besluit=letter, reden="Te weinig gezien", **wie(w))

    _refused(page, traject, "is een document bewaard of een bericht verstuurd", "Begin voor deze deelnemer een nieuw traject")


def test_what_a_mail_went_out_about_stays(w):
    traject = stop(w, leven.naar(w, S.LOPEND))
    terugweg.vervalt(traject)

    with pytest.raises(OvergangGeweigerd, match="bericht verstuurd"):
        workflow.terugdraaien(traject=traject, at=now(), **wie(w))


def test_what_came_after_it_keeps_it(page, w):
    traject = leven.naar(w, S.UITREIKING)
    leven.STAPPEN[S.NAZORG](w, traject, VANDAAG)
    dossier.nazorg(traject=traject, maand=0, uitkomst="geen", datum=VANDAAG, **wie(w))

    _refused(page, traject, "Daarna is al iets anders vastgelegd: &#x27;Nazorg vastgelegd&#x27;.")


def test_only_the_very_last_step_goes_back(page, w):
    traject = leven.naar(w, S.AANGEMELD)
    leven.STAPPEN[S.INTAKE](w, traject, VANDAAG)
    leven.STAPPEN[S.MATCHING](w, traject, VANDAAG)
    workflow.terugdraaien(traject=traject, at=now(), **wie(w))

    _refused(page, traject, "De laatste stap is al teruggedraaid.")


def test_what_the_system_did_is_not_taken_back(page, w):
    traject = leven.naar(w, S.LOPEND)
    Plaatsing.objects.update(einddatum=VANDAAG + timedelta(days=5))
    assert tasks.vraag_beoordelingen(on=VANDAAG) == (1, 0)

    _refused(page, traject, "deed het systeem zelf")


def test_a_page_that_was_open_for_another_step_takes_nothing_back(page, w):
    traject = leven.naar(w, S.AANGEMELD)
    leven.STAPPEN[S.INTAKE](w, traject, VANDAAG)
    opened = page.get(url(traject, "terugdraaien")).context["merk"]
    with time_machine.travel(NU + timedelta(minutes=1), tick=False):
        leven.STAPPEN[S.MATCHING](w, traject, VANDAAG)

        answer = post(page, url(traject, "terugdraaien"), {"stap": opened})

    assert "De laatste stap is intussen een andere." in text(answer)
    traject.refresh_from_db()
    assert traject.status == S.MATCHING


def test_of_two_presses_the_second_is_told(page, w):
    traject = stop(w, leven.naar(w, S.LOPEND))
    assert post(page, url(traject, "terugdraaien"), {}).status_code == 303

    assert "De laatste stap is al teruggedraaid." in text(post(page, url(traject, "terugdraaien"), {}))
    assert traject.gebeurtenissen.filter(soort="teruggedraaid").count() == 1


def test_who_lost_the_right_cannot_take_it_back(w):
    traject = stop(w, leven.naar(w, S.LOPEND))
    Lidmaatschap.objects.filter(user=w.coordinator).update(rol=Rol.BEGELEIDER)

    reden = waarom_niet(traject, User.objects.get(pk=w.coordinator.pk), on=VANDAAG, at=now())
    assert "dus ook niet terugdraaien" in reden


def test_a_begeleider_takes_back_an_intake_of_their_own(client, w):
    traject = leven.naar(w, S.AANGEMELD)
    begeleider = User.objects.create_user("begeleider@voorbeeld.test", "Begeleider")
    Lidmaatschap.objects.create(user=begeleider, regio=w.regio, rol=Rol.BEGELEIDER, vanaf=date(2020, 1, 1))
    Traject.objects.filter(pk=traject.pk).update(behandelaar=begeleider)
    workflow.intake_starten(traject=traject, datum=VANDAAG, by=begeleider, on=VANDAAG)
    client.force_login(begeleider)

    assert post(client, url(traject, "terugdraaien"), {}).status_code == 303

    traject.refresh_from_db()
    assert (traject.status, traject.behandelaar) == (S.AANGEMELD, begeleider)


def test_what_was_taken_back_does_not_count_for_a_termijn(w):
    """Sent back and taken back: the school still has its first twenty days."""
    traject = leven.naar(w, S.VASTSTELLING)
    due = traject.termijnen.get(soort="vaststelling").op
    workflow.terugsturen(traject=traject, reden="Fout", **wie(w))
    workflow.terugdraaien(traject=traject, at=now(), **wie(w))

    traject.refresh_from_db()
    aan_zet.bijwerken(traject, on=VANDAAG)

    assert traject.termijnen.get(soort="vaststelling", vervallen_op=None).op == due


def test_the_night_clears_ways_that_are_closed(w, clock):
    stop(w, leven.naar(w, S.LOPEND))
    terugweg.ruim_op(at=now())
    assert Terugweg.objects.count() == 1

    clock.shift(timedelta(hours=1))
    tasks.nachtwerk()

    assert not Terugweg.objects.exists()


def test_it_keeps_no_words_about_anybody(w):
    stop(w, leven.naar(w, S.LOPEND))

    kept = str(Terugweg.objects.get().eerder)

    assert not any(word in kept for word in ("Andries", "Wit", "Geen zin", "Winschoten", "Consulent"))


def test_another_regio_finds_no_page(client, w):
    traject = stop(w, leven.naar(w, S.LOPEND))
    client.force_login(leven.wereld("FR").coordinator)

    assert client.get(url(traject, "terugdraaien")).status_code == 404
    assert post(client, url(traject, "terugdraaien"), {}).status_code == 404
    traject.refresh_from_db()
    assert traject.status == S.GESTOPT
