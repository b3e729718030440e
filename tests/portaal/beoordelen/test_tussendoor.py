"""Judging one werkproces at any moment (domein §3, §6; besluiten/0017)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from basis.bsn import REFUSAL
from basis.once import new_key
from tests.portaal.beoordelen.hulp import DAG, HTMX, S, adres, beoordeel, een, foto, getoond, laatste
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, text
from trajecten import evaluaties
from trajecten.models import Beoordeling
from trajecten.tussendoor import IntussenGewijzigd
from trajecten.workflow import OvergangGeweigerd

pytestmark = pytest.mark.django_db


def test_the_leerbedrijf_judges_what_it_saw_and_leaves_the_rest(als, w, lopend, jolanda):
    page = als(jolanda)
    data = getoond(page, "werkprocessen", lopend) | {f"oordeel-{w.werkprocessen[1].code}": "oefenen"}

    answer = page.post(adres("werkprocessen", lopend), data)

    assert answer.status_code == 303 and answer["Location"] == adres("plaatsing", lopend)
    row = lopend.beoordelingen.get()
    assert (row.soort, row.namens, row.vastgelegd_door, row.beoordelaar) == ("los", False, jolanda, "Jolanda Smit")
    assert laatste(lopend) == ["", "oefenen", ""]
    assert lopend.traject.gebeurtenissen.get(soort="tussendoor").door == jolanda
    assert not lopend.traject.documenten.filter(document__soort="voortgangsverslag").exists()


def test_what_is_kept_while_typing_answers_with_its_own_part_of_the_page(als, w, lopend, jolanda):
    first, page = w.werkprocessen[0], als(jolanda)
    url = adres("oordeel", lopend, first)

    answer = page.post(url, een(first, "voldoende", "Doet de kassa zelf"), **HTMX)
    part = page.get(answer["Location"], **HTMX)

    assert answer.status_code == 303 and answer["Location"] == url
    assert "Bewaard om" in text(part) and "<html" not in part.content.decode()
    assert f'value="1.voldoende" id="id_was-{first.code}" hx-swap-oob="true"' in part.content.decode()
    assert f'action="{adres("werkprocessen", lopend)}"' in text(page.get(url))  # opened by hand it is the page
    given = lopend.beoordelingen.get().oordelen.get()
    assert (given.waarde, given.toelichting) == ("voldoende", "Doet de kassa zelf")


def test_one_day_is_one_row_and_an_earlier_day_stays(w, lopend, jolanda):
    first = w.werkprocessen[0]
    beoordeel(lopend, jolanda, first, "niet_gedaan", on=VANDAAG - DAG)
    beoordeel(lopend, jolanda, first, "oefenen")

    beoordeel(lopend, jolanda, first, "voldoende", "Nu wel", versie=1)

    rows = list(lopend.beoordelingen.order_by("datum"))
    assert [row.datum for row in rows] == [VANDAAG - DAG, VANDAAG]
    assert [row.oordelen.get().waarde for row in rows] == ["niet_gedaan", "voldoende"]
    assert laatste(lopend)[0] == "voldoende"


def test_two_people_at_once_lose_nothing_and_the_last_one_counts(w, lopend, jolanda, kees):
    first = w.werkprocessen[0]
    beoordeel(lopend, jolanda, first, "oefenen", "Heeft hulp nodig")
    beoordeel(lopend, kees, first, "voldoende", "Gaat goed bij mij")
    beoordeel(lopend, jolanda, first, "goed", "Ook bij mij nu", versie=1)

    assert laatste(lopend)[0] == "goed"
    said = {row.beoordelaar: row.oordelen.get().toelichting for row in lopend.beoordelingen.all()}
    assert said == {"Jolanda Smit": "Ook bij mij nu", "Kees Hofman": "Gaat goed bij mij"}


def test_what_nobody_touched_is_not_said_again_over_a_colleague(als, w, lopend, jolanda, kees):
    first, second, _ = w.werkprocessen
    beoordeel(lopend, jolanda, first, "oefenen", on=VANDAAG - DAG)
    page = als(jolanda)
    opened = getoond(page, "werkprocessen", lopend)
    beoordeel(lopend, kees, first, "goed")

    page.post(adres("werkprocessen", lopend), opened | {f"oordeel-{second.code}": "voldoende"})

    assert laatste(lopend) == ["goed", "voldoende", ""]


def test_another_window_of_the_same_person_is_compared_and_not_overwritten(als, w, lopend, jolanda):
    first, page = w.werkprocessen[0], als(jolanda)
    opened = getoond(page, "werkprocessen", lopend) | een(first, "goed", "Uit het tweede venster")
    beoordeel(lopend, jolanda, first, "oefenen", "Uit het eerste venster")

    refused = page.post(adres("werkprocessen", lopend), opened)

    assert refused.status_code == 409
    assert "Uit het eerste venster" in text(refused) and "Uit het tweede venster" in text(refused)
    assert laatste(lopend)[0] == "oefenen"
    form = refused.context["form"]
    again = {bound.html_name: bound.value() or "" for bound in form} | {"once": new_key()}
    assert page.post(adres("werkprocessen", lopend), again).status_code == 303
    assert lopend.beoordelingen.get().oordelen.get().toelichting == "Uit het tweede venster"


def test_without_the_version_the_first_text_would_be_gone(w, lopend, jolanda):
    """The control: who claims to have seen the newest row writes over it."""
    first = w.werkprocessen[0]
    beoordeel(lopend, jolanda, first, "oefenen", "Uit het eerste venster")
    with pytest.raises(IntussenGewijzigd):
        beoordeel(lopend, jolanda, first, "goed", "Uit het tweede venster")

    beoordeel(lopend, jolanda, first, "goed", "Uit het tweede venster", versie=1)

    assert lopend.beoordelingen.get().oordelen.get().toelichting == "Uit het tweede venster"


def test_a_note_that_cannot_be_kept_says_so_where_it_was_typed(als, w, lopend, jolanda):
    first, page = w.werkprocessen[0], als(jolanda)

    bsn = page.post(adres("oordeel", lopend, first), een(first, "goed", "BSN 123456782"), **HTMX)
    without = page.post(adres("oordeel", lopend, first), een(first, "", "Alleen een noot"), **HTMX)

    assert REFUSAL in text(bsn) and "Kies ook een oordeel" in text(without)
    assert "Bewaard" not in text(bsn)
    assert not Beoordeling.objects.exists()


def test_a_werkproces_that_was_not_agreed_is_not_there(als, w, lopend, jolanda):
    other = w.werkprocessen[2]
    lopend.werkprocessen.remove(other)

    assert als(jolanda).get(adres("oordeel", lopend, other)).status_code == 404
    assert als(jolanda).post(adres("oordeel", lopend, other), een(other), **HTMX).status_code == 404


def test_only_the_leerbedrijf_judges_in_between(w, lopend, kees):
    with pytest.raises(OvergangGeweigerd, match="Alleen het leerbedrijf zelf"):
        beoordeel(lopend, w.coordinator, w.werkprocessen[0], "goed")

    assert not Beoordeling.objects.exists()


@pytest.mark.parametrize("status", [S.OVEREENKOMST, S.VASTSTELLING])
def test_judging_is_for_who_is_at_work(als, w, jolanda, status):
    plaatsing = leven.naar(w, status).plaatsing
    first = w.werkprocessen[0]

    shown = als(jolanda).get(adres("werkprocessen", plaatsing))
    part = als(jolanda).post(adres("oordeel", plaatsing, first), een(first), **HTMX)

    assert shown.status_code == 409
    assert "Beoordelen kan zolang" in text(part)
    assert not plaatsing.beoordelingen.filter(soort="los").exists()


def test_an_evaluation_of_the_same_day_and_what_came_after_it_are_both_kept(w, lopend, jolanda):
    first = w.werkprocessen[0]
    beoordeel(lopend, jolanda, first, "oefenen")
    evaluaties.tussenevaluatie(
        traject=lopend.traject, by=jolanda, on=VANDAAG, datum=VANDAAG, beoordelaar="J. Smit", oordelen={first.pk: ("goed", "")}
    )
    assert laatste(lopend)[0] == "goed"

    beoordeel(lopend, jolanda, first, "voldoende", versie=1)

    assert laatste(lopend)[0] == "voldoende"


def test_the_page_of_the_leerbedrijf_takes_as_many_queries_for_one_as_for_many(als, w, lopend, jolanda):
    page, first = als(jolanda), w.werkprocessen[0]
    page.post(adres("bewijsstuk", lopend, first), foto())
    beoordeel(lopend, jolanda, first, "oefenen")
    page.get(adres("werkprocessen", lopend))
    with CaptureQueriesContext(connection) as one:
        page.get(adres("werkprocessen", lopend))
    for n, x in enumerate(w.werkprocessen):
        page.post(adres("bewijsstuk", lopend, x), foto())
        beoordeel(lopend, jolanda, x, "oefenen", on=VANDAAG - (n + 1) * DAG)
    with CaptureQueriesContext(connection) as many:
        page.get(adres("werkprocessen", lopend))

    assert len(many) == len(one)


def test_a_page_of_yesterday_is_saved_today(als, w, lopend, jolanda):
    first, page = w.werkprocessen[0], als(jolanda)
    beoordeel(lopend, jolanda, first, "oefenen", on=VANDAAG - DAG)
    opened = een(first, "goed", "Nu ook zelf", was="1.oefenen")

    answer = page.post(adres("oordeel", lopend, first), opened, **HTMX)

    assert answer.status_code == 303
    assert laatste(lopend)[0] == "goed"


def test_what_is_agreed_no_more_is_said_and_not_silently_dropped(als, w, lopend, jolanda):
    first, _, gone = w.werkprocessen
    page = als(jolanda)
    opened = getoond(page, "werkprocessen", lopend) | {f"oordeel-{gone.code}": "goed", f"oordeel-{first.code}": "goed"}
    lopend.werkprocessen.remove(gone)

    refused = page.post(adres("werkprocessen", lopend), opened)

    assert refused.status_code == 200 and "intussen veranderd" in text(refused)
    assert not Beoordeling.objects.exists()
    again = {b.html_name: b.value() or "" for b in refused.context["form"]} | {"once": new_key()}
    assert page.post(adres("werkprocessen", lopend), again).status_code == 303
    assert laatste(lopend) == ["goed", ""]
