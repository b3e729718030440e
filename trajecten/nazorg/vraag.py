"""
The one question by a personal link: mailed at each reminder of a round, answered once, while the round lasts (domein §8; M02).

Every link of a round works until the round is over, so that it does not matter which mail the deelnemer opens.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from berichten.models import Bericht
from trajecten import aan_zet, gebeurtenissen, links, terugweg
from trajecten.herinneringen.wie import DEELNEMER
from trajecten.mailteksten import brieven
from trajecten.models import Herinnering, Reactie, Termijn, Traject, Vraaglink
from trajecten.models.link import Linkwijze
from trajecten.models.reactie import Vraagsoort
from trajecten.models.verklaring import Meetwijze
from trajecten.nazorg import meten, rondes, woorden
from trajecten.regels import Status
from trajecten.systeem import VRAAGLINK, Systeem
from trajecten.voorkeuren import afmelden
from trajecten.voorkeuren.groepen import groep_van
from trajecten.workflow import OvergangGeweigerd


@transaction.atomic
def herinner(herinnering: Herinnering, *, at: datetime) -> Bericht | None:
    """
    Mail the deelnemer the question of the round that this reminder is of.

    :returns: None when another round is asked by now, there is no address, or a mail went out less than a day ago.
    """
    traject = _vergrendel(herinnering.termijn.traject_id)
    termijn = rondes.huidige(traject, on=timezone.localdate(at))
    if termijn is None or termijn.pk != herinnering.termijn_id:
        return None
    return _mail(traject, termijn, herinnering, at)


def _vergrendel(pk: int) -> Traject:
    rows = Traject.objects.select_for_update(of=("self",)).select_related("regio", "deelnemer", "kwalificatie")
    return rows.get(pk=pk)


def _mail(traject: Traject, termijn: Termijn, herinnering: Herinnering, at: datetime) -> Bericht | None:
    mailed = traject.vraaglinks.filter(soort=Vraagsoort.NAZORG, wijze=Linkwijze.MAIL)
    again = links.weer_vanaf(mailed)
    if not traject.deelnemer.email or (again and at < again):
        return None
    link, token = maak(traject, termijn, herinnering, at=at)
    terugweg.vervalt(traject)
    email = traject.deelnemer.email
    stop = afmelden.voet(email, {groep_van(termijn.soort)}, at=at)
    letter = brief(traject, adres(token), vervalt_op=link.vervalt_op)
    return brieven.stuur(letter, aan=email, sleutel=f"vraaglink:{link.token_hash}", afmelden=stop)


def maak(traject: Traject, termijn: Termijn, herinnering: Herinnering, *, at: datetime) -> tuple[Vraaglink, str]:
    """:returns: the link, and its token, which is not kept."""
    return links.maak(
        Vraaglink,
        {"traject": traject, "soort": Vraagsoort.NAZORG, "herinnering": herinnering},
        geldig=rondes.vervalt_op(termijn, timezone.localdate(at)) - at,
        door=None,
        at=at,
        wijze=Linkwijze.MAIL,
    )


def adres(token: str) -> str:
    return links.adres("link_nazorg", token)


def brief(traject: Traject, link: str, *, vervalt_op: datetime) -> brieven.Brief:
    """Names nobody: what is asked, by when, one address (domein §8)."""
    return brieven.met_link("nazorg", traject, link, vervalt_op=vervalt_op, start=traject.eerste_werkdag)


def vind(token: str, *, at: datetime) -> Vraaglink | None:
    """The link while its round is the one that is asked; looking consumes nothing."""
    asked = Vraaglink.objects.van(token).bruikbaar(at=at).filter(soort=Vraagsoort.NAZORG, traject__status=Status.NAZORG)
    link = asked.filter(traject__geanonimiseerd_op__isnull=True).select_related("traject__regio", "herinnering").first()
    if link is None or link.herinnering is None:
        return None
    termijn = rondes.huidige(link.traject, on=timezone.localdate(at))
    return link if termijn and termijn.pk == link.herinnering.termijn_id else None


@transaction.atomic
def antwoord(token: str, *, uitkomst: str, on: date, at: datetime) -> Reactie:
    """
    Keep what the deelnemer chose, as the outcome of this round, and use the link up; after 12 months the dossier closes.

    :raises LinkGeldtNiet: the link does not count any more. :raises OvergangGeweigerd: not one of the outcomes.
    """
    traject = links.vergrendel(Vraaglink, token)
    link = vind(token, at=at)
    if link is None or link.herinnering is None or not Vraaglink.objects.van(token).gebruik(at=at):
        raise links.LinkGeldtNiet
    chosen = dict(woorden.keuzes(traject)).get(uitkomst)
    if chosen is None:
        raise OvergangGeweigerd("Kies een van de antwoorden.")
    maand = rondes.maand_van(link.herinnering.termijn)
    row = traject.reacties.create(link=link, tekst=chosen, at=at)
    by = Systeem(VRAAGLINK)
    meten.leg_vast(traject, maand=maand, uitkomst=uitkomst, datum=on, hoe=Meetwijze.LINK, by=by, on=on)
    aan_zet.bijwerken(traject, on=on)
    meten.sluit_als_klaar(traject, on=on)
    return row


def vraag_nieuwe(old: Vraaglink, *, on: date, at: datetime) -> None:
    """The holder of a link that does not work any more asks for another: of the round that is asked now, if any. Says nothing."""
    traject = _vergrendel(old.traject_id)
    termijn = rondes.huidige(traject, on=on) if traject.status == Status.NAZORG else None
    told = termijn and termijn.herinneringen.filter(sleutel=DEELNEMER).order_by("-moment").first()
    if termijn and told and _mail(traject, termijn, told, at):
        by = Systeem(VRAAGLINK, hoe="gevraagd met een eerdere link")
        gebeurtenissen.schrijf(traject, "nazorg_gevraagd", by=by, on=on)
