"""Whose people may this person manage: those of a leerbedrijf or a school, as a coordinator or as a colleague there (domein §1)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from accounts.models import Lidmaatschap, Organisatie, OrganisatieSoort, Recht, Regio, Rol, Uitnodiging
from accounts.models.lidmaatschap import RECHTEN_VAN_ROL
from accounts.permissions import Permission, rechten
from accounts.toegang import Visitor, lidmaatschappen, permissions_in, regios, visible_organisaties, visible_uitnodigingen
from basis.dagen import today

ROL = {OrganisatieSoort.LEERBEDRIJF: Rol.WERKGEVER, OrganisatieSoort.SCHOOL: Rol.SCHOOL}


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


def eigen(user: Visitor, *, on: date) -> list[Lidmaatschap]:
    """Where this person may invite colleagues."""
    own = [lid for lid in lidmaatschappen(user, on) if lid.rol in ROL.values()]
    return [lid for lid in own if Permission.PORTAAL_COLLEGAS in rechten(lid)]


def get_plek(request: HttpRequest, code: UUID) -> Plek:
    """:raises Http404: no organisation whose people this person may manage."""
    on = today()
    for lid in eigen(request.user, on=on):
        if lid.organisatie and lid.organisatie.code == code and _is_gevraagd(request, lid.regio):
            return Plek(lid.organisatie, lid.regio, [r for r in RECHTEN_VAN_ROL[Rol(lid.rol)] if r in lid.rechten], True)
    for regio in regios(request.user, on):
        may = Permission.PORTAAL_MENSEN in permissions_in(request.user, regio, on)
        row = visible_organisaties(regio).filter(code=code, soort__in=ROL).first() if may else None
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
    return visible_uitnodigingen(plek.regio).filter(organisatie=plek.organisatie, rol=plek.rol)
