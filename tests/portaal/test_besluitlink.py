"""A school without account decides by a personal link, one for each time something is handed in (domein §6; M02, M17)."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import Recht, Rol
from basis.dagen import now
from basis.once import new_key
from berichten.models import Bericht
from documenten.models import Document
from tests.parallel import at_once
from tests.personen import iemand
from tests.portaal.test_thuis import besluit
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, scan, text
from trajecten import besluitlinks, links, scholen, toegang, workflow
from trajecten.forms.scholen import SchoolAfspraakForm
from trajecten.models import Besluitlink, Deelnemer, SchoolAfspraak, Traject
from trajecten.regels import Doel, Overgang, Partij, Status
from trajecten.systeem import BESLUITLINK, Systeem
from trajecten.workflow import OvergangGeweigerd

pytestmark = pytest.mark.django_db
S = Status
ADRES = "examens@noorderlicht.example"


@pytest.fixture(autouse=True)
def afspraak(w):
    row, _ = SchoolAfspraak.objects.get_or_create(regio=w.regio, school=w.school)
    SchoolAfspraak.objects.filter(pk=row.pk).update(contact_naam="Ilse Wolthuis", contact_email=ADRES)
    row.refresh_from_db()
    return row


@pytest.fixture
def traject(w):
    made = leven.naar(w, S.VASTSTELLING)
    w.controleer(VANDAAG)
    return made


def knop(traject) -> str:
    return reverse("trajecten:besluitlink_sturen", args=[traject.code])


def stuur(w, traject) -> str:
    """:returns: the token of a link that was mailed."""
    besluitlinks.stuur(traject=traject, by=w.coordinator, on=VANDAAG, at=now())
    return uit_de_mail(Bericht.objects.latest("pk"))


def uit_de_mail(bericht: Bericht) -> str:
    return re.search(r"/portaal/besluit/([\w-]+)/", bericht.tekst)[1]


def adres(token: str, deur: str = "link_besluit") -> str:
    return reverse(f"portaal:{deur}", args=[token])


def beslis(visitor, token, traject, **anders):
    data = besluit(traject, naam="P. de Boer", functie="Voorzitter examencommissie") | anders
    return visitor.post(adres(token), data, headers={"User-Agent": "Kantoor/1.0"})


def nu(traject) -> Traject:
    traject.refresh_from_db()
    return traject


# --- sending it ---------------------------------------------------------------------------------------------------------------


def test_a_coordinator_mails_the_contact_of_the_school_without_naming_the_deelnemer(coordinator, traject):
    page = text(coordinator.get(traject.get_absolute_url()))
    assert f"Ilse Wolthuis, {ADRES}" in page, "the button says to whom"

    answer = coordinator.post(knop(traject), {"once": new_key()})

    assert answer.status_code == 303 and answer["Location"] == f"{traject.get_absolute_url()}#besluit"
    mail = Bericht.objects.get()
    assert mail.aan == ADRES and settings.SITE_URL in mail.tekst
    assert traject.nummer in mail.tekst and "gestart in maart 2026" in mail.tekst
    assert not any(word in mail.tekst + mail.onderwerp for word in ("Andries", "de Wit", "Kringloop"))
    assert uit_de_mail(mail) not in str(list(Besluitlink.objects.values())), "kept hashed"
    line = traject.gebeurtenissen.get(soort="besluitlink")
    assert line.details == [["School", "Noorderlicht College"], ["Aan", "Ilse Wolthuis"]]
    shown = text(coordinator.get(traject.get_absolute_url()))
    assert "Nog niet gebruikt" in shown and "Opnieuw sturen kan vanaf" in shown
    assert knop(traject) not in shown, "no button that would be refused"
    assert nu(traject).aan_zet == Partij.SCHOOL


def test_another_mail_waits_a_day_and_stops_the_first(w, coordinator, visitor, traject):
    first = stuur(w, traject)
    again = coordinator.post(knop(traject), {"once": new_key()}, follow=True)
    assert "Opnieuw sturen kan vanaf" in text(again) and Bericht.objects.count() == 1

    Besluitlink.objects.update(verstuurd_op=now() - links.AFKOELEN)
    coordinator.post(knop(traject), {"once": new_key()})

    assert Bericht.objects.count() == 2
    assert visitor.get(adres(first)).status_code == 410
    assert visitor.get(adres(uit_de_mail(Bericht.objects.latest("pk")))).status_code == 200


def test_without_an_address_the_page_says_where_to_fill_it_in(w, coordinator, traject, afspraak):
    SchoolAfspraak.objects.update(contact_email="")

    answer = coordinator.post(knop(traject), {"once": new_key()}, follow=True)

    assert "Er is geen e-mailadres bekend van de contactpersoon van Noorderlicht College" in text(answer)
    assert reverse("trajecten:school_afspraak", args=[w.school.code]) in text(answer)
    assert knop(traject) not in text(answer)
    assert not Bericht.objects.exists() and not Besluitlink.objects.exists()


def test_who_can_decide_in_the_portal_already_is_told_to_the_coordinator(w, coordinator, traject):
    assert "in het portaal besluiten" not in text(coordinator.get(traject.get_absolute_url()))
    iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.VASTSTELLEN], mandaat="Brief")

    assert "in het portaal besluiten: 1 persoon heeft" in text(coordinator.get(traject.get_absolute_url()))


def test_there_is_no_link_while_nothing_lies_with_a_school_or_for_another_doel(w, coordinator, traject):
    early = leven.naar(w, S.BEOORDELING, roepnaam="Bea", telefoon="050 222 22 22")
    Traject.objects.filter(pk=traject.pk).update(doel=Doel.DIPLOMA)

    for row in (early, traject):
        assert knop(row) not in text(coordinator.get(row.get_absolute_url()))
        with pytest.raises(OvergangGeweigerd, match="bij de school ligt"):
            besluitlinks.stuur(traject=row, by=w.coordinator, on=VANDAAG, at=now())
    assert not Bericht.objects.exists()


def test_a_begeleider_sends_no_link(w, client, traject):
    coach = iemand("Bo Begeleider", Rol.BEGELEIDER)
    Traject.objects.filter(pk=traject.pk).update(behandelaar=coach)
    client.force_login(coach)

    assert client.post(knop(traject), {"once": new_key()}).status_code == 403
    assert knop(traject) not in text(client.get(traject.get_absolute_url()))
    with pytest.raises(OvergangGeweigerd, match="mag u"):
        besluitlinks.stuur(traject=traject, by=coach, on=VANDAAG, at=now())


# --- the page and the decision ------------------------------------------------------------------------------------------------


def test_the_school_decides_itself_with_what_proves_it(w, coordinator, visitor, traject):
    token = stuur(w, traject)
    page = text(visitor.get(adres(token)))
    assert "Wat het leerbedrijf zag" in page and "Winschoten" in page, "what a school may see (domein §7)"
    assert "Werkzoekend" not in page

    done = beslis(visitor, token, traject)

    assert done.status_code == 303, done.context["form"].errors
    assert done["Location"] == adres(token, "link_besluit_klaar")
    assert "uw besluit is vastgelegd" in text(visitor.get(done["Location"]))
    assert nu(traject).status == S.UITREIKING
    decided = traject.vaststellingen.get()
    assert (decided.namens, decided.besluit, decided.vastgelegd_door) == (False, None, None)
    assert (decided.naam, decided.functie) == ("P. de Boer", "Voorzitter examencommissie")
    used = Besluitlink.objects.get()
    assert (used.besluit, used.naam, used.functie) == ("vaststellen", "P. de Boer", "Voorzitter examencommissie")
    assert (used.adres, used.browser) == ("127.0.0.1", "Kantoor/1.0")
    line = traject.gebeurtenissen.get(soort="vaststellen")
    assert (line.door, line.systeem, line.namens) == (None, "besluitlink", "")
    shown = text(coordinator.get(traject.get_absolute_url()))
    assert "via een persoonlijke link van Noorderlicht College" in shown and "Kantoor/1.0" in shown


def test_a_no_without_a_reason_leaves_the_link_as_it_was(w, visitor, traject):
    token = stuur(w, traject)
    first = traject.plaatsing.werkprocessen.first()

    refused = beslis(visitor, token, traject, **{f"besluit-{first.code}": "nee"})

    assert "waarom de school dit niet vaststelt" in text(refused) and 'value="P. de Boer"' in text(refused)
    assert nu(traject).status == S.VASTSTELLING and not traject.vaststellingen.exists()
    assert Besluitlink.objects.get().gebruikt_op is None
    with_reason = {f"besluit-{first.code}": "nee", f"reden-{first.code}": "Te kort geoefend"}
    assert beslis(visitor, token, traject, **with_reason).status_code == 303
    assert traject.vaststellingen.get().regels.filter(vastgesteld=False, reden="Te kort geoefend").count() == 1


def test_what_only_a_coordinator_can_mend_is_said_so(w, visitor, traject):
    token = stuur(w, traject)
    Deelnemer.objects.filter(pk=traject.deelnemer_id).update(geboorteplaats="")

    answer = beslis(visitor, token, traject)

    assert "Dit moet de coördinator eerst in orde maken." in text(answer)
    assert Besluitlink.objects.get().gebruikt_op is None


def test_no_bsn_is_taken_in(w, visitor, traject):
    token = stuur(w, traject)
    first = traject.plaatsing.werkprocessen.first()

    answer = beslis(visitor, token, traject, **{f"besluit-{first.code}": "nee", f"reden-{first.code}": f"Zie {BSN}"})

    assert answer.status_code == 200 and not traject.vaststellingen.exists()


def test_a_school_that_makes_its_own_verklaring_adds_it(w, visitor, traject):
    SchoolAfspraak.objects.update(verklaring_bron="school")
    token = stuur(w, traject)

    without = beslis(visitor, token, traject)
    paper = {"school_nummer": "NC-12", "verklaring": scan(), "bsn_weg": "on"}
    answer = beslis(visitor, token, traject, **paper)

    assert without.status_code == 200
    assert answer.status_code == 303, answer.context["form"].errors
    made = traject.verklaringen.get()
    assert (made.bron, made.school_nummer) == ("school", "NC-12")
    assert Document.objects.get(pk=made.document_id).door_id is None


def test_a_concept_is_read_before_and_the_link_stays_as_it_was(w, visitor, traject):
    token = stuur(w, traject)

    for _ in range(2):
        made = visitor.post(adres(token, "link_concept_maken"))
        assert made.status_code == 303 and made["Location"] == adres(token, "link_concept")

    assert "Het concept wordt gemaakt" in text(visitor.get(adres(token, "link_concept")))
    assert traject.documenten.filter(document__concept=True).count() == 1
    assert visitor.get(adres(token, "link_concept_document")).status_code == 404, "not made yet"
    assert Besluitlink.objects.get().gebruikt_op is None


def test_without_anything_achieved_there_is_no_concept(w, visitor):
    traject = _niets_behaald(w)
    token = stuur(w, traject)

    answer = visitor.post(adres(token, "link_concept_maken"))

    assert answer["Location"] == adres(token)
    assert not traject.documenten.filter(document__concept=True).exists()


def test_the_school_sends_back_with_a_reason_and_who_it_was(w, coordinator, visitor, traject):
    token = stuur(w, traject)
    data = {"reden": "Bij W2 ontbreekt een toelichting", "naam": "P. de Boer", "functie": "Voorzitter"}

    empty = visitor.post(adres(token, "link_besluit_terug"), data | {"reden": ""})
    answer = visitor.post(adres(token, "link_besluit_terug"), data)

    assert empty.status_code == 200 and answer.status_code == 303
    assert nu(traject).status == S.BEOORDELING and traject.aan_zet == Partij.LEERBEDRIJF
    line = traject.gebeurtenissen.get(soort="terugsturen")
    assert (line.namens, line.reden) == ("", "Bij W2 ontbreekt een toelichting")
    assert line.details == [["Hoe", "via een persoonlijke link van Noorderlicht College: P. de Boer, Voorzitter"]]
    assert "is teruggestuurd" in text(visitor.get(answer["Location"]))


def _niets_behaald(w) -> Traject:
    traject = leven.naar(w, S.BEOORDELING)
    day = traject.status_sinds + timedelta(days=7)
    judged = leven.eindoordeel(w, day, ("oefenen", "oefenen", "niet_gedaan"))
    workflow.beoordeling_indienen(traject=traject, eindoordeel=judged, by=w.coordinator, on=day, papier=leven.papier())
    return Traject.objects.get(pk=traject.pk)


def test_where_nothing_was_achieved_the_page_leads_to_ending_without_a_verklaring(w, visitor):
    traject = _niets_behaald(w)
    token = stuur(w, traject)
    page = text(visitor.get(adres(token)))
    assert "Er is niets om vast te stellen" in page and "Neem hier uw besluit" not in page

    data = {"reden": "", "datum": VANDAAG, "naam": "P. de Boer", "functie": "Voorzitter"}
    answer = visitor.post(adres(token, "link_besluit_geen"), data)

    assert answer.status_code == 303, answer.context["form"].errors
    assert nu(traject).status == S.NAZORG and traject.resultaat == "geen"
    assert traject.gebeurtenissen.get(soort="afronden").namens == ""
    assert Besluitlink.objects.get().besluit == "afronden"


def test_nothing_vastgesteld_of_what_was_achieved_needs_a_reason(w, visitor, traject):
    token = stuur(w, traject)
    data = {"datum": VANDAAG, "naam": "P. de Boer", "functie": "Voorzitter"}

    refused = visitor.post(adres(token, "link_besluit_geen"), data)

    assert refused.status_code == 200 and nu(traject).status == S.VASTSTELLING
    assert visitor.post(adres(token, "link_besluit_geen"), data | {"reden": "Niet aangetoond"}).status_code == 303
    assert traject.gebeurtenissen.get(soort="afronden").reden == "Niet aangetoond"


# --- what does not count any more -----------------------------------------------------------------------------------------------


def test_looking_consumes_nothing(w, visitor, traject):
    token = stuur(w, traject)

    for deur in ("link_besluit", "link_besluit_terug", "link_besluit_geen", "link_concept", "link_besluit"):
        assert visitor.get(adres(token, deur)).status_code == 200
        assert visitor.head(adres(token)).status_code == 405
    assert beslis(visitor, token, traject).status_code == 303


def test_a_second_tap_is_told_that_it_is_done(w, visitor, traject):
    token = stuur(w, traject)
    beslis(visitor, token, traject)

    again, back = beslis(visitor, token, traject), visitor.get(adres(token))

    assert {again.status_code, back.status_code} == {303}
    assert again["Location"] == back["Location"] == adres(token, "link_besluit_klaar")
    assert traject.vaststellingen.count() == 1
    Besluitlink.objects.update(gebruikt_op=now() - timedelta(minutes=16))
    assert visitor.get(adres(token)).status_code == 410
    assert "Wat u stuurde, is bij de coördinator" in text(visitor.get(again["Location"]))


def test_every_link_that_does_not_work_gives_one_and_the_same_page(w, visitor, traject):
    withdrawn = stuur(w, traject)
    Besluitlink.objects.update(verstuurd_op=now() - links.AFKOELEN)
    expired = stuur(w, traject)
    Besluitlink.objects.filter(ingetrokken_op=None).update(vervalt_op=now())

    pages = [visitor.get(adres(token)) for token in (withdrawn, expired, "verzonnen" * 5)]

    assert {page.status_code for page in pages} == {410}
    assert len({re.sub(r"/portaal/link/[^/]+/|value=\"[^\"]+\"|nonce=\"[^\"]+\"", "", text(p)) for p in pages}) == 1
    for deur in ("link_besluit", "link_besluit_terug", "link_besluit_geen", "link_concept_maken"):
        assert visitor.post(adres(expired, deur), {"reden": "X"}).status_code == 410
    assert nu(traject).status == S.VASTSTELLING


def test_what_was_handed_in_anew_needs_another_link(w, visitor, traject):
    old = stuur(w, traject)
    workflow.terugsturen(traject=traject, reden="Vul aan", by=w.coordinator, on=VANDAAG)
    assert beslis(visitor, old, traject).status_code == 410

    judged = leven.eindoordeel(w, VANDAAG)
    workflow.beoordeling_indienen(traject=nu(traject), eindoordeel=judged, by=w.coordinator, on=VANDAAG, papier=leven.papier())

    assert beslis(visitor, old, traject).status_code == 410
    assert not traject.vaststellingen.exists()
    assert beslis(visitor, stuur(w, nu(traject)), traject).status_code == 303, "which need not wait a day"


def test_a_link_is_of_no_use_once_a_coordinator_recorded_the_decision_also_after_that_is_withdrawn(w, visitor, traject):
    token = stuur(w, traject)
    workflow.vaststellen(traject=traject, besluit=leven.besluit(w, VANDAAG), by=w.coordinator, on=VANDAAG)
    assert beslis(visitor, token, traject).status_code == 410

    who = workflow.Schoolbesluit(VANDAAG, "P. de Boer", "Voorzitter", leven.papier())
    verklaring = traject.verklaringen.get()
    by = {"by": w.coordinator, "on": VANDAAG}
    workflow.vaststelling_intrekken(traject=nu(traject), verklaring=verklaring, besluit=who, reden="Fout", **by)

    assert nu(traject).status == S.VASTSTELLING
    assert beslis(visitor, token, traject).status_code == 410


def test_a_mended_address_stops_what_was_mailed_to_the_old_one(w, visitor, traject, afspraak):
    token = stuur(w, traject)
    form = SchoolAfspraakForm(instance=afspraak)
    data = {name: form[name].value() for name in form.fields} | {"contact_email": "nieuw@noorderlicht.example"}
    mended = SchoolAfspraakForm({k: v for k, v in data.items() if v not in (None, False)}, instance=afspraak)
    assert mended.is_valid(), mended.errors

    scholen.bewaar(mended, at=now())

    assert visitor.get(adres(token)).status_code == 410
    stuur(w, traject)
    assert Bericht.objects.latest("pk").aan == "nieuw@noorderlicht.example"


def test_what_else_is_agreed_with_a_school_leaves_a_link_as_it_was(w, visitor, traject, afspraak):
    token = stuur(w, traject)

    besluitlinks.trek_in(afspraak, at=now())

    assert visitor.get(adres(token)).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_one_decides_and_all_hear_that_it_is_done(w, traject):
    token = stuur(w, traject)

    answers = at_once([lambda: beslis(Client(), token, traject)] * 20)

    assert {(a.status_code, a["Location"]) for a in answers} == {(303, adres(token, "link_besluit_klaar"))}
    assert traject.vaststellingen.count() == traject.verklaringen.count() == 1
    assert traject.gebeurtenissen.filter(soort="vaststellen").count() == 1


def test_control_without_the_link_being_used_up_the_status_still_keeps_it_to_one_decision(w, visitor, traject):
    token = stuur(w, traject)
    beslis(visitor, token, traject)
    Besluitlink.objects.update(gebruikt_op=None, besluit="")

    assert beslis(visitor, token, traject).status_code == 410
    assert traject.vaststellingen.count() == 1


def test_control_a_link_that_is_not_bound_to_what_was_handed_in_would_decide_on_the_next(w, visitor, traject, monkeypatch):
    old = stuur(w, traject)
    workflow.terugsturen(traject=traject, reden="Vul aan", by=w.coordinator, on=VANDAAG)
    judged = leven.eindoordeel(w, VANDAAG)
    workflow.beoordeling_indienen(traject=nu(traject), eindoordeel=judged, by=w.coordinator, on=VANDAAG, papier=leven.papier())
    monkeypatch.setattr(besluitlinks, "_telt", lambda link: True)

    assert visitor.get(adres(old)).status_code == 200


# --- asking for another -------------------------------------------------------------------------------------------------------


def test_the_holder_asks_for_another_and_gets_it_at_the_known_address(w, visitor, traject):
    old = stuur(w, traject)
    Besluitlink.objects.update(vervalt_op=now(), verstuurd_op=now() - timedelta(days=14))

    answer = visitor.post(adres(old, "link_nieuw"))

    assert answer.status_code == 303 and answer["Location"] == reverse("portaal:link_gevraagd")
    assert Bericht.objects.latest("pk").aan == ADRES
    assert traject.gebeurtenissen.filter(soort="besluitlink").latest("pk").systeem == "besluitlink"
    assert beslis(visitor, uit_de_mail(Bericht.objects.latest("pk")), traject).status_code == 303


def test_the_answer_is_the_same_for_what_never_was_and_no_mail_goes_out_twice_a_day(w, visitor, traject):
    token = stuur(w, traject)

    known = [visitor.post(adres(token, "link_nieuw")) for _ in range(3)]
    unknown = visitor.post(adres("verzonnen" * 5, "link_nieuw"))
    beslis(visitor, token, traject)
    decided = visitor.post(adres(token, "link_nieuw"))

    assert {(a.status_code, a["Location"]) for a in [*known, unknown, decided]} == {(303, reverse("portaal:link_gevraagd"))}
    assert Bericht.objects.count() == 1


def test_too_many_tries_from_one_address_are_stopped(visitor, monkeypatch):
    from portaal.views import linkpagina

    monkeypatch.setattr(linkpagina, "PER_UUR", 3)

    assert [visitor.get(adres(f"gok{n}")).status_code for n in range(5)] == [410, 410, 410, 429, 429]


# --- what a link may do ---------------------------------------------------------------------------------------------------------


def test_a_link_acts_as_the_school_itself_and_does_nothing_else(w, traject):
    by = Systeem(BESLUITLINK)

    assert set(workflow.available(traject, by, on=VANDAAG)) == {Overgang.TERUGSTUREN, Overgang.VASTSTELLEN, Overgang.AFRONDEN}
    for permission in toegang.Permission:
        assert toegang.is_eigen(by, Rol.SCHOOL, permission, traject, on=VANDAAG)
        assert not toegang.is_eigen(by, Rol.WERKGEVER, permission, traject, on=VANDAAG)
        assert not toegang.may(by, permission, traject, on=VANDAAG)
    assert not toegang.is_eigen(Systeem("termijnen"), Rol.SCHOOL, toegang.Permission.TRAJECT_VASTSTELLEN, traject, on=VANDAAG)


def test_who_was_second_with_one_link_keeps_what_was_typed(w, visitor, traject):
    token = stuur(w, traject)
    assert beslis(visitor, token, traject).status_code == 303

    late = visitor.post(
        adres(token, "link_besluit_terug"), {"reden": "Er ontbreekt een toelichting", "naam": "A. Ander", "functie": "Docent"}
    )

    assert late.status_code == 409
    assert "P. de Boer heeft hierover al besloten" in text(late) and "Er ontbreekt een toelichting" in text(late)
    assert nu(traject).status == S.UITREIKING


def test_a_link_lives_on_when_sending_back_was_taken_back(w, visitor, traject):
    token = stuur(w, traject)
    back = workflow.terugsturen(traject=nu(traject), reden="R", by=w.coordinator, on=VANDAAG)
    assert visitor.get(adres(token)).status_code == 410
    workflow.terugdraaien(traject=back, by=w.coordinator, on=VANDAAG, at=now())

    assert visitor.get(adres(token)).status_code == 200
