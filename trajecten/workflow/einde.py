"""Handing over, closing, stopping (domein §3)."""

from datetime import date

from django.db import transaction

from accounts.models import User
from basis.templatetags.basis import datum as in_words
from documenten.models import Status as DocumentStatus
from trajecten import lijsten, oordelen, plannen
from trajecten.models import Traject, Verklaring
from trajecten.models.verklaring import UitreikWijze
from trajecten.regels import Overgang, Status
from trajecten.systeem import Systeem
from trajecten.workflow.kern import (
    Bevestiging,
    OvergangGeweigerd,
    Vraag,
    beeindig,
    begin,
    complete,
    na_de_einddatum,
    require_confirmed,
    require_past,
    require_reason,
    sluit_plaatsing,
)


@transaction.atomic
def uitreiken(*, traject: Traject, datum: date, wijze: str, mbo_verklaring: str, by: User, on: date, plaats: str = "") -> Traject:
    """
    Record that the verklaring was handed over.

    :param mbo_verklaring: "ja" or "volgt" (then a termijn with the school, +20 wd).
    :raises OvergangGeweigerd: a date in the future or before the decision; no place, unless by post.
    """
    traject = begin(Overgang.UITREIKEN, traject, by, on=on)
    verklaring = traject.verklaringen.filter(status="geldig").first()
    if verklaring is None:
        raise OvergangGeweigerd("Er is geen geldige verklaring om uit te reiken. Laat de school eerst besluiten.")
    if verklaring.document and verklaring.document.status == DocumentStatus.MISLUKT:
        raise OvergangGeweigerd(
            "De praktijkverklaring kon niet worden gemaakt. Kies in het dossier bij dat document 'Maak opnieuw'."
        )
    check_overhandigen(verklaring, datum, wijze, plaats, on=on)
    verklaring.uitgereikt_op, verklaring.uitreik_wijze = datum, wijze
    verklaring.uitreik_plaats, verklaring.mbo_verklaring = plaats, mbo_verklaring
    verklaring.mbo_verklaring_op = datum if mbo_verklaring == "ja" else None
    verklaring.save(update_fields=["uitgereikt_op", "uitreik_wijze", "uitreik_plaats", "mbo_verklaring", "mbo_verklaring_op"])
    plannen.klaar(traject, "uitreiking")
    traject.uitgereikt_op = datum
    details = {"Op": in_words(datum), "Hoe": UitreikWijze(wijze).label, "Mbo-verklaring": verklaring.get_mbo_verklaring_display()}
    return complete(Overgang.UITREIKEN, traject, by, naar=Status.NAZORG, on=on, details=details, changed=["uitgereikt_op"])


def check_overhandigen(verklaring: Verklaring, datum: date, wijze: str, plaats: str, *, on: date) -> None:
    """:raises OvergangGeweigerd: a day in the future, before the decision or before it came to be, or no place."""
    require_past(datum, on=on, wat="de uitreiking")
    if datum < verklaring.besloten_op:
        raise OvergangGeweigerd(f"Kies een dag op of na het besluit van de school, {in_words(verklaring.besloten_op)}.")
    if (old := verklaring.vervangt) and old.status_op and datum < old.status_op:
        raise OvergangGeweigerd(f"Kies een dag op of na {in_words(old.status_op)}: toen verving deze verklaring {old.nummer}.")
    if wijze != UitreikWijze.POST and not plaats:
        raise OvergangGeweigerd("Vul in waar de verklaring is uitgereikt.")


@transaction.atomic
def afsluiten(*, traject: Traject, by: User | Systeem, on: date, overleden: bool = False) -> Traject:
    """
    Close the dossier.

    :raises OvergangGeweigerd: the outcome at 0 months is not recorded; from uitreiking only after overlijden.
    """
    traject = begin(Overgang.AFSLUITEN, traject, by, on=on)
    if traject.status == Status.UITREIKING and not overleden:
        raise OvergangGeweigerd("Leg eerst vast dat de verklaring is uitgereikt.")
    if not overleden and not traject.nazorgmetingen.filter(maand=0).exists():
        raise OvergangGeweigerd("Leg eerst de nazorg bij de uitreiking vast.")
    reden = lijsten.OVERLIJDEN if overleden else ""
    changed = beeindig(traject, reden=reden, toelichting="", on=on)
    plannen.alles_vervalt(traject)
    return complete(
        Overgang.AFSLUITEN, traject, by, naar=Status.AFGESLOTEN, on=on, reden="Overlijden" if overleden else "", changed=changed
    )


@transaction.atomic
def stoppen(
    *,
    traject: Traject,
    reden: str,
    laatste_dag: date | None,
    uren_gedaan: int | None,
    by: User,
    on: date,
    toelichting: str = "",
    bevestigd: Bevestiging = Bevestiging(),  # noqa: B008
) -> Traject:
    """
    End a traject after its start, without a result.

    The moment of stopping and the status at that moment are both kept. Who leaves has a right to what was achieved: with a
    werkproces voldoende or goed, "eerder afronden" is offered first. After overlijden nothing of that is asked.

    :raises OvergangGeweigerd: no reason of the list, or days out of order.
    :raises BevestigingNodig: something was achieved.
    """
    traject = begin(Overgang.STOPPEN, traject, by, on=on)
    require_reason("stoppen", reden, toelichting)
    if laatste_dag:
        _check_laatste_dag(traject, laatste_dag, on)
    if reden != lijsten.OVERLIJDEN:
        if laatste_dag is None or uren_gedaan is None:
            raise OvergangGeweigerd("Vul de laatste werkdag en de gewerkte uren in.")
        require_confirmed(_behaald(traject) + na_de_einddatum(traject.plaatsing, laatste_dag), bevestigd)
    changed = beeindig(traject, reden=reden, toelichting=toelichting, on=on, laatste_dag=laatste_dag)
    traject.laatste_werkdag, traject.uren_gedaan = laatste_dag or traject.laatste_werkdag, uren_gedaan
    sluit_plaatsing(traject, laatste_dag, on=on)
    plannen.alles_vervalt(traject)
    said = {"Laatste werkdag": laatste_dag and in_words(laatste_dag), "Uren": uren_gedaan, "Toelichting": toelichting}
    details = {label: str(words) for label, words in said.items() if words not in (None, "")}
    return complete(
        Overgang.STOPPEN,
        traject,
        by,
        naar=Status.GESTOPT,
        on=on,
        reden=lijsten.label(traject.regio, "stoppen", reden),
        details=details,
        changed=[*changed, "laatste_werkdag", "uren_gedaan"],
        bevestigd=bevestigd,
    )


def _check_laatste_dag(traject: Traject, laatste_dag: date, on: date) -> None:
    require_past(laatste_dag, on=on, wat="de laatste werkdag")
    first = traject.plaatsing.eerste_werkdag if traject.plaatsing else traject.eerste_werkdag
    if first and laatste_dag < first:
        raise OvergangGeweigerd(f"Kies een laatste werkdag op of na de eerste werkdag, {in_words(first)}.")


def _behaald(traject: Traject) -> list[Vraag]:
    achieved = [o.werkproces.nummer for o in oordelen.behaald(traject)]
    if not achieved or traject.status == Status.VASTSTELLING:
        return [Vraag("behaald", "De beoordeling ligt bij de school.")] if achieved else []
    return [
        Vraag(
            "behaald",
            f"De deelnemer heeft al iets behaald ({', '.join(achieved)}). Kies liever 'Eindbeoordeling vragen' en rond eerder af: "
            "dan komt er een verklaring.",
        )
    ]
