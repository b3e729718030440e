"""
What happens to a membership: rights, mandate, its end, and closing an account. Accounts are never deleted.

Every change takes the lock of the regio first, so that two beheerders cannot remove each other at the same moment.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.models import Lidmaatschap, Recht, Regio, Rol

LAATSTE = "Dit is de laatste beheerder van deze regio. Nodig eerst een andere beheerder uit."


class LidGeweigerd(Exception):
    """A sentence for whoever manages the members."""


@transaction.atomic
def beeindigen(lid: Lidmaatschap, *, tot: date) -> None:
    """
    End a membership.

    :param tot: the last day of access.
    :raises LidGeweigerd: the last beheerder of a regio stays, and nothing ends before it began.
    """
    lid = _locked(lid)
    if tot < lid.vanaf - timedelta(days=1):
        raise LidGeweigerd("Kies een dag na het begin van dit lidmaatschap.")
    _end(lid, tot)


@transaction.atomic
def sluiten(lid: Lidmaatschap, *, on: date) -> None:
    """
    Take away all access of this person in this regio, at once; an account that is of use nowhere else is closed.

    Whether it is of use elsewhere is not told: regio's do not know of each other.

    :raises LidGeweigerd: the last beheerder of a regio stays.
    """
    lid = _locked(lid)
    yesterday = on - timedelta(days=1)
    user = lid.user
    for own in user.lidmaatschappen.filter(regio=lid.regio).filter(Q(tot__isnull=True) | Q(tot__gte=on)):
        _end(own, max(yesterday, own.vanaf - timedelta(days=1)))
    if not user.lidmaatschappen.filter(Q(tot__isnull=True) | Q(tot__gte=on)).exists():
        user.is_active = False
        user.save(update_fields=["is_active"])


@transaction.atomic
def mandaat_geven(lid: Lidmaatschap, *, mandaat: str) -> None:
    """
    Give the right to decide for the school, with the school's written mandate noted (domein §1).

    :raises LidGeweigerd: not a person of a school.
    """
    lid = _locked(lid)
    if lid.rol != Rol.SCHOOL:
        raise LidGeweigerd("Alleen iemand van een school kan vaststellen namens het bevoegd gezag.")
    lid.rechten = [*(r for r in lid.rechten if r != Recht.VASTSTELLEN), Recht.VASTSTELLEN]
    lid.mandaat = mandaat
    _save(lid, ["rechten", "mandaat"])


@transaction.atomic
def mandaat_intrekken(lid: Lidmaatschap) -> None:
    lid = _locked(lid)
    lid.rechten = [r for r in lid.rechten if r != Recht.VASTSTELLEN]
    lid.mandaat = ""
    _save(lid, ["rechten", "mandaat"])


@transaction.atomic
def catalogusbeheer(lid: Lidmaatschap, *, geven: bool) -> None:
    """The right over the national catalogue; only a command calls this (domein §1: not given on a page)."""
    lid = _locked(lid)
    others = [r for r in lid.rechten if r != Recht.CATALOGUSBEHEER]
    lid.rechten = [*others, Recht.CATALOGUSBEHEER] if geven else others
    _save(lid, ["rechten"])


def _locked(lid: Lidmaatschap) -> Lidmaatschap:
    Regio.objects.select_for_update().get(pk=lid.regio_id)
    return Lidmaatschap.objects.select_for_update(of=("self",)).select_related("user", "regio").get(pk=lid.pk)


def _end(lid: Lidmaatschap, tot: date) -> None:
    if lid.rol == Rol.BEHEERDER and not _other_beheerder(lid, tot):
        raise LidGeweigerd(LAATSTE)
    lid.tot = tot
    _save(lid, ["tot"])


def _other_beheerder(lid: Lidmaatschap, tot: date) -> bool:
    """Somebody else who is beheerder without an end when this one stops."""
    others = Lidmaatschap.objects.filter(regio=lid.regio, rol=Rol.BEHEERDER, tot__isnull=True, user__is_active=True)
    return others.filter(vanaf__lte=tot + timedelta(days=1)).exclude(user=lid.user).exists()


def _save(lid: Lidmaatschap, fields: list[str]) -> None:
    lid.versie += 1
    lid.save(update_fields=[*fields, "versie"])
