"""
M25: no mail holds a name, a date of birth or a status word of a deelnemer: every mail template of the house, really sent.

The templates come from the folder, so that a new one that nobody sends here fails; the mails are read as they leave.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import Message
from itertools import chain

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core import mail as post

from accounts import mail as accountmail
from accounts.models import Lidmaatschap, Rol
from basis import outbox
from berichten import opmaak
from berichten.models import Bericht
from tests.eenmaal import voor_de_module
from tests.toegang.regiowereld import NU, VANDAAG, Regiowereld
from tests.trajecten import leven
from tests.trajecten.herinneringen.hulp import bundel
from trajecten import besluitlinks, lijsten, tekenlinks, vraaglinks
from trajecten.herinneringen import bundelen, massa, plannen, woorden
from trajecten.mailteksten.soorten import SOORTEN as MAILS
from trajecten.models import Deelnemer, GroteVerzending, Mailtekst, SchoolAfspraak, Traject
from trajecten.nazorg.rondes import MAANDEN
from trajecten.regels import Partij, Status
from trajecten.termijnregels.soorten import SOORTEN

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)
GEBOREN = {"geboortejaar": 1947, "geboortemaand": 9, "geboortedag": 28}
GEBOORTE = re.compile(r"1947|28[-/. ](09|9|sept\w*)\b|09-28|\b28 sep", re.IGNORECASE)
# What a mail may show of the regio, the leerbedrijf and the school: none of it is about a deelnemer.
MAG = {"Regio.naam", "Regio.telefoon", "Regio.email", "Organisatie.naam", "Mailtekst.inleiding", "Mailtekst.slot"}
# Status words that are the name of what is asked ("Intake afronden"): they say what to do, not how it goes with somebody.
GEVRAAGD = {"intake", "uitreiking", "nazorg"}
VAN_EEN_MENS = ["startpunt", "doelgroep", "niet_starten", "onderbreken", "herplaatsen", "stoppen", "uitkomst"]
WIE = {
    **dict.fromkeys(["pok_tekenen", "tussenevaluatie", "aanwezigheid", "eindbeoordeling", "subsidie"], Partij.LEERBEDRIJF),
    **dict.fromkeys(["inschrijving", "vaststelling", "mbo_verklaring"], Partij.SCHOOL),
}


@pytest.fixture(scope="module")
def wereld(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Regiowereld]:
    django_settings.MEDIA_ROOT = str(tmp_path_factory.mktemp("documenten"))
    with time_machine.travel(NU), voor_de_module(django_db_blocker):
        made = Regiowereld("GR", "100000017", list(leven.ROUTE[:-1]))
        Deelnemer.objects.update(**GEBOREN)
        Deelnemer.objects.update(email="deelnemer@voorbeeld.test")
        GroteVerzending.objects.all().delete()  # nothing is held back
        yield made


@pytest.fixture(autouse=True)
def die_dag(monkeypatch) -> Iterator[None]:
    monkeypatch.setattr(bundelen, "HOOGSTENS", 500)  # every kind is to be read, whatever the length
    with time_machine.travel(NU):
        yield


def bundels(w: Regiowereld) -> None:
    """Of every kind of termijn to whoever it is for; the next day to the same parties without an account."""
    _herinner(w, "met", NU)
    Lidmaatschap.objects.filter(rol__in=[Rol.WERKGEVER, Rol.SCHOOL]).update(tot=VANDAAG)
    SchoolAfspraak.objects.update(contact_email="school@voorbeeld.test")
    _herinner(w, "zonder", NU + DAG)


def _herinner(w: Regiowereld, sleutel: str, at) -> None:
    traject = w.trajecten[Status.LOPEND]
    for soort in SOORTEN.keys() - MAANDEN.keys():
        rest = {"partij": WIE.get(soort, Partij.COORDINATOR), "op": at.date(), "ontstaan_op": at.date() - 60 * DAG}
        traject.termijnen.create(soort=soort, sleutel=sleutel, kijk_op=at.date(), **rest)
    for pk in plannen.aan_de_beurt(on=at.date()):
        plannen.plan(pk, on=at.date(), at=at)
    bundel(at)


def links(w: Regiowereld) -> None:
    who, at = {"by": w.coordinator, "on": VANDAAG}, NU + 2 * DAG
    tekenlinks.stuur(handtekening=w.handtekening, at=at, **who)
    vraaglinks.stuur(traject=w.trajecten[Status.LOPEND], at=at, **who)
    besluitlinks.stuur(traject=w.trajecten[Status.VASTSTELLING], at=at, **who)
    _nazorg(w.trajecten[Status.NAZORG])


def _nazorg(traject: Traject) -> None:
    """A round of which nobody was told yet, to the deelnemer and at its last moment to who calls."""
    row = traject.termijnen.open().filter(soort__in=MAANDEN, herinneringen=None).order_by("op").first()
    for n in range(30):
        at = NU + (row.op - VANDAAG) + n * DAG
        plannen.plan(traject.pk, on=at.date(), at=at)
        bundel(at)


def veel_tegelijk(w: Regiowereld) -> None:
    asked = GroteVerzending.objects.create(regio=w.regio, aantal=501, gevraagd_at=NU)
    massa.vraag(at=NU)
    asked.delete()


def accounts(w: Regiowereld) -> None:
    to = {"aan": w.coordinator.email}
    for notice in accountmail.NOTICES:
        accountmail.notify(notice, sleutel=notice, **to)
    accountmail.send_reset_link(uid="0" * 32, key="x-y", sleutel="r", **to)
    accountmail.send_inlogcode(code="ABCD-EFGH", sleutel="c", **to)
    w.uitnodiging.token_hash = "0" * 64  # another one than was mailed when it was made
    accountmail.send_uitnodiging(w.uitnodiging, "t" * 43)


STUURT: dict[str, Callable[[Regiowereld], None]] = {
    "trajecten/mail/bundel.txt": bundels,
    "trajecten/mail/link.txt": links,
    "trajecten/mail/veel_tegelijk.txt": veel_tegelijk,
    "accounts/mail/inlogcode.txt": accounts,
    "accounts/mail/uitnodiging.txt": accounts,
    "accounts/mail/wachtwoord_vergeten.txt": accounts,
    "accounts/mail/wijziging.txt": accounts,
}


def templates() -> set[str]:
    """Every template of a mail, as they lie in the folders."""
    (root,) = django_settings.TEMPLATES[0]["DIRS"]
    return {str(path.relative_to(root)) for path in root.glob("*/mail/**/*") if path.is_file()}


def verstuurd() -> list[Message]:
    """All that waits, as it leaves: headers, plain text and HTML."""
    while outbox.drain():
        pass
    return [mail.message() for mail in post.outbox]


def woorden_van(mail: Message) -> str:
    """Everything in it but the address it goes to."""
    heads = [f"{name}: {value}" for name, value in mail.items() if name != "To"]
    bodies = [part.get_payload(decode=True).decode() for part in mail.walk() if not part.is_multipart()]
    return "\n".join([*heads, *bodies])


def te_veel(w: Regiowereld, words: str) -> set[str]:
    """What of a deelnemer stands in these words, by what it is."""
    plain = re.sub(r"https?://\S+", " ", re.sub(r"<style.*?</style>|<[^>]*>", " ", words, flags=re.DOTALL))
    found = w.sporen.kolommen_in(words) - MAG
    found |= {f"geboren: {hit[0]}" for hit in GEBOORTE.finditer(plain)}
    spoken = {word.lower() for word in re.findall(r"[\w]+(?:[ _]gestart)?", plain)}
    states = {word.lower() for status in Status for word in (status.value, status.label)} - GEVRAAGD
    found |= {f"status: {word}" for word in states & spoken}
    labels = chain.from_iterable(lijsten.labels(w.regio, name).values() for name in VAN_EEN_MENS)
    return found | {f"keuze: {label}" for label in labels if len(label) > 8 and re.search(rf"\b{re.escape(label)}\b", plain)}


def alles(w: Regiowereld) -> list[str]:
    for stuur in dict.fromkeys(STUURT.values()):
        stuur(w)
    return [woorden_van(mail) for mail in verstuurd()]


@pytest.fixture
def gebruikt(monkeypatch) -> set[str]:
    """Which templates were made a mail of."""
    seen: set[str] = set()
    real = opmaak.text

    def text(template: str, context: dict, **rest) -> str:
        seen.add(template)
        return real(template, context, **rest)

    monkeypatch.setattr(opmaak, "text", text)
    return seen


def test_no_mail_of_any_template_names_a_deelnemer(wereld, gebruikt, mailoutbox):
    mails = alles(wereld)

    assert templates() == set(STUURT) == gebruikt, "a template that nobody sends here was never looked at"
    assert {reason for words in mails for reason in te_veel(wereld, words)} == set()
    everything = "\n".join(mails)
    assert "Wat doet u nu?" in everything and "Bel de deelnemer: nazorg" in everything
    for soort in [SOORTEN[code] for code in SOORTEN.keys() - MAANDEN.keys()]:
        assert soort.naam.lower() in everything.lower(), f"nobody was told of {soort.naam}"
    assert not Bericht.objects.filter(status="wacht").exists()


def test_nor_with_the_words_of_a_regio_that_uses_all_it_may(wereld, mailoutbox):
    for soort, mail in MAILS.items():
        all_of_them = " ".join(f"{{{naam}}}" for naam in mail.velden)
        rest = {"regio": wereld.regio, "door": wereld.coordinator, "at": NU}
        Mailtekst.objects.create(soort=soort, nummer=9, inleiding=f"Proef {all_of_them}", slot=all_of_them, **rest)

    mails = alles(wereld)

    own = [words for words in mails if "Proef " in words]
    assert len(own) > 5 and {reason for words in own for reason in te_veel(wereld, words)} == set()
    assert not any("{" in line for words in own for line in words.splitlines() if "Proef" in line)


def test_the_status_words_that_are_let_through_are_what_is_asked():
    names = " ".join(soort.naam.lower() for soort in SOORTEN.values())

    assert all(word in names for word in GEVRAAGD)


def _naam(monkeypatch) -> None:
    monkeypatch.setattr(woorden, "over", lambda traject: traject.deelnemer.achternaam)


def _geboren(monkeypatch) -> None:
    monkeypatch.setattr(woorden, "over", lambda traject: f"geboren op {traject.deelnemer.geboortedatum:%d-%m-%Y}")


def _status(monkeypatch) -> None:
    monkeypatch.setattr(woorden, "over", lambda traject: Traject.objects.get(pk=traject.pk).get_status_display())


def _in_de_kop(monkeypatch) -> None:
    real = post.EmailMultiAlternatives.message

    def message(self, **rest):
        made = real(self, **rest)
        made["X-Traject"] = Deelnemer.objects.first().roepnaam
        return made

    monkeypatch.setattr(post.EmailMultiAlternatives, "message", message)


@pytest.mark.parametrize("lek", [_naam, _geboren, _status, _in_de_kop])
def test_control_a_mail_that_tells_too_much_is_noticed(wereld, mailoutbox, monkeypatch, lek):
    lek(monkeypatch)
    bundels(wereld)

    assert any(te_veel(wereld, woorden_van(mail)) for mail in verstuurd())


def test_control_a_template_that_nobody_sends_is_noticed(wereld, gebruikt, mailoutbox, settings, tmp_path):
    (tmp_path / "trajecten" / "mail").mkdir(parents=True)
    (tmp_path / "trajecten" / "mail" / "nieuw.txt").write_text("Dag {{ deelnemer }}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    assert templates() - set(STUURT) == {"trajecten/mail/nieuw.txt"}
