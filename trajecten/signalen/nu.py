"""Which signals are live today, and which somebody wants to see later: one question for the dossier, for Vandaag and its count."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from trajecten.models import EvenNiet, Traject
from trajecten.models.queries import TrajectQuerySet
from trajecten.signalen.lezen import geladen, lees
from trajecten.signalen.regels import Signaal, signalen


@dataclass(frozen=True)
class Stil:
    """A signal that somebody wants back later, and their words."""

    signaal: Signaal
    even_niet: EvenNiet


@dataclass(frozen=True)
class Stand:
    """Of one traject."""

    live: list[Signaal] = field(default_factory=list)
    stil: list[Stil] = field(default_factory=list)

    def met(self, soort: str) -> Signaal | None:
        """The signal of this soort, live or not."""
        return next((s for s in [*self.live, *(rij.signaal for rij in self.stil)] if s.soort == soort), None)

    def stil_met(self, soort: str) -> EvenNiet | None:
        return next((rij.even_niet for rij in self.stil if rij.signaal.soort == soort), None)


@dataclass(frozen=True)
class Overzicht:
    """
    Of all trajecten of one list, read once for its count and its rows.

    :param mij: those that are this person's, or nobody's.
    """

    per_traject: dict[int, Stand]
    mij: frozenset[int]

    @property
    def alle(self) -> frozenset[int]:
        return frozenset(self.per_traject)

    def van(self, trajecten: TrajectQuerySet, *, alle: bool) -> TrajectQuerySet:
        """The rows behind the count."""
        return trajecten.filter(pk__in=self.alle if alle else self.mij)

    def is_live(self, traject: Traject, soort: str) -> bool:
        return any(signaal.soort == soort for signaal in self.per_traject.get(traject.pk, Stand()).live)


def van(trajecten: Iterable[Traject], *, on: date) -> dict[int, Stand]:
    """By the key of the traject. :param trajecten: loaded with `for_overview`."""
    facts = lees(trajecten, on=on)
    quiet = _even_niet(facts, on)
    return {key: _stand(signalen(f, on=on), quiet.get(key, {})) for key, f in facts.items()}


def van_een(traject: Traject, *, on: date) -> Stand:
    return van([traject], on=on).get(traject.pk, Stand())


def overzicht(trajecten: TrajectQuerySet, user: User, *, on: date) -> Overzicht:
    """Those of these with a live signal."""
    found = {key: stand for key, stand in van(geladen(trajecten), on=on).items() if stand.live}
    mine = trajecten.filter(trajecten.van_mij(user, on=on), pk__in=found)
    return Overzicht(found, frozenset(mine.values_list("pk", flat=True)))


def _even_niet(keys: Iterable[int], on: date) -> dict[int, dict[tuple[str, str], EvenNiet]]:
    found: dict[int, dict[tuple[str, str], EvenNiet]] = {}
    for row in EvenNiet.objects.filter(traject__in=list(keys), tot__gt=on).select_related("door"):
        found.setdefault(row.traject_id, {})[row.soort, row.sleutel] = row
    return found


def _stand(found: list[Signaal], quiet: dict[tuple[str, str], EvenNiet]) -> Stand:
    off = [Stil(s, quiet[s.soort, s.sleutel]) for s in found if (s.soort, s.sleutel) in quiet]
    return Stand([s for s in found if (s.soort, s.sleutel) not in quiet], off)
