"""The buttons of the overgangen that have a page: what each says, where it leads, and which one is the next step."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.models import User
from basis.dagen import add_working_days
from trajecten import workflow
from trajecten.models import Traject
from trajecten.regels import Doel, Overgang, Partij, Status
from trajecten.workflow.beoordeling import VRAGEN_VOORAF


@dataclass(frozen=True)
class Knop:
    """
    :param gevaar: ends the traject; stands apart from the rest.
    """

    overgang: Overgang
    label: str
    icoon: str
    gevaar: bool = False

    @property
    def url_name(self) -> str:
        return f"trajecten:{self.overgang.value}"

    def url(self, traject: Traject) -> str:
        return reverse(self.url_name, args=[traject.code])


OV, S = Overgang, Status
KNOPPEN = {
    knop.overgang: knop
    for knop in [
        Knop(OV.INTAKE_STARTEN, "Intake plannen", "agenda"),
        Knop(OV.INTAKE_AFRONDEN, "Intake afronden", "check"),
        Knop(OV.MATCHEN, "Matchen met een leerbedrijf", "leerbedrijf"),
        Knop(OV.STARTEN, "Start vastleggen", "check"),
        Knop(OV.BEOORDELING_STARTEN, "Eindbeoordeling vragen", "blad"),
        Knop(OV.BEOORDELING_INDIENEN, "Eindbeoordeling vastleggen", "blad"),
        Knop(OV.TERUGSTUREN, "Terugsturen naar het leerbedrijf", "verversen"),
        Knop(OV.VASTSTELLEN, "Besluit van de school vastleggen", "school"),
        Knop(OV.UITREIKEN, "Uitreiking vastleggen", "medaille"),
        Knop(OV.AFSLUITEN, "Traject afsluiten", "slot"),
        Knop(OV.NIET_STARTEN, "Traject niet starten", "kruis", gevaar=True),
        Knop(OV.STOPPEN, "Traject stoppen", "kruis", gevaar=True),
    ]
}

_VOLGENDE = {
    S.AANGEMELD: OV.INTAKE_STARTEN,
    S.INTAKE: OV.INTAKE_AFRONDEN,
    S.MATCHING: OV.MATCHEN,
    S.OVEREENKOMST: OV.STARTEN,
    S.LOPEND: OV.BEOORDELING_STARTEN,
    S.BEOORDELING: OV.BEOORDELING_INDIENEN,
    S.VASTSTELLING: OV.VASTSTELLEN,
    S.UITREIKING: OV.UITREIKEN,
}


def knoppen(traject: Traject, user: User, *, on: date) -> list[Knop]:
    """What this user may do now and has a page, in the order of KNOPPEN; the dangerous ones last."""
    now = set(workflow.available(traject, user, on=on))
    return [knop for overgang, knop in KNOPPEN.items() if overgang in now and is_passend(overgang, traject)]


def is_passend(overgang: Overgang, traject: Traject) -> bool:
    """An eindbeoordeling belongs to a praktijkverklaring; another doel has none (domein §2)."""
    return overgang != OV.BEOORDELING_STARTEN or traject.doel == Doel.PRAKTIJKVERKLARING


def volgende(traject: Traject, user: User, *, on: date) -> Knop | None:
    """The one main button, where doing this overgang is the next step; None while something else comes first."""
    overgang = _VOLGENDE.get(Status(traject.status))
    if overgang is None or not _is_aan_de_beurt(overgang, traject, on):
        return None
    return next((knop for knop in knoppen(traject, user, on=on) if knop.overgang == overgang), None)


def _is_aan_de_beurt(overgang: Overgang, traject: Traject, on: date) -> bool:
    """Starten waits for the signatures; the eindbeoordeling for its day."""
    if overgang == OV.STARTEN:
        return traject.aan_zet == Partij.COORDINATOR and not traject.aan_zet_reden.startswith("geweigerd")
    if overgang == OV.BEOORDELING_STARTEN:
        plaatsing = traject.plaatsing
        return plaatsing is not None and on >= add_working_days(plaatsing.einddatum, -VRAGEN_VOORAF)
    return True
