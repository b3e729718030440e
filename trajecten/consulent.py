"""
What a consulent sees and does with an own aanmelding: the fields of domein §7, and nothing else.

The fields are read by name into a shape of their own, so that no page of a consulent holds a row from which it could go further.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Least

from accounts.models import Rol, User
from accounts.permissions import Permission
from trajecten import gebeurtenissen, toegang
from trajecten.actie import actie
from trajecten.models import Deelnemer, Plaatsing, Planning, Traject
from trajecten.models.queries import TrajectQuerySet
from trajecten.regels import FASE_VAN, FASEN, Overgang, Resultaat, Status
from trajecten.workflow import OvergangGeweigerd
from werkgevers.naam import naam_buiten_in_query

_GESTOPT = [Status.GESTOPT, Status.NIET_GESTART]
_VELDEN = [
    "code", "nummer", "status", "deelnemer__roepnaam", "deelnemer__achternaam", "deelnemer__voornamen", "deelnemer__geslachtsnaam",
    "regio__naam",
]  # fmt: skip


@dataclass(frozen=True)
class EigenAanmelding:
    """One aanmelding as its consulent sees it; of what stopped only the date (`einde`)."""

    code: UUID
    naam: str
    nummer: str
    regio: str
    fase: str = ""
    volgende_datum: date | None = None
    leerbedrijf: str = ""
    einddatum: date | None = None
    resultaat: str = ""
    einde: date | None = None
    einde_woord: str = ""
    is_in_te_trekken: bool = False


def rijen(aanmeldingen: TrajectQuerySet, *, on: date) -> QuerySet:
    """
    The columns of `EigenAanmelding`, one query: what runs first, then what stopped, the newest on top.

    :param aanmeldingen: of `toegang.aanmeldingen`.
    """
    current = Plaatsing.objects.filter(traject=OuterRef("pk"), huidig=True)
    planned = Planning.objects.filter(traject=OuterRef("pk"), vervallen=False, datum__gte=on).order_by("datum")
    start = current.filter(eerste_werkdag__isnull=True, startdatum__gte=on)
    return (
        aanmeldingen.annotate(
            is_gestopt=Q(status__in=_GESTOPT),
            volgende_datum=Least(Subquery(planned.values("datum")[:1]), Subquery(start.values("startdatum")[:1])),
            leerbedrijf=Subquery(current.annotate(naam=naam_buiten_in_query("leerbedrijf")).values("naam")[:1]),
            einddatum=Subquery(current.values("einddatum")[:1]),
        )
        .order_by("is_gestopt", "-aangemeld_op", "-pk")
        .values(*_VELDEN, "volgende_datum", "leerbedrijf", "einddatum", "resultaat", "einde_op")
    )


def als_rij(row: dict) -> EigenAanmelding:
    """:param row: one of `rijen`."""
    status = Status(row["status"])
    names = {name.removeprefix("deelnemer__"): value for name, value in row.items() if name.startswith("deelnemer__")}
    who = {"code": row["code"], "naam": Deelnemer(**names).naam, "nummer": row["nummer"], "regio": row["regio__naam"]}
    if status in _GESTOPT:
        return EigenAanmelding(**who, einde=row["einde_op"], einde_woord=status.label)
    return EigenAanmelding(
        **who,
        fase=FASEN[FASE_VAN[status] or 0],
        volgende_datum=row["volgende_datum"],
        leerbedrijf=row["leerbedrijf"] or "",
        einddatum=row["einddatum"],
        resultaat=Resultaat(row["resultaat"]).label if row["resultaat"] else "",
        is_in_te_trekken=status in INTREKBAAR,
    )


INTREKBAAR = toegang.BEPERKT[Rol.CONSULENT, Overgang.NIET_STARTEN]


def een(traject: Traject, *, on: date) -> EigenAanmelding:
    """The same of one traject that came through `toegang.get_aanmelding`."""
    return als_rij(rijen(Traject.objects.filter(pk=traject.pk), on=on).get())


@actie(Permission.TRAJECT_CONSULENT)
def draag_over(*, traject: Traject, by: User, on: date, collega: User) -> None:
    """
    Make a colleague of the same organisation the contact; who was it sees the aanmelding no longer.

    :raises OvergangGeweigerd: not a consulent of that organisation with access, or somebody was first.
    """
    if traject.consulent_id != by.pk:
        raise OvergangGeweigerd("Deze aanmelding is intussen van een collega. Ga terug naar uw aanmeldingen.")
    if not toegang.consulenten(traject, on=on).filter(pk=collega.pk).exists():
        raise OvergangGeweigerd("Kies een collega van uw organisatie die kan inloggen.")
    traject.consulent, traject.aanmelder_naam, traject.aanmelder_contact = collega, collega.naam, collega.email
    traject.save(update_fields=["consulent", "aanmelder_naam", "aanmelder_contact"])
    gebeurtenissen.schrijf(traject, "consulent", by=by, on=on, details={"Van": by.naam, "Naar": collega.naam})
