"""
Becoming a member: by an invitation to one address, once, within a week or two (M02).

The link is kept hashed. Showing it changes nothing (mail scanners follow links); accepting it is one conditional UPDATE, so
that of many at once one succeeds. What was promised in the invitation is what is given: address, role, regio, organisation.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import mail
from accounts.models import Lidmaatschap, Organisatie, Recht, Regio, Rol, Uitnodiging, User
from accounts.models.lidmaatschap import PORTAALROLLEN, RECHTEN_VAN_ROL, SOORTEN_VAN_ROL
from basis.sleutels import hash_token, new_token

DAGEN, DAGEN_VAN_BUITEN = 7, 14  # keuze: who comes now and then reads mail now and then
ONGELDIG = "Deze uitnodiging is niet meer geldig. Vraag degene die u uitnodigde om een nieuwe."


class UitnodigingGeweigerd(Exception):
    """A sentence for whoever invites or accepts."""


@transaction.atomic
def uitnodigen(
    *,
    email: str,
    naam: str,
    regio: Regio,
    rol: Rol,
    organisatie: Organisatie | None,
    rechten: list[Recht],
    by: User | None,
    at: datetime,
) -> Uitnodiging:
    """
    Invite somebody by mail; whoever was invited for the same before gets a new link and the old one stops working.

    :raises UitnodigingGeweigerd: the role does not fit the organisation or the rights, or this person has the role already.
    """
    email = email.strip().lower()
    _check_role(rol, regio, organisatie, rechten)
    Regio.objects.select_for_update().get(pk=regio.pk)  # two who invite the same person wait for each other
    same = {"email": email, "regio": regio, "rol": rol, "organisatie": organisatie}
    if _is_lid(email, regio, rol, organisatie, at):
        raise UitnodigingGeweigerd("Deze persoon heeft deze rol al in uw regio.")
    uitnodiging = _open(same) or Uitnodiging(**same)
    uitnodiging.naam, uitnodiging.rechten, uitnodiging.door = naam, rechten, by
    return _send(uitnodiging, at)


@transaction.atomic
def opnieuw_versturen(uitnodiging: Uitnodiging, *, at: datetime) -> Uitnodiging:
    """
    A new link, for as long again; the old one stops working.

    :raises UitnodigingGeweigerd: accepted or withdrawn in the meantime.
    """
    locked = Uitnodiging.objects.select_for_update().get(pk=uitnodiging.pk)
    if locked.aanvaard_op or locked.ingetrokken_op:
        raise UitnodigingGeweigerd("Deze uitnodiging is al aanvaard of ingetrokken.")
    return _send(locked, at)


def intrekken(uitnodiging: Uitnodiging, *, at: datetime) -> None:
    """:raises UitnodigingGeweigerd: accepted or withdrawn in the meantime."""
    still_open = Uitnodiging.objects.filter(pk=uitnodiging.pk, aanvaard_op=None, ingetrokken_op=None)
    if not still_open.update(ingetrokken_op=at):
        raise UitnodigingGeweigerd("Deze uitnodiging is al aanvaard of ingetrokken.")


def geldig(rol: str) -> int:
    """How many days a link lasts."""
    return DAGEN_VAN_BUITEN if rol in PORTAALROLLEN else DAGEN


def find(token: str, *, at: datetime) -> Uitnodiging | None:
    """The invitation behind a link while it can be accepted; looking consumes nothing."""
    return _acceptable(token, at).select_related("regio", "organisatie").first()


def account_of(uitnodiging: Uitnodiging) -> User | None:
    """The open account with the invited address: its owner signs in to accept."""
    return User.objects.filter(email=uitnodiging.email, is_active=True).first()


def needs_password(uitnodiging: Uitnodiging) -> bool:
    """People from outside may do without: they sign in by a code (ADR 0014)."""
    return uitnodiging.rol not in PORTAALROLLEN


@transaction.atomic
def aanvaarden_nieuw(token: str, *, naam: str, wachtwoord: str, at: datetime) -> Lidmaatschap:
    """
    Make the account (or open a closed one again, with a new password) and its membership.

    :param wachtwoord: empty for who will sign in by a code; an old one does not come back to life.
    :raises UitnodigingGeweigerd: the link does not count any more, or the account exists and should sign in.
    """
    uitnodiging = _consume(token, at)
    if account_of(uitnodiging):
        raise UitnodigingGeweigerd("U hebt al een account met dit e-mailadres. Log eerst in.")
    user = User.objects.filter(email=uitnodiging.email).first() or User(email=uitnodiging.email)
    user.naam, user.is_active = naam, True
    user.set_password(wachtwoord or None)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as same_moment:  # two invitations to one new address, accepted at once
        raise UitnodigingGeweigerd("U hebt al een account met dit e-mailadres. Log eerst in.") from same_moment
    return _become(user, uitnodiging, at)


@transaction.atomic
def aanvaarden(token: str, *, user: User, at: datetime) -> Lidmaatschap:
    """
    Add the membership to the account of whoever is signed in.

    :raises UitnodigingGeweigerd: the link does not count any more, or was sent to another address.
    """
    uitnodiging = _consume(token, at)
    if user.email != uitnodiging.email:
        raise UitnodigingGeweigerd("Deze uitnodiging is voor een ander e-mailadres. Log uit en open de link opnieuw.")
    return _become(user, uitnodiging, at)


def _check_role(rol: Rol, regio: Regio, organisatie: Organisatie | None, rechten: list[Recht]) -> None:
    soorten = SOORTEN_VAN_ROL.get(rol, [])
    if bool(soorten) != (organisatie is not None) or (organisatie and organisatie.soort not in soorten):
        raise UitnodigingGeweigerd("Kies een organisatie die bij deze rol hoort.")
    if organisatie and organisatie.regio_id not in (None, regio.pk):
        raise UitnodigingGeweigerd("Kies een organisatie van uw regio.")
    if not set(rechten) <= set(RECHTEN_VAN_ROL.get(rol, [])):
        raise UitnodigingGeweigerd("Kies alleen rechten die bij deze rol horen.")


def _is_lid(email: str, regio: Regio, rol: Rol, organisatie: Organisatie | None, at: datetime) -> bool:
    own = Lidmaatschap.objects.geldig(on=timezone.localdate(at)).filter(user__email=email, regio=regio, rol=rol)
    return own.filter(organisatie=organisatie).exists() if organisatie else own.filter(organisatie__isnull=True).exists()


def _open(same: dict) -> Uitnodiging | None:
    by_organisation = {"organisatie": same["organisatie"]} if same["organisatie"] else {"organisatie__isnull": True}
    rest = {name: same[name] for name in ("email", "regio", "rol")}
    return Uitnodiging.objects.filter(**rest, **by_organisation, aanvaard_op=None, ingetrokken_op=None).first()


def _send(uitnodiging: Uitnodiging, at: datetime) -> Uitnodiging:
    token = new_token()
    uitnodiging.token_hash = hash_token(token)
    uitnodiging.verstuurd_op, uitnodiging.vervalt_op = at, at + timedelta(days=geldig(uitnodiging.rol))
    uitnodiging.save()
    mail.send_uitnodiging(uitnodiging, token)
    return uitnodiging


def _acceptable(token: str, at: datetime):
    return Uitnodiging.objects.filter(
        token_hash=hash_token(token), aanvaard_op__isnull=True, ingetrokken_op__isnull=True, vervalt_op__gt=at
    )


def _consume(token: str, at: datetime) -> Uitnodiging:
    if not _acceptable(token, at).update(aanvaard_op=at):
        raise UitnodigingGeweigerd(ONGELDIG)
    return Uitnodiging.objects.select_related("regio", "organisatie").get(token_hash=hash_token(token))


def _become(user: User, uitnodiging: Uitnodiging, at: datetime) -> Lidmaatschap:
    """A membership that ended before begins again, with what the invitation says and without its old mandate."""
    on = timezone.localdate(at)
    lid, is_new = Lidmaatschap.objects.get_or_create(
        user=user,
        regio=uitnodiging.regio,
        rol=uitnodiging.rol,
        organisatie=uitnodiging.organisatie,
        defaults={"rechten": uitnodiging.rechten, "vanaf": on},
    )
    if not is_new and not lid.is_geldig(on):
        lid.rechten, lid.mandaat, lid.vanaf, lid.tot = uitnodiging.rechten, "", on, None
        lid.save()
    return lid
