"""
Signing by a personal link: for who has no account, the deelnemer and a wettelijk vertegenwoordiger (domein §1; M02).

By mail, or as a QR-code on the coordinator's screen. Showing the page consumes nothing; signing uses the link up in the transaction
of the signature, so that a refusal leaves it as it was.
"""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from basis.templatetags.basis import tijdstip
from berichten.models import Bericht
from documenten.models import Status as DocumentStatus
from trajecten import gebeurtenissen, links, overeenkomst, tekenen, toegang
from trajecten.mailteksten import brieven
from trajecten.models import Handtekening, Plaatsing, Tekenlink, Traject
from trajecten.models.link import LinkQuerySet, Linkwijze
from trajecten.models.overeenkomst import PokBron, Wijze
from trajecten.regels import Ondertekenaar
from trajecten.workflow.kern import OvergangGeweigerd

ZONDER_ACCOUNT = frozenset({Ondertekenaar.DEELNEMER, Ondertekenaar.VERTEGENWOORDIGER})


def opnieuw_vanaf(handtekening: Handtekening) -> datetime | None:
    """From when another mail may go out; None for now."""
    return links.weer_vanaf(handtekening.links.filter(wijze=Linkwijze.MAIL))


@transaction.atomic
def stuur(*, handtekening: Handtekening, by: User, on: date, at: datetime) -> Tekenlink:
    """
    Mail the deelnemer a link, for two weeks; an earlier one stops working.

    :raises OvergangGeweigerd: no address, somebody with an account, a mail less than a day ago, or nothing to sign.
    """
    traject, row = _te_tekenen(handtekening)
    if not toegang.may(by, Permission.TRAJECT_TEKENEN_VASTLEGGEN, traject, on=on):
        raise OvergangGeweigerd("Een link sturen mag u bij dit traject niet doen.")
    if row.partij != Ondertekenaar.DEELNEMER or not traject.deelnemer.email:
        raise OvergangGeweigerd("Er is geen e-mailadres bekend. Toon de QR-code, of laat op papier tekenen.")
    if (again := opnieuw_vanaf(row)) and at < again:
        raise OvergangGeweigerd(f"De link is al gestuurd. Opnieuw sturen kan vanaf {tijdstip(again)}.")
    link, token = _maak(row, Linkwijze.MAIL, by, at)
    _mail(link, token)
    details = {"Wie": Ondertekenaar(row.partij).label, "Hoe": "per mail"}
    gebeurtenissen.schrijf(traject, "tekenlink", by=by, on=on, details=details)
    return link


@transaction.atomic
def herinner(plaatsing: Plaatsing, *, at: datetime) -> Bericht | None:
    """
    Mail the deelnemer a new link for what they have to sign here; an earlier one stops working.

    :returns: None when there is nothing to sign, no address, or a link was mailed less than a day ago.
    """
    asked = overeenkomst.gevraagd().filter(pok_versie__plaatsing=plaatsing, partij=Ondertekenaar.DEELNEMER).first()
    if asked is None:
        return None
    try:
        traject, row = _te_tekenen(asked)
    except OvergangGeweigerd:  # signed meanwhile, or the agreement is not made yet
        return None
    again = opnieuw_vanaf(row)
    if not traject.deelnemer.email or (again and at < again):
        return None
    link, token = _maak(row, Linkwijze.MAIL, None, at)
    return _mail(link, token)


def wordt_gemaakt(traject: Traject) -> bool:
    """Whether the deelnemer cannot sign yet, because our agreement is not there: it is being made, or could not be."""
    asked = overeenkomst.gevraagd().filter(pok_versie__plaatsing__traject=traject, partij=Ondertekenaar.DEELNEMER)
    ours = asked.filter(pok_versie__plaatsing__huidig=True, pok_versie__bron=PokBron.SYSTEEM)
    return ours.exclude(pok_versie__document__status=DocumentStatus.KLAAR).exists()


@transaction.atomic
def toon(*, handtekening: Handtekening, by: User, on: date, at: datetime) -> str:
    """
    A link to show as a QR-code, for a quarter of an hour; an earlier one stops working.

    :returns: the token. :raises OvergangGeweigerd: somebody with an account, or nothing to sign.
    """
    traject, row = _te_tekenen(handtekening)
    if not toegang.may(by, Permission.TRAJECT_TEKENEN_VASTLEGGEN, traject, on=on):
        raise OvergangGeweigerd("Een QR-code tonen mag u bij dit traject niet doen.")
    _, token = _maak(row, Linkwijze.QR, by, at)
    details = {"Wie": Ondertekenaar(row.partij).label, "Hoe": "als QR-code"}
    gebeurtenissen.schrijf(traject, "tekenlink", by=by, on=on, details=details)
    return token


def _te_tekenen(handtekening: Handtekening):
    traject, row = overeenkomst.vergrendel(handtekening)
    if row.partij not in ZONDER_ACCOUNT:
        raise OvergangGeweigerd("Deze partij tekent in het portaal, of op papier.")
    if row.getekend_op:
        raise OvergangGeweigerd("Deze handtekening staat er al. Bekijk het dossier: misschien was een collega u voor.")
    document = row.pok_versie.document
    if document is None or document.status != DocumentStatus.KLAAR:
        raise OvergangGeweigerd("De overeenkomst wordt nog gemaakt. Probeer het over een minuut opnieuw.")
    return traject, row


def _maak(row: Handtekening, wijze: Linkwijze, by: User | None, at: datetime) -> tuple[Tekenlink, str]:
    return links.maak(Tekenlink, {"handtekening": row}, geldig=links.GELDIG[wijze], door=by, at=at, wijze=wijze)


def adres(token: str) -> str:
    return links.adres("link", token)


def _mail(link: Tekenlink, token: str) -> Bericht:
    """Names nobody: what is asked, by when, one address (domein §8). What only this person can do cannot be switched off."""
    traject = link.handtekening.pok_versie.plaatsing.traject
    brief = brieven.met_link("tekenlink", traject, adres(token), vervalt_op=link.vervalt_op)
    return brieven.stuur(brief, aan=traject.deelnemer.email, sleutel=f"tekenlink:{link.token_hash}")


def trek_in(traject: Traject, *, at: datetime) -> None:
    """The address changed: what was mailed to the old one stops working, and a new mail need not wait."""
    own = Tekenlink.objects.filter(
        handtekening__pok_versie__plaatsing__traject__deelnemer=traject.deelnemer_id, wijze=Linkwijze.MAIL
    )
    own.trek_in(at=at)


def _van(token: str) -> LinkQuerySet:
    return Tekenlink.objects.van(token).select_related("handtekening__pok_versie__plaatsing")


def vind(token: str, *, at: datetime) -> Tekenlink | None:
    """The link while it can be used for a signature that is still asked; looking consumes nothing."""
    return _van(token).bruikbaar(at=at).filter(handtekening__in=overeenkomst.gevraagd()).first()


def vind_getekend(token: str, *, at: datetime) -> Tekenlink | None:
    """The link that was used to sign, a quarter of an hour long: its holder can still fetch what was signed."""
    lately = _van(token).filter(gebruikt_op__gt=at - links.NET)
    return lately.filter(handtekening__wijze=Wijze.LINK, handtekening__getekend_op__isnull=False).first()


@transaction.atomic
def teken(token: str, *, bewijs: tekenen.Bewijs, on: date, at: datetime) -> Handtekening:
    """
    Sign, and use the link up.

    :raises OvergangGeweigerd: the link does not count any more, or what `tekenen.teken_met_link` refuses.
    """
    return _gebruik(token, at, lambda row: tekenen.teken_met_link(handtekening=row, bewijs=bewijs, on=on))


@transaction.atomic
def weiger(token: str, *, reden: str, on: date, at: datetime) -> Handtekening:
    """Say why one does not sign, and use the link up. :raises OvergangGeweigerd: the link does not count any more."""

    def do(handtekening: Handtekening) -> Handtekening:
        traject, row = overeenkomst.vergrendel(handtekening)
        overeenkomst.noteer_weigering(traject, row, reden, by=tekenen.MET_LINK, on=on, zelf=True)
        return row

    return _gebruik(token, at, do)


def _gebruik(token: str, at: datetime, do: Callable[[Handtekening], Handtekening]) -> Handtekening:
    link = _van(token).first()
    if link is None:
        raise links.LinkGeldtNiet
    overeenkomst.vergrendel_traject(link.handtekening)  # the traject first, as everywhere
    if not Tekenlink.objects.van(token).gebruik(at=at):
        raise links.LinkGeldtNiet
    return do(link.handtekening)


@transaction.atomic
def vraag_nieuwe(token: str, *, at: datetime) -> None:
    """
    The holder of a link that does not work any more asks for another: mailed to the address that is known, if one is still asked.

    Says nothing: whoever found the link learns nothing from it.
    """
    old = _van(token).first()
    if old and old.handtekening.partij == Ondertekenaar.DEELNEMER:
        herinner(old.handtekening.pok_versie.plaatsing, at=at)
