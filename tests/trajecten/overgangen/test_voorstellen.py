"""Asking leerbedrijven in matching: who is asked, what they answer, who waits for SBB, and what matchen does with the rest."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Lidmaatschap, Organisatie, Rol, User
from basis.bsn import REFUSAL
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, done, post, text, url
from trajecten import voorstellen
from trajecten.models import Betrokkene
from trajecten.regels import Partij, Status
from trajecten.workflow import OvergangGeweigerd, matchen
from werkgevers import erkenning as erkenningen
from werkgevers.models import Leerbedrijf

pytestmark = pytest.mark.django_db


@pytest.fixture
def ander(w):
    """A leerbedrijf of the same regio without any erkenning."""
    bedrijf = Organisatie.objects.create(soort="leerbedrijf", regio=w.regio, naam="Fietspunt Oost")
    return Leerbedrijf.objects.create(organisatie=bedrijf, regio=w.regio, leerbedrijf_id="100273562")


@pytest.fixture
def traject(w):
    return leven.naar(w, Status.MATCHING, on=VANDAAG - timedelta(days=30))


@pytest.fixture
def vraag(w, traject):
    def ask(leerbedrijf=None, **anders):
        wat = {"leerbedrijf": leerbedrijf or w.leerbedrijf, "kwalificatie": w.kwalificatie, "datum": VANDAAG, "by": w.coordinator}
        return voorstellen.vragen(traject=traject, on=VANDAAG, **(wat | anders))

    return ask


@pytest.fixture
def zeg(w, traject):
    def answer(voorstel, status, **anders):
        wat = {"by": w.coordinator, "on": VANDAAG, "datum": VANDAAG}
        return voorstellen.antwoord(traject=traject, voorstel=voorstel, status=status, **(wat | anders))

    return answer


def test_several_are_asked_and_the_first_is_the_first_choice_until_another_is_chosen(w, traject, vraag, ander):
    eerste, tweede = vraag(), vraag(ander)
    assert (eerste.huidig, tweede.huidig) == (True, False)

    voorstellen.kies(traject=traject, voorstel=tweede, by=w.coordinator, on=VANDAAG)

    assert traject.voorstellen.get(huidig=True) == tweede
    assert list(traject.gebeurtenissen.filter(soort__startswith="voorstel").values_list("soort", flat=True)) == [
        "voorstel",
        "voorstel",
        "voorstel_gekozen",
    ]


def test_what_may_not_be_asked_is_refused_and_changes_nothing(w, traject, vraag):
    vraag()
    for wrong, sentence in [
        ({}, "is al gevraagd voor"),
        ({"leerbedrijf": leven.wereld("FR").leerbedrijf}, "van deze regio"),
        ({"datum": VANDAAG + timedelta(days=1)}, "ligt in de toekomst"),
        ({"datum": traject.aangemeld_op - timedelta(days=1)}, "op of na de aanmelding"),
    ]:
        with pytest.raises(OvergangGeweigerd, match=sentence):
            vraag(**wrong)

    assert traject.voorstellen.count() == traject.gebeurtenissen.filter(soort="voorstel").count() == 1


def test_only_in_matching_is_somebody_asked(w):
    lopend = leven.naar(w, Status.LOPEND)

    with pytest.raises(OvergangGeweigerd, match="Voorstellen horen bij de bemiddeling"):
        voorstellen.vragen(
            traject=lopend, leerbedrijf=w.leerbedrijf, kwalificatie=w.kwalificatie, datum=VANDAAG, by=w.coordinator, on=VANDAAG
        )


def test_a_no_closes_it_and_the_same_leerbedrijf_may_be_asked_again(vraag, zeg, traject):
    nee = zeg(vraag(), "nee", reden="Geen plek tot de zomer.")
    assert (nee.huidig, nee.status, nee.reden) == (False, "nee", "Geen plek tot de zomer.")

    with pytest.raises(OvergangGeweigerd, match="al gesloten"):
        zeg(nee, "ja")
    assert vraag().huidig


def test_an_answer_before_the_question_or_in_the_future_is_refused(vraag, zeg):
    asked = vraag()
    for datum, sentence in [(VANDAAG + timedelta(days=1), "toekomst"), (VANDAAG - timedelta(days=1), "op of na de vraag")]:
        with pytest.raises(OvergangGeweigerd, match=sentence):
            zeg(asked, "ja", datum=datum)
    with pytest.raises(OvergangGeweigerd, match="Kies het antwoord"):
        zeg(asked, "gevraagd")
    asked.refresh_from_db()
    assert asked.status == "gevraagd"


def test_waiting_for_an_erkenning_hangs_on_a_request_and_puts_sbb_aan_zet_for_ten_working_days(w, traject, vraag, zeg, ander):
    asked = vraag(ander)
    with pytest.raises(OvergangGeweigerd, match="Leg eerst de aanvraag vast"):
        zeg(asked, "wacht_op_erkenning")
    wie = {"by": w.coordinator, "on": VANDAAG}
    request = erkenningen.aanvragen(leerbedrijf=ander, kwalificatie=w.kwalificatie, aangevraagd_op=VANDAAG, **wie)

    assert zeg(asked, "wacht_op_erkenning").erkenning == request

    traject.refresh_from_db()
    assert (traject.aan_zet, traject.aan_zet_reden) == (Partij.SBB, "sbb_besluit")
    voorstellen.intrekken(traject=traject, voorstel=asked, reden="Toch niet", **wie)
    traject.refresh_from_db()
    assert traject.aan_zet == Partij.COORDINATOR


@pytest.mark.parametrize(("erkend", "status", "huidig"), [(True, "ja", True), (False, "nee", False)])
def test_the_decision_of_sbb_answers_the_voorstel(w, traject, vraag, zeg, ander, erkend, status, huidig):
    wie = {"by": w.coordinator, "on": VANDAAG}
    request = erkenningen.aanvragen(leerbedrijf=ander, kwalificatie=w.kwalificatie, aangevraagd_op=VANDAAG, **wie)
    waits = zeg(vraag(ander), "wacht_op_erkenning")

    erkenningen.besluit_vastleggen(erkenning=request, erkend=erkend, besluit_op=VANDAAG, **wie)

    waits.refresh_from_db()
    traject.refresh_from_db()
    assert (waits.status, waits.huidig, traject.aan_zet) == (status, huidig, Partij.COORDINATOR)
    assert traject.gebeurtenissen.get(soort="voorstel_sbb").details[-1] == ["Op", "11 mei 2026"]
    assert not traject.termijnen.filter(soort="sbb_besluit", vervallen_op=None, vervuld_op=None).exists()


def test_matchen_closes_what_is_open_and_says_whom_in_the_log(w, traject, vraag, ander):
    chosen, other = vraag(), vraag(ander)
    w.controleer(VANDAAG)

    matchen(traject=traject, afspraken=leven.afspraken(w, VANDAAG + timedelta(days=7)), by=w.coordinator, on=VANDAAG)

    rows = {row.pk: row for row in traject.voorstellen.all()}
    assert (rows[chosen.pk].vervallen_reden, rows[other.pk].vervallen_reden) == ("Gematcht", "Gematcht met een ander leerbedrijf")
    assert not traject.voorstellen.open().exists() and not traject.voorstellen.filter(huidig=True).exists()
    assert ["Voorstellen vervallen", "Fietspunt Oost"] in traject.gebeurtenissen.get(soort="matchen").details


def _lid(w, rol, **meer):
    user = User.objects.create_user(f"{rol}{User.objects.count()}@voorbeeld.test", rol)
    Lidmaatschap.objects.create(user=user, regio=w.regio, rol=rol, vanaf=leven.BEGIN, **meer)
    return user


def test_a_begeleider_with_a_part_in_it_may_ask_and_nobody_else(w, traject, vraag):
    begeleider = _lid(w, Rol.BEGELEIDER)
    for user in (
        begeleider,
        _lid(w, Rol.BEHEERDER),
        _lid(w, Rol.PROGRAMMAMANAGER),
        _lid(w, Rol.SCHOOL, organisatie=w.school),
        leven.wereld("FR").coordinator,
    ):
        with pytest.raises(OvergangGeweigerd, match="mag u bij dit traject niet"):
            vraag(by=user)
    assert not traject.voorstellen.exists()

    Betrokkene.objects.create(traject=traject, user=begeleider, vanaf=VANDAAG)

    assert vraag(by=begeleider).huidig


def test_the_dossier_shows_who_was_asked_and_leads_to_answer_choice_and_match(page, w, traject, vraag, zeg, ander):
    zeg(vraag(), "ja")
    other = vraag(ander)

    shown = text(page.get(traject.get_absolute_url()))

    assert "Kringloop Oost" in shown and "Fietspunt Oost" in shown and "Eerste keus" in shown
    assert f"?leerbedrijf={w.leerbedrijf.code}&amp;kwalificatie={w.kwalificatie.code}" in shown
    for name in ("voorstel_antwoord", "voorstel_kiezen", "voorstel_intrekken"):
        assert reverse(f"trajecten:{name}", args=[other.code]) in shown
    assert url(traject, "voorstel") in shown


def test_the_pages_ask_answer_choose_and_withdraw_and_keep_what_was_typed(page, w, traject, ander):
    ask = url(traject, "voorstel")
    data = {"leerbedrijf": ander.code, "kwalificatie": w.kwalificatie.code, "datum": "2026-05-11"}
    assert post(page, ask, data | {"leerbedrijf": leven.wereld("FR").leerbedrijf.code}).status_code == 200
    done(post(page, ask, data), traject, Status.MATCHING)
    assert "is al gevraagd voor" in text(post(page, ask, data))
    row = traject.voorstellen.get()
    address = reverse("trajecten:voorstel_antwoord", args=[row.code])
    assert reverse("werkgevers:erkenning_aanvragen", args=[ander.code, w.kwalificatie.code]) in text(page.get(address))
    answer = {"status": "wacht_op_erkenning", "datum": "2026-05-11", "reden": "Wil graag"}
    refused = text(post(page, address, answer))
    assert "Leg eerst de aanvraag vast" in refused and "Wil graag" in refused
    assert REFUSAL in text(post(page, address, answer | {"reden": BSN}))
    done(post(page, address, answer | {"status": "ja"}), traject, Status.MATCHING)
    done(post(page, reverse("trajecten:voorstel_kiezen", args=[row.code]), {}), traject, Status.MATCHING)
    done(post(page, reverse("trajecten:voorstel_intrekken", args=[row.code]), {"reden": ""}), traject, Status.MATCHING)
    row.refresh_from_db()
    assert (row.status, row.vervallen_reden, row.huidig) == ("ja", "Ingetrokken", False)
    again = page.post(reverse("trajecten:voorstel_kiezen", args=[row.code]), {"once": "k" * 22}, follow=True)
    assert "al gesloten" in text(again)


def test_the_dossier_asks_the_same_number_of_queries_for_more_voorstellen(
    page, traject, vraag, ander, django_assert_max_num_queries
):
    def visit():
        with django_assert_max_num_queries(80) as asked:
            page.get(traject.get_absolute_url())
        return len(asked)

    vraag()
    visit()
    first = visit()
    vraag(ander)

    assert visit() == first
