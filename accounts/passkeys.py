"""
Signing in with a finger, a face or a PIN instead of a code or a password: what allauth keeps of a passkey, under a public name.

A passkey is named in an address by a code made of its credential id, so that no key of a row stands there.
"""

import hashlib
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from fido2.utils import websafe_decode

from accounts import mail
from accounts.models import User
from basis.tekst import fold

MOST = 10
RUBBISH = (ValueError, TypeError, LookupError, AttributeError, struct.error, InvalidSignature, UnsupportedAlgorithm)
LUKT_NIET = "Het lukte niet met deze passkey. Probeer het opnieuw, of log anders in."
TE_VEEL = f"Haal eerst een passkey weg. U hebt er al {MOST}."
# The first that stands in what a browser says of itself; an Android says Linux too, an iPad Mac.
APPARATEN = {"iphone": "iPhone", "ipad": "iPad", "android": "Android-apparaat", "windows": "Windows-computer", "mac os": "Mac"}


@dataclass(frozen=True)
class Passkey:
    code: UUID
    naam: str
    gemaakt_op: datetime
    gebruikt_op: datetime | None
    row: Authenticator


def of(user: User) -> list[Passkey]:
    """Those of this account, the newest first."""
    return [_passkey(row) for row in _rows(user).order_by("-created_at", "-pk")]


def find(user: User, code: UUID) -> Passkey | None:
    return next((passkey for passkey in of(user) if passkey.code == code), None)


def begin(user: User) -> dict:
    """What the browser needs to make one; the challenge stands in the session and counts once."""
    return auth.begin_registration(user, passwordless=True)


def add(user: User, *, credential: Any, user_agent: str, sleutel: str) -> None:
    """
    Keep a passkey that was made for the challenge of this session.

    :raises ValidationError: another challenge, a device that did not ask who was there, or more than anybody needs.
    """
    if _rows(user).count() >= MOST:
        raise ValidationError(TE_VEEL)
    with _refusing():
        auth.parse_registration_response(credential)
        is_verified = auth.complete_registration(credential).is_user_verified()
    if not is_verified:
        raise ValidationError(LUKT_NIET)
    auth.WebAuthn.add(user, _device(user_agent), credential)
    mail.notify("passkey_erbij", aan=user.email, sleutel=sleutel)


def remove(passkey: Passkey, *, sleutel: str) -> None:
    passkey.row.delete()
    mail.notify("passkey_weg", aan=passkey.row.user.email, sleutel=sleutel)


def prove(credential: Any) -> Authenticator:
    """
    The passkey that gave this answer to the challenge of this session.

    :raises ValidationError: the answer is of no open account here, or to another challenge, or proves nothing.
    """
    with _refusing():
        auth.parse_authentication_response(credential)
        return auth.complete_authentication(_owner(credential), credential)


def is_time_to_offer(request: HttpRequest, user: User) -> bool:
    """Once, after the first sign-in by a code."""
    records = get_authentication_records(request, user)
    by_code = bool(records) and records[-1]["method"] == "code"
    return by_code and user.passkey_aangeboden_op is None and not _rows(user).exists()


@contextmanager
def _refusing() -> Iterator[None]:
    """What a stranger sent is taken apart by fido2, which stumbles over rubbish in many ways; a wrong signature is one of them."""
    try:
        yield
    except RUBBISH as wrong:
        raise ValidationError(LUKT_NIET) from wrong


def _owner(credential: Any) -> User:
    """Whose passkey it says to be; the signature then has to prove it."""
    code = UUID(hex=websafe_decode(credential["response"]["userHandle"]).decode())
    user = User.objects.filter(code=code, is_active=True).first()
    if user is None:
        raise ValidationError(LUKT_NIET)
    return user


def _rows(user: User):
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)


def _passkey(row: Authenticator) -> Passkey:
    digest = hashlib.sha256(row.data["credential"]["rawId"].encode()).digest()
    return Passkey(UUID(bytes=digest[:16], version=4), row.data["name"], row.created_at, row.last_used_at, row)


def _device(user_agent: str) -> str:
    return next((name for sign, name in APPARATEN.items() if sign in fold(user_agent)), "Computer")
