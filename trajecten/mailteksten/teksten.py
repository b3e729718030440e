"""The words of a mail as a regio has them now: kept with who changed them and when; without its own those of the system."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import Regio, User
from basis.versie import VersieConflict
from trajecten.mailteksten.controle import fouten
from trajecten.mailteksten.soorten import SOORTEN
from trajecten.models import Mailtekst


class TekstGeweigerd(Exception):
    """The text cannot become like this; each sentence says what to do, with the field it is about."""

    def __init__(self, fouten: list[tuple[str, str]]):
        super().__init__(fouten[0][1])
        self.fouten = fouten


@dataclass(frozen=True)
class Tekst:
    """
    :param nummer: how often this regio changed this mail: the version a form is opened with.
    """

    inleiding: str
    slot: str
    nummer: int = 0
    is_eigen: bool = False


@dataclass(frozen=True)
class Wijziging:
    """What somebody changed, with the words before and after."""

    rij: Mailtekst
    oud: Tekst
    nieuw: Tekst


def standaard(soort: str, nummer: int = 0) -> Tekst:
    return Tekst(SOORTEN[soort].inleiding, SOORTEN[soort].slot, nummer)


def tekst(regio: Regio, soort: str) -> Tekst:
    """The words that the next mail has."""
    last = Mailtekst.objects.filter(regio=regio, soort=soort).first()
    return _van(last) if last else standaard(soort)


def alle(regio: Regio) -> dict[str, Tekst]:
    """Of every mail; one query."""
    last = {row.soort: row for row in Mailtekst.objects.filter(regio=regio).order_by("nummer")}
    return {soort: _van(last[soort]) if soort in last else standaard(soort) for soort in SOORTEN}


def _van(row: Mailtekst) -> Tekst:
    return standaard(row.soort, row.nummer) if row.is_standaard else Tekst(row.inleiding, row.slot, row.nummer, is_eigen=True)


def wijzigingen(regio: Regio, soort: str) -> list[Wijziging]:
    """The newest first."""
    rows = list(Mailtekst.objects.filter(regio=regio, soort=soort).select_related("door").order_by("nummer"))
    before = [standaard(soort), *map(_van, rows)]
    return [Wijziging(row, oud, _van(row)) for row, oud in zip(rows, before, strict=False)][::-1]


def netjes(woorden: str) -> str:
    """Line ends of one kind, no spaces around lines, at most one empty line between paragraphs."""
    lines = "\n".join(line.strip() for line in woorden.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


@transaction.atomic
def bewaar(*, regio: Regio, soort: str, inleiding: str, slot: str, geopend_met: int, by: User, at: datetime) -> bool:
    """
    From now on this regio's mails read like this; the next one already does.

    :param geopend_met: the version the form was opened with. :returns: whether anything was different.
    :raises TekstGeweigerd: a link, HTML, a placeholder that we do not know or one that is missing.
    :raises VersieConflict: somebody else changed it since.
    """
    wanted = Tekst(netjes(inleiding), netjes(slot))
    if wrong := list(fouten(SOORTEN[soort], wanted.inleiding, wanted.slot)):
        raise TekstGeweigerd(wrong)
    return _schrijf(regio, soort, wanted, geopend_met, by, at)


@transaction.atomic
def terug(*, regio: Regio, soort: str, geopend_met: int, by: User, at: datetime) -> bool:
    """Back to the words of the system. :returns: whether they were others. :raises VersieConflict: somebody changed them since."""
    return _schrijf(regio, soort, standaard(soort), geopend_met, by, at)


def _schrijf(regio: Regio, soort: str, wanted: Tekst, geopend_met: int, by: User, at: datetime) -> bool:
    Regio.objects.select_for_update(of=("self",)).get(pk=regio.pk)  # one at a time, also when there is no row yet
    now = tekst(regio, soort)
    if now.nummer != geopend_met:
        raise VersieConflict
    words = (wanted.inleiding, wanted.slot)
    if words == (now.inleiding, now.slot):
        return False
    usual = standaard(soort)
    own = {"inleiding": words[0], "slot": words[1]} if words != (usual.inleiding, usual.slot) else {"is_standaard": True}
    Mailtekst.objects.create(regio=regio, soort=soort, nummer=geopend_met + 1, door=by, at=at, **own)
    return True
