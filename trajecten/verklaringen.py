"""The numbered verklaringen of a traject: registered, replaced, withdrawn. At most one is geldig (domein §3, §6)."""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from documenten import bestellen
from documenten.upload import Gekeurd
from trajecten import documenten, nummers
from trajecten.models import SchoolAfspraak, Traject, Vaststelling, Verklaring
from trajecten.models.verklaring import VerklaringStatus
from trajecten.systeem import Systeem
from trajecten.workflow.kern import OvergangGeweigerd


@dataclass(frozen=True)
class Schoolpapier:
    """The school's own verklaring with its number, where `verklaring_bron` is the school."""

    verklaring: Gekeurd | None = None
    nummer: str = ""


def registreer(
    traject: Traject, vaststelling: Vaststelling, papier: Schoolpapier, *, by: User | Systeem, vervangt: Verklaring | None = None
) -> Verklaring:
    """
    Register a verklaring under the next number and order its document.

    The number is taken here, with the traject locked and in this transaction: no doubles, no gaps. Its year is that of the
    school's decision, which stands on the paper; so a verklaring that replaces one of last year gets a number of last year.

    :raises OvergangGeweigerd: the school makes its own and did not give it.
    """
    afspraak = SchoolAfspraak.objects.filter(regio=traject.regio_id, school=vaststelling.school_id).first()
    bron = afspraak.verklaring_bron if afspraak else "systeem"
    if bron == "school" and (papier.verklaring is None or not papier.nummer):
        raise OvergangGeweigerd("Deze school maakt zelf de verklaring. Voeg die toe en vul het nummer van de school in.")
    serial, nummer = nummers.registernummer(traject.regio, vaststelling.datum.year)
    verklaring = Verklaring.objects.create(
        traject=traject,
        vaststelling=vaststelling,
        regio=traject.regio,
        jaar=vaststelling.datum.year,
        volgnummer=serial,
        nummer=nummer,
        verificatiecode=secrets.token_urlsafe(16),
        initialen=initialen(traject.deelnemer.voornamen, traject.deelnemer.geslachtsnaam),
        kwalificatie_naam=traject.gekozen_kwalificatie.naam,
        crebo=traject.gekozen_kwalificatie.crebo,
        school_naam=vaststelling.school.naam,
        besloten_op=vaststelling.datum,
        bron=bron,
        school_nummer=papier.nummer if bron == "school" else "",
        vervangt=vervangt,
    )
    if bron == "school" and papier.verklaring:
        _van_de_school(verklaring, papier.verklaring, by)
    else:
        documenten.bestel_verklaring(verklaring)
    return verklaring


def _van_de_school(verklaring: Verklaring, papier: Gekeurd, by: User | Systeem) -> None:
    document = bestellen.bewaar_upload(
        "praktijkverklaring", upload=papier, titel="Praktijkverklaring van de school", door_id=by.pk, nummer=verklaring.nummer
    )
    documenten.voeg_toe(verklaring.traject, document, plaatsing=verklaring.traject.plaatsing)
    verklaring.document = document
    verklaring.save(update_fields=["document"])


def geldige(traject: Traject, gezien: Verklaring) -> Verklaring:
    """
    The verklaring that counts, when it is the one that was seen.

    :param gezien: the one on the page that was opened. :raises OvergangGeweigerd: it counts no more, or never did here.
    """
    now = traject.verklaringen.filter(status=VerklaringStatus.GELDIG).first()
    if now is None:
        raise OvergangGeweigerd("Dit traject heeft geen geldige verklaring meer. Bekijk het dossier: wat is er gebeurd?")
    if gezien.pk != now.pk:
        raise OvergangGeweigerd(
            f"{gezien.nummer} is al vervangen: nu geldt {now.nummer}. Bekijk het dossier en begin opnieuw bij die verklaring."
        )
    return now


def geldt_niet_meer(verklaring: Verklaring, status: VerklaringStatus, *, reden: str, op: date) -> None:
    """It stays in the register, and its document in the dossier, marked; the public page tells it (domein §6)."""
    verklaring.status, verklaring.status_reden, verklaring.status_op = status, reden, op
    verklaring.save(update_fields=["status", "status_reden", "status_op"])
    if verklaring.document:
        verklaring.document.titel = f"{verklaring.document.titel[:180]} ({VerklaringStatus(status).label.lower()})"
        verklaring.document.save(update_fields=["titel"])


def initialen(voornamen: str, geslachtsnaam: str) -> str:
    """ "Łukasz Jan", "de Wit-Şahin" -> "Ł.J. d.W.": the first letters only, as the public page shows them (domein §6)."""
    first, last = ("".join(map(_initiaal, name.split())) for name in (voornamen, geslachtsnaam))
    return f"{first} {last}".strip()[:20]


def _initiaal(word: str) -> str:
    """ "'t" -> "t.", "IJsbrand" -> "IJ.": its first letter with its marks; nothing for a word without letters."""
    letters = [letter for letter in unicodedata.normalize("NFC", word) if letter.isalpha()]
    return f"{'IJ' if letters[:2] == ['I', 'J'] else letters[0]}." if letters else ""
