"""A verklaring with an error in personal or printed data is replaced by another; the traject stays where it is (domein §3)."""

from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from accounts.permissions import Permission
from basis.templatetags.basis import datum as in_words
from trajecten import gebeurtenissen, verklaringen
from trajecten.actie import actie
from trajecten.models import Traject, Vaststelling, Verklaring
from trajecten.models.verklaring import UitreikWijze, VerklaringStatus
from trajecten.regels import Partij, Status
from trajecten.verklaringen import Schoolpapier
from trajecten.workflow import OvergangGeweigerd, Schoolbesluit, schoolbesluit
from trajecten.workflow.einde import check_overhandigen
from trajecten.workflow.identiteit import Identiteit, check_identiteit, neem_over

KAN_IN = (Status.UITREIKING, Status.NAZORG, Status.AFGESLOTEN)
NUMMERING = ("nummer", "verificatie_url", "verificatie_adres")  # differ between any two verklaringen


@dataclass(frozen=True)
class Verbetering:
    """
    What the new paper says.

    :param naam: of who decided on the werkprocessen, with `functie` and `plaats`, as they are printed.
    """

    identiteit: Identiteit
    naam: str
    functie: str
    plaats: str
    papier: Schoolpapier = field(default_factory=Schoolpapier)


@actie(Permission.TRAJECT_VERVANGEN)
def vervangen(
    *, traject: Traject, by: User, on: date, verklaring: Verklaring, besluit: Schoolbesluit, reden: str, wat: Verbetering
) -> Verklaring:
    """
    Correct what was wrong and register a new verklaring for the same decision about the same werkprocessen.

    It is handed over again, which counts as no second uitreiking; of the mbo-verklaring nothing changes.

    :param verklaring: the one on the page; the second of two who press at once is told.
    :raises OvergangGeweigerd: another status, no reason or paper, it counts no more, or the new one would say the same.
    """
    if traject.status not in KAN_IN:
        raise OvergangGeweigerd("Een verklaring vervangen kan bij de status uitreiking, nazorg of afgesloten. Bekijk het dossier.")
    old = verklaringen.geldige(traject, verklaring)
    if not reden.strip():
        raise OvergangGeweigerd("Vul in wat er fout is op de verklaring.")
    namens = schoolbesluit.is_namens(traject, by, Permission.TRAJECT_VERVANGEN, on=on)
    schoolbesluit.check(besluit, sinds=old.besloten_op, on=on, met_papier=namens)
    check_identiteit(wat.identiteit, on=on)
    neem_over(traject.deelnemer, wat.identiteit)
    _verbeter(old.vaststelling, wat)
    schoolbesluit.bewaar(traject, besluit, by=by, titel="Besluit van de school: verklaring vervangen")
    verklaringen.geldt_niet_meer(old, VerklaringStatus.VERVANGEN, reden=reden, op=besluit.datum)
    new = verklaringen.registreer(traject, old.vaststelling, wat.papier, by=by, vervangt=old)
    _check_anders(old, new)
    new.mbo_verklaring, new.mbo_verklaring_op = old.mbo_verklaring, old.mbo_verklaring_op
    new.save(update_fields=["mbo_verklaring", "mbo_verklaring_op"])
    details = {"Vervangt": old.nummer, "Registernummer": new.nummer} | besluit.in_woorden()
    wie = Partij.SCHOOL if namens else ""
    gebeurtenissen.schrijf(traject, "vervangen", by=by, on=on, namens=wie, reden=reden, details=details)
    return new


def _verbeter(vaststelling: Vaststelling, wat: Verbetering) -> None:
    """A misspelt name of who decided; the day and what was decided stay."""
    if not (wat.naam and wat.functie and wat.plaats):
        raise OvergangGeweigerd("Vul naam, functie en plaats in van wie namens de school besloot.")
    vaststelling.naam, vaststelling.functie, vaststelling.plaats = wat.naam, wat.functie, wat.plaats
    vaststelling.save(update_fields=["naam", "functie", "plaats"])


def _check_anders(old: Verklaring, new: Verklaring) -> None:
    """The same paper under another number would mend nothing; of the school's own paper we cannot tell."""
    papers = [old.document, new.document]
    if any(paper is None or not paper.facts for paper in papers):
        return
    said, says = ({name: fact for name, fact in paper.facts.items() if name not in NUMMERING} for paper in papers if paper)
    if said == says:
        raise OvergangGeweigerd(
            "De nieuwe verklaring zou precies hetzelfde zeggen. Verbeter wat fout is. "
            "Is het papier kwijt? Druk dan dezelfde verklaring opnieuw af."
        )


@actie(Permission.TRAJECT_UITREIKEN)
def overhandigd(*, traject: Traject, by: User, on: date, verklaring: Verklaring, datum: date, wijze: str, plaats: str = "") -> None:
    """
    The verklaring that replaced another was handed over: kept on it, and counted as no second uitreiking.

    :raises OvergangGeweigerd: it still has its uitreiking to come, was handed over already, or days out of order.
    """
    now = verklaringen.geldige(traject, verklaring)
    if traject.status == Status.UITREIKING:
        raise OvergangGeweigerd("Deze verklaring is nog niet uitgereikt. Kies 'Uitreiking vastleggen'.")
    if now.uitgereikt_op:
        raise OvergangGeweigerd(f"Deze verklaring is al overhandigd, op {in_words(now.uitgereikt_op)}.")
    check_overhandigen(now, datum, wijze, plaats, on=on)
    now.uitgereikt_op, now.uitreik_wijze, now.uitreik_plaats = datum, wijze, plaats
    now.save(update_fields=["uitgereikt_op", "uitreik_wijze", "uitreik_plaats"])
    if traject.uitgereikt_op is None:  # closed or reopened before it was handed over for the first time
        traject.uitgereikt_op = datum
        traject.save(update_fields=["uitgereikt_op"])
    details = {"Registernummer": now.nummer, "Op": in_words(datum), "Hoe": UitreikWijze(wijze).label}
    gebeurtenissen.schrijf(traject, "overhandigd", by=by, on=on, details=details)
