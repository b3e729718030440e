"""Another leerbedrijf is sought; what was judged so far is kept (domein §3: herplaatsen)."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from accounts.models import User
from basis.templatetags.basis import datum as in_words
from trajecten import lijsten, overeenkomst, plannen
from trajecten.models import Beoordeling, Plaatsing, Traject
from trajecten.regels import Overgang, Status
from trajecten.workflow.kern import (
    Bevestiging,
    OvergangGeweigerd,
    begin,
    complete,
    na_de_einddatum,
    require_confirmed,
    require_past,
    require_reason,
    sluit_plaatsing,
)
from trajecten.workflow.oordeelrijen import Oordelen, bewaar_oordelen, check_oordelen


@dataclass(frozen=True)
class Afscheid:
    """
    How a Plaatsing that had begun ended.

    :param oordelen: per werkproces key (waarde of the scale, explanation); may be empty.
    """

    laatste_dag: date
    uren_gedaan: int
    beoordelaar: str = ""
    oordelen: Oordelen = field(default_factory=dict)


@transaction.atomic
def herplaatsen(
    *,
    traject: Traject,
    reden: str,
    by: User,
    on: date,
    toelichting: str = "",
    afscheid: Afscheid | None = None,
    bevestigd: Bevestiging = Bevestiging(),  # noqa: B008
) -> Traject:
    """
    End the current Plaatsing and go back to matching.

    :param afscheid: last day, hours and judgements; needed once somebody has worked there.
    :raises OvergangGeweigerd: no reason of the list, no last day after a start, days out of order, a werkproces not agreed.
    :raises BevestigingNodig: the last day lies after the einddatum.
    """
    traject = begin(Overgang.HERPLAATSEN, traject, by, on=on)
    require_reason("herplaatsen", reden, toelichting)
    plaatsing = traject.plaatsing
    details = {"Toelichting": toelichting} if toelichting else {}
    changed: list[str] = []
    if plaatsing:
        details = {"Leerbedrijf": str(plaatsing.leerbedrijf), **details}
    if is_begonnen(traject):
        require_confirmed(na_de_einddatum(plaatsing, afscheid.laatste_dag if afscheid else None), bevestigd)
        changed, more = _neem_afscheid(traject, plaatsing, afscheid, by, on)
        details |= more
    elif plaatsing:
        overeenkomst.laat_vervallen(plaatsing, on=on, reden="Ander leerbedrijf gezocht")
    if plaatsing:
        plaatsing.huidig = False
        plaatsing.save(update_fields=["huidig", "laatste_werkdag", "uren_gedaan"])
    plannen.klaar(traject, "evaluatie", on=on)
    traject.ingediend_op = None
    return complete(
        Overgang.HERPLAATSEN,
        traject,
        by,
        naar=Status.MATCHING,
        on=on,
        reden=lijsten.label(traject.regio, "herplaatsen", reden),
        details=details,
        changed=["ingediend_op", *changed],
        bevestigd=bevestigd,
    )


def is_begonnen(traject: Traject) -> bool:
    """Somebody has worked at the current leerbedrijf; of what was taken over that leerbedrijf may be unknown."""
    plaatsing = traject.plaatsing
    return bool(plaatsing.eerste_werkdag if plaatsing else traject.eerste_werkdag)


def _neem_afscheid(
    traject: Traject, plaatsing: Plaatsing | None, a: Afscheid | None, by: User, on: date
) -> tuple[list[str], dict[str, str]]:
    if a is None:
        raise OvergangGeweigerd("Vul de laatste werkdag en de gewerkte uren bij dit leerbedrijf in.")
    require_past(a.laatste_dag, on=on, wat="de laatste werkdag")
    first = plaatsing.eerste_werkdag if plaatsing else traject.eerste_werkdag
    if first and a.laatste_dag < first:
        raise OvergangGeweigerd(f"Kies een laatste werkdag op of na de eerste werkdag, {in_words(first)}.")
    sluit_plaatsing(traject, a.laatste_dag, on=on)
    traject.laatste_werkdag = a.laatste_dag
    if plaatsing:
        plaatsing.laatste_werkdag, plaatsing.uren_gedaan = a.laatste_dag, a.uren_gedaan
        _bewaar_oordelen(plaatsing, a, by, on)
    return ["laatste_werkdag"], {"Laatste werkdag": in_words(a.laatste_dag), "Uren": str(a.uren_gedaan)}


def _bewaar_oordelen(plaatsing: Plaatsing, a: Afscheid, by: User, on: date) -> None:
    check_oordelen(plaatsing, a.oordelen)
    if not a.oordelen:
        return
    later = plaatsing.beoordelingen.filter(datum__gt=a.laatste_dag).order_by("-datum").first()
    row = Beoordeling.objects.create(
        plaatsing=plaatsing,
        soort="tussen",
        datum=later.datum if later else a.laatste_dag,
        beoordelaar=a.beoordelaar or plaatsing.praktijkopleider.naam,
        ingediend_op=on,
        vastgelegd_door=by,
        namens=True,
    )
    bewaar_oordelen(row, a.oordelen, on=on)
