"""The eindbeoordeling in three steps, and what the school reads of it (issue 4; domein §3, §6; besluiten/0017)."""

import pytest

from accounts.models import Recht, Rol
from basis.once import new_key
from tests.personen import iemand
from tests.portaal.beoordelen.hulp import DAG, VRAGEN, S, adres, beoordeel, getoond, laatste, verstuur, vul_in
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, text
from trajecten import eindbeoordeling, oordelen, workflow
from trajecten.eindbeoordeling import IntussenAnders
from trajecten.models import Eindconcept, Oordeel, Terugweg, Traject
from trajecten.workflow import OvergangGeweigerd

pytestmark = pytest.mark.django_db


def test_three_steps_bring_the_assessment_to_the_school(als, w, gevraagd, jolanda):
    page = als(jolanda)

    first = page.post(adres("eindbeoordeling", gevraagd), getoond(page, "eindbeoordeling", gevraagd) | VRAGEN)
    keuzes = {f"oordeel-{x.code}": "goed" for x in w.werkprocessen}
    second = page.post(adres("eind_werkprocessen", gevraagd), getoond(page, "eind_werkprocessen", gevraagd) | keuzes)
    third = verstuur(page, gevraagd)

    assert [answer.status_code for answer in (first, second, third)] == [303, 303, 303]
    assert first["Location"] == adres("eind_werkprocessen", gevraagd)
    assert second["Location"] == adres("eind_versturen", gevraagd)
    gevraagd.traject.refresh_from_db()
    assert gevraagd.traject.status == S.VASTSTELLING
    row = gevraagd.beoordelingen.get(soort="eind")
    assert (row.namens, row.document, row.vastgelegd_door, row.beoordelaar) == (False, None, jolanda, "Jolanda Smit")
    assert (row.werkt_nog, row.in_dienst, row.oordelen.count()) == (True, False, len(w.werkprocessen))
    assert gevraagd.traject.gebeurtenissen.get(soort="beoordeling_indienen").namens == ""
    assert not Eindconcept.objects.exists()


def test_later_verder_keeps_what_there_is_for_a_colleague_too(als, gevraagd, jolanda, kees):
    page = als(jolanda)
    data = getoond(page, "eindbeoordeling", gevraagd) | {"werkt_nog": "nee", "opmerking": "Nog vragen aan Piet", "later": "ja"}

    answer = page.post(adres("eindbeoordeling", gevraagd), data)

    assert answer.status_code == 303 and answer["Location"] == adres("plaatsing", gevraagd)
    form = als(kees).get(adres("eindbeoordeling", gevraagd)).context["form"]
    assert (form["werkt_nog"].value(), form["opmerking"].value()) == ("nee", "Nog vragen aan Piet")
    assert form["in_dienst"].value() is None
    gevraagd.traject.refresh_from_db()
    assert gevraagd.traject.status == S.BEOORDELING


def test_the_next_step_wants_an_answer_to_each_question(als, gevraagd, jolanda):
    page = als(jolanda)

    answer = page.post(adres("eindbeoordeling", gevraagd), getoond(page, "eindbeoordeling", gevraagd) | {"werkt_nog": "ja"})

    assert answer.status_code == 200 and "Kies ja of nee." in text(answer)
    assert not Eindconcept.objects.exists()


def test_two_who_answer_at_once_are_both_seen(als, gevraagd, jolanda, kees):
    page = als(jolanda)
    opened = getoond(page, "eindbeoordeling", gevraagd) | VRAGEN | {"opmerking": "Van Jolanda"}
    page = als(kees)
    page.post(adres("eindbeoordeling", gevraagd), getoond(page, "eindbeoordeling", gevraagd) | VRAGEN | {"opmerking": "Van Kees"})
    page = als(jolanda)

    answer = page.post(adres("eindbeoordeling", gevraagd), opened)

    assert "Kees Hofman vulde intussen in" in text(answer) and "Van Kees" in text(answer)
    assert answer.context["form"]["opmerking"].value() == "Van Jolanda"
    assert Eindconcept.objects.get().opmerking == "Van Kees"
    again = {b.html_name: b.value() or "" for b in answer.context["form"]} | {"once": new_key()}
    assert page.post(adres("eindbeoordeling", gevraagd), again).status_code == 303
    assert Eindconcept.objects.get().opmerking == "Van Jolanda"


def test_what_was_said_earlier_is_there_already_and_what_lacks_is_named(als, w, gevraagd, jolanda):
    first, second, _ = w.werkprocessen
    beoordeel(gevraagd, jolanda, first, "voldoende", "Sinds de zomer")
    page = als(jolanda)

    step = page.get(adres("eind_werkprocessen", gevraagd))
    last = page.get(adres("eind_versturen", gevraagd))

    assert step.context["form"][f"oordeel-{first.code}"].value() == "voldoende"
    assert "Sinds de zomer" in text(last)
    assert second.nummer in text(last) and "Neemt u de deelnemer in dienst" in text(last)
    assert "Verstuur naar de school" not in text(last)


def test_nothing_is_sent_while_something_lacks(als, gevraagd, jolanda):
    page = als(jolanda)

    answer = page.post(adres("eind_versturen", gevraagd), {"once": new_key(), "gezien": "0" * 12, "akkoord": "on"})

    assert answer.status_code == 200 and "U bent er bijna" in text(answer)
    with pytest.raises(OvergangGeweigerd, match="Vul eerst in"):
        eindbeoordeling.verstuur(traject=gevraagd.traject, by=jolanda, on=VANDAAG, gezien="0" * 12, beoordelaar="Jolanda Smit")
    assert not gevraagd.beoordelingen.filter(soort="eind").exists()


def test_what_changed_since_it_was_read_is_read_again_first(als, w, gevraagd, jolanda, kees):
    page = als(jolanda)
    vul_in(page, gevraagd)
    read = getoond(page, "eind_versturen", gevraagd) | {"beoordelaar": "Jolanda Smit", "akkoord": "on"}
    beoordeel(gevraagd, kees, w.werkprocessen[0], "oefenen", "Toch nog hulp nodig")

    answer = page.post(adres("eind_versturen", gevraagd), read)

    assert "Er is intussen iets veranderd" in text(answer) and "Toch nog hulp nodig" in text(answer)
    assert not answer.context["form"]["akkoord"].value()
    assert not gevraagd.beoordelingen.filter(soort="eind").exists()
    again = {b.html_name: b.value() or "" for b in answer.context["form"]} | {"once": new_key(), "akkoord": "on"}
    assert page.post(adres("eind_versturen", gevraagd), again).status_code == 303
    with pytest.raises((IntussenAnders, OvergangGeweigerd)):
        eindbeoordeling.verstuur(traject=gevraagd.traject, by=jolanda, on=VANDAAG, gezien=read["gezien"], beoordelaar="J")


def test_sent_without_the_tick_is_not_sent(als, gevraagd, jolanda):
    page = als(jolanda)
    vul_in(page, gevraagd)

    answer = verstuur(page, gevraagd, akkoord="")

    assert "zet dan dit vinkje" in text(answer)
    gevraagd.traject.refresh_from_db()
    assert gevraagd.traject.status == S.BEOORDELING


def test_after_it_was_sent_back_the_answers_stand_there_with_the_reason_on_top(als, w, gevraagd, jolanda):
    page = als(jolanda)
    vul_in(page, gevraagd)
    verstuur(page, gevraagd)
    gevraagd.traject.refresh_from_db()
    assert page.get(adres("eindbeoordeling", gevraagd)).status_code == 409
    workflow.terugsturen(traject=gevraagd.traject, reden="Kijk nog eens naar de kassa", by=w.coordinator, on=VANDAAG)

    shown = page.get(adres("eindbeoordeling", gevraagd))

    assert "Kijk nog eens naar de kassa" in text(shown)
    assert shown.context["form"]["werkt_nog"].value() == "ja"
    beoordeel(gevraagd, jolanda, w.werkprocessen[0], "voldoende", versie=1)
    page.post(adres("eindbeoordeling", gevraagd), getoond(page, "eindbeoordeling", gevraagd))
    assert verstuur(page, gevraagd).status_code == 303
    assert laatste(gevraagd)[0] == "voldoende"
    assert gevraagd.beoordelingen.filter(soort="eind").count() == 2


@pytest.mark.parametrize("deur", ["eindbeoordeling", "eind_werkprocessen", "eind_versturen"])
def test_a_step_of_what_is_not_asked_says_so(als, lopend, jolanda, deur):
    answer = als(jolanda).get(adres(deur, lopend))

    assert answer.status_code == 409 and "nog niet gevraagd" in text(answer)


def test_a_step_is_not_taken_back_over_what_was_judged_since(als, w, gevraagd, jolanda):
    """Else the school would decide on judgements that nobody handed in."""
    page = als(jolanda)
    beoordeel(gevraagd, jolanda, w.werkprocessen[0], "voldoende")
    vul_in(page, gevraagd)
    verstuur(page, gevraagd)
    traject = workflow.terugsturen(
        traject=Traject.objects.get(pk=gevraagd.traject_id), reden="Kijk nog eens", by=w.coordinator, on=VANDAAG
    )
    assert Terugweg.objects.filter(traject=traject).exists()

    versie = Oordeel.objects.get(beoordeling__soort="los", werkproces=w.werkprocessen[0]).versie
    beoordeel(gevraagd, jolanda, w.werkprocessen[0], "niet_gedaan", versie=versie)

    assert not Terugweg.objects.filter(traject=traject).exists()


def test_what_was_judged_before_the_erkenning_lapsed_keeps_its_day_when_it_is_handed_in_as_it_was(als, w, gevraagd, jolanda):
    first, second, third = w.werkprocessen
    for x in (first, second, third):
        beoordeel(gevraagd, jolanda, x, "goed", on=VANDAAG - 5 * DAG)
    page = als(jolanda)
    page.post(adres("eindbeoordeling", gevraagd), getoond(page, "eindbeoordeling", gevraagd) | VRAGEN)
    keuzes = {f"oordeel-{third.code}": "voldoende"}
    page.post(adres("eind_werkprocessen", gevraagd), getoond(page, "eind_werkprocessen", gevraagd) | keuzes)
    assert verstuur(page, gevraagd).status_code == 303

    assert [row.datum for row in oordelen.laatste(gevraagd)] == [VANDAAG - 5 * DAG, VANDAAG - 5 * DAG, VANDAAG]
    assert gevraagd.beoordelingen.get(soort="eind").datum == VANDAAG


def test_who_hands_in_is_who_is_signed_in(als, gevraagd, jolanda):
    page = als(jolanda)
    vul_in(page, gevraagd)

    assert getoond(page, "eind_versturen", gevraagd)["beoordelaar"] == "Jolanda Smit"


def test_a_school_decides_on_what_it_read(als, w, gevraagd, jolanda):
    """A page that stayed open while the assessment was made anew."""
    maaike = iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.VASTSTELLEN], mandaat="Brief")
    page = als(jolanda)
    vul_in(page, gevraagd)
    verstuur(page, gevraagd)
    w.controleer(VANDAAG)
    read = als(maaike).get(adres("vaststellen", gevraagd))
    mark = read.context["form"].kenmerk
    assert f'name="gezien" value="{mark}"' in text(read)
    workflow.terugsturen(traject=Traject.objects.get(pk=gevraagd.traject_id), reden="R", by=maaike, on=VANDAAG)
    page = als(jolanda)
    vul_in(page, gevraagd, "voldoende")
    verstuur(page, gevraagd)

    data = {f"besluit-{x.code}": "ja" for x in w.werkprocessen} | {"datum": VANDAAG, "naam": "M", "functie": "F", "plaats": "P"}
    refused = als(maaike).post(adres("vaststellen", gevraagd), data | {"once": new_key(), "gezien": mark})

    assert "intussen iets anders ingevuld" in text(refused)
    again = refused.context["form"].kenmerk
    assert again != mark
    assert als(maaike).post(adres("vaststellen", gevraagd), data | {"once": new_key(), "gezien": again}).status_code == 303


def test_a_school_reads_what_was_said_with_each_judgement(als, w, gevraagd, jolanda):
    maaike = iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.VASTSTELLEN], mandaat="Brief")
    beoordeel(gevraagd, jolanda, w.werkprocessen[0], "voldoende", "Ook als het druk is")
    page = als(jolanda)
    page.post(
        adres("eindbeoordeling", gevraagd), getoond(page, "eindbeoordeling", gevraagd) | VRAGEN | {"opmerking": "Een aanwinst"}
    )
    page.post(
        adres("eind_werkprocessen", gevraagd),
        getoond(page, "eind_werkprocessen", gevraagd) | {f"oordeel-{x.code}": "goed" for x in w.werkprocessen[1:]},
    )
    verstuur(page, gevraagd)

    shown = text(als(maaike).get(adres("vaststellen", gevraagd)))

    assert "Ook als het druk is" in shown and "Een aanwinst" in shown
    assert "Kon de deelnemer alle afgesproken taken oefenen?" in shown


def test_a_school_ends_only_a_praktijkverklaring_without_one(als, w):
    maaike = iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.VASTSTELLEN], mandaat="Brief")
    plaatsing = leven.naar(w, S.VASTSTELLING).plaatsing
    Traject.objects.filter(pk=plaatsing.traject_id).update(doel="diploma")

    assert als(maaike).get(adres("geen_verklaring", plaatsing)).status_code == 409
