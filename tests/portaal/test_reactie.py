"""A deelnemer tells by a personal link how they find that it goes; it stays as written, for insiders (domein §7; M02)."""

import re
from dataclasses import fields
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Recht, Rol
from basis.dagen import now
from basis.once import new_key
from berichten import afmelden
from berichten.models import Bericht, Hoe
from tests.parallel import at_once
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, text
from trajecten import dossier, evaluaties, links, vraaglinks, workflow, zicht_deelnemer
from trajecten.models import Deelnemer, Reactie, Terugweg, Traject, Vraaglink
from trajecten.regels import Status
from trajecten.workflow import OvergangGeweigerd
from trajecten.workflow.herplaatsen import Afscheid
from trajecten.zicht_deelnemer import VoorDeelnemer

pytestmark = pytest.mark.django_db
S = Status
WOORDEN = "Het gaat goed, maar de vroege dienst is zwaar."


@pytest.fixture
def traject(w):
    made = leven.naar(w, S.LOPEND)
    Deelnemer.objects.filter(pk=made.deelnemer_id).update(email="andries@voorbeeld.test")
    return Traject.objects.get(pk=made.pk)


def knop(traject, verb="reactie_vragen") -> str:
    return reverse(f"trajecten:{verb}", args=[traject.code])


def toon(w, traject) -> str:
    return vraaglinks.toon(traject=traject, by=w.coordinator, on=VANDAAG, at=now())


def adres(token: str, deur: str = "link_reactie") -> str:
    return reverse(f"portaal:{deur}", args=[token])


def reageer(visitor, token, tekst=WOORDEN):
    return visitor.post(adres(token), {"tekst": tekst})


def uit_de_mail(bericht: Bericht) -> str:
    return re.search(r"/portaal/reactie/([\w-]+)/", bericht.tekst)[1]


def evalueer(w, traject, on=VANDAAG):
    gezien = {w.werkprocessen[0].pk: ("voldoende", "Goed gedaan")}
    told = {"beoordelaar": "J. Mulder", "oordelen": gezien, "afspraken": "Vaker zelf de balie doen", "opmerking": "Is op tijd"}
    evaluaties.tussenevaluatie(traject=traject, by=w.coordinator, on=on, datum=on, **told)


# --- asking -------------------------------------------------------------------------------------------------------------------


def test_a_deelnemer_is_asked_by_mail_without_a_name_and_answers_once(coordinator, visitor, traject):
    answer = coordinator.post(knop(traject), {"once": new_key()})

    assert answer.status_code == 303 and answer["Location"].endswith("#reacties")
    mail = Bericht.objects.get()
    assert mail.aan == "andries@voorbeeld.test" and settings.SITE_URL in mail.tekst
    assert "Andries" not in mail.tekst + mail.onderwerp and "Kringloop" not in mail.tekst
    token = uit_de_mail(mail)
    assert token not in str(list(Vraaglink.objects.values())), "kept hashed"

    done = reageer(visitor, token)

    assert done.status_code == 303 and done["Location"] == adres(token, "link_reactie_klaar")
    assert "Bedankt" in text(visitor.get(done["Location"]))
    row = Reactie.objects.get()
    assert (row.tekst, row.traject, row.gelezen_op) == (WOORDEN, traject, None)
    asked, told = traject.gebeurtenissen.filter(soort__startswith="reactie")
    assert (asked.soort, told.soort, told.systeem, told.reden, told.details) == ("reactie_gevraagd", "reactie", "vraaglink", "", [])


def test_a_coordinator_sees_that_it_is_new_until_somebody_read_it(w, coordinator, visitor, traject):
    reageer(visitor, toon(w, traject))
    page = text(coordinator.get(traject.get_absolute_url()))
    assert "De deelnemer reageerde op de voortgang" in page and WOORDEN in page and ">Nieuw</span>" in page
    row = Reactie.objects.get()

    for _ in range(2):
        answer = coordinator.post(reverse("trajecten:reactie_gelezen", args=[row.code]), {"once": new_key()})
        assert answer.status_code == 303

    row.refresh_from_db()
    assert row.gelezen_door == w.coordinator
    page = text(coordinator.get(traject.get_absolute_url()))
    assert ">Nieuw</span>" not in page and "Lees de reactie" not in page and WOORDEN in page
    assert traject.gebeurtenissen.filter(soort="reactie_gelezen").count() == 1


def test_the_screen_shows_a_code_and_sees_that_it_was_used(coordinator, visitor, traject):
    made = coordinator.post(knop(traject, "reactie_qr_maken"), {"once": new_key()})
    page = coordinator.get(made["Location"])
    assert '<svg class="qr"' in text(page) and "Andries de Wit" in text(page)
    token = page.context["adres"].rstrip("/").split("/")[-1]

    reageer(visitor, token)

    assert "De reactie staat in het dossier." in text(coordinator.get(made["Location"], headers={"HX-Request": "true"}))


def test_a_code_of_a_quarter_ago_does_not_work_any_more(coordinator, visitor, traject):
    made = coordinator.post(knop(traject, "reactie_qr_maken"), {"once": new_key()})
    token = coordinator.get(made["Location"]).context["adres"].rstrip("/").split("/")[-1]
    Vraaglink.objects.update(vervalt_op=now())

    assert "Deze code werkt niet meer" in text(coordinator.get(made["Location"]))
    assert reageer(visitor, token).status_code == 410 and not Reactie.objects.exists()


def test_another_mail_waits_a_day_and_the_page_says_until_when(coordinator, traject):
    coordinator.post(knop(traject), {"once": new_key()})

    again = coordinator.post(knop(traject), {"once": new_key()}, follow=True)

    assert "Opnieuw sturen kan vanaf" in text(again) and "Opnieuw mailen kan vanaf" in text(again)
    assert knop(traject) + '"' not in text(again), "no button that would be refused"
    assert Bericht.objects.count() == 1
    Vraaglink.objects.update(verstuurd_op=now() - links.AFKOELEN)
    coordinator.post(knop(traject), {"once": new_key()})
    assert Bericht.objects.count() == 2


def test_without_an_address_there_is_a_code_and_no_mail(coordinator, traject):
    Deelnemer.objects.update(email="")

    answer = coordinator.post(knop(traject), {"once": new_key()}, follow=True)

    assert "Er is geen e-mailadres bekend" in text(answer) and knop(traject, "reactie_qr_maken") in text(answer)
    assert not Bericht.objects.exists() and not Vraaglink.objects.exists()


@pytest.mark.parametrize("status", [S.OVEREENKOMST, S.VASTSTELLING, S.NAZORG, S.GESTOPT])
def test_who_is_not_at_work_is_not_asked(w, coordinator, status):
    traject = leven.naar(w, status)
    Deelnemer.objects.update(email="andries@voorbeeld.test")

    assert knop(traject) not in text(coordinator.get(traject.get_absolute_url()))
    for ask in (vraaglinks.stuur, vraaglinks.toon):
        with pytest.raises(OvergangGeweigerd, match="aan het werk"):
            ask(traject=traject, by=w.coordinator, on=VANDAAG, at=now())
    assert not Vraaglink.objects.exists()


def test_a_begeleider_of_the_traject_asks_too_and_another_does_not(client, traject):
    own, other = iemand("Bo Begeleider", Rol.BEGELEIDER), iemand("Co Collega", Rol.BEGELEIDER)
    Traject.objects.filter(pk=traject.pk).update(behandelaar=own)

    client.force_login(other)
    assert client.post(knop(traject), {"once": new_key()}).status_code == 404
    client.force_login(own)
    assert client.post(knop(traject), {"once": new_key()}).status_code == 303
    assert Bericht.objects.count() == 1


def test_a_start_of_which_the_deelnemer_was_mailed_is_not_taken_back(w):
    traject = leven.naar(w, S.LOPEND, on=VANDAAG - timedelta(days=28))
    Deelnemer.objects.update(email="andries@voorbeeld.test")
    assert Terugweg.objects.filter(traject=traject).exists()

    vraaglinks.stuur(traject=traject, by=w.coordinator, on=VANDAAG, at=now())

    assert not Terugweg.objects.exists(), "what left the house is not undone"


# --- the page -------------------------------------------------------------------------------------------------------------------


def test_the_deelnemer_reads_where_it_stands_and_what_was_agreed(w, visitor, traject):
    evalueer(w, traject)

    page = text(visitor.get(adres(toon(w, traject))))

    assert "Hallo Andries de Wit" in page
    for shown in (
        "Kringloop Oost",
        "Noorderlicht College",
        w.coordinator.naam,
        "24 per week",
        "Voldoende",
        "Vaker zelf de balie doen",
    ):
        assert shown in page
    for hidden in ("Goed gedaan", "Is op tijd", "Werkzoekend", traject.deelnemer.telefoon, traject.deelnemer.email):
        assert hidden not in page


def test_the_shape_has_the_fields_of_domein_7_and_no_others(w, traject):
    assert {f.name for f in fields(VoorDeelnemer)} == {"naam", "afgesproken", "werkprocessen", "evaluatie", "coordinator"}
    link = Vraaglink.objects.van(toon(w, traject)).get()
    shown = zicht_deelnemer.van(vraaglinks.plaatsing(link), on=VANDAAG)

    assert [what for what, _ in shown.afgesproken] == ["Leerbedrijf", "School", "Periode", "Uren"]


def test_a_safe_house_is_called_by_its_cover_name(w, visitor, traject):
    type(w.leerbedrijf).objects.filter(pk=w.leerbedrijf.pk).update(verborgen_adres=True, schuilnaam="Huis Noord")

    page = text(visitor.get(adres(toon(w, traject))))

    assert "Huis Noord" in page and "Kringloop" not in page


@pytest.mark.parametrize("tekst", ["", "   ", f"Mijn nummer is {BSN}"])
def test_a_reaction_that_cannot_be_stays_on_the_page_and_the_link_as_it_was(w, visitor, traject, tekst):
    token = toon(w, traject)

    refused = reageer(visitor, token, tekst)

    assert refused.status_code == 200 and not Reactie.objects.exists()
    assert reageer(visitor, token).status_code == 303


# --- who reads it ---------------------------------------------------------------------------------------------------------------


def test_no_leerbedrijf_and_no_school_reads_it(w, client, visitor, traject):
    reageer(visitor, toon(w, traject))
    rechten = [Recht.BEGELEIDEN, Recht.TEKENEN, Recht.VASTSTELLEN]
    people = [
        iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=rechten[:2]),
        iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=rechten, mandaat="Brief"),
    ]
    for who in people:
        client.force_login(who)
        for page in (reverse("portaal:plaatsing", args=[traject.plaatsing.code]), reverse("portaal:thuis")):
            assert WOORDEN not in text(client.get(page))
        assert client.post(knop(traject), {"once": new_key()}).status_code == 403
        row = Reactie.objects.get()
        assert client.post(reverse("trajecten:reactie_gelezen", args=[row.code]), {"once": new_key()}).status_code == 403
    assert Reactie.objects.get().gelezen_op is None


def test_what_was_written_stays_whoever_tries(w, visitor, traject):
    reageer(visitor, toon(w, traject))

    with pytest.raises(DatabaseError), transaction.atomic():
        Reactie.objects.update(tekst="Iets anders")
    with pytest.raises(DatabaseError), transaction.atomic():
        Reactie.objects.all().delete()
    assert Reactie.objects.get().tekst == WOORDEN


# --- what does not count any more -----------------------------------------------------------------------------------------------


def test_looking_consumes_nothing(w, visitor, traject):
    token = toon(w, traject)

    for _ in range(3):
        assert visitor.get(adres(token)).status_code == 200
        assert visitor.head(adres(token)).status_code == 405
    assert reageer(visitor, token).status_code == 303


def test_a_second_tap_is_told_that_it_is_done(w, visitor, traject):
    token = toon(w, traject)
    reageer(visitor, token)

    again, back = reageer(visitor, token), visitor.get(adres(token))

    assert (again.status_code, back.status_code) == (303, 303)
    assert again["Location"] == back["Location"] == adres(token, "link_reactie_klaar")
    assert Reactie.objects.get().tekst == WOORDEN
    Vraaglink.objects.update(gebruikt_op=now() - timedelta(minutes=16))
    assert visitor.get(adres(token)).status_code == 410


def test_every_link_that_does_not_work_gives_one_and_the_same_page(w, visitor, traject):
    withdrawn, expired = toon(w, traject), toon(w, traject)
    Vraaglink.objects.filter(ingetrokken_op=None).update(vervalt_op=now())

    pages = [visitor.get(adres(token)) for token in (withdrawn, expired, "verzonnen" * 5)]

    assert {page.status_code for page in pages} == {410}
    assert len({re.sub(r"/portaal/link/[^/]+/|value=\"[^\"]+\"|nonce=\"[^\"]+\"", "", text(p)) for p in pages}) == 1
    assert reageer(visitor, expired).status_code == 410


def _herplaats(w, traject):
    who = {"by": w.coordinator, "on": VANDAAG}
    workflow.herplaatsen(traject=traject, reden="leerbedrijf_stopt", afscheid=Afscheid(VANDAAG, 100, "J. Mulder", {}), **who)


EINDES = {
    "overleden": lambda w, t: workflow.overlijden(traject=t, by=w.coordinator, on=VANDAAG),
    "gestopt": lambda w, t: workflow.stoppen(
        traject=t, reden="motivatie", laatste_dag=VANDAAG, uren_gedaan=24, by=w.coordinator, on=VANDAAG
    ),
    "elders": _herplaats,
}


@pytest.mark.parametrize("einde", EINDES)
def test_of_who_died_stopped_or_went_elsewhere_the_link_is_dead(w, visitor, traject, einde):
    token = toon(w, traject)
    EINDES[einde](w, traject)

    assert visitor.get(adres(token)).status_code == reageer(visitor, token).status_code == 410
    visitor.post(adres(token, "link_nieuw"))
    assert not Reactie.objects.exists() and not Bericht.objects.exists()


def test_a_mended_address_stops_what_was_mailed_to_the_old_one(w, visitor, traject):
    who = {"by": w.coordinator, "on": VANDAAG}
    vraaglinks.stuur(traject=traject, at=now(), **who)
    token = uit_de_mail(Bericht.objects.get())

    def mend():
        Deelnemer.objects.filter(pk=traject.deelnemer_id).update(email="goed@voorbeeld.test")

    dossier.gegevens(traject=traject, bewaar=mend, gewijzigd="E-mailadres", **who)

    assert reageer(visitor, token).status_code == 410
    vraaglinks.stuur(traject=traject, at=now(), **who)  # need not wait a day
    assert Bericht.objects.latest("pk").aan == "goed@voorbeeld.test"


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_one_is_kept_and_all_hear_that_it_is_done(w, traject):
    token = toon(w, traject)

    answers = at_once([lambda: reageer(Client(), token)] * 20)

    assert {(a.status_code, a["Location"]) for a in answers} == {(303, adres(token, "link_reactie_klaar"))}
    assert Reactie.objects.count() == traject.gebeurtenissen.filter(soort="reactie").count() == 1


def test_control_a_link_that_is_not_used_up_would_be_looked_at_again(w, visitor, traject):
    token = toon(w, traject)
    reageer(visitor, token)
    Vraaglink.objects.update(gebruikt_op=None)

    assert visitor.get(adres(token)).status_code == 200
    with pytest.raises(DatabaseError), transaction.atomic():
        reageer(visitor, token, "Nog iets")
    assert Reactie.objects.count() == 1, "one answer to a link, also then"


# --- asking for another -------------------------------------------------------------------------------------------------------


def test_the_holder_asks_for_another_and_no_mail_goes_out_twice_a_day(w, visitor, traject):
    old = toon(w, traject)
    Vraaglink.objects.update(vervalt_op=now())

    known = [visitor.post(adres(old, "link_nieuw")) for _ in range(3)]
    unknown = visitor.post(adres("verzonnen" * 5, "link_nieuw"))

    assert {(a.status_code, a["Location"]) for a in [*known, unknown]} == {(303, reverse("portaal:link_gevraagd"))}
    assert Bericht.objects.count() == 1
    assert reageer(visitor, uit_de_mail(Bericht.objects.get())).status_code == 303


def test_who_answered_already_gets_no_other_link_by_asking(w, visitor, traject):
    token = toon(w, traject)
    reageer(visitor, token)

    visitor.post(adres(token, "link_nieuw"))

    assert not Bericht.objects.exists()


def test_who_writes_something_else_with_a_used_link_keeps_it(w, visitor, traject):
    token = toon(w, traject)
    visitor.post(adres(token), {"tekst": WOORDEN})

    late = visitor.post(adres(token), {"tekst": "Nog iets over de reistijd"})

    assert late.status_code == 409 and "Nog iets over de reistijd" in text(late)
    assert Reactie.objects.get().tekst == WOORDEN


def test_the_behandelaar_hears_of_it_on_vandaag(w, coordinator, visitor, traject):
    Traject.objects.filter(pk=traject.pk).update(behandelaar=w.coordinator)
    visitor.post(adres(toon(w, traject)), {"tekst": WOORDEN})

    shown = text(coordinator.get(reverse("trajecten:vandaag")))
    assert "1 deelnemer reageerde" in shown and "op de voortgang" in shown and WOORDEN not in shown
    vraaglinks.gelezen(traject=traject, by=w.coordinator, on=VANDAAG, reactie=Reactie.objects.get(), at=now())
    assert "1 deelnemer reageerde" not in text(coordinator.get(reverse("trajecten:vandaag")))


def test_a_deelnemer_who_wants_no_such_mails_is_not_mailed_and_the_dossier_says_so(w, traject, coordinator):
    afmelden.meld_af("andries@voorbeeld.test", [vraaglinks.GROEP], hoe=Hoe.LINK, at=now())

    page = coordinator.get(traject.get_absolute_url())
    answer = coordinator.post(knop(traject), {"once": new_key()}, follow=True)

    assert "De deelnemer wil deze mails niet meer" in text(page) and knop(traject) not in page.content.decode()
    assert knop(traject, "reactie_qr_maken") in page.content.decode()
    assert "De deelnemer wil deze mails niet meer. Toon de QR-code, of bel." in text(answer)
    assert not Vraaglink.objects.exists() and not Bericht.objects.exists()
