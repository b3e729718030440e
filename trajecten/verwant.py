"""The other trajecten of the same deelnemer, and how they belong together."""

from datetime import date

from accounts.models import User
from trajecten import toegang
from trajecten.models import Traject


def andere(traject: Traject, user: User, *, on: date) -> list[tuple[Traject, str]]:
    """Those this user may open, each with its relation to this one; newest first."""
    rows = toegang.leesbare_trajecten(user, on=on).filter(deelnemer=traject.deelnemer_id).exclude(pk=traject.pk)
    return [(row, _verband(traject, row)) for row in rows.order_by("-aangemeld_op", "-pk")]


def _verband(traject: Traject, ander: Traject) -> str:
    if ander.pk == traject.vervolg_op_id:
        return "Vervolg op"
    return "Vervolgd door" if ander.vervolg_op_id == traject.pk else "Ook"
