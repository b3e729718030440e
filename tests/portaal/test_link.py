"""The deelnemer signs by a personal link, by mail or by a QR-code on the coordinator's screen (issue 4; M02, M17)."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import Rol
from basis.dagen import now
from basis.once import new_key
from berichten.models import Bericht
from tests.parallel import at_once
from tests.personen import iemand
from tests.portaal.test_thuis import DAG, SHA, gemaakt, van
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, text
from trajecten import links, overeenkomst, tekenlinks
from trajecten.models import Deelnemer, Handtekening, Tekenlink, Traject
from trajecten.regels import Partij, Status
from trajecten.workflow import OvergangGeweigerd

pytestmark = pytest.mark.django_db
S = Status


@pytest.fixture
def traject(w):
    made = leven.naar(w, S.OVEREENKOMST, on=VANDAAG - 21 * DAG)
    Deelnemer.objects.filter(pk=made.deelnemer_id).update(email="andries@voorbeeld.test")
    gemaakt(made)
    return made


def qr(w, traject, partij="deelnemer", **anders) -> str:
    return tekenlinks.toon(handtekening=van(traject, partij), by=w.coordinator, on=VANDAAG, at=now(), **anders)


def adres(token: str, deur: str = "link") -> str:
    return reverse(f"portaal:{deur}", args=[token])


def teken(visitor, token, **anders):
    data = {"naam": "Andries de Wit", "gezien": SHA, "akkoord": "on"} | anders
    return visitor.post(adres(token), data, headers={"User-Agent": "Telefoon/1.0"})


def uit_de_mail(bericht: Bericht) -> str:
    return re.search(r"/portaal/link/([\w-]+)/", bericht.tekst)[1]


# --- by mail ----------------------------------------------------------------------------------------------------------------


def test_a_link_is_mailed_without_a_name_and_signs_with_what_proves_it(coordinator, visitor, traject):
    asked = van(traject, "deelnemer")

    answer = coordinator.post(reverse("trajecten:link_sturen", args=[asked.code]), {"once": new_key()})

    assert answer.status_code == 303
    mail = Bericht.objects.get()
    assert mail.aan == "andries@voorbeeld.test" and "Andries" not in mail.tekst + mail.onderwerp
    assert settings.SITE_URL in mail.tekst
    token = uit_de_mail(mail)
    assert token not in str(list(Tekenlink.objects.values())), "kept hashed"

    page = visitor.get(adres(token))
    assert "Hallo Andries de Wit" in text(page)
    done = teken(visitor, token)

    assert done.status_code == 303 and done["Location"] == adres(token, "link_klaar")
    asked.refresh_from_db()
    assert (asked.wijze, asked.getekend_op, asked.sha256, asked.browser) == ("link", VANDAAG, SHA, "Telefoon/1.0")
    assert (asked.getekend_door, asked.adres, asked.vastgelegd_door) == (None, "127.0.0.1", None)
    assert "u hebt getekend" in text(visitor.get(done["Location"]))
    line = traject.gebeurtenissen.get(soort="getekend")
    assert (line.systeem, line.namens) == ("tekenlink", "")
    traject.refresh_from_db()
    assert traject.aan_zet == Partij.LEERBEDRIJF
    shown = text(coordinator.get(traject.get_absolute_url()))
    assert "via een persoonlijke link" in shown and "Met de persoonlijke link" in shown


def test_a_name_in_other_letters_is_greeted_but_not_filled_in(w, visitor):
    made = leven.naar(w, S.OVEREENKOMST, on=VANDAAG - 21 * DAG, roepnaam="خالد", achternaam="El Amrani")
    gemaakt(made)
    token = qr(w, made)

    page = visitor.get(adres(token))

    assert "Hallo خالد El Amrani" in text(page)
    assert page.context["form"]["naam"].value() == ""
    assert teken(visitor, token, naam="Khalid El Amrani").status_code == 303


def test_the_page_shows_nothing_of_others(w, visitor, traject):
    shown = text(visitor.get(adres(qr(w, traject))))

    assert w.leerbedrijf.organisatie.naam in shown and w.school.naam in shown
    assert not any(word in shown for word in [traject.deelnemer.telefoon, "andries@voorbeeld.test", "Werkzoekend"])


def test_another_mail_waits_a_day_and_the_button_says_until_when(coordinator, w, traject):
    asked = van(traject, "deelnemer")
    address = reverse("trajecten:link_sturen", args=[asked.code])
    coordinator.post(address, {"once": new_key()})

    again = coordinator.post(address, {"once": new_key()}, follow=True)

    assert "Opnieuw sturen kan vanaf" in text(again)
    assert Bericht.objects.count() == 1
    assert address not in again.content.decode(), "no button that would be refused"
    Tekenlink.objects.update(verstuurd_op=now() - links.AFKOELEN)
    coordinator.post(address, {"once": new_key()})
    assert Bericht.objects.count() == 2


def test_without_an_address_there_is_a_qr_code_and_no_mail(coordinator, traject):
    Deelnemer.objects.update(email="")
    asked = van(traject, "deelnemer")

    answer = coordinator.post(reverse("trajecten:link_sturen", args=[asked.code]), {"once": new_key()}, follow=True)

    assert "Er is geen e-mailadres bekend" in text(answer)
    assert reverse("trajecten:qr_maken", args=[asked.code]) in answer.content.decode()
    assert not Bericht.objects.exists() and not Tekenlink.objects.exists()


# --- by QR ------------------------------------------------------------------------------------------------------------------


def test_the_screen_shows_a_code_and_sees_that_it_was_used(coordinator, visitor, traject):
    asked = van(traject, "deelnemer")

    made = coordinator.post(reverse("trajecten:qr_maken", args=[asked.code]), {"once": new_key()})
    page = coordinator.get(made["Location"])

    assert '<svg class="qr"' in page.content.decode()
    token = page.context["adres"].rstrip("/").split("/")[-1]
    assert teken(visitor, token).status_code == 303
    after = coordinator.get(made["Location"], headers={"HX-Request": "true"})
    assert "De handtekening staat in het dossier." in text(after)


def test_a_code_of_a_quarter_ago_does_not_work_any_more(coordinator, visitor, traject):
    asked = van(traject, "deelnemer")
    made = coordinator.post(reverse("trajecten:qr_maken", args=[asked.code]), {"once": new_key()})
    token = coordinator.get(made["Location"]).context["adres"].rstrip("/").split("/")[-1]
    Tekenlink.objects.update(vervalt_op=now())

    assert "Deze code werkt niet meer" in text(coordinator.get(made["Location"]))
    assert teken(visitor, token).status_code == 410
    asked.refresh_from_db()
    assert asked.getekend_op is None


def test_a_code_is_seen_only_by_who_made_it(coordinator, w, traject):
    asked = van(traject, "deelnemer")
    made = coordinator.post(reverse("trajecten:qr_maken", args=[asked.code]), {"once": new_key()})
    other = Client()
    other.force_login(iemand("Yusuf Demir", Rol.COORDINATOR))

    assert '<svg class="qr"' not in other.get(made["Location"]).content.decode()


def test_a_parent_signs_as_such(w, visitor):
    made = leven.naar(w, S.OVEREENKOMST, on=VANDAAG - 21 * DAG, geboortejaar=2010)
    gemaakt(made)
    token = qr(w, made, "vertegenwoordiger")

    shown = text(visitor.get(adres(token)))
    assert "als ouder of voogd" in shown and made.deelnemer.naam in shown, "and for whom"
    teken(visitor, token, naam="Karin de Wit")

    assert van(made, "vertegenwoordiger").naam == "Karin de Wit"
    assert van(made, "deelnemer").getekend_op is None


def test_a_minor_who_signs_alone_has_a_parent_asked_too(w, visitor, traject):
    Deelnemer.objects.update(geboortejaar=VANDAAG.year - 17, geboortemaand=1, geboortedag=1)

    teken(visitor, qr(w, traject))

    assert van(traject, "vertegenwoordiger").getekend_op is None


@pytest.mark.parametrize("partij", ["leerbedrijf", "school"])
def test_who_has_an_account_gets_no_link(w, traject, partij):
    with pytest.raises(OvergangGeweigerd, match="in het portaal"):
        qr(w, traject, partij)


def test_after_the_last_signature_the_proof_of_all_is_made(w, visitor, traject):
    for partij in ("leerbedrijf", "school"):
        row = van(traject, partij)
        overeenkomst.leg_vast(handtekening=row, getekend_op=VANDAAG, papier=leven.papier(), by=w.coordinator, on=VANDAAG)
    assert not traject.documenten.filter(document__soort="ondertekening").exists()

    teken(visitor, qr(w, traject))

    facts = traject.documenten.get(document__soort="ondertekening").document.facts
    by_role = {row["rol"]: row for row in facts["handtekeningen"]}
    assert facts["sha256"] == SHA
    assert (by_role["Deelnemer"]["browser"], by_role["Deelnemer"]["sha256"]) == ("Telefoon/1.0", SHA)
    assert (by_role["School"]["vastgelegd_door"], by_role["School"]["sha256"]) == (w.coordinator.naam, "")


# --- what does not count any more ---------------------------------------------------------------------------------------------


def test_looking_consumes_nothing(w, visitor, traject):
    token = qr(w, traject)

    for _ in range(3):
        assert visitor.get(adres(token)).status_code == 200
        assert visitor.head(adres(token)).status_code == 405
    assert teken(visitor, token).status_code == 303


def test_every_link_that_does_not_work_gives_one_and_the_same_page(w, visitor, traject):
    withdrawn, used = qr(w, traject), qr(w, traject)
    teken(visitor, used)

    pages = [visitor.get(adres(token)) for token in (withdrawn, used, "verzonnen" * 5)]

    assert {page.status_code for page in pages} == {410}
    assert len({re.sub(r"/portaal/link/[^/]+/|value=\"[^\"]+\"|nonce=\"[^\"]+\"", "", p.content.decode()) for p in pages}) == 1
    assert teken(visitor, withdrawn).status_code == teken(visitor, used).status_code == 410


def test_a_link_of_a_version_that_was_replaced_does_not_sign_the_new_one(w, visitor, traject):
    token = qr(w, traject)
    leven.wijzig(w, traject, VANDAAG)

    assert teken(visitor, token).status_code == 410
    assert not Handtekening.objects.exclude(getekend_op=None).exists()


def test_a_refused_form_leaves_the_link_as_it_was(w, visitor, traject):
    token = qr(w, traject)

    unread = teken(visitor, token, akkoord="")
    other_file = teken(visitor, token, gezien="b" * 64)

    assert "zet dan dit vinkje" in text(unread) and 'value="Andries de Wit"' in unread.content.decode()
    assert "intussen veranderd" in text(other_file)
    assert teken(visitor, token).status_code == 303


def test_who_does_not_sign_says_why_and_the_coordinator_is_aan_zet(w, visitor, traject):
    token = qr(w, traject)

    answer = visitor.post(adres(token, "link_weigeren"), {"reden": "Mijn naam klopt niet"})

    assert answer.status_code == 303
    traject.refresh_from_db()
    assert traject.aan_zet == Partij.COORDINATOR
    assert traject.gebeurtenissen.get(soort="geweigerd").reden == "Mijn naam klopt niet"
    assert visitor.get(adres(token)).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_one_signs(w, traject):
    token = qr(w, traject)

    answers = at_once([lambda: teken(Client(), token).status_code] * 20)

    assert sorted(answers) == [303] + [410] * 19
    assert traject.gebeurtenissen.filter(soort="getekend").count() == 1


# --- asking for another -------------------------------------------------------------------------------------------------------


def test_the_holder_asks_for_another_and_gets_it_at_the_known_address(w, visitor, traject):
    old = qr(w, traject)
    Tekenlink.objects.update(vervalt_op=now())

    answer = visitor.post(adres(old, "link_nieuw"))

    assert answer.status_code == 303 and answer["Location"] == reverse("portaal:link_gevraagd")
    mail = Bericht.objects.get()
    assert mail.aan == "andries@voorbeeld.test"
    assert teken(visitor, uit_de_mail(mail)).status_code == 303


def test_the_answer_is_the_same_for_what_never_was_and_no_mail_goes_out_twice_a_day(w, visitor, traject):
    old = qr(w, traject)

    known = [visitor.post(adres(old, "link_nieuw")) for _ in range(3)]
    unknown = visitor.post(adres("verzonnen" * 5, "link_nieuw"))

    assert {(a.status_code, a["Location"]) for a in [*known, unknown]} == {(303, reverse("portaal:link_gevraagd"))}
    assert Bericht.objects.count() == 1


def test_too_many_tries_from_one_address_are_stopped(visitor, monkeypatch):
    from portaal.views import linkpagina

    monkeypatch.setattr(linkpagina, "PER_UUR", 3)

    assert [visitor.get(adres(f"gok{n}")).status_code for n in range(5)] == [410, 410, 410, 429, 429]


# --- control ------------------------------------------------------------------------------------------------------------------


def test_control_a_link_that_is_not_used_up_would_sign_again(w, visitor, traject, monkeypatch):
    """What keeps it to one signature is the link, and behind it the signature itself."""
    token = qr(w, traject)
    teken(visitor, token)
    Tekenlink.objects.update(gebruikt_op=None)

    assert teken(visitor, token, naam="Een ander").status_code == 410
    assert van(traject, "deelnemer").naam == "Andries de Wit"


def test_a_link_lasts_two_weeks_by_mail_and_a_quarter_of_an_hour_as_a_code():
    assert {"mail": timedelta(days=14), "qr": timedelta(minutes=15)} == links.GELDIG


def test_a_mended_address_stops_the_links_of_every_traject_of_this_person(w, visitor, traject):
    Deelnemer.objects.update(email="oud@voorbeeld.test")
    other = leven.naar(w, Status.OVEREENKOMST, roepnaam="Bea", telefoon="050 222 22 22")
    gemaakt(other)
    Traject.objects.filter(pk=other.pk).update(deelnemer=traject.deelnemer_id)
    tokens = []
    for found in (traject, other):
        asked = Handtekening.objects.get(pok_versie__plaatsing__traject=found, partij="deelnemer")
        tokens.append(tekenlinks.toon(handtekening=asked, by=w.coordinator, on=VANDAAG, at=now()))
    Tekenlink.objects.update(wijze="mail")
    assert all(tekenlinks.vind(token, at=now()) for token in tokens)

    tekenlinks.trek_in(Traject.objects.get(pk=traject.pk), at=now())

    assert not any(tekenlinks.vind(token, at=now()) for token in tokens)
