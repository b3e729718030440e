"""What several stories of the demo do in the same way."""

from datetime import date

from praktijkleren.demo.plek import Leven, over
from trajecten import workflow
from trajecten.models import Traject
from trajecten.workflow.plaatsing import Identiteit
from werkgevers import erkenning as erkenningen
from werkgevers.models import Erkenning, Hoe, Uitkomst


def bevestigd(doe, **args) -> Traject:
    """Do it; what is unusual is confirmed, as somebody would on the page."""
    try:
        return doe(**args)
    except workflow.BevestigingNodig as vraag:
        codes = frozenset(v.code for v in vraag.vragen)
        return doe(**args, bevestigd=workflow.Bevestiging(codes, "Zo afgesproken met alle partijen."))


def controleer(leven: Leven, erkenning: Erkenning, on: date, *, ouder_dan: int) -> None:
    """Look again whether the erkenning holds, when the last look is so many days old."""
    last = erkenning.checks.order_by("-datum").values_list("datum", flat=True).first()
    if last is None or (on - last).days > ouder_dan:
        erkenningen.controle_vastleggen(
            erkenning=erkenning, datum=on, hoe=Hoe.STAGEMARKT, uitkomst=Uitkomst.ERKEND, bewijs="Staat er nog.", by=leven.by, on=on
        )


def identiteit(leven: Leven, on: date) -> Identiteit:
    m = leven.mens
    return Identiteit(m.voornamen, m.achternaam, leven.geboren, m.geboorteplaats, m.geboorteland, leven.by.naam, over(on, -2))
