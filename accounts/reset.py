"""
A forgotten password. The request only promises a mail, for every address alike; whether an account belongs to it is found out
by the worker, so that neither text nor time tells a visitor (M17).
"""

import secrets
from uuid import UUID

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction

from accounts import mail
from accounts.models import User
from basis.models import OutboxRow
from basis.outbox import enqueue

SOORT = "wachtwoord_vergeten"


@transaction.atomic
def request_link(email: str) -> str:
    enqueue(SOORT, sleutel=secrets.token_hex(16), payload={"email": email})
    return email


@transaction.atomic
def send_link(row: OutboxRow) -> None:
    """In the worker: a link for the open account with this address; nothing for a stranger."""
    user = User.objects.filter(email=row.payload["email"], is_active=True).first()
    if user:
        key = default_token_generator.make_token(user)
        mail.send_reset_link(aan=user.email, uid=user.code.hex, key=key, sleutel=str(row.pk))


def account(code_hex: str) -> User | None:
    """The open account a link is for."""
    return User.objects.filter(code=UUID(hex=code_hex), is_active=True).first()
