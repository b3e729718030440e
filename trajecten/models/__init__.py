from trajecten.models.aanwezigheid import Aanwezigheid
from trajecten.models.agenda import AgendaAdres
from trajecten.models.beoordeling import Beoordeling, Bewijsstuk, Eindconcept, Indruk, Oordeel, Vaststelling, VaststellingRegel
from trajecten.models.besluitlink import Besluitlink
from trajecten.models.deelnemer import Deelnemer
from trajecten.models.dossier import (
    Belemmering,
    Betrokkene,
    Contactmoment,
    Gebeurtenis,
    Intakeverslag,
    Notitie,
    Planning,
    Terugweg,
    TrajectDocument,
)
from trajecten.models.financiering import Financiering, FinancieringRegel
from trajecten.models.instellingen import Lijstwaarde, Lijstwijziging, Mailtekst, RegioInstelling, SchoolAfspraak, TermijnAfwijking
from trajecten.models.overdracht import Overdracht, OverdrachtRij
from trajecten.models.overeenkomst import BpvBlad, Handtekening, Instemming, PokVersie, Tekenlink
from trajecten.models.plaatsing import Onderbreking, Plaatsing, Voorstel
from trajecten.models.reactie import Reactie, Vraaglink
from trajecten.models.samen import SamenBesluit, SamenBesluitRij, SamenMatch, SamenMatchRij
from trajecten.models.signaal import EvenNiet
from trajecten.models.tijd import Beurt, GroteVerzending, Herinnering, Overslaan, Termijn
from trajecten.models.traject import Traject
from trajecten.models.verklaring import Nazorgmeting, Teller, Verklaring

__all__ = [
    "Aanwezigheid",
    "AgendaAdres",
    "Belemmering",
    "Beoordeling",
    "Besluitlink",
    "Betrokkene",
    "Beurt",
    "Bewijsstuk",
    "BpvBlad",
    "Contactmoment",
    "Deelnemer",
    "Eindconcept",
    "EvenNiet",
    "Financiering",
    "FinancieringRegel",
    "Gebeurtenis",
    "Handtekening",
    "GroteVerzending",
    "Herinnering",
    "Indruk",
    "Instemming",
    "Intakeverslag",
    "Lijstwaarde",
    "Lijstwijziging",
    "Mailtekst",
    "Nazorgmeting",
    "Notitie",
    "Onderbreking",
    "Oordeel",
    "Overdracht",
    "OverdrachtRij",
    "Overslaan",
    "Plaatsing",
    "Planning",
    "PokVersie",
    "Reactie",
    "RegioInstelling",
    "SamenBesluit",
    "SamenBesluitRij",
    "SamenMatch",
    "SamenMatchRij",
    "SchoolAfspraak",
    "Tekenlink",
    "Teller",
    "Termijn",
    "TermijnAfwijking",
    "Terugweg",
    "Traject",
    "TrajectDocument",
    "Vaststelling",
    "VaststellingRegel",
    "Verklaring",
    "Voorstel",
    "Vraaglink",
]
