"""What a regio agreed with each school (domein §6 "Whose paper", §8): one row per regio and school, made when first needed."""

from django.db.models import Prefetch, QuerySet

from accounts.models import Organisatie, OrganisatieSoort, Regio
from trajecten.models import SchoolAfspraak


def scholen(regio: Regio) -> QuerySet[Organisatie]:
    """Every school, with `afspraken` of this regio: a list of none or one."""
    own = SchoolAfspraak.objects.filter(regio=regio)
    rows = Organisatie.objects.filter(soort=OrganisatieSoort.SCHOOL)
    return rows.prefetch_related(Prefetch("schoolafspraken", queryset=own, to_attr="afspraken")).order_by("naam", "pk")


def afspraak(regio: Regio, school: Organisatie, *, save: bool) -> SchoolAfspraak:
    """
    The agreement to edit; the defaults while there is none.

    :param save: make the row when there is none; a page that is only looked at changes nothing.
    """
    if save:
        return SchoolAfspraak.objects.get_or_create(regio=regio, school=school)[0]
    return SchoolAfspraak.objects.filter(regio=regio, school=school).first() or SchoolAfspraak(regio=regio, school=school)
