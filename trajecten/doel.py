"""
What a deelnemer goes for may change while the traject is open (domein §2); going up is doorstroom, not uitval.

Not an overgang: the status stays. The log carries "Doorstroom", for the figures.
"""

from datetime import date

from accounts.models import User
from accounts.permissions import Permission
from trajecten import duur, gebeurtenissen, overeenkomst
from trajecten.actie import actie
from trajecten.models import Plaatsing, Traject
from trajecten.regels import GEEINDIGD, MET_PLAATSING, Doel, Leerweg, Status
from trajecten.workflow import Bevestiging, OvergangGeweigerd, Vraag
from trajecten.workflow.kern import require_confirmed

OPLOPEND = [Doel.PRAKTIJKVERKLARING, Doel.CERTIFICAAT, Doel.DIPLOMA]
BIJ_DE_VERKLARING = frozenset({Status.BEOORDELING, Status.VASTSTELLING, Status.UITREIKING})


@actie(Permission.TRAJECT_WIJZIGEN)
def wijzig(
    *,
    traject: Traject,
    by: User,
    on: date,
    doel: str,
    leerweg: str,
    reden: str,
    bevestigd: Bevestiging = Bevestiging(),  # noqa: B008
) -> Traject:
    """
    Go for another doel, along another leerweg, or both.

    :raises OvergangGeweigerd: the traject ended, its step has no other doel, nothing changes, or there are no werkprocessen yet.
    :raises BevestigingNodig: the period is no longer usual, or a signed agreement names the old leerweg.
    """
    _check(traject, doel, leerweg, reden)
    plaatsing = traject.plaatsing if traject.status in MET_PLAATSING else None
    if doel != traject.doel and doel == Doel.PRAKTIJKVERKLARING:
        _require_werkprocessen(traject, plaatsing)
    require_confirmed(_ongewoon(traject, plaatsing, doel, leerweg), bevestigd)
    details = _details(traject, doel, leerweg) | ({"Bevestigd": bevestigd.reden} if bevestigd.codes else {})
    anders = leerweg != traject.leerweg
    traject.doel, traject.leerweg = doel, leerweg
    traject.save(update_fields=["doel", "leerweg"])
    gebeurtenissen.schrijf(traject, "doel", by=by, on=on, reden=reden, details=details)
    if anders and plaatsing and traject.status == Status.OVEREENKOMST:
        overeenkomst.nieuwe_versie(plaatsing, on=on, reden="Leerweg gewijzigd")
    return traject


def is_doorstroom(van: str, naar: str) -> bool:
    return OPLOPEND.index(Doel(naar)) > OPLOPEND.index(Doel(van))


def _check(traject: Traject, doel: str, leerweg: str, reden: str) -> None:
    if traject.status in GEEINDIGD:
        raise OvergangGeweigerd("Dit traject is beëindigd. Begin voor een ander doel een nieuw traject voor deze deelnemer.")
    if doel not in Doel.values or leerweg not in Leerweg.values:
        raise OvergangGeweigerd("Kies een doel en een leerweg uit de lijst.")
    if (doel, leerweg) == (traject.doel, traject.leerweg):
        raise OvergangGeweigerd("Er verandert niets. Kies een ander doel of een andere leerweg.")
    if not reden.strip():
        raise OvergangGeweigerd("Vul in waarom het doel of de leerweg verandert.")
    if doel != traject.doel:
        _check_status(traject)


def _check_status(traject: Traject) -> None:
    if traject.status == Status.NAZORG:
        raise OvergangGeweigerd("Het resultaat staat vast. Begin voor een ander doel een nieuw traject voor deze deelnemer.")
    if (stap := _stap(traject)) in BIJ_DE_VERKLARING:
        raise OvergangGeweigerd(
            f"De stap {stap.label.lower()} hoort bij een praktijkverklaring: het doel staat nu vast. "
            "Rond dit traject eerst af en begin daarna een nieuw traject voor deze deelnemer."
        )


def _stap(traject: Traject) -> Status:
    """A pause goes back to the step it began in."""
    pauze = traject.onderbrekingen.filter(tot__isnull=True).first()
    return Status(pauze.status_ervoor if pauze else traject.status)


def _require_werkprocessen(traject: Traject, plaatsing: Plaatsing | None) -> None:
    if traject.status in MET_PLAATSING and (plaatsing is None or not plaatsing.werkprocessen.exists()):
        raise OvergangGeweigerd(
            "Een praktijkverklaring gaat over werkprocessen. Die zijn nog niet gekozen. Kies ze eerst bij 'Afspraken wijzigen'."
        )


def _ongewoon(traject: Traject, plaatsing: Plaatsing | None, doel: str, leerweg: str) -> list[Vraag]:
    if plaatsing is None:
        return []
    vragen = []
    usual = duur.is_gebruikelijk(traject, plaatsing, startdatum=plaatsing.startdatum, einddatum=plaatsing.einddatum)
    if doel == Doel.PRAKTIJKVERKLARING != traject.doel and not usual:
        vragen.append(Vraag("duur", "De periode is korter dan 3 of langer dan 6 maanden."))
    if leerweg != traject.leerweg:
        signed = plaatsing.eerste_werkdag is not None
        new = "Er komt een nieuwe versie van de overeenkomst, die iedereen opnieuw tekent."
        old = "De getekende overeenkomst noemt nog de oude leerweg. Spreek met de school af of er een nieuwe komt."
        vragen.append(Vraag("leerweg", old if signed else new))
    return vragen


def _details(traject: Traject, doel: str, leerweg: str) -> dict[str, str]:
    found = {}
    if doel != traject.doel:
        found["Doel"] = f"{traject.get_doel_display()} → {Doel(doel).label}"
    if leerweg != traject.leerweg:
        found["Leerweg"] = f"{traject.get_leerweg_display()} → {Leerweg(leerweg).label}"
    return found | ({"Doorstroom": "ja"} if is_doorstroom(traject.doel, doel) else {})
