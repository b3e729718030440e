"""Ending without a verklaring, over HTTP: what the pages show, do, keep and refuse."""

from datetime import date, timedelta

import pytest

from accounts.models import Lidmaatschap, Recht, Rol, User
from basis.bsn import REFUSAL
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, done, post, refused, scan, text, ticks, url
from trajecten import dossier, evaluaties, knoppen, workflow
from trajecten.models import Plaatsing, Traject
from trajecten.regels import Doel, Status
from trajecten.workflow import OvergangGeweigerd, Schoolbesluit

pytestmark = pytest.mark.django_db


def einde(**anders):
    wie = {"datum": "2026-05-11", "naam": "P. de Boer", "functie": "Voorzitter examencommissie"}
    return {"resultaat": "geen", "laatste_dag": "2026-05-08", **wie, **anders}


def niets_behaald(w, status=Status.BEOORDELING, **wie):
    """A traject in which the leerbedrijf judged nothing as voldoende."""
    traject = leven.naar(w, Status.BEOORDELING, **wie)
    if status == Status.VASTSTELLING:
        oordeel = leven.eindoordeel(w, VANDAAG, ("oefenen",) * 3)
        workflow.beoordeling_indienen(traject=traject, eindoordeel=oordeel, papier=leven.papier(), by=w.coordinator, on=VANDAAG)
        traject.refresh_from_db()
    return traject


def met_doel(w, doel, status=Status.LOPEND):
    traject = leven.naar(w, status)
    Traject.objects.filter(pk=traject.pk).update(doel=doel)
    traject.refresh_from_db()
    return traject


def test_what_the_school_did_not_decide_upon_ends_in_nazorg_with_its_letter(page, w):
    traject = leven.naar(w, Status.VASTSTELLING)
    address = url(traject, "afronden")
    assert "Waarom stelt de school niets vast?" in text(page.get(address))

    def brief(**anders):
        return einde(papier=scan(), bsn_weg="on", reden="De school zag te weinig bewijs") | anders

    refused(post(page, address, brief(papier="")), traject, "Voeg het bestand toe.")
    refused(post(page, address, brief(reden="")), traject, "Vul dit veld in.")
    refused(post(page, address, brief(datum="2026-03-03")), traject, "Kies een besluitdatum op of na")
    refused(post(page, address, brief(datum="2026-05-12")), traject, "deze datum ligt in de toekomst")
    refused(post(page, address, brief(resultaat="praktijkverklaring")), traject, "Kies een van de mogelijkheden uit de lijst.")
    refused(post(page, address, brief(reden=BSN)), traject, REFUSAL)
    refused(post(page, address, brief(naam="")), traject, "Vul dit veld in.")
    with pytest.raises(OvergangGeweigerd, match="Vul in waarom de school niets vaststelt"):
        letter = Schoolbesluit(VANDAAG, "P. de Boer", "Directeur", papier=leven.papier())
        workflow.afronden(traject=traject, resultaat="geen", besluit=letter, by=w.coordinator, on=VANDAAG)
    assert not traject.documenten.filter(document__soort="besluit").exists()
    done(post(page, address, brief()), traject, Status.NAZORG)

    assert (traject.resultaat, traject.afgerond_op, traject.laatste_werkdag) == ("geen", VANDAAG, date(2026, 5, 8))
    assert traject.documenten.filter(document__soort="besluit").count() == 1
    assert not traject.verklaringen.exists() and traject.vastgesteld_op is None
    line = traject.gebeurtenissen.get(soort="afronden")
    assert (line.namens, line.reden) == ("school", "De school zag te weinig bewijs")
    assert ["BSN onleesbaar", "ja"] in line.details


def test_nothing_was_achieved_and_the_school_is_told(page, w):
    traject = niets_behaald(w)
    address = url(traject, "afronden")
    good = einde(geinformeerd_op="2026-05-10")

    refused(post(page, address, good | {"geinformeerd_op": ""}), traject, "Kies een datum.")
    refused(post(page, address, good | {"geinformeerd_op": "2026-02-01"}), traject, "op of na de aanmelding")
    refused(post(page, address, good | {"laatste_dag": ""}), traject, "Kies een datum.")
    refused(post(page, address, good | {"laatste_dag": "2026-03-03"}), traject, "op of na de eerste werkdag")
    refused(post(page, address, good | {"resultaat": "diploma"}), traject, "Kies een van de mogelijkheden uit de lijst.")
    done(post(page, address, good | {"resultaat": "mbo_verklaring"}), traject, Status.NAZORG)

    assert traject.resultaat == "mbo_verklaring"
    line = traject.gebeurtenissen.get(soort="afronden")
    assert line.namens == "" and ["School geïnformeerd op", "10 mei 2026"] in line.details


def test_what_was_achieved_goes_to_the_school_first(page, w):
    traject = leven.naar(w, Status.LOPEND)
    evaluaties.tussenevaluatie(
        traject=traject,
        by=w.coordinator,
        on=VANDAAG,
        datum=VANDAAG,
        beoordelaar="J. Mulder",
        oordelen={w.werkprocessen[0].pk: ("goed", "")},
    )
    workflow.beoordeling_starten(traject=traject, by=w.coordinator, on=VANDAAG, laatste_dag=VANDAAG, reden="Klaar")
    traject.refresh_from_db()
    assert url(traject, "beoordeling_indienen") in text(page.get(url(traject, "afronden")))

    refused(
        post(page, url(traject, "afronden"), einde(geinformeerd_op="2026-05-10")),
        traject,
        "Er is iets behaald (B1-K1-W1). Kies &#x27;Eindbeoordeling vastleggen&#x27;",
    )


def test_a_praktijkverklaring_is_not_afgerond_on_the_way(page, w):
    traject = leven.naar(w, Status.LOPEND)

    answer = page.get(url(traject, "afronden"))

    assert answer.status_code == 409 and "rondt u af na de eindbeoordeling" in text(answer)
    assert "afronden" not in [knop.overgang for knop in knoppen.knoppen(traject, w.coordinator, on=VANDAAG)]
    with pytest.raises(OvergangGeweigerd, match="na de eindbeoordeling"):
        workflow.afronden(traject=traject, resultaat="geen", besluit=Schoolbesluit(VANDAAG, "A", "B"), by=w.coordinator, on=VANDAAG)
    assert not traject.gebeurtenissen.filter(soort="afronden").exists()


@pytest.mark.parametrize("doel, results", [("diploma", 4), ("certificaat", 3)])
def test_another_doel_ends_with_its_result(page, w, doel, results):
    traject = met_doel(w, doel)
    assert "Afronden met resultaat" in text(page.get(traject.get_absolute_url()))
    shown = text(page.get(url(traject, "afronden")))
    assert shown.count('name="resultaat"') == results

    done(post(page, url(traject, "afronden"), einde(resultaat=doel)), traject, Status.NAZORG)

    assert traject.resultaat == doel
    assert traject.plaatsing.laatste_werkdag == date(2026, 5, 8)
    assert not traject.termijnen.filter(soort__in=["eindbeoordeling", "doorlooptijd", "vaststelling"], vervallen_op=None).exists()


def test_a_pause_ends_with_the_traject(w):
    traject = met_doel(w, Doel.DIPLOMA)
    pauze = traject.onderbrekingen.create(
        van=date(2026, 4, 20), verwacht_terug=date(2026, 6, 1), reden="verlof", status_ervoor="lopend"
    )
    type(traject).objects.filter(pk=traject.pk).update(status=Status.ONDERBROKEN)

    workflow.afronden(
        traject=traject,
        resultaat="certificaat",
        besluit=Schoolbesluit(VANDAAG, "P. de Boer", "Directeur"),
        laatste_dag=date(2026, 4, 17),
        by=w.coordinator,
        on=VANDAAG,
    )

    pauze.refresh_from_db()
    assert pauze.tot == pauze.van
    traject.refresh_from_db()
    assert (traject.status, traject.resultaat) == (Status.NAZORG, "certificaat")


def test_a_last_day_after_the_agreed_end_is_confirmed(page, w):
    traject = met_doel(w, Doel.DIPLOMA)
    Plaatsing.objects.update(einddatum="2026-05-01")

    asked = post(page, url(traject, "afronden"), einde())
    refused(asked, traject, "na de einddatum van de overeenkomst, 1 mei 2026")
    sure = einde(bevestig=ticks(asked), bevestig_reden="Mocht de week afmaken")
    done(post(page, url(traject, "afronden"), sure), traject, Status.NAZORG)


def test_nazorg_counts_from_the_decision_and_nothing_of_the_verklaring_is_asked(w):
    traject = niets_behaald(w, Status.VASTSTELLING)
    later = VANDAAG + timedelta(days=30)

    workflow.afronden(
        traject=traject,
        resultaat="geen",
        besluit=Schoolbesluit(VANDAAG, "P. de Boer", "Directeur", papier=leven.papier()),
        by=w.coordinator,
        on=later,
    )

    traject.refresh_from_db()
    waiting = dict(traject.termijnen.filter(vervuld_op=None, vervallen_op=None).values_list("soort", "op"))
    assert {name for name in waiting if not name.startswith("nazorg")} <= {"informeren"}
    assert waiting["nazorg_0"] == VANDAAG and waiting["nazorg_3"] == date(2026, 8, 11)
    assert (traject.aan_zet, traject.aan_zet_reden) == ("coordinator", "nazorg_0")
    dossier.nazorg(traject=traject, maand=0, uitkomst="geen", datum=VANDAAG, by=w.coordinator, on=later)
    workflow.afsluiten(traject=traject, by=w.coordinator, on=later)


def test_the_school_decides_for_itself_without_a_paper_and_only_in_vaststelling(w):
    school = User.objects.create_user("school@voorbeeld.test", "School")
    rechten = {"rol": Rol.SCHOOL, "organisatie": w.school, "rechten": [Recht.VASTSTELLEN], "vanaf": leven.BEGIN}
    Lidmaatschap.objects.create(user=school, regio=w.regio, **rechten)
    besluit = Schoolbesluit(VANDAAG, "P. de Boer", "Directeur")
    early = met_doel(w, Doel.DIPLOMA)
    decided = niets_behaald(w, Status.VASTSTELLING, roepnaam="Bea", achternaam="Smid", geboortejaar=1971, telefoon="050 765 43 21")

    with pytest.raises(OvergangGeweigerd, match="mag u bij dit traject niet"):
        workflow.afronden(traject=early, resultaat="diploma", besluit=besluit, laatste_dag=VANDAAG, by=school, on=VANDAAG)
    with pytest.raises(OvergangGeweigerd, match="schriftelijke besluit"):
        workflow.afronden(traject=decided, resultaat="geen", besluit=besluit, by=w.coordinator, on=VANDAAG)
    workflow.afronden(traject=decided, resultaat="geen", besluit=besluit, by=school, on=VANDAAG)

    decided.refresh_from_db()
    assert decided.status == Status.NAZORG
    assert decided.gebeurtenissen.get(soort="afronden").namens == ""
    assert not decided.documenten.filter(document__soort="besluit").exists()
