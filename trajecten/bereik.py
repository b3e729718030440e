"""
What a Lidmaatschap reaches: the one condition by which lists are filtered and one traject is judged (domein §1 and §7, ADR 0008).

The ends of access are keuzes.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Afwezigheid, Lidmaatschap, Rol
from basis.dagen import add_months
from trajecten.models import Betrokkene, Financiering, Plaatsing
from trajecten.regels import Status

_VANAF_OVEREENKOMST = [s for s in Status if s not in {Status.AANGEMELD, Status.INTAKE, Status.MATCHING}]


def hoort_bij(lid: Lidmaatschap, on: date) -> Q:
    """What this membership reaches on this day; the same role elsewhere counts for nothing."""
    own = Q(regio_id=lid.regio_id)
    if lid.rol in {Rol.COORDINATOR, Rol.BEHEERDER}:
        return own
    if lid.rol == Rol.BEGELEIDER:
        return own & (_deel_van([lid.user_id], on) | _deel_van(_afwezigen(lid, on), on))
    if lid.rol in PER_PLAATSING:
        return own & Q(pk__in=plaatsingen(lid, on).values("traject"))
    if lid.rol == Rol.CONSULENT:
        return own & Q(consulent_id=lid.user_id, aanmelder_id=lid.organisatie_id) & _nog_zichtbaar_voor_consulent(on)
    return Q(pk__in=[])


def _deel_van(users: list[int] | QuerySet, on: date) -> Q:
    """What these people handle or have a part in."""
    part = Betrokkene.objects.geldig(on=on).filter(user__in=users)
    return Q(behandelaar__in=users) | Q(pk__in=part.values("traject"))


def _afwezigen(lid: Lidmaatschap, on: date) -> QuerySet:
    """For whom this person stands in on this day in this regio; for whom those stand in themselves, nobody does (ADR 0019)."""
    return Afwezigheid.objects.telt(on=on).filter(regio=lid.regio_id, vervanger=lid.user_id).values("user")


def plaatsingen(lid: Lidmaatschap, on: date) -> QuerySet[Plaatsing]:
    """What a leerbedrijf or a school reaches: its own Plaatsingen, never a traject as a whole."""
    own = Plaatsing.objects.filter(traject__regio=lid.regio_id)
    return own.filter(PER_PLAATSING[Rol(lid.rol)](lid, on)) if lid.rol in PER_PLAATSING else own.none()


def _eigen_plaatsing(lid: Lidmaatschap, on: date) -> Q:
    """
    From overeenkomst on, until 3 months after the Plaatsing, 13 when a subsidy row is on it (keuze).

    A former one also while another is sought; and while its assessment is asked it is never too late.
    """
    since, subsidised = add_months(on, -3), add_months(on, -13)
    now = Q(laatste_werkdag__isnull=True, huidig=True, traject__status__in=_VANAF_OVEREENKOMST)
    lately = Q(laatste_werkdag__gte=since)
    paid = Q(_met_subsidie(), laatste_werkdag__gte=subsidised)
    asked = Q(huidig=True, traject__status=Status.BEOORDELING)
    return Q(leerbedrijf__organisatie=lid.organisatie_id) & ((now | lately) & _niet_lang_geleden_geeindigd(since) | paid | asked)


def _met_subsidie() -> Exists:
    """Of a Plaatsing: a subsidy row on it, or on its traject as a whole, that was not refused."""
    from trajecten.models.financiering import SUBSIDIE

    on_it = Q(plaatsing=OuterRef("pk")) | Q(plaatsing__isnull=True)
    return Exists(Financiering.objects.telt().filter(on_it, traject=OuterRef("traject"), bron=SUBSIDIE))


def _eigen_school(lid: Lidmaatschap, on: date) -> Q:
    """
    From overeenkomst on, until 12 months after vaststellen or stop (keuze).

    While another leerbedrijf is sought its student is still its student: the last Plaatsing that began counts then.
    """
    since = add_months(on, -12)
    now = Q(huidig=True, traject__status__in=_VANAF_OVEREENKOMST)
    later = Plaatsing.objects.filter(traject=OuterRef("traject"), volgnummer__gt=OuterRef("volgnummer")).filter(
        Q(huidig=True) | Q(eerste_werkdag__isnull=False)
    )
    last = Q(~Exists(later), eerste_werkdag__isnull=False, huidig=False)
    recent = Q(traject__vastgesteld_op__isnull=True) | Q(traject__vastgesteld_op__gte=since)
    recent &= Q(traject__afgerond_op__isnull=True) | Q(traject__afgerond_op__gte=since)
    return Q(school=lid.organisatie_id) & (now | last) & recent & _niet_lang_geleden_geeindigd(since)


def _niet_lang_geleden_geeindigd(since: date) -> Q:
    return Q(traject__einde_op__isnull=True) | Q(traject__einde_op__gte=since)


# Of these a Lidmaatschap reaches Plaatsingen, and a traject only through one of them.
PER_PLAATSING = {Rol.WERKGEVER: _eigen_plaatsing, Rol.SCHOOL: _eigen_school}


def _nog_zichtbaar_voor_consulent(on: date) -> Q:
    """Until afsluiten; 3 months after the end of what did not reach it (keuze)."""
    ended = Q(status__in=[Status.GESTOPT, Status.NIET_GESTART])
    return ~Q(status=Status.AFGESLOTEN) & (~ended | Q(einde_op__gte=add_months(on, -3)))
