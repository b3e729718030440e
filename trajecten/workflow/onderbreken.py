"""A pause, and going on after it (domein §3: onderbreken, hervatten). The einddatum moves only by verlengen."""

from datetime import date

from django.db import transaction

from accounts.models import User
from basis.templatetags.basis import datum as in_words
from trajecten import lijsten
from trajecten.models import Onderbreking, Traject
from trajecten.regels import Overgang, Status
from trajecten.workflow.kern import OvergangGeweigerd, begin, complete, require_past, require_reason


@transaction.atomic
def onderbreken(
    *, traject: Traject, reden: str, van: date, verwacht_terug: date, by: User, on: date, toelichting: str = ""
) -> Traject:
    """
    Pause a traject from a day on; while it lasts only the termijnen `hervatten` and `einddatum` live (domein §8).

    :raises OvergangGeweigerd: no reason of the list, days out of order, or an overlap with an earlier pause.
    """
    traject = begin(Overgang.ONDERBREKEN, traject, by, on=on)
    require_reason("onderbreken", reden, toelichting)
    require_past(van, on=on, wat="het begin van de onderbreking")
    _check_days(traject, van, verwacht_terug)
    Onderbreking.objects.create(
        traject=traject,
        van=van,
        verwacht_terug=verwacht_terug,
        reden=reden,
        toelichting=toelichting,
        status_ervoor=traject.status,
    )
    details = {"Vanaf": in_words(van), "Verwacht terug": in_words(verwacht_terug)}
    return complete(
        Overgang.ONDERBREKEN,
        traject,
        by,
        naar=Status.ONDERBROKEN,
        on=on,
        reden=lijsten.label(traject.regio, "onderbreken", reden),
        details=details | ({"Toelichting": toelichting} if toelichting else {}),
    )


def _check_days(traject: Traject, van: date, verwacht_terug: date) -> None:
    plaatsing = traject.plaatsing
    first = plaatsing.eerste_werkdag if plaatsing else traject.eerste_werkdag
    if first and van < first:
        raise OvergangGeweigerd(f"Kies een begin op of na de eerste werkdag, {in_words(first)}.")
    if verwacht_terug <= van:
        raise OvergangGeweigerd("Kies een verwachte terugkeer na het begin van de onderbreking.")
    earlier = traject.onderbrekingen.filter(tot__gt=van).order_by("van").first()
    if earlier:
        raise OvergangGeweigerd(
            f"Deze onderbreking overlapt met die van {in_words(earlier.van)} tot {in_words(earlier.tot)}. Kies een later begin."
        )


@transaction.atomic
def hervatten(*, traject: Traject, datum: date, by: User, on: date) -> Traject:
    """
    Go on from the status the pause began in; `datum` is the first day of work again.

    :raises OvergangGeweigerd: a day in the future or not after the pause began.
    """
    traject = begin(Overgang.HERVATTEN, traject, by, on=on)
    require_past(datum, on=on, wat="het hervatten")
    pauze = traject.onderbrekingen.filter(tot__isnull=True).first()
    if pauze and datum <= pauze.van:
        raise OvergangGeweigerd(f"Kies een dag na het begin van de onderbreking, {in_words(pauze.van)}.")
    if pauze:
        pauze.tot = datum
        pauze.save(update_fields=["tot"])
    naar = Status(pauze.status_ervoor) if pauze else Status.LOPEND  # taken over in a pause nobody wrote down
    return complete(Overgang.HERVATTEN, traject, by, naar=naar, on=on, details={"Weer aan het werk": in_words(datum)})
