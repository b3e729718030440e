"""What goes by a personal link: a school that is mailed one to decide by, a deelnemer who reacts on the progress."""

from datetime import date

from praktijkleren.demo import teksten
from praktijkleren.demo.agenda import moment
from praktijkleren.demo.plek import Leven
from trajecten import besluitlinks, vraaglinks
from trajecten.models import Traject


def schoollink(leven: Leven, on: date) -> Traject:
    """While it still lies with the school."""
    traject = Traject.objects.get(pk=leven.traject.pk)
    if besluitlinks.ligt_bij_de_school(traject):
        besluitlinks.stuur(traject=traject, by=leven.by, on=on, at=moment(on, 90))
    return Traject.objects.get(pk=leven.traject.pk)


def reactie(leven: Leven, on: date) -> Traject:
    """Scanned at the workplace; of one story the coordinator read it the same day."""
    traject, who = Traject.objects.get(pk=leven.traject.pk), {"by": leven.by, "on": on}
    if not vraaglinks.kan_vragen(traject):
        return traject
    token = vraaglinks.toon(traject=traject, at=moment(on, 120), **who)
    row = vraaglinks.antwoord(token, tekst=teksten.REACTIES[traject.pk % len(teksten.REACTIES)], on=on, at=moment(on, 125))
    if leven.met("reactie_gelezen"):
        vraaglinks.gelezen(traject=traject, reactie=row, at=moment(on, 300), **who)
    return Traject.objects.get(pk=traject.pk)
