"""The table of domein §8: which termijnen there are, when each is due and when is reminded (all keuze unless a law is named)."""

from dataclasses import dataclass

from trajecten.regels import Partij

HOOGSTENS_MOMENTEN = 4  # never more (domein §8)


@dataclass(frozen=True)
class Soort:
    """
    :param dagen: the offset of the due date; a regio may have its own.
    :param momenten: when is reminded, relative to the due date; at most four. After the last the behandelaar calls.
    :param wanneer: when it is due, in words; with {n} where the offset stands, without it the day is fixed.
    :param eenheid: of the moments: "wd" or "d".
    :param meteen: the party is asked as soon as it comes into being, before any reminder.
    :param hoogstens: the most days a regio may give.
    :param grens: why not more; a law.
    :param eerst: who is asked first, by a personal link, where the party sees to it that there is an answer.
    """

    naam: str
    dagen: int
    momenten: tuple[int, ...]
    wanneer: str
    eenheid: str = "wd"
    meteen: bool = False
    hoogstens: int = 250
    grens: str = ""
    eerst: Partij | None = None

    @property
    def is_vast(self) -> bool:
        """The day follows from the dossier itself: only the reminders can be changed."""
        return "{n}" not in self.wanneer


_AVG = "De wet (AVG, artikel 14) geeft hoogstens een maand."
SOORTEN: dict[str, Soort] = {
    "informeren": Soort(
        "Deelnemer informeren over privacy", 20, (-5, 0), "{n} werkdagen na de aanmelding", hoogstens=20, grens=_AVG
    ),
    "intake_plannen": Soort("Intakegesprek plannen", 10, (0, 5), "{n} werkdagen na de aanmelding"),
    "intake_besluit": Soort("Intake afronden", 10, (0, 5), "{n} werkdagen na het intakegesprek"),
    "match_vinden": Soort("Leerbedrijf vinden", 30, (0, 7, 14, 28), "{n} dagen nadat het zoeken begon", "d"),
    "sbb_besluit": Soort("Besluit van SBB", 10, (-2, 0, 10), "{n} werkdagen na de aanvraag bij SBB"),  # SBB-reglement
    "pok_tekenen": Soort(
        "Praktijkovereenkomst tekenen", 5, (-10, 0, 2, 5), "{n} werkdagen voor de startdatum", meteen=True, hoogstens=60
    ),
    "inschrijving": Soort("Inschrijving door de school", 20, (0, 5), "{n} werkdagen na de aanvraag bij de school"),
    "start_bevestigen": Soort("Start bevestigen", 0, (0, 1, 3), "op de startdatum"),
    "eerste_contact": Soort("Eerste contact na de start", 10, (0,), "{n} werkdagen na de eerste werkdag"),
    "tussenevaluatie": Soort("Tussenevaluatie", 0, (-5, 0, 5), "halverwege de periode"),
    "aanwezigheid": Soort("Aanwezigheid", 14, (0, 7), "{n} dagen zonder ingevulde uren", "d"),
    "hervatten": Soort("Hervatten na onderbreking", 0, (0, 5, 10), "op de dag waarop de deelnemer terug zou zijn"),
    "eindbeoordeling": Soort("Eindbeoordeling", 10, (-5, 0, 3, 10), "{n} werkdagen voor de einddatum", hoogstens=60),
    "einddatum": Soort("Einddatum", 0, (-30, -14, 0), "op de einddatum", "d"),
    "doorlooptijd": Soort("Zes maanden na de start", 6, (0,), "zes maanden na de eerste werkdag, plus onderbrekingen", "d"),
    "vaststelling": Soort("Besluit van de school", 20, (-10, 0, 5, 10), "{n} werkdagen na het indienen", meteen=True),
    "uitreiking": Soort("Uitreiking", 28, (0, 7), "{n} dagen na het besluit van de school", "d"),
    "mbo_verklaring": Soort("Mbo-verklaring van de school", 20, (0, 5), "{n} werkdagen na de uitreiking", meteen=True),
    "erkenning_hercheck": Soort("Erkenning opnieuw controleren", 90, (0, 7), "{n} dagen na de laatste controle", "d"),
    "subsidie": Soort("Subsidie aanvragen", 0, (-42, -30, -7), "op de laatste dag om aan te vragen", "d"),
    "nazorg_0": Soort("Nazorg: bij de uitreiking", 0, (0, 7, 14), "op de dag van de uitreiking", "d", eerst=Partij.DEELNEMER),
    "nazorg_3": Soort("Nazorg: na 3 maanden", 3, (0, 7, 14), "3 maanden na de uitreiking", "d", eerst=Partij.DEELNEMER),
    "nazorg_6": Soort("Nazorg: na 6 maanden", 6, (0, 7, 14), "6 maanden na de uitreiking", "d", eerst=Partij.DEELNEMER),
    "nazorg_12": Soort("Nazorg: na 12 maanden", 12, (0, 7, 14), "12 maanden na de uitreiking", "d", eerst=Partij.DEELNEMER),
}
