"""
A deelnemer answers a question by a personal link: how they find that it goes, by mail or as a QR-code (domein §7; M02). The other
question, what they do after the uitreiking, is `nazorg.vraag`; what both share stands here.

What is answered stays as it was written, for who works on the dossier; a leerbedrijf and a school never read it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import Permission
from basis.templatetags.basis import tijdstip
from berichten.afmelden import groepen_uit
from trajecten import gebeurtenissen, links, terugweg
from trajecten.actie import actie
from trajecten.mailteksten import brieven
from trajecten.models import Plaatsing, Reactie, Traject, Vraaglink
from trajecten.models.link import Linkwijze
from trajecten.models.queries import TrajectQuerySet
from trajecten.models.reactie import Vraagsoort
from trajecten.nazorg import vraag as nazorg
from trajecten.regels import AAN_HET_WERK, GESTART
from trajecten.systeem import VRAAGLINK, Systeem
from trajecten.voorkeuren import afmelden
from trajecten.workflow import OvergangGeweigerd

GROEP = "voortgang"  # of which the deelnemer may say that they want no mail


@dataclass(frozen=True)
class Stand:
    """
    What a dossier tells of it.

    :param met_mail: a mail may go. :param wil_niet: there is an address, and it wants no such mail.
    :param gevraagd: the mail that went out last. :param weer_vanaf: when the next may, while that is not yet.
    """

    kan: bool
    met_mail: bool
    wil_niet: bool
    gevraagd: Vraaglink | None
    weer_vanaf: datetime | None
    reacties: list[Reactie]

    @property
    def nieuw(self) -> bool:
        return any(row.gelezen_op is None for row in self.reacties)


def stand(traject: Traject, *, at: datetime) -> Stand:
    mailed = _gemaild(traject) if (now := kan_vragen(traject)) else Vraaglink.objects.none()
    again, unwanted = links.weer_vanaf(mailed), now and wil_niet(traject)
    return Stand(
        kan=now,
        met_mail=bool(traject.deelnemer.email) and not unwanted,
        wil_niet=unwanted,
        gevraagd=mailed.first(),
        weer_vanaf=again if again and at < again else None,
        reacties=list(traject.reacties.filter(link__soort=Vraagsoort.VOORTGANG).select_related("gelezen_door")),
    )


def nieuwe(trajecten: TrajectQuerySet, user: User, *, on: date) -> QuerySet[Reactie]:
    """What nobody has read yet, of the trajecten that are theirs or nobody's."""
    mine = trajecten.filter(trajecten.van_mij(user, on=on))
    unread = Reactie.objects.filter(traject__in=mine, gelezen_op__isnull=True)
    return unread.select_related("traject__deelnemer", "link").order_by("at")


def kan_vragen(traject: Traject) -> bool:
    """While the deelnemer is at work."""
    return traject.status in AAN_HET_WERK and traject.plaatsing is not None and traject.plaatsing.eerste_werkdag is not None


def wil_niet(traject: Traject) -> bool:
    """Whether the deelnemer said that they want no mail of this kind."""
    return bool(traject.deelnemer.email) and GROEP in groepen_uit(traject.deelnemer.email)


def _gemaild(traject: Traject):
    mailed = traject.vraaglinks.filter(soort=Vraagsoort.VOORTGANG, wijze=Linkwijze.MAIL, plaatsing=traject.plaatsing)
    return mailed.filter(ingetrokken_op__isnull=True)


@actie(Permission.TRAJECT_VOORTGANG)
def stuur(*, traject: Traject, by: User, on: date, at: datetime) -> Vraaglink:
    """
    Mail the deelnemer a link, for two weeks; an earlier one stops working.

    :raises OvergangGeweigerd: not at work, no address, or a mail less than a day ago.
    """
    return _stuur(traject, by, on, at)


def _stuur(traject: Traject, by: User | Systeem, on: date, at: datetime) -> Vraaglink:
    _check(traject)
    if not traject.deelnemer.email:
        raise OvergangGeweigerd("Er is geen e-mailadres bekend. Toon de QR-code, of vul het adres in bij 'Gegevens wijzigen'.")
    if wil_niet(traject):
        raise OvergangGeweigerd("De deelnemer wil deze mails niet meer. Toon de QR-code, of bel.")
    if (again := links.weer_vanaf(_gemaild(traject))) and at < again:
        raise OvergangGeweigerd(f"De vraag is al gestuurd. Opnieuw sturen kan vanaf {tijdstip(again)}.")
    link, token = _maak(traject, Linkwijze.MAIL, by, at)
    _mail(link, token, at)
    terugweg.vervalt(traject)
    gebeurtenissen.schrijf(traject, "reactie_gevraagd", by=by, on=on, details={"Hoe": "per mail"})
    return link


@actie(Permission.TRAJECT_VOORTGANG)
def toon(*, traject: Traject, by: User, on: date, at: datetime) -> str:
    """
    A link to show as a QR-code, for a quarter of an hour; an earlier one stops working.

    :returns: the token. :raises OvergangGeweigerd: not at work.
    """
    _check(traject)
    _, token = _maak(traject, Linkwijze.QR, by, at)
    gebeurtenissen.schrijf(traject, "reactie_gevraagd", by=by, on=on, details={"Hoe": "als QR-code"})
    return token


def _check(traject: Traject) -> None:
    if not kan_vragen(traject):
        raise OvergangGeweigerd("Een reactie vraagt u aan een deelnemer die aan het werk is.")


def _maak(traject: Traject, wijze: Linkwijze, by: User | Systeem, at: datetime) -> tuple[Vraaglink, str]:
    return links.maak(
        Vraaglink,
        {"traject": traject, "soort": Vraagsoort.VOORTGANG},
        geldig=links.GELDIG[wijze],
        door=by if isinstance(by, User) else None,
        at=at,
        wijze=wijze,
        plaatsing=traject.plaatsing,
    )


def adres(token: str) -> str:
    return links.adres("link_reactie", token)


def _mail(link: Vraaglink, token: str, at: datetime) -> None:
    """Names nobody: what is asked, by when, one address (domein §8)."""
    to = link.traject.deelnemer.email
    brief = brieven.met_link("reactie", link.traject, adres(token), vervalt_op=link.vervalt_op)
    brieven.stuur(brief, aan=to, sleutel=f"vraaglink:{link.token_hash}", afmelden=afmelden.voet(to, [GROEP], at=at))


def trek_in(traject: Traject, *, at: datetime) -> None:
    """The address changed: what was mailed to the old one stops working, and a new mail need not wait."""
    Vraaglink.objects.filter(traject__deelnemer=traject.deelnemer_id, wijze=Linkwijze.MAIL).trek_in(at=at)


def vind(token: str, *, at: datetime) -> Vraaglink | None:
    """The link while it can be used, about where the deelnemer works now; looking consumes nothing."""
    asked = Vraaglink.objects.van(token).bruikbaar(at=at).filter(soort=Vraagsoort.VOORTGANG)
    return asked.filter(plaatsing__huidig=True, traject__status__in=GESTART).select_related("traject").first()


def vind_gebruikt(token: str, *, at: datetime) -> Vraaglink | None:
    """The link just after it was used, of either kind: its holder is told that it is done, and not that the link is no good."""
    return Vraaglink.objects.van(token).filter(gebruikt_op__gt=at - links.NET).first()


def plaatsing(link: Vraaglink) -> Plaatsing:
    """Where it is about, as the portal reads it."""
    return Plaatsing.objects.for_portaal().get(pk=link.plaatsing_id)


@transaction.atomic
def antwoord(token: str, *, tekst: str, on: date, at: datetime) -> Reactie:
    """Keep what the deelnemer wrote, and use the link up. :raises LinkGeldtNiet: the link does not count any more."""
    traject = links.vergrendel(Vraaglink, token)
    link = vind(token, at=at)
    if link is None or not Vraaglink.objects.van(token).gebruik(at=at):
        raise links.LinkGeldtNiet
    row = traject.reacties.create(link=link, tekst=tekst, at=at)
    gebeurtenissen.schrijf(traject, "reactie", by=Systeem(VRAAGLINK), on=on)
    return row


@actie(Permission.TRAJECT_VOORTGANG)
def gelezen(*, traject: Traject, by: User, on: date, reactie: Reactie, at: datetime) -> None:
    """Somebody read it: it is new no more, for nobody; the first who says so stays."""
    if Reactie.objects.filter(pk=reactie.pk, gelezen_op__isnull=True).update(gelezen_op=at, gelezen_door=by):
        gebeurtenissen.schrijf(traject, "reactie_gelezen", by=by, on=on)


@transaction.atomic
def vraag_nieuwe(token: str, *, on: date, at: datetime) -> None:
    """The holder of a link that does not work any more asks for another; says nothing, as of the other kinds."""
    old = Vraaglink.objects.van(token).first()
    if old is None or old.gebruikt_op:
        return
    if old.soort == Vraagsoort.NAZORG:
        return nazorg.vraag_nieuwe(old, on=on, at=at)
    try:
        _stuur(links.vergrendel(Vraaglink, token), Systeem(VRAAGLINK, hoe="gevraagd met een eerdere link"), on, at)
    except OvergangGeweigerd:  # not at work any more, no address, or mailed today: the answer is the same
        return
