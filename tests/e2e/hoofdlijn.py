"""The whole main line of one deelnemer: who and what it is about, and the walk itself."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from accounts.models import Gemeente, Organisatie, Regio, User
from basis.dagen import today
from tests.e2e import catalogus, stappen
from tests.e2e.stappen import Bezoek
from tests.personen import WACHTWOORD
from trajecten.models import SchoolAfspraak
from trajecten.regels import Overgang

OORDELEN = {"B1-K1-W1": "Goed", "B1-K1-W2": "Voldoende", "B1-K1-W3": "Voldoende", "P1-K1-W1": "Oefenen"}
VASTGESTELD = ["B1-K1-W1", "B1-K1-W2"]
NIET = {"B1-K1-W3": "Te weinig gezien."}
OVERGANGEN = [
    Overgang.AANMELDEN, Overgang.INTAKE_STARTEN, Overgang.INTAKE_AFRONDEN, Overgang.MATCHEN, Overgang.STARTEN,
    Overgang.BEOORDELING_STARTEN, Overgang.BEOORDELING_INDIENEN, Overgang.VASTSTELLEN, Overgang.UITREIKEN, Overgang.AFSLUITEN,
]  # fmt: skip


@dataclass
class Streek:
    """What stands in the system before the first leerbedrijf is added."""

    coordinator: User
    gemeente: Gemeente
    school: Organisatie
    on: date


def streek(regio: Regio, coordinator: User, school: Organisatie, folder: Path) -> Streek:
    catalogus.neem_op(folder)
    SchoolAfspraak.objects.create(regio=regio, school=school, artikel_bevestigd=True)
    gemeente = Gemeente.objects.create(cbs_code="GM1895", naam="Oldambt", regio=regio)
    return Streek(coordinator, gemeente, school, today())


def tot_en_met_vaststellen(b: Bezoek, s: Streek) -> None:
    """Sign in, find a leerbedrijf, and go on until the school has decided: all of it on one day."""
    stappen.log_in(b, s.coordinator.email, WACHTWOORD)
    stappen.leerbedrijf_toevoegen(b)
    stappen.erkenning_vastleggen(b, catalogus.CREBO, s.on)
    stappen.aanmelden(b, s.gemeente.naam)
    stappen.intake_starten(b, s.on)
    stappen.intake_afronden(b, s.on)
    stappen.matchen(b, list(OORDELEN), s.school.naam, s.on)
    assert stappen.teken_namens_allen(b, s.on) == 3
    stappen.starten(b, s.on)
    stappen.beoordeling_starten(b, s.on)
    stappen.beoordeling_indienen(b, OORDELEN, s.on)
    stappen.vaststellen(b, VASTGESTELD, NIET, s.on)


def tot_en_met_afsluiten(b: Bezoek, s: Streek) -> None:
    stappen.uitreiken(b, s.on)
    stappen.nazorg_vastleggen(b, s.on)
    stappen.afsluiten(b)
