"""What a school does itself besides deciding: end without a verklaring, tell that the mbo-verklaring was handed over."""

from datetime import timedelta

import pytest

from accounts.models import Recht, Rol
from tests.personen import iemand
from tests.portaal.test_thuis import adres, besluit, jolanda, maaike, stuur, wat
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, text
from trajecten import dossier, workflow
from trajecten.models import Traject
from trajecten.regels import Status

__all__ = ["jolanda", "maaike"]
pytestmark = pytest.mark.django_db
S = Status
DAG = timedelta(days=1)


def beoordeeld(w, *waarden) -> Traject:
    """A traject that lies with the school, judged so."""
    traject = leven.naar(w, S.BEOORDELING)
    day = traject.status_sinds + 7 * DAG
    judged = leven.eindoordeel(w, day, waarden)
    workflow.beoordeling_indienen(traject=traject, eindoordeel=judged, by=w.coordinator, on=day, papier=leven.papier())
    return Traject.objects.get(pk=traject.pk)


def geen(traject, **anders) -> dict:
    return {"reden": "", "datum": VANDAAG, "naam": "Maaike Boonstra", "functie": "Directeur"} | anders


# --- afronden -----------------------------------------------------------------------------------------------------------------


def test_where_nothing_was_achieved_the_school_ends_it_without_a_paper(als, w, maaike):
    traject = beoordeeld(w, "oefenen", "oefenen", "niet_gedaan")
    page = text(als(maaike).get(adres("vaststellen", traject.plaatsing)))
    assert "Er is niets om vast te stellen" in page and adres("geen_verklaring", traject.plaatsing) in page
    assert "Leg het besluit vast" not in page, "no form that can only be refused"

    answer = stuur(als(maaike), "geen_verklaring", traject.plaatsing, **geen(traject))

    assert answer.status_code == 303, answer.context["form"].errors
    traject.refresh_from_db()
    assert (traject.status, traject.resultaat, traject.afgerond_op) == (S.NAZORG, "geen", VANDAAG)
    line = traject.gebeurtenissen.get(soort="afronden")
    assert (line.door, line.namens) == (maaike, "")
    assert ["Besluit van", "Maaike Boonstra, Directeur"] in line.details
    assert not traject.documenten.filter(document__soort="besluit").exists()


def test_of_what_was_achieved_the_school_says_why_not(als, w, maaike):
    traject = leven.naar(w, S.VASTSTELLING)
    page = text(als(maaike).get(adres("geen_verklaring", traject.plaatsing)))
    assert "B1-K1-W1" in page and "B1-K1-W2" in page and "P1-K1-W2" not in page

    refused = stuur(als(maaike), "geen_verklaring", traject.plaatsing, **geen(traject))
    answer = stuur(als(maaike), "geen_verklaring", traject.plaatsing, **geen(traject, reden="Niet aangetoond"))

    assert refused.status_code == 200 and answer.status_code == 303
    assert traject.gebeurtenissen.get(soort="afronden").reden == "Niet aangetoond"


def test_who_says_no_to_everything_is_told_where_that_is_recorded(als, w, maaike):
    traject = leven.naar(w, S.VASTSTELLING)
    w.controleer(VANDAAG)
    no = {f"{what}-{row.code}": value for row in w.werkprocessen[:2] for what, value in (("besluit", "nee"), ("reden", "Nee"))}

    answer = stuur(als(maaike), "vaststellen", traject.plaatsing, **besluit(traject) | no)

    assert "Kies dan &#x27;Afronden zonder verklaring&#x27;" in text(answer)
    assert adres("geen_verklaring", traject.plaatsing) in text(answer)
    assert not traject.vaststellingen.exists()


def test_ending_has_a_button_and_is_of_no_use_once_it_was_decided(als, w, maaike):
    traject = leven.naar(w, S.VASTSTELLING)
    address = adres("geen_verklaring", traject.plaatsing)
    assert address in text(als(maaike).get(adres("plaatsing", traject.plaatsing)))
    stuur(als(maaike), "geen_verklaring", traject.plaatsing, **geen(traject, reden="Niet aangetoond"))

    again = stuur(als(maaike), "geen_verklaring", traject.plaatsing, **geen(traject, reden="Niet aangetoond"))

    assert again.status_code == 409 and "geen eindbeoordeling bij de school" in text(again)
    assert address not in text(als(maaike).get(adres("plaatsing", traject.plaatsing)))
    assert traject.gebeurtenissen.filter(soort="afronden").count() == 1


def test_who_may_not_decide_does_not_end_it(als, w, jolanda):
    teacher = iemand("Wim Docent", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.BEGELEIDEN, Recht.TEKENEN])
    traject = leven.naar(w, S.VASTSTELLING)

    for who in (teacher, jolanda):
        assert stuur(als(who), "geen_verklaring", traject.plaatsing, **geen(traject, reden="X")).status_code == 403
        assert adres("geen_verklaring", traject.plaatsing) not in text(als(who).get(adres("plaatsing", traject.plaatsing)))
    traject.refresh_from_db()
    assert traject.status == S.VASTSTELLING


# --- the mbo-verklaring that was to follow ---------------------------------------------------------------------------------------


@pytest.fixture
def volgt(w):
    made = leven.naar(w, S.UITREIKING)
    day = made.status_sinds + DAG
    told = {"wijze": "post", "mbo_verklaring": "volgt", "by": w.coordinator}
    workflow.uitreiken(traject=made, datum=day, on=day, **told)
    return Traject.objects.get(pk=made.pk)


def test_the_school_says_itself_that_the_mbo_verklaring_was_handed_over(als, w, maaike, volgt):
    assert wat(maaike) == ["Mbo-verklaring overhandigen"]
    assert adres("mbo_verklaring", volgt.plaatsing) in text(als(maaike).get(adres("thuis")))

    early = stuur(als(maaike), "mbo_verklaring", volgt.plaatsing, datum=volgt.uitgereikt_op - DAG)
    answer = stuur(als(maaike), "mbo_verklaring", volgt.plaatsing, datum=VANDAAG)

    assert early.status_code == 200 and "na de uitreiking" in text(early)
    assert answer.status_code == 303
    assert volgt.verklaringen.get().mbo_verklaring_op == VANDAAG
    line = volgt.gebeurtenissen.get(soort="mbo_verklaring")
    assert (line.door, line.namens) == (maaike, "")
    assert volgt.termijnen.get(soort="mbo_verklaring").vervuld_op == VANDAAG
    assert wat(maaike) == []
    assert als(maaike).get(adres("mbo_verklaring", volgt.plaatsing)).status_code == 409


def test_what_a_coordinator_records_stays_on_behalf_of_the_school(w, volgt):
    dossier.mbo_verklaring(traject=volgt, by=w.coordinator, on=VANDAAG, datum=VANDAAG)

    assert volgt.gebeurtenissen.get(soort="mbo_verklaring").namens == "school"


def test_it_asks_the_right_to_guide_and_is_of_the_school_only(als, w, jolanda, volgt):
    signer = iemand("Tess Tekent", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.TEKENEN])

    for who in (signer, jolanda):
        assert wat(who) == []
        assert stuur(als(who), "mbo_verklaring", volgt.plaatsing, datum=VANDAAG).status_code == 403
    assert volgt.verklaringen.get().mbo_verklaring_op is None


def test_there_is_no_task_when_it_went_along(w, maaike):
    leven.naar(w, S.NAZORG)

    assert wat(maaike) == []
