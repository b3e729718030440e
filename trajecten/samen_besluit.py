"""
Deciding about several deelnemers of one school at once: every achieved werkproces is vastgesteld, with a result per deelnemer.

Each is decided by `workflow.vaststellen` in a savepoint of its own: decided whole, or as it was. What will come of it is read first
(besluiten/0012): the press itself is made and taken back, so that what is read and what is done are one rule.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from accounts.models import User
from basis.dagen import now
from trajecten import oordelen, toegang_portaal, workflow, zicht
from trajecten.models import Plaatsing, SamenBesluit, SamenBesluitRij, SchoolAfspraak, Traject
from trajecten.oordelen import Laatste
from trajecten.regels import Status
from trajecten.samen import TEGELIJK
from trajecten.workflow import Besluit, BevestigingNodig, OvergangGeweigerd
from trajecten.workflow.kern import CoordinatorNodig

AL_GEDAAN = "Dit ligt niet meer bij de school: er is al besloten, of de beoordeling ging terug. Kijk bij de deelnemer."
ZONDER_LEERBEDRIJF = "Het leerbedrijf deed de eindbeoordeling niet zelf. Besluit apart over deze deelnemer."
EIGEN_PAPIER = "Uw school maakt de verklaring zelf. Besluit apart over deze deelnemer en voeg die toe."
NIETS_BEHAALD = "Geen werkproces is voldoende of goed beoordeeld. Stuur de beoordeling terug, of bel de coördinator."


@dataclass(frozen=True)
class Ondertekening:
    """Who decides for the school, where and on which day: the same on every verklaring."""

    datum: date
    naam: str
    functie: str
    plaats: str


@dataclass(frozen=True)
class Uitkomst:
    """What comes of one deelnemer: the codes of what is vastgesteld, or why nothing is."""

    plaatsing: Plaatsing
    vastgesteld: str = ""
    reden: str = ""
    merk: str = ""  # of what the leerbedrijf judged


@dataclass(frozen=True)
class Rij:
    """The same on the page: no row from which somebody could go further."""

    regel: zicht.Regel
    vastgesteld: str
    reden: str
    is_apart: bool  # may be decided on its own page


class LeesEerst(OvergangGeweigerd):
    """It may go on once somebody has read what comes of it. Nothing was changed."""

    def __init__(self, rijen: list[Rij], merk: str):
        super().__init__("Lees eerst wat er gebeurt.")
        self.rijen, self.merk = rijen, merk


@transaction.atomic
def besluiten(*, plaatsingen: list[Plaatsing], ondertekening: Ondertekening, by: User, on: date, gezien: str = "") -> SamenBesluit:
    """
    Decide about each of these deelnemers, as far as it can be done together.

    :param plaatsingen: of `toegang_portaal.te_besluiten`. :param gezien: the mark of what was read.
    :raises LeesEerst: something else comes of it than was read, or nothing at all.
    :raises OvergangGeweigerd: nobody, too many, or of more than one school.
    """
    _check_keuze(plaatsingen)
    status = _lock(plaatsingen)
    rows = [_een(row, status[row.traject_id], ondertekening, by, on) for row in plaatsingen]
    if gezien != _merk(rows, ondertekening) or not any(row.vastgesteld for row in rows):
        raise LeesEerst([_rij(row.plaatsing, row.vastgesteld, row.reden) for row in rows], _merk(rows, ondertekening))
    samen = SamenBesluit.objects.create(school=plaatsingen[0].school, datum=ondertekening.datum, door=by, at=now())
    SamenBesluitRij.objects.bulk_create(
        SamenBesluitRij(samen=samen, plaatsing=row.plaatsing, vastgesteld=row.vastgesteld, reden=row.reden) for row in rows
    )
    return samen


def uitkomst(samen: SamenBesluit, user: User, *, on: date) -> list[Rij]:
    """What came of it, of the deelnemers this person may still know of."""
    own = toegang_portaal.plaatsingen(user, on=on).filter(pk__in=samen.rijen.values("plaatsing"))
    known = {row.pk: row for row in own.for_portaal()}
    rows = [row for row in samen.rijen.all() if row.plaatsing_id in known]
    return [_rij(known[row.plaatsing_id], row.vastgesteld, row.reden) for row in rows]


def _check_keuze(plaatsingen: list[Plaatsing]) -> None:
    if not plaatsingen:
        raise OvergangGeweigerd("Kies minstens één deelnemer.")
    if len(plaatsingen) > TEGELIJK:
        raise OvergangGeweigerd(f"Kies hoogstens {TEGELIJK} deelnemers tegelijk. Besluit daarna over de anderen.")
    if len({row.school_id for row in plaatsingen}) > 1:
        raise OvergangGeweigerd("Kies deelnemers van één school: op elke verklaring komt wie namens die school besluit.")


def _lock(plaatsingen: list[Plaatsing]) -> dict[int, str]:
    """
    All of them, in one order, before the first number is taken. Without it two such presses would wait for each other.

    :returns: the status of each traject as it is now.
    """
    rows = Traject.objects.select_for_update(of=("self",)).filter(pk__in=[row.traject_id for row in plaatsingen])
    return dict(rows.order_by("pk").values_list("pk", "status"))


def _een(plaatsing: Plaatsing, status: str, o: Ondertekening, by: User, on: date) -> Uitkomst:
    if status != Status.VASTSTELLING:
        return Uitkomst(plaatsing, reden=AL_GEDAAN)
    behaald = oordelen.behaald(plaatsing.traject)
    if reden := _apart(plaatsing, behaald):
        return Uitkomst(plaatsing, reden=reden)
    besluit = Besluit(o.datum, o.naam, o.functie, o.plaats, {row.werkproces.pk: (True, "") for row in behaald})
    try:
        workflow.vaststellen(traject=plaatsing.traject, besluit=besluit, by=by, on=on)
    except (BevestigingNodig, CoordinatorNodig) as nodig:
        return Uitkomst(plaatsing, reden=nodig.buiten)
    except OvergangGeweigerd as geweigerd:
        return Uitkomst(plaatsing, reden=str(geweigerd))
    return Uitkomst(plaatsing, vastgesteld=", ".join(row.werkproces.nummer for row in behaald), merk=oordelen.merk(behaald))


def _apart(plaatsing: Plaatsing, behaald: list[Laatste]) -> str:
    """Why this one asks for a decision of its own, in one sentence; "" when it can go along."""
    if not behaald:
        return NIETS_BEHAALD
    if oordelen.zonder_leerbedrijf(plaatsing):
        return ZONDER_LEERBEDRIJF
    own = SchoolAfspraak.objects.filter(regio=plaatsing.traject.regio_id, school=plaatsing.school_id, verklaring_bron="school")
    return EIGEN_PAPIER if own.exists() else ""


def _merk(rows: list[Uitkomst], ondertekening: Ondertekening) -> str:
    """A short mark of all that stands on the page."""
    words = [(str(row.plaatsing.code), row.vastgesteld, row.reden, row.merk) for row in rows]
    return sha256(repr((words, ondertekening)).encode()).hexdigest()[:24]


def _rij(plaatsing: Plaatsing, vastgesteld: str, reden: str) -> Rij:
    return Rij(zicht.regel(plaatsing), vastgesteld, reden, is_apart=bool(reden) and reden != AL_GEDAAN)
