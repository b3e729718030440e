"""A signal that is seen, and wanted back on a later day."""

from datetime import date, datetime, timedelta

from accounts.models import User
from accounts.permissions import Permission
from basis.templatetags.basis import datum
from trajecten import gebeurtenissen
from trajecten.actie import actie
from trajecten.models import EvenNiet, Traject
from trajecten.signalen import nu
from trajecten.workflow import OvergangGeweigerd

HOOGSTENS = 90  # keuze: days; what may stay away longer is no signal but a choice


@actie(Permission.TRAJECT_CONTACT)
def even_niet(*, traject: Traject, by: User, on: date, at: datetime, soort: str, sleutel: str, tot: date, reden: str) -> EvenNiet:
    """
    Keep a signal away until a day. The same asked twice is once; another day or reason takes the place of the earlier one.

    :param sleutel: which facts somebody saw: of others, that began since, nothing is kept away.
    :raises OvergangGeweigerd: the signal is no more or is about something else by now, or no day in the next three months.
    """
    found = nu.van_een(traject, on=on).met(soort)
    if found is None or found.sleutel != sleutel:
        raise OvergangGeweigerd("Dit signaal is er niet meer, of het gaat nu over iets anders. Bekijk het dossier opnieuw.")
    if not on < tot <= on + timedelta(days=HOOGSTENS):
        last = on + timedelta(days=HOOGSTENS)
        raise OvergangGeweigerd(f"Kies een dag na vandaag, tot en met {datum(last)}. Op die dag staat het signaal er weer.")
    row = traject.even_niet.filter(soort=soort, sleutel=sleutel).first() or EvenNiet(traject=traject, soort=soort, sleutel=sleutel)
    if (row.tot, row.reden) == (tot, reden):
        return row
    row.tot, row.reden, row.door, row.at = tot, reden, by, at
    row.save()
    gebeurtenissen.schrijf(traject, "even_niet", by=by, on=on, reden=reden, details={"Signaal": found.naam, "Tot": datum(tot)})
    return row
