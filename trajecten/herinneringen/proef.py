"""How the mail of a reminder that is to come will read, made by what makes the real one (domein §8, preview)."""

from datetime import date, datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import Regio
from trajecten.herinneringen import bundelen
from trajecten.herinneringen.wie import DEELNEMER, Ontvanger
from trajecten.links import GELDIG
from trajecten.mailteksten import brieven, teksten
from trajecten.mailteksten.voorbeeld import LINK, Voorbeeld, voorbeeld
from trajecten.models import Herinnering, Termijn
from trajecten.models.link import Linkwijze
from trajecten.nazorg import rondes, vraag
from trajecten.nazorg.rondes import MAANDEN


class Proef:
    """The words of a regio, read once for a whole page."""

    def __init__(self, regio: Regio):
        self._woorden = teksten.alle(regio)

    def mail(self, termijn: Termijn, people: list[Ontvanger], moment: date) -> Voorbeeld | None:
        """Of this reminder alone: what else waits for them that day stands in the same mail. None when nobody is mailed."""
        first = next((o for o in people if not o.geen_mail), None)
        if first is None:
            return None
        brief = self._brief(termijn, first, moment)
        return voorbeeld(brief, self._woorden[brief.soort])

    def _brief(self, termijn: Termijn, wie: Ontvanger, moment: date) -> brieven.Brief:
        if wie.sleutel == DEELNEMER and termijn.soort in MAANDEN:
            return vraag.brief(termijn.traject, settings.SITE_URL + LINK, vervalt_op=rondes.vervalt_op(termijn, moment))
        if wie.sleutel == DEELNEMER and termijn.traject.kwalificatie:
            until = datetime.combine(moment, time(9), timezone.get_current_timezone()) + GELDIG[Linkwijze.MAIL]
            return brieven.met_link("tekenlink", termijn.traject, settings.SITE_URL + LINK, vervalt_op=until)
        link = settings.SITE_URL + reverse("trajecten:meldingen") if wie.user else ""
        row = Herinnering(termijn=termijn, is_bel=wie.is_bel)
        return bundelen.brief([row], link, on=moment, kent=set() if wie.op_nummer else None)
