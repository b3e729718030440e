"""When somebody of a leerbedrijf or a school was last here: one moment per person, and no trail of what they looked at."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import Rol, User

ELKE = timedelta(minutes=10)  # keuze: at most one write per person in this time
WIE = frozenset([Rol.WERKGEVER, Rol.SCHOOL])


def noteer(user: User, *, at: datetime) -> None:
    """Only of those whom a coordinator waits for; two requests at once write once."""
    if user.gezien_at and at - user.gezien_at < ELKE:
        return
    if not any(lid.rol in WIE for lid in user.lidmaatschappen_on(timezone.localdate(at))):
        return
    long_ago = Q(gezien_at__isnull=True) | Q(gezien_at__lte=at - ELKE)
    User.objects.filter(long_ago, pk=user.pk).update(gezien_at=at)
