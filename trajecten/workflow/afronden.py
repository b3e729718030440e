"""To nazorg without a praktijkverklaring: nothing was achieved, or the doel was a diploma or certificaat (domein §3)."""

from datetime import date

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from basis.templatetags.basis import datum as in_words
from trajecten import afronding, oordelen, plannen
from trajecten.models import Traject
from trajecten.regels import Doel, Overgang, Partij, Resultaat, Status
from trajecten.systeem import Systeem
from trajecten.workflow import schoolbesluit
from trajecten.workflow.kern import (
    Bevestiging,
    OvergangGeweigerd,
    begin,
    complete,
    na_de_einddatum,
    require_confirmed,
    require_past,
    require_since_aanmelding,
    sluit_plaatsing,
)
from trajecten.workflow.schoolbesluit import Schoolbesluit


@transaction.atomic
def afronden(
    *,
    traject: Traject,
    resultaat: str,
    besluit: Schoolbesluit,
    by: User | Systeem,
    on: date,
    laatste_dag: date | None = None,
    geinformeerd_op: date | None = None,
    reden: str = "",
    bevestigd: Bevestiging = Bevestiging(),  # noqa: B008
) -> Traject:
    """
    Record the result of a traject that ends without a praktijkverklaring, and begin nazorg. It is not uitval.

    :param geinformeerd_op: the day the school was told, when nothing was achieved in the assessment.
    :param laatste_dag: may be left open in vaststelling, while the deelnemer works until the einddatum.
    :raises OvergangGeweigerd: a result this status and doel do not have, something was achieved, days out of order, no paper.
    :raises BevestigingNodig: the last day lies after the einddatum.
    """
    traject = begin(Overgang.AFRONDEN, traject, by, on=on)
    namens = traject.status == Status.VASTSTELLING and schoolbesluit.is_namens(traject, by, Permission.TRAJECT_AFRONDEN, on=on)
    _check_resultaat(traject, resultaat, reden)
    schoolbesluit.check(besluit, sinds=_sinds(traject), on=on, met_papier=namens)
    _check_dagen(traject, laatste_dag, geinformeerd_op, on)
    require_confirmed(na_de_einddatum(traject.plaatsing, laatste_dag), bevestigd)
    schoolbesluit.bewaar(traject, besluit, by=by, titel="Besluit van de school: geen verklaring")
    sluit_plaatsing(traject, laatste_dag, on=on)
    plannen.alles_vervalt(traject, on=on)
    traject.resultaat, traject.afgerond_op = resultaat, besluit.datum
    traject.laatste_werkdag = laatste_dag or traject.laatste_werkdag
    return complete(
        Overgang.AFRONDEN,
        traject,
        by,
        naar=Status.NAZORG,
        on=on,
        reden=reden,
        namens=Partij.SCHOOL if namens else "",
        details={"Resultaat": Resultaat(resultaat).label} | besluit.in_woorden() | _dagen(laatste_dag, geinformeerd_op),
        changed=["resultaat", "afgerond_op", "laatste_werkdag"],
        bevestigd=bevestigd,
    )


def _check_resultaat(traject: Traject, resultaat: str, reden: str) -> None:
    can = afronding.resultaten(traject)
    if not can:
        raise OvergangGeweigerd(afronding.TE_VROEG)
    if resultaat not in can:
        raise OvergangGeweigerd("Kies een resultaat uit de lijst.")
    if traject.doel != Doel.PRAKTIJKVERKLARING:
        return
    achieved = ", ".join(o.werkproces.nummer for o in oordelen.behaald(traject))
    if achieved and traject.status == Status.BEOORDELING:
        raise OvergangGeweigerd(f"Er is iets behaald ({achieved}). Kies 'Eindbeoordeling vastleggen': dan besluit de school.")
    if achieved and not reden.strip():
        raise OvergangGeweigerd(f"Vul in waarom de school niets vaststelt: het leerbedrijf beoordeelde {achieved} als behaald.")


def _sinds(traject: Traject) -> date:
    """The first day on which it can have been decided: of the judgement, else of the start."""
    judged = oordelen.laatste_eind(traject.plaatsing) if traject.plaatsing and traject.status == Status.VASTSTELLING else None
    return judged.datum if judged else traject.eerste_werkdag or traject.aangemeld_op


def _check_dagen(traject: Traject, laatste_dag: date | None, geinformeerd_op: date | None, on: date) -> None:
    if laatste_dag is None and traject.status != Status.VASTSTELLING:
        raise OvergangGeweigerd("Vul de laatste werkdag in.")
    if laatste_dag:
        require_past(laatste_dag, on=on, wat="de laatste werkdag")
        first = traject.plaatsing.eerste_werkdag if traject.plaatsing else traject.eerste_werkdag
        if first and laatste_dag < first:
            raise OvergangGeweigerd(f"Kies een laatste werkdag op of na de eerste werkdag, {in_words(first)}.")
    if traject.status == Status.BEOORDELING and traject.doel == Doel.PRAKTIJKVERKLARING and geinformeerd_op is None:
        raise OvergangGeweigerd("Vul in wanneer de school is geïnformeerd dat er niets is behaald.")
    if geinformeerd_op:
        require_past(geinformeerd_op, on=on, wat="het informeren van de school")
        require_since_aanmelding(traject, geinformeerd_op, wat="het informeren van de school")


def _dagen(laatste_dag: date | None, geinformeerd_op: date | None) -> dict[str, str]:
    days = {"Laatste werkdag": laatste_dag, "School geïnformeerd op": geinformeerd_op}
    return {label: in_words(day) for label, day in days.items() if day}
