"""A deelnemer tells by a personal link what they do after the uitreiking: one question, sure, once (domein §7, §8, §11; M02)."""

from dataclasses import fields
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Recht, Rol
from basis.dagen import now
from basis.once import new_key
from tests.parallel import at_once
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.nazorg.dagen import MAIL, tokens
from tests.trajecten.overgangen.hulp import VANDAAG, refused, text
from trajecten import dossier, lijsten, workflow
from trajecten.forms.links import NazorgVraagForm
from trajecten.herinneringen import plannen
from trajecten.herinneringen.wie import DEELNEMER
from trajecten.models import Deelnemer, Herinnering, Nazorgmeting, Reactie, Traject, Vraaglink
from trajecten.nazorg import vraag, woorden
from trajecten.regels import Status
from trajecten.zicht_deelnemer import VoorNazorg

pytestmark = pytest.mark.django_db
S = Status
DAG = timedelta(days=1)
BEGIN = VANDAAG - 64 * DAG  # handed over eight days ago


@pytest.fixture
def traject(w):
    made = leven.naar(w, S.NAZORG, on=BEGIN, email=MAIL)
    Traject.objects.filter(pk=made.pk).update(behandelaar=w.coordinator)
    made.refresh_from_db()
    return made


def mail(traject) -> str:
    """The engine asks. :returns: the token in the mail."""
    plannen.plan(traject.pk, on=VANDAAG, at=now())
    row = Herinnering.objects.filter(termijn__traject=traject, sleutel=DEELNEMER).latest("moment")
    assert vraag.herinner(row, at=now())
    return tokens()[-1]


def adres(token: str, deur: str = "link_nazorg") -> str:
    return reverse(f"portaal:{deur}", args=[token])


def verstuur(visitor, token, uitkomst="werk_elders", **meer):
    return visitor.post(adres(token), {"uitkomst": uitkomst, "zeker": "ja"} | meer)


def dossierpagina(traject) -> str:
    return reverse("trajecten:traject", args=[traject.code])


def bladzij(traject, verb="nazorg", maand=0) -> str:
    return reverse(f"trajecten:{verb}", args=[traject.code, maand])


# --- answering -----------------------------------------------------------------------------------------------------------------


def test_a_deelnemer_chooses_is_asked_to_be_sure_and_is_thanked(visitor, traject):
    token = mail(traject)
    assert token not in str(list(Vraaglink.objects.values())), "kept hashed"

    asked = text(visitor.get(adres(token)))
    assert "Hallo Andries de Wit" in asked and "Ik heb betaald werk bij Kringloop Oost" in asked
    sure = text(visitor.post(adres(token), {"uitkomst": "werk_elders"}))
    assert "Ik heb betaald werk ergens anders" in sure and "Ja, verstuur dit antwoord" in sure
    assert 'type="radio"' not in sure and not Nazorgmeting.objects.exists(), "nothing is kept before the second click"
    other = text(visitor.post(adres(token), {"uitkomst": "werk_elders", "anders": "ja"}))
    assert 'value="werk_elders"' in other and "checked" in other
    done = verstuur(visitor, token)

    assert done.status_code == 303 and done["Location"] == adres(token, "link_nazorg_klaar")
    assert "Bedankt" in text(visitor.get(done["Location"]))
    row = Nazorgmeting.objects.get()
    assert (row.maand, row.uitkomst, row.hoe, row.datum, row.vastgelegd_door) == (0, "werk_elders", "link", VANDAAG, None)
    assert Reactie.objects.get().tekst == "Ik heb betaald werk ergens anders"
    assert not traject.termijnen.open().filter(soort="nazorg_0").exists(), "fulfilled: no more reminders"


def test_the_shape_has_the_question_and_whom_to_call_and_nothing_else(visitor, traject):
    assert {f.name for f in fields(VoorNazorg)} == {"naam", "keuzes", "coordinator"}
    page = text(visitor.get(adres(mail(traject))))

    for hidden in ("Werkzoekend", traject.deelnemer.telefoon, MAIL, "Nazorg", "afgesloten", "Noorderlicht", traject.nummer):
        assert hidden not in page


def test_every_outcome_has_words_of_the_deelnemer_and_those_of_the_regio_are_left_out(w, traject):
    assert woorden._ZEGT.keys() == set(lijsten.codes("uitkomst"))
    type_of = lijsten.LIJSTEN["uitkomst"][0]
    from trajecten.models import Lijstwaarde

    Lijstwaarde.objects.create(regio=w.regio, lijst="uitkomst", code="ontwikkelbedrijf", label="Werk", aan=False)
    assert type_of.code in dict(woorden.keuzes(traject)) and "ontwikkelbedrijf" not in dict(woorden.keuzes(traject))


def test_a_safe_house_is_called_by_its_cover_name(w, visitor, traject):
    type(w.leerbedrijf).objects.filter(pk=w.leerbedrijf.pk).update(verborgen_adres=True, schuilnaam="Huis Noord")

    page = text(visitor.get(adres(mail(traject))))

    assert "betaald werk bij Huis Noord" in page and "Kringloop" not in page


def test_who_chooses_nothing_or_something_that_is_not_there_is_asked_again(visitor, traject):
    token = mail(traject)

    for data in ({}, {"zeker": "ja"}, {"uitkomst": "miljonair", "zeker": "ja"}):
        again = visitor.post(adres(token), data)
        assert again.status_code == 200 and "Kies" in text(again)
    assert not Nazorgmeting.objects.exists() and verstuur(visitor, token).status_code == 303


def test_what_was_taken_over_without_a_plaatsing_is_asked_too(w, visitor):
    row = leven.overname(w, S.NAZORG, sinds=VANDAAG - 8 * DAG, deelnemer={"email": MAIL})
    traject = workflow.overnemen(regio=w.regio, overname=row, by=w.coordinator, on=VANDAAG)
    traject.termijnen.filter(soort="nazorg_0").update(op=VANDAAG, ontstaan_op=VANDAAG)
    assert traject.plaatsing is None
    token = mail(traject)

    assert "bij het bedrijf waar ik leerde" in text(visitor.get(adres(token)))
    assert verstuur(visitor, token, "geen").status_code == 303


# --- once, and only while it counts ----------------------------------------------------------------------------------------------


def test_looking_consumes_nothing(visitor, traject):
    token = mail(traject)

    for _ in range(3):
        assert visitor.get(adres(token)).status_code == 200
        assert visitor.head(adres(token)).status_code == 405
        assert visitor.post(adres(token), {"uitkomst": "geen"}).status_code == 200
    assert verstuur(visitor, token).status_code == 303


def test_a_second_tap_is_told_that_it_is_done_and_another_choice_is_not_kept(visitor, traject):
    token = mail(traject)
    verstuur(visitor, token)

    again, back, other = verstuur(visitor, token), visitor.get(adres(token)), verstuur(visitor, token, "opleiding")

    assert (again.status_code, back.status_code, other.status_code) == (303, 303, 409)
    assert "Ik volg een opleiding" in text(other) and "is niet bewaard" in text(other)
    assert Nazorgmeting.objects.get().uitkomst == "werk_elders"
    Vraaglink.objects.update(gebruikt_op=now() - timedelta(minutes=16))
    assert visitor.get(adres(token)).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_one_is_kept_and_all_hear_that_it_is_done(traject):
    token = mail(traject)

    answers = at_once([lambda: verstuur(Client(), token)] * 20)

    assert {(a.status_code, a["Location"]) for a in answers} == {(303, adres(token, "link_nazorg_klaar"))}
    assert Nazorgmeting.objects.count() == Reactie.objects.count() == 1
    assert traject.gebeurtenissen.filter(soort="nazorg_antwoord").count() == 1


def test_control_a_link_that_is_not_used_up_would_be_answered_again(visitor, traject, monkeypatch):
    token = mail(traject)
    verstuur(visitor, token)
    Vraaglink.objects.update(gebruikt_op=None)
    monkeypatch.setattr(vraag.rondes, "huidige", lambda traject, on: traject.termijnen.get(soort="nazorg_0"))

    assert visitor.get(adres(token)).status_code == 200
    with pytest.raises(DatabaseError), transaction.atomic():
        verstuur(visitor, token, "opleiding")
    assert Nazorgmeting.objects.get().uitkomst == "werk_elders"


EINDES = {
    "overleden": lambda w, t: workflow.overlijden(traject=t, by=w.coordinator, on=VANDAAG),
    "gebeld": lambda w, t: dossier.nazorg(
        traject=t, maand=0, uitkomst="geen", datum=VANDAAG, hoe="telefoon", by=w.coordinator, on=VANDAAG
    ),
    "ander adres": lambda w, t: dossier.gegevens(
        traject=t,
        bewaar=lambda: Deelnemer.objects.filter(pk=t.deelnemer_id).update(email="goed@voorbeeld.test"),
        gewijzigd="E-mailadres",
        by=w.coordinator,
        on=VANDAAG,
    ),
    "geanonimiseerd": lambda w, t: Traject.objects.filter(pk=t.pk).update(geanonimiseerd_op=VANDAAG),
}


@pytest.mark.parametrize("einde", EINDES)
def test_a_link_that_does_not_count_any_more_shows_and_keeps_nothing(w, visitor, traject, einde):
    token = mail(traject)
    EINDES[einde](w, traject)

    shown, sent = visitor.get(adres(token)), verstuur(visitor, token)

    assert shown.status_code == sent.status_code == 410 and "Andries" not in text(shown)
    assert not Nazorgmeting.objects.filter(hoe="link").exists()


def test_a_token_of_another_question_opens_nothing(visitor, traject):
    token = mail(traject)

    assert visitor.get(adres(token, "link_reactie")).status_code == 410
    assert visitor.get(adres(token, "link")).status_code == 410
    assert visitor.get(adres("verzonnen" * 5)).status_code == 410


def test_the_holder_of_an_old_link_asks_for_another_and_no_mail_goes_out_twice_a_day(visitor, traject):
    old = mail(traject)
    Vraaglink.objects.update(vervalt_op=now())
    for _ in range(2):
        visitor.post(adres(old, "link_nieuw"))
    assert len(tokens()) == 1, "mailed today already"
    Vraaglink.objects.update(verstuurd_op=now() - 2 * DAG)

    known = [visitor.post(adres(old, "link_nieuw")) for _ in range(3)]

    assert {(a.status_code, a["Location"]) for a in known} == {(303, reverse("portaal:link_gevraagd"))}
    assert len(tokens()) == 2 and verstuur(visitor, tokens()[-1]).status_code == 303
    visitor.post(adres(old, "link_nieuw"))
    assert len(tokens()) == 2, "answered: nothing is asked"


def test_the_link_is_of_the_round_and_lasts_until_it_is_over(traject):
    mail(traject)
    link = Vraaglink.objects.get()

    assert timezone.localdate(link.vervalt_op) == traject.uitgereikt_op + 43 * DAG
    assert link.herinnering.bericht is None or link.herinnering.termijn.soort == "nazorg_0"


# --- who reads it, and corrects it -----------------------------------------------------------------------------------------------


def test_the_dossier_and_vandaag_tell_it_as_theirs_until_somebody_read_it(w, coordinator, visitor, traject):
    verstuur(visitor, mail(traject))

    page = text(coordinator.get(dossierpagina(traject)))
    assert "De deelnemer vertelde wat die nu doet" in page and "Ik heb betaald werk ergens anders" in page
    assert "Door de deelnemer, met de persoonlijke link" in page and "Met de persoonlijke link" in page
    today = text(coordinator.get(reverse("trajecten:vandaag")))
    assert "1 deelnemer reageerde" in today and "wat die nu doet" in today and "ergens anders" not in today
    row = Reactie.objects.get()
    answer = coordinator.post(reverse("trajecten:reactie_gelezen", args=[row.code]), {"once": new_key()})
    assert answer.status_code == 303 and answer["Location"].endswith("#nazorg")
    page = text(coordinator.get(dossierpagina(traject)))
    assert "Lees het antwoord" not in page and "gelezen door" in page
    assert "1 deelnemer reageerde" not in text(coordinator.get(reverse("trajecten:vandaag")))


def test_a_coordinator_records_what_was_heard_by_telephone_and_says_how(w, coordinator, traject):
    asked = {"uitkomst": "opleiding", "datum": VANDAAG.isoformat(), "once": new_key()}
    again = coordinator.post(bladzij(traject), asked)
    refused(again, traject)
    assert "Hoe weet u dat?" in text(again) and not Nazorgmeting.objects.exists()

    coordinator.post(bladzij(traject), asked | {"hoe": "telefoon", "once": new_key()})

    row = Nazorgmeting.objects.get()
    assert (row.hoe, row.vastgelegd_door) == ("telefoon", w.coordinator)
    assert traject.gebeurtenissen.get(soort="nazorg").details[-1] == ["Hoe", "Telefonisch"]
    for hoe in ("link", "geen"):
        assert "hoe" in _nazorgform(coordinator, traject, hoe).errors


def _nazorgform(coordinator, traject, hoe):
    sent = {"uitkomst": "opleiding", "datum": VANDAAG.isoformat(), "hoe": hoe, "once": new_key()}
    return coordinator.post(bladzij(traject), sent).context["form"]


def verbeter(page, traject, versie=1, **meer):
    data = {"uitkomst": "opleiding", "hoe": "telefoon", "datum": VANDAAG.isoformat(), "reden": "Gebeld", "versie": str(versie)}
    return page.post(bladzij(traject, "nazorg_verbeteren"), data | {"once": new_key()} | meer)


def test_an_answer_is_corrected_with_a_reason_and_what_the_deelnemer_said_stays(w, coordinator, visitor, traject):
    verstuur(visitor, mail(traject))
    assert "Betaald werk elders" in text(coordinator.get(bladzij(traject, "nazorg_verbeteren")))
    refused(verbeter(coordinator, traject, reden=""), traject)

    assert verbeter(coordinator, traject).status_code == 303

    row = Nazorgmeting.objects.get()
    assert (row.uitkomst, row.hoe, row.vastgelegd_door, row.versie) == ("opleiding", "telefoon", w.coordinator, 2)
    line = traject.gebeurtenissen.get(soort="nazorg_verbeterd")
    assert line.reden == "Gebeld" and ["Bij uitreiking", "Betaald werk elders → Opleiding"] in line.details
    page = text(coordinator.get(dossierpagina(traject)))
    assert "Ik heb betaald werk ergens anders" in page and "daarna verbeterd" in page


def test_of_two_who_correct_at_once_the_second_reads_first_and_keeps_what_was_typed(w, coordinator, visitor, traject):
    verstuur(visitor, mail(traject))
    verbeter(coordinator, traject)

    late = verbeter(coordinator, traject, uitkomst="geen", toelichting="Stopte met school")

    refused(late, traject, "Een collega verbeterde deze meting intussen.", "Nu staat er: Opleiding", "Stopte met school")
    assert Nazorgmeting.objects.get().uitkomst == "opleiding"
    fresh = late.context["form"].data["versie"]
    assert verbeter(coordinator, traject, versie=fresh, uitkomst="geen").status_code == 303


def test_after_it_closed_by_itself_an_outcome_is_corrected_and_it_stays_closed(w, coordinator, visitor, traject):
    who = {"traject": traject, "by": w.coordinator, "on": VANDAAG}
    dossier.nazorg(maand=0, uitkomst="geen", datum=VANDAAG, **who)
    workflow.afsluiten(**who)

    assert verbeter(coordinator, traject).status_code == 303

    traject.refresh_from_db()
    assert traject.status == S.AFGESLOTEN and Nazorgmeting.objects.get().uitkomst == "opleiding"
    assert coordinator.get(bladzij(traject, "nazorg_verbeteren", 3)).status_code == 404


def test_nobody_but_a_coordinator_records_or_corrects_and_no_outsider_reads_it(w, client, visitor, traject, gemeente):
    verstuur(visitor, mail(traject))
    rechten = [Recht.BEGELEIDEN, Recht.TEKENEN, Recht.VASTSTELLEN]
    own = iemand("Bo Begeleider", Rol.BEGELEIDER)
    Traject.objects.filter(pk=traject.pk).update(behandelaar=own)
    people = {
        own: 403,
        iemand("Jolanda Smit", Rol.WERKGEVER, organisatie=w.leerbedrijf.organisatie, rechten=rechten[:2]): 403,
        iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=rechten, mandaat="Brief"): 403,
        iemand("Cor Consulent", Rol.CONSULENT, organisatie=gemeente): 404,
        iemand("Elders", Rol.COORDINATOR, regio="FR"): 404,
    }
    for who, status in people.items():
        client.force_login(who)
        for verb in ("nazorg", "nazorg_verbeteren"):
            assert client.get(bladzij(traject, verb)).status_code == status, who
        if who != own:
            for page in (reverse("portaal:thuis"), reverse("portaal:plaatsing", args=[traject.plaatsing.code])):
                assert "ergens anders" not in text(client.get(page)) and "elders" not in text(client.get(page))
    assert Nazorgmeting.objects.get().uitkomst == "werk_elders"


def test_the_form_of_the_link_is_sure_only_with_its_second_click():
    form = NazorgVraagForm({"uitkomst": "geen"}, keuzes=[("geen", "Niets")])
    assert (form.gekozen, form.is_bevestigd) == ("Niets", False)
    assert not NazorgVraagForm({"uitkomst": "geen", "zeker": "ja", "anders": "ja"}, keuzes=[("geen", "Niets")]).is_bevestigd
