"""News from the rooms below that changes who is aan zet here; sent inside their transaction."""

from datetime import date

from django.db.models import Q

from basis.dagen import today
from trajecten import aan_zet
from trajecten.models import Traject


def erkenning_gewijzigd(sender, *, erkenning, on: date | None = None, **kwargs) -> None:
    """A check or a decision of SBB may fulfil a termijn of every open traject at that leerbedrijf."""
    touched = Q(plaatsingen__huidig=True, plaatsingen__leerbedrijf=erkenning.leerbedrijf_id) | Q(
        voorstellen__huidig=True, voorstellen__leerbedrijf=erkenning.leerbedrijf_id
    )
    pks = Traject.objects.open().filter(touched).values_list("pk", flat=True).distinct()
    for traject in Traject.objects.select_for_update(of=("self",)).filter(pk__in=list(pks)).order_by("pk"):
        aan_zet.bijwerken(traject, on=on or today())
