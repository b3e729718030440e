"""An evaluation on the way: what the leerbedrijf sees, what was agreed, and when it is looked at again (domein §3, §6)."""

from dataclasses import dataclass
from datetime import date, time

from accounts.models import Rol, User
from accounts.permissions import Permission
from basis.templatetags.basis import datum as in_words
from trajecten import documenten_voortgang, gebeurtenissen, plannen, toegang
from trajecten.actie import actie
from trajecten.models import Beoordeling, Plaatsing, Traject
from trajecten.regels import AAN_HET_WERK, Partij
from trajecten.workflow import OvergangGeweigerd
from trajecten.workflow.oordeelrijen import Oordelen, bewaar_oordelen, check_oordelen


@dataclass(frozen=True)
class Volgende:
    """When and where the next one is planned."""

    datum: date
    tijd: time | None = None
    plaats: str = ""


@actie(Permission.TRAJECT_BEOORDELEN)
def tussenevaluatie(
    *,
    traject: Traject,
    by: User,
    on: date,
    datum: date,
    beoordelaar: str,
    oordelen: Oordelen,
    aanwezig: str = "",
    opmerking: str = "",
    afspraken: str = "",
    volgende: Volgende | None = None,
) -> Beoordeling:
    """
    Keep an evaluation on the way and make its voortgangsverslag; werkprocessen may be left open.

    :param oordelen: per werkproces key (waarde of the scale, explanation).
    :raises OvergangGeweigerd: not at work, a day out of order, or a werkproces or judgement that was not agreed.
    """
    plaatsing = _check(traject, datum, oordelen, volgende, on)
    namens = not toegang.is_eigen(by, Rol.WERKGEVER, Permission.TRAJECT_BEOORDELEN, traject, on=on)
    row = Beoordeling.objects.create(
        plaatsing=plaatsing,
        soort="tussen",
        datum=datum,
        beoordelaar=beoordelaar,
        aanwezig=aanwezig,
        opmerking=opmerking,
        afspraken=afspraken,
        ingediend_op=on,
        vastgelegd_door=by,
        namens=namens,
    )
    bewaar_oordelen(row, oordelen, on=on)
    details = {"Op": in_words(datum), "Met": beoordelaar, **_plan(traject, volgende, on)}
    documenten_voortgang.bestel_voortgangsverslag(row)
    gebeurtenissen.schrijf(traject, "tussenevaluatie", by=by, on=on, namens=Partij.LEERBEDRIJF if namens else "", details=details)
    return row


def _check(traject: Traject, datum: date, oordelen: Oordelen, volgende: Volgende | None, on: date) -> Plaatsing:
    plaatsing = traject.plaatsing
    if traject.status not in AAN_HET_WERK or plaatsing is None or plaatsing.eerste_werkdag is None:
        raise OvergangGeweigerd("Een tussenevaluatie hoort bij een deelnemer die aan het werk is.")
    if not plaatsing.eerste_werkdag <= datum <= on:
        raise OvergangGeweigerd("Kies een dag vanaf de eerste werkdag en niet in de toekomst.")
    check_oordelen(plaatsing, oordelen)
    if volgende and volgende.datum < on:
        raise OvergangGeweigerd("Kies voor de volgende evaluatie een dag vanaf vandaag.")
    return plaatsing


def _plan(traject: Traject, volgende: Volgende | None, on: date) -> dict[str, str]:
    """The plan of this evaluation is done with; the next one takes its place."""
    plannen.klaar(traject, "evaluatie", on=on)
    if volgende is None:
        return {}
    plan = plannen.zet(traject, "evaluatie", datum=volgende.datum, tijd=volgende.tijd, plaats=volgende.plaats)
    return {"Volgende evaluatie": plannen.in_woorden(plan)}
