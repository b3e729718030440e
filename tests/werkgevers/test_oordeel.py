from datetime import date

import pytest

from kwalificaties.models import Werkproces
from tests.werkgevers.factories import (
    ErkenningCheckFactory,
    ErkenningFactory,
    KwalificatieFactory,
    LeerbedrijfFactory,
    UserFactory,
)
from werkgevers.erkenning import oordeel
from werkgevers.models import Opvolgerbevestiging

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 9, 15)


def wp(kwalificatie, nummer):
    return Werkproces.objects.van(kwalificatie).get(nummer=nummer)


def bevestigd(erkenning, kwalificatie):
    return Opvolgerbevestiging.objects.create(
        erkenning=erkenning, kwalificatie=kwalificatie, datum=VANDAAG, door=UserFactory(), hoe="mijnsbb", bron="MijnSBB"
    )


def test_oordeel_says_yes_with_erkenning_and_last_check(erkenning):
    ErkenningCheckFactory(erkenning=erkenning, datum=date(2026, 8, 1))

    antwoord = oordeel(erkenning.leerbedrijf, erkenning.kwalificatie, on=VANDAAG)

    assert antwoord.erkend and antwoord.erkenning == erkenning and antwoord.laatste_check == date(2026, 9, 1)
    assert antwoord.via is antwoord.werkprocessen is antwoord.vervallen_per is None and antwoord.reden == ""
    assert erkenning.leerbedrijf.is_erkend(erkenning.kwalificatie, on=VANDAAG)


def test_oordeel_says_no_for_another_kwalificatie_and_another_leerbedrijf(erkenning):
    ander = KwalificatieFactory()

    assert "is niet erkend voor" in oordeel(erkenning.leerbedrijf, ander, on=VANDAAG).reden
    assert not erkenning.leerbedrijf.is_erkend(ander, on=VANDAAG)
    assert not LeerbedrijfFactory(regio=erkenning.leerbedrijf.regio).is_erkend(erkenning.kwalificatie, on=VANDAAG)


@pytest.mark.parametrize(
    ("trait", "reden"),
    [
        ({"aangevraagd": True}, "is aangevraagd op 1 september 2026"),
        ({"afgewezen": True}, "is op 15 januari 2026 afgewezen"),
        ({"vervallen": True}, "is vervallen per 1 juni 2026"),
        ({"sinds": date(2026, 10, 1)}, "geldt pas vanaf 1 oktober 2026"),
    ],
)
def test_oordeel_says_why_not(bakker, trait, reden):
    erkenning = ErkenningFactory(leerbedrijf=bakker, **trait)

    antwoord = oordeel(bakker, erkenning.kwalificatie, on=VANDAAG)

    assert not antwoord.erkend and reden in antwoord.reden and antwoord.erkenning == erkenning


def test_oordeel_of_a_day_before_it_lapsed_is_yes_and_names_the_day(bakker):
    erkenning = ErkenningFactory(leerbedrijf=bakker, vervallen=True)

    antwoord = oordeel(bakker, erkenning.kwalificatie, on=date(2026, 5, 31))

    assert antwoord.erkend and antwoord.vervallen_per == date(2026, 6, 1)
    assert not oordeel(bakker, erkenning.kwalificatie, on=date(2026, 6, 1)).erkend


def test_oordeel_is_no_when_the_last_check_did_not_find_it(erkenning):
    ErkenningCheckFactory(erkenning=erkenning, datum=date(2026, 9, 10), uitkomst="niet_gevonden")

    antwoord = oordeel(erkenning.leerbedrijf, erkenning.kwalificatie, on=VANDAAG)

    assert not antwoord.erkend and "niet gevonden" in antwoord.reden
    assert oordeel(erkenning.leerbedrijf, erkenning.kwalificatie, on=date(2026, 9, 9)).erkend


def test_oordeel_prefers_what_holds_over_what_lapsed_or_was_refused(erkenning):
    own = {"leerbedrijf": erkenning.leerbedrijf, "kwalificatie": erkenning.kwalificatie}
    ErkenningFactory(**own, vervallen=True)
    ErkenningFactory(**own, afgewezen=True)

    assert oordeel(**own, on=VANDAAG).erkenning == erkenning


def test_oordeel_of_a_part_names_its_werkprocessen(erkenning):
    gekozen = wp(erkenning.kwalificatie, "P1-K1-W2")
    erkenning.hele_kwalificatie = False
    erkenning.save()
    erkenning.werkprocessen.set([gekozen])

    assert oordeel(erkenning.leerbedrijf, erkenning.kwalificatie, on=VANDAAG).werkprocessen == {gekozen.pk}


def test_oordeel_of_a_part_also_covers_the_row_that_replaced_a_retired_werkproces(erkenning):
    oud = wp(erkenning.kwalificatie, "P1-K1-W2")
    erkenning.hele_kwalificatie = False
    erkenning.save()
    erkenning.werkprocessen.set([oud])
    oud.vervallen_op = date(2026, 9, 10)
    oud.save()
    nieuw = Werkproces.objects.create(kerntaak=oud.kerntaak, nummer=oud.nummer, titel="Nieuwe titel")

    assert oordeel(erkenning.leerbedrijf, erkenning.kwalificatie, on=VANDAAG).werkprocessen == {oud.pk, nieuw.pk}


@pytest.mark.parametrize("richting", ["opvolger", "voorganger"])
def test_oordeel_via_predecessor_or_successor_is_no_until_confirmed(erkenning, richting):
    ander = KwalificatieFactory()
    eerste, tweede = (erkenning.kwalificatie, ander) if richting == "opvolger" else (ander, erkenning.kwalificatie)
    eerste.opvolger = tweede
    eerste.save()

    voor = oordeel(erkenning.leerbedrijf, ander, on=VANDAAG)
    bevestigd(erkenning, ander)
    na = oordeel(erkenning.leerbedrijf, ander, on=VANDAAG)

    assert not voor.erkend and "nog niet bevestigd" in voor.reden and str(erkenning.kwalificatie) in voor.reden
    assert na.erkend and na.via == erkenning.kwalificatie and na.laatste_check == date(2026, 9, 1)


def test_oordeel_via_a_part_uses_the_werkprocessen_of_the_other_kwalificatie(erkenning):
    ander = KwalificatieFactory()
    erkenning.hele_kwalificatie = False
    erkenning.save()
    erkenning.werkprocessen.set([wp(erkenning.kwalificatie, "P1-K1-W1")])
    bevestigd(erkenning, ander).werkprocessen.set([wp(ander, "P1-K1-W2")])

    assert oordeel(erkenning.leerbedrijf, ander, on=VANDAAG).werkprocessen == {wp(ander, "P1-K1-W2").pk}


def test_oordeel_prefers_the_own_erkenning_over_one_confirmed(erkenning):
    buur = ErkenningFactory(leerbedrijf=erkenning.leerbedrijf)
    bevestigd(buur, erkenning.kwalificatie)

    antwoord = oordeel(erkenning.leerbedrijf, erkenning.kwalificatie, on=VANDAAG)

    assert antwoord.erkenning == erkenning and antwoord.via is None
