"""Taking up an ended traject again, and ending one because somebody died: over HTTP, and what stays or comes back."""

from datetime import date, timedelta

import pytest

from basis.bsn import REFUSAL
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, done, post, refused, text, ticks, url
from trajecten import dossier, knoppen, workflow
from trajecten.models import Plaatsing, Traject
from trajecten.regels import GEEINDIGD, Doel, Status
from trajecten.workflow import OvergangGeweigerd

pytestmark = pytest.mark.django_db
S = Status


def gestopt(w, status, *, reden="motivatie", laatste_dag=VANDAAG, **anders):
    traject = leven.naar(w, status, **anders)
    doel_eerst = {"bevestigd": workflow.Bevestiging(frozenset({"behaald", "na_einddatum"}), "Wil het niet")}
    workflow.stoppen(
        traject=traject, reden=reden, laatste_dag=laatste_dag, uren_gedaan=80, by=w.coordinator, on=VANDAAG, **doel_eerst
    )
    traject.refresh_from_db()
    return traject


def test_it_goes_back_to_work_as_if_it_had_not_stopped(page, w):
    traject = gestopt(w, S.LOPEND)
    address = url(traject, "heropenen")
    assert "Traject heropenen" in text(page.get(traject.get_absolute_url()))
    assert "gaat terug naar lopend" in text(page.get(address))

    refused(post(page, address, {"reden": ""}), traject, "Vul dit veld in.")
    refused(post(page, address, {"reden": BSN}), traject, REFUSAL)
    done(post(page, address, {"reden": "Toch weer begonnen"}), traject, S.LOPEND)

    assert (traject.einde_reden, traject.einde_op, traject.einde_status, traject.uren_gedaan) == ("", None, "", None)
    assert (traject.laatste_werkdag, traject.plaatsing.laatste_werkdag) == (None, None)
    assert traject.einde_vastgelegd_op is None and traject.einde_toelichting == ""
    assert traject.termijnen.filter(soort="einddatum", vervuld_op=None, vervallen_op=None).exists()
    line = traject.gebeurtenissen.get(soort="heropenen")
    assert line.reden == "Toch weer begonnen" and ["Terug naar", "Lopend"] in line.details
    workflow.stoppen(traject=traject, reden="motivatie", laatste_dag=VANDAAG, uren_gedaan=90, by=w.coordinator, on=VANDAAG)


def test_once_the_einddatum_has_passed_the_assessment_is_asked(page, w):
    traject = gestopt(w, S.LOPEND, laatste_dag=date(2026, 4, 24))
    Plaatsing.objects.update(einddatum="2026-05-01")
    address = url(traject, "heropenen")
    assert "gaat terug naar beoordeling" in text(page.get(address))

    refused(post(page, address, {"reden": "Heeft recht op wat is geleerd"}), traject, "Kies ja of nee.")
    done(post(page, address, {"reden": "Heeft recht op wat is geleerd", "werkt_nog": "nee"}), traject, S.BEOORDELING)

    assert (traject.laatste_werkdag, traject.plaatsing.laatste_werkdag) == (date(2026, 4, 24), date(2026, 4, 24))
    assert traject.aan_zet == "leerbedrijf"


def test_another_doel_is_not_assessed(w):
    traject = gestopt(w, S.LOPEND)
    Plaatsing.objects.update(einddatum="2026-05-01")
    Traject.objects.update(doel=Doel.DIPLOMA)

    workflow.heropenen(traject=traject, reden="Weer begonnen", by=w.coordinator, on=VANDAAG)

    traject.refresh_from_db()
    assert traject.status == S.LOPEND


def test_who_still_works_there_in_beoordeling_has_no_last_day(page, w):
    traject = gestopt(w, S.BEOORDELING)

    done(post(page, url(traject, "heropenen"), {"reden": "Vergissing", "werkt_nog": "ja"}), traject, S.BEOORDELING)

    assert (traject.laatste_werkdag, traject.plaatsing.laatste_werkdag) == (None, None)


def test_a_pause_in_which_it_stopped_is_open_again(w):
    traject = leven.naar(w, S.ONDERBROKEN)
    pauze = traject.onderbrekingen.get()
    workflow.stoppen(traject=traject, reden="motivatie", laatste_dag=pauze.van, uren_gedaan=8, by=w.coordinator, on=VANDAAG)
    assert not traject.onderbrekingen.filter(tot=None).exists()

    workflow.heropenen(traject=traject, reden="Vergissing", by=w.coordinator, on=VANDAAG)

    traject.refresh_from_db()
    assert traject.status == S.ONDERBROKEN
    pauze.refresh_from_db()
    assert pauze.tot is None and traject.onderbrekingen.count() == 1
    workflow.hervatten(traject=traject, datum=VANDAAG, by=w.coordinator, on=VANDAAG)


@pytest.mark.parametrize("status", [S.AANGEMELD, S.INTAKE, S.MATCHING, S.OVEREENKOMST])
def test_before_the_start_it_goes_back_to_where_it_was(w, status):
    traject = leven.naar(w, status)
    workflow.niet_starten(traject=traject, reden="ziet_ervan_af", by=w.coordinator, on=VANDAAG)

    workflow.heropenen(traject=traject, reden="Toch wel", by=w.coordinator, on=VANDAAG)

    traject.refresh_from_db()
    assert (traject.status, traject.einde_reden) == (status, "")
    assert traject.aan_zet != "niemand"


def test_what_was_closed_goes_back_to_nazorg_and_nazorg_counts_from_the_same_day(w):
    traject = leven.naar(w, S.AFGESLOTEN)
    later = VANDAAG + timedelta(days=60)

    workflow.heropenen(traject=traject, reden="Nog een meting", by=w.coordinator, on=later)

    traject.refresh_from_db()
    assert (traject.status, traject.resultaat) == (S.NAZORG, "praktijkverklaring")
    begin = traject.uitgereikt_op
    assert traject.termijnen.filter(soort="nazorg_3", op=date(begin.year, begin.month + 3, begin.day), vervallen_op=None).exists()
    dossier.nazorg(traject=traject, maand=3, uitkomst="geen", datum=later, by=w.coordinator, on=later + timedelta(days=30))


def test_an_anonymised_dossier_stays_closed(page, w):
    traject = gestopt(w, S.LOPEND)
    Traject.objects.filter(pk=traject.pk).update(geanonimiseerd_op=VANDAAG)
    traject.refresh_from_db()

    answer = page.get(url(traject, "heropenen"))

    assert answer.status_code == 409 and "Heropenen kan niet meer: begin een nieuw traject." in text(answer)
    assert "heropenen" not in [knop.overgang for knop in knoppen.knoppen(traject, w.coordinator, on=VANDAAG)]
    refused(post(page, url(traject, "heropenen"), {"reden": "Toch"}), traject, "begin een nieuw traject")


def test_after_overlijden_it_is_asked_whether_that_was_a_mistake(page, w):
    traject = gestopt(w, S.LOPEND, reden="overlijden")
    address = url(traject, "heropenen")

    asked = post(page, address, {"reden": "Verkeerde dossier gekozen"})
    refused(asked, traject, "omdat de deelnemer is overleden")
    sure = {"reden": "Verkeerde dossier gekozen", "bevestig": ticks(asked), "bevestig_reden": "Het was een ander"}
    done(post(page, address, sure), traject, S.LOPEND)


def test_of_two_who_reopen_the_second_is_told(page, w):
    traject = gestopt(w, S.LOPEND)
    done(post(page, url(traject, "heropenen"), {"reden": "Eerst"}), traject, S.LOPEND)

    refused(post(page, url(traject, "heropenen"), {"reden": "Daarna"}), traject, "misschien was een collega u voor")

    assert traject.gebeurtenissen.filter(soort="heropenen").count() == 1


# --- overlijden --------------------------------------------------------------------------------------------------------

EINDE = {
    S.AANGEMELD: S.NIET_GESTART,
    S.INTAKE: S.NIET_GESTART,
    S.MATCHING: S.NIET_GESTART,
    S.OVEREENKOMST: S.NIET_GESTART,
    S.LOPEND: S.GESTOPT,
    S.ONDERBROKEN: S.GESTOPT,
    S.BEOORDELING: S.GESTOPT,
    S.VASTSTELLING: S.GESTOPT,
    S.UITREIKING: S.AFGESLOTEN,
    S.NAZORG: S.AFGESLOTEN,
}


def test_every_open_status_has_a_way():
    assert set(EINDE) == set(Status) - GEEINDIGD


@pytest.mark.parametrize("status", EINDE)
def test_one_page_ends_it_at_once_and_asks_nothing_more(page, w, status):
    traject = leven.naar(w, status)
    dossier.belemmeringen(traject=traject, soorten=["taal"], by=w.coordinator, on=VANDAAG)
    address = url(traject, "overlijden")
    assert address in text(page.get(traject.get_absolute_url()))
    shown = text(page.get(address))
    assert "behaald" not in shown and "uren" not in shown.lower()

    refused(post(page, address, {}), traject, "Zet een vinkje als de deelnemer is overleden.")
    done(post(page, address, {"zeker": "on"}), traject, EINDE[status])

    assert (traject.einde_reden, traject.einde_status, traject.aan_zet) == ("overlijden", status, "niemand")
    assert not traject.termijnen.filter(vervuld_op=None, vervallen_op=None).exists()
    assert not traject.planningen.filter(vervallen=False).exists()
    assert not traject.belemmeringen.filter(tot=None).exists()
    assert not traject.onderbrekingen.filter(tot=None).exists()
    assert page.get(address).status_code == 409
    assert "Dit traject is al beëindigd." in text(post(page, address, {"zeker": "on"}))


def test_a_last_day_that_is_known_is_kept_and_one_that_cannot_be_is_refused(page, w):
    traject = leven.naar(w, S.LOPEND)
    address = url(traject, "overlijden")

    refused(post(page, address, {"zeker": "on", "laatste_dag": "2026-03-03"}), traject, "op of na de eerste werkdag")
    refused(post(page, address, {"zeker": "on", "laatste_dag": "2026-05-12"}), traject, "deze datum ligt in de toekomst")
    done(post(page, address, {"zeker": "on", "laatste_dag": "2026-05-08"}), traject, S.GESTOPT)

    assert (traject.laatste_werkdag, traject.einde_op) == (date(2026, 5, 8), date(2026, 5, 8))


def test_stoppen_asks_no_hours_after_overlijden_and_does_otherwise(page, w):
    traject = leven.naar(w, S.LOPEND)
    address = url(traject, "stoppen")

    refused(post(page, address, {"reden": "motivatie", "laatste_dag": "2026-05-08"}), traject, "Vul dit veld in.")
    with pytest.raises(OvergangGeweigerd, match="gewerkte uren"):
        workflow.stoppen(traject=traject, reden="motivatie", laatste_dag=VANDAAG, uren_gedaan=None, by=w.coordinator, on=VANDAAG)
    done(post(page, address, {"reden": "overlijden"}), traject, S.GESTOPT)

    assert traject.uren_gedaan is None


def test_another_regio_finds_no_page(client, w):
    traject = leven.naar(w, S.LOPEND)
    client.force_login(leven.wereld("FR").coordinator)

    assert client.get(url(traject, "overlijden")).status_code == 404
    assert post(client, url(traject, "overlijden"), {"zeker": "on"}).status_code == 404
    traject.refresh_from_db()
    assert traject.status == S.LOPEND
