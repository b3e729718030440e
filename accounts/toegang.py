"""
Which regio's, members and organisations a person may know of (huis.md §4).

Not knowing is 404, knowing but not being allowed is 403. A regio one does not belong to is not known.
"""

from datetime import date
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Afwezigheid, Lidmaatschap, Organisatie, OrganisatieSoort, Regio, Rol, Uitnodiging, User
from accounts.models.lidmaatschap import PORTAALROLLEN, LidmaatschapQuerySet
from accounts.permissions import Permission, rechten
from basis.dagen import today

# Shared by every regio; `Organisatie` has a constraint that says the same.
GEDEELD = [OrganisatieSoort.SCHOOL, OrganisatieSoort.GEMEENTE]


Visitor = User | AnonymousUser


def lidmaatschappen(user: Visitor, on: date) -> list[Lidmaatschap]:
    """What this person is on this day, in every regio; nothing for somebody who is not signed in."""
    return user.lidmaatschappen_on(on) if isinstance(user, User) else []


def is_van_buiten(user: Visitor, on: date) -> bool:
    """Somebody who is only a werkgever, school or consulent: comes now and then, at a counter or in a shop."""
    own = lidmaatschappen(user, on)
    return bool(own) and all(lid.rol in PORTAALROLLEN for lid in own)


def mensen_van_buiten(on: date) -> QuerySet[User]:
    """Everybody of whom `is_van_buiten` holds, asked of all at once."""
    own = Lidmaatschap.objects.geldig(on=on).filter(user=OuterRef("pk"))
    outside = Exists(own.filter(rol__in=PORTAALROLLEN)) & ~Exists(own.exclude(rol__in=PORTAALROLLEN))
    return User.objects.filter(outside, is_active=True)


def regios(user: Visitor, on: date) -> list[Regio]:
    """The regio's this person belongs to, by name, each once."""
    return list({lid.regio_id: lid.regio for lid in lidmaatschappen(user, on)}.values())


def permissions_in(user: Visitor, regio: Regio, on: date) -> frozenset[Permission]:
    """Everything this person may do somewhere in this regio, all roles added up."""
    own = [lid for lid in lidmaatschappen(user, on) if lid.regio_id == regio.pk]
    return frozenset().union(*(rechten(lid) for lid in own))


def about(request: HttpRequest, regio: Regio) -> None:
    """This page shows a row of this regio: the frame around it follows the row, whatever the address says."""
    request.about_regio = regio  # type: ignore[attr-defined]


def active_regio(request: HttpRequest) -> Regio:
    """
    The regio this page is about: that of the row it shows, `?regio=GR`, or the first one of this person.

    :raises Http404: for a regio one does not belong to, whether it exists or not.
    """
    own = regios(request.user, today())
    if (shown := getattr(request, "about_regio", None)) in own:
        return shown
    wanted = request.GET.get("regio")
    for regio in own:
        if wanted is None or regio.regiocode == wanted:
            return regio
    raise Http404


def require(request: HttpRequest, permission: Permission, regio: Regio | None = None) -> Regio:
    """
    The active regio, when this person has the permission there.

    :raises Http404: for a regio one does not belong to.
    :raises PermissionDenied: when the permission is missing in that regio.
    """
    regio = regio or active_regio(request)
    if permission not in permissions_in(request.user, regio, today()):
        raise PermissionDenied
    return regio


def visible_leden(regio: Regio) -> LidmaatschapQuerySet:
    """Every membership of this regio, also those that ended."""
    return Lidmaatschap.objects.filter(regio=regio).select_related("user", "regio", "organisatie")


def get_lid(regio: Regio, code: UUID) -> Lidmaatschap:
    return get_object_or_404(visible_leden(regio), code=code)


def visible_schoolleden(regio: Regio, on: date) -> LidmaatschapQuerySet:
    """The people of schools who have access now: whoever gets a mandate is one of them."""
    return visible_leden(regio).geldig(on=on).filter(rol=Rol.SCHOOL).order_by("organisatie__naam", "user__zoektekst")


def get_schoollid(regio: Regio, code: UUID, on: date) -> Lidmaatschap:
    return get_object_or_404(visible_schoolleden(regio, on), code=code)


def visible_uitnodigingen(regio: Regio) -> QuerySet[Uitnodiging]:
    """Invitations nobody accepted and nobody withdrew; the expired ones among them can be sent again."""
    return Uitnodiging.objects.filter(regio=regio, aanvaard_op=None, ingetrokken_op=None).select_related("regio", "organisatie")


def get_uitnodiging(regio: Regio, code: UUID) -> Uitnodiging:
    return get_object_or_404(visible_uitnodigingen(regio), code=code)


def visible_organisaties(regio: Regio) -> QuerySet[Organisatie]:
    """The organisations of this regio and the schools and gemeenten that all regio's share."""
    return Organisatie.objects.filter(Q(regio=regio) | Q(soort__in=GEDEELD)).select_related("gemeente")


def organisaties_als_consulent(user: Visitor, regio: Regio, on: date) -> QuerySet[Organisatie]:
    """Where this person is a consulent in this regio: on whose behalf they may register somebody."""
    own = [lid for lid in lidmaatschappen(user, on) if lid.regio_id == regio.pk and lid.rol == Rol.CONSULENT]
    keys = [lid.organisatie.pk for lid in own if lid.organisatie]
    return Organisatie.objects.filter(pk__in=keys).select_related("gemeente").order_by("zoektekst", "pk")


def beheerde_organisaties(regio: Regio) -> QuerySet[Organisatie]:
    """Those without pages of their own: a leerbedrijf has them in werkgevers."""
    return visible_organisaties(regio).exclude(soort=OrganisatieSoort.LEERBEDRIJF)


def get_organisatie(regio: Regio, code: UUID) -> Organisatie:
    return get_object_or_404(beheerde_organisaties(regio), code=code)


def get_regio_by_code(code: UUID) -> Regio:
    """Any regio: only for its logo, which is no secret."""
    return get_object_or_404(Regio, code=code)


def visible_afwezigheden(user: User, on: date) -> QuerySet[Afwezigheid]:
    """One's own, and those of the regio's in which this person appoints who handles a traject."""
    reach = [lid.regio_id for lid in user.lidmaatschappen_on(on) if Permission.TRAJECT_BEHANDELAAR in rechten(lid)]
    own = Afwezigheid.objects.filter(Q(user=user) | Q(regio__in=reach))
    return own.select_related("user", "regio", "vervanger")


def get_afwezigheid(user: User, code: UUID, on: date) -> Afwezigheid:
    return get_object_or_404(visible_afwezigheden(user, on), code=code)


def get_eigen_afwezigheid(user: User, code: UUID, on: date) -> Afwezigheid:
    """What happened meanwhile is for who was away."""
    return get_object_or_404(visible_afwezigheden(user, on), code=code, user=user)


def url_in(request: HttpRequest, regio: Regio, url_name: str, *args, **query: str | None) -> str:
    """The address of a page about this regio: whoever has several keeps it in the query string (huis.md §5)."""
    values = {name: value for name, value in query.items() if value}
    if len(regios(request.user, today())) > 1:
        values["regio"] = regio.regiocode
    return reverse(url_name, args=args) + (f"?{urlencode(values)}" if values else "")
