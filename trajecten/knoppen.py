"""The buttons of the overgangen that have a page: what each says and where it leads."""

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from accounts.models import User
from trajecten import afronding, workflow
from trajecten.models import Traject
from trajecten.regels import Doel, Overgang, Resultaat
from trajecten.workflow.heropenen import GEANONIMISEERD


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


OV = Overgang
KNOPPEN = {
    knop.overgang: knop
    for knop in [
        Knop(OV.INTAKE_STARTEN, "Intake plannen", "agenda"),
        Knop(OV.INTAKE_AFRONDEN, "Intake afronden", "check"),
        Knop(OV.MATCHEN, "Matchen met een leerbedrijf", "leerbedrijf"),
        Knop(OV.STARTEN, "Start vastleggen", "check"),
        Knop(OV.HERVATTEN, "Hervatten", "verversen"),
        Knop(OV.BEOORDELING_STARTEN, "Eindbeoordeling vragen", "blad"),
        Knop(OV.BEOORDELING_INDIENEN, "Eindbeoordeling vastleggen", "blad"),
        Knop(OV.TERUGSTUREN, "Terugsturen naar het leerbedrijf", "verversen"),
        Knop(OV.VASTSTELLEN, "Besluit van de school vastleggen", "school"),
        Knop(OV.AFRONDEN, "Afronden zonder verklaring", "check"),
        Knop(OV.UITREIKEN, "Uitreiking vastleggen", "medaille"),
        Knop(OV.AFSLUITEN, "Traject afsluiten", "slot"),
        Knop(OV.AFSPRAKEN_WIJZIGEN, "Afspraken wijzigen", "bewerken"),
        Knop(OV.VERLENGEN, "Verlengen", "agenda"),
        Knop(OV.ONDERBREKEN, "Onderbreken", "klok"),
        Knop(OV.HERPLAATSEN, "Ander leerbedrijf zoeken", "leerbedrijf"),
        Knop(OV.HEROPENEN, "Traject heropenen", "verversen"),
        Knop(OV.VASTSTELLING_INTREKKEN, "Vaststelling intrekken", "kruis", gevaar=True),
        Knop(OV.NIET_STARTEN, "Traject niet starten", "kruis", gevaar=True),
        Knop(OV.STOPPEN, "Traject stoppen", "kruis", gevaar=True),
    ]
}


def knoppen(traject: Traject, user: User, *, on: date) -> list[Knop]:
    """What this user may do now and has a page, in the order of KNOPPEN; the dangerous ones last."""
    now = set(workflow.available(traject, user, on=on))
    return [knop(overgang, traject) for overgang in KNOPPEN if overgang in now and not past_niet(overgang, traject)]


def knop(overgang: Overgang, traject: Traject) -> Knop:
    """As this traject calls it."""
    found = KNOPPEN[overgang]
    other = overgang == OV.AFRONDEN and traject.doel != Doel.PRAKTIJKVERKLARING
    return replace(found, label="Afronden met resultaat") if other else found


def past_niet(overgang: Overgang, traject: Traject) -> str:
    """Why this overgang does not belong to the doel of this traject (domein §2); empty when it does."""
    if overgang == OV.BEOORDELING_STARTEN and traject.doel != Doel.PRAKTIJKVERKLARING:
        return "Alleen voor een praktijkverklaring wordt een eindbeoordeling gevraagd. Dit traject heeft een ander doel."
    if overgang == OV.AFRONDEN and not afronding.resultaten(traject):
        return afronding.TE_VROEG
    if overgang == OV.VASTSTELLING_INTREKKEN and traject.resultaat != Resultaat.PRAKTIJKVERKLARING:
        return "Dit traject eindigde zonder praktijkverklaring: er is geen vaststelling om in te trekken."
    if overgang == OV.HEROPENEN and traject.geanonimiseerd_op:
        return GEANONIMISEERD
    return ""
