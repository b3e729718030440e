"""Plans (domein §3, Plannen): when and where something will be. An overgang or verslag records what did happen."""

from datetime import date, time

from basis.templatetags.basis import datum as in_words
from trajecten.models import Planning, Traject


def zet(traject: Traject, soort: str, *, datum: date, tijd: time | None = None, plaats: str = "") -> Planning:
    """Keep the plan of this soort; an earlier one lapses: the same appointment, moved."""
    earlier = traject.planningen.filter(soort=soort, vervallen=False).first()
    traject.planningen.filter(soort=soort, vervallen=False).update(vervallen=True)
    first = (earlier.eerste or earlier) if earlier else None
    return traject.planningen.create(soort=soort, datum=datum, tijd=tijd, plaats=plaats, eerste=first)


def klaar(traject: Traject, soort: str, *, on: date) -> None:
    """It happened, or is needed no more."""
    traject.planningen.filter(soort=soort, vervallen=False).update(vervallen=True, vervallen_op=on)


def alles_vervalt(traject: Traject, *, on: date) -> None:
    traject.planningen.filter(vervallen=False).update(vervallen=True, vervallen_op=on)


def in_woorden(plan: Planning) -> str:
    """25 november 2026, 10:30, Werkplein Ability"""
    tijd = f"{plan.tijd:%H:%M}" if plan.tijd else ""
    return ", ".join(part for part in (in_words(plan.datum), tijd, plan.plaats) if part)
