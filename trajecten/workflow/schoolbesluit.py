"""A decision somebody else took, as it is recorded here: by whom, when, and the paper that says so."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Rol, User
from accounts.permissions import Permission
from basis.templatetags.basis import datum as in_words
from documenten import bestellen
from documenten.models import Document
from documenten.upload import Gekeurd
from trajecten import documenten, toegang
from trajecten.models import Traject
from trajecten.systeem import Systeem
from trajecten.workflow.kern import OvergangGeweigerd, require_past


@dataclass(frozen=True)
class Schoolbesluit:
    """
    :param papier: the written decision, a checked upload; needed when a coordinator records it for the school.
    :param bsn_weg: the tick beside it, logged (domein §10).
    """

    datum: date
    naam: str
    functie: str
    papier: Gekeurd | None = None
    bsn_weg: bool = False

    def in_woorden(self) -> dict[str, str]:
        """For the log."""
        said = {"Besluit van": f"{self.naam}, {self.functie}", "Op": in_words(self.datum)}
        return said | ({"BSN onleesbaar": "ja"} if self.papier and self.bsn_weg else {})


def is_namens(traject: Traject, by: User | Systeem, permission: Permission, *, on: date) -> bool:
    """Whether this is recorded on behalf of the school, and not by the school itself."""
    return not toegang.is_eigen(by, Rol.SCHOOL, permission, traject, on=on)


def check(besluit: Schoolbesluit, *, sinds: date, on: date, met_papier: bool) -> None:
    """
    :param sinds: the first day on which it can have been decided.
    :raises OvergangGeweigerd: a day in the future or before that, nobody who decided, or no paper.
    """
    require_past(besluit.datum, on=on, wat="het besluit")
    if besluit.datum < sinds:
        raise OvergangGeweigerd(f"Kies een besluitdatum op of na {in_words(sinds)}.")
    if not (besluit.naam.strip() and besluit.functie.strip()):
        raise OvergangGeweigerd("Vul naam en functie in van wie besloot.")
    if met_papier and besluit.papier is None:
        raise OvergangGeweigerd("Voeg het schriftelijke besluit van de school toe.")


def bewaar(traject: Traject, besluit: Schoolbesluit, *, by: User | Systeem, titel: str) -> Document | None:
    """Put the written decision in the dossier, where there is one."""
    if besluit.papier is None:
        return None
    document = bestellen.bewaar_upload("besluit", upload=besluit.papier, titel=titel, door_id=by.pk, nummer=traject.nummer)
    documenten.voeg_toe(traject, document, plaatsing=traject.plaatsing)
    return document
