"""Another traject for a deelnemer who is known: after an earlier one, or beside it (domein §3, `vervolg_op`)."""

from dataclasses import fields
from datetime import date

from django.db import transaction

from accounts.models import User
from trajecten import aan_zet, gebeurtenissen, lijsten
from trajecten.models import Deelnemer, Traject
from trajecten.regels import Overgang, Status
from trajecten.workflow.aanmelding import Aanmelding, Persoon, check_aanmelding, is_coordinator_in, nieuw_traject
from trajecten.workflow.kern import Bevestiging, OvergangGeweigerd, Vraag, require_confirmed


def persoon_van(deelnemer: Deelnemer) -> Persoon:
    """What an aanmelding asks of a person, of somebody who is known already."""
    return Persoon(**{field.name: getattr(deelnemer, field.name) for field in fields(Persoon)})


@transaction.atomic
def vervolg(*, traject: Traject, aanmelding: Aanmelding, by: User, on: date, bevestigd: Bevestiging = Bevestiging()) -> Traject:  # noqa: B008
    """
    Register the deelnemer of this traject for another one; the person is not made a second time.

    What was seen on the identiteitsbewijs belongs to the deelnemer and stays known.

    :param traject: any earlier one of this deelnemer, open or ended.
    :raises OvergangGeweigerd: not a coordinator here, the deelnemer died, or something of domein §3 is missing.
    :raises BevestigingNodig: another traject of this deelnemer is open.
    """
    if not is_coordinator_in(traject.regio, by, on):
        raise OvergangGeweigerd("Een nieuw traject beginnen mag u in deze regio niet doen. Vraag het een coördinator.")
    earlier = Traject.objects.select_for_update(of=("self",)).select_related("regio").get(pk=traject.pk)
    deelnemer = Deelnemer.objects.select_for_update().get(pk=earlier.deelnemer_id)
    if earlier.geanonimiseerd_op:
        raise OvergangGeweigerd("Van dit dossier zijn de persoonsgegevens verwijderd. Meld de deelnemer opnieuw aan.")
    if deelnemer.trajecten.filter(einde_reden=lijsten.OVERLIJDEN).exists():
        raise OvergangGeweigerd("Deze deelnemer is overleden: er kan geen nieuw traject beginnen.")
    check_aanmelding(aanmelding, on)
    require_confirmed(_tweede(deelnemer), bevestigd)
    new = nieuw_traject(earlier.regio, deelnemer, aanmelding, by, on, is_coordinator=True)
    new.vervolg_op = earlier
    new.save()
    details = {"Vervolg op": earlier.nummer} | ({"Bevestigd": bevestigd.reden} if bevestigd.codes else {})
    gebeurtenissen.schrijf(new, Overgang.AANMELDEN, by=by, on=on, naar=Status.AANGEMELD, details=details)
    gebeurtenissen.schrijf(earlier, "vervolg", by=by, on=on, details={"Traject": new.nummer})
    aan_zet.bijwerken(new, on=on)
    return new


def _tweede(deelnemer: Deelnemer) -> list[Vraag]:
    numbers = ", ".join(deelnemer.trajecten.open().order_by("nummer").values_list("nummer", flat=True))
    return [Vraag("tweede_traject", f"Deze deelnemer heeft nog een open traject: {numbers}.")] if numbers else []
