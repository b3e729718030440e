"""What goes by a personal link: a school that decides, a deelnemer who reacts on the progress or tells what they do now."""

from datetime import date, timedelta

from accounts.models import User
from basis.dagen import today
from praktijkleren.demo import teksten
from praktijkleren.demo.agenda import moment
from praktijkleren.demo.plek import Leven
from trajecten import besluitlinks, vraaglinks
from trajecten.herinneringen import bundelen
from trajecten.herinneringen.wie import DEELNEMER
from trajecten.models import Traject
from trajecten.nazorg import rondes, vraag


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


def vertelt(traject: Traject, on: date, uitkomst: str, *, by: User) -> bool:
    """The deelnemer answers the question of nazorg by the link in a mail. :returns: whether they did: some are called."""
    asked = rondes.huidige(traject, on=on)
    if asked is None or not traject.deelnemer.email or traject.pk % 3 == 0:
        return False
    told = {"adres": traject.deelnemer.email, "geen_mail": bundelen.AL_GEDAAN}  # the mail of then is not sent now
    row = asked.herinneringen.create(moment=on, sleutel=DEELNEMER, at=moment(on, 60), **told)
    _, token = vraag.maak(traject, asked, row, at=moment(on, 60))
    said = vraag.antwoord(token, uitkomst=uitkomst, on=on, at=moment(on, 300))
    if on < today() - timedelta(days=14):
        vraaglinks.gelezen(traject=traject, reactie=said, by=by, on=on, at=moment(on, 400))
    return True
