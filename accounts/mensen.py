"""
Who works at a leerbedrijf or a school in the portal: invited and let go by a coordinator, or by a colleague who may (domein §1).

A colleague gives no more rights than they have, and the last one who may invite stays until somebody else may; a coordinator can
always begin again.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from accounts import leden, uitnodigen
from accounts.models import Lidmaatschap, Recht, Regio, Uitnodiging, User
from accounts.toegang_mensen import Plek, mensen, uitnodigingen

WOORDEN = {
    Recht.BEGELEIDEN: "Mag begeleiden en beoordelen",
    Recht.TEKENEN: "Mag tekenen",
    Recht.VASTSTELLEN: "Mag vaststellen",
    Recht.UITNODIGEN: "Mag collega's uitnodigen",
}
LAATSTE = "Dit is de laatste die collega's mag uitnodigen. Nodig eerst iemand anders uit, of bel de coördinator."


def nodig_uit(plek: Plek, *, naam: str, email: str, gekozen: list[str], by: User, at: datetime) -> Uitnodiging:
    """:raises UitnodigingGeweigerd: a right that is not theirs to give, or this person works there already."""
    if set(gekozen) - set(plek.te_geven):
        raise uitnodigen.UitnodigingGeweigerd("Kies alleen rechten die u zelf ook hebt.")
    return uitnodigen.uitnodigen(
        email=email,
        naam=naam,
        regio=plek.regio,
        rol=plek.rol,
        organisatie=plek.organisatie,
        rechten=[Recht(r) for r in gekozen],
        by=by,
        at=at,
    )


@transaction.atomic
def beeindig(plek: Plek, lid: Lidmaatschap, *, on: date, at: datetime) -> None:
    """
    End the access of somebody who works here, from today, and whom they were still inviting.

    :raises LidGeweigerd: the last one who may invite, by a colleague.
    """
    Regio.objects.select_for_update().get(pk=plek.regio.pk)  # two who end each other wait for each other
    managers = [row.pk for row in mensen(plek, on=on) if Recht.UITNODIGEN in row.rechten]
    if plek.is_eigen and managers == [lid.pk]:
        raise leden.LidGeweigerd(LAATSTE)
    leden.beeindigen(lid, tot=max(on - timedelta(days=1), lid.vanaf - timedelta(days=1)))
    uitnodigingen(plek).filter(door=lid.user).update(ingetrokken_op=at)
