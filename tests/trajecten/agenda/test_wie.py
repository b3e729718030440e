"""Whose appointments stand in a calendar, and what of them: no more than its owner may see that day (domein §1, §4, §7)."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Afwezigheid, Lidmaatschap, Recht, Regio, Rol
from basis.dagen import now
from tests.personen import OrganisatieFactory, iemand
from tests.trajecten import leven
from tests.trajecten.agenda.conftest import events, haal, titels
from tests.trajecten.overgangen.hulp import VANDAAG
from trajecten import dossier, evaluaties, workflow
from trajecten.agenda import afspraken
from trajecten.models import Deelnemer, Traject
from trajecten.regels import Status
from werkgevers.models import Leerbedrijf

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


def evaluatie(traject) -> str:
    return f"Evaluatie {traject.nummer} (A. d.W.)"


def een(content: bytes):
    (found,) = events(content)
    return found


# --- staff ---------------------------------------------------------------------------------------------------------------


def test_a_coordinator_finds_own_appointments_and_those_that_are_nobodys(w, lopend, plan, token):
    collega = iemand("Collega", Rol.COORDINATOR)
    ander, van_niemand = (leven.naar(w, Status.INTAKE, telefoon=f"050 111 22 3{n}", geboortejaar=1980 + n) for n in range(2))
    for traject in (lopend, ander, van_niemand):
        plan(traject)
    Traject.objects.filter(pk=ander.pk).update(behandelaar=collega)
    Traject.objects.filter(pk=van_niemand.pk).update(behandelaar=None)

    own = set(titels(token(w.coordinator)))
    everything = set(titels(token(w.coordinator, ook_collegas=True)))

    assert own == {evaluatie(lopend), evaluatie(van_niemand)}
    assert everything - own == {evaluatie(ander)}


def test_of_another_regio_nothing_is_in_it_also_not_with_those_of_colleagues(w, lopend, plan, token):
    fries = leven.wereld("FR")
    plan(lopend)
    dossier.plan(traject=leven.naar(fries, Status.LOPEND), by=fries.coordinator, on=VANDAAG, soort="evaluatie", datum=VANDAAG + DAG)

    assert not [t for t in titels(token(w.coordinator, ook_collegas=True)) if "FR-" in t]
    assert not [t for t in titels(token(fries.coordinator, ook_collegas=True)) if "GR-" in t]
    assert [t for t in titels(token(fries.coordinator, ook_collegas=True)) if "FR-" in t]


def test_a_begeleider_finds_only_where_they_have_a_part_and_only_as_long_as_that_lasts(w, lopend, plan, token):
    begeleider = iemand("Begeleider", Rol.BEGELEIDER)
    plan(lopend)
    address = token(begeleider, ook_collegas=True)
    before = titels(address)
    part = lopend.betrokkenen.create(user=begeleider, vanaf=VANDAAG)
    during = titels(address)
    part.vanaf, part.tot = VANDAAG - 9 * DAG, VANDAAG - DAG
    part.save()

    assert (before, during, titels(address)) == ([], [evaluatie(lopend)], [])


def test_own_termijnen_are_whole_days_and_go_when_they_are_done(w, lopend, token):
    address = token(w.coordinator, ook_termijnen=True)
    due = next(event for event in events(haal(address).content) if "Einddatum" in event["summary"])
    dossier.contact(traject=lopend, soort="bezoek", datum=VANDAAG, met_wie="A", samenvatting="B", by=w.coordinator, on=VANDAAG)
    first_contact = f"Termijn: Eerste contact na de start {lopend.nummer} (A. d.W.)"

    assert due["summary"] == f"Termijn: Einddatum {lopend.nummer} (A. d.W.)"
    assert due.start == lopend.plaatsing.einddatum
    assert due["transp"] == "TRANSPARENT"
    assert first_contact not in titels(address)
    assert not [t for t in titels(token(w.coordinator)) if t.startswith("Termijn")]


def test_a_termijn_is_of_the_behandelaar_and_of_nobody_else(w, lopend, token):
    begeleider, collega = iemand("Begeleider", Rol.BEGELEIDER), iemand("Collega", Rol.COORDINATOR)
    lopend.betrokkenen.create(user=begeleider, vanaf=VANDAAG)
    asked_of_others = lopend.termijnen.open().exclude(partij="coordinator").values_list("soort", flat=True)

    for other in (begeleider, collega):
        assert not [t for t in titels(token(other, ook_collegas=True, ook_termijnen=True)) if t.startswith("Termijn")]
    assert "tussenevaluatie" in asked_of_others
    assert not [t for t in titels(token(w.coordinator, ook_termijnen=True)) if "Tussenevaluatie" in t]


def test_who_stands_in_has_what_is_their_colleagues_on_those_days_only(w, lopend, plan, token):
    vervanger = iemand("Vervanger", Rol.COORDINATOR)
    plan(lopend)
    address = token(vervanger, ook_termijnen=True)
    before = titels(address)
    row = Afwezigheid.objects.create(user=w.coordinator, regio=w.regio, van=VANDAAG, tot=VANDAAG + DAG, vervanger=vervanger)
    during = titels(address)
    row.delete()

    assert before == titels(address) == []
    assert evaluatie(lopend) in during and f"Termijn: Einddatum {lopend.nummer} (A. d.W.)" in during


# --- leerbedrijf and school ----------------------------------------------------------------------------------------------


def test_a_leerbedrijf_and_a_school_find_the_evaluation_and_the_uitreiking_and_no_intake(
    w, lopend, plan, token, praktijkopleider, school
):
    for soort in ("intake", "evaluatie", "uitreiking"):
        plan(lopend, soort)
    wanted = [evaluatie(lopend), f"Uitreiking {lopend.nummer} (A. d.W.)"]

    assert titels(token(praktijkopleider)) == titels(token(school)) == wanted
    assert f"Intakegesprek {lopend.nummer} (A. d.W.)" in titels(token(w.coordinator))


def test_another_leerbedrijf_another_school_and_a_former_leerbedrijf_find_nothing(w, lopend, plan, token, praktijkopleider):
    plan(lopend)
    bakker = OrganisatieFactory(leerbedrijf=True, regio=w.regio)
    Leerbedrijf.objects.create(organisatie=bakker, regio=w.regio, leerbedrijf_id="100273555")
    ander = iemand("Ander", Rol.WERKGEVER, organisatie=bakker, rechten=[Recht.BEGELEIDEN])
    andere_school = iemand("Andere School", Rol.SCHOOL, organisatie=OrganisatieFactory(school=True))
    before = titels(token(praktijkopleider))
    lopend.plaatsingen.update(huidig=False)  # within this transaction; the database asks for a current one at its end

    assert before == [evaluatie(lopend)]
    assert titels(token(ander)) == titels(token(andere_school)) == titels(token(praktijkopleider)) == []
    lopend.plaatsingen.update(huidig=True)


def test_who_is_inside_and_outside_finds_an_appointment_once_with_the_dossier_behind_it(w, lopend, plan, token, praktijkopleider):
    Lidmaatschap.objects.create(user=praktijkopleider, regio=w.regio, rol=Rol.BEGELEIDER, vanaf=date(2020, 1, 1))
    plan(lopend)
    outside = een(haal(token(praktijkopleider)).content)
    lopend.betrokkenen.create(user=praktijkopleider, vanaf=VANDAAG)
    both = een(haal(token(praktijkopleider)).content)

    assert outside["url"].endswith(reverse("portaal:plaatsing", args=[lopend.plaatsing.code]))
    assert both["url"].endswith(lopend.get_absolute_url())
    assert outside["uid"] == both["uid"]


def test_no_place_of_a_hidden_address_goes_out_to_anybody(w, lopend, plan, token, praktijkopleider, school, client):
    row = plan(lopend, plaats="Meidoornlaan 9")
    Leerbedrijf.objects.update(verborgen_adres=True, schuilnaam="De Brug")
    client.force_login(school)
    page = client.get(reverse("portaal:plaatsing", args=[lopend.plaatsing.code])).content.decode()

    for user in (w.coordinator, praktijkopleider, school):
        found = een(haal(token(user)).content) if user != w.coordinator else events(haal(token(user)).content)[-1]
        assert "location" not in found
    assert "Zet in uw agenda" in page and "Meidoornlaan" not in page
    assert "Meidoornlaan" not in client.get(reverse("portaal:afspraak", args=[row.code])).content.decode()
    client.force_login(w.coordinator)
    assert "Meidoornlaan" not in client.get(reverse("trajecten:afspraak", args=[row.code])).content.decode()
    assert "Meidoornlaan" in client.get(lopend.get_absolute_url()).content.decode()


def test_control_with_an_open_address_the_place_is_there(w, lopend, plan, token, school):
    plan(lopend, plaats="Meidoornlaan 9")

    assert een(haal(token(school)).content)["location"] == "Meidoornlaan 9"


# --- no name -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plaats", "blijft"),
    [
        ("Bij Andries thuis, Kerkstraat 4", False),
        ("Fam. de Wit, Kerkstraat 4", False),
        ("bij A. DE  WIT", False),
        ("Witstraat 4", True),
        ("De Witstraat 4", True),
    ],
)
def test_a_place_that_names_the_deelnemer_stays_in_the_house(lopend, plan, token, praktijkopleider, plaats, blijft):
    plan(lopend, plaats=plaats)

    assert een(haal(token(praktijkopleider)).content).get("location", "") == (plaats if blijft else "")


def test_nothing_of_a_deelnemer_but_number_and_initials_is_in_anybodys_calendar(w, lopend, plan, token, praktijkopleider, school):
    """Every text of the deelnemer and of the dossier is a word that cannot be there by chance."""
    d = lopend.deelnemer
    texts = [f.attname for f in d._meta.concrete_fields if f.get_internal_type() in ("CharField", "EmailField")]
    words = {name: f"Zqx{n}zqx" for n, name in enumerate(texts)} | {"email": "zqx@zqx.test"}
    Deelnemer.objects.filter(pk=d.pk).update(**words, geboortejaar=1971)
    dossier.notitie(traject=lopend, tekst="zqx", by=w.coordinator, on=VANDAAG)
    plan(lopend, plaats="Werkplein", tijd=time(9, 0))

    for user in (w.coordinator, praktijkopleider, school):
        content = haal(token(user, ook_collegas=True, ook_termijnen=True)).content.decode()
        assert f"{lopend.nummer} (Z. Z.)" in content
        assert "zqx" not in content.lower()
        assert "1971" not in content
        assert "Kringloop" not in content


def test_control_a_title_with_the_name_is_noticed(lopend, plan, token, praktijkopleider, monkeypatch):
    monkeypatch.setattr(afspraken, "initialen", lambda voornamen, achternaam: f"{voornamen} {achternaam}")
    plan(lopend)

    assert "de Wit" in haal(token(praktijkopleider)).content.decode()


def test_the_only_address_in_it_is_a_page_behind_the_sign_in(w, lopend, plan, token, client):
    plan(lopend)
    address = token(w.coordinator, ook_termijnen=True)
    content = haal(address).content.decode()
    (url,) = {str(event["url"]) for event in events(content.encode())}

    assert url == f"http://localhost:8000{lopend.get_absolute_url()}"
    assert address not in content
    assert client.get(url).status_code == 302


# --- moved, held, called off ---------------------------------------------------------------------------------------------


def test_a_moved_appointment_is_the_same_one_in_a_later_version(w, lopend, plan, token, praktijkopleider, client):
    address = token(praktijkopleider)
    plan(lopend, tijd=time(9, 0), plaats="Werkplein")
    before = een(haal(address).content)
    row = plan(lopend, datum=date(2026, 6, 2))
    after = een(haal(address).content)
    third = een(haal(address).content) if plan(lopend, datum=date(2026, 6, 3)) else None

    assert before["uid"] == after["uid"] == third["uid"]
    assert before["sequence"] < after["sequence"] < third["sequence"]
    assert before["last-modified"].dt <= after["last-modified"].dt
    assert (after.start, third.start) == (date(2026, 6, 2), date(2026, 6, 3))
    client.force_login(w.coordinator)
    assert client.get(reverse("trajecten:afspraak", args=[row.code])).status_code == 404, "it gave way to a later plan"


def test_taking_a_step_back_never_lowers_the_version(w, plan, token):
    traject = leven.naar(w, Status.AANGEMELD)
    address = token(w.coordinator)
    plan(traject, "intake", tijd=time(9, 0))
    before = een(haal(address).content)
    workflow.intake_starten(traject=traject, datum=date(2026, 5, 22), by=w.coordinator, on=VANDAAG)
    moved = een(haal(address).content)
    workflow.terugdraaien(traject=Traject.objects.get(pk=traject.pk), by=w.coordinator, on=VANDAAG, at=now())
    back = een(haal(address).content)

    assert before["uid"] == moved["uid"] == back["uid"]
    assert before["sequence"] < moved["sequence"] < back["sequence"]
    assert back.start == before.start


def test_what_was_held_stays_and_the_next_one_is_another(w, lopend, plan, token, praktijkopleider):
    address = token(praktijkopleider)
    plan(lopend, datum=VANDAAG)
    held = een(haal(address).content)
    verslag = {"datum": VANDAAG, "beoordelaar": "J. Mulder", "oordelen": {}}
    volgende = evaluaties.Volgende(date(2026, 6, 15))
    evaluaties.tussenevaluatie(traject=lopend, by=w.coordinator, on=VANDAAG, volgende=volgende, **verslag)
    first, second = events(haal(address).content)

    assert (first["uid"], first["status"], first.start) == (held["uid"], "CONFIRMED", VANDAAG)
    assert second["uid"] != held["uid"]


def test_what_was_called_off_says_so_until_its_day(w, lopend, plan, token):
    address = token(w.coordinator)
    row = plan(lopend, datum=VANDAAG + 3 * DAG)
    workflow.stoppen(traject=lopend, reden="motivatie", laatste_dag=VANDAAG, uren_gedaan=24, by=w.coordinator, on=VANDAAG)
    found = next(event for event in events(haal(address).content) if "Evaluatie" in event["summary"])

    assert (found["status"], found["summary"]) == ("CANCELLED", f"Vervallen: {evaluatie(lopend)}")
    assert afspraken.planningen(on=row.datum).filter(pk=row.pk).exists()
    assert not afspraken.planningen(on=row.datum + DAG).filter(pk=row.pk).exists()


def test_the_window_reaches_so_far_back_and_ahead(lopend, plan, token, praktijkopleider):
    address = token(praktijkopleider)
    seen = []
    for days in (-61, -60, 180, 181):
        plan(lopend, datum=VANDAAG + days * DAG, on=VANDAAG + min(days, 0) * DAG)
        seen.append(len(titels(address)))

    assert seen == [0, 1, 1, 0]


def test_the_questions_to_the_database_do_not_grow_with_what_is_in_it(w, lopend, plan, token):
    Lidmaatschap.objects.create(user=w.coordinator, regio=w.regio, rol=Rol.SCHOOL, organisatie=w.school, vanaf=date(2020, 1, 1))
    address = token(w.coordinator, ook_collegas=True, ook_termijnen=True)

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            found = len(events(haal(address).content))
        return len([q for q in queries if '"cache"' not in q["sql"] and "SAVEPOINT" not in q["sql"]]), found

    plan(lopend)
    one, few = asked()
    for n in range(4):
        plan(leven.naar(w, Status.LOPEND, telefoon=f"050 222 33 4{n}", geboortejaar=1970 + n))
    more, many = asked()

    assert many > 3 * few
    assert one == more == 6


def test_a_regio_that_has_nothing_planned_gives_an_empty_calendar_that_is_one(token):
    Regio.objects.get_or_create(regiocode="GR", defaults={"naam": "Groningen"})
    response = haal(token(iemand("Begeleider", Rol.BEGELEIDER), ook_termijnen=True))

    assert response.status_code == 200
    assert events(response.content) == []
