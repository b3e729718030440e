"""Plans (domein §3, Plannen): when and where something will be. An overgang or verslag records what did happen."""

from datetime import date, time

from basis.templatetags.basis import datum as in_words
from trajecten.models import Planning, Traject


def zet(traject: Traject, soort: str, *, datum: date, tijd: time | None = None, plaats: str = "") -> Planning:
    """Keep the plan of this soort; an earlier one lapses."""
    traject.planningen.filter(soort=soort, vervallen=False).update(vervallen=True)
    return traject.planningen.create(soort=soort, datum=datum, tijd=tijd, plaats=plaats)


def klaar(traject: Traject, soort: str) -> None:
    """It happened, or is needed no more."""
    traject.planningen.filter(soort=soort, vervallen=False).update(vervallen=True)


def alles_vervalt(traject: Traject) -> None:
    traject.planningen.filter(vervallen=False).update(vervallen=True)


def in_woorden(plan: Planning) -> str:
    """25 november 2026, 10:30, Werkplein Ability"""
    tijd = f"{plan.tijd:%H:%M}" if plan.tijd else ""
    return ", ".join(part for part in (in_words(plan.datum), tijd, plan.plaats) if part)
