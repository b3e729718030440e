"""A coordinator looks at "mogelijk dubbel" (domein §3, Duplicates): it is somebody else, or the same person."""

from datetime import date

from accounts.models import User
from accounts.permissions import Permission
from trajecten import duplicaten, gebeurtenissen
from trajecten.actie import actie
from trajecten.models import Deelnemer, Traject
from trajecten.workflow import OvergangGeweigerd


@actie(Permission.TRAJECT_GEGEVENS)
def is_iemand_anders(*, traject: Traject, by: User, on: date) -> None:
    """A coordinator looked at "mogelijk dubbel": it is somebody else."""
    if not traject.mogelijk_dubbel:
        return
    traject.mogelijk_dubbel = False
    traject.save(update_fields=["mogelijk_dubbel"])
    gebeurtenissen.schrijf(traject, "dubbel_beoordeeld", by=by, on=on, details={"Uitkomst": "is iemand anders"})


VUL_AAN = ["roepnaam", "achternaam", "telefoon", "email", "straat", "postcode", "plaats"]


@actie(Permission.TRAJECT_GEGEVENS)
def koppelen(*, traject: Traject, by: User, on: date, ander: Traject) -> None:
    """
    It is the same person: both trajecten belong to one Deelnemer from now on. What only the newer one knew is kept.

    :param ander: one of `duplicaten.voor(traject)`. :raises OvergangGeweigerd: it is not.
    """
    if ander not in duplicaten.voor(traject):
        raise OvergangGeweigerd("Deze twee deelnemers lijken niet op elkaar. Bekijk het dossier: misschien was een collega u voor.")
    newer, known = traject.deelnemer, Deelnemer.objects.select_for_update().get(pk=ander.deelnemer_id)
    for name in VUL_AAN:
        setattr(known, name, getattr(known, name) or getattr(newer, name))
    if known.geboortemaand is None or (known.geboortedag is None and newer.geboortemaand == known.geboortemaand):
        known.geboortemaand, known.geboortedag = newer.geboortemaand, newer.geboortedag
    known.versie += 1
    known.save()
    traject.deelnemer, traject.mogelijk_dubbel = known, False
    traject.save(update_fields=["deelnemer", "mogelijk_dubbel"])
    if not newer.trajecten.exists():
        newer.delete()
    gebeurtenissen.schrijf(traject, "gekoppeld", by=by, on=on, details={"Met": ander.nummer})
    gebeurtenissen.schrijf(ander, "gekoppeld", by=by, on=on, details={"Met": traject.nummer})
