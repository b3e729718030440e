"""How a regio words its mails: what it may and may not write, read before it is kept, used at once (issue 5, item 4)."""

import pytest
from django.urls import reverse

from accounts.models import Regio, Rol
from basis.once import new_key
from basis.versie import VersieConflict
from berichten.models import Bericht
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.herinneringen.hulp import MAANDAG, loop, om, te_tekenen, termijn
from trajecten import besluitlinks, vraaglinks
from trajecten.herinneringen import bundelen
from trajecten.mailteksten import brieven, controle, teksten
from trajecten.mailteksten.soorten import SOORTEN
from trajecten.mailteksten.voorbeeld import verzonnen, voorbeeld
from trajecten.models import Herinnering, Mailtekst, SchoolAfspraak, Traject
from trajecten.regels import Status

pytestmark = pytest.mark.django_db
GOED = "Beste collega, er wacht iets: {aantal}."


@pytest.fixture
def traject(w) -> Traject:
    made = leven.naar(w, Status.LOPEND, email="deelnemer@voorbeeld.test")
    made.termijnen.open().update(vervallen_op=MAANDAG)
    return made


def url(soort: str = "bundel") -> str:
    return reverse("trajecten:mailtekst", args=[soort])


def stuur(page, soort: str = "bundel", *, inleiding: str = GOED, slot: str = "", versie: int = 0, **rest):
    data = {"once": new_key(), "versie": versie, "inleiding": inleiding, "slot": slot}
    return page.post(url(soort), data | rest)


def zet(w, soort: str = "bundel", *, inleiding: str = GOED, slot: str = "", versie: int = 0) -> bool:
    words = {"inleiding": inleiding, "slot": slot}
    return teksten.bewaar(regio=w.regio, soort=soort, geopend_met=versie, by=w.coordinator, at=om(MAANDAG), **words)


# --- our own words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("soort", SOORTEN)
def test_the_text_of_the_system_keeps_its_own_rules(soort):
    usual = teksten.standaard(soort)

    assert not list(controle.fouten(SOORTEN[soort], usual.inleiding, usual.slot))
    assert not list(controle.fouten(SOORTEN[soort], f"{SOORTEN[soort].vast} {usual.inleiding}", ""))


# --- used by the next mail -------------------------------------------------------------------------------------------------------


def test_the_next_mail_has_the_words_of_the_regio_and_the_link_of_the_system(page, traject, jolanda, w):
    Regio.objects.filter(pk=w.regio.pk).update(telefoon="050 123 45 67")
    termijn(traject)

    answer = stuur(page, inleiding="Dag!\r\n\r\nVoor {regio}: {aantal}, voor {uiterlijk}.", slot="Vragen? Bel {coordinator}.")
    loop(MAANDAG)

    assert answer.status_code == 303
    mail = Bericht.objects.get()
    assert f"Hallo,\n\nDag!\n\nVoor {w.regio.titel}: 1 taak, voor 11 mei 2026.\n\nEindbeoordeling" in mail.tekst
    assert "Bekijk wat u kunt doen: http://localhost:8000/meldingen/\n\nVragen? Bel de coördinator (050 123 45 67)." in mail.tekst
    assert "Voor " in mail.html and 'href="http://localhost:8000/meldingen/"' in mail.html


def test_the_personal_links_have_them_too(w, traject, mailoutbox):
    for soort in ("tekenlink", "reactie", "besluitlink"):
        zet(w, soort, inleiding=f"Eigen {soort} over {{nummer}}, {{kwalificatie}}.")
    vraaglinks.stuur(traject=traject, by=w.coordinator, on=MAANDAG, at=om(MAANDAG))
    SchoolAfspraak.objects.update_or_create(regio=w.regio, school=w.school, defaults={"contact_email": "bpv@school.test"})
    decided = leven.naar(w, Status.VASTSTELLING, roepnaam="Cor", telefoon="050 333 33 33")
    besluitlinks.stuur(traject=decided, by=w.coordinator, on=MAANDAG, at=om(MAANDAG))
    signs = leven.naar(w, Status.OVEREENKOMST, email="bea@voorbeeld.test", roepnaam="Bea", telefoon="050 222 22 22")
    loop(te_tekenen(signs).ontstaan_op)

    found = {mail.aan: mail.tekst for mail in Bericht.objects.exclude(sleutel__startswith="bundel:")}

    name = w.kwalificatie.naam
    assert f"Eigen reactie over {traject.nummer}, {name}." in found["deelnemer@voorbeeld.test"]
    assert f"Eigen besluitlink over {decided.nummer}, {name}, gestart in " in found["bpv@school.test"]
    assert f"Eigen tekenlink over {signs.nummer}, {name}." in found["bea@voorbeeld.test"]
    for words in found.values():
        assert words.count("http://localhost:8000/portaal/") == 1 and "werkt één keer en is geldig tot en met" in words


def test_another_regio_keeps_its_own(w, traject, jolanda):
    zet(leven.wereld("FR"))
    termijn(traject)

    loop(MAANDAG)

    assert "Dit wacht op u: 1 taak." in Bericht.objects.get().tekst


def test_a_mail_about_two_regios_has_the_words_of_the_system(w, traject):
    other = leven.naar(leven.wereld("FR"), Status.LOPEND, roepnaam="Bea")
    zet(w)
    rows = [Herinnering(termijn=termijn(traject)), Herinnering(termijn=other.termijnen.open().first())]

    both, one = (bundelen.brief(some, "", on=MAANDAG) for some in (rows, rows[:1]))

    assert both.context()["inleiding"] == "Dit wacht op u: 2 taken." and one.context()["inleiding"].startswith("Beste collega")


# --- what may not be written ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inleiding", "zin"),
    [
        ("", "Vul dit veld in"),
        ("Ga naar https://evil.test/inloggen", "Haal “https://evil.test/inloggen” weg"),
        ("Ga naar HTTP://evil.test", "Haal “HTTP://evil.test” weg"),
        ("Ga naar www.evil", "Haal “www.evil” weg"),
        ("Ga naar evil-bank.nl/inloggen", "Haal “evil-bank.nl” weg"),
        ("Ga naar ｅｖｉｌ．ｎｌ", "Haal “evil.nl” weg"),
        ("Ga naar evil。nl", "Haal “evil.nl” weg"),
        ("Ga naar bücher.example", "Haal “bücher.example” weg"),
        ("Mail naar chef@evil.test", "Haal “chef@evil.test” weg"),
        ("Klik mailto:chef", "Haal “mailto:chef” weg"),
        ("Klik ftp://x", "Haal “ftp://x” weg"),
        ("Klik //evil.test/x", "lijkt op een adres"),
        ("Kijk op {aantal}.nl", "Haal “aantal.nl” weg"),
        ("Kijk op evil.{regio}", "Haal “evil.regio” weg"),
        ("Dit is <b>vet</b>", "geen HTML"),
        ("Dit is <script>alert(1)</script>", "geen HTML"),
        ("Beste {naam}", "{naam} kennen we niet. U kunt dit gebruiken: {regio}, {coordinator}"),
        ("Beste {deelnemer.achternaam}", "kennen we niet"),
        ("Beste {{ aantal }}", "losse accolade"),
        ("Beste { collega", "losse accolade"),
        ("ev\u200bil", "een teken in dat u niet ziet"),
        ("om\u202egekeerd", "een teken in dat u niet ziet"),
        ("kop\x0bonder", "een teken in dat u niet ziet"),
        ("BSN 123456782", "burgerservicenummer"),
        ("a" * 601, "600"),
    ],
)
def test_what_may_not_be_written_is_refused_in_a_sentence_and_loses_nothing_typed(page, inleiding, zin):
    answer = stuur(page, inleiding=inleiding, slot="Tot ziens.")

    words = answer.content.decode()
    assert answer.status_code == 200
    assert zin in words
    assert answer.context["form"]["inleiding"].value() == inleiding and answer.context["form"]["slot"].value() == "Tot ziens."
    assert not Mailtekst.objects.exists()


def test_the_closing_is_looked_at_as_well(page):
    answer = stuur(page, slot="Kijk op www.evil.test")

    assert answer.context["form"].errors.keys() == {"slot"} and not Mailtekst.objects.exists()


@pytest.mark.parametrize("soort", ["tekenlink", "reactie", "besluitlink"])
def test_what_tells_which_traject_it_is_cannot_be_left_out(page, soort):
    answer = stuur(page, soort, inleiding="Graag even kijken.", slot="{nummer}")

    assert "Zet {nummer} in de inleiding" in answer.content.decode() and not Mailtekst.objects.exists()


@pytest.mark.parametrize(
    "inleiding", ["Bel o.a. de coördinator, d.w.z. bij vragen.", "Om 12.30 uur, a.u.b. € 2.700.", "Één twee… drie!"]
)
def test_ordinary_dutch_is_no_address(page, inleiding):
    assert stuur(page, inleiding=inleiding).status_code == 303


def test_the_domain_refuses_it_too_whoever_calls(w):
    with pytest.raises(teksten.TekstGeweigerd, match="lijkt op een adres"):
        zet(w, inleiding="Ga naar https://evil.test")

    assert not Mailtekst.objects.exists()


def test_control_without_the_check_a_link_would_stand_in_the_mail(w, traject, jolanda, monkeypatch):
    monkeypatch.setattr(teksten, "fouten", lambda *args: [])
    zet(w, inleiding="Ga naar https://evil.test")
    termijn(traject)

    loop(MAANDAG)

    assert "https://evil.test" in Bericht.objects.get().tekst


def test_what_is_filled_in_is_never_read_again():
    """A school that calls itself {regio}, or puts a line end in its name."""
    filled = brieven.vul("Aan {school} in {regio}", {"school": "{regio}", "regio": "Gro\r\n\r\nningen"})

    assert filled == "Aan {regio} in Gro ningen"


def test_words_of_people_are_no_template_and_no_html(w, traject, jolanda):
    zet(w, inleiding="A & B; {aantal} (100 % {regio})")
    Regio.objects.filter(pk=w.regio.pk).update(naam="{% now 'Y' %}<i>")
    termijn(traject)

    loop(MAANDAG)

    mail = Bericht.objects.get()
    assert "A & B; 1 taak (100 % Regio {% now 'Y' %}<i>)" in mail.tekst
    assert "A &amp; B" in mail.html and "&lt;i&gt;" in mail.html and "<i>" not in mail.html


# --- read before it is kept ------------------------------------------------------------------------------------------------------


def test_the_preview_shows_the_mail_and_keeps_nothing(page):
    answer = stuur(page, inleiding="Proef: {aantal}, {uiterlijk}.", slot="Groet uit {regio}.", voorbeeld="ja")

    words = answer.content.decode()
    assert answer.status_code == 200 and "Zo wordt de mail" in words and "Dit is nog niet opgeslagen" in words
    shown = answer.context["voorbeeld"]
    assert "Proef: 2 taken, " in shown.tekst and "Groet uit " in shown.tekst and "Eindbeoordeling" in shown.tekst
    assert [a.tekst for a in shown.alineas if a.url] == ["Bekijk wat u kunt doen"]
    assert "Er wachten 2 taken op u" in words
    assert answer.context["form"]["inleiding"].value() == "Proef: {aantal}, {uiterlijk}."
    assert not Mailtekst.objects.exists()


def test_a_preview_of_what_may_not_be_written_says_so_and_shows_what_is(page):
    answer = stuur(page, inleiding="Ga naar https://evil.test", voorbeeld="ja")

    assert "lijkt op een adres" in answer.content.decode() and "evil" not in answer.context["voorbeeld"].tekst


@pytest.mark.parametrize("soort", SOORTEN)
def test_every_mail_has_a_preview_with_nothing_left_between_braces(page, soort):
    shown = page.get(url(soort)).context["voorbeeld"]

    assert "{" not in shown.tekst + shown.onderwerp and "Hallo," in shown.tekst
    assert any(a.url for a in shown.alineas)


def test_the_preview_reads_as_the_mail_that_is_sent(w, traject):
    """Made by the same code: of one that was sent nothing else differs than what is filled in."""
    zet(w, "reactie", inleiding="Over {nummer}.", slot="Groet.")
    vraaglinks.stuur(traject=traject, by=w.coordinator, on=MAANDAG, at=om(MAANDAG))
    shown = voorbeeld(verzonnen("reactie", w.regio, on=MAANDAG)).tekst.split("\n\n")
    sent = Bericht.objects.get().tekst.split("\n\n")

    assert shown[0] == sent[0] and shown[1] == f"Over {w.regio.regiocode}-2026-0042." and sent[1] == f"Over {traject.nummer}."
    assert [part.partition(": http")[0] for part in shown[2:5]] == [part.partition(": http")[0] for part in sent[2:5]]


# --- who, when, back -------------------------------------------------------------------------------------------------------------


def test_who_changed_what_and_when_is_kept_with_old_and_new(page, w):
    stuur(page)
    stuur(page, inleiding="Anders: {aantal}.", versie=1)

    second, first = teksten.wijzigingen(w.regio, "bundel")

    assert (first.oud, first.nieuw.inleiding) == (teksten.standaard("bundel"), GOED)
    assert (second.oud.inleiding, second.nieuw.inleiding, second.rij.door) == (GOED, "Anders: {aantal}.", w.coordinator)
    words = page.get(url()).content.decode()
    assert w.coordinator.naam in words and GOED in words and "Anders: {aantal}." in words


def test_back_to_the_text_of_the_system_per_mail(page, w):
    stuur(page)
    stuur(page, "reactie", inleiding="Over {nummer}.")

    answer = page.post(reverse("trajecten:mailtekst_standaard", args=["bundel"]), {"once": new_key(), "versie": "1"})

    assert answer.status_code == 303
    now = teksten.alle(w.regio)
    assert (now["bundel"].is_eigen, now["bundel"].inleiding, now["bundel"].nummer) == (False, SOORTEN["bundel"].inleiding, 2)
    assert now["reactie"].is_eigen
    assert "Terug naar standaard" in page.get(url()).content.decode()


def test_typing_the_text_of_the_system_is_going_back_to_it(page, w):
    stuur(page)

    stuur(page, inleiding=SOORTEN["bundel"].inleiding, versie=1)

    assert Mailtekst.objects.get(nummer=2).is_standaard and not teksten.tekst(w.regio, "bundel").is_eigen


def test_saving_what_stands_there_is_no_change(page):
    answer = stuur(page, inleiding=SOORTEN["bundel"].inleiding)

    assert answer.status_code == 303 and not Mailtekst.objects.exists()


def test_two_at_once_lose_nothing(page, w):
    zet(w, inleiding="Van een collega: {aantal}.")

    answer = stuur(page, inleiding="Van mij: {aantal}.")

    words = answer.content.decode()
    assert answer.status_code == 409
    assert "Van een collega: {aantal}." in words and "Van mij: {aantal}." in words
    assert teksten.tekst(w.regio, "bundel").inleiding == "Van een collega: {aantal}."
    again = answer.context["form"]
    assert stuur(page, inleiding=again["inleiding"].value(), versie=again["versie"].value()).status_code == 303
    assert teksten.tekst(w.regio, "bundel").inleiding == "Van mij: {aantal}."


@pytest.mark.parametrize("versie", ["0", "", "abc", "9" * 30, "²"])
def test_nobody_throws_away_what_they_did_not_read(page, w, versie):
    zet(w)

    answer = page.post(
        reverse("trajecten:mailtekst_standaard", args=["bundel"]), {"once": new_key(), "versie": versie}, follow=True
    )

    assert "Een collega wijzigde deze tekst net" in answer.content.decode()
    assert teksten.tekst(w.regio, "bundel").is_eigen


def test_control_without_the_version_the_last_one_wins(w):
    zet(w)
    with pytest.raises(VersieConflict):
        zet(w, inleiding="Over {aantal}.", versie=0)

    assert zet(w, inleiding="Over {aantal}.", versie=1)


def test_a_begeleider_may_not_and_finds_no_link(client, w):
    client.force_login(iemand("Bert Begeleider", Rol.BEGELEIDER))

    assert client.get(url()).status_code == 403
    assert stuur(client).status_code == 403 and not Mailtekst.objects.exists()


def test_the_page_is_found_from_beheer(page):
    assert reverse("trajecten:mailteksten") in page.get(reverse("accounts:beheer")).content.decode()
    assert url("reactie") in page.get(reverse("trajecten:mailteksten")).content.decode()


def test_the_list_takes_one_query_for_all_texts(page, w, django_assert_num_queries):
    for soort in SOORTEN:
        zet(w, soort, inleiding="Over {nummer}." if soort != "bundel" else GOED)

    with django_assert_num_queries(1):
        assert all(words.is_eigen for words in teksten.alle(w.regio).values())


# --- and in the preview of what will go out -------------------------------------------------------------------------------------


def test_what_will_go_out_shows_to_whom_why_and_the_text_as_it_is_then_sent(page, w, traject, jolanda, time_machine):
    zet(w, inleiding="Zoals wij het zeggen: {aantal}.")
    time_machine.move_to(om(MAANDAG, 6))
    termijn(traject)

    words = page.get(reverse("trajecten:herinneringen"))
    loop(MAANDAG)

    row = next(row for row in words.context["rijen"] if row["vooruit"].moment == MAANDAG)
    mail = Bericht.objects.get()
    assert row["aan"] == "Jolanda Smit (mail en app)" and "Zoals wij het zeggen: 1 taak." in words.content.decode()
    assert row["mail"].onderwerp == mail.onderwerp
    assert row["mail"].tekst == mail.tekst
