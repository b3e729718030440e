"""A coordinator looks along: what the leerbedrijf or the school has on its page, no more and no less, and nothing to press."""

from datetime import timedelta

import pytest
from django.urls import reverse
from lxml import html

from accounts.models import Recht, Rol
from basis.models import ReadLog
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, text
from trajecten.models import Betrokkene, Plaatsing
from trajecten.regels import Status
from werkgevers.models import Leerbedrijf

pytestmark = pytest.mark.django_db
S = Status
ALLES = [Recht.BEGELEIDEN, Recht.TEKENEN]
PARTIJEN = ["leerbedrijf", "school"]


@pytest.fixture
def mensen(w):
    return {
        "leerbedrijf": iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=list(Recht)[:2]),
        "school": iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[*ALLES, Recht.VASTSTELLEN], mandaat="Brief"),
    }


def kijk(plaatsing: Plaatsing, partij: str) -> str:
    return reverse(f"portaal:meekijken_{partij}", args=[plaatsing.code])


def kaarten(answer) -> list[str]:
    """The words of each card about the Plaatsing, tasks left out."""
    cards = html.fromstring(answer.content).xpath("//main//section[contains(@class, 'kaart')]")
    return [" ".join(card.text_content().split()) for card in cards]


@pytest.mark.parametrize("status", [S.OVEREENKOMST, S.LOPEND, S.BEOORDELING, S.VASTSTELLING, S.UITREIKING])
@pytest.mark.parametrize("partij", PARTIJEN)
def test_it_holds_what_they_have_word_for_word(als, w, mensen, partij, status):
    plaatsing = leven.naar(w, status).plaatsing
    theirs = als(mensen[partij]).get(reverse("portaal:plaatsing", args=[plaatsing.code]))

    ours = als(w.coordinator).get(kijk(plaatsing, partij))

    assert kaarten(ours) == kaarten(theirs) and len(kaarten(ours)) > 3
    assert [t.soort for t in ours.context["taken"]] == [t.soort for t in theirs.context["taken"]]
    assert [k.label for k in ours.context["knoppen"]] == [k.label for k in theirs.context["knoppen"]]


@pytest.mark.parametrize("partij", PARTIJEN)
def test_nothing_can_be_pressed_and_papers_go_through_the_own_door(als, w, partij):
    plaatsing = leven.naar(w, S.VASTSTELLING).plaatsing
    page = als(w.coordinator)

    answer = page.get(kijk(plaatsing, partij))

    main = html.fromstring(answer.content).xpath("//main")[0]
    assert not main.xpath(".//form | .//button | .//input")
    links = [link for link in main.xpath(".//a/@href") if not link.startswith(("tel:", "mailto:"))]
    assert not [link for link in links if link.startswith("/portaal/")]
    assert plaatsing.traject.get_absolute_url() in links
    assert "U kijkt mee zoals" in text(answer) and "U kunt hier niets doen." in text(answer)
    assert page.post(kijk(plaatsing, partij)).status_code == 405


def test_of_the_person_only_the_school_has_more(als, w):
    plaatsing = leven.naar(w, S.LOPEND).plaatsing
    deelnemer = plaatsing.traject.deelnemer
    page = als(w.coordinator)

    assert deelnemer.telefoon not in text(page.get(kijk(plaatsing, "leerbedrijf")))
    assert deelnemer.telefoon in text(page.get(kijk(plaatsing, "school")))


def test_that_and_as_whom_it_was_looked_at_is_logged(als, w):
    traject = leven.naar(w, S.LOPEND)
    page = als(w.coordinator)

    for partij in PARTIJEN:
        page.get(kijk(traject.plaatsing, partij))

    seen = ReadLog.objects.filter(object_code=traject.code, user_id=w.coordinator.pk).order_by("pk")
    assert [row.view for row in seen] == ["meekijken_leerbedrijf", "meekijken_school"]


@pytest.mark.parametrize("partij", PARTIJEN)
def test_only_a_coordinator_of_the_regio_looks_along(als, w, mensen, partij):
    traject = leven.naar(w, S.LOPEND)
    begeleider, other = iemand("Bo Begeleider", Rol.BEGELEIDER), iemand("Ada Ander", Rol.BEGELEIDER)
    Betrokkene.objects.create(traject=traject, user=begeleider, vanaf=leven.BEGIN)
    manager = iemand("Piet Programma", Rol.PROGRAMMAMANAGER)
    beheerder = iemand("Bea Beheer", Rol.BEHEERDER)
    elsewhere = leven.wereld("FR").coordinator
    url = kijk(traject.plaatsing, partij)

    wanted = {begeleider: 403, beheerder: 403, other: 404, manager: 404, elsewhere: 404} | dict.fromkeys(mensen.values(), 403)

    assert {user: als(user).get(url).status_code for user in wanted} == wanted
    assert not ReadLog.objects.filter(object_code=traject.code, view__startswith="meekijken").exists()


def test_what_they_do_not_see_any_more_is_not_shown_here_either(als, w):
    plaatsing = leven.naar(w, S.NAZORG).plaatsing
    last = VANDAAG - timedelta(days=200)
    Plaatsing.objects.filter(pk=plaatsing.pk).update(eerste_werkdag=last - timedelta(days=90), laatste_werkdag=last)
    page = als(w.coordinator)

    answer = page.get(kijk(plaatsing, "leerbedrijf"))

    assert answer.status_code == 200 and "ziet deze deelnemer nu niet" in text(answer)
    assert not kaarten(answer)
    assert len(kaarten(page.get(kijk(plaatsing, "school")))) > 3


def test_a_safe_house_is_called_by_its_cover_name_here_too(als, w):
    Leerbedrijf.objects.filter(pk=w.leerbedrijf.pk).update(verborgen_adres=True, schuilnaam="Huis Noord")
    plaatsing = leven.naar(w, S.LOPEND).plaatsing

    shown = text(als(w.coordinator).get(kijk(plaatsing, "school")))

    assert "Huis Noord" in shown and "Kringloop" not in shown
