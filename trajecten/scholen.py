"""What a regio agreed with each school (domein §6 "Whose paper", §8): one row per regio and school, made when first needed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.forms import ModelForm

from accounts.models import Organisatie, OrganisatieSoort, Regio
from trajecten import besluitlinks
from trajecten.models import SchoolAfspraak


def scholen(regio: Regio) -> QuerySet[Organisatie]:
    """Every school, with `afspraken` of this regio: a list of none or one."""
    own = SchoolAfspraak.objects.filter(regio=regio)
    rows = Organisatie.objects.filter(soort=OrganisatieSoort.SCHOOL)
    return rows.prefetch_related(Prefetch("schoolafspraken", queryset=own, to_attr="afspraken")).order_by("naam", "pk")


@transaction.atomic
def bewaar(form: ModelForm, *, at: datetime) -> None:
    """
    Keep what was agreed; with another address a link that was mailed to the old one stops working.

    :raises VersieConflict: somebody else saved it since the form was opened.
    """
    besluitlinks.trek_in(form.save(), at=at)


def afspraak(regio: Regio, school: Organisatie, *, save: bool) -> SchoolAfspraak:
    """
    The agreement to edit; the defaults while there is none.

    :param save: make the row when there is none; a page that is only looked at changes nothing.
    """
    if save:
        return SchoolAfspraak.objects.get_or_create(regio=regio, school=school)[0]
    return SchoolAfspraak.objects.filter(regio=regio, school=school).first() or SchoolAfspraak(regio=regio, school=school)
