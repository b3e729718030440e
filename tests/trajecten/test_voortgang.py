"""How it goes per werkproces: evaluations in one page, the matrix on the dossier, and a verslag of each."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from basis.bsn import REFUSAL
from basis.once import new_key
from documenten.models import Document
from tests.trajecten import leven
from trajecten import evaluaties, overeenkomst, voortgang, workflow
from trajecten.evaluaties import Volgende
from trajecten.models import Beoordeling, Lijstwaarde
from trajecten.regels import Status
from trajecten.workflow import OvergangGeweigerd

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 5, 11)  # a Monday; who is lopend began on 30 March


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel(datetime(2026, 5, 11, 10, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=True):
        yield


@pytest.fixture
def traject(w):
    return leven.naar(w, Status.LOPEND)


def evalueer(w, traject, *waarden: str, datum: date = VANDAAG, **anders) -> Beoordeling:
    """An evaluation with a judgement on each werkproces in order; "" leaves one open."""
    given = {x.pk: (waarde, "") for x, waarde in zip(w.werkprocessen, waarden, strict=False) if waarde}
    return evaluaties.tussenevaluatie(
        traject=traject, by=w.coordinator, on=VANDAAG, datum=datum, beoordelaar="J. Mulder", oordelen=given, **anders
    )


def invulling(w, **anders) -> dict:
    werkproces = w.werkprocessen[0]
    return {
        "once": new_key(),
        "datum": "2026-05-08",
        "beoordelaar": "J. Mulder",
        "aanwezig": "deelnemer, J. Mulder",
        f"oordeel-{werkproces.code}": "voldoende",
        f"noot-{werkproces.code}": "Doet dit zelf.",
        "opmerking": "Gaat goed.",
        "afspraken": "Meer plannen.",
        "volgende_datum": "2026-06-08",
        "volgende_tijd": "10:30",
        "volgende_plaats": "Kringloop Oost",
        **anders,
    }


def verstuur(page, traject, data):
    return page.post(reverse("trajecten:tussenevaluatie", args=[traject.code]), data)


# --- an evaluation --------------------------------------------------------------------------------------------------------


def test_an_evaluation_keeps_what_was_seen_and_agreed_and_plans_the_next(page, w, traject):
    answer = verstuur(page, traject, invulling(w))

    row = Beoordeling.objects.get()
    assert answer.status_code == 303
    assert (row.soort, row.datum, row.aanwezig, row.afspraken) == (
        "tussen",
        date(2026, 5, 8),
        "deelnemer, J. Mulder",
        "Meer plannen.",
    )
    assert [(o.werkproces, o.waarde, o.toelichting) for o in row.oordelen.all()] == [
        (w.werkprocessen[0], "voldoende", "Doet dit zelf.")
    ]
    plan = traject.planningen.get(vervallen=False)
    assert (plan.soort, plan.datum, plan.tijd, plan.plaats) == ("evaluatie", date(2026, 6, 8), time(10, 30), "Kringloop Oost")
    line = traject.gebeurtenissen.get(soort="tussenevaluatie")
    assert ["Volgende evaluatie", "8 juni 2026, 10:30, Kringloop Oost"] in line.details


def test_each_evaluation_gets_a_verslag_of_how_it_stood_that_day(w, traject):
    first = evalueer(w, traject, "oefenen", "niet_gedaan", datum=VANDAAG - timedelta(days=20))
    second = evalueer(w, traject, "voldoende", datum=VANDAAG, aanwezig="deelnemer", afspraken="Meer plannen.")
    between = evalueer(w, traject, "", "", "goed", datum=VANDAAG - timedelta(days=7))

    def standen(row: Beoordeling) -> list[tuple[str, str]]:
        return [(s["oordeel"], s["datum"]) for k in row.verslag.facts["kerntaken"] for s in k["standen"]]

    assert standen(first) == [("Oefenen", "2026-04-21"), ("Nog niet gedaan", "2026-04-21"), ("", "")]
    assert standen(second) == [("Voldoende", "2026-05-11"), ("Nog niet gedaan", "2026-04-21"), ("", "")]
    assert standen(between) == [("Oefenen", "2026-04-21"), ("Nog niet gedaan", "2026-04-21"), ("Goed", "2026-05-04")]
    assert second.verslag.facts["afspraken"] == "Meer plannen."
    assert traject.documenten.filter(document__soort="voortgangsverslag").count() == 3


def test_a_verslag_names_a_hidden_leerbedrijf_by_its_cover_name_only(w, traject):
    type(w.leerbedrijf).objects.filter(pk=w.leerbedrijf.pk).update(verborgen_adres=True, schuilnaam="Leerbedrijf Noord")

    facts = evalueer(w, traject, "goed").verslag.facts

    assert facts["leerbedrijf"]["naam"] == "Leerbedrijf Noord"
    assert (facts["leerbedrijf"]["plaats"], facts["leerbedrijf"]["leerbedrijf_id"]) == ("", "")
    assert "Kringloop" not in str(facts)


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"datum": "2026-05-12"}, "ligt in de toekomst"),
        ({"datum": "2026-03-01"}, "Kies een dag vanaf de eerste werkdag"),
        ({"aanwezig": ""}, "Vul dit veld in."),
        ({"aanwezig": "山田"}, "alleen Latijnse letters"),
        ({"afspraken": "Zijn nummer is 123456782"}, REFUSAL),
        ({"volgende_datum": "2026-05-01"}, "deze datum is al voorbij"),
        ({"volgende_datum": ""}, "Kies de datum van de volgende evaluatie."),
        ({"volgende_tijd": "half tien"}, "Vul een tijd in, zoals 14:30."),
    ],
)
def test_a_refused_evaluation_comes_back_with_what_was_typed_and_keeps_nothing(page, w, traject, fout, zin):
    answer = verstuur(page, traject, invulling(w, **fout))

    words = answer.content.decode()
    assert answer.status_code == 200
    assert zin in words
    assert "Gaat goed." in words
    assert not Beoordeling.objects.exists()
    assert not traject.planningen.filter(soort="evaluatie").exists()
    assert not Document.objects.filter(soort="voortgangsverslag").exists()


def test_a_judgement_outside_the_scale_or_of_another_werkproces_is_refused(w, traject):
    with pytest.raises(OvergangGeweigerd, match="oordeel van de schaal"):
        evalueer(w, traject, "tien")
    with pytest.raises(OvergangGeweigerd, match="alleen werkprocessen die zijn afgesproken"):
        evaluaties.tussenevaluatie(
            traject=traject, by=w.coordinator, on=VANDAAG, datum=VANDAAG, beoordelaar="J.", oordelen={999_999: ("goed", "")}
        )
    assert not Beoordeling.objects.exists()


def test_the_plan_of_an_evaluation_is_done_with_also_without_a_next_one(w, traject):
    evalueer(w, traject, "goed", volgende=Volgende(VANDAAG + timedelta(days=30)))

    evalueer(w, traject, "goed")

    assert not traject.planningen.filter(soort="evaluatie", vervallen=False).exists()


@pytest.mark.parametrize("status", [Status.OVEREENKOMST, Status.VASTSTELLING])
def test_before_the_start_and_after_the_end_the_page_says_why_not(page, w, status):
    traject = leven.naar(w, status)

    answer = page.get(reverse("trajecten:tussenevaluatie", args=[traject.code]))

    assert answer.status_code == 409
    assert "die aan het werk is" in answer.content.decode()


# --- the matrix -----------------------------------------------------------------------------------------------------------


def test_the_matrix_has_every_judgement_by_date_in_the_words_of_the_regio(w, traject):
    Lijstwaarde.objects.create(regio=w.regio, lijst="schaal", code="goed", label="Prima")
    evalueer(w, traject, "voldoende", "goed", datum=VANDAAG)
    evalueer(w, traject, "oefenen", datum=VANDAAG - timedelta(days=20))

    (found,) = voortgang.voortgang(traject)

    assert [m.beoordeling.datum for m in found.momenten] == [VANDAAG, VANDAAG - timedelta(days=20)]
    assert [[c.woord for c in regel.cellen] for regel in found.regels] == [["Voldoende", "Oefenen"], ["Prima", ""], ["", ""]]
    assert [[c.is_behaald for c in regel.cellen] for regel in found.regels] == [[True, False], [True, False], [False, False]]


def test_an_eindbeoordeling_that_was_sent_back_is_marked_once_there_is_a_new_one(w):
    traject = leven.naar(w, Status.VASTSTELLING)
    assert [m.soort for m in voortgang.voortgang(traject)[0].momenten] == ["Eindbeoordeling"]

    traject = workflow.terugsturen(traject=traject, reden="Vul aan", by=w.coordinator, on=VANDAAG)
    workflow.beoordeling_indienen(
        traject=traject, eindoordeel=leven.eindoordeel(w, VANDAAG), by=w.coordinator, on=VANDAAG, papier=leven.papier()
    )

    assert [m.soort for m in voortgang.voortgang(traject)[0].momenten] == ["Eindbeoordeling", "Teruggestuurd"]


def test_the_dossier_shows_the_matrix_with_words_and_what_was_agreed_last(page, w, traject):
    evalueer(w, traject, "oefenen", "goed", afspraken="Meer plannen.", aanwezig="deelnemer en jobcoach")

    words = page.get(traject.get_absolute_url()).content.decode()

    matrix = words[words.index('class="matrix"') : words.index("</table>", words.index('class="matrix"'))]
    assert "Oefenen" in matrix
    assert "Goed" in matrix
    assert "niet beoordeeld" in matrix
    assert "Meer plannen." in words
    assert "deelnemer en jobcoach" in words
    assert reverse("trajecten:tussenevaluatie", args=[traject.code]) in words


def test_the_dossier_takes_as_many_queries_for_one_evaluation_as_for_five(page, w, traject):
    evalueer(w, traject, "oefenen")
    page.get(traject.get_absolute_url())

    with CaptureQueriesContext(connection) as one:
        page.get(traject.get_absolute_url())
    for n in range(4):
        evalueer(w, traject, "goed", "oefenen", datum=VANDAAG - timedelta(days=n))
    with CaptureQueriesContext(connection) as five:
        page.get(traject.get_absolute_url())

    assert len(five) == len(one)


def test_without_a_start_there_is_no_hint_of_hours_or_an_evaluation(page, w):
    traject = leven.naar(w, Status.OVEREENKOMST)

    words = page.get(traject.get_absolute_url()).content.decode()

    assert "Uren per week" not in words
    assert reverse("trajecten:tussenevaluatie", args=[traject.code]) not in words
    assert overeenkomst.ontbrekende(traject.plaatsing)
