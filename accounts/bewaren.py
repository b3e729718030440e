"""
What was typed when a session ended, kept until its owner signs in again (ADR 0015).

Only a session of that person brings it in, it is encrypted with a key of that person, and only that person's next sign-in gets it
out; whoever signs in on the same screen afterwards finds nothing. Passwords and files are never kept.
"""

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac

from accounts.models import BewaardeInvoer, User
from basis.getypt import Waarde

LIFETIME = timedelta(hours=2)
LARGEST = 200_000  # bytes; more is no form that somebody fills in


@dataclass(frozen=True)
class Invoer:
    """
    :param pagina: the address of the page that held the form.
    :param actie: the address the form goes to.
    :param bestanden: whether files were chosen, which have to be chosen again.
    """

    pagina: str
    actie: str
    velden: list[Waarde]
    bestanden: bool = False


def keep(user: User, invoer: Invoer, *, at: datetime) -> bool:
    """The newest replaces what was kept before. :returns: False when nobody typed anything, or far too much."""
    if not any(veld.tonen for veld in invoer.velden):
        return False
    velden = [[veld.naam, veld.waarde, veld.tonen] for veld in invoer.velden]
    plain = json.dumps([invoer.pagina, invoer.actie, velden, invoer.bestanden]).encode()
    if len(plain) > LARGEST:
        return False
    BewaardeInvoer.objects.update_or_create(user=user, defaults={"inhoud": _cipher(user).encrypt(plain), "gemaakt_op": at})
    return True


def of(user: User, *, at: datetime) -> Invoer | None:
    """What this person was typing, as long as it is kept."""
    row = _rows(user).filter(gemaakt_op__gt=at - LIFETIME).first()
    if row is None:
        return None
    try:
        pagina, actie, velden, bestanden = json.loads(_cipher(user).decrypt(bytes(row.inhoud)))
    except InvalidToken:  # another SECRET_KEY since
        return None
    return Invoer(pagina, actie, [Waarde(*veld) for veld in velden], bestanden)


def forget(user: User) -> None:
    _rows(user).delete()


def sweep(*, at: datetime) -> None:
    BewaardeInvoer.objects.filter(gemaakt_op__lte=at - LIFETIME).delete()


def _rows(user: User):
    return BewaardeInvoer.objects.filter(user=user)


def _cipher(user: User) -> Fernet:
    """A key of this installation and this person: the row of one cannot be read as another."""
    key = salted_hmac("accounts.bewaren", user.code.hex, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
