"""Write a mail now, in the caller's transaction; the worker sends it."""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from basis import outbox
from berichten import opmaak
from berichten.models import Bericht, Status


@dataclass(frozen=True)
class Afmeldadres:
    """
    Where somebody says that they want no more of these mails.

    :param pagina: to read and press. :param direct: for a mail program that does it by itself (RFC 8058).
    """

    pagina: str
    direct: str


def verstuur(
    *, aan: str, onderwerp: str, template: str, context: dict, sleutel: str, afmelden: Afmeldadres | None = None
) -> Bericht:
    """
    One mail to one person; the same key twice is one mail.

    No personal data of a deelnemer: a traject number, what is asked, one link from SITE_URL (domein §8, M25).

    :param template: a text template; the HTML is made from the same words.
    :param sleutel: what it is about and for whom, without an address: "termijn:88:0:lid:12".
    :param afmelden: None where a mail cannot be stopped: what only this person can do, or what is about their own account.
    """
    with transaction.atomic():
        if bericht := Bericht.objects.filter(sleutel=sleutel).first():
            return bericht
        subject = " ".join(onderwerp.split())  # a line end would begin another header
        bericht = _written(subject, aan=aan, template=template, context=context, sleutel=sleutel, afmelden=afmelden)
        outbox.enqueue("mail", sleutel=str(bericht.code), payload={"bericht": bericht.pk})
    return bericht


def trek_in(rows: QuerySet[Bericht], *, reden: str) -> int:
    """What has not left the house stays here, and its text goes. :returns: how many mails."""
    gone = {"status": Status.VERVALLEN, "reden": reden, "tekst": "", "html": "", "afmelden": ""}
    return rows.filter(status=Status.WACHT).update(**gone)


def _written(onderwerp: str, *, aan: str, template: str, context: dict, sleutel: str, afmelden: Afmeldadres | None) -> Bericht:
    code = uuid.uuid4()
    stop = afmelden.pagina if afmelden else ""
    tekst = opmaak.text(template, context, afmelden=stop)
    bericht, _ = Bericht.objects.get_or_create(
        sleutel=sleutel,
        defaults={
            "code": code,
            "aan": aan,
            "onderwerp": onderwerp,
            "tekst": tekst,
            "html": opmaak.html(tekst, onderwerp, afmelden=stop),
            "afmelden": afmelden.direct if afmelden else "",
            "message_id": f"<{code}@{settings.SITE_HOST}>",
            "gemaakt_op": timezone.now(),
        },
    )
    return bericht
