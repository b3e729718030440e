"""Several deelnemers and one decision of the school: read first, each whole or as it was, a reason per row."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import Recht, Rol
from basis.dagen import now
from basis.once import new_key
from tests.personen import LidmaatschapFactory, RegioFactory, iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, text
from trajecten import behaald, oordelen, toegang_portaal, workflow
from trajecten.models import Plaatsing, SamenBesluit, SchoolAfspraak, Traject, Verklaring
from trajecten.models.beoordeling import ZonderLeerbedrijf
from trajecten.regels import Status
from werkgevers.models import Erkenning

pytestmark = pytest.mark.django_db
ADRES = "/portaal/samen-besluiten/"
RECHTEN = [Recht.BEGELEIDEN, Recht.TEKENEN, Recht.VASTSTELLEN]
NAMEN = [("Ana", "Sok"), ("Bilal", "Amrani"), ("Cees", "de Wit")]


def _een(w, n: int = 0, status: Status = Status.VASTSTELLING, **anders) -> Traject:
    voor, achter = NAMEN[n] if n < len(NAMEN) else (f"Een{n}", f"Persoon{n}")
    person = {"roepnaam": voor, "achternaam": achter, "telefoon": f"050 000 00 1{n}", "geboortejaar": 1980 + n}
    return leven.naar(w, status, **person | anders)


@pytest.fixture
def groep(w):
    rows = [_een(w, n) for n in range(3)]
    w.controleer(VANDAAG)
    return rows


@pytest.fixture
def maaike(w):
    return iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=RECHTEN, mandaat="Brief")


@pytest.fixture
def school(client, maaike):
    client.force_login(maaike)
    return client


def data(groep, **anders) -> dict:
    return {
        "deelnemers": [str(t.plaatsing.code) for t in groep],
        "datum": VANDAAG.isoformat(),
        "naam": "Maaike Boonstra",
        "functie": "Voorzitter examencommissie",
        "plaats": "Groningen",
        **anders,
    }


def stuur(page, body: dict):
    return page.post(ADRES, {"once": new_key(), **body})


def merk(answer) -> str:
    """What the button of the second step carries."""
    return re.search(r'name="gezien" value="([0-9a-f]{24})"', text(answer))[1]


def besluit(page, body: dict):
    """Both steps."""
    return stuur(page, body | {"gezien": merk(stuur(page, body))})


def statussen(groep) -> list[str]:
    return [Traject.objects.get(pk=t.pk).status for t in groep]


def test_what_will_follow_is_read_before_anything_is_saved(school, groep):
    answer = stuur(school, data(groep[:2]))

    shown = text(answer)
    assert answer.status_code == 200
    assert shown.count("Stelt vast: B1-K1-W1, B1-K1-W2") == 2 and "Leg vast voor 2 deelnemers" in shown
    assert "Maaike Boonstra, Voorzitter examencommissie, Groningen, 11 mei 2026" in shown
    assert statussen(groep) == [Status.VASTSTELLING] * 3
    assert not Verklaring.objects.exists() and not SamenBesluit.objects.exists()


def test_the_group_is_decided_at_once_and_the_result_can_be_read_again(school, maaike, groep):
    answer = besluit(school, data(groep[:2]))

    samen = SamenBesluit.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, reverse("portaal:samen_besloten", args=[samen.code]))
    assert statussen(groep) == [Status.UITREIKING, Status.UITREIKING, Status.VASTSTELLING]
    assert [v.nummer for v in Verklaring.objects.order_by("volgnummer")] == ["PV-GR-2026-0001", "PV-GR-2026-0002"]
    vaststelling = groep[0].vaststellingen.get()
    assert (vaststelling.naam, vaststelling.namens, vaststelling.vastgelegd_door) == ("Maaike Boonstra", False, maaike)
    assert [rij.vastgesteld for rij in vaststelling.regels.all()] == [True, True]
    assert groep[0].gebeurtenissen.get(soort="vaststellen").door == maaike
    shown = text(school.get(answer["Location"]))
    assert "Besloten over 2 deelnemers" in shown and shown.count("Vastgesteld: B1-K1-W1, B1-K1-W2") == 2


def _niets_behaald(w, traject):
    traject.plaatsing.beoordelingen.get(soort="eind").oordelen.update(waarde="oefenen", at=now())


def _zonder_leerbedrijf(w, traject):
    row = traject.plaatsing.beoordelingen.get(soort="eind")
    row.pk, row._state.adding, row.code, row.zonder_leerbedrijf = None, True, uuid4(), ZonderLeerbedrijf.WEG
    row.save()


def _eigen_papier(w, traject):
    SchoolAfspraak.objects.create(regio=w.regio, school=w.school, verklaring_bron="school")


def _zonder_naam(w, traject):
    type(traject.deelnemer).objects.filter(pk=traject.deelnemer_id).update(geboorteplaats="")


def _niet_gecontroleerd(w, traject):
    Plaatsing.objects.filter(traject=traject).update(laatste_werkdag=VANDAAG)  # the last check is too long before that


def _vervallen(w, traject):
    Erkenning.objects.update(status="vervallen", vervallen_per=VANDAAG - timedelta(days=1))


WAAROM_NIET = {
    _niets_behaald: "Geen werkproces is voldoende of goed beoordeeld.",
    _zonder_leerbedrijf: "Het leerbedrijf deed de eindbeoordeling niet zelf. Besluit apart",
    _eigen_papier: "Uw school maakt de verklaring zelf. Besluit apart",
    _zonder_naam: "geboortegegevens van de deelnemer ontbreken. Dit moet de coördinator eerst in orde maken.",
    _niet_gecontroleerd: "De erkenning van het leerbedrijf is niet op tijd gecontroleerd. Dit moet de coördinator",
    _vervallen: "De erkenning is vervallen per 10 mei 2026.",
}


@pytest.mark.parametrize("maak", WAAROM_NIET, ids=lambda maak: maak.__name__)
def test_who_cannot_go_along_is_told_why_and_is_not_decided(school, w, maak):
    traject = _een(w)
    assert "Stelt vast" in text(stuur(school, data([traject]))), "control: without it this one goes along"
    maak(w, traject)

    answer = stuur(school, data([traject]))

    assert WAAROM_NIET[maak] in text(answer) and "Niemand kan mee." in text(answer)
    assert 'name="gezien"' not in text(answer)
    assert statussen([traject]) == [Status.VASTSTELLING] and not Verklaring.objects.exists()


def test_one_that_fails_takes_no_other_along(school, w, groep):
    _zonder_naam(w, groep[1])

    answer = besluit(school, data(groep))

    assert statussen(groep) == [Status.UITREIKING, Status.VASTSTELLING, Status.UITREIKING]
    assert not groep[1].vaststellingen.exists() and not groep[1].gebeurtenissen.filter(soort="vaststellen").exists()
    shown = text(school.get(answer["Location"]))
    assert "Besloten over 2 deelnemers" in shown and "geboortegegevens van de deelnemer ontbreken" in shown


def test_what_changed_since_it_was_read_is_shown_again_and_not_saved(school, w, groep):
    body = data(groep)
    seen = merk(stuur(school, body))
    groep[1].plaatsing.beoordelingen.get(soort="eind").oordelen.filter(waarde="goed").update(waarde="oefenen", at=now())

    for other in (body | {"gezien": seen}, body | {"gezien": seen, "naam": "Iemand anders"}, body | {"gezien": "0" * 24}):
        answer = stuur(school, other)
        assert answer.status_code == 200 and "Dit gebeurt er als u opslaat" in text(answer)

    assert statussen(groep) == [Status.VASTSTELLING] * 3


def test_sent_twice_it_is_decided_once(school, groep):
    body = data(groep)
    body |= {"gezien": merk(stuur(school, body)), "once": "k" * 22}

    first, second = school.post(ADRES, body), school.post(ADRES, body)

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert Verklaring.objects.count() == 3 and SamenBesluit.objects.count() == 1


def test_who_was_decided_meanwhile_is_no_choice_any_more(school, w, groep):
    body = data(groep)
    body |= {"gezien": merk(stuur(school, body))}
    workflow.vaststellen(traject=groep[0], besluit=leven.besluit(w, VANDAAG), by=w.coordinator, on=VANDAAG)

    answer = stuur(school, body)

    assert "is intussen besloten" in text(answer)
    assert statussen(groep) == [Status.UITREIKING, Status.VASTSTELLING, Status.VASTSTELLING]


def test_only_what_waits_at_the_own_school_can_be_chosen(school, w, groep):
    elders = _een(leven.wereld("FR"), 4)
    other = leven.Organisatie.objects.create(soort="school", naam="Terra", brin="91TR")
    Plaatsing.objects.filter(traject=groep[2]).update(school=other)
    begonnen = _een(w, 5, Status.BEOORDELING)
    shown = text(school.get(ADRES))
    assert groep[0].nummer in shown
    assert not any(t.nummer in shown for t in (elders, groep[2], begonnen))

    for wrong in (elders, groep[2], begonnen):
        assert stuur(school, data([wrong])).status_code == 200
        assert "is intussen besloten" in text(stuur(school, data([groep[0], wrong])))

    assert not SamenBesluit.objects.exists() and not Verklaring.objects.exists()


def test_of_two_regios_both_stand_in_one_list_and_each_verklaring_is_of_its_own(school, w, groep, maaike):
    fr = leven.wereld("FR")
    LidmaatschapFactory(
        user=maaike, regio=RegioFactory(regiocode="FR"), rol=Rol.SCHOOL, organisatie=w.school, rechten=RECHTEN, mandaat="Brief"
    )
    there = _een(fr, 4)
    fr.controleer(VANDAAG)

    besluit(school, data([groep[0], there]))

    assert set(Verklaring.objects.values_list("nummer", flat=True)) == {"PV-GR-2026-0001", "PV-FR-2026-0001"}


def test_at_most_thirty_and_only_of_one_school(school, w, groep, maaike, monkeypatch):
    other = leven.Organisatie.objects.create(soort="school", naam="Terra", brin="91TR")
    LidmaatschapFactory(user=maaike, regio=w.regio, rol=Rol.SCHOOL, organisatie=other, rechten=RECHTEN, mandaat="Brief")
    Plaatsing.objects.filter(traject=groep[2]).update(school=other)
    assert "Kies deelnemers van één school" in text(stuur(school, data(groep)))

    monkeypatch.setattr("trajecten.samen_besluit.TEGELIJK", 1)

    assert "Kies hoogstens 1 deelnemers tegelijk." in text(stuur(school, data(groep[:2])))
    assert not Verklaring.objects.exists()


def test_only_who_decides_for_a_school_opens_it_and_reads_only_the_own_result(client, school, w, groep, maaike):
    result = besluit(school, data(groep[:2]))["Location"]
    teacher = iemand("Wim Docent", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.BEGELEIDEN])
    colleague = iemand("Fenna Smit", Rol.SCHOOL, organisatie=w.school, rechten=RECHTEN, mandaat="Brief")
    bedrijf = iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=RECHTEN[:2])
    for user in (teacher, bedrijf, w.coordinator):
        client.force_login(user)
        assert client.get(ADRES).status_code == 403
        assert stuur(client, data(groep[2:])).status_code == 403
        assert client.get(result).status_code == 403
    client.force_login(colleague)
    assert client.get(result).status_code == 404

    assert statussen(groep[2:]) == [Status.VASTSTELLING]


def test_it_is_offered_from_two_on(school, w, maaike, groep):
    home = "/portaal/"
    assert f'href="{ADRES}' in text(school.get(home)) and "3 deelnemers wachten op uw besluit" in text(school.get(home))
    besluit(school, data(groep[:2]))

    assert f'href="{ADRES}' not in text(school.get(home))
    assert toegang_portaal.te_besluiten(maaike, on=VANDAAG).count() == 1


def test_with_nobody_waiting_the_page_says_so(school):
    assert "Niemand wacht op uw besluit" in text(school.get(ADRES))


def test_more_deelnemers_on_the_page_ask_no_more_queries(school, w, groep, django_assert_max_num_queries):
    def visit():
        with django_assert_max_num_queries(45) as asked:
            school.get(ADRES)
        return len(asked)

    visit()
    first = visit()
    for n in range(3, 6):
        _een(w, n)

    assert visit() == first


def test_what_a_list_says_was_achieved_is_what_can_be_vastgesteld(w, groep):
    """Sent back and judged again; judged on the way and not at the end; without the leerbedrijf; nothing."""
    again, between, gone, nothing = groep[0], groep[1], groep[2], _een(w, 4)
    plaatsing = again.plaatsing
    new = plaatsing.beoordelingen.create(soort="eind", datum=leven.BEGIN, beoordelaar="J. Mulder", ingediend_op=None)
    new.oordelen.create(werkproces=w.werkprocessen[2], waarde="goed", at=now())
    early = between.plaatsing.beoordelingen.create(soort="tussen", datum=VANDAAG, beoordelaar="J. Mulder")
    early.oordelen.create(werkproces=w.werkprocessen[0], waarde="oefenen", at=now())
    _zonder_leerbedrijf(w, gone)
    _niets_behaald(w, nothing)
    rows = [again, between, gone, nothing]

    found = behaald.per_traject([t.pk for t in rows])

    assert found == {t.pk: [o.werkproces.nummer for o in oordelen.behaald(t)] for t in rows}
    assert len({tuple(codes) for codes in found.values()}) == 4, "control: each of them is another case"
