"""The school takes its decision back; the verklaring that came of it counts no more (domein §3: vaststelling_intrekken)."""

from datetime import date

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from trajecten import plannen, verklaringen
from trajecten.models import Traject, Verklaring
from trajecten.models.verklaring import VerklaringStatus
from trajecten.regels import Overgang, Partij, Status
from trajecten.workflow import schoolbesluit
from trajecten.workflow.kern import OvergangGeweigerd, begin, complete
from trajecten.workflow.schoolbesluit import Schoolbesluit


@transaction.atomic
def vaststelling_intrekken(
    *, traject: Traject, verklaring: Verklaring, besluit: Schoolbesluit, reden: str, by: User, on: date
) -> Traject:
    """
    Withdraw the decision of the school; it decides again, and its termijn starts anew.

    Measurements of nazorg stay: there is one per month, and they count again once there is nazorg again.

    :param verklaring: the one on the page; replaced meanwhile, it is not what is withdrawn.
    :raises OvergangGeweigerd: no reason, days out of order, no paper, or that verklaring counts no more.
    """
    traject = begin(Overgang.VASTSTELLING_INTREKKEN, traject, by, on=on)
    now = verklaringen.geldige(traject, verklaring)
    if not reden.strip():
        raise OvergangGeweigerd("Vul in waarom de school de vaststelling intrekt.")
    namens = schoolbesluit.is_namens(traject, by, Permission.TRAJECT_VASTSTELLING_INTREKKEN, on=on)
    schoolbesluit.check(besluit, sinds=now.besloten_op, on=on, met_papier=namens)
    schoolbesluit.bewaar(traject, besluit, by=by, titel="Besluit van de school: vaststelling ingetrokken")
    verklaringen.geldt_niet_meer(now, VerklaringStatus.INGETROKKEN, reden=reden, op=besluit.datum)
    now.vaststelling.ingetrokken_op = besluit.datum
    now.vaststelling.save(update_fields=["ingetrokken_op"])
    plannen.klaar(traject, "uitreiking", on=on)
    traject.vastgesteld_op = traject.uitgereikt_op = None
    traject.resultaat = ""
    return complete(
        Overgang.VASTSTELLING_INTREKKEN,
        traject,
        by,
        naar=Status.VASTSTELLING,
        on=on,
        reden=reden,
        namens=Partij.SCHOOL if namens else "",
        details={"Registernummer": now.nummer} | besluit.in_woorden(),
        changed=["vastgesteld_op", "uitgereikt_op", "resultaat"],
    )
