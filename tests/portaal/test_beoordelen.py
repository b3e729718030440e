"""Judging one werkproces at any moment, and the eindbeoordeling in three steps (issue 4; domein §3, §6; besluiten/0017)."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import Recht, Rol
from basis.bsn import REFUSAL
from basis.once import new_key
from documenten import opruimen
from documenten.models import Document
from tests.documenten.bestanden import jpeg_with_place
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, text
from trajecten import eindbeoordeling, evaluaties, oordelen, tussendoor, voortgang, workflow
from trajecten.eindbeoordeling import IntussenAnders
from trajecten.models import Beoordeling, Bewijsstuk, Eindconcept, Indruk, Oordeel, Plaatsing, Terugweg, Traject
from trajecten.regels import Status
from trajecten.tussendoor import Gezien, IntussenGewijzigd
from trajecten.workflow import OvergangGeweigerd

pytestmark = pytest.mark.django_db
S = Status
DAG = timedelta(days=1)
HTMX = {"HTTP_HX_REQUEST": "true"}
VRAGEN = {"werkt_nog": "ja", "kon_alles_oefenen": "ja", "in_dienst": "nee"}


@pytest.fixture
def jolanda(w):
    return iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.BEGELEIDEN])


@pytest.fixture
def kees(w):
    return iemand("Kees Hofman", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=[Recht.BEGELEIDEN])


@pytest.fixture
def als(client):
    """:returns: a function that signs somebody in."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def lopend(w) -> Plaatsing:
    return leven.naar(w, S.LOPEND).plaatsing


@pytest.fixture
def gevraagd(w) -> Plaatsing:
    """The eindbeoordeling is asked."""
    return leven.naar(w, S.BEOORDELING).plaatsing


def adres(deur: str, plaatsing: Plaatsing, werkproces=None) -> str:
    return reverse(f"portaal:{deur}", args=[plaatsing.code, *([werkproces.code] if werkproces else [])])


def getoond(page, deur: str, plaatsing: Plaatsing) -> dict:
    """What the page shows, as a browser would send it back."""
    form = page.get(adres(deur, plaatsing)).context["form"]
    return {"once": new_key()} | {bound.html_name: "" if bound.value() is None else bound.value() for bound in form}


def een(werkproces, waarde="oefenen", noot="", was="0.") -> dict:
    code = werkproces.code
    return {"once": new_key(), f"oordeel-{code}": waarde, f"noot-{code}": noot, f"was-{code}": was}


def beoordeel(plaatsing, by, werkproces, waarde, noot="", versie=0, on=VANDAAG):
    given = {werkproces.pk: Gezien(waarde, noot, versie)}
    return tussendoor.beoordeel(traject=plaatsing.traject, by=by, on=on, gezien=given)


def laatste(plaatsing) -> list[str]:
    return [row.waarde for row in oordelen.laatste(plaatsing)]


# --- at any moment -----------------------------------------------------------------------------------------------------------


def test_the_leerbedrijf_judges_what_it_saw_and_leaves_the_rest(als, w, lopend, jolanda):
    page = als(jolanda)
    data = getoond(page, "werkprocessen", lopend) | {f"oordeel-{w.werkprocessen[1].code}": "oefenen"}

    answer = page.post(adres("werkprocessen", lopend), data)

    assert answer.status_code == 303 and answer["Location"] == adres("plaatsing", lopend)
    row = lopend.beoordelingen.get()
    assert (row.soort, row.namens, row.vastgelegd_door, row.beoordelaar) == ("los", False, jolanda, "Jolanda Smit")
    assert laatste(lopend) == ["", "oefenen", ""]
    assert lopend.traject.gebeurtenissen.get(soort="tussendoor").door == jolanda
    assert not lopend.traject.documenten.filter(document__soort="voortgangsverslag").exists()


def test_what_is_kept_while_typing_answers_with_its_own_part_of_the_page(als, w, lopend, jolanda):
    first, page = w.werkprocessen[0], als(jolanda)
    url = adres("oordeel", lopend, first)

    answer = page.post(url, een(first, "voldoende", "Doet de kassa zelf"), **HTMX)
    part = page.get(answer["Location"], **HTMX)

    assert answer.status_code == 303 and answer["Location"] == url
    assert "Bewaard om" in text(part) and "<html" not in part.content.decode()
    assert f'value="1.voldoende" id="id_was-{first.code}" hx-swap-oob="true"' in part.content.decode()
    assert f'action="{adres("werkprocessen", lopend)}"' in text(page.get(url))  # opened by hand it is the page
    given = lopend.beoordelingen.get().oordelen.get()
    assert (given.waarde, given.toelichting) == ("voldoende", "Doet de kassa zelf")


def test_one_day_is_one_row_and_an_earlier_day_stays(w, lopend, jolanda):
    first = w.werkprocessen[0]
    beoordeel(lopend, jolanda, first, "niet_gedaan", on=VANDAAG - DAG)
    beoordeel(lopend, jolanda, first, "oefenen")

    beoordeel(lopend, jolanda, first, "voldoende", "Nu wel", versie=1)

    rows = list(lopend.beoordelingen.order_by("datum"))
    assert [row.datum for row in rows] == [VANDAAG - DAG, VANDAAG]
    assert [row.oordelen.get().waarde for row in rows] == ["niet_gedaan", "voldoende"]
    assert laatste(lopend)[0] == "voldoende"


def test_two_people_at_once_lose_nothing_and_the_last_one_counts(w, lopend, jolanda, kees):
    first = w.werkprocessen[0]
    beoordeel(lopend, jolanda, first, "oefenen", "Heeft hulp nodig")
    beoordeel(lopend, kees, first, "voldoende", "Gaat goed bij mij")
    beoordeel(lopend, jolanda, first, "goed", "Ook bij mij nu", versie=1)

    assert laatste(lopend)[0] == "goed"
    said = {row.beoordelaar: row.oordelen.get().toelichting for row in lopend.beoordelingen.all()}
    assert said == {"Jolanda Smit": "Ook bij mij nu", "Kees Hofman": "Gaat goed bij mij"}


def test_what_nobody_touched_is_not_said_again_over_a_colleague(als, w, lopend, jolanda, kees):
    first, second, _ = w.werkprocessen
    beoordeel(lopend, jolanda, first, "oefenen", on=VANDAAG - DAG)
    page = als(jolanda)
    opened = getoond(page, "werkprocessen", lopend)
    beoordeel(lopend, kees, first, "goed")

    page.post(adres("werkprocessen", lopend), opened | {f"oordeel-{second.code}": "voldoende"})

    assert laatste(lopend) == ["goed", "voldoende", ""]


def test_another_window_of_the_same_person_is_compared_and_not_overwritten(als, w, lopend, jolanda):
    first, page = w.werkprocessen[0], als(jolanda)
    opened = getoond(page, "werkprocessen", lopend) | een(first, "goed", "Uit het tweede venster")
    beoordeel(lopend, jolanda, first, "oefenen", "Uit het eerste venster")

    refused = page.post(adres("werkprocessen", lopend), opened)

    assert refused.status_code == 409
    assert "Uit het eerste venster" in text(refused) and "Uit het tweede venster" in text(refused)
    assert laatste(lopend)[0] == "oefenen"
    form = refused.context["form"]
    again = {bound.html_name: bound.value() or "" for bound in form} | {"once": new_key()}
    assert page.post(adres("werkprocessen", lopend), again).status_code == 303
    assert lopend.beoordelingen.get().oordelen.get().toelichting == "Uit het tweede venster"


def test_without_the_version_the_first_text_would_be_gone(w, lopend, jolanda):
    """The control: who claims to have seen the newest row writes over it."""
    first = w.werkprocessen[0]
    beoordeel(lopend, jolanda, first, "oefenen", "Uit het eerste venster")
    with pytest.raises(IntussenGewijzigd):
        beoordeel(lopend, jolanda, first, "goed", "Uit het tweede venster")

    beoordeel(lopend, jolanda, first, "goed", "Uit het tweede venster", versie=1)

    assert lopend.beoordelingen.get().oordelen.get().toelichting == "Uit het tweede venster"


def test_a_note_that_cannot_be_kept_says_so_where_it_was_typed(als, w, lopend, jolanda):
    first, page = w.werkprocessen[0], als(jolanda)

    bsn = page.post(adres("oordeel", lopend, first), een(first, "goed", "BSN 123456782"), **HTMX)
    without = page.post(adres("oordeel", lopend, first), een(first, "", "Alleen een noot"), **HTMX)

    assert REFUSAL in text(bsn) and "Kies ook een oordeel" in text(without)
    assert "Bewaard" not in text(bsn)
    assert not Beoordeling.objects.exists()


def test_a_werkproces_that_was_not_agreed_is_not_there(als, w, lopend, jolanda):
    other = w.werkprocessen[2]
    lopend.werkprocessen.remove(other)

    assert als(jolanda).get(adres("oordeel", lopend, other)).status_code == 404
    assert als(jolanda).post(adres("oordeel", lopend, other), een(other), **HTMX).status_code == 404


def test_only_the_leerbedrijf_judges_in_between(w, lopend, kees):
    with pytest.raises(OvergangGeweigerd, match="Alleen het leerbedrijf zelf"):
        beoordeel(lopend, w.coordinator, w.werkprocessen[0], "goed")

    assert not Beoordeling.objects.exists()


@pytest.mark.parametrize("status", [S.OVEREENKOMST, S.VASTSTELLING])
def test_judging_is_for_who_is_at_work(als, w, jolanda, status):
    plaatsing = leven.naar(w, status).plaatsing
    first = w.werkprocessen[0]

    shown = als(jolanda).get(adres("werkprocessen", plaatsing))
    part = als(jolanda).post(adres("oordeel", plaatsing, first), een(first), **HTMX)

    assert shown.status_code == 409
    assert "Beoordelen kan zolang" in text(part)
    assert not plaatsing.beoordelingen.filter(soort="los").exists()


def test_an_evaluation_of_the_same_day_and_what_came_after_it_are_both_kept(w, lopend, jolanda):
    first = w.werkprocessen[0]
    beoordeel(lopend, jolanda, first, "oefenen")
    evaluaties.tussenevaluatie(
        traject=lopend.traject, by=jolanda, on=VANDAAG, datum=VANDAAG, beoordelaar="J. Smit", oordelen={first.pk: ("goed", "")}
    )
    assert laatste(lopend)[0] == "goed"

    beoordeel(lopend, jolanda, first, "voldoende", versie=1)

    assert laatste(lopend)[0] == "voldoende"


# --- the eindbeoordeling -----------------------------------------------------------------------------------------------------


def vul_in(page, plaatsing, waarde="goed"):
    """The first two steps."""
    page.post(adres("eindbeoordeling", plaatsing), getoond(page, "eindbeoordeling", plaatsing) | VRAGEN)
    keuzes = {f"oordeel-{w.code}": waarde for w in plaatsing.werkprocessen.all()}
    page.post(adres("eind_werkprocessen", plaatsing), getoond(page, "eind_werkprocessen", plaatsing) | keuzes)


def verstuur(page, plaatsing, **anders):
    data = getoond(page, "eind_versturen", plaatsing) | {"beoordelaar": "Jolanda Smit", "akkoord": "on"} | anders
    return page.post(adres("eind_versturen", plaatsing), data)


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


# --- photos and files --------------------------------------------------------------------------------------------------------


def foto(**anders) -> dict:
    return {
        "once": new_key(),
        "bestand": SimpleUploadedFile("IMG_0042.jpg", jpeg_with_place(), "image/jpeg"),
        "omschrijving": "Schap na het spiegelen",
        "akkoord": "on",
        "bsn_weg": "on",
        **anders,
    }


def test_a_photo_stands_with_its_werkproces_for_leerbedrijf_school_and_coordinator(als, w, lopend, jolanda):
    first, page = w.werkprocessen[0], als(jolanda)

    answer = page.post(adres("bewijsstuk", lopend, first), foto())

    assert answer.status_code == 303 and answer["Location"].endswith(f"#w-{first.code}")
    stuk = Bewijsstuk.objects.get()
    assert (stuk.werkproces, stuk.door) == (first, jolanda)
    assert "Schap na het spiegelen" in text(page.get(adres("werkprocessen", lopend)))
    assert page.get(reverse("portaal:document", args=[stuk.document.code])).status_code == 200
    school = iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[])
    assert "Schap na het spiegelen" in text(als(school).get(adres("plaatsing", lopend)))
    assert als(school).get(reverse("portaal:document", args=[stuk.document.code])).status_code == 200
    assert "Schap na het spiegelen" in text(als(w.coordinator).get(lopend.traject.get_absolute_url()))
    assert dict(lopend.traject.gebeurtenissen.get(soort="bewijsstuk").details)["Wie erop staat vindt het goed"] == "ja"


@pytest.mark.parametrize("zonder", ["akkoord", "bsn_weg", "omschrijving", "bestand"])
def test_a_photo_without_what_belongs_to_it_is_not_kept(als, w, lopend, jolanda, zonder):
    answer = als(jolanda).post(adres("bewijsstuk", lopend, w.werkprocessen[0]), foto(**{zonder: ""}))

    assert answer.status_code == 200 and 'class="foutenlijst"' in text(answer)
    assert not Bewijsstuk.objects.exists()


def test_a_photo_that_is_taken_away_is_gone_for_everybody(als, w, lopend, jolanda, django_capture_on_commit_callbacks):
    page = als(jolanda)
    page.post(adres("bewijsstuk", lopend, w.werkprocessen[0]), foto())
    stuk = Bewijsstuk.objects.get()
    path = Path(settings.MEDIA_ROOT) / stuk.document.document.bestand
    assert path.exists()
    url = reverse("portaal:bewijsstuk_weg", args=[stuk.code])
    assert "verdwijnt voorgoed" in text(page.get(url)) and path.exists()

    with django_capture_on_commit_callbacks(execute=True):
        answer = page.post(url, {"once": new_key()})

    assert answer.status_code == 303
    assert not path.exists()
    assert page.get(reverse("portaal:document", args=[stuk.document.code])).status_code == 404
    for shown in (page.get(adres("plaatsing", lopend)), als(w.coordinator).get(lopend.traject.get_absolute_url())):
        assert "Schap na het spiegelen" not in text(shown)
    assert als(jolanda).get(url).status_code == 404
    assert lopend.traject.gebeurtenissen.filter(soort="bewijsstuk_weg").count() == 1


def test_after_handing_in_only_the_coordinator_takes_a_photo_away(als, w, gevraagd, jolanda):
    page = als(jolanda)
    page.post(adres("bewijsstuk", gevraagd, w.werkprocessen[0]), foto())
    vul_in(page, gevraagd)
    verstuur(page, gevraagd)
    stuk = Bewijsstuk.objects.get()

    refused = page.post(reverse("portaal:bewijsstuk_weg", args=[stuk.code]), {"once": new_key()})
    taken = als(w.coordinator).post(reverse("trajecten:bewijsstuk_weg", args=[stuk.code]), {"once": new_key()})

    assert "Bel de coördinator" in text(refused)
    assert taken.status_code == 303
    stuk.refresh_from_db()
    assert stuk.weg_op == VANDAAG


def test_only_a_photo_of_the_work_can_be_taken_away(w, lopend):
    """The control: the database lets no other paper go."""
    other = Document.objects.filter(soort="praktijkovereenkomst").first()
    with pytest.raises(ValueError, match="praktijkovereenkomst"):
        opruimen.haal_weg(other)

    Document.objects.filter(pk=other.pk).update(
        status="klaar", sha256="a" * 64, bytes=1, bestand="x", media_type="x", klaar_op=now()
    )
    gone = {"status": "verlopen", "sha256": "", "bytes": 0, "bestand": "", "klaar_op": None}
    for disguise in ({}, {"soort": "bewijsstuk"}, {"concept": True, "bewaren_tot": now()}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Document.objects.filter(pk=other.pk).update(**gone, **disguise)


# --- the coordinator's own impression ----------------------------------------------------------------------------------------


def indruk(page, traject, **keuzes):
    url = reverse("trajecten:indruk", args=[traject.code])
    form = page.get(url).context["form"]
    shown = {bound.html_name: bound.value() or "" for bound in form}
    return page.post(url, {"once": new_key(), **shown, **keuzes})


def test_an_own_impression_stands_beside_the_judgement_and_the_difference_is_marked(als, w, lopend, jolanda):
    first, second, _ = w.werkprocessen
    beoordeel(lopend, jolanda, first, "goed")
    beoordeel(lopend, jolanda, second, "oefenen")
    keuzes = {f"oordeel-{first.code}": "oefenen", f"noot-{first.code}": "Zag ik niet", f"oordeel-{second.code}": "oefenen"}

    answer = indruk(als(w.coordinator), lopend.traject, **keuzes)

    assert answer.status_code == 303
    (found,) = voortgang.voortgang(lopend.traject)
    assert [(r.nu.waarde, r.indruk.waarde, r.verschilt) for r in found.regels] == [
        ("goed", "oefenen", True),
        ("oefenen", "oefenen", False),
        ("", "", False),
    ]
    shown = text(als(w.coordinator).get(lopend.traject.get_absolute_url()))
    assert "Verschilt" in shown and "Bij 1 werkproces ziet het leerbedrijf iets anders" in shown


def test_an_impression_counts_nowhere_and_nobody_outside_sees_it(als, w, lopend, jolanda):
    first = w.werkprocessen[0]
    als(w.coordinator)
    tussendoor.kijk_mee(
        traject=lopend.traject, by=w.coordinator, on=VANDAAG, gezien={first.pk: Gezien("goed", "Alleen voor collega's", 0)}
    )

    assert laatste(lopend) == ["", "", ""]
    school = iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.BEGELEIDEN])
    for who in (jolanda, school):
        assert "Alleen voor collega" not in text(als(who).get(adres("plaatsing", lopend)))
    assert "Alleen voor collega" not in text(als(jolanda).get(adres("werkprocessen", lopend)))
    assert "Alleen voor collega" in text(als(w.coordinator).get(lopend.traject.get_absolute_url()))


def test_somebody_of_the_leerbedrijf_keeps_no_impression(w, lopend, jolanda):
    with pytest.raises(OvergangGeweigerd, match="alleen coördinatoren en begeleiders"):
        tussendoor.kijk_mee(traject=lopend.traject, by=jolanda, on=VANDAAG, gezien={w.werkprocessen[0].pk: Gezien("goed", "", 0)})

    assert not Indruk.objects.exists()


def test_the_page_of_an_impression_takes_as_many_queries_for_one_as_for_many(als, w, lopend, kees):
    page = als(w.coordinator)
    url = reverse("trajecten:indruk", args=[lopend.traject.code])
    indruk(page, lopend.traject, **{f"oordeel-{w.werkprocessen[0].code}": "goed"})
    page.get(url)
    with CaptureQueriesContext(connection) as one:
        page.get(url)
    for n in range(1, 6):
        tussendoor.kijk_mee(
            traject=lopend.traject,
            by=w.coordinator,
            on=VANDAAG - n * DAG,
            gezien={x.pk: Gezien("oefenen", "", 0) for x in w.werkprocessen},
        )
    with CaptureQueriesContext(connection) as many:
        page.get(url)

    assert len(many) == len(one)


def test_the_page_of_the_leerbedrijf_takes_as_many_queries_for_one_as_for_many(als, w, lopend, jolanda):
    page, first = als(jolanda), w.werkprocessen[0]
    page.post(adres("bewijsstuk", lopend, first), foto())
    beoordeel(lopend, jolanda, first, "oefenen")
    page.get(adres("werkprocessen", lopend))
    with CaptureQueriesContext(connection) as one:
        page.get(adres("werkprocessen", lopend))
    for n, x in enumerate(w.werkprocessen):
        page.post(adres("bewijsstuk", lopend, x), foto())
        beoordeel(lopend, jolanda, x, "oefenen", on=VANDAAG - (n + 1) * DAG)
    with CaptureQueriesContext(connection) as many:
        page.get(adres("werkprocessen", lopend))

    assert len(many) == len(one)


# --- found by fresh eyes -----------------------------------------------------------------------------------------------------


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


def test_a_page_of_yesterday_is_saved_today(als, w, lopend, jolanda):
    first, page = w.werkprocessen[0], als(jolanda)
    beoordeel(lopend, jolanda, first, "oefenen", on=VANDAAG - DAG)
    opened = een(first, "goed", "Nu ook zelf", was="1.oefenen")

    answer = page.post(adres("oordeel", lopend, first), opened, **HTMX)

    assert answer.status_code == 303
    assert laatste(lopend)[0] == "goed"


def test_what_is_agreed_no_more_is_said_and_not_silently_dropped(als, w, lopend, jolanda):
    first, _, gone = w.werkprocessen
    page = als(jolanda)
    opened = getoond(page, "werkprocessen", lopend) | {f"oordeel-{gone.code}": "goed", f"oordeel-{first.code}": "goed"}
    lopend.werkprocessen.remove(gone)

    refused = page.post(adres("werkprocessen", lopend), opened)

    assert refused.status_code == 200 and "intussen veranderd" in text(refused)
    assert not Beoordeling.objects.exists()
    again = {b.html_name: b.value() or "" for b in refused.context["form"]} | {"once": new_key()}
    assert page.post(adres("werkprocessen", lopend), again).status_code == 303
    assert laatste(lopend) == ["goed", ""]


def test_of_two_impressions_on_one_day_the_last_is_shown(als, w, lopend):
    first = w.werkprocessen[0]
    other = iemand("Aaltje Bos", Rol.COORDINATOR)
    for who, waarde in ((other, "oefenen"), (w.coordinator, "goed")):
        tussendoor.kijk_mee(traject=lopend.traject, by=who, on=VANDAAG, gezien={first.pk: Gezien(waarde, "", 0)})

    (found,) = voortgang.voortgang(lopend.traject)

    assert found.regels[0].indruk.waarde == "goed"
    assert len([m for m in found.momenten if m.beoordeling is None]) == 2


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
