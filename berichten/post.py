"""Write a mail now, in the caller's transaction; the worker sends it."""

import uuid

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from basis import outbox
from berichten import opmaak
from berichten.models import Bericht


def verstuur(*, aan: str, onderwerp: str, template: str, context: dict, sleutel: str) -> Bericht:
    """
    One mail to one person; the same key twice is one mail.

    No personal data of a deelnemer: a traject number, what is asked, one link from SITE_URL (domein §8, M25).

    :param template: a text template; the HTML is made from the same words.
    :param sleutel: what it is about and for whom, without an address: "termijn:88:0:lid:12".
    """
    with transaction.atomic():
        if bericht := Bericht.objects.filter(sleutel=sleutel).first():
            return bericht
        bericht = _written(aan=aan, onderwerp=onderwerp, template=template, context=context, sleutel=sleutel)
        outbox.enqueue("mail", sleutel=str(bericht.code), payload={"bericht": bericht.pk})
    return bericht


def _written(*, aan: str, onderwerp: str, template: str, context: dict, sleutel: str) -> Bericht:
    code = uuid.uuid4()
    tekst = opmaak.text(template, context)
    bericht, _ = Bericht.objects.get_or_create(
        sleutel=sleutel,
        defaults={
            "code": code,
            "aan": aan,
            "onderwerp": onderwerp,
            "tekst": tekst,
            "html": opmaak.html(tekst, onderwerp),
            "message_id": f"<{code}@{settings.SITE_HOST}>",
            "gemaakt_op": timezone.now(),
        },
    )
    return bericht
