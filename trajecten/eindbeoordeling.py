"""
The eindbeoordeling as the leerbedrijf fills it in itself: kept on the way, handed in as a whole (domein §3 and §6; besluiten/0017).

The judgements per werkproces are those of `tussendoor`; here are the three questions and the sending. Only
`workflow.beoordeling_indienen` hands in.
"""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from accounts.permissions import Permission
from documenten.bestellen import kenmerk
from trajecten import lijsten, oordelen, workflow
from trajecten.actie import actie
from trajecten.lijsten import VRAGEN
from trajecten.models import Eindconcept, Plaatsing, Traject
from trajecten.oordelen import Laatste
from trajecten.regels import Status
from trajecten.workflow import OvergangGeweigerd
from trajecten.workflow.beoordeling import Eindoordeel


class IntussenAnders(OvergangGeweigerd):
    """Something else stands there than what was read. Nothing was sent."""


@dataclass(frozen=True)
class Stand:
    """
    What would be sent now.

    :param kenmerk: changes with anything in it. :param mist: what is to be filled in first, in words.
    """

    vragen: list[tuple[str, str]]
    werkprocessen: list[tuple[Laatste, str]]
    opmerking: str
    mist: list[str]
    kenmerk: str


def concept(plaatsing: Plaatsing) -> Eindconcept:
    """What was answered so far; after it was sent back, what was handed in before. Not saved by looking."""
    row = Eindconcept.objects.filter(plaatsing=plaatsing).first()
    if row:
        return row
    before = oordelen.laatste_eind(plaatsing)
    names = [*(name for name, _ in VRAGEN), "opmerking"]
    return Eindconcept(plaatsing=plaatsing, versie=0, **{name: getattr(before, name) for name in names if before})


@actie(Permission.TRAJECT_BEOORDELEN)
def bewaar(
    *, traject: Traject, by: User, on: date, at: datetime, versie: int, opmerking: str, antwoorden: dict[str, bool | None]
) -> Eindconcept:
    """
    Keep the answers to the three questions; any may stay open for now.

    :param versie: of the concept when the form was opened; 0 when there was none.
    :raises IntussenAnders: a colleague answered meanwhile. :raises OvergangGeweigerd: it is not asked any more.
    """
    if traject.status != Status.BEOORDELING or traject.plaatsing is None:
        raise OvergangGeweigerd("De eindbeoordeling wordt nu niet gevraagd.")
    row = Eindconcept.objects.filter(plaatsing=traject.plaatsing).first() or Eindconcept(plaatsing=traject.plaatsing, versie=0)
    if row.versie != versie:
        raise IntussenAnders(f"{row.door.naam} vulde intussen in: {_in_woorden(row)}. Vergelijk, kies wat klopt en bewaar opnieuw.")
    for name, _ in VRAGEN:
        setattr(row, name, antwoorden[name])
    row.opmerking, row.door, row.at, row.versie = opmerking, by, at, versie + 1
    row.save()
    return row


def _in_woorden(row: Eindconcept) -> str:
    said = {True: "ja", False: "nee", None: "nog niets"}
    parts = [f"{question} {said[getattr(row, name)]}" for name, question in VRAGEN]
    return "; ".join([*parts, f"opmerking: {row.opmerking}"] if row.opmerking else parts)


def stand(plaatsing: Plaatsing) -> Stand:
    answers = concept(plaatsing)
    words = lijsten.labels(plaatsing.traject.regio, "schaal")
    rows = oordelen.laatste(plaatsing)
    said = {True: "Ja", False: "Nee", None: ""}
    vragen = [(question, said[getattr(answers, name)]) for name, question in VRAGEN]
    judged = [[row.werkproces.pk, row.waarde, row.toelichting] for row in rows]
    return Stand(
        vragen=vragen,
        werkprocessen=[(row, words.get(row.waarde, "")) for row in rows],
        opmerking=answers.opmerking,
        mist=[question for question, answer in vragen if not answer] + [row.werkproces.nummer for row in rows if not row.waarde],
        kenmerk=kenmerk({"vragen": vragen, "opmerking": answers.opmerking, "oordelen": judged}),
    )


@actie(Permission.TRAJECT_BEOORDELEN)
def verstuur(*, traject: Traject, by: User, on: date, gezien: str, beoordelaar: str) -> Traject:
    """
    Hand in what was answered and judged, as it was read.

    :param gezien: the `kenmerk` of what was shown.
    :raises IntussenAnders: something changed since. :raises OvergangGeweigerd: what is missing, or `beoordeling_indienen` refuses.
    """
    plaatsing = traject.plaatsing
    if plaatsing is None or traject.status != Status.BEOORDELING:
        raise OvergangGeweigerd("De eindbeoordeling wordt nu niet gevraagd.")
    now = stand(plaatsing)
    if now.mist:
        raise OvergangGeweigerd(f"Vul eerst in: {', '.join(now.mist)}.")
    if now.kenmerk != gezien:
        raise IntussenAnders("Er is intussen iets veranderd. Lees het nog een keer en verstuur het dan.")
    answers = concept(plaatsing)
    given = {row.werkproces.pk: (row.waarde, row.toelichting) for row, _ in now.werkprocessen}
    same = {name: getattr(answers, name) for name in [*(name for name, _ in VRAGEN), "opmerking"]}
    dagen = {row.werkproces.pk: row.datum for row, _ in now.werkprocessen if row.datum and row.datum < on}
    eindoordeel = Eindoordeel(datum=on, beoordelaar=beoordelaar, oordelen=given, dagen=dagen, **same)
    return workflow.beoordeling_indienen(traject=traject, eindoordeel=eindoordeel, by=by, on=on)
