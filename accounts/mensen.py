"""
Who works at a leerbedrijf or a school in the portal: invited and let go by a coordinator, or by a colleague who may (domein §1).

A colleague gives no more rights than they have, and the last one who may invite stays until somebody else may; a coordinator can
always begin again.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from accounts import leden, toegang, uitnodigen
from accounts.models import Lidmaatschap, Organisatie, OrganisatieSoort, Recht, Regio, Rol, Uitnodiging, User
from accounts.models.lidmaatschap import RECHTEN_VAN_ROL
from accounts.permissions import Permission, rechten
from basis.dagen import today

ROL = {OrganisatieSoort.LEERBEDRIJF: Rol.WERKGEVER, OrganisatieSoort.SCHOOL: Rol.SCHOOL}
WOORDEN = {
    Recht.BEGELEIDEN: "Mag begeleiden en beoordelen",
    Recht.TEKENEN: "Mag tekenen",
    Recht.VASTSTELLEN: "Mag vaststellen",
    Recht.UITNODIGEN: "Mag collega's uitnodigen",
}
LAATSTE = "Dit is de laatste die collega's mag uitnodigen. Nodig eerst iemand anders uit, of bel de coördinator."


@dataclass(frozen=True)
class Plek:
    """One organisation in one regio, as somebody manages its people; `is_eigen` for a colleague there."""

    organisatie: Organisatie
    regio: Regio
    te_geven: list[Recht]
    is_eigen: bool

    @property
    def rol(self) -> Rol:
        return ROL[OrganisatieSoort(self.organisatie.soort)]


def eigen(user: toegang.Visitor, *, on: date) -> list[Lidmaatschap]:
    """Where this person may invite colleagues."""
    own = [lid for lid in toegang.lidmaatschappen(user, on) if lid.rol in ROL.values()]
    return [lid for lid in own if Permission.PORTAAL_COLLEGAS in rechten(lid)]


def get_plek(request: HttpRequest, code: UUID) -> Plek:
    """:raises Http404: no organisation whose people this person may manage."""
    on = today()
    for lid in eigen(request.user, on=on):
        if lid.organisatie and lid.organisatie.code == code and _is_gevraagd(request, lid.regio):
            return Plek(lid.organisatie, lid.regio, [r for r in RECHTEN_VAN_ROL[Rol(lid.rol)] if r in lid.rechten], True)
    for regio in toegang.regios(request.user, on):
        may = Permission.PORTAAL_MENSEN in toegang.permissions_in(request.user, regio, on)
        row = toegang.visible_organisaties(regio).filter(code=code, soort__in=ROL).first() if may else None
        if row and _is_gevraagd(request, regio):
            return Plek(row, regio, RECHTEN_VAN_ROL[ROL[OrganisatieSoort(row.soort)]], False)
    raise Http404


def _is_gevraagd(request: HttpRequest, regio: Regio) -> bool:
    return request.GET.get("regio") in (None, regio.regiocode)


def mensen(plek: Plek, *, on: date) -> QuerySet[Lidmaatschap]:
    rows = Lidmaatschap.objects.geldig(on=on).filter(regio=plek.regio, organisatie=plek.organisatie, rol=plek.rol)
    return rows.select_related("user").order_by("user__zoektekst", "pk")


def uitnodigingen(plek: Plek) -> QuerySet[Uitnodiging]:
    """Nobody accepted and nobody withdrew these; the expired ones among them can be sent again."""
    return toegang.visible_uitnodigingen(plek.regio).filter(organisatie=plek.organisatie, rol=plek.rol)


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
