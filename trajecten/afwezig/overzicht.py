"""The page about who is away: oneself, whom one stands in for, and for who may the colleagues of the regio."""

from datetime import date

from django.db.models import Q

from accounts.models import Afwezigheid, Regio, User
from basis.dagen import add_months
from trajecten.afwezig import terug
from trajecten.models import Traject

MAANDEN = 6  # keuze: how long ago one's own absences are still listed


def van(user: User, regio: Regio, *, on: date, met_collegas: bool) -> dict:
    """:returns: what the page shows; the same queries for one row and for many."""
    rows = Afwezigheid.objects.select_related("user", "regio", "vervanger")
    own = rows.filter(user=user)
    coming = rows.nu_en_straks(on=on)
    return {
        "on": on,
        "eigen": own.nu_en_straks(on=on),
        "eerder": own.filter(tot__lt=on, tot__gte=add_months(on, -MAANDEN)).order_by("-tot"),
        "vervangt": coming.filter(vervanger=user),
        "collegas": coming.filter(regio=regio).exclude(user=user) if met_collegas else None,
    }


def vandaag(user: User, regio: Regio, *, on: date) -> dict:
    """What Vandaag says about it: for whom one stands in, that one is away oneself, or what happened when one was."""
    rows = Afwezigheid.objects.telt(on=on).filter(Q(user=user) | Q(vervanger=user), regio=regio)
    now = list(rows.select_related("user", "vervanger"))
    away = next((row for row in now if row.user_id == user.pk), None)
    back = None if away else terug.ongelezen(user, regio, on=on)
    return {
        "afwezig": away,
        "vervangt": [row for row in now if row.vervanger_id == user.pk],
        "terug": back,
        "bewogen": len(terug.bewogen(back, on=on)) if back else 0,
    }


def van_behandelaar(traject: Traject, *, on: date) -> Afwezigheid | None:
    """Until when who handles this traject is away, and who stands in."""
    rows = Afwezigheid.objects.telt(on=on).filter(user=traject.behandelaar_id, regio=traject.regio_id)
    return rows.select_related("vervanger").first() if traject.behandelaar_id else None
