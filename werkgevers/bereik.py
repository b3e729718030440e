"""The scope of an erkenning: the whole kwalificatie, or some of its werkprocessen."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from accounts.models import Regio
from kwalificaties.models import Kwalificatie, Werkproces


def keuze(kwalificatie: Kwalificatie, regio: Regio) -> QuerySet[Werkproces]:
    """The werkprocessen a coordinator of this regio may choose from: the shared ones and those the regio typed itself."""
    return Werkproces.objects.van(kwalificatie).filter(Q(regio__isnull=True) | Q(regio=regio.pk))


def past(werkprocessen: Collection[Werkproces], kwalificatie: Kwalificatie, regio: Regio) -> bool:
    """Whether each of these belongs to this kwalificatie, as this regio knows it."""
    return {w.pk for w in werkprocessen} <= set(keuze(kwalificatie, regio).values_list("pk", flat=True))


def omschrijving(erkenning) -> str:
    """The scope in words, for a line of history or a list."""
    if erkenning.hele_kwalificatie:
        return "De hele kwalificatie"
    return "Alleen " + ", ".join(sorted(erkenning.werkprocessen.values_list("nummer", flat=True)))
