"""What a regio makes of the table: its own days and moments per soort, kept with who changed what."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Regio, User
from basis import outbox
from basis.dagen import today
from basis.models import OutboxRow
from basis.versie import VersieConflict
from trajecten import aan_zet
from trajecten.models import Lijstwijziging, TermijnAfwijking, Traject
from trajecten.termijnregels.soorten import HOOGSTENS_MOMENTEN, SOORTEN, Soort
from trajecten.termijnregels.woorden import momenten_in_woorden, wanneer

LOG = "termijnen"  # the name under which the changes are kept, and counted as a version
BIJWERKEN = "termijnen"  # the soort of the outbox rows by which the dossiers follow
HOOGSTENS = 90  # days, or working days, that a moment may lie from the due date (keuze)


class RegelGeweigerd(Exception):
    """The rule cannot become like this; `veld` says of which field the sentence is."""

    def __init__(self, zin: str, veld: str = ""):
        super().__init__(zin)
        self.veld = veld


@dataclass(frozen=True)
class Regel:
    """:param momenten: relative to the due date, in order."""

    dagen: int
    momenten: tuple[int, ...]


def standaard(soort: str) -> Regel:
    return Regel(SOORTEN[soort].dagen, SOORTEN[soort].momenten)


def regels(regio: Regio) -> dict[str, Regel]:
    """Every soort as this regio has it, in the order of the table."""
    rows = {row.soort: row for row in TermijnAfwijking.objects.filter(regio=regio)}
    return {soort: _regel(soort, rows.get(soort)) for soort in SOORTEN}


def regel(regio: Regio, soort: str) -> Regel:
    return _regel(soort, TermijnAfwijking.objects.filter(regio=regio, soort=soort).first())


def _regel(soort: str, row: TermijnAfwijking | None) -> Regel:
    if row is None:
        return standaard(soort)
    return Regel(row.dagen, tuple(row.momenten) or SOORTEN[soort].momenten)


def versie(regio: Regio) -> int:
    """How many times this regio changed its rules."""
    last = wijzigingen(regio).first()
    return last.nummer if last else 0


def wijzigingen(regio: Regio) -> QuerySet[Lijstwijziging]:
    """What was changed, by whom, the newest first."""
    return Lijstwijziging.objects.filter(regio=regio, lijst=LOG).select_related("door")


def controleer(soort: str, nieuw: Regel) -> None:
    """:raises RegelGeweigerd: days that a law or the dossier fixes, or moments that cannot be."""
    kind = SOORTEN[soort]
    if kind.is_vast and nieuw.dagen != kind.dagen:
        raise RegelGeweigerd("De dag van deze termijn volgt uit het dossier en ligt vast.", "dagen")
    if not kind.is_vast and not 1 <= nieuw.dagen <= kind.hoogstens:
        raise RegelGeweigerd(f"Vul een getal in van 1 tot en met {kind.hoogstens}. {kind.grens}".strip(), "dagen")
    if not 1 <= len(nieuw.momenten) <= HOOGSTENS_MOMENTEN or len(set(nieuw.momenten)) < len(nieuw.momenten):
        raise RegelGeweigerd("Kies één tot vier verschillende momenten om te herinneren.", "momenten")
    if any(abs(n) > HOOGSTENS for n in nieuw.momenten):
        raise RegelGeweigerd(f"Kies momenten van hoogstens {HOOGSTENS} dagen ervoor of erna.", "momenten")
    if kind.eerst and nieuw.momenten[0] < 0:  # what somebody does then can only be asked from that day on
        raise RegelGeweigerd("De deelnemer kan deze vraag pas op de dag zelf beantwoorden. Kies die dag of later.", "momenten")


@transaction.atomic
def bewaar(*, regio: Regio, soort: str, nieuw: Regel, geopend_met: int, by: User, at: datetime) -> bool:
    """
    Keep the rule, and promise that every open dossier of the regio follows.

    :param geopend_met: the version with which the effect was read. :returns: whether anything was different.
    :raises RegelGeweigerd: see `controleer`. :raises VersieConflict: somebody else changed a rule since.
    """
    Regio.objects.select_for_update(of=("self",)).get(pk=regio.pk)  # one at a time, also when there are no rows yet
    if versie(regio) != geopend_met:
        raise VersieConflict
    controleer(soort, nieuw)
    old = regel(regio, soort)
    if old == nieuw:
        return False
    _schrijf(regio, soort, nieuw)
    kind = SOORTEN[soort]
    details = [[kind.naam, f"was {_in_woorden(kind, old)}; is nu {_in_woorden(kind, nieuw)}"]]
    Lijstwijziging.objects.create(regio=regio, lijst=LOG, nummer=geopend_met + 1, door=by, at=at, details=details)
    _laat_volgen(regio, geopend_met + 1)
    return True


def _schrijf(regio: Regio, soort: str, nieuw: Regel) -> None:
    if nieuw == standaard(soort):
        TermijnAfwijking.objects.filter(regio=regio, soort=soort).delete()
        return
    values = {"dagen": nieuw.dagen, "momenten": list(eigen_momenten(soort, nieuw))}
    TermijnAfwijking.objects.update_or_create(regio=regio, soort=soort, defaults=values)


def eigen_momenten(soort: str, regel: Regel) -> tuple[int, ...]:
    """Empty when they are those of the table: then they follow the table."""
    return () if regel.momenten == SOORTEN[soort].momenten else regel.momenten


def _laat_volgen(regio: Regio, nummer: int) -> None:
    """One promise for each dossier: none waits for another, and each is tried again by itself."""
    for pk in Traject.objects.open().filter(regio=regio).values_list("pk", flat=True):
        outbox.enqueue(BIJWERKEN, sleutel=f"{pk}:{nummer}", payload={"traject": pk})


def volg(row: OutboxRow) -> None:
    """Handler of those promises: a dossier by the rules of now; safe to run twice."""
    with transaction.atomic():
        traject = Traject.objects.select_for_update(of=("self",)).get(pk=row.payload["traject"])
        if traject.is_open:
            aan_zet.bijwerken(traject, on=today())


def _in_woorden(kind: Soort, regel: Regel) -> str:
    return f"{wanneer(kind, regel.dagen)}, herinneren {momenten_in_woorden(regel.momenten, kind.eenheid)}"
