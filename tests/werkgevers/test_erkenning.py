from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from basis.versie import VersieConflict
from kwalificaties.models import Werkproces
from tests.werkgevers.factories import ErkenningFactory, KwalificatieFactory, RegioFactory, UserFactory
from werkgevers import erkenning as acties
from werkgevers.erkenning import ErkenningGeweigerd
from werkgevers.models import Erkenning, ErkenningStatus, Opvolgerbevestiging
from werkgevers.signals import erkenning_gewijzigd

VANDAAG = date(2026, 9, 15)
MORGEN = VANDAAG + timedelta(days=1)
GEZIEN = {"datum": VANDAAG, "hoe": "stagemarkt", "bewijs": "Staat op Stagemarkt."}


@pytest.fixture
def wie(coordinator):
    return {"by": coordinator, "on": VANDAAG}


@pytest.fixture
def nieuws():
    heard = []

    def hear(sender, erkenning, **kwargs):
        assert connection.in_atomic_block
        heard.append(erkenning.pk)

    erkenning_gewijzigd.connect(hear)
    yield heard
    erkenning_gewijzigd.disconnect(hear)


def wp(kwalificatie, nummer="P1-K1-W1"):
    return Werkproces.objects.van(kwalificatie).get(nummer=nummer)


def refuses(zin, erkenning, do):
    """Refused with this sentence, and nothing of the erkenning changed."""
    voor = Erkenning.objects.values().get(pk=erkenning.pk)
    regels, checks = erkenning.gebeurtenissen.count(), erkenning.checks.count()
    with pytest.raises(ErkenningGeweigerd, match=zin), transaction.atomic():
        do()
    assert Erkenning.objects.values().get(pk=erkenning.pk) == voor
    assert (erkenning.gebeurtenissen.count(), erkenning.checks.count()) == (regels, checks)


# --- registreren ---------------------------------------------------------------------------------------------------


def test_registreren_makes_an_erkenning_with_its_first_check(bakker, wie, nieuws):
    kwalificatie = KwalificatieFactory()

    erkenning = acties.registreren(leerbedrijf=bakker, kwalificatie=kwalificatie, sinds=date(2025, 3, 1), **GEZIEN, **wie)

    assert erkenning.status == ErkenningStatus.ERKEND and erkenning.hele_kwalificatie
    assert erkenning.herbeoordeling_op == date(2029, 3, 1)
    assert erkenning.checks.get().door == wie["by"]
    assert erkenning.gebeurtenissen.get().soort == "geregistreerd"
    assert nieuws == [erkenning.pk]


def test_registreren_keeps_a_scope_of_werkprocessen(bakker, wie):
    kwalificatie = KwalificatieFactory()

    erkenning = acties.registreren(
        leerbedrijf=bakker, kwalificatie=kwalificatie, sinds=VANDAAG, werkprocessen=[wp(kwalificatie)], **GEZIEN, **wie
    )

    assert not erkenning.hele_kwalificatie and list(erkenning.werkprocessen.all()) == [wp(kwalificatie)]


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"sinds": MORGEN}, "waarop de erkenning inging ligt in de toekomst"),
        ({"datum": MORGEN}, "van de controle ligt in de toekomst"),
        ({"bewijs": "  "}, "Schrijf op wat u zag"),
        ({"werkprocessen": []}, "minstens één werkproces"),
    ],
)
def test_registreren_refuses(bakker, wie, nieuws, anders, zin):
    with pytest.raises(ErkenningGeweigerd, match=zin), transaction.atomic():
        acties.registreren(
            **{"leerbedrijf": bakker, "kwalificatie": KwalificatieFactory(), "sinds": VANDAAG, **GEZIEN, **wie, **anders}
        )

    assert not bakker.erkenningen.exists() and nieuws == []


def test_registreren_refuses_a_werkproces_of_another_kwalificatie(bakker, wie):
    with pytest.raises(ErkenningGeweigerd, match="Kies alleen werkprocessen van"), transaction.atomic():
        acties.registreren(
            leerbedrijf=bakker,
            kwalificatie=KwalificatieFactory(),
            sinds=VANDAAG,
            werkprocessen=[wp(KwalificatieFactory())],
            **GEZIEN,
            **wie,
        )

    assert not bakker.erkenningen.exists()


def test_registreren_refuses_a_kwalificatie_of_another_regio(bakker, wie):
    van_elders = KwalificatieFactory(regio=RegioFactory())

    with pytest.raises(ErkenningGeweigerd, match="niet van uw regio"), transaction.atomic():
        acties.registreren(leerbedrijf=bakker, kwalificatie=van_elders, sinds=VANDAAG, **GEZIEN, **wie)


def test_registreren_refuses_a_second_running_erkenning(erkenning, wie):
    own = {"leerbedrijf": erkenning.leerbedrijf, "kwalificatie": erkenning.kwalificatie}

    refuses(
        "staat er al een erkenning: erkend",
        erkenning,
        lambda: acties.registreren(**own, sinds=VANDAAG, **GEZIEN, **wie),
    )
    refuses("staat er al een erkenning", erkenning, lambda: acties.aanvragen(**own, aangevraagd_op=VANDAAG, **wie))


@pytest.mark.django_db(transaction=True)
def test_registreren_at_once_by_two_people_gives_one_erkenning(bakker, wie):
    kwalificatie, barrier, outcomes = KwalificatieFactory(), Barrier(2), []

    def one():
        try:
            barrier.wait(5)
            acties.registreren(leerbedrijf=bakker, kwalificatie=kwalificatie, sinds=VANDAAG, **GEZIEN, **wie)
            outcomes.append("gelukt")
        except ErkenningGeweigerd as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    threads = [Thread(target=one) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join(10)

    assert bakker.erkenningen.count() == 1
    assert sorted(o == "gelukt" for o in outcomes) == [False, True]
    assert any("staat er al een erkenning" in o for o in outcomes)


# --- aanvragen, besluit, brief -------------------------------------------------------------------------------------


def test_aanvragen_starts_a_request(bakker, wie, nieuws):
    erkenning = acties.aanvragen(leerbedrijf=bakker, kwalificatie=KwalificatieFactory(), aangevraagd_op=VANDAAG, **wie)

    assert erkenning.status == ErkenningStatus.AANGEVRAAGD and erkenning.sinds is None and nieuws == [erkenning.pk]


def test_aanvragen_refuses_a_day_ahead(bakker, wie):
    with pytest.raises(ErkenningGeweigerd, match="van de aanvraag ligt in de toekomst"), transaction.atomic():
        acties.aanvragen(leerbedrijf=bakker, kwalificatie=KwalificatieFactory(), aangevraagd_op=MORGEN, **wie)


def test_aanvragen_after_a_refusal_waits_six_months(bakker, wie):
    afgewezen = ErkenningFactory(leerbedrijf=bakker, afgewezen=True, aangevraagd_op=date(2026, 3, 1), besluit_op=date(2026, 3, 15))
    own = {"leerbedrijf": bakker, "kwalificatie": afgewezen.kwalificatie}

    refuses(
        "Een nieuwe aanvraag kan vanaf 15 september 2026",
        afgewezen,
        lambda: acties.aanvragen(**own, aangevraagd_op=date(2026, 9, 14), **wie),
    )
    assert acties.aanvragen(**own, aangevraagd_op=date(2026, 9, 15), **wie).status == ErkenningStatus.AANGEVRAAGD


@pytest.mark.parametrize(("erkend", "status"), [(True, "erkend"), (False, "afgewezen")])
def test_besluit_vastleggen_records_what_sbb_decided(bakker, wie, nieuws, erkend, status):
    aanvraag = ErkenningFactory(leerbedrijf=bakker, aangevraagd=True)

    besloten = acties.besluit_vastleggen(
        erkenning=aanvraag, erkend=erkend, besluit_op=date(2026, 9, 10), brief_op=date(2026, 9, 14), **wie
    )

    assert besloten.status == status and besloten.besluit_op == date(2026, 9, 10) and besloten.brief_op == date(2026, 9, 14)
    assert besloten.sinds == (date(2026, 9, 10) if erkend else None)
    assert besloten.herbeoordeling_op == (date(2030, 9, 10) if erkend else None)
    assert nieuws == [aanvraag.pk]


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"besluit_op": MORGEN}, "van het besluit ligt in de toekomst"),
        ({"besluit_op": date(2026, 8, 31)}, "kan niet voor de aanvraag van 1 september 2026"),
        ({"brief_op": date(2026, 9, 9)}, "kan niet voor het besluit van 10 september 2026"),
        ({"brief_op": MORGEN}, "van de brief ligt in de toekomst"),
    ],
)
def test_besluit_vastleggen_refuses_dates_out_of_order(bakker, wie, anders, zin):
    aanvraag = ErkenningFactory(leerbedrijf=bakker, aangevraagd=True)
    feiten = {"erkend": True, "besluit_op": date(2026, 9, 10), **anders}

    refuses(zin, aanvraag, lambda: acties.besluit_vastleggen(erkenning=aanvraag, **feiten, **wie))


def test_besluit_vastleggen_refuses_a_second_decision(bakker, wie):
    aanvraag = ErkenningFactory(leerbedrijf=bakker, aangevraagd=True)
    acties.besluit_vastleggen(erkenning=aanvraag, erkend=True, besluit_op=VANDAAG, **wie)

    refuses("al besloten", aanvraag, lambda: acties.besluit_vastleggen(erkenning=aanvraag, erkend=False, besluit_op=VANDAAG, **wie))


def test_brief_vastleggen_needs_a_decision_first(bakker, wie):
    aanvraag = ErkenningFactory(leerbedrijf=bakker, aangevraagd=True)
    refuses("Leg eerst het besluit", aanvraag, lambda: acties.brief_vastleggen(erkenning=aanvraag, brief_op=VANDAAG, **wie))

    acties.besluit_vastleggen(erkenning=aanvraag, erkend=False, besluit_op=date(2026, 9, 10), **wie)

    assert acties.brief_vastleggen(erkenning=aanvraag, brief_op=VANDAAG, **wie).brief_op == VANDAAG


# --- controleren, vervallen ----------------------------------------------------------------------------------------


def test_controle_vastleggen_keeps_day_person_place_and_evidence(erkenning, wie, nieuws):
    acties.controle_vastleggen(erkenning=erkenning, uitkomst="erkend", **GEZIEN, **wie)

    check = erkenning.checks.first()
    assert (check.datum, check.door, check.hoe, check.bewijs) == (VANDAAG, wie["by"], "stagemarkt", "Staat op Stagemarkt.")
    assert nieuws == [erkenning.pk]


def test_controle_vastleggen_with_vervallen_ends_the_erkenning(erkenning, wie):
    na = acties.controle_vastleggen(erkenning=erkenning, uitkomst="vervallen", vervallen_per=date(2026, 8, 1), **GEZIEN, **wie)

    assert na.status == ErkenningStatus.VERVALLEN and na.vervallen_per == date(2026, 8, 1)


def test_controle_vastleggen_may_correct_the_day_it_lapsed(bakker, wie):
    oud = ErkenningFactory(leerbedrijf=bakker, vervallen=True)

    zonder = acties.controle_vastleggen(erkenning=oud, uitkomst="vervallen", **GEZIEN, **wie)
    met = acties.controle_vastleggen(erkenning=oud, uitkomst="vervallen", vervallen_per=date(2026, 5, 1), **GEZIEN, **wie)

    assert zonder.vervallen_per == date(2026, 6, 1) and met.vervallen_per == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"datum": MORGEN}, "van de controle ligt in de toekomst"),
        ({"bewijs": ""}, "dat is het bewijs"),
        ({"uitkomst": "vervallen"}, "Vul in per wanneer"),
        ({"uitkomst": "vervallen", "vervallen_per": date(2024, 12, 31)}, "ging in op 1 januari 2025"),
    ],
)
def test_controle_vastleggen_refuses(erkenning, wie, anders, zin):
    refuses(
        zin,
        erkenning,
        lambda: acties.controle_vastleggen(**{"erkenning": erkenning, "uitkomst": "erkend", **GEZIEN, **wie, **anders}),
    )


@pytest.mark.parametrize(
    ("trait", "zin"),
    [("aangevraagd", "Leg eerst het besluit van SBB vast"), ("afgewezen", "wees deze aanvraag af"), ("vervallen", "is vervallen")],
)
def test_controle_vastleggen_refuses_erkend_for_what_is_not(bakker, wie, trait, zin):
    erkenning = ErkenningFactory(leerbedrijf=bakker, **{trait: True})
    refuses(zin, erkenning, lambda: acties.controle_vastleggen(erkenning=erkenning, uitkomst="erkend", **GEZIEN, **wie))


def test_vervallen_ends_an_erkenning_also_on_a_day_ahead(erkenning, wie, nieuws):
    na = acties.vervallen(erkenning=erkenning, per=date(2026, 10, 1), reden="Ingetrokken door SBB.", **wie)

    assert na.status == ErkenningStatus.VERVALLEN and na.vervallen_per == date(2026, 10, 1) and nieuws == [erkenning.pk]
    assert "Ingetrokken door SBB." in na.gebeurtenissen.first().tekst
    assert na.leerbedrijf.is_erkend(na.kwalificatie, on=date(2026, 9, 30))
    assert not na.leerbedrijf.is_erkend(na.kwalificatie, on=date(2026, 10, 1))


@pytest.mark.parametrize(
    ("trait", "per", "zin"),
    [
        ({}, date(2024, 12, 31), "ging in op 1 januari 2025"),
        ({"vervallen": True}, VANDAAG, "al vervallen per 1 juni 2026"),
        ({"aangevraagd": True}, VANDAAG, "Alleen een erkenning die SBB gaf"),
    ],
)
def test_vervallen_refuses(bakker, wie, trait, per, zin):
    erkenning = ErkenningFactory(leerbedrijf=bakker, **trait)
    refuses(zin, erkenning, lambda: acties.vervallen(erkenning=erkenning, per=per, reden="x", **wie))


def test_a_new_erkenning_may_follow_one_that_lapsed(bakker, wie):
    oud = ErkenningFactory(leerbedrijf=bakker, vervallen=True)

    nieuw = acties.registreren(leerbedrijf=bakker, kwalificatie=oud.kwalificatie, sinds=VANDAAG, **GEZIEN, **wie)

    assert bakker.is_erkend(oud.kwalificatie, on=VANDAAG) and nieuw != oud


# --- bereik, opvolger ----------------------------------------------------------------------------------------------


def test_bereik_wijzigen_to_a_part_and_back(erkenning, wie, nieuws):
    een = wp(erkenning.kwalificatie)

    deel = acties.bereik_wijzigen(erkenning=erkenning, werkprocessen=[een], reden="Brief van SBB.", **wie)
    assert not deel.hele_kwalificatie and list(deel.werkprocessen.all()) == [een]
    assert deel.gebeurtenissen.first().tekst == "Alleen P1-K1-W1. Brief van SBB."

    heel = acties.bereik_wijzigen(erkenning=erkenning, werkprocessen=None, reden="Uitgebreid.", **wie)
    assert heel.hele_kwalificatie and not heel.werkprocessen.exists() and nieuws == [erkenning.pk] * 2


def test_bereik_wijzigen_refuses_none_chosen_another_kwalificatie_and_an_ended_one(erkenning, bakker, wie):
    vreemd, oud = wp(KwalificatieFactory()), ErkenningFactory(leerbedrijf=bakker, vervallen=True)
    for e, keuze, zin in [(erkenning, [], "minstens één"), (erkenning, [vreemd], "Kies alleen"), (oud, None, "loopt niet meer")]:
        refuses(zin, e, lambda e=e, keuze=keuze: acties.bereik_wijzigen(erkenning=e, werkprocessen=keuze, reden="x", **wie))
        assert not e.werkprocessen.exists()


def test_bereik_wijzigen_by_two_people_keeps_the_first(erkenning, wie):
    versie = erkenning.versie
    acties.bereik_wijzigen(erkenning=erkenning, werkprocessen=[wp(erkenning.kwalificatie)], reden="eerst", versie=versie, **wie)

    with pytest.raises(VersieConflict), transaction.atomic():
        acties.bereik_wijzigen(erkenning=erkenning, werkprocessen=None, reden="daarna", versie=versie, **wie)

    assert not Erkenning.objects.get(pk=erkenning.pk).hele_kwalificatie


BEVESTIGING = {"datum": VANDAAG, "hoe": "sbb_contact", "bron": "Mail van de adviseur van 14 september."}


@pytest.fixture
def opvolger(erkenning):
    erkenning.kwalificatie.opvolger = KwalificatieFactory()
    erkenning.kwalificatie.save()
    return erkenning.kwalificatie.opvolger


def test_opvolger_bevestigen_makes_the_erkenning_count_for_the_successor(erkenning, opvolger, wie, nieuws):
    assert not erkenning.leerbedrijf.is_erkend(opvolger, on=VANDAAG)

    acties.opvolger_bevestigen(erkenning=erkenning, kwalificatie=opvolger, **BEVESTIGING, **wie)

    assert erkenning.leerbedrijf.is_erkend(opvolger, on=VANDAAG) and nieuws == [erkenning.pk]


def test_opvolger_bevestigen_of_a_part_asks_which_werkprocessen(erkenning, opvolger, wie):
    acties.bereik_wijzigen(erkenning=erkenning, werkprocessen=[wp(erkenning.kwalificatie)], reden="x", **wie)
    feiten = {"erkenning": erkenning, "kwalificatie": opvolger, **BEVESTIGING, **wie}

    refuses("minstens één werkproces", erkenning, lambda: acties.opvolger_bevestigen(**feiten))
    refuses(
        "Kies alleen werkprocessen van",
        erkenning,
        lambda: acties.opvolger_bevestigen(**feiten, werkprocessen=[wp(erkenning.kwalificatie)]),
    )
    assert list(acties.opvolger_bevestigen(**feiten, werkprocessen=[wp(opvolger)]).werkprocessen.all()) == [wp(opvolger)]


@pytest.mark.parametrize(
    ("anders", "zin"), [({"datum": MORGEN}, "ligt in de toekomst"), ({"bron": " "}, "Schrijf op waar u dit zag")]
)
def test_opvolger_bevestigen_refuses(erkenning, opvolger, wie, anders, zin):
    feiten = {"erkenning": erkenning, "kwalificatie": opvolger, **BEVESTIGING, **wie, **anders}

    refuses(zin, erkenning, lambda: acties.opvolger_bevestigen(**feiten))
    assert not Opvolgerbevestiging.objects.exists()


def test_opvolger_bevestigen_refuses_a_stranger_a_lapsed_one_and_a_second_time(erkenning, opvolger, bakker, wie):
    oud = ErkenningFactory(leerbedrijf=bakker, vervallen=True, kwalificatie=opvolger)
    acties.opvolger_bevestigen(erkenning=erkenning, kwalificatie=opvolger, **BEVESTIGING, **wie)

    for e, k, zin in [
        (erkenning, KwalificatieFactory(), "geen voorganger of opvolger"),
        (oud, erkenning.kwalificatie, "met status erkend"),
        (erkenning, opvolger, "al bevestigd"),
    ]:
        refuses(zin, e, lambda e=e, k=k: acties.opvolger_bevestigen(erkenning=e, kwalificatie=k, **BEVESTIGING, **wie))


def test_news_is_not_told_when_the_transaction_rolls_back(bakker, coordinator):
    """What hears the signal writes in the same transaction: a listener that fails undoes the action."""

    def fail(**kwargs):
        raise RuntimeError

    erkenning_gewijzigd.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            acties.aanvragen(
                leerbedrijf=bakker, kwalificatie=KwalificatieFactory(), aangevraagd_op=VANDAAG, by=UserFactory(), on=VANDAAG
            )
    finally:
        erkenning_gewijzigd.disconnect(fail)

    assert not bakker.erkenningen.exists()


def test_an_erkenning_cannot_have_been_found_before_it_began(bakker, wie):
    with pytest.raises(ErkenningGeweigerd, match="ging in op"), transaction.atomic():
        acties.registreren(
            leerbedrijf=bakker, kwalificatie=KwalificatieFactory(), sinds=VANDAAG, **GEZIEN | {"datum": date(2026, 9, 14)}, **wie
        )
