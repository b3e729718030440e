"""The official names and birth of a deelnemer, as they are printed (domein §3, starten; §6, Vervangen)."""

from dataclasses import dataclass
from datetime import date

from trajecten.models import Deelnemer
from trajecten.workflow.kern import OvergangGeweigerd, require_past


@dataclass(frozen=True)
class Identiteit:
    """The names as on the identiteitsbewijs, and who saw it when. Nothing else of that paper is kept."""

    voornamen: str
    geslachtsnaam: str
    geboortedatum: date
    geboorteplaats: str
    geboorteland: str
    gezien_door: str
    gezien_op: date


def check_identiteit(i: Identiteit, *, on: date) -> None:
    """:raises OvergangGeweigerd: something of it is missing, or a day lies in the future."""
    require_past(i.gezien_op, on=on, wat="het zien van het identiteitsbewijs")
    require_past(i.geboortedatum, on=on, wat="de geboortedatum")
    if not (i.voornamen or i.geslachtsnaam) or not (i.geboorteplaats and i.geboorteland and i.gezien_door):
        raise OvergangGeweigerd(
            "Neem de naam, geboorteplaats en het geboorteland over van het identiteitsbewijs, en vul in wie dat bewijs zag."
        )


def neem_over(deelnemer: Deelnemer, i: Identiteit) -> None:
    """Keep it; a form on the deelnemer that was open meanwhile is told so."""
    deelnemer.voornamen, deelnemer.geslachtsnaam = i.voornamen, i.geslachtsnaam
    deelnemer.geboorteplaats, deelnemer.geboorteland = i.geboorteplaats, i.geboorteland
    born = i.geboortedatum
    deelnemer.geboortejaar, deelnemer.geboortemaand, deelnemer.geboortedag = born.year, born.month, born.day
    deelnemer.identiteit_gezien_door, deelnemer.identiteit_gezien_op = i.gezien_door, i.gezien_op
    deelnemer.versie += 1
    deelnemer.save()
