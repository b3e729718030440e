"""
The process: which status may follow which, by whom (domein §3, "Overgangen").

Read REGELS as sentences. Nothing here knows a row: the models take EDGES for the database's own lock, the workflow the rest.
"""

from dataclasses import dataclass

from django.db.models import TextChoices

from accounts.permissions import Permission
from trajecten.systeem import BESLUITLINK, NAZORG


class Status(TextChoices):
    AANGEMELD = "aangemeld", "Aangemeld"
    INTAKE = "intake", "Intake"
    MATCHING = "matching", "Matching"
    OVEREENKOMST = "overeenkomst", "Overeenkomst"
    LOPEND = "lopend", "Lopend"
    ONDERBROKEN = "onderbroken", "Onderbroken"
    BEOORDELING = "beoordeling", "Beoordeling"
    VASTSTELLING = "vaststelling", "Vaststelling"
    UITREIKING = "uitreiking", "Uitreiking"
    NAZORG = "nazorg", "Nazorg"
    AFGESLOTEN = "afgesloten", "Afgesloten"
    GESTOPT = "gestopt", "Gestopt"
    NIET_GESTART = "niet_gestart", "Niet gestart"


class Overgang(TextChoices):
    """The verbs; buttons, log lines and URLs carry them."""

    AANMELDEN = "aanmelden", "Aanmelden"
    OVERNEMEN = "overnemen", "Overnemen"
    INTAKE_STARTEN = "intake_starten", "Intake plannen"
    INTAKE_AFRONDEN = "intake_afronden", "Intake afronden"
    NIET_STARTEN = "niet_starten", "Niet starten"
    MATCHEN = "matchen", "Matchen"
    STARTEN = "starten", "Starten"
    HERPLAATSEN = "herplaatsen", "Ander leerbedrijf zoeken"
    ONDERBREKEN = "onderbreken", "Onderbreken"
    HERVATTEN = "hervatten", "Hervatten"
    AFSPRAKEN_WIJZIGEN = "afspraken_wijzigen", "Afspraken wijzigen"
    VERLENGEN = "verlengen", "Verlengen"
    BEOORDELING_STARTEN = "beoordeling_starten", "Eindbeoordeling vragen"
    BEOORDELING_INDIENEN = "beoordeling_indienen", "Eindbeoordeling vastleggen"
    TERUGSTUREN = "terugsturen", "Terugsturen naar het leerbedrijf"
    VASTSTELLEN = "vaststellen", "Besluit van de school vastleggen"
    AFRONDEN = "afronden", "Afronden zonder verklaring"
    VASTSTELLING_INTREKKEN = "vaststelling_intrekken", "Vaststelling intrekken"
    UITREIKEN = "uitreiken", "Uitreiking vastleggen"
    AFSLUITEN = "afsluiten", "Afsluiten"
    STOPPEN = "stoppen", "Stoppen"
    HEROPENEN = "heropenen", "Heropenen"


class Doel(TextChoices):
    PRAKTIJKVERKLARING = "praktijkverklaring", "Praktijkverklaring"
    CERTIFICAAT = "certificaat", "Certificaat"
    DIPLOMA = "diploma", "Diploma"


class Leerweg(TextChoices):
    DERDE_LEERWEG = "derde_leerweg", "Derde leerweg"
    BBL = "bbl", "BBL"
    BOL = "bol", "BOL"


class Resultaat(TextChoices):
    """With what a traject ended that was not stopped; a praktijkverklaring only by `vaststellen`."""

    PRAKTIJKVERKLARING = "praktijkverklaring", "Praktijkverklaring"
    DIPLOMA = "diploma", "Diploma"
    CERTIFICAAT = "certificaat", "Certificaat"
    MBO_VERKLARING = "mbo_verklaring", "Mbo-verklaring"
    GEEN = "geen", "Geen resultaat"


class Partij(TextChoices):
    """Who can be aan zet. On screen the party is called Leerbedrijf, not werkgever."""

    COORDINATOR = "coordinator", "Coördinator"
    LEERBEDRIJF = "leerbedrijf", "Leerbedrijf"
    SCHOOL = "school", "School"
    DEELNEMER = "deelnemer", "Deelnemer"
    SBB = "sbb", "SBB"
    NIEMAND = "niemand", "Niemand"

    @property
    def in_zin(self) -> str:
        """As in "Bel de school"."""
        if self == Partij.SBB:
            return self.label
        return f"{'het' if self == Partij.LEERBEDRIJF else 'de'} {self.label.lower()}"


class Ondertekenaar(TextChoices):
    """Who signs a POK (domein §3); the order is the order of a tie in aan zet."""

    DEELNEMER = "deelnemer", "Deelnemer"
    VERTEGENWOORDIGER = "vertegenwoordiger", "Ouder of voogd"
    LEERBEDRIJF = "leerbedrijf", "Leerbedrijf"
    SCHOOL = "school", "School"

    @property
    def partij(self) -> Partij:
        return Partij.DEELNEMER if self == self.VERTEGENWOORDIGER else Partij(self.value)


S, OV, P = Status, Overgang, Permission

FASEN = ["Werving", "Intake", "Bemiddeling", "Plaatsing en inschrijving", "Praktijkleren", "Uitreiking", "Nazorg"]
FASE_VAN: dict[Status, int | None] = {
    S.AANGEMELD: 0,
    S.INTAKE: 1,
    S.MATCHING: 2,
    S.OVEREENKOMST: 3,
    S.LOPEND: 4,
    S.ONDERBROKEN: 4,
    S.BEOORDELING: 4,
    S.VASTSTELLING: 5,
    S.UITREIKING: 5,
    S.NAZORG: 6,
    S.AFGESLOTEN: 6,
    S.GESTOPT: None,
    S.NIET_GESTART: None,
}
VOOR_START = frozenset({S.AANGEMELD, S.INTAKE, S.MATCHING, S.OVEREENKOMST})
GESTART = frozenset({S.LOPEND, S.ONDERBROKEN, S.BEOORDELING, S.VASTSTELLING})
AAN_HET_WERK = frozenset({S.LOPEND, S.ONDERBROKEN, S.BEOORDELING})
GEEINDIGD = frozenset({S.AFGESLOTEN, S.GESTOPT, S.NIET_GESTART})
MET_PLAATSING = frozenset({S.OVEREENKOMST, *GESTART, S.UITREIKING})


@dataclass(frozen=True)
class Regel:
    """
    One overgang.

    :param naar: empty when the status stays as it is.
    :param paren: the (from, to) pairs, where not every status of `van` leads to every status of `naar`.
    """

    van: frozenset[Status]
    naar: frozenset[Status]
    permission: Permission
    paren: frozenset[tuple[Status, Status]] | None = None

    @property
    def edges(self) -> frozenset[tuple[Status, Status]]:
        return self.paren if self.paren is not None else frozenset((v, n) for v in self.van for n in self.naar)


def _regel(van: set[Status] | frozenset[Status], naar: set[Status], permission: Permission) -> Regel:
    return Regel(frozenset(van), frozenset(naar), permission)


def _paren(permission: Permission, paren: dict[Status, set[Status]]) -> Regel:
    edges = frozenset((van, naar) for van, alle in paren.items() for naar in alle)
    return Regel(frozenset(paren), frozenset(naar for _, naar in edges), permission, paren=edges)


REGELS: dict[Overgang, Regel] = {
    OV.AANMELDEN: _regel(set(), {S.AANGEMELD}, P.TRAJECT_AANMELDEN),
    OV.OVERNEMEN: _regel(set(), set(Status), P.TRAJECT_OVERNEMEN),
    OV.INTAKE_STARTEN: _regel({S.AANGEMELD}, {S.INTAKE}, P.TRAJECT_INTAKE),
    OV.INTAKE_AFRONDEN: _regel({S.INTAKE}, {S.MATCHING}, P.TRAJECT_INTAKE),
    OV.NIET_STARTEN: _regel(VOOR_START, {S.NIET_GESTART}, P.TRAJECT_NIET_STARTEN),
    OV.MATCHEN: _regel({S.MATCHING}, {S.OVEREENKOMST}, P.TRAJECT_MATCHEN),
    OV.STARTEN: _regel({S.OVEREENKOMST}, {S.LOPEND}, P.TRAJECT_STARTEN),
    OV.HERPLAATSEN: _regel({S.OVEREENKOMST, *AAN_HET_WERK}, {S.MATCHING}, P.TRAJECT_HERPLAATSEN),
    OV.ONDERBREKEN: _regel({S.LOPEND, S.BEOORDELING}, {S.ONDERBROKEN}, P.TRAJECT_ONDERBREKEN),
    OV.HERVATTEN: _regel({S.ONDERBROKEN}, {S.LOPEND, S.BEOORDELING}, P.TRAJECT_ONDERBREKEN),
    OV.AFSPRAKEN_WIJZIGEN: _regel({S.OVEREENKOMST, *AAN_HET_WERK}, set(), P.TRAJECT_WIJZIGEN),
    OV.VERLENGEN: _paren(
        P.TRAJECT_VERLENGEN,
        {S.LOPEND: {S.LOPEND}, S.ONDERBROKEN: {S.ONDERBROKEN}, S.BEOORDELING: {S.LOPEND, S.BEOORDELING}},
    ),
    OV.BEOORDELING_STARTEN: _regel({S.LOPEND, S.ONDERBROKEN}, {S.BEOORDELING}, P.TRAJECT_BEOORDELING_STARTEN),
    OV.BEOORDELING_INDIENEN: _regel({S.BEOORDELING}, {S.VASTSTELLING}, P.TRAJECT_BEOORDELEN),
    OV.TERUGSTUREN: _regel({S.VASTSTELLING}, {S.BEOORDELING}, P.TRAJECT_TERUGSTUREN),
    OV.VASTSTELLEN: _regel({S.VASTSTELLING}, {S.UITREIKING}, P.TRAJECT_VASTSTELLEN),
    OV.AFRONDEN: _regel({S.VASTSTELLING, *AAN_HET_WERK}, {S.NAZORG}, P.TRAJECT_AFRONDEN),
    OV.VASTSTELLING_INTREKKEN: _regel({S.UITREIKING, S.NAZORG}, {S.VASTSTELLING}, P.TRAJECT_VASTSTELLING_INTREKKEN),
    OV.UITREIKEN: _regel({S.UITREIKING}, {S.NAZORG}, P.TRAJECT_UITREIKEN),
    OV.AFSLUITEN: _regel({S.NAZORG, S.UITREIKING}, {S.AFGESLOTEN}, P.TRAJECT_AFSLUITEN),
    OV.STOPPEN: _regel(GESTART, {S.GESTOPT}, P.TRAJECT_STOPPEN),
    OV.HEROPENEN: _paren(
        P.TRAJECT_HEROPENEN,
        {S.GESTOPT: set(GESTART), S.NIET_GESTART: set(VOOR_START), S.AFGESLOTEN: {S.NAZORG}},
    ),
}

EDGES = sorted({(van.value, naar.value) for regel in REGELS.values() for van, naar in regel.edges if van != naar})

# What each part of the system may do without anybody signed in, and nothing else (huis.md §5, `by`).
VAN_SYSTEEM: dict[str, frozenset[Overgang]] = {
    "termijnen": frozenset({OV.BEOORDELING_STARTEN, OV.AFSLUITEN}),
    NAZORG: frozenset({OV.AFSLUITEN}),
    BESLUITLINK: frozenset({OV.TERUGSTUREN, OV.VASTSTELLEN, OV.AFRONDEN}),
}

# What its author may take back at once, while nothing left the house (besluiten/0010): no document is made for these.
TERUGDRAAIBAAR = frozenset(
    {
        OV.INTAKE_STARTEN,
        OV.INTAKE_AFRONDEN,
        OV.NIET_STARTEN,
        OV.STARTEN,
        OV.ONDERBREKEN,
        OV.HERVATTEN,
        OV.TERUGSTUREN,
        OV.AFRONDEN,
        OV.UITREIKEN,
        OV.AFSLUITEN,
        OV.STOPPEN,
    }
)
# The steps back that no overgang makes; the database allows them only along a Terugweg.
TERUG = sorted({(naar.value, van.value) for overgang in TERUGDRAAIBAAR for van, naar in REGELS[overgang].edges} - set(EDGES))
