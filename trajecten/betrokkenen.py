"""Who has a part in a traject besides its behandelaar: given by a coordinator, from a day and through a day (domein §1)."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.permissions import Permission
from basis.templatetags.basis import datum as in_words
from trajecten import gebeurtenissen, toegang
from trajecten.actie import actie
from trajecten.models import Betrokkene, Traject
from trajecten.workflow import OvergangGeweigerd


def nu_en_straks(traject: Traject, *, on: date) -> QuerySet[Betrokkene]:
    return traject.betrokkenen.nu_en_straks(on=on).select_related("user")


@actie(Permission.TRAJECT_BETROKKENEN)
def erbij(*, traject: Traject, by: User, on: date, wie: User, vanaf: date, tot: date | None = None) -> Betrokkene:
    """
    Let a begeleider read this dossier and work in it.

    :param tot: the last day of access; without it until somebody takes it away.
    :raises OvergangGeweigerd: not a begeleider of this regio, has a part in those days already, or days out of order.
    """
    _require_days(vanaf, tot, on)
    if not toegang.begeleiders(traject.regio, on=on).filter(pk=wie.pk).exists():
        raise OvergangGeweigerd("Kies een begeleider van deze regio. Staat die er niet bij? Vraag de beheerder om een uitnodiging.")
    _require_free(traject, wie, vanaf, tot)
    row = traject.betrokkenen.create(user=wie, vanaf=vanaf, tot=tot)
    gebeurtenissen.schrijf(traject, "betrokken", by=by, on=on, details={"Wie": wie.naam, "Toegang": _periode(row)})
    return row


@actie(Permission.TRAJECT_BETROKKENEN)
def tot_en_met(*, traject: Traject, by: User, on: date, betrokkene: Betrokkene, tot: date | None) -> None:
    """Move the last day of access. :raises OvergangGeweigerd: access ended already, or the new day is past."""
    row = _lopend(traject, betrokkene, on)
    _require_days(row.vanaf, tot, on, is_nieuw=False)
    if tot == row.tot:
        return
    _require_free(traject, row.user, row.vanaf, tot, behalve=row)
    row.tot = tot
    row.save(update_fields=["tot"])
    gebeurtenissen.schrijf(traject, "betrokken_tot", by=by, on=on, details={"Wie": row.user.naam, "Toegang": _periode(row)})


@actie(Permission.TRAJECT_BETROKKENEN)
def weg(*, traject: Traject, by: User, on: date, betrokkene: Betrokkene) -> None:
    """End the access at once; a part that never counted leaves no row, only its lines in the log."""
    row = _lopend(traject, betrokkene, on)
    if row.vanaf < on:
        row.tot = on - timedelta(days=1)
        row.save(update_fields=["tot"])
    else:
        row.delete()
    gebeurtenissen.schrijf(traject, "betrokken_weg", by=by, on=on, details={"Wie": row.user.naam})


def _lopend(traject: Traject, betrokkene: Betrokkene, on: date) -> Betrokkene:
    """This row as it is now, with the traject locked."""
    row = nu_en_straks(traject, on=on).filter(pk=betrokkene.pk).first()
    if row is None:
        raise OvergangGeweigerd("De toegang van deze begeleider is al beëindigd. Ververs de pagina.")
    return row


def _require_days(vanaf: date, tot: date | None, on: date, *, is_nieuw: bool = True) -> None:
    if is_nieuw and vanaf < on:
        raise OvergangGeweigerd("Kies voor het begin vandaag of een latere dag.")
    if tot is not None and tot < max(vanaf, on):
        raise OvergangGeweigerd("Kies een laatste dag op of na het begin, en niet voor vandaag.")


def _require_free(traject: Traject, wie: User, vanaf: date, tot: date | None, *, behalve: Betrokkene | None = None) -> None:
    others = traject.betrokkenen.filter(Q(tot__isnull=True) | Q(tot__gte=vanaf), user=wie).exclude(pk=behalve.pk if behalve else 0)
    if tot is not None:
        others = others.filter(vanaf__lte=tot)
    if other := others.first():
        raise OvergangGeweigerd(f"{wie.naam} is al betrokken, {_periode(other)}. Wijzig daar de laatste dag.")


def _periode(row: Betrokkene) -> str:
    return f"vanaf {in_words(row.vanaf)}" + (f" tot en met {in_words(row.tot)}" if row.tot else "")
