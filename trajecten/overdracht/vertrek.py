"""Who leaves: how much of theirs would be left without anybody, and which trajecten are so already."""

from datetime import date

from django.db.models import Exists, OuterRef

from accounts.gevolgen import Gevolg
from accounts.models import Lidmaatschap, Regio
from accounts.models.afwezigheid import VERVANGBAAR
from basis.templatetags.basis import meervoud
from trajecten.models import Traject
from trajecten.models.queries import TrajectQuerySet
from trajecten.overdracht import werk

OPEN = "open traject,open trajecten"


def bij_vertrek(lid: Lidmaatschap, on: date) -> list[Gevolg]:
    """In counts only: a beheerder reads this."""
    found = werk.van(lid.user, lid.regio, Traject.objects.filter(regio=lid.regio), on=on, met_betrokken=True)
    handled, parts, away = (rows.count() for rows in (found.trajecten, found.betrokken, found.vervangingen))
    counted = [
        (handled, f"is behandelaar van {meervoud(handled, OPEN)}"),
        (parts, f"werkt mee in {meervoud(parts, OPEN)}"),
        (away, f"vervangt {away} keer een collega"),
    ]
    words = [sentence for count, sentence in counted if count]
    if not words:
        return []
    begin = f"{', '.join(words[:-1])} en " if words[1:] else ""
    sentence = f"{lid.user} {begin}{words[-1]}. Geef dat eerst aan een collega."
    return [Gevolg("Draag eerst het werk over", sentence, "Draag over", "trajecten:overdragen", {"van": str(lid.user.code)})]


def zonder_behandelaar(regio: Regio, on: date) -> list[Gevolg]:
    """Trajecten of who left: they wait with nobody, though the reminders go to the coordinators."""
    count = verweesd(regio, on=on).count()
    if not count:
        return []
    words = "Die staan bij niemand onder Bij mij. Geef ze aan een collega."
    return [Gevolg(f"{meervoud(count, OPEN)} van wie geen toegang meer heeft", words, "Draag over", "trajecten:overdragen")]


def verweesd(regio: Regio, *, on: date) -> TrajectQuerySet:
    """The open ones whose behandelaar has no role in the regio any more."""
    here = Lidmaatschap.objects.geldig(on=on).filter(user=OuterRef("behandelaar"), regio=regio, rol__in=VERVANGBAAR)
    return Traject.objects.open().filter(~Exists(here), regio=regio, behandelaar__isnull=False)
