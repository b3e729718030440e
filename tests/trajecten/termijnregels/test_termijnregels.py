"""What a regio makes of the termijnen: its own days and moments, their effect read before saving (issue 5; domein §8)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Rol
from basis import outbox
from basis.once import new_key
from basis.versie import VersieConflict
from tests.personen import iemand
from tests.trajecten import leven
from trajecten import aan_zet, termijnen
from trajecten.feiten import Feiten
from trajecten.herinneringen import plannen
from trajecten.models import Herinnering, Lijstwijziging, Termijn, TermijnAfwijking, Traject
from trajecten.regels import Partij, Status
from trajecten.termijnregels import eigen, gevolg
from trajecten.termijnregels.eigen import Regel, RegelGeweigerd
from trajecten.termijnregels.soorten import SOORTEN
from trajecten.termijnregels.woorden import momenten_in_woorden, wanneer
from trajecten.termijnrijen import als_open, pas_aan

pytestmark = pytest.mark.django_db
S = Status
DAG = timedelta(days=1)


@pytest.fixture
def beheerder(w):
    return iemand("Bea Beheer", Rol.BEHEERDER)


@pytest.fixture
def traject(w) -> Traject:
    return leven.naar(w, S.AANGEMELD)


@pytest.fixture
def vandaag(traject):
    """The day on which the traject was registered, at noon."""
    with time_machine.travel(datetime.combine(traject.aangemeld_op, datetime.min.time(), ZoneInfo("Europe/Amsterdam")) + DAG / 2):
        yield traject.aangemeld_op


def row_of(traject: Traject, soort: str) -> Termijn:
    return traject.termijnen.open().get(soort=soort)


def zet(w, beheerder, soort: str, *momenten: int, dagen: int | None = None) -> bool:
    new = Regel(SOORTEN[soort].dagen if dagen is None else dagen, momenten or SOORTEN[soort].momenten)
    at = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
    return eigen.bewaar(regio=w.regio, soort=soort, nieuw=new, geopend_met=eigen.versie(w.regio), by=beheerder, at=at)


def volg() -> None:
    while outbox.drain():
        pass


# --- the rule ------------------------------------------------------------------------------------------------------------------


def test_the_words_of_every_rule_are_dutch_and_whole():
    for kind in SOORTEN.values():
        assert "{" not in wanneer(kind, kind.dagen)
        assert momenten_in_woorden(kind.momenten, kind.eenheid)

    assert wanneer(SOORTEN["intake_plannen"], 1) == "1 werkdag na de aanmelding"
    assert wanneer(SOORTEN["uitreiking"], 1) == "1 dag na het besluit van de school"
    assert momenten_in_woorden((-5, 0, 1), "wd") == "5 werkdagen ervoor, op de dag zelf en 1 werkdag erna"
    assert momenten_in_woorden((0,), "d") == "op de dag zelf"


def test_open_dossiers_follow_and_no_other_regio(w, beheerder, traject, vandaag):
    other = leven.naar(leven.wereld("FR"), S.AANGEMELD)
    before, elsewhere = row_of(traject, "intake_plannen").op, row_of(other, "intake_plannen").op

    assert zet(w, beheerder, "intake_plannen", -2, 0, dagen=5)
    volg()

    row = row_of(traject, "intake_plannen")
    assert row.op < before and row.momenten == [-2, 0]
    assert row_of(other, "intake_plannen").op == elsewhere
    assert termijnen.momenten(als_open(row))[-1] == row.op


def test_a_new_dossier_has_the_rule_of_its_regio(w, beheerder):
    zet(w, beheerder, "intake_plannen", -1, dagen=3)

    row = row_of(leven.naar(w, S.AANGEMELD), "intake_plannen")

    assert row.momenten == [-1] and (row.op - row.ontstaan_op).days in {3, 5}


def test_the_behandelaar_calls_after_the_last_moment_of_the_regio(w, beheerder):
    """Escalation follows the moments."""
    traject = leven.naar(w, S.BEOORDELING)
    zet(w, beheerder, "eindbeoordeling", 0)
    volg()
    traject.refresh_from_db()
    row = row_of(traject, "eindbeoordeling")

    assert aan_zet.bijwerken(traject, on=row.op).partij == Partij.LEERBEDRIJF
    assert aan_zet.bijwerken(traject, on=row.op + DAG).reden == "bel:eindbeoordeling:leerbedrijf"


def test_moments_that_passed_are_not_told_after_all(w, beheerder, traject):
    row = row_of(traject, "intake_plannen")
    late = row.op + 2 * DAG
    plannen.plan(traject.pk, on=late, at=datetime(2026, 3, 20, 9, tzinfo=ZoneInfo("Europe/Amsterdam")))
    told = Herinnering.objects.filter(termijn=row).count()

    with time_machine.travel(datetime.combine(late, datetime.min.time(), ZoneInfo("Europe/Amsterdam")) + DAG / 2):
        zet(w, beheerder, "intake_plannen", 0, 1, 20)
        volg()

    row.refresh_from_db()
    assert row.kijk_op == termijnen.momenten(als_open(row))[-1] > late
    plannen.plan(traject.pk, on=late + DAG, at=datetime(2026, 3, 21, 9, tzinfo=ZoneInfo("Europe/Amsterdam")))
    assert Herinnering.objects.filter(termijn=row).count() == told


def test_back_to_the_table_leaves_nothing_behind(w, beheerder, traject, vandaag):
    before = row_of(traject, "intake_plannen").op
    zet(w, beheerder, "intake_plannen", -2, dagen=5)
    volg()

    zet(w, beheerder, "intake_plannen")
    volg()

    row = row_of(traject, "intake_plannen")
    assert (row.op, row.momenten) == (before, [])
    assert not TermijnAfwijking.objects.exists()


def test_a_rule_that_stays_the_same_keeps_no_change(w, beheerder):
    assert not zet(w, beheerder, "intake_plannen")
    assert not Lijstwijziging.objects.exists()


@pytest.mark.parametrize(
    ("soort", "nieuw", "zin"),
    [
        ("informeren", Regel(21, (0,)), "AVG"),
        ("intake_plannen", Regel(0, (0,)), "van 1 tot en met"),
        ("intake_plannen", Regel(5, ()), "één tot vier"),
        ("intake_plannen", Regel(5, (1, 2, 3, 4, 5)), "één tot vier"),
        ("intake_plannen", Regel(5, (1, 1)), "verschillende"),
        ("intake_plannen", Regel(5, (-91,)), "hoogstens 90"),
        ("nazorg_3", Regel(4, (0,)), "ligt vast"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(w, beheerder, soort, nieuw, zin):
    at = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
    with pytest.raises(RegelGeweigerd, match=zin):
        eigen.bewaar(regio=w.regio, soort=soort, nieuw=nieuw, geopend_met=0, by=beheerder, at=at)

    assert not TermijnAfwijking.objects.exists()


def test_of_two_who_change_at_once_the_second_is_told(w, beheerder):
    zet(w, beheerder, "intake_plannen", dagen=5)

    with pytest.raises(VersieConflict):
        eigen.bewaar(
            regio=w.regio,
            soort="uitreiking",
            nieuw=Regel(5, (0,)),
            geopend_met=0,
            by=beheerder,
            at=datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Europe/Amsterdam")),
        )


def test_a_school_keeps_the_days_that_were_agreed_with_it(w, beheerder):
    from trajecten.models import SchoolAfspraak

    SchoolAfspraak.objects.create(regio=w.regio, school=w.school, vaststelling_werkdagen=7)
    traject = leven.naar(w, S.VASTSTELLING)
    before = row_of(traject, "vaststelling").op
    assert before != row_of(leven.naar(leven.wereld("FR"), S.VASTSTELLING), "vaststelling").op

    zet(w, beheerder, "vaststelling", dagen=30)
    volg()

    assert row_of(traject, "vaststelling").op == before


# --- its effect ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [S.AANGEMELD, S.INTAKE, S.MATCHING, S.OVEREENKOMST, S.LOPEND, S.BEOORDELING, S.VASTSTELLING])
def test_what_was_read_is_what_happens(w, beheerder, status):
    """Of every soort that is open: the day and the next reminder, by another road than the one that tells them."""
    traject = leven.naar(w, status)
    on = traject.status_sinds
    with time_machine.travel(datetime.combine(on, datetime.min.time(), ZoneInfo("Europe/Amsterdam")) + DAG / 2):
        for soort in sorted(set(traject.termijnen.open().values_list("soort", flat=True))):
            kind = SOORTEN[soort]
            new = Regel(kind.dagen if kind.is_vast else kind.dagen - 3, (0, 40))
            told = gevolg.gevolg(w.regio, soort, new, on=on)
            zet(w, beheerder, soort, *new.momenten, dagen=new.dagen)
            volg()
            rows = list(traject.termijnen.open().filter(soort=soort).order_by("op"))
            assert [v.wordt for v in told.verschuivingen] == [row.op for row in rows]
            assert told.bekeken == len(rows) and not told.meer
            for v, row in zip(told.verschuivingen, rows, strict=True):
                days = [day for day in termijnen.herinnerdagen(als_open(row)) if row.kijk_op and day >= row.kijk_op]
                assert v.straks == (days[0] if days else None)


def test_the_effect_of_the_same_rule_is_nothing(w, traject, vandaag):
    told = gevolg.gevolg(w.regio, "intake_plannen", eigen.standaard("intake_plannen"), on=vandaag)

    assert (told.verschuivingen, told.bekeken) == ([], 1)


def test_of_more_than_a_page_works_out_it_says_so(w, traject, vandaag, monkeypatch):
    leven.naar(w, S.AANGEMELD, roepnaam="Ana", achternaam="Sok", geboortejaar=1971, telefoon="050 765 43 21")
    monkeypatch.setattr(gevolg, "HOOGSTENS", 1)

    told = gevolg.gevolg(w.regio, "intake_plannen", Regel(5, (0,)), on=vandaag)

    assert (told.bekeken, told.meer, len(told.verschuivingen)) == (1, 1, 1)


# --- the page --------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def als_beheerder(client, beheerder, vandaag):
    client.force_login(beheerder)
    return client


URL = "trajecten:termijnregel"
GETYPT = {"versie": "0", "dagen": "5", "richting_0": "voor", "aantal_0": "2", "richting_1": "zelf"} | dict.fromkeys(
    ["richting_2", "richting_3"], "geen"
)


def stuur(client, soort: str = "intake_plannen", **anders):
    return client.post(reverse(URL, args=[soort]), GETYPT | anders | {"once": new_key()})


def test_nothing_is_saved_before_the_effect_was_read(als_beheerder, w, traject):
    shown = stuur(als_beheerder)

    words = shown.content.decode()
    assert shown.status_code == 200 and not TermijnAfwijking.objects.exists()
    assert traject.nummer in words and "1 krijgt een andere dag" in words
    assert traject.deelnemer.achternaam not in words  # a beheerder sees no names (domein §1)

    done = stuur(als_beheerder, gelezen=shown.context["form"]["gelezen"].value())

    assert done.status_code == 303
    assert TermijnAfwijking.objects.get().momenten == [-2, 0]
    assert "Intakegesprek plannen" in als_beheerder.get(reverse("trajecten:termijnregels")).content.decode()
    assert Lijstwijziging.objects.get().door.naam == "Bea Beheer"


def test_what_was_changed_after_reading_is_shown_again(als_beheerder):
    read = stuur(als_beheerder).context["form"]["gelezen"].value()

    again = stuur(als_beheerder, dagen="6", gelezen=read)

    assert again.status_code == 200 and not TermijnAfwijking.objects.exists()


def test_when_a_colleague_was_first_the_effect_is_shown_anew_and_the_typed_stays(als_beheerder, w, beheerder):
    read = stuur(als_beheerder).context["form"]["gelezen"].value()
    zet(w, beheerder, "uitreiking", dagen=7)

    told = stuur(als_beheerder, gelezen=read)

    assert told.status_code == 409 and "Iemand was u voor" in told.content.decode()
    assert told.context["form"]["dagen"].value() == "5"
    assert stuur(als_beheerder, versie="1", gelezen=told.context["form"]["gelezen"].value()).status_code == 303


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"dagen": ""}, "Vul een heel getal in."),
        ({"dagen": "veel"}, "Vul een heel getal in."),
        ({"dagen": "251"}, "van 1 tot en met 250"),
        ({"aantal_0": ""}, "van 1 tot en met 90"),
        ({"aantal_0": "91"}, "van 1 tot en met 90"),
        ({"richting_0": "geen", "richting_1": "geen"}, "één tot vier"),
        ({"richting_0": "zelf"}, "verschillende momenten"),
        ({"richting_3": ""}, "Kies een van de mogelijkheden"),
        ({"richting_0": "ooit"}, "Kies een van de mogelijkheden"),
    ],
)
def test_bad_input_is_told_and_kept(als_beheerder, anders, zin):
    shown = stuur(als_beheerder, **anders)

    assert shown.status_code == 200 and zin in shown.content.decode()
    assert shown.context["form"]["dagen"].value() == (GETYPT | anders)["dagen"]
    assert shown.context["gevolg"] is None and not TermijnAfwijking.objects.exists()


def test_a_day_that_follows_from_the_dossier_is_not_asked(als_beheerder):
    shown = als_beheerder.get(reverse(URL, args=["einddatum"]))

    assert "dagen" not in shown.context["form"].fields and "ligt vast" in shown.content.decode()


def test_back_to_standard_fills_in_the_table(als_beheerder, w, beheerder):
    zet(w, beheerder, "intake_plannen", -3, dagen=4)
    page = als_beheerder.get(reverse(URL, args=["intake_plannen"]))
    assert page.context["form"]["dagen"].value() == 4 and "Terug naar standaard" in page.content.decode()

    filled = als_beheerder.get(reverse(URL, args=["intake_plannen"]) + "?standaard").context["form"]

    assert filled["dagen"].value() == 10
    assert [filled[f"richting_{n}"].value() for n in range(3)] == ["zelf", "na", "geen"]


def test_an_unknown_soort_is_no_page(als_beheerder):
    assert als_beheerder.get(reverse(URL, args=["kerstboom"])).status_code == 404


def test_a_coordinator_does_not_make_the_rules(client, w):
    client.force_login(w.coordinator)

    assert stuur(client).status_code == 403
    assert not TermijnAfwijking.objects.exists()


def test_the_table_takes_no_query_per_row(als_beheerder, django_assert_num_queries, w, beheerder):
    url = reverse("trajecten:termijnregels")
    als_beheerder.get(url)
    with django_assert_num_queries(6):
        als_beheerder.get(url)
    for soort in ("uitreiking", "intake_plannen", "einddatum"):
        zet(w, beheerder, soort, 0, 2)
    with django_assert_num_queries(6):
        als_beheerder.get(url)


def test_a_deelnemer_is_not_asked_before_the_day_on_which_they_can_answer(client, w, beheerder):
    with pytest.raises(RegelGeweigerd, match="pas op de dag zelf beantwoorden"):
        zet(w, beheerder, "nazorg_3", -7, 0)
    assert zet(w, beheerder, "nazorg_3", 0, 10)
    client.force_login(beheerder)
    data = {f"richting_{n}": "geen" for n in range(4)} | {"richting_0": "voor", "aantal_0": "7", "versie": "1", "gelezen": ""}

    page = client.post(reverse("trajecten:termijnregel", args=["nazorg_3"]), data | {"once": new_key()})

    words = page.content.decode()
    assert "pas op de dag zelf beantwoorden" in words and 'value="7"' in words
    assert eigen.regel(w.regio, "nazorg_3").momenten == (0, 10)


@pytest.mark.parametrize(("weken", "mails"), [(7, 0), (1, 1)])
def test_a_day_that_moves_within_the_past_sends_no_fifth_mail(w, weken, mails):
    """All four were told, and the behandelaar calls; of a later day the moments that are to come are told."""
    on = leven.BEGIN + 100 * DAG
    row = Termijn(soort="eindbeoordeling", partij="leerbedrijf", op=on - 40 * DAG, ontstaan_op=on - 90 * DAG, kijk_op=None)
    new = termijnen.Eis("eindbeoordeling", Partij.LEERBEDRIJF, on - weken * 7 * DAG)
    before = aan_zet.partij(_beoordeling(on), [als_open(row)], on=on)
    assert (before.partij, before.reden) == (Partij.COORDINATOR, "bel:eindbeoordeling:leerbedrijf")

    assert pas_aan(row, new, (), on=on) and row.op == new.op

    assert (row.kijk_op is not None) == bool(mails)
    if not mails:
        assert aan_zet.partij(_beoordeling(on), [als_open(row)], on=on) == before


def _beoordeling(on) -> Feiten:
    return Feiten(status=S.BEOORDELING, aangemeld_op=on - 200 * DAG)
