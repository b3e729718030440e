"""Recording what somebody does, whoever tells it; the callers have locked the traject."""

from datetime import date

from accounts.models import User
from basis.templatetags.basis import datum as in_words
from trajecten import gebeurtenissen, lijsten
from trajecten.models import Nazorgmeting, Traject
from trajecten.models.verklaring import Meetwijze
from trajecten.nazorg import rondes
from trajecten.regels import Status
from trajecten.systeem import NAZORG, Systeem
from trajecten.workflow import OvergangGeweigerd, afsluiten

VERBETEREN_IN = frozenset({Status.NAZORG, Status.AFGESLOTEN})  # also after it closed by itself: a deelnemer may call late (keuze)
_REGEL = {Meetwijze.LINK: "nazorg_antwoord", Meetwijze.GEEN_ANTWOORD: "nazorg_onbekend"}


def leg_vast(
    traject: Traject, *, maand: int, uitkomst: str, datum: date, hoe: str, by: User | Systeem, on: date, toelichting: str = ""
) -> Nazorgmeting:
    """
    Record one outcome.

    :raises OvergangGeweigerd: not in nazorg, recorded already, or a day in the future or long before its month.
    """
    if traject.status != Status.NAZORG:
        raise OvergangGeweigerd("Nazorg wordt gemeten na de uitreiking. Dit traject staat op een andere stap.")
    if traject.nazorgmetingen.filter(maand=maand).exists():
        raise OvergangGeweigerd("Deze meting staat er al. Bekijk het dossier: misschien was een collega u voor.")
    _check(traject, maand, uitkomst, datum, on)
    door = by if isinstance(by, User) else None
    row = traject.nazorgmetingen.create(
        maand=maand, uitkomst=uitkomst, datum=datum, hoe=hoe, toelichting=toelichting, vastgelegd_door=door
    )
    details = {row.get_maand_display(): lijsten.label(traject.regio, "uitkomst", uitkomst)}
    if door:
        details["Hoe"] = row.get_hoe_display()
    gebeurtenissen.schrijf(traject, _REGEL.get(Meetwijze(hoe), "nazorg"), by=by, on=on, details=details)
    return row


def sluit_als_klaar(traject: Traject, *, on: date) -> None:
    """Close the dossier when the outcomes at 0 and at 12 months are in, whichever came last (domein §3)."""
    if traject.nazorgmetingen.filter(maand__in=[0, 12]).count() == 2:
        afsluiten(traject=traject, by=Systeem(NAZORG), on=on)


def verbeter(
    traject: Traject,
    *,
    maand: int,
    uitkomst: str,
    datum: date,
    hoe: str,
    reden: str,
    versie: int,
    by: User,
    on: date,
    toelichting: str = "",
) -> Nazorgmeting:
    """
    Correct what stands there, whoever recorded it; what the deelnemer answered stays as a reaction, and the log keeps both.

    :param versie: of the outcome on the page that was opened.
    :raises OvergangGeweigerd: a colleague was first, no reason, nothing changed, or what `leg_vast` refuses of the day.
    """
    row = traject.nazorgmetingen.filter(maand=maand).first()
    if row is None or traject.status not in VERBETEREN_IN:
        raise OvergangGeweigerd("Deze meting kunt u nu niet verbeteren. Bekijk het dossier.")
    if row.versie != versie:
        raise OvergangGeweigerd("Een collega verbeterde deze meting intussen. Kijk hierboven wat er nu staat.")
    if not reden.strip():
        raise OvergangGeweigerd("Vul in waarom u deze meting verbetert.")
    _check(traject, maand, uitkomst, datum, on)
    details = _verschil(traject, row, uitkomst, datum)
    row.uitkomst, row.datum, row.hoe, row.toelichting = uitkomst, datum, hoe, toelichting
    row.vastgelegd_door, row.versie = by, versie + 1
    row.save()
    details["Hoe"] = row.get_hoe_display()
    gebeurtenissen.schrijf(traject, "nazorg_verbeterd", by=by, on=on, reden=reden, details=details)
    return row


def _check(traject: Traject, maand: int, uitkomst: str, datum: date, on: date) -> None:
    if datum > on:
        raise OvergangGeweigerd("Kies vandaag of een eerdere dag: deze datum ligt in de toekomst.")
    if datum < (first := rondes.vanaf(traject, maand)):
        raise OvergangGeweigerd(f"Deze meting kan vanaf {in_words(first)}. Kies die dag of een latere.")
    if uitkomst not in lijsten.codes("uitkomst"):
        raise OvergangGeweigerd("Kies een uitkomst uit de lijst.")


def _verschil(traject: Traject, row: Nazorgmeting, uitkomst: str, datum: date) -> dict[str, str]:
    labels = lijsten.labels(traject.regio, "uitkomst")
    found = {row.get_maand_display(): f"{labels.get(row.uitkomst, row.uitkomst)} → {labels[uitkomst]}"}
    return found | ({"Gevraagd op": f"{in_words(row.datum)} → {in_words(datum)}"} if row.datum != datum else {})
