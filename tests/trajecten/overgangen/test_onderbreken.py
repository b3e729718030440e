"""A pause, going on after it, and another leerbedrijf: what the pages show, do, keep and refuse."""

from datetime import date, timedelta

import pytest

from accounts.models import Rol
from basis.bsn import REFUSAL
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, done, post, refused, text, url
from trajecten import dossier, oordelen, workflow
from trajecten.aan_zet import wachtdagen
from trajecten.regels import Partij, Status

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def pauze(**anders):
    return {"reden": "verlof", "van": "2026-05-04", "verwacht_terug": "2026-05-25", **anders}


@pytest.fixture
def lopend(w):
    return leven.naar(w, Status.LOPEND)


def test_onderbreken_keeps_reason_and_days_and_leaves_two_termijnen(page, w, lopend):
    address = url(lopend, "onderbreken")
    assert page.get(address).status_code == 200

    done(post(page, address, pauze()), lopend, Status.ONDERBROKEN)

    row = lopend.onderbrekingen.get()
    assert (row.van, row.verwacht_terug, row.tot, row.status_ervoor) == (date(2026, 5, 4), date(2026, 5, 25), None, "lopend")
    assert {t.soort for t in lopend.termijnen.filter(vervuld_op=None, vervallen_op=None)} == {"hervatten", "einddatum"}


@pytest.mark.parametrize(
    ("anders", "sentence"),
    [
        ({"reden": ""}, "Kies een reden."),
        ({"reden": "overig"}, "Schrijf bij de reden"),
        ({"van": "2026-05-12"}, "deze datum ligt in de toekomst"),
        ({"van": "2026-01-01"}, "op of na de eerste werkdag"),
        ({"verwacht_terug": "2026-05-04"}, "na het begin van de onderbreking"),
        ({"toelichting": BSN}, REFUSAL),
    ],
)
def test_onderbreken_refuses_and_keeps_the_form(page, lopend, anders, sentence):
    refused(post(page, url(lopend, "onderbreken"), pauze(**anders)), lopend, sentence, anders.get("van", "2026-05-04"))
    assert not lopend.onderbrekingen.exists()


def test_a_pause_never_overlaps_another_and_may_begin_on_the_day_the_last_one_ended(page, w, lopend):
    first = {"traject": lopend, "reden": "verlof", "by": w.coordinator}
    workflow.onderbreken(**first, van=date(2026, 4, 20), verwacht_terug=date(2026, 5, 4), on=date(2026, 4, 20))
    workflow.hervatten(traject=lopend, datum=date(2026, 5, 4), by=w.coordinator, on=date(2026, 5, 4))

    overlap = "overlapt met die van 20 april 2026 tot 4 mei 2026"
    refused(post(page, url(lopend, "onderbreken"), pauze(van="2026-05-01")), lopend, overlap)
    refused(post(page, url(lopend, "onderbreken"), pauze(van="2026-04-13", verwacht_terug="2026-04-15")), lopend, overlap)
    done(post(page, url(lopend, "onderbreken"), pauze(van="2026-05-04")), lopend, Status.ONDERBROKEN)
    assert lopend.onderbrekingen.count() == 2


@pytest.mark.parametrize("status", [Status.LOPEND, Status.BEOORDELING])
def test_hervatten_goes_on_from_the_status_the_pause_began_in(page, w, status):
    traject = leven.naar(w, status)
    day = traject.status_sinds
    workflow.onderbreken(traject=traject, reden="verlof", van=day, verwacht_terug=day + WEEK, by=w.coordinator, on=day)
    address = url(traject, "hervatten")
    traject.refresh_from_db()
    einddatum = traject.plaatsing.einddatum
    assert "De terugkeer was verwacht op" in text(page.get(address))

    refused(post(page, address, {"datum": day.isoformat()}), traject, "na het begin van de onderbreking")
    refused(post(page, address, {"datum": "2026-05-12"}), traject, "deze datum ligt in de toekomst")
    done(post(page, address, {"datum": (day + timedelta(days=3)).isoformat()}), traject, status)

    assert traject.onderbrekingen.get().tot == day + timedelta(days=3)
    assert traject.plaatsing.einddatum == einddatum


def test_days_of_a_pause_are_no_days_of_waiting(w):
    traject = leven.naar(w, Status.BEOORDELING)
    day = traject.status_sinds
    wie = {"traject": traject, "by": w.coordinator}
    workflow.onderbreken(**wie, reden="verlof", van=day, verwacht_terug=day + 2 * WEEK, on=day)
    workflow.hervatten(**wie, datum=day + WEEK, on=day + WEEK)
    traject.refresh_from_db()

    assert traject.aan_zet == Partij.LEERBEDRIJF
    assert wachtdagen(traject, on=day + WEEK + timedelta(days=2)) == 2


# --- another leerbedrijf -----------------------------------------------------------------------------------------------


def afscheid(w, **anders):
    first = w.werkprocessen[0]
    return {
        "reden": "leerbedrijf_stopt",
        "laatste_dag": "2026-05-08",
        "uren_gedaan": "120",
        "beoordelaar": "J. Mulder",
        f"oordeel-{first.code}": "goed",
        f"noot-{first.code}": "Werkt zelfstandig.",
        **anders,
    }


def test_herplaatsen_before_the_start_asks_only_a_reason_and_voids_the_agreement(page, w):
    traject = leven.naar(w, Status.OVEREENKOMST)
    address = url(traject, "herplaatsen")
    shown = text(page.get(address))
    assert "laatste_dag" not in shown and "Wat kan de deelnemer nu?" not in shown

    done(post(page, address, {"reden": "reistijd"}), traject, Status.MATCHING)

    former = traject.plaatsingen.get()
    assert not former.huidig and former.laatste_werkdag is None
    assert former.pok_versies.get().vervallen_reden == "Ander leerbedrijf gezocht"
    assert (traject.aan_zet, traject.plaatsing) == (Partij.COORDINATOR, None)


def test_herplaatsen_after_a_start_keeps_last_day_hours_and_judgements(page, w, lopend):
    done(post(page, url(lopend, "herplaatsen"), afscheid(w)), lopend, Status.MATCHING)

    former = lopend.plaatsingen.get()
    assert (former.laatste_werkdag, former.uren_gedaan, former.huidig) == (date(2026, 5, 8), 120, False)
    assert [(o.werkproces, o.waarde, o.toelichting) for o in oordelen.behaald(lopend)] == [
        (w.werkprocessen[0], "goed", "Werkt zelfstandig.")
    ]
    assert not lopend.termijnen.filter(vervuld_op=None, vervallen_op=None, soort__in=["einddatum", "eindbeoordeling"]).exists()


def test_herplaatsen_may_know_nothing_of_what_was_learned(page, w, lopend):
    empty = afscheid(w, **{f"oordeel-{w.werkprocessen[0].code}": ""})
    done(post(page, url(lopend, "herplaatsen"), empty), lopend, Status.MATCHING)

    assert not lopend.plaatsingen.get().beoordelingen.exists()


@pytest.mark.parametrize(
    ("anders", "sentence"),
    [
        ({"reden": ""}, "Kies een reden."),
        ({"reden": "overig"}, "Schrijf bij de reden"),
        ({"laatste_dag": "2026-05-12"}, "deze datum ligt in de toekomst"),
        ({"laatste_dag": "2026-01-01"}, "op of na de eerste werkdag"),
        ({"laatste_dag": ""}, "Kies een datum."),
        ({"uren_gedaan": "-3"}, "0"),
        ({"toelichting": BSN}, REFUSAL),
    ],
)
def test_herplaatsen_refuses_and_keeps_the_form(page, w, lopend, anders, sentence):
    refused(post(page, url(lopend, "herplaatsen"), afscheid(w, **anders)), lopend, sentence, "Werkt zelfstandig.")
    assert lopend.plaatsingen.get().huidig


def test_herplaatsen_out_of_a_pause_ends_the_pause(page, w):
    traject = leven.naar(w, Status.ONDERBROKEN)
    done(post(page, url(traject, "herplaatsen"), afscheid(w, laatste_dag="2026-05-01")), traject, Status.MATCHING)

    assert traject.onderbrekingen.get().tot is not None


def test_at_the_second_leerbedrijf_the_kwalificatie_is_fixed_and_the_start_lies_after_the_first(page, w, lopend):
    post(page, url(lopend, "herplaatsen"), afscheid(w))
    w.controleer(VANDAAG)
    other = leven.kwalificatie("25960")
    agreed = leven.afspraken(w, VANDAAG)
    with pytest.raises(workflow.OvergangGeweigerd, match="staat de kwalificatie vast"):
        workflow.matchen(
            traject=lopend,
            afspraken=leven.afspraken(w, VANDAAG, kwalificatie=other, werkprocessen=[]),
            by=w.coordinator,
            on=VANDAAG,
        )
    workflow.matchen(traject=lopend, afspraken=agreed, by=w.coordinator, on=VANDAAG)
    lopend.refresh_from_db()
    leven.teken_alles(lopend, w.coordinator, VANDAAG)
    start = {"inschrijving": "ingeschreven", "inschrijving_op": VANDAAG, "identiteit": leven.identiteit(VANDAAG)}
    begin = {"traject": lopend, "by": w.coordinator, "on": VANDAAG, **start}

    with pytest.raises(workflow.OvergangGeweigerd, match="na de laatste werkdag bij het vorige leerbedrijf, 8 mei 2026"):
        workflow.starten(**begin, eerste_werkdag=date(2026, 5, 8))
    first = lopend.eerste_werkdag
    workflow.starten(**begin, eerste_werkdag=VANDAAG)

    lopend.refresh_from_db()
    assert (lopend.eerste_werkdag, lopend.laatste_werkdag) == (first, None)
    assert lopend.plaatsing.volgnummer == 2


@pytest.mark.parametrize("verb", ["onderbreken", "herplaatsen"])
def test_only_a_coordinator_pauses_or_moves_a_traject(w, lopend, verb):
    begeleider = iemand("Bo Jobcoach", Rol.BEGELEIDER)
    dossier.behandelaar(traject=lopend, by=w.coordinator, on=VANDAAG, nieuw=begeleider)
    extra = {"van": VANDAAG, "verwacht_terug": VANDAAG + WEEK} if verb == "onderbreken" else {}

    with pytest.raises(workflow.OvergangGeweigerd, match="mag u bij dit traject niet doen"):
        getattr(workflow, verb)(traject=lopend, reden="reistijd", by=begeleider, on=VANDAAG, **extra)
    lopend.refresh_from_db()
    assert lopend.status == Status.LOPEND
