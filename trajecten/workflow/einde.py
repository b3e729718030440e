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
    voor_overname,
)


@transaction.atomic
def uitreiken(
    *,
    traject: Traject,
    datum: date,
    wijze: str,
    mbo_verklaring: str,
    by: User,
    on: date,
    plaats: str = "",
    bevestigd: Bevestiging = Bevestiging(),  # noqa: B008
) -> Traject:
    """
    Record that the verklaring was handed over.

    :param mbo_verklaring: "ja" or "volgt" (then a termijn with the school, +20 wd).
    :raises OvergangGeweigerd: a date in the future or before the decision; no place, unless by post.
    :raises BevestigingNodig: the verklaring is of before the overname, and does not stand in this register.
    """
    traject = begin(Overgang.UITREIKEN, traject, by, on=on)
    verklaring = traject.verklaringen.filter(status="geldig").first()
    if verklaring is None and traject.overgenomen and not traject.vaststellingen.exists():
        return _reik_uit_van_eerder(traject, datum, wijze, plaats, by=by, on=on, bevestigd=bevestigd)
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
    plannen.klaar(traject, "uitreiking", on=on)
    traject.uitgereikt_op = datum
    details = {"Op": in_words(datum), "Hoe": UitreikWijze(wijze).label, "Mbo-verklaring": verklaring.get_mbo_verklaring_display()}
    return complete(Overgang.UITREIKEN, traject, by, naar=Status.NAZORG, on=on, details=details, changed=["uitgereikt_op"])


def _reik_uit_van_eerder(
    traject: Traject, datum: date, wijze: str, plaats: str, *, by: User, on: date, bevestigd: Bevestiging
) -> Traject:
    """What the school decided before the overname is handed over without a registernummer of ours."""
    _check_dag(datum, traject.vastgesteld_op or traject.status_sinds, wijze, plaats, on)
    require_confirmed(voor_overname(traject, ["de praktijkverklaring, die geen registernummer van dit systeem heeft"]), bevestigd)
    plannen.klaar(traject, "uitreiking", on=on)
    traject.uitgereikt_op = datum
    details = {"Op": in_words(datum), "Hoe": UitreikWijze(wijze).label, "Registernummer": "geen, van vóór de overname"}
    changed = ["uitgereikt_op"]
    return complete(
        Overgang.UITREIKEN, traject, by, naar=Status.NAZORG, on=on, details=details, changed=changed, bevestigd=bevestigd
    )


def check_overhandigen(verklaring: Verklaring, datum: date, wijze: str, plaats: str, *, on: date) -> None:
    """:raises OvergangGeweigerd: a day in the future, before the decision or before it came to be, or no place."""
    _check_dag(datum, verklaring.besloten_op, wijze, plaats, on)
    if (old := verklaring.vervangt) and old.status_op and datum < old.status_op:
        raise OvergangGeweigerd(f"Kies een dag op of na {in_words(old.status_op)}: toen verving deze verklaring {old.nummer}.")


def _check_dag(datum: date, besloten_op: date, wijze: str, plaats: str, on: date) -> None:
    require_past(datum, on=on, wat="de uitreiking")
    if datum < besloten_op:
        raise OvergangGeweigerd(f"Kies een dag op of na het besluit van de school, {in_words(besloten_op)}.")
    if wijze != UitreikWijze.POST and not plaats:
        raise OvergangGeweigerd("Vul in waar de verklaring is uitgereikt.")


@transaction.atomic
def afsluiten(
    *,
    traject: Traject,
    by: User | Systeem,
    on: date,
    overleden: bool = False,
    bevestigd: Bevestiging = Bevestiging(),  # noqa: B008
) -> Traject:
    """
    Close the dossier.

    :raises OvergangGeweigerd: the outcome at 0 months is not recorded; from uitreiking only after overlijden.
    :raises BevestigingNodig: that outcome is of before the overname.
    """
    traject = begin(Overgang.AFSLUITEN, traject, by, on=on)
    if traject.status == Status.UITREIKING and not overleden:
        raise OvergangGeweigerd("Leg eerst vast dat de verklaring is uitgereikt.")
    if not overleden and not traject.nazorgmetingen.filter(maand=0).exists():
        _check_nazorg(traject, bevestigd)
    reden = lijsten.OVERLIJDEN if overleden else ""
    changed = beeindig(traject, reden=reden, toelichting="", on=on)
    plannen.alles_vervalt(traject, on=on)
    return complete(
        Overgang.AFSLUITEN,
        traject,
        by,
        naar=Status.AFGESLOTEN,
        on=on,
        reden="Overlijden" if overleden else "",
        changed=changed,
        bevestigd=bevestigd,
    )


def _check_nazorg(traject: Traject, bevestigd: Bevestiging) -> None:
    """Of who ended before the overname, the outcome then may be known elsewhere."""
    ended = traject.uitgereikt_op or traject.afgerond_op or traject.status_sinds
    if traject.overgenomen_op is None or ended >= traject.overgenomen_op:
        raise OvergangGeweigerd("Leg eerst de nazorg bij de uitreiking vast.")
    require_confirmed(voor_overname(traject, ["de nazorg bij de uitreiking"]), bevestigd)


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
    plannen.alles_vervalt(traject, on=on)
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
