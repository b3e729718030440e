"""
The overgangen: one function each, and the only writers of a traject's status.

Each locks the row, reads it again, checks status, permission and its own guards, and writes status, aan zet, termijnen, one
Gebeurtenis and the promised effects in one transaction; a refused one raises `OvergangGeweigerd` and has changed nothing.
"""

from trajecten.workflow.aanmelding import aanmelden, intake_afronden, intake_starten, niet_starten
from trajecten.workflow.afronden import afronden
from trajecten.workflow.beoordeling import beoordeling_indienen, beoordeling_starten, laatste_oordelen_indienen, terugsturen
from trajecten.workflow.einde import afsluiten, stoppen, uitreiken
from trajecten.workflow.heropenen import heropenen
from trajecten.workflow.herplaatsen import herplaatsen
from trajecten.workflow.intrekken import vaststelling_intrekken
from trajecten.workflow.kern import Bevestiging, BevestigingNodig, OvergangGeweigerd, Vraag, available
from trajecten.workflow.onderbreken import hervatten, onderbreken
from trajecten.workflow.overlijden import overlijden
from trajecten.workflow.overnemen import overnemen
from trajecten.workflow.plaatsing import matchen, starten
from trajecten.workflow.schoolbesluit import Schoolbesluit
from trajecten.workflow.terugdraaien import terugdraaien
from trajecten.workflow.vaststelling import Besluit, vaststellen
from trajecten.workflow.vervolg import vervolg
from trajecten.workflow.wijzigen import LeesEerst, Papierwerk, afspraken_wijzigen, verlengen

__all__ = [
    "Besluit",
    "Bevestiging",
    "BevestigingNodig",
    "LeesEerst",
    "OvergangGeweigerd",
    "Papierwerk",
    "Schoolbesluit",
    "Vraag",
    "aanmelden",
    "afronden",
    "afsluiten",
    "afspraken_wijzigen",
    "available",
    "beoordeling_indienen",
    "beoordeling_starten",
    "heropenen",
    "herplaatsen",
    "hervatten",
    "intake_afronden",
    "intake_starten",
    "laatste_oordelen_indienen",
    "matchen",
    "niet_starten",
    "onderbreken",
    "overlijden",
    "overnemen",
    "starten",
    "stoppen",
    "terugdraaien",
    "terugsturen",
    "uitreiken",
    "vaststellen",
    "vaststelling_intrekken",
    "verlengen",
    "vervolg",
]
