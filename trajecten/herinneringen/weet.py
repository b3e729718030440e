"""How much somebody may know of what they are told of: a dossier, a Plaatsing in the portal, or a number (domein §1, §7)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.models import User
from trajecten import toegang, toegang_portaal


@dataclass(frozen=True)
class Weet:
    """
    Of some trajecten, by their keys; of one that is not in it this person is told the number only.

    :param plaatsingen: of a leerbedrijf or a school, with the code of the current one when it is theirs.
    """

    dossiers: frozenset[int]
    plaatsingen: dict[int, UUID | None]

    def __contains__(self, traject: object) -> bool:
        return traject in self.dossiers or traject in self.plaatsingen


def van(user: User, trajecten: Collection[int], *, on: date) -> Weet:
    """On this day: a role that ended and a deputy's last day need nothing done."""
    dossiers = toegang.leesbare_trajecten(user, on=on).filter(pk__in=trajecten)
    own = toegang_portaal.plaatsingen(user, on=on).filter(traject__in=trajecten).order_by("huidig")
    rows = own.values_list("traject", "huidig", "code")
    return Weet(
        frozenset(dossiers.values_list("pk", flat=True)), {traject: code if current else None for traject, current, code in rows}
    )
