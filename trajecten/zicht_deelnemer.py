"""What a deelnemer sees behind a personal link that asks something: the fields of domein §7, and nothing else."""

from dataclasses import dataclass
from datetime import date

from basis.templatetags.basis import datum, getal
from trajecten import zicht
from trajecten.models import Plaatsing, Traject
from trajecten.nazorg import woorden
from trajecten.zicht import Contact, Evaluatie, WerkprocesStand
from werkgevers.naam import naam_buiten


@dataclass(frozen=True)
class VoorDeelnemer:
    """:param afgesproken: (what, what was agreed). :param evaluatie: the last one on the way, when something was agreed in it."""

    naam: str
    afgesproken: list[tuple[str, str]]
    werkprocessen: list[WerkprocesStand]
    evaluatie: Evaluatie | None
    coordinator: Contact


@dataclass(frozen=True)
class VoorNazorg:
    """:param keuzes: (code, what they may answer)."""

    naam: str
    keuzes: list[tuple[str, str]]
    coordinator: Contact | None


def voor_nazorg(traject: Traject, *, on: date) -> VoorNazorg:
    """The question, whom it is asked of, and who can be called; of what was taken over the leerbedrijf may be unknown."""
    plaatsing = Plaatsing.objects.for_portaal().filter(traject=traject, huidig=True).first()
    return VoorNazorg(
        naam=traject.deelnemer.naam,
        keuzes=woorden.keuzes(traject),
        coordinator=zicht.contacten(plaatsing, on=on)[0] if plaatsing else None,
    )


def van(plaatsing: Plaatsing, *, on: date) -> VoorDeelnemer:
    """:param plaatsing: one of `for_portaal`."""
    told = zicht.evaluaties(plaatsing)
    return VoorDeelnemer(
        naam=plaatsing.traject.deelnemer.naam,
        afgesproken=[
            ("Leerbedrijf", naam_buiten(plaatsing.leerbedrijf)),
            ("School", plaatsing.school.naam),
            ("Periode", f"{datum(plaatsing.startdatum)} tot en met {datum(plaatsing.einddatum)}"),
            ("Uren", f"{getal(plaatsing.uren_per_week)} per week, {plaatsing.uren_totaal} in totaal"),
        ],
        werkprocessen=zicht.werkprocessen(plaatsing),
        evaluatie=next((row for row in told[:1] if row.afspraken), None),
        coordinator=zicht.contacten(plaatsing, on=on)[0],
    )
