"""The coordinator's own impression beside the judgement, which counts nowhere (issue 4)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Recht, Rol
from tests.personen import iemand
from tests.portaal.beoordelen.hulp import DAG, adres, beoordeel, indruk, laatste
from tests.trajecten.overgangen.hulp import VANDAAG, text
from trajecten import tussendoor, voortgang
from trajecten.models import Indruk
from trajecten.tussendoor import Gezien
from trajecten.workflow import OvergangGeweigerd

pytestmark = pytest.mark.django_db


def test_an_own_impression_stands_beside_the_judgement_and_the_difference_is_marked(als, w, lopend, jolanda):
    first, second, _ = w.werkprocessen
    beoordeel(lopend, jolanda, first, "goed")
    beoordeel(lopend, jolanda, second, "oefenen")
    keuzes = {f"oordeel-{first.code}": "oefenen", f"noot-{first.code}": "Zag ik niet", f"oordeel-{second.code}": "oefenen"}

    answer = indruk(als(w.coordinator), lopend.traject, **keuzes)

    assert answer.status_code == 303
    (found,) = voortgang.voortgang(lopend.traject)
    assert [(r.nu.waarde, r.indruk.waarde, r.verschilt) for r in found.regels] == [
        ("goed", "oefenen", True),
        ("oefenen", "oefenen", False),
        ("", "", False),
    ]
    shown = text(als(w.coordinator).get(lopend.traject.get_absolute_url()))
    assert "Verschilt" in shown and "Bij 1 werkproces ziet het leerbedrijf iets anders" in shown


def test_an_impression_counts_nowhere_and_nobody_outside_sees_it(als, w, lopend, jolanda):
    first = w.werkprocessen[0]
    als(w.coordinator)
    tussendoor.kijk_mee(
        traject=lopend.traject, by=w.coordinator, on=VANDAAG, gezien={first.pk: Gezien("goed", "Alleen voor collega's", 0)}
    )

    assert laatste(lopend) == ["", "", ""]
    school = iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.BEGELEIDEN])
    for who in (jolanda, school):
        assert "Alleen voor collega" not in text(als(who).get(adres("plaatsing", lopend)))
    assert "Alleen voor collega" not in text(als(jolanda).get(adres("werkprocessen", lopend)))
    assert "Alleen voor collega" in text(als(w.coordinator).get(lopend.traject.get_absolute_url()))


def test_somebody_of_the_leerbedrijf_keeps_no_impression(w, lopend, jolanda):
    with pytest.raises(OvergangGeweigerd, match="alleen coördinatoren en begeleiders"):
        tussendoor.kijk_mee(traject=lopend.traject, by=jolanda, on=VANDAAG, gezien={w.werkprocessen[0].pk: Gezien("goed", "", 0)})

    assert not Indruk.objects.exists()


def test_the_page_of_an_impression_takes_as_many_queries_for_one_as_for_many(als, w, lopend, kees):
    page = als(w.coordinator)
    url = reverse("trajecten:indruk", args=[lopend.traject.code])
    indruk(page, lopend.traject, **{f"oordeel-{w.werkprocessen[0].code}": "goed"})
    page.get(url)
    with CaptureQueriesContext(connection) as one:
        page.get(url)
    for n in range(1, 6):
        tussendoor.kijk_mee(
            traject=lopend.traject,
            by=w.coordinator,
            on=VANDAAG - n * DAG,
            gezien={x.pk: Gezien("oefenen", "", 0) for x in w.werkprocessen},
        )
    with CaptureQueriesContext(connection) as many:
        page.get(url)

    assert len(many) == len(one)


def test_of_two_impressions_on_one_day_the_last_is_shown(als, w, lopend):
    first = w.werkprocessen[0]
    other = iemand("Aaltje Bos", Rol.COORDINATOR)
    for who, waarde in ((other, "oefenen"), (w.coordinator, "goed")):
        tussendoor.kijk_mee(traject=lopend.traject, by=who, on=VANDAAG, gezien={first.pk: Gezien(waarde, "", 0)})

    (found,) = voortgang.voortgang(lopend.traject)

    assert found.regels[0].indruk.waarde == "goed"
    assert len([m for m in found.momenten if m.beoordeling is None]) == 2
