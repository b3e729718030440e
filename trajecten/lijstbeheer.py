"""
How a regio makes the lists of domein §3 its own: what a value is called, whether it is offered, and in which order.

The codes are fixed, so that figures of all regio's count the same; a value that is no longer offered stays readable.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import Regio, User
from basis.versie import VersieConflict
from trajecten import lijsten
from trajecten.models import Lijstwaarde, Lijstwijziging

NAMEN = {
    "startpunt": ("Startpunt", "Wat iemand deed toen het traject begon."),
    "doelgroep": ("Doelgroep", "Kenmerken die meetellen in de cijfers. Alles mag uit."),
    "aanmelder": ("Soort aanmelder", "Wie iemand aanmeldt."),
    "niet_starten": ("Redenen om niet te starten", "Waarom een traject niet doorging."),
    "onderbreken": ("Redenen om te onderbreken", "Waarom een traject even stilligt."),
    "herplaatsen": ("Redenen voor een ander leerbedrijf", "Waarom iemand bij een ander leerbedrijf verdergaat."),
    "stoppen": ("Redenen om te stoppen", "Waarom een traject eerder eindigde."),
    "belemmering": ("Belemmeringen", "Wat een traject tegenhoudt."),
    "financiering": ("Bronnen van financiering", "Wie meebetaalt aan een traject."),
    "contact": ("Soort contact", "Hoe u iemand sprak."),
    "schaal": ("Schaal van de beoordeling", "De stappen van een oordeel. Ze blijven alle vier, in deze volgorde."),
    "uitkomst": ("Uitkomst na de uitreiking", "Wat de deelnemer doet als u het in de nazorg vraagt."),
}
MAG_LEEG = frozenset({"doelgroep"})
# What a value may never be about (domein §3): they are reached, not registered.
_GEVOELIG = re.compile(
    r"uitkering|bijstand|wajong|\bwia\b|\bwao\b|\bwga\b|\bww\b|ziek|handicap|beperking|beperkt|diagnose|autis|\badhd\b|psych"
    r"|verslaa?[fv]|detentie|gedetineerd|gevangen|beschut|banenafspraak|doelgroep(en)?register|participatiewet|gezondheid|medisch",
    re.IGNORECASE,
)


class LijstGeweigerd(Exception):
    """The list cannot become like this; the sentence says what to do, `code` at which value."""

    def __init__(self, zin: str, code: str = ""):
        super().__init__(zin)
        self.code = code


@dataclass(frozen=True)
class Regel:
    """A value as the regio wants it."""

    code: str
    label: str
    aan: bool
    volgorde: int
    uitleg: str = ""


def mag_uit(lijst: str, code: str) -> bool:
    """Whether a regio may stop offering this value: what the system itself writes, and the scale, stay."""
    vast = {lijsten.OVERIG, lijsten.OVERLIJDEN, lijsten.DUBBEL}
    return lijst != "schaal" and code not in vast and (lijst, code) != ("uitkomst", "onbekend")


def regels(regio: Regio, lijst: str) -> list[Regel]:
    """The list as this regio has it now, in its order."""
    offered = dict(lijsten.keuzes(regio, lijst))
    uitleg = lijsten.schaal_uitleg(regio) if lijst == "schaal" else {}
    names = lijsten.labels(regio, lijst)
    return [Regel(code, name, code in offered, n, uitleg.get(code, "")) for n, (code, name) in enumerate(names.items(), 1)]


def versie(regio: Regio, lijst: str) -> int:
    """The number of times this regio changed this list."""
    last = wijzigingen(regio, lijst).first()
    return last.nummer if last else 0


def wijzigingen(regio: Regio, lijst: str):
    """What was changed, by whom, the newest first."""
    return Lijstwijziging.objects.filter(regio=regio, lijst=lijst).select_related("door")


@transaction.atomic
def bewaar(*, regio: Regio, lijst: str, nieuw: list[Regel], geopend_met: int, by: User, at: datetime) -> bool:
    """
    Keep the list as this regio wants it, and who did so.

    :param geopend_met: the version the form was opened with. :returns: whether anything was different.
    :raises LijstGeweigerd: a value would disappear, two would be called the same, or a name is about what we do not register.
    :raises VersieConflict: somebody else changed the list since.
    """
    Regio.objects.select_for_update(of=("self",)).get(pk=regio.pk)  # one at a time, also when there are no rows yet
    if versie(regio, lijst) != geopend_met:
        raise VersieConflict
    _controleer(lijst, nieuw)
    nieuw = [*map(_op_plek, range(1, len(nieuw) + 1), sorted(nieuw, key=lambda regel: regel.volgorde))]
    details = list(_verschillen(regels(regio, lijst), nieuw))
    if not details:
        return False
    for regel in nieuw:
        values = {"label": regel.label, "aan": regel.aan, "volgorde": regel.volgorde, "uitleg": regel.uitleg}
        Lijstwaarde.objects.update_or_create(regio=regio, lijst=lijst, code=regel.code, defaults=values)
    Lijstwijziging.objects.create(regio=regio, lijst=lijst, nummer=geopend_met + 1, door=by, at=at, details=details)
    return True


def _op_plek(plek: int, regel: Regel) -> Regel:
    return Regel(regel.code, regel.label, regel.aan, plek, regel.uitleg)


def _controleer(lijst: str, nieuw: list[Regel]) -> None:
    if sorted(regel.code for regel in nieuw) != sorted(lijsten.codes(lijst)):
        raise LijstGeweigerd("De waarden van deze lijst liggen vast. Open de pagina opnieuw.")
    for regel in nieuw:
        _controleer_regel(lijst, regel)
    if lijst not in MAG_LEEG and not any(regel.aan for regel in nieuw):
        raise LijstGeweigerd("Laat minstens één waarde aan: anders valt er niets te kiezen.")
    if lijst == "schaal" and [r.code for r in sorted(nieuw, key=lambda r: r.volgorde)] != lijsten.codes(lijst):
        raise LijstGeweigerd("De stappen van de schaal houden hun volgorde.")
    seen: set[str] = set()
    for regel in nieuw:
        if regel.label.casefold() in seen:
            raise LijstGeweigerd(f"“{regel.label}” staat er twee keer in. Geef elke waarde een eigen naam.", regel.code)
        seen.add(regel.label.casefold())


def _controleer_regel(lijst: str, regel: Regel) -> None:
    if not regel.aan and not mag_uit(lijst, regel.code):
        raise LijstGeweigerd(f"“{regel.label}” blijft aan: het systeem heeft deze waarde nodig.", regel.code)
    if found := _GEVOELIG.search(f"{regel.label} {regel.uitleg}"):
        raise LijstGeweigerd(
            f"Kies een ander woord dan “{found[0]}”: gezondheid, soort uitkering en straf leggen we niet vast.", regel.code
        )


def _verschillen(oud: list[Regel], nieuw: list[Regel]) -> Iterator[list[str]]:
    before = {regel.code: regel for regel in oud}
    for regel in nieuw:
        was = before[regel.code]
        if regel.label != was.label:
            yield [was.label, f"heet nu {regel.label}"]
        if regel.aan != was.aan:
            yield [regel.label, "is weer te kiezen" if regel.aan else "is niet meer te kiezen"]
        if regel.uitleg != was.uitleg:
            yield [regel.label, f"uitleg is nu: {regel.uitleg}"]
    if [regel.code for regel in oud] != [regel.code for regel in nieuw]:
        yield ["Volgorde", ", ".join(regel.label for regel in nieuw)]
