"""The scope of an erkenning: the whole kwalificatie, or some of its werkprocessen."""

from collections.abc import Collection

from accounts.models import Regio
from kwalificaties.keuze import werkprocessen_voor
from kwalificaties.models import Kwalificatie, Werkproces


def past(werkprocessen: Collection[Werkproces], kwalificatie: Kwalificatie, regio: Regio) -> bool:
    """Whether each of these belongs to this kwalificatie, as this regio knows it."""
    return {w.pk for w in werkprocessen} <= set(werkprocessen_voor(kwalificatie, regio).values_list("pk", flat=True))


def omschrijving(erkenning) -> str:
    """The scope in words, for a line of history or a list."""
    if erkenning.hele_kwalificatie:
        return "De hele kwalificatie"
    return "Alleen " + ", ".join(sorted(erkenning.werkprocessen.values_list("nummer", flat=True)))
