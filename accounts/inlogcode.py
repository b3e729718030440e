"""
Signing in by a code in the mail. The request promises the same for every address; whether a mail goes out is found out by the
worker, so that neither text nor time tells a visitor (M17).

The code itself is allauth's: it stands in the session that asked for it and works nowhere else.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import mail
from basis.models import OutboxRow
from basis.outbox import enqueue

SOORT = "inlogcode"


@transaction.atomic
def promise(email: str, *, code: str) -> None:
    """
    Let the worker mail the code.

    :param code: empty for an address that signs in otherwise or not at all: the promise is made all the same.
    """
    enqueue(SOORT, sleutel=secrets.token_hex(16), payload={"email": email, "code": code})


@transaction.atomic
def send_code(row: OutboxRow) -> None:
    """In the worker: the mail, unless there is no code or it would come too late; the row forgets both."""
    too_old = timezone.now() - timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    if row.payload.get("code") and row.created_at > too_old:
        mail.send_inlogcode(aan=row.payload["email"], code=row.payload["code"], sleutel=str(row.pk))
    OutboxRow.objects.filter(pk=row.pk).update(payload={})
