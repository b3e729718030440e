"""Another doel for a traject that is open: what it takes, what follows from it, and what the log says for the figures."""

import pytest

from basis.bsn import REFUSAL
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, post, text, ticks, url
from trajecten import aan_zet, doel, termijnrijen, workflow
from trajecten.feiten import lees
from trajecten.models import PokVersie, Traject
from trajecten.regels import Status
from trajecten.workflow import BevestigingNodig, OvergangGeweigerd

pytestmark = pytest.mark.django_db
S = Status
ALLEEN_PRAKTIJK = {"eindbeoordeling", "doorlooptijd", "vaststelling", "uitreiking"}


def wijzig(w, traject, naar="diploma", **anders):
    rest = {"leerweg": traject.leerweg, "reden": "Wil verder leren", "by": w.coordinator, "on": VANDAAG}
    return doel.wijzig(traject=traject, doel=naar, **(rest | anders))


def waiting(traject):
    return set(traject.termijnen.filter(vervuld_op=None, vervallen_op=None).values_list("soort", flat=True))


@pytest.mark.parametrize(
    ("van", "naar", "doorstroom"),
    [
        ("praktijkverklaring", "certificaat", True),
        ("praktijkverklaring", "diploma", True),
        ("certificaat", "diploma", True),
        ("diploma", "certificaat", False),
        ("certificaat", "praktijkverklaring", False),
    ],
)
def test_only_going_up_is_doorstroom(w, van, naar, doorstroom):
    traject = leven.naar(w, S.MATCHING)
    Traject.objects.filter(pk=traject.pk).update(doel=van)

    wijzig(w, Traject.objects.get(pk=traject.pk), naar)

    traject.refresh_from_db()
    line = traject.gebeurtenissen.get(soort="doel")
    assert (traject.doel, traject.status) == (naar, S.MATCHING)
    assert (["Doorstroom", "ja"] in line.details) == doorstroom
    assert (line.reden, line.naar) == ("Wil verder leren", "")


def test_for_a_diploma_the_termijnen_of_a_verklaring_fall_away_and_come_back(w):
    traject = leven.naar(w, S.LOPEND)
    assert {"eindbeoordeling", "doorlooptijd"} <= waiting(traject)

    wijzig(w, traject)
    assert not ALLEEN_PRAKTIJK & waiting(traject) and "einddatum" in waiting(traject)
    traject.refresh_from_db()
    found = aan_zet.partij(lees(traject), termijnrijen.open_termijnen(traject), on=VANDAAG)
    assert (traject.aan_zet, traject.aan_zet_reden) == (found.partij, found.reden)

    wijzig(w, traject, "praktijkverklaring")
    assert {"eindbeoordeling", "doorlooptijd"} <= waiting(traject)


@pytest.mark.parametrize("status", [S.BEOORDELING, S.VASTSTELLING, S.UITREIKING, S.NAZORG, S.AFGESLOTEN])
def test_once_the_verklaring_is_being_made_the_doel_stands(w, status):
    traject = leven.naar(w, status)

    with pytest.raises(OvergangGeweigerd, match="nieuw traject voor deze deelnemer"):
        wijzig(w, traject)

    traject.refresh_from_db()
    assert traject.doel == "praktijkverklaring" and not traject.gebeurtenissen.filter(soort="doel").exists()


def test_back_to_a_praktijkverklaring_needs_werkprocessen_and_an_unusual_period_a_reason(w):
    traject = leven.naar(w, S.LOPEND)
    Traject.objects.filter(pk=traject.pk).update(doel="diploma")
    traject.refresh_from_db()
    traject.plaatsing.werkprocessen.clear()
    with pytest.raises(OvergangGeweigerd, match="nog niet gekozen. Kies ze eerst bij"):
        wijzig(w, traject, "praktijkverklaring")

    traject.plaatsing.werkprocessen.set(w.werkprocessen)
    traject.plaatsingen.update(einddatum="2027-06-01")
    with pytest.raises(BevestigingNodig, match="langer dan 6 maanden"):
        wijzig(w, Traject.objects.get(pk=traject.pk), "praktijkverklaring")
    yes = workflow.Bevestiging(frozenset({"duur"}), "Zo begonnen")
    wijzig(w, Traject.objects.get(pk=traject.pk), "praktijkverklaring", bevestigd=yes)

    assert ["Bevestigd", "Zo begonnen"] in traject.gebeurtenissen.get(soort="doel").details


def test_another_leerweg_before_the_start_makes_a_new_version_to_sign_and_after_it_only_a_reason(w):
    traject = leven.naar(w, S.OVEREENKOMST)
    yes = workflow.Bevestiging(frozenset({"leerweg"}), "Gaat naar school")
    with pytest.raises(BevestigingNodig, match="nieuwe versie van de overeenkomst"):
        wijzig(w, traject, leerweg="bbl")
    wijzig(w, traject, leerweg="bbl", bevestigd=yes)
    assert list(PokVersie.objects.values_list("versie", "vervallen_reden")) == [(1, "Leerweg gewijzigd"), (2, "")]

    begonnen = leven.naar(w, S.LOPEND, roepnaam="Bea", achternaam="Smid", telefoon="050 765 43 21", geboortejaar=1971)
    with pytest.raises(BevestigingNodig, match="noemt nog de oude leerweg"):
        wijzig(w, begonnen, leerweg="bbl")
    wijzig(w, begonnen, leerweg="bbl", bevestigd=yes)
    assert begonnen.plaatsing.pok_versies.count() == 1


def test_the_page_changes_it_and_keeps_what_was_typed_when_refused(page, w):
    traject = leven.naar(w, S.LOPEND)
    address = url(traject, "doel_wijzigen")
    good = {"doel": "diploma", "leerweg": "derde_leerweg", "reden": "Wil door"}
    assert address in text(page.get(traject.get_absolute_url()))
    for wrong, sentence in [
        ({"doel": "praktijkverklaring"}, "Er verandert niets"),
        ({"reden": ""}, "Vul"),
        ({"reden": BSN}, REFUSAL),
        ({"doel": "havo"}, ""),
    ]:
        answer = post(page, address, good | wrong)
        assert answer.status_code == 200 and sentence in text(answer)
    asked = post(page, address, good | {"leerweg": "bbl"})
    assert "oude leerweg" in text(asked) and "Wil door" in text(asked)

    assert (
        post(page, address, good | {"leerweg": "bbl"}, bevestig=ticks(asked), bevestig_reden="Met school besproken").status_code
        == 303
    )

    traject.refresh_from_db()
    assert (traject.doel, traject.leerweg) == ("diploma", "bbl")
    assert "Doorstroom: ja" in text(page.get(traject.get_absolute_url()))


def test_only_a_coordinator_changes_it(w):
    traject = leven.naar(w, S.LOPEND)

    with pytest.raises(OvergangGeweigerd, match="mag u bij dit traject niet"):
        wijzig(w, traject, by=leven.wereld("FR").coordinator)
